"""ScanNet scenes as training examples: aligned points with colours, objects, boxes and classes.

Boxes are those of VoteNet's and ScanRefer's protocols: along the axes of the aligned scan, tight to
an object's vertices. Both raw scans and the arrays that those projects prepare are read.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Int32, Int64

from backend.models.votenet.classes import SCANREFER, DetectionClasses
from backend.scenes.datasets.nyu40 import NYU40, find_table, read_table
from backend.scenes.datasets.scannet import read_scannet_scan
from backend.scenes.datasets.scannet_arrays import read_scannet_arrays
from backend.types import Boxes, Points, Reading
from training.data.detector_classes import classes_of_nyu40
from training.data.examples import QuestionScene
from training.data.records import damaged_input
from training.errors import CommandError

_OTHER_FURNITURE = NYU40.index("other furniture")


def read_scannet_scene(
    path: Path,
    name: str,
    classes: DetectionClasses = SCANREFER,
    *,
    annotated: bool = True,
    table: Path | None = None,
) -> QuestionScene:
    """One scan, without questions.

    Args:
        path: the scan's `<id>_vh_clean_2.ply`, or the vertices of its prepared arrays.
        name: the scene's id.
        classes: what the detector tells apart; other objects get no box.
        annotated: refuse a scan without objects; test scans have none.
        table: ScanNet's label table, where it does not lie near the scan.

    Raises:
        CommandError: a file is damaged, does not fit another, or the objects are missing.
    """
    with damaged_input():
        reading = _read(path)
        points = reading.points
        assert points is not None
        if points.colors is None:
            raise CommandError(f"{path}: the points have no colours. Copy the scan again")
        boxes, kinds = _objects(path, reading, points, classes, table)
    if annotated and not len(boxes):
        told = " ".join(reading.notes)
        raise CommandError(f"{path}: no object of the detector's classes is known. {told}".strip())
    return QuestionScene(
        name=name,
        points=(points.positions + reading.origin).astype(np.float32),
        colors=points.colors,
        instances=_instances(points),
        boxes=boxes,
        classes=kinds,
        notes=reading.notes,
    )


def _read(path: Path) -> Reading:
    if path.suffix == ".npy":
        return read_scannet_arrays(path)
    return read_scannet_scan(path.parent)


def _instances(points: Points) -> Int32[np.ndarray, " points"]:
    if points.instances is None:
        return np.full(len(points), -1, np.int32)
    return points.instances


def _objects(
    path: Path,
    reading: Reading,
    points: Points,
    classes: DetectionClasses,
    table: Path | None,
) -> tuple[Boxes, Int64[np.ndarray, " boxes"]]:
    """The boxes of the detector's classes, and these classes."""
    boxes = reading.boxes
    if boxes is None or points.instances is None:
        nothing = np.zeros((0, 3), np.float32)
        none = np.zeros(0, np.int32)
        return Boxes(nothing, nothing, none.astype(np.float32), (), instances=none), none.astype(
            np.int64
        )
    assert boxes.instances is not None
    numbers = _by_points(points, boxes.instances)
    if (numbers <= 0).any():
        named = _by_name(path, boxes.labels, table)
        numbers = np.where(numbers > 0, numbers, named)
    kinds = classes_of_nyu40(classes)[numbers]
    kept = np.flatnonzero(kinds >= 0)
    own = replace(
        boxes,
        centers=(boxes.centers[kept] + reading.origin).astype(np.float32),
        sizes=boxes.sizes[kept],
        yaws=boxes.yaws[kept],
        labels=tuple(boxes.labels[i] for i in kept),
        instances=boxes.instances[kept],
    )
    return own, kinds[kept]


def _by_points(points: Points, objects: Int32[np.ndarray, " boxes"]) -> Int64[np.ndarray, " boxes"]:
    """The nyu40 id of most of an object's labelled points; 0 where there is none."""
    assert points.instances is not None
    numbers = np.zeros(len(objects), np.int64)
    if points.classes is None:
        return numbers
    known = (points.instances >= 0) & (points.classes > 0)
    ids, at = np.unique(points.instances[known], return_inverse=True)
    counts = np.zeros((len(ids), len(NYU40)), np.int64)
    np.add.at(counts, (at, points.classes[known]), 1)
    rows = {int(number): row for row, number in enumerate(ids)}
    for i, number in enumerate(objects.tolist()):
        if number in rows:
            numbers[i] = counts[rows[number]].argmax()
    return numbers


def _by_name(
    path: Path, labels: tuple[str, ...], table: Path | None
) -> Int64[np.ndarray, " boxes"]:
    """The nyu40 ids of names: of the annotators' own by the label table, or of nyu40's."""
    table = find_table(path.parent) or table
    known = {} if table is None else read_table(table)
    known |= {name: number for number, name in enumerate(NYU40)}
    known["garbage bin"] = _OTHER_FURNITURE
    return np.array([known.get(label, 0) for label in labels], np.int64)
