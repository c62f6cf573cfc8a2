"""How to look at a scene from outside: like into a doll's house, without ceiling and near walls."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float64

_ELEVATION = np.radians(42)
_FOV = np.radians(32)
_FRONT = 0.4
"""How much looking along +Y is preferred: the cameras of single views and the faces of objects
mostly look along it, or against it, once they stand upright."""
_STRAY = 0.04
"""The share of points at each side that is left out where it reaches far."""
_CELLS = 32
"""Cells per axis of the floor plan in which coverage is judged."""
_COLUMNS = 96
"""Upright strips, side by side, in which the nearest wall is searched for."""
_WALL = 0.45
"""Metres from the first thing met in a strip that are cut away: a wall seen at an angle."""
_HIDDEN = 1.2
"""Metres: what has little of any height this far behind it hides nothing and stays."""


@dataclass(frozen=True)
class Framing:
    """An elevated three-quarter view."""

    keep: Bool[np.ndarray, " points"]
    """What is not cut away."""
    eye: Float64[np.ndarray, "3"]
    axes: Float64[np.ndarray, "3 3"]
    """Rows: right, down, forward."""
    focal: float
    """Of an image of height 1."""
    center: Float64[np.ndarray, "2"]
    """Where the picture's middle lies, in the same unit."""

    def project(
        self, positions: Float[np.ndarray, "n 3"], width: int, height: int
    ) -> tuple[Float[np.ndarray, "n 2"], Float[np.ndarray, " n"]]:
        """Pixel coordinates and depths."""
        seen = (positions - self.eye.astype(np.float32)) @ self.axes.T.astype(np.float32)
        image = seen[:, :2] / seen[:, 2:] * np.float32(self.focal)
        middle = np.array([width / 2, height / 2], dtype=np.float32)
        return (image - self.center.astype(np.float32)) * np.float32(height) + middle, seen[:, 2]


def frame(positions: Float[np.ndarray, "points 3"], aspect: float, trim: float) -> Framing:
    """Choose the side to look from, cut away what hides the inside, fit the rest into the picture.

    Args:
        positions: metres, Z up.
        aspect: width / height of the picture.
        trim: the share of outliers at each end of each axis that need not be in the picture.
    """
    few = positions[:: max(1, len(positions) // 20_000)].astype(np.float64)
    low, high = _extent(few, trim)
    margin = 0.05 * (high - low) + 1e-3
    keep = np.all((positions >= low - margin) & (positions <= high + margin), axis=1)
    indoors = _is_room(few, low, high)
    if indoors:
        keep &= positions[:, 2] < _below_ceiling(few, low, high)
    if not keep.any():
        keep[:] = True
    forward = _forward(positions[keep])
    if indoors:
        walls = _near_walls(positions[keep], forward, low, high)
        keep[keep] = ~walls | walls.all()
    return _fitted(positions[keep], keep, _axes(forward), aspect)


def _extent(
    points: Float[np.ndarray, "n 3"], trim: float
) -> tuple[Float64[np.ndarray, "3"], Float64[np.ndarray, "3"]]:
    """Least and greatest corner of what belongs in the picture."""
    low, high = np.quantile(points, [trim, 1 - trim], axis=0)
    core_low, core_high = np.quantile(points[:, :2], [_STRAY, 1 - _STRAY], axis=0)
    # Scattered pieces far from the rest, as depth cameras leave, would make the rest small.
    reach = 0.3 * (core_high - core_low)
    low[:2], high[:2] = (
        np.maximum(low[:2], core_low - reach),
        np.minimum(high[:2], core_high + reach),
    )
    return low, high


def _plan(
    points: Float[np.ndarray, "n 3"], low: Float[np.ndarray, "3"], high: Float[np.ndarray, "3"]
) -> Bool[np.ndarray, "cells cells"]:
    """Which cells of the floor plan the points cover."""
    size = np.maximum(high - low, 1e-6)
    cells = ((points[:, :2] - low[:2]) / size[:2] * _CELLS).astype(int)
    inside = ((cells >= 0) & (cells < _CELLS)).all(axis=1)
    plan = np.zeros((_CELLS, _CELLS), dtype=bool)
    plan[tuple(cells[inside].T)] = True
    return plan


def _is_room(
    points: Float[np.ndarray, "n 3"], low: Float[np.ndarray, "3"], high: Float[np.ndarray, "3"]
) -> bool:
    """Wide enough to stand in, and with a floor or a ceiling over much of its plan."""
    size = high - low
    if size[:2].min() < 1.5 or size[2] < 1.0:
        return False
    whole = _plan(points, low, high).sum()
    slabs = [points[:, 2] < low[2] + 0.12 * size[2], points[:, 2] > high[2] - 0.12 * size[2]]
    return any(_plan(points[slab], low, high).sum() > 0.4 * whole for slab in slabs)


def _below_ceiling(
    points: Float[np.ndarray, "n 3"], low: Float[np.ndarray, "3"], high: Float[np.ndarray, "3"]
) -> float:
    """The height to cut at: below the ceiling if one covers part of the plan."""
    height = high[2] - low[2]
    whole = _plan(points, low, high).sum()
    for cut in (0.94, 0.88, 0.82, 0.76, 0.70):
        above = points[points[:, 2] > low[2] + cut * height]
        if _plan(above, low, high).sum() > 0.3 * whole:
            return low[2] + (cut - 0.02) * height
    return np.inf


def _forward(points: Float[np.ndarray, "n 3"]) -> Float64[np.ndarray, "2"]:
    """Horizontal viewing direction across a corner, with what is tall at the back."""
    few = points[:: max(1, len(points) // 5000)].astype(np.float64)
    angles = np.radians(np.arange(0, 90, 5))
    areas = []
    for a in angles:
        turned = few[:, :2] @ np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
        areas.append(np.prod(np.subtract(*np.quantile(turned, [0.98, 0.02], axis=0))))
    walls = angles[int(np.argmin(areas))]
    # Off the diagonal, so that one pair of walls is seen more frontally than the other.
    candidates = walls + np.radians([35, 55, 125, 145, 215, 235, 305, 325])
    directions = np.stack([np.cos(candidates), np.sin(candidates)], axis=1)
    offsets = few - few.mean(axis=0)
    spread = offsets.std(axis=0) + 1e-9
    along = offsets[:, :2] @ directions.T
    tall = (offsets[:, 2] / spread[2]) @ (along / (along.std(axis=0) + 1e-9)) / len(few)
    return directions[int(np.argmax(tall + _FRONT * directions[:, 1]))]


def _near_walls(
    points: Float[np.ndarray, "n 3"],
    forward: Float[np.ndarray, "2"],
    low: Float[np.ndarray, "3"],
    high: Float[np.ndarray, "3"],
) -> Bool[np.ndarray, " n"]:
    """In each upright strip of the picture the first thing met, where it is as tall as a wall."""
    right = np.array([forward[1], -forward[0]])
    across, along = points[:, :2] @ right, points[:, :2] @ forward
    height = (points[:, 2] - low[2]) / max(high[2] - low[2], 1e-6)
    edge = across.min(), across.max() + 1e-6
    strip = ((across - edge[0]) / (edge[1] - edge[0]) * _COLUMNS).astype(int)
    tall = height > 0.3
    first = np.full(_COLUMNS, np.inf)
    np.minimum.at(first, strip[tall], along[tall])
    front = along < (first + _WALL)[strip]
    top = np.zeros(_COLUMNS)
    np.maximum.at(top, strip[front], height[front])
    behind = tall & (along > (first + _HIDDEN)[strip])
    share = np.bincount(strip[behind], minlength=_COLUMNS) / np.maximum(
        np.bincount(strip[tall], minlength=_COLUMNS), 1
    )
    hides = (top > 0.5) & (share > 0.25)
    # What most strips around one say goes for it too, so that no slats are left of a wall.
    hides = np.convolve(hides, np.ones(7), mode="same") > 3
    return front & hides[strip] & (height > 0.06)


def _axes(forward: Float[np.ndarray, "2"]) -> Float64[np.ndarray, "3 3"]:
    cos, sin = np.cos(_ELEVATION), np.sin(_ELEVATION)
    ahead = np.array([forward[0] * cos, forward[1] * cos, -sin])
    right = np.array([forward[1], -forward[0], 0.0])
    return np.stack([right, np.cross(ahead, right), ahead])


def _fitted(
    points: Float[np.ndarray, "n 3"],
    keep: Bool[np.ndarray, " points"],
    axes: Float64[np.ndarray, "3 3"],
    aspect: float,
) -> Framing:
    few = points[:: max(1, len(points) // 50_000)].astype(np.float64)
    middle = (few.min(axis=0) + few.max(axis=0)) / 2
    radius = max(float(np.linalg.norm(few - middle, axis=1).max()), 1e-3)
    eye = middle - axes[2] * radius / np.sin(_FOV / 2)
    seen = (few - eye) @ axes.T
    image = seen[:, :2] / seen[:, 2:]
    low, high = image.min(axis=0), image.max(axis=0)
    focal = 0.94 / max((high[0] - low[0]) / aspect, high[1] - low[1], 1e-6)
    return Framing(keep, eye, axes, focal, (low + high) / 2 * focal)
