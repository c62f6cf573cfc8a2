"""Where in its room a thing is: against a wall, in a corner, in the middle. Metres."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int64

from training.rooms.language.facts.facts import Facts, Xy
from training.rooms.language.facts.pieces import Array, Pieces, footprint_gap, reach
from training.rooms.language.facts.truth import (
    NO,
    UNCLEAR,
    YES,
    Truth,
    at_least,
    at_most,
    both,
    certain,
)  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """Walls, corners and middles of the joined rooms."""

    start: Float64[np.ndarray, "walls 2"]
    end: Float64[np.ndarray, "walls 2"]
    wall_floor: Int64[np.ndarray, " walls"]
    corner: Float64[np.ndarray, "corners 2"]
    """Convex corners only."""
    sides: Float64[np.ndarray, "corners 2 2"]
    """Unit vectors from the corner along its two walls."""
    corner_floor: Int64[np.ndarray, " corners"]
    middle: Float64[np.ndarray, "floors 2"]
    area: Float64[np.ndarray, " floors"]


def surroundings_of(facts: Facts) -> Surroundings:
    corners, sides, owners = [], [], []
    for number, floor in enumerate(facts.floors):
        for corner, along in _convex_corners(floor.outline):
            corners.append(corner)
            sides.append(along)
            owners.append(number)
    middles = [middle_of(floor.outline) for floor in facts.floors]
    return Surroundings(
        np.array([w.start for w in facts.walls], np.float64).reshape(-1, 2),
        np.array([w.end for w in facts.walls], np.float64).reshape(-1, 2),
        np.array([w.floor for w in facts.walls], np.int64),
        np.array(corners, np.float64).reshape(-1, 2),
        np.array(sides, np.float64).reshape(-1, 2, 2),
        np.array(owners, np.int64),
        np.array([middle for middle, _ in middles], np.float64).reshape(-1, 2),
        np.array([area for _, area in middles], np.float64),
    )


def middle_of(outline: tuple[Xy, ...]) -> tuple[Xy, float]:
    """Centre of mass and area of a polygon, metres and square metres."""
    x, y = np.array(outline).T
    nx, ny = np.roll(x, -1), np.roll(y, -1)
    cross = x * ny - nx * y
    area = float(cross.sum() / 2)
    middle = ((x + nx) * cross).sum() / (6 * area), ((y + ny) * cross).sum() / (6 * area)
    return (round(float(middle[0]), 4), round(float(middle[1]), 4)), abs(area)


def _convex_corners(outline: tuple[Xy, ...]) -> list[tuple[Xy, tuple[Xy, Xy]]]:
    result = []
    for i, corner in enumerate(outline):
        back = _unit(corner, outline[i - 1])
        on = _unit(corner, outline[(i + 1) % len(outline)])
        turn = on[0] * back[1] - on[1] * back[0]  # The outline runs counter-clockwise.
        if turn > 0.5:
            result.append((corner, (back, on)))
    return result


def _unit(start: Xy, end: Xy) -> Xy:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = float(np.hypot(dx, dy))
    return dx / length, dy / length


def against_wall(p: Pieces, room: Surroundings) -> Truth:
    """An edge of its footprint is at most 0.12 m from a wall and runs along it; no from 0.4 m.

    No for what hangs there, and unclear for what stands on something else.
    """
    close = _any(both(_wall_gap(p, room, 0.12, 0.4), _along(p, room)))
    standing = np.where(p.hangs, NO, np.where(p.carrier >= 0, UNCLEAR, YES)).astype(np.int8)
    return both(close, standing)


def backed(p: Pieces, room: Surroundings) -> Truth:
    """Its back, away from its front, is at most 0.3 m from a wall; no from 0.6 m on."""
    dx, dy, length = _directions(room)
    turned = np.abs(p.sin[..., None] * dx + -p.cos[..., None] * dy)  # Front along the wall.
    out_x, out_y = dy, -dx  # The room lies on the left.
    away = -(p.sin[..., None] * out_x - p.cos[..., None] * out_y)
    looks = both(at_most(turned, 0.2, 0.5), at_least(away, 0.9, 0.7))
    return _any(both(_wall_gap(p, room, 0.3, 0.6), looks, certain(length > 0)))


def in_corner(p: Pieces, room: Surroundings) -> Truth:
    """At most 0.4 m from both walls of a corner that points outward; no from 0.9 m on."""
    gaps = []
    for side in range(2):
        # The corner's other wall says how far along this one the thing begins.
        ux, uy = room.sides[:, side, 0], room.sides[:, side, 1]
        dx = p.x[..., None] - room.corner[:, 0]
        dy = p.y[..., None] - room.corner[:, 1]
        gaps.append(dx * ux + dy * uy - reach(p.spread, ux, uy))
    truth = both(*(at_most(np.abs(gap), 0.4, 0.9) for gap in gaps))
    return _any(_same_floor(truth, p, room.corner_floor))


def in_middle(p: Pieces, room: Surroundings) -> Truth:
    """Near the centre of mass (0.1 of the root of the area) and 0.6 m from every wall."""
    middle, area = room.middle[p.floor], room.area[p.floor]
    distance = np.hypot(p.x - middle[..., 0], p.y - middle[..., 1]) / np.sqrt(area)
    free = (YES - _any(_wall_gap(p, room, 0.4, 0.6))).astype(np.int8)
    standing = certain((p.carrier < 0) & ~p.hangs)
    return both(at_most(distance, 0.1, 0.2), free, standing)


def _wall_gap(p: Pieces, room: Surroundings, yes: float, no: float) -> Truth:
    """For each wall of the thing's room, whether it is at most that far away."""
    return _same_floor(at_most(footprint_gap(p.spread, _walls(room)), yes, no), p, room.wall_floor)


def _same_floor(truth: Truth, p: Pieces, floors: Int64[np.ndarray, " places"]) -> Truth:
    return np.where(p.floor[..., None] == floors, truth, NO).astype(np.int8)


def _along(p: Pieces, room: Surroundings) -> Truth:
    """Whether an edge of the footprint runs along each wall."""
    dx, dy, _ = _directions(room)
    cos = p.cos[..., None] * dx + p.sin[..., None] * dy
    sin = p.sin[..., None] * dx - p.cos[..., None] * dy
    return at_most(np.abs(2 * sin * cos), 0.4, 0.7)


def _directions(room: Surroundings) -> tuple[Array, Array, Array]:
    d = room.end - room.start
    length = np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)
    return d[:, 0] / length, d[:, 1] / length, length


def _walls(room: Surroundings) -> Pieces:
    """Walls as rectangles without depth."""
    dx, dy, length = _directions(room)
    middle = (room.start + room.end) / 2
    zero = np.zeros(len(length))
    none = np.full(len(length), -1, np.int64)
    return Pieces(
        middle[:, 0], middle[:, 1], zero, zero, length, zero, dx, dy,
        np.zeros(len(length), bool), np.zeros(len(length), np.int8), none, none, none,
        room.wall_floor, np.zeros(len(length), bool),
    )  # fmt: skip


def _any(truth: Truth) -> Truth:
    """Whether it holds for one of the last axis."""
    return truth.max(axis=-1, initial=NO).astype(np.int8)
