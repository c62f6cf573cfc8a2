"""Which point a ray hits: the one that lies first along it among those near enough to it.

Points in Morton order are cut into runs of equal length, runs into groups of runs, and each gets
the sphere around its box: a bounding volume hierarchy of a few flat arrays. A ray keeps the
groups that it may touch, level by level, and looks at the surviving runs from front to back.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Int, Int32, Int64

from backend.geometry.hierarchy import Hierarchy

_RUN = 64
"""Points per run."""
_GROUP = 16
"""Runs or groups per group of the level above."""
_FIRST_LOOK = 32
"""Runs that are looked at first; then four times as many each time."""


@dataclass(frozen=True)
class _Spheres:
    """One level of the bounding volume hierarchy."""

    centers: Float32[np.ndarray, "spheres 3"]
    sizes: Float32[np.ndarray, " spheres"]
    """Sphere radii, metres."""
    reaches: Float32[np.ndarray, " spheres"]
    """The largest radius of a point inside, metres."""


@dataclass(frozen=True)
class PickIndex:
    """What `pick_point` needs to know about a cloud."""

    positions: Float32[np.ndarray, "points 3"]
    radii: Float32[np.ndarray, " points"] | None
    """How far from its position each point may be hit, metres."""
    sorted_points: Int32[np.ndarray, " points"]
    levels: tuple[_Spheres, ...]
    """From the coarsest groups to the runs."""


def build_pick_index(
    hierarchy: Hierarchy,
    positions: Float32[np.ndarray, "points 3"],
    radii: Float32[np.ndarray, " points"] | None = None,
) -> PickIndex:
    """Prepare a cloud for picking; for splats give radii of about two standard deviations."""
    order = hierarchy.sorted_points
    starts = np.arange(0, len(order), _RUN)
    lows, highs = np.empty((2, len(starts), 3), dtype=np.float32)
    for axis in range(3):
        values = positions[order, axis]
        lows[:, axis] = np.minimum.reduceat(values, starts)
        highs[:, axis] = np.maximum.reduceat(values, starts)
    reaches = np.zeros(len(starts), dtype=np.float32)
    if radii is not None:
        reaches = np.maximum.reduceat(radii[order], starts)
    levels = [_spheres(lows, highs, reaches)]
    while len(lows) > 2 * _GROUP:
        starts = np.arange(0, len(lows), _GROUP)
        lows = np.minimum.reduceat(lows, starts)
        highs = np.maximum.reduceat(highs, starts)
        reaches = np.maximum.reduceat(reaches, starts)
        levels.insert(0, _spheres(lows, highs, reaches))
    return PickIndex(positions, radii, order, tuple(levels))


def pick_point(
    index: PickIndex,
    origin: Float[np.ndarray, "3"],
    direction: Float[np.ndarray, "3"],
    *,
    radius: float,
    angle: float = 0.0,
    mask: Bool[np.ndarray, " points"] | None = None,
) -> int | None:
    """The point of least depth that the ray passes nearly enough; None if there is none.

    A point is hit within the largest of `radius`, its own radius and depth · tan(angle). Of
    equally deep ones the lowest index counts.

    Args:
        index: the cloud.
        origin: where the ray starts, metres.
        direction: of any length but zero.
        radius: metres.
        angle: radians, below a right angle; about a pixel's or the pointer's size.
        mask: the points that can be hit, all by default.
    """
    origin = np.asarray(origin, dtype=np.float64)
    unit = np.asarray(direction, dtype=np.float64)
    unit = unit / np.linalg.norm(unit)
    slope = float(np.tan(angle))
    runs, fronts = _runs_near(index, origin, unit, radius, slope)
    best: tuple[float, int] | None = None
    start, size = 0, _FIRST_LOOK
    while start < len(runs) and (best is None or fronts[start] <= best[0]):
        points = _points_of_runs(index, runs[start : start + size])
        if mask is not None:
            points = points[mask[points]]
        hit = _first_hit(index, points, origin, unit, radius, slope)
        best = min(filter(None, (best, hit)), default=None)
        start, size = start + size, size * 4
    return None if best is None else best[1]


def _runs_near(
    index: PickIndex,
    origin: Float[np.ndarray, "3"],
    unit: Float[np.ndarray, "3"],
    radius: float,
    slope: float,
) -> tuple[Int64[np.ndarray, " runs"], Float[np.ndarray, " runs"]]:
    """The runs that may hold a hit, front to back, and the least depth of their points."""
    near, front = np.arange(len(index.levels[0].centers)), np.empty(0)
    for level, spheres in enumerate(index.levels):
        if level:
            near = (near[:, None] * _GROUP + np.arange(_GROUP)).ravel()
            near = near[near < len(spheres.centers)]
        away = spheres.centers[near] - origin
        depth = away @ unit
        size = spheres.sizes[near]
        back = depth + size
        reach = np.maximum(np.maximum(spheres.reaches[near], radius), back * slope) + size
        away -= depth[:, None] * unit
        touched = (np.einsum("ij,ij->i", away, away) <= reach * reach) & (back > 0)
        near, front = near[touched], (depth - size)[touched]
    order = np.argsort(front, kind="stable")
    return near[order], front[order]


def _points_of_runs(
    index: PickIndex, runs: Int64[np.ndarray, " runs"]
) -> Int32[np.ndarray, " points"]:
    ranks = (runs[:, None] * _RUN + np.arange(_RUN)).ravel()
    return index.sorted_points[ranks[ranks < len(index.sorted_points)]]


def _first_hit(
    index: PickIndex,
    points: Int[np.ndarray, " candidates"],
    origin: Float[np.ndarray, "3"],
    unit: Float[np.ndarray, "3"],
    radius: float,
    slope: float,
) -> tuple[float, int] | None:
    """Depth and index of the first hit among some points."""
    away = index.positions[points] - origin
    depth = away @ unit
    reach = np.maximum(radius, depth * slope)
    if index.radii is not None:
        reach = np.maximum(reach, index.radii[points])
    away -= depth[:, None] * unit
    hit = (np.einsum("ij,ij->i", away, away) <= reach * reach) & (depth > 0)
    if not hit.any():
        return None
    points, depth = points[hit], depth[hit]
    first = depth.min()
    return float(first), int(points[depth == first].min())


def _spheres(
    lows: Float32[np.ndarray, "n 3"],
    highs: Float32[np.ndarray, "n 3"],
    reaches: Float32[np.ndarray, " n"],
) -> _Spheres:
    """The spheres around boxes, widened by what float32 may round away."""
    centers = lows / 2 + highs / 2
    sizes = np.linalg.norm(np.maximum(highs - centers, centers - lows), axis=1)
    rounding = np.float32(1e-6) * (np.abs(centers).max(axis=1) + sizes)
    return _Spheres(centers, sizes + rounding, reaches)
