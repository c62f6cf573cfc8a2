"""Upright oriented boxes: their corners and edges, what lies in them, which one a ray hits."""

import numpy as np
from jaxtyping import Bool, Float, Float32

from backend.types import Boxes

_SIGNS = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)], dtype=np.float32)
"""Corner i of a box: bit 0 of i is its own x, bit 1 its y, bit 2 its z."""

_EDGES = np.array([(a, a | bit) for bit in (1, 2, 4) for a in range(8) if not a & bit])
"""Corners that differ in one bit."""


def box_corners(boxes: Boxes) -> Float32[np.ndarray, "boxes 8 3"]:
    """Metres; bit 0 of a corner's number says which side along the box's x, 1 y, 2 z."""
    own = _SIGNS * boxes.sizes[:, None] / 2
    cos, sin = np.cos(boxes.yaws)[:, None], np.sin(boxes.yaws)[:, None]
    x = cos * own[..., 0] - sin * own[..., 1]
    y = sin * own[..., 0] + cos * own[..., 1]
    return np.stack([x, y, own[..., 2]], axis=-1) + boxes.centers[:, None]


def box_edges(boxes: Boxes) -> Float32[np.ndarray, "boxes 12 2 3"]:
    """Both ends of every edge, metres."""
    return box_corners(boxes)[:, _EDGES]


def points_in_box(
    positions: Float32[np.ndarray, "points 3"], boxes: Boxes, i: int
) -> Bool[np.ndarray, " points"]:
    """Which points lie in box i, its surface included."""
    cos, sin = np.cos(boxes.yaws[i]), np.sin(boxes.yaws[i])
    half = boxes.sizes[i] / 2
    inside = np.abs(positions[:, 2] - boxes.centers[i, 2]) <= half[2]
    # The height rules out most points, the turn is left to the others.
    x, y = (positions[inside, :2] - boxes.centers[i, :2]).T
    inside[inside] = (np.abs(cos * x + sin * y) <= half[0]) & (np.abs(cos * y - sin * x) <= half[1])
    return inside


def ray_box(
    boxes: Boxes, origin: Float[np.ndarray, "3"], direction: Float[np.ndarray, "3"]
) -> int | None:
    """The box whose surface the ray meets first (from within: where it leaves), None if none."""
    cos, sin = np.cos(boxes.yaws), np.sin(boxes.yaws)
    start = _turned_back(origin - boxes.centers, cos, sin)
    along = _turned_back(np.broadcast_to(direction, boxes.centers.shape), cos, sin)
    half = boxes.sizes.astype(np.float64) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        sides = np.stack([(-half - start) / along, (half - start) / along])
    # 0 / 0: the ray runs within the plane of a side, which does not bound it.
    enter = np.nan_to_num(sides.min(axis=0), nan=-np.inf, neginf=-np.inf, posinf=np.inf).max(axis=1)
    leave = np.nan_to_num(sides.max(axis=0), nan=np.inf, neginf=-np.inf, posinf=np.inf).min(axis=1)
    depth = np.where(enter >= 0, enter, leave)
    hit = (leave >= enter) & (leave >= 0)
    return int(np.argmin(np.where(hit, depth, np.inf))) if hit.any() else None


def _turned_back(
    vectors: Float[np.ndarray, "boxes 3"],
    cos: Float[np.ndarray, " boxes"],
    sin: Float[np.ndarray, " boxes"],
) -> Float[np.ndarray, "boxes 3"]:
    x, y, z = vectors.astype(np.float64).T
    return np.stack([cos * x + sin * y, cos * y - sin * x, z], axis=1)
