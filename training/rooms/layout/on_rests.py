"""Poses on the rests of other pieces."""

from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.layout.collision import Poses
from training.rooms.layout.frames import spread, to_model
from training.rooms.layout.near_pieces import local_poses
from training.rooms.layout.pieces import Boxes
from training.rooms.layout.site import base
from training.rooms.types import Model, Placed, Rest

Spot = Literal["any", "front", "back", "left", "right", "center"]
_TRIES = 24
_SLACK = 0.002
"""What something may be too large for its rest, metres: sizes are rounded."""


def rests(anchor: Placed, kind: str) -> list[Rest]:
    """Rests of a kind, from the lowest up and from left to right."""
    found = [rest for rest in anchor.model.rests if rest.name == kind]
    return sorted(found, key=lambda rest: (rest.z, rest.x[0]))


def standing(
    rng: Random,
    anchor: Placed,
    rest: Rest,
    boxes: Boxes,
    turn: float,
    loose: float,
    spot: Spot,
    near: Placed | None,
) -> Poses:
    """Places within the rest for a model of the given boxes, turned against its carrier."""
    x0, y0, x1, y1 = base(boxes)
    turns = turn + rng.uniform(-loose, loose, _TRIES)
    half = np.array([spread(x1 - x0, y1 - y0, float(t)) for t in turns])
    off = np.stack(
        [
            np.cos(turns) * (x0 + x1) / 2 - np.sin(turns) * (y0 + y1) / 2,
            np.sin(turns) * (x0 + x1) / 2 + np.cos(turns) * (y0 + y1) / 2,
        ],
        axis=1,
    )
    low = np.array([rest.x[0], rest.y[0]]) + half
    high = np.array([rest.x[1], rest.y[1]]) - half
    fits = (high >= low - _SLACK).all(1)
    low, high = np.minimum(low, (low + high) / 2), np.maximum(high, (low + high) / 2)
    share = _shares(rng, spot)
    places = low + share * (high - low)
    order = np.flatnonzero(fits)
    if near is not None:
        there = np.array(to_model(anchor, near.x, near.y))
        order = order[np.argsort(np.hypot(*(places - there)[order].T), kind="stable")]
    centers, turns = (places - off)[order], turns[order]
    poses = local_poses(anchor, centers[:, 0], centers[:, 1], turns)
    poses[:, 2] = anchor.z + rest.z
    return poses


def _shares(rng: Random, spot: Spot) -> np.ndarray:
    """Places across a rest as shares of its free width and depth."""
    share = rng.uniform(0, 1, (_TRIES, 2))
    near = np.abs(rng.normal(0, 0.12, _TRIES)).clip(0, 1)
    if spot in ("left", "right"):
        share[:, 0] = near if spot == "left" else 1 - near
    elif spot in ("front", "back"):
        share[:, 1] = near if spot == "front" else 1 - near
    elif spot == "center":
        share = np.clip(0.5 + rng.normal(0, 0.1, (_TRIES, 2)), 0, 1)
    return share


def in_line(rng: Random, anchor: Placed, rest: Rest, model: Model, at: float) -> Poses:
    """Its left end at a place along the rest, its front near the rest's front edge."""
    slack = rest.y[1] - rest.y[0] - model.size[1]
    y = rest.y[0] + model.size[1] / 2 + slack * rng.uniform(0.05, 0.7, 3)
    x = np.full(3, at + model.size[0] / 2)
    poses = local_poses(anchor, x, y, np.zeros(3))
    poses[:, 2] = anchor.z + rest.z
    return poses
