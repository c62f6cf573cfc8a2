"""`python -m training rooms`: write rooms to disk, or draw how they compare with real ones."""

import json
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import tyro
from tqdm import tqdm

from backend.types import SceneType
from training.errors import CommandError
from training.rooms.example import ExampleConfig, make_example
from training.rooms.folder import FolderConfig, is_whole, write_example
from training.rooms.splits import Split, room_name, room_seed
from training.rooms.stream import in_order


@dataclass(frozen=True)
class RoomsConfig:
    out: Path = Path("runs/rooms")
    """Folder for the scene folders, or for the report."""
    count: int = 24
    """How many rooms."""
    split: Split = "train"
    start: int = 0
    """Number of the first room in its split."""
    points: Literal["scan", "clean"] = "scan"
    """Through the simulated sensor, or evenly on all surfaces."""
    scene_type: SceneType | None = None
    """Only rooms of this type."""
    workers: int | None = None
    """Processes; one for each core by default, 0 for none beside this one."""
    folder: Annotated[FolderConfig, tyro.conf.arg(name="")] = field(default_factory=FolderConfig)
    report: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Draw the statistics and a contact sheet instead of writing scene folders."""


def make_rooms(config: RoomsConfig) -> None:
    """Do what the command line asks for.

    Raises:
        CommandError: the arguments make no sense, or the folder cannot be written.
    """
    if config.count < 1:
        raise CommandError(f"wanted at least one room, got --count {config.count}")
    if config.workers is not None and config.workers < 0:
        raise CommandError(f"wanted a number of processes, got --workers {config.workers}")
    if min(config.folder.width, config.folder.height) < 16:
        size = f"{config.folder.width} × {config.folder.height}"
        raise CommandError(f"wanted photos of at least 16 × 16 pixels, got {size}")
    for name in ("images", "splats", "least_points"):
        if getattr(config.folder, name) < 0:
            option = name.replace("_", "-")
            raise CommandError(f"wanted 0 or more, got --{option} {getattr(config.folder, name)}")
    try:
        room_seed(config.split, config.start)
        room_seed(config.split, config.start + config.count - 1)
    except ValueError as error:
        raise CommandError(str(error)) from error
    try:
        config.out.mkdir(parents=True, exist_ok=True)
        if config.report:
            from training.rooms.report.write import write_report

            write_report(
                config.out,
                split=config.split,
                start=config.start,
                count=config.count,
                workers=config.workers,
            )
        else:
            _write_rooms(config)
    except OSError as error:
        raise CommandError(f"cannot write to {config.out} ({error.strerror})") from error


def _keep_options(config: RoomsConfig) -> None:
    """Write down with what options a folder's rooms are made.

    Raises:
        CommandError: the rooms that are there were made with others; they would be mixed.
    """
    path = config.out / "options.json"
    options = {
        "points": config.points,
        "scene_type": config.scene_type,
        **asdict(config.folder),
    }
    written = json.dumps(options, indent=1) + "\n"
    if not path.exists():
        half = path.with_name(".options.half")
        half.write_text(written, encoding="utf-8")
        half.replace(path)
    elif path.read_text(encoding="utf-8", errors="replace") != written:
        problem = f"the rooms in {config.out} were made with other options ({path.name} has them)"
        raise CommandError(f"{problem}. Choose another --out")


def _write_rooms(config: RoomsConfig) -> None:
    _keep_options(config)
    wanted = [
        index
        for index in range(config.start, config.start + config.count)
        if not is_whole(config.out / room_name(config.split, index))
    ]
    done = config.count - len(wanted)
    with tqdm(total=config.count, initial=done, desc="Rooms", unit="room") as bar:
        for _ in in_order(partial(_write_room, config), wanted, workers=config.workers):
            bar.update()


def _write_room(config: RoomsConfig, index: int) -> None:
    """In a process of its own."""
    example_config = ExampleConfig(points=config.points, scene_type=config.scene_type)
    example = make_example(config.split, index, example_config)
    write_example(config.out, example, config.folder)
