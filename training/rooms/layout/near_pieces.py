"""Poses on the floor near, around or before other pieces, or anywhere."""

from collections.abc import Sequence
from math import pi
from typing import Literal

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random
from training.rooms.layout.collision import Poses
from training.rooms.layout.frames import inside, spread, to_room
from training.rooms.types import Model, Placed, Size

TableSide = Literal["front", "back", "left", "right"]
_FACING = {"front": pi, "back": 0.0, "left": pi / 2, "right": -pi / 2}
"""Yaw, in a table's frame, of whoever looks at it from a side."""


def local_poses(anchor: Placed, x: np.ndarray, y: np.ndarray, yaw: np.ndarray) -> Poses:
    """Poses given in the frame of a piece."""
    c, s = np.cos(anchor.yaw), np.sin(anchor.yaw)
    places = [
        anchor.x + c * x - s * y,
        anchor.y + s * x + c * y,
        np.zeros(len(x)),
        anchor.yaw + yaw,
    ]
    return np.stack(places, axis=1)


def seats(
    table: Size, chair: Size, count: int, sides: Sequence[TableSide]
) -> list[tuple[TableSide, float]]:
    """The side and the place along it of each seat; long sides fill first."""
    pitch = chair[0] + 0.06
    room = {
        side: max(int((table[0] if side in ("front", "back") else table[1]) / pitch), 0)
        for side in sides
    }
    # A chair fits at the end of a table that is a little narrower than it.
    for side in sides:
        length = table[0] if side in ("front", "back") else table[1]
        if room[side] == 0 and length > 0.75 * chair[0]:
            room[side] = 1
    order = sorted(sides, key=lambda side: -room[side])
    taken = dict.fromkeys(order, 0)
    for _ in range(min(count, sum(room.values()))):
        taken[max(order, key=lambda side: room[side] - taken[side])] += 1
    found: list[tuple[TableSide, float]] = []
    for side in order:
        length = table[0] if side in ("front", "back") else table[1]
        for i in range(taken[side]):
            found.append((side, ((i + 0.5) / taken[side] - 0.5) * length))
    return found


def seat_poses(
    rng: Random, table: Placed, chair: Size, side: TableSide, at: float, tucked: bool
) -> Poses:
    """From pushed under as far as wanted to pulled out, facing the table."""
    w, d, _ = table.model.size
    half = (d if side in ("front", "back") else w) / 2
    wanted = (
        float(rng.uniform(-0.55, -0.15)) * chair[1] if tucked else float(rng.uniform(0.03, 0.3))
    )
    out = half + chair[1] / 2 + wanted + np.arange(0, 0.75, 0.06)
    shift = at + (rng.normal(0, 0.02, len(out)) if tucked else rng.normal(0, 0.06, len(out)))
    turn = rng.normal(0, 0.05 if tucked else 0.3, len(out))
    x, y = {
        "front": (shift, -out),
        "back": (shift, out),
        "left": (-out, shift),
        "right": (out, shift),
    }[side]
    return local_poses(table, x, y, _FACING[side] + turn)


def ring_poses(rng: Random, table: Placed, chair: Size, angle: float, tucked: bool) -> Poses:
    """A seat at a round table."""
    radius = min(table.model.size[:2]) / 2
    wanted = float(rng.uniform(-0.4, -0.1)) * chair[1] if tucked else float(rng.uniform(0.03, 0.3))
    out = radius + chair[1] / 2 + wanted + np.arange(0, 0.75, 0.06)
    turn = rng.normal(0, 0.05 if tucked else 0.3, len(out))
    return local_poses(table, out * np.cos(angle), out * np.sin(angle), angle - pi / 2 + turn)


def before(
    rng: Random,
    anchor: Placed,
    model: Model,
    distance: float,
    shift: float,
    turn: float,
    loose: float,
) -> Poses:
    """In front of a piece: at the distance, then ever farther."""
    _, reach = spread(model.size[0], model.size[1], turn)
    steps = np.concatenate([np.arange(0, 0.6, 0.05), np.arange(0.6, 1.2, 0.1)])
    out = anchor.model.size[1] / 2 + reach + distance + steps
    x = shift + rng.normal(0, 1, len(out)) * loose
    return local_poses(anchor, x, -out, turn + rng.normal(0, 1, len(out)) * 1.2 * loose)


def next_to(
    rng: Random,
    anchor: Placed,
    model: Model,
    sides: Sequence[Literal["left", "right"]],
    gap: float,
    align: Literal["back", "front", "center"],
    turn: float,
) -> Poses:
    """On one side of a piece, then the other, ever farther."""
    half, deep = spread(model.size[0], model.size[1], turn)
    w, d, _ = anchor.model.size
    steps = gap + np.concatenate([[0.0], np.arange(0.02, 0.42, 0.05)])
    y = {"back": d / 2 - deep, "front": deep - d / 2, "center": 0.0}[align]
    found = []
    for side in sides:
        sign = -1 if side == "left" else 1
        x = sign * (w / 2 + half + steps)
        # Towards the other piece means towards +x on its left.
        yaw = np.full(len(x), turn * -sign) + rng.normal(0, 0.01, len(x))
        found.append(local_poses(anchor, x, np.full(len(x), y), yaw))
    return np.concatenate(found)


def below(rng: Random, anchor: Placed, model: Model, x: float | None, y: float | None) -> Poses:
    """Under a piece, near wanted shares (-1 to 1) of its half edges, or anywhere under it."""
    n = 24
    half, deep = spread(model.size[0], model.size[1], 0.0)
    reach = max(anchor.model.size[0] / 2 - half, 0.0), max(anchor.model.size[1] / 2 - deep, 0.0)
    at = [
        (rng.uniform(-1, 1, n) if wanted is None else np.clip(rng.normal(wanted, 0.2, n), -1, 1))
        * r
        for wanted, r in zip((x, y), reach, strict=True)
    ]
    return local_poses(anchor, at[0], at[1], rng.normal(0, 0.08, n))


def anywhere(
    rng: Random,
    outline: Float64[np.ndarray, "corners 2"],
    count: int,
    near: tuple[Placed, float] | None,
) -> Float64[np.ndarray, "places 2"]:
    """Points in a room, or within a distance of a piece's edges."""
    if near is None:
        points = rng.uniform(outline.min(0), outline.max(0), (2 * count, 2))
    else:
        anchor, distance = near
        w, d = (edge / 2 + distance for edge in anchor.model.size[:2])
        local = rng.uniform([-w, -d], [w, d], (2 * count, 2))
        points = np.array([to_room(anchor, *map(float, p)) for p in local])
    return points[inside(outline, points)][:count]


def middles(
    rng: Random, outline: Float64[np.ndarray, "corners 2"], count: int
) -> Float64[np.ndarray, "places 2"]:
    """Points of a room, those farthest from its walls first."""
    points = anywhere(rng, outline, count, None)
    a, step = outline, np.roll(outline, -1, axis=0) - outline
    rel = points[:, None] - a
    share = np.clip((rel * step).sum(2) / (step**2).sum(1), 0, 1)
    gap = np.hypot(*np.moveaxis(rel - share[..., None] * step, 2, 0)).min(1)
    return points[np.argsort(-gap, kind="stable")]
