"""Put a trained network into assets: `python -m scripts.ship_vqa runs/vqa/best`.

Weights are stored in half precision; what is stored is calibrated on validation rooms and measured
on test rooms, and the card says how to measure it again.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import tyro
from torch import Tensor

from backend.models.checkpoint import (
    WEIGHTS,
    Card,
    CheckpointError,
    Metric,
    load_checkpoint,
    save_checkpoint,
)
from training.errors import CommandError
from training.metrics.report import Figure
from training.questions.calibrate import Calibration, calibrate
from training.questions.detect import DetectConfig
from training.questions.evaluate import measure_scenes
from training.questions.evaluate_command import EvaluateReal, EvaluateScenes
from training.questions.measure import MeasureConfig, measure
from training.questions.real import measure_real
from training.questions.store import open_store
from training.questions.trained import load_trained

MEGABYTES = 16
"""The weights may have so many, of 1,048,576 bytes."""


@dataclass(frozen=True)
class Config:
    checkpoint: Annotated[Path, tyro.conf.Positional] = Path("runs/vqa/best")
    out: Path = Path("assets/vqa")
    val: Path = Path("runs/rooms/val")
    """Rooms to calibrate with."""
    test: Path = Path("runs/rooms/test")
    """Rooms to measure on."""
    train: Path = Path("runs/rooms/train")
    """Rooms whose questions the classifier learns that reads only words."""
    scan: Path | None = None
    """A real ScanNet scan to measure on, besides."""
    count: int | None = None
    """Rooms of each split; all by default."""


def ship(config: Config) -> Card:
    """Store the weights, calibrate and measure them, and write all that into the card.

    Raises:
        CommandError: rooms or the scan cannot be read, or the weights are too large.
    """
    trained = load_checkpoint(config.checkpoint)
    if trained.card.task != "vqa":
        raise CommandError(f"{config.checkpoint} was trained for {trained.card.task!r}, not 'vqa'")
    tensors = {
        name: tensor.half() if tensor.is_floating_point() else tensor
        for name, tensor in trained.tensors.items()
    }
    _save(config.out, tensors, replace(trained.card, metrics=(), calibration={}))
    calibration, errors = _calibrated(config)
    card = replace(trained.card, metrics=(), calibration=asdict(calibration))
    _save(config.out, tensors, card)
    metrics = [*_metrics(errors, "rooms val", f"python -m scripts.ship_vqa {config.checkpoint}")]
    metrics += _measured(config)
    card = replace(card, metrics=tuple(metrics))
    _save(config.out, tensors, card)
    return card


def _save(out: Path, tensors: Mapping[str, Tensor], card: Card) -> None:
    save_checkpoint(out, tensors, card)
    size = (out / WEIGHTS).stat().st_size / 2**20
    if size > MEGABYTES:
        raise CommandError(f"wanted weights of at most {MEGABYTES} MB, got {size:.1f} MB")


def _calibrated(config: Config) -> tuple[Calibration, list[Figure]]:
    network = load_trained(config.out)
    rooms = open_store(config.val, network.scene.config.detector.classes, config.count)
    settings = MeasureConfig(DetectConfig(network.points))
    return calibrate(list(measure(network, rooms, settings)))


def _measured(config: Config) -> Iterable[Metric]:
    scenes = EvaluateScenes(
        config.out, config.test, count=config.count, descriptions=True, blind=config.train
    )
    command = f"python -m training evaluate scenes {config.out} --data {config.test}"
    command += f" --descriptions --blind {config.train}"
    yield from _metrics(measure_scenes(scenes).figures, "rooms test", command)
    if config.scan is not None:
        real = EvaluateReal((config.out,), (config.scan,))
        command = f"python -m training evaluate real {config.out} --scan {config.scan.name}"
        yield from _metrics(measure_real(real).figures, f"ScanNet {config.scan.name}", command)


def _metrics(figures: Iterable[Figure], split: str, command: str) -> list[Metric]:
    return [Metric(name, round(value, 3), split, command) for name, value in figures]


if __name__ == "__main__":
    try:
        for metric in ship(tyro.cli(Config)).metrics:
            print(f"{metric.value:10,}  {metric.split}  {metric.name}")
    except (CommandError, CheckpointError, ValueError) as error:
        sys.exit(f"{str(error).rstrip('.')}.")
