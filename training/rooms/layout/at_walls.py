"""Poses along walls: backs to the wall, in corners, rows, hung."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random
from training.rooms.layout.collision import Poses
from training.rooms.layout.frames import WallFrame
from training.rooms.layout.pieces import Boxes
from training.rooms.types import Model

_STEP = 0.08


def along(
    rng: Random,
    frame: WallFrame,
    width: float,
    spot: Literal["any", "center", "corner"],
) -> Float64[np.ndarray, " places"]:
    """Middles of a piece of a width along a wall, the preferred ones first."""
    low, high = width / 2 + 0.005, frame.length - width / 2 - 0.005
    if high < low:
        return np.empty(0)
    inner = np.arange(low + float(rng.uniform(0, _STEP)), high, _STEP)
    ends = np.array([low + float(rng.uniform(0, 0.03)), high - float(rng.uniform(0, 0.03))])
    places = np.clip(np.concatenate([ends, inner]), low, high)
    if spot == "center":
        return places[np.argsort(np.abs(places - frame.length / 2) + rng.uniform(0, 0.1))]
    if spot == "corner":
        return places[np.argsort(np.minimum(places - low, high - places), kind="stable")]
    return rng.permutation(places)


def beside(
    rng: Random, frame: WallFrame, middle: float, taken: float, width: float, gap: float
) -> Float64[np.ndarray, " places"]:
    """Middles of a piece next to another one of width `taken`, the nearest first."""
    steps = gap + np.concatenate([[0.0], np.arange(0.02, 0.8, 0.04)])
    side = 1 if rng.random() < 0.5 else -1
    offset = (taken + width) / 2 + np.repeat(steps, 2)
    places = middle + offset * np.tile([side, -side], len(steps))
    return places[(places > width / 2) & (places < frame.length - width / 2)]


def backed(
    frame: WallFrame, middles: np.ndarray, depth: float, gap: float | np.ndarray, z: float = 0.0
) -> Poses:
    """Poses of a piece of a depth with its back to the wall."""
    inward = gap + depth / 2 + np.zeros(len(middles))
    x = frame.start[0] + middles * frame.along[0] + inward * frame.inward[0]
    y = frame.start[1] + middles * frame.along[1] + inward * frame.inward[1]
    return np.stack([x, y, np.full(len(x), z), np.full(len(x), frame.yaw)], axis=1)


def corners(
    rng: Random, frame: WallFrame, following: WallFrame, model: Model, gap: float, diagonal: bool
) -> Poses:
    """Poses in the corner between a wall and the one that follows it."""
    w, d, _ = model.size
    turn = frame.along[0] * following.along[1] - frame.along[1] * following.along[0]
    if turn < 0.2:
        return np.empty((0, 4))
    gaps = gap + np.arange(0, 0.25, 0.04)
    if not diagonal:
        first = backed(frame, frame.length - w / 2 - gaps, d, gap)
        second = backed(following, w / 2 + gaps, d, gap)
        return np.concatenate([first, second] if rng.random() < 0.5 else [second, first])
    half = np.hypot(frame.inward[0] + following.inward[0], frame.inward[1] + following.inward[1])
    ix = (frame.inward[0] + following.inward[0]) / half
    iy = (frame.inward[1] + following.inward[1]) / half
    # The back's ends touch the walls once the back is half a width out of the corner.
    out = w / 2 + d / 2 + gaps
    yaw = np.arctan2(ix, -iy) + rng.uniform(-0.1, 0.1)
    poses = [following.start[0] + out * ix, following.start[1] + out * iy]
    return np.stack([*poses, np.zeros(len(out)), np.full(len(out), yaw)], axis=1)


def row_boxes(
    boxes: Sequence[Boxes], models: Sequence[Model], gap: float
) -> tuple[Boxes, Float64[np.ndarray, "models 2"], float]:
    """Pieces side by side, left to right with their backs on y = 0, as one.

    Returns:
        The boxes around x = 0, the middle of each model, and the width of all.
    """
    widths = np.array([model.size[0] for model in models])
    total = float(widths.sum() + gap * (len(models) - 1))
    left = np.concatenate([[0.0], np.cumsum(widths[:-1] + gap)]) - total / 2
    middles = np.stack([left + widths / 2, [-model.size[1] / 2 for model in models]], axis=1)
    shifted = [
        part + np.array([x, y, 0, x, y, 0]) for part, (x, y) in zip(boxes, middles, strict=True)
    ]
    return np.concatenate(shifted), middles, total
