"""Boxes of things as arrays of any common shape, and how two of them lie to each other. Metres."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from jaxtyping import Bool, Float64, Int64

from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.truth import Truth

Array = Float64[np.ndarray, "..."]


@dataclass(frozen=True)
class Pieces:
    """One value per thing; `column` and `row` lay all pairs out for broadcasting."""

    x: Array
    y: Array
    low: Array
    high: Array
    width: Array
    depth: Array
    cos: Array
    sin: Array
    fronted: Bool[np.ndarray, "..."]
    """Whether it has a front, towards (sin, -cos)."""
    backed: Truth
    """Whether its back is against a wall."""
    carrier: Int64[np.ndarray, "..."]
    """Index of the thing that carries it, -1 if none does."""
    second_carrier: Int64[np.ndarray, "..."]
    """Index of the thing that carries its carrier."""
    index: Int64[np.ndarray, "..."]
    floor: Int64[np.ndarray, "..."]
    hangs: Bool[np.ndarray, "..."]
    """Whether it hangs on a wall."""

    @property
    def column(self) -> "Pieces":
        return self._indexed((slice(None), None))

    @property
    def row(self) -> "Pieces":
        return self._indexed((None, slice(None)))

    @property
    def spread(self) -> "Pieces":
        """With one more axis at the end."""
        return self._indexed((..., None))

    def one(self, index: int) -> "Pieces":
        """A single thing, of shape (1,): it broadcasts with all others."""
        return self._indexed(slice(index, index + 1))

    def _indexed(self, at: object) -> "Pieces":
        return Pieces(**{f.name: np.asarray(getattr(self, f.name)[at]) for f in fields(self)})


def pieces_of(facts: Facts, backed: Sequence[int]) -> Pieces:
    """All things of a room; `backed` is the truth of "its back is against a wall" for each."""
    index = {thing.id: i for i, thing in enumerate(facts.things)}

    carriers = [_carrier(thing, index) for thing in facts.things]

    def column(value: Callable[[Thing], float]) -> Array:
        return np.array([value(thing) for thing in facts.things], np.float64)

    return Pieces(
        column(lambda t: t.center[0]),
        column(lambda t: t.center[1]),
        column(lambda t: t.low),
        column(lambda t: t.high),
        column(lambda t: t.size[0]),
        column(lambda t: t.size[1]),
        np.round(np.cos(column(lambda t: t.yaw)), 9),
        np.round(np.sin(column(lambda t: t.yaw)), 9),
        np.array([thing.front is not None for thing in facts.things], bool),
        np.array(backed, np.int8),
        np.array(carriers, np.int64),
        np.array([carriers[c] if c >= 0 else -1 for c in carriers], np.int64),
        np.arange(len(facts.things)),
        np.array([thing.floor for thing in facts.things], np.int64),
        np.array([thing.support.kind == "wall" for thing in facts.things], bool),
    )


def _carrier(thing: Thing, index: dict[int, int]) -> int:
    return index.get(thing.support.id, -1) if thing.support.kind == "object" else -1


def reach(p: Pieces, ux: Array, uy: Array) -> Array:
    """Half of a footprint's extent along the unit vector (ux, uy)."""
    across = np.abs(ux * p.cos + uy * p.sin) * p.width
    along = np.abs(uy * p.cos - ux * p.sin) * p.depth
    return (across + along) / 2


def height_gap(a: Pieces, b: Pieces) -> Array:
    """Vertical distance, 0 where they share a height."""
    return np.maximum(0.0, np.maximum(a.low - b.high, b.low - a.high))


def corners(p: Pieces) -> tuple[list[Array], list[Array]]:
    """X and y of a footprint's four corners, counter-clockwise."""
    xs, ys = [], []
    for sx, sy in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        u, v = sx * p.width, sy * p.depth
        xs.append(p.x + u * p.cos - v * p.sin)
        ys.append(p.y + u * p.sin + v * p.cos)
    return xs, ys


def _outside(a: Pieces, b: Pieces) -> Array:
    """Least distance from a corner of a to the rectangle of b."""
    best = None
    for x, y in zip(*corners(a), strict=True):
        dx, dy = x - b.x, y - b.y
        u = np.maximum(0.0, np.abs(dx * b.cos + dy * b.sin) - b.width / 2)
        v = np.maximum(0.0, np.abs(dy * b.cos - dx * b.sin) - b.depth / 2)
        distance = np.sqrt(u * u + v * v)
        best = distance if best is None else np.minimum(best, distance)
    assert best is not None
    return best


def footprint_gap(a: Pieces, b: Pieces) -> Array:
    """Distance between two rectangles on the ground, 0 where they overlap.

    Apart, the nearest points of two convex polygons include a corner of one of them.
    """
    apart = np.zeros(np.broadcast_shapes(a.x.shape, b.x.shape), bool)
    for p in (a, b):
        for ux, uy in ((p.cos, p.sin), (-p.sin, p.cos)):
            between = np.abs((a.x - b.x) * ux + (a.y - b.y) * uy)
            apart |= between > reach(a, ux, uy) + reach(b, ux, uy)
    return np.where(apart, np.minimum(_outside(a, b), _outside(b, a)), 0.0)


def cover(a: Pieces, b: Pieces) -> Array:
    """Share of a's footprint that lies over b's, from 36 samples."""
    shape = np.broadcast_shapes(a.x.shape, b.x.shape)
    radius = np.hypot(a.width, a.depth) / 2 + np.hypot(b.width, b.depth) / 2
    near = np.hypot(a.x - b.x, a.y - b.y) < radius + 1e-6
    dx, dy, aw, ad, ac, as_, bw, bd, bc, bs = (
        np.broadcast_to(v, shape)[near]
        for v in (a.x - b.x, a.y - b.y, a.width, a.depth, a.cos, a.sin,
                  b.width / 2 + 1e-6, b.depth / 2 + 1e-6, b.cos, b.sin)
    )  # fmt: skip
    steps = (np.arange(6) - 2.5) / 6
    u, v = np.repeat(steps, 6)[:, None] * aw, np.tile(steps, 6)[:, None] * ad  # [samples, near]
    x, y = dx + u * ac - v * as_, dy + u * as_ + v * ac
    inside = (np.abs(x * bc + y * bs) <= bw) & (np.abs(y * bc - x * bs) <= bd)
    covered = np.zeros(shape)
    covered[near] = inside.mean(axis=0)
    return covered
