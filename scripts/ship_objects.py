"""Put a trained object encoder into assets: `python -m scripts.ship_objects runs/objects/best`.

Weights are stored in half precision and without prompts, which only training needs; what is stored
is measured, and the card says how to measure it again.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import tyro

from backend.models.checkpoint import (
    WEIGHTS,
    Card,
    CheckpointError,
    Metric,
    load_checkpoint,
    save_checkpoint,
)
from backend.models.object_network import PROMPTS
from training.errors import CommandError
from training.metrics.report import Report
from training.objects.evaluate import measure_retrieval, measure_zero_shot
from training.objects.evaluate_command import EvaluateRetrieval, EvaluateZeroShot, ObjectSource

MEGABYTES = 16
"""The weights may have so many, of 1,048,576 bytes."""


@dataclass(frozen=True)
class Config:
    checkpoint: Annotated[Path, tyro.conf.Positional] = Path("runs/objects/best")
    out: Path = Path("assets/objects")
    test: Path = Path("runs/rooms/test")
    """Rooms to measure on."""
    novel: Path | None = None
    """Rooms with held-out categories to measure on, besides."""
    rotated: Path | None = None
    """npz file of real shapes in random rotations to measure on, besides."""
    count: int | None = None
    """Rooms of each folder, and shapes of the file; all by default."""


def ship(config: Config) -> Card:
    """Store the weights, measure them, and write all that into the card.

    Raises:
        CommandError: objects cannot be read, or the weights are too large.
    """
    trained = load_checkpoint(config.checkpoint)
    if trained.card.task != "objects":
        raise CommandError(
            f"{config.checkpoint} was trained for {trained.card.task!r}, not 'objects'"
        )
    tensors = {
        name: tensor.half() if tensor.is_floating_point() else tensor
        for name, tensor in trained.tensors.items()
        if not name.startswith(PROMPTS)
    }
    save_checkpoint(config.out, tensors, replace(trained.card, metrics=()))
    size = (config.out / WEIGHTS).stat().st_size / 2**20
    if size > MEGABYTES:
        raise CommandError(f"wanted weights of at most {MEGABYTES} MB, got {size:.1f} MB")
    card = replace(trained.card, metrics=tuple(_measured(config)))
    save_checkpoint(config.out, tensors, card)
    return card


def _measured(config: Config) -> Iterator[Metric]:
    rooms = {"rooms test": config.test}
    if config.novel is not None:
        rooms["rooms novel-categories"] = config.novel
    for split, folder in rooms.items():
        source = ObjectSource(data=folder)
        named = measure_zero_shot(EvaluateZeroShot(config.out, source, count=config.count))
        yield from _metrics(named, split, f"zero-shot {config.out} --data {folder}")
        found = measure_retrieval(EvaluateRetrieval(config.out, source, count=config.count))
        yield from _metrics(found, split, f"retrieval {config.out} --data {folder}")
    if config.rotated is not None:
        source = ObjectSource(points=config.rotated)
        settings = EvaluateZeroShot(config.out, source, rotated=True, count=config.count)
        command = f"zero-shot {config.out} --points {config.rotated.name} --rotated"
        yield from _metrics(measure_zero_shot(settings), config.rotated.stem, command)


def _metrics(report: Report, split: str, command: str) -> Iterator[Metric]:
    for name, value in report.figures:
        yield Metric(name, round(value, 3), split, f"python -m training evaluate {command}")


if __name__ == "__main__":
    try:
        for metric in ship(tyro.cli(Config)).metrics:
            print(f"{metric.value:10,}  {metric.split}  {metric.name}")
    except (CommandError, CheckpointError, ValueError) as error:
        sys.exit(f"{str(error).rstrip('.')}.")
