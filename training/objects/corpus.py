"""Objects on disk for training: parts that are written whole or not at all, read by mapping.

objects/train/
  things_000003_512/    512 lone things with clean surfaces, the same as the pictures' corpus shows
    points.npy          (objects, views, P, 3) float16, metres around each view's centroid, Z up
    colors.npy          (objects, views, P, 3) uint8
    pictures.npy        (objects, edge, edge, 3) uint8; only things have them
    words.json          {"categories": one each, "captions": several each}
  rooms_000000_32/      what 32 scans show of their objects: partial, with bits of the neighbours
"""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float32, UInt8
from tqdm import tqdm

from backend.models.atomic import write_folder
from training.clip.corpus import read_part
from training.clip.pictures import lone_model
from training.errors import CommandError
from training.objects.clouds import draw_points
from training.objects.room_crops import room_objects
from training.rooms.render.images import studio
from training.rooms.scan.crops import clean_crop
from training.rooms.splits import Split, room_seed
from training.rooms.stream import in_order

_POINTS = 71
"""Number of the random stream beside those of the pictures."""
_ROOMS = 32
"""Of a part."""


@dataclass(frozen=True)
class ObjectsConfig:
    points: int = 1024
    """Of each view."""
    views: int = 2
    """Drawings of each object's points."""
    least: int = 60
    """Points that a scan must have of an object."""


@dataclass(frozen=True)
class Described:
    """An object in several drawings of its points."""

    points: Float32[np.ndarray, "views points 3"]
    colors: UInt8[np.ndarray, "views points 3"]
    category: str
    captions: tuple[str, ...]
    picture: UInt8[np.ndarray, "edge edge 3"] | None = None


@dataclass(frozen=True)
class _Job:
    path: Path
    source: Literal["things", "rooms"]
    split: Split
    inputs: tuple[Path, ...]
    """The part of the pictures' corpus, or the folders of rooms."""
    number: int
    config: ObjectsConfig


def make_objects(
    folder: Path,
    split: Split,
    pictures: Iterable[Path],
    rooms: Iterable[Path],
    config: ObjectsConfig,
    *,
    workers: int | None = None,
) -> list[Path]:
    """Write what is not there yet; the paths of all parts, in order.

    Args:
        folder: where the corpus lies.
        split: of the lone things.
        pictures: parts of the pictures' corpus that hold things.
        rooms: folders of rooms.
        config: how much there is of each object.
        workers: processes; None = one for each core, 0 = this one.

    Raises:
        CommandError: the folder holds objects of another make, or an input is damaged.
        OSError: it cannot be written.
    """
    folder = folder / split
    folder.mkdir(parents=True, exist_ok=True)
    _keep_options(folder, config)
    jobs = [*_thing_jobs(folder, split, list(pictures), config)]
    jobs += _room_jobs(folder, split, list(rooms), config)
    wanted = [job for job in jobs if not (job.path / "words.json").exists()]
    for _ in tqdm(
        in_order(_write, wanted, workers=workers),
        desc=f"Objects, {split}",
        total=len(jobs),
        initial=len(jobs) - len(wanted),
        unit="part",
        disable=not wanted,
    ):
        pass
    return [job.path for job in jobs]


def write_part(path: Path, objects: Iterable[Described]) -> None:
    """Points are stored around each view's centroid."""
    objects = list(objects)
    files = {"words.json": _words(objects)}
    if objects:
        points = np.stack([one.points for one in objects])
        centered = points - points.mean(axis=2, keepdims=True)
        files["points.npy"] = _array(centered.astype(np.float16))
        files["colors.npy"] = _array(np.stack([one.colors for one in objects]))
        seen = [one.picture for one in objects if one.picture is not None]
        if len(seen) == len(objects):
            files["pictures.npy"] = _array(np.stack(seen))
    write_folder(path, files)


def _thing_jobs(
    folder: Path, split: Split, pictures: list[Path], config: ObjectsConfig
) -> Iterator[_Job]:
    for part in pictures:
        number = int(part.stem.split("_")[1])
        yield _Job(folder / part.stem, "things", split, (part,), number, config)


def _room_jobs(
    folder: Path, split: Split, rooms: list[Path], config: ObjectsConfig
) -> Iterator[_Job]:
    for number, start in enumerate(range(0, len(rooms), _ROOMS)):
        inputs = tuple(rooms[start : start + _ROOMS])
        path = folder / f"rooms_{number:06d}_{len(inputs)}"
        yield _Job(path, "rooms", split, inputs, number, config)


def _write(job: _Job) -> None:
    """In a process of its own."""
    write_part(job.path, _things(job) if job.source == "things" else _crops(job))


def _things(job: _Job) -> Iterator[Described]:
    part = read_part(job.inputs[0])
    first = job.number * 512
    for i, picture in enumerate(part.images):
        model, _ = lone_model(job.split, first + i)
        rng = np.random.default_rng([room_seed(job.split, first + i), _POINTS])
        views = [
            clean_crop(studio(model), 0, job.config.points, rng) for _ in range(job.config.views)
        ]
        captions = [part.texts[t] for t in np.flatnonzero(part.owners == i)]
        points = np.stack([view.positions for view in views])
        colors = np.stack([view.colors for view in views])
        yield Described(points, colors, model.category, tuple(captions), picture)


def _crops(job: _Job) -> Iterator[Described]:
    config = job.config
    for folder in job.inputs:
        rng = np.random.default_rng([int(folder.name.rpartition("_")[2]), _POINTS])
        for crop in room_objects(folder, rng, config.least):
            kept = [draw_points(len(crop.points), config.points, rng) for _ in range(config.views)]
            points = np.stack([crop.points[at] for at in kept])
            colors = np.stack([crop.colors[at] for at in kept])
            yield Described(points, colors, crop.category, crop.captions)


def _words(objects: list[Described]) -> bytes:
    words = {
        "categories": [one.category for one in objects],
        "captions": [list(one.captions) for one in objects],
    }
    return json.dumps(words, ensure_ascii=False).encode()


def _array(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()


def _keep_options(folder: Path, config: ObjectsConfig) -> None:
    path = folder / "options.json"
    options = json.dumps(asdict(config), indent=1) + "\n"
    if not path.exists():
        path.write_text(options, encoding="utf-8")
    elif path.read_text(encoding="utf-8", errors="replace") != options:
        problem = f"the objects in {folder} were made with other options ({path.name} has them)"
        raise CommandError(f"{problem}. Choose another folder")
