"""`python -m training evaluate scenes` and `evaluate real`: what trained networks do.

PyTorch takes seconds to load: `--help` and bad arguments do not wait for it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from training.data.data_root import QuestionSource, RealSplit
from training.errors import CommandError
from training.metrics.report import print_report


@dataclass(frozen=True)
class EvaluateScenes:
    """Detection, grounding and answers of a trained network on labelled scenes.

    A pre-training checkpoint finds objects only. Scenes are rooms below --data, or real ones below
    --data-root.
    """

    checkpoint: Annotated[Path, tyro.conf.Positional]
    """Folder of a pre-training or question answering checkpoint."""
    data: Path = Path("runs/rooms/test")
    """Folder of rooms."""
    data_root: Path | None = None
    """Folder with ScanNet, ScanQA and so on in their official layouts, instead of rooms."""
    split: RealSplit = "val"
    """Of the real scenes."""
    questions: tuple[QuestionSource, ...] = ("scanqa",)
    """Of the real scenes."""
    descriptions: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Ground ScanRefer's descriptions, or those of rooms, too."""
    count: int | None = None
    """Scenes; all by default."""
    points: int | None = None
    """Points of each scene; by default as many as in training, and more in larger scenes."""
    seed: int = 0
    """Of the draw of the points."""
    clip: str = "embedded"
    """The CLIP that the network was trained with."""
    texts: Path = Path("runs/texts")
    """Folder for what the text encoder makes of the questions."""
    tta: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Test-time augmentation for detection: eight looks, turned and mirrored."""
    blind: Path | None = None
    """Folder of rooms, to measure also what a classifier does that reads only their questions."""
    predictions: Path | None = None
    """JSON file for the answers and boxes in ScanQA's submission format; descriptions go to a file
    of ScanRefer's format beside it, named `*.scanrefer.json`, detections to `*.detections.json`."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""

    def __post_init__(self) -> None:
        for name in ("count", "points"):
            _require_positive(name, getattr(self, name))


@dataclass(frozen=True)
class EvaluateReal:
    """Detection in real scans: mAP and recall by class, and what was misnamed.

    Few scans have few objects, and a draw of the points changes what is found: figures are means
    over several draws by each seed, and over all checkpoints that are given.
    """

    checkpoints: Annotated[tuple[Path, ...], tyro.conf.Positional]
    """Folders of pre-training or question answering checkpoints."""
    scan: tuple[Path, ...]
    """Scans of ScanNet, scored together: a folder each, or the mesh or the vertices in it where a
    folder holds several."""
    draws: int = 6
    """Draws of the input points by each seed."""
    seeds: int = 2
    points: int | None = None
    """Points of a draw; by default as many as in training, and more in larger scenes."""
    tta: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Test-time augmentation: eight looks, turned and mirrored."""
    picture: Path | None = None
    """PNG file for a plan of the first scan with what the first draw found."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""

    def __post_init__(self) -> None:
        if not self.checkpoints:
            raise CommandError("wanted at least one checkpoint, got none")
        if not self.scan:
            raise CommandError("wanted at least one --scan, got none")
        for name in ("draws", "seeds", "points"):
            _require_positive(name, getattr(self, name))


def evaluate_scenes(config: EvaluateScenes) -> None:
    """Print the figures.

    Raises:
        CommandError: the checkpoint or the scenes cannot be read.
    """
    from training.questions.evaluate import measure_scenes

    print_report(measure_scenes(config), as_json=config.json)


def evaluate_real(config: EvaluateReal) -> None:
    """Print the figures.

    Raises:
        CommandError: a checkpoint or the scan cannot be read, or the picture not be written.
    """
    from training.questions.real import measure_real

    print_report(measure_real(config), as_json=config.json)


def _require_positive(name: str, value: int | None) -> None:
    if value is not None and value < 1:
        raise CommandError(f"wanted 1 or more for --{name}, got {value}")
