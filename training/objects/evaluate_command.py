"""`python -m training evaluate zero-shot` and `evaluate retrieval`.

PyTorch takes seconds to load: `--help` and bad arguments do not wait for it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from training.errors import CommandError
from training.metrics.report import print_report


@dataclass(frozen=True)
class ObjectSource:
    """Which objects; exactly one of these."""

    points: Path | None = None
    """npz file: points (N, P, 3) float upright, labels (N,) int, classes (C,) str."""
    data: Path | None = None
    """Folder of rooms, whose objects are taken as the scans show them."""
    modelnet: Path | None = None
    """Folder of ModelNet10 or 40: OFF meshes, sampled txt, or h5."""
    scanobjectnn: Path | None = None
    """An h5 file of ScanObjectNN, such as test_objectdataset.h5."""
    shapenet: Path | None = None
    """Folder of ShapeNet-55 with shapenet_pc, test.txt and taxonomy.json."""

    def __post_init__(self) -> None:
        given = (self.points, self.data, self.modelnet, self.scanobjectnn, self.shapenet)
        if sum(one is not None for one in given) != 1:
            raise CommandError(
                "wanted objects from one of --points, --data, --modelnet, --scanobjectnn, "
                f"--shapenet, got {sum(one is not None for one in given)} of them"
            )


@dataclass(frozen=True)
class EvaluateZeroShot:
    """Naming objects with the names of their classes alone."""

    checkpoint: Annotated[Path, tyro.conf.Positional]
    """Folder of an objects checkpoint."""
    source: Annotated[ObjectSource, tyro.conf.arg(name="")]
    rotated: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """The clouds do not say what is up: several ways are tried, the surest one counts."""
    count: int | None = None
    """Rooms of --data, or objects drawn at random from the other sources; all by default."""
    clip: str = "embedded"
    """The CLIP that the network was trained with."""
    finetune: Path | None = None
    """npz file of labelled clouds with the same classes: fine-tune the whole network with a
    classifier on them first."""
    shots: int | None = None
    """Only so many objects of each class of --finetune; all by default."""
    epochs: int = 20
    """Of fine-tuning."""
    seed: int = 0
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""

    def __post_init__(self) -> None:
        for name in ("count", "shots", "epochs"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise CommandError(f"wanted 1 or more for --{name}, got {value}")
        if self.shots is not None and self.finetune is None:
            raise CommandError("--shots needs --finetune, the objects to learn from")


@dataclass(frozen=True)
class EvaluateRetrieval:
    """Finding objects of a class by its name, by another object, or by pictures."""

    checkpoint: Annotated[Path, tyro.conf.Positional]
    """Folder of an objects checkpoint."""
    source: Annotated[ObjectSource, tyro.conf.arg(name="")]
    pictures: Path | None = None
    """Folder of the pictures' corpus, such as runs/pictures/test: those of lone things of the same
    classes are queries, too."""
    count: int | None = None
    """Rooms of --data, or objects drawn at random from the other sources; all by default."""
    clip: str = "embedded"
    """The CLIP that the network was trained with."""
    seed: int = 0
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""

    def __post_init__(self) -> None:
        if self.count is not None and self.count < 1:
            raise CommandError(f"wanted 1 or more for --count, got {self.count}")


def evaluate_zero_shot(config: EvaluateZeroShot) -> None:
    """Print the figures.

    Raises:
        CommandError: the checkpoint or the objects cannot be read.
    """
    from training.objects.evaluate import measure_zero_shot

    print_report(measure_zero_shot(config), as_json=config.json)


def evaluate_retrieval(config: EvaluateRetrieval) -> None:
    """Print the figures.

    Raises:
        CommandError: the checkpoint or the objects cannot be read.
    """
    from training.objects.evaluate import measure_retrieval

    print_report(measure_retrieval(config), as_json=config.json)
