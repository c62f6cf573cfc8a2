"""`python -m training compare`: what pre-training is worth (3D-VQA, Tables 1 and 2), on rooms.

Every seed is trained twice, from scratch and from its own pre-training, and measured on unseen
rooms. Each step is a command of its own, so that an interrupted comparison goes on where it was.

    runs/compare/seed_0/pretrain/, scratch/, pretrained/    the runs
    runs/compare/seed_0/scratch.json, pretrained.json       their figures
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev
from typing import Annotated, Literal

import tyro

from backend.models.atomic import write_file
from training.errors import CommandError

Arm = Literal["scratch", "pretrained"]
ARMS: tuple[tuple[Arm, str], ...] = (
    ("scratch", "without pre-training"),
    ("pretrained", "with pre-training"),
)
TABLES: tuple[tuple[str, ...], ...] = (
    ("EM@1", "EM@10", "BLEU-1", "BLEU-4", "ROUGE-L", "METEOR", "CIDEr"),
    ("Acc@0.25", "Acc@0.5"),
)
"""The columns of the paper's Table 1, of answers, and Table 2, of the objects that are meant."""

Figures = Mapping[str, float]
Found = Mapping[Arm, Mapping[str, Figures]]
"""Figures by arm and seed."""


@dataclass(frozen=True)
class CompareCommand:
    """Compare question answering with and without pre-training; prints tables in Markdown."""

    out: Path = Path("runs/compare")
    """Folder of the runs."""
    seeds: int = 3
    preset: Literal["paper", "code", "ask3d", "tiny"] = "ask3d"
    pretrain_epochs: int = 6
    epochs: int = 25
    count: int | None = None
    """Only the first so many rooms to learn from."""
    data: Path = Path("runs/rooms")
    """Folder with the rooms of train, val and test."""
    collect: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Train nothing: tabulate the figures that are there."""

    def __post_init__(self) -> None:
        for name in ("seeds", "pretrain_epochs", "epochs"):
            if getattr(self, name) < 1:
                option = name.replace("_", "-")
                raise CommandError(f"wanted 1 or more for --{option}, got {getattr(self, name)}")


def compare(config: CompareCommand) -> None:
    """Train and measure what is missing, then print the tables.

    Raises:
        CommandError: a step failed, or there is nothing to tabulate.
    """
    if not config.collect:
        for seed in range(config.seeds):
            _run_seed(config, seed)
    found = collect(config.out)
    if not any(found.values()):
        raise CommandError(f"{config.out}: there are no figures yet. Leave out --collect")
    print("\n\n".join(table(found, columns) for columns in TABLES))


def collect(out: Path) -> Found:
    """Figures of everything that was measured.

    Raises:
        CommandError: a file is damaged.
    """
    return {
        arm: {path.parent.name: _read(path) for path in sorted(out.glob(f"seed_*/{arm}.json"))}
        for arm, _ in ARMS
    }


def table(found: Found, columns: Sequence[str]) -> str:
    """Mean ± standard deviation over the seeds, and what pre-training gains on average."""
    measured = [one for own in found.values() for one in own.values()]
    columns = [name for name in columns if any(name in one for one in measured)]
    rows = [["", "seeds", *columns], ["---"] * (2 + len(columns))]
    for arm, name in ARMS:
        values = [
            [one[column] for one in found[arm].values() if column in one] for column in columns
        ]
        rows.append([name, str(len(found[arm])), *map(_spread, values)])
    gains = [_gain(found, column) for column in columns]
    rows.append(["gain, seed by seed", str(len(_pairs(found))), *gains])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def commands(config: CompareCommand, seed: int) -> Iterator[tuple[str, ...]]:
    """The training commands of one seed, in their order."""
    folder = config.out / f"seed_{seed}"
    shared = ("--preset", config.preset, "--seed", str(seed), "--data", str(config.data / "train"))
    shared += ("--val", str(config.data / "val"))
    if config.count is not None:
        shared += ("--count", str(config.count))
    epochs = ("--epochs", str(config.epochs))
    before = folder / "pretrain"
    yield ("pretrain", "--out", str(before), "--epochs", str(config.pretrain_epochs), *shared)
    yield ("vqa", "--out", str(folder / "scratch"), *epochs, *shared)
    start = ("--pretrained", str(before / "best"))
    yield ("vqa", "--out", str(folder / "pretrained"), *epochs, *start, *shared)


def _run_seed(config: CompareCommand, seed: int) -> None:
    for command in commands(config, seed):
        _run(command)
    for arm, _ in ARMS:
        folder = config.out / f"seed_{seed}"
        path = folder / f"{arm}.json"
        if not path.is_file():
            rooms = str(config.data / "test")
            checkpoint = str(folder / arm / "best")
            said = _run(("evaluate", "scenes", checkpoint, "--data", rooms, "--json"), keep=True)
            write_file(path, said)


def _run(command: Sequence[str], *, keep: bool = False) -> bytes:
    """What a command of ours printed, if it is to be kept."""
    done = subprocess.run(
        [sys.executable, "-m", "training", *command],
        stdout=subprocess.PIPE if keep else None,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"`python -m training {' '.join(command)}` failed. Start again to go on")
    return done.stdout or b""


def _read(path: Path) -> Figures:
    try:
        values = json.loads(path.read_text("utf-8"))
        return {name: float(value) for name, value in values.items() if name != "notes"}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CommandError(
            f"{path} is damaged ({error}). Delete it; it is measured anew"
        ) from error


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    return f"{mean(values):.2f}" + (f" ± {stdev(values):.2f}" if len(values) > 1 else "")


def _pairs(found: Found) -> list[tuple[Figures, Figures]]:
    """Both arms of each seed that has both."""
    before, after = found["scratch"], found["pretrained"]
    return [(before[seed], after[seed]) for seed in before if seed in after]


def _gain(found: Found, column: str) -> str:
    pairs = [pair for pair in _pairs(found) if all(column in one for one in pair)]
    return _spread([after[column] - before[column] for before, after in pairs])
