"""`python -m training evaluate grounding`: score boxes in ScanRefer's submission format."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from backend.scenes.datasets.nyu40 import NYU40, TABLE, find_table, read_table
from backend.types import SceneError
from training.errors import CommandError
from training.metrics.grounding import Grounded, score_grounding, unique_objects
from training.metrics.references import Bounds, Description, ScanBoxes, read_descriptions
from training.metrics.report import Figure, Report, print_report, within
from training.metrics.submission import corner_bounds, read_boxes

_CLASSES = {
    *("cabinet", "bed", "chair", "sofa", "table", "door", "window", "bookshelf", "picture"),
    *("counter", "desk", "curtain", "refrigerator", "shower curtain", "toilet", "sink", "bathtub"),
}
"""ScanRefer's named classes; everything else is one class, "others"."""
_OTHERS = 0


@dataclass(frozen=True)
class EvaluateGrounding:
    """Score which box each description means, overall and for unique and multiple objects.

    Predictions are in ScanRefer's submission format: a list of {"scene_id", "object_id", "ann_id",
    "bbox": 8 corners, "unique_multiple", "others"}.
    """

    predictions: Path
    """JSON file in ScanRefer's submission format."""
    references: Path
    """ScanRefer_filtered_*.json; its entries may hold "boxes" (8 corners each) themselves."""
    scans: Path | None = None
    """Folder of prepared or plain ScanNet scans, which have the boxes that are meant."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""


def evaluate_grounding(config: EvaluateGrounding) -> None:
    """Print the figures.

    Raises:
        CommandError: a file cannot be read, or a description has no box.
    """
    print_report(score_boxes(config), as_json=config.json)


def score_boxes(config: EvaluateGrounding) -> Report:
    """All figures.

    Raises:
        CommandError: a file cannot be read, or a description has no box.
    """
    descriptions = read_descriptions(config.references)
    predictions = read_boxes(config.predictions)
    missing = [description for description in descriptions if description.key not in predictions]
    if missing:
        raise CommandError(
            f"{config.predictions} has boxes for {len(descriptions) - len(missing):,} of the "
            f"{len(descriptions):,} descriptions of {config.references}; the first that it lacks "
            f"is {', '.join(missing[0].key)}"
        )
    notes = []
    if len(predictions) > len(descriptions):
        extra = len(predictions) - len(descriptions)
        notes.append(f"{extra:,} predictions without a reference were left out")
    grounded = [
        Grounded(corner_bounds(predictions[text.key].corners), targets)
        for text, targets in zip(descriptions, _targets(config, descriptions), strict=True)
    ]
    figures: list[Figure] = list(score_grounding(grounded).figures())
    multiple = _multiple(config, descriptions)
    if multiple is None:
        notes.append(f"unique and multiple objects are told apart by {TABLE}, which is not there")
    else:
        for part, wanted in (("unique", False), ("multiple", True)):
            own = [
                text for text, several in zip(grounded, multiple, strict=True) if several == wanted
            ]
            figures += within(part, [("descriptions", len(own))])
            figures += within(part, score_grounding(own).figures()) if own else []
    return Report(len(grounded), "descriptions", tuple(figures), tuple(notes))


def _targets(config: EvaluateGrounding, descriptions: Sequence[Description]) -> list[Bounds]:
    scans = None if config.scans is None else ScanBoxes(config.scans)
    found = []
    for text in descriptions:
        targets = text.boxes
        if targets is None and scans is not None:
            targets = scans.find(text.scene_id, (text.object_id,))
        if targets is None:
            remedy = "give --scans" if scans is None else f"look into {config.scans}"
            raise CommandError(
                f"no box is known of object {text.object_id} in {text.scene_id}: {remedy}"
            )
        found.append(targets)
    return found


def _multiple(config: EvaluateGrounding, descriptions: Sequence[Description]) -> list[bool] | None:
    """Whether each object has others of its class; None where the classes are not known."""
    told = [text.multiple for text in descriptions if text.multiple is not None]
    if len(told) == len(descriptions):
        return told
    folders = [folder for folder in (config.scans, config.references.parent) if folder is not None]
    table = next((path for path in map(find_table, folders) if path is not None), None)
    if table is None:
        return None
    try:
        number = read_table(table)
    except SceneError as error:
        raise CommandError(str(error)) from error
    classes = [_class(number.get(text.name, _OTHERS)) for text in descriptions]
    unique = unique_objects(
        [(t.scene_id, t.object_id, kind) for t, kind in zip(descriptions, classes, strict=True)]
    )
    return [(text.scene_id, text.object_id) not in unique for text in descriptions]


def _class(number: int) -> int:
    return number if NYU40[number] in _CLASSES else _OTHERS
