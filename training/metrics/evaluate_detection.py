"""`python -m training evaluate detection`: score detections in our JSON format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from training.errors import CommandError
from training.metrics.report import Figure, Report, print_report, within

_THRESHOLDS = (0.25, 0.5)


@dataclass(frozen=True)
class EvaluateDetection:
    """Score detected boxes, overall and by class; both files are as `detection_file` says."""

    predictions: Path
    """JSON file of scenes with scored boxes, as `python -m backend detect` prints each."""
    references: Path
    """JSON file of the same scenes with what is there."""
    bounds: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Compare the boxes' bounds along the axes, not the turned boxes."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""


def evaluate_detection(config: EvaluateDetection) -> None:
    """Print the figures.

    Raises:
        CommandError: a file cannot be read, or a scene is missing.
    """
    print_report(score_detection(config), as_json=config.json)


def score_detection(config: EvaluateDetection) -> Report:
    """All figures.

    Raises:
        CommandError: a file cannot be read, or a scene is missing.
    """
    from training.metrics.detection import score_detections
    from training.metrics.detection_file import read_detections

    truths = read_detections(config.references, scored=False)
    found = read_detections(config.predictions, scored=True)
    missing = [name for name in truths if name not in found]
    if missing:
        raise CommandError(
            f"{config.predictions} lacks {len(missing):,} of the {len(truths):,} scenes of "
            f"{config.references}, first {missing[0]}"
        )
    if not any(len(boxes) for boxes in truths.values()):
        raise CommandError(f"{config.references}: wanted at least one box in a scene, got none")
    extra = len(found) - len(truths)
    notes = (f"{extra:,} scenes without a reference were left out",) if extra else ()
    predictions = [found[name] for name in truths]
    scores = [
        score_detections(
            predictions, list(truths.values()), threshold=threshold, oriented=not config.bounds
        )
        for threshold in _THRESHOLDS
    ]
    figures: list[Figure] = [(f"mAP@{s.threshold}", 100 * s.mean_average_precision) for s in scores]
    figures += [(f"AR@{s.threshold}", 100 * s.average_recall) for s in scores]
    for name in scores[0].classes:
        own = [(s.threshold, s.classes[name]) for s in scores]
        figures += within(name, [(f"AP@{t}", 100 * score.average_precision) for t, score in own])
        figures += within(name, [(f"recall@{t}", 100 * score.recall) for t, score in own])
    return Report(len(truths), "scenes", tuple(figures), notes)
