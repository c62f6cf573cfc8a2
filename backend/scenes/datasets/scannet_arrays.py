"""ScanNet as VoteNet and as ScanRefer prepare it: arrays of vertices, labels and boxes per scene.

VoteNet writes vertices of 6 columns (xyz rgb) and boxes of 7; ScanRefer vertices of 9 (and normals)
and boxes of 8 (and the object id), each aligned and unaligned. Boxes have full sizes. Instances
count from 1 in both, 0 is none; object ids count from 0, and that is what we keep.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Int32

from backend.scenes.check import finite_rows
from backend.scenes.datasets.files import load_ids, load_table
from backend.scenes.datasets.nyu40 import NYU40, nyu40_classes
from backend.scenes.datasets.objects import (
    boxes_around,
    instance_bounds,
    nearest_instances,
    overlap,
)
from backend.types import Boxes, Points, Reading, SceneError

_ALIGNED, _PLAIN = "_aligned_vert.npy", "_vert.npy"
_SIBLINGS = ("_sem_label.npy", "_ins_label.npy", "_bbox.npy", "_aligned_bbox.npy")

_VOTENET = (*NYU40[:39], "garbage bin", *NYU40[40:])
"""The names of VoteNet's boxes: its class list calls nyu40's other furniture so."""

_NOT_OBJECTS = {1, 2, 22}
"""Wall, floor and ceiling, which no box is drawn around."""


def is_scannet_arrays(path: Path) -> bool:
    """Whether the file is a scene's vertices with labels or boxes beside them."""
    if not path.name.endswith(_PLAIN):
        return False
    stem = _stem(path)
    return any(path.with_name(stem + ending).is_file() for ending in _SIBLINGS)


def read_scannet_arrays(path: Path) -> Reading:
    """Read `<id>_vert.npy` or `<id>_aligned_vert.npy` and what lies beside it.

    Raises:
        SceneError: an array is damaged or has another length than the vertices.
    """
    vertices = load_table(path, (6, 9))
    count = len(vertices)
    with np.errstate(over="ignore", invalid="ignore"):
        values = vertices.astype(np.float32)
    notes: list[str] = []
    ids = {name: _ids(path, f"_{name}_label.npy", count, notes) for name in ("sem", "ins")}
    classes = None if ids["sem"] is None else nyu40_classes(ids["sem"])
    instances = None if ids["ins"] is None else np.maximum(ids["ins"], 0) - 1
    keep, left_out = finite_rows(path, values[:, :3])
    rows = slice(None) if keep is None else keep
    points = Points(
        positions=values[rows, :3],
        colors=np.clip(np.nan_to_num(values[rows, 3:6]) + 0.5, 0, 255).astype(np.uint8),
        normals=_unit(values[rows, 6:9]) if values.shape[1] == 9 else None,
        classes=None if classes is None else classes[rows],
        instances=None if instances is None else instances[rows].astype(np.int32),
    )
    boxes = _boxes(path, points, notes)
    return Reading(
        points=points,
        boxes=boxes,
        class_names=NYU40,
        format="ScanNet arrays (ScanRefer)" if values.shape[1] == 9 else "ScanNet arrays (VoteNet)",
        up=(0.0, 0.0, 1.0),
        metres_per_unit=1.0,
        notes=(*notes, *left_out),
    )


def _stem(path: Path) -> str:
    ending = _ALIGNED if path.name.endswith(_ALIGNED) else _PLAIN
    return path.name[: -len(ending)]


def _ids(
    path: Path, ending: str, count: int, notes: list[str]
) -> Int32[np.ndarray, " points"] | None:
    file = path.with_name(_stem(path) + ending)
    if not file.is_file():
        notes.append(f"There is no {file.name} beside it.")
        return None
    return load_ids(file, count, path)


def _unit(normals: Float32[np.ndarray, "points 3"]) -> Float32[np.ndarray, "points 3"]:
    """Unit length; what has no direction points up."""
    with np.errstate(all="ignore"):
        unit = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    known = np.isfinite(unit).all(1, keepdims=True)
    return np.where(known, unit, (0, 0, 1)).astype(np.float32)


def _boxes(path: Path, points: Points, notes: list[str]) -> Boxes | None:
    """The file's boxes, each with its instance where one can be told."""
    aligned = path.name.endswith(_ALIGNED)
    file = path.with_name(_stem(path) + ("_aligned_bbox.npy" if aligned else "_bbox.npy"))
    if not file.is_file():
        notes.append(f"There is no {file.name} beside it.")
        return None
    table = load_table(file, (7, 8)).astype(np.float64)
    if not len(table):
        return None
    _check_boxes(file, table)
    numbers = nyu40_classes(table[:, 6].astype(np.int32))
    votenet = table.shape[1] == 7
    names = _VOTENET if votenet else NYU40
    boxes = Boxes(
        centers=table[:, :3].astype(np.float32),
        sizes=table[:, 3:6].astype(np.float32),
        yaws=np.zeros(len(table), np.float32),
        labels=tuple(names[max(0, n)] for n in numbers),
    )
    if points.instances is None:
        return boxes
    if votenet:
        instances = nearest_instances(boxes, points.positions, points.instances)
        return replace(boxes, instances=instances)
    boxes = replace(boxes, instances=table[:, 7].astype(np.int32))
    if points.classes is not None and _misplaced(boxes, points):
        # Known of ScanRefer's export of a single scan: unaligned boxes under the aligned name.
        notes.append(
            f"The boxes of {file.name} lie elsewhere than their objects' points, as unaligned "
            "ones do: boxes around the points are shown instead."
        )
        return _boxes_of_labels(points)
    return boxes


def _check_boxes(file: Path, table: np.ndarray) -> None:
    bad = ~np.isfinite(table).all(1) | (np.abs(table[:, 6:]) > 1e6).any(1)
    bad |= (np.abs(table[:, :6]) > 1e6).any(1) | (table[:, 3:6] < 0).any(1)
    if bad.any():
        problem = f"box {int(bad.argmax())} has no finite place, size and class"
        raise SceneError(file, problem, "Copy the file again from its source")


def _misplaced(boxes: Boxes, points: Points) -> bool:
    """Whether most boxes do not even touch their own objects' bounds."""
    assert points.instances is not None and boxes.instances is not None
    ids, low, high = instance_bounds(points.positions, points.instances)
    known = np.isin(boxes.instances, ids)
    if not known.any():
        return False
    at = np.searchsorted(ids, boxes.instances[known])
    centers, half = boxes.centers[known], boxes.sizes[known] / 2
    shared = overlap(centers - half, centers + half, low[at], high[at])
    return float(np.median(shared)) < 0.1


def _boxes_of_labels(points: Points) -> Boxes:
    """Boxes around the instances, named by their first point's class."""
    assert points.instances is not None and points.classes is not None
    ids, first = np.unique(points.instances, return_index=True)
    numbers = points.classes[first]
    labels = {
        int(i): NYU40[max(0, n)]
        for i, n in zip(ids, numbers, strict=True)
        if i >= 0 and n not in _NOT_OBJECTS
    }
    return boxes_around(points.positions, points.instances, labels)
