"""How far upright boxes overlap, exactly with their yaw; and greedy non-maximum suppression."""

import numpy as np
import shapely
from jaxtyping import Float, Float64, Int

from backend.geometry.boxes import box_corners
from backend.types import Boxes

_AROUND = np.array([0, 1, 3, 2])
"""The corners of a box's floor, in turn."""


def box_iou(a: Boxes, b: Boxes) -> Float64[np.ndarray, "a b"]:
    """Intersection over union of every box of one with every box of the other."""
    return _ratio(_intersections(a, b), a, b)


def bounds_iou(a: Boxes, b: Boxes) -> Float64[np.ndarray, "a b"]:
    """The same of the boxes' bounds along the axes, as ScanRefer, ScanQA and VoteNet's NMS do."""
    return box_iou(box_bounds(a), box_bounds(b))


def box_bounds(boxes: Boxes) -> Boxes:
    """The boxes along the axes around each."""
    cos, sin = np.abs(np.cos(boxes.yaws)), np.abs(np.sin(boxes.yaws))
    x, y, z = boxes.sizes.T
    sizes = np.stack([cos * x + sin * y, sin * x + cos * y, z], axis=1)
    return Boxes(boxes.centers, sizes, np.zeros_like(boxes.yaws), boxes.labels, boxes.scores)


def suppress(
    iou: Float[np.ndarray, "boxes boxes"], scores: Float[np.ndarray, " boxes"], threshold: float
) -> Int[np.ndarray, " kept"]:
    """Greedy non-maximum suppression: the best box removes all that overlap it more than allowed.

    Returns:
        Numbers of the kept boxes, best first; among equal scores the first comes first.
    """
    order = np.argsort(-scores, kind="stable")
    alive = np.ones(len(scores), dtype=bool)
    kept = []
    for i in order:
        if alive[i]:
            kept.append(i)
            alive &= iou[i] <= threshold
            # A flat box overlaps not even itself.
            alive[i] = False
    return np.array(kept, dtype=np.int64)


def _ratio(
    intersections: Float64[np.ndarray, "a b"], a: Boxes, b: Boxes
) -> Float64[np.ndarray, "a b"]:
    volumes_a, volumes_b = (np.prod(x.sizes, axis=1, dtype=np.float64) for x in (a, b))
    unions = volumes_a[:, None] + volumes_b - intersections
    return np.divide(intersections, unions, out=np.zeros_like(unions), where=unions > 0)


def _intersections(a: Boxes, b: Boxes) -> Float64[np.ndarray, "a b"]:
    """Cubic metres."""
    sides = _overlaps(box_bounds(a), box_bounds(b))
    areas = sides[..., 0] * sides[..., 1]
    # Only boxes that are turned and can meet need polygons.
    turned = ((a.yaws != 0)[:, None] | (b.yaws != 0)) & (areas * sides[..., 2] > 0)
    i, j = np.nonzero(turned)
    if len(i):
        floors_a, floors_b = shapely.polygons(_floors(a)[i]), shapely.polygons(_floors(b)[j])
        areas[i, j] = shapely.area(shapely.intersection(floors_a, floors_b))
    return areas * sides[..., 2]


def _overlaps(a: Boxes, b: Boxes) -> Float64[np.ndarray, "a b 3"]:
    """Common lengths along the axes of boxes that are not turned, metres."""
    low_a, low_b = (x.centers.astype(np.float64) - x.sizes / 2 for x in (a, b))
    high_a, high_b = (x.centers.astype(np.float64) + x.sizes / 2 for x in (a, b))
    tops = np.minimum(high_a[:, None], high_b)
    return np.maximum(tops - np.maximum(low_a[:, None], low_b), 0)


def _floors(boxes: Boxes) -> Float64[np.ndarray, "boxes 4 2"]:
    return box_corners(boxes)[:, _AROUND, :2].astype(np.float64)
