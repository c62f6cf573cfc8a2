"""Directions along and away from walls, and where pieces stand in them."""

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import numpy as np
from jaxtyping import Float64

from training.rooms.types import Placed, Wall

Point = tuple[float, float]


@dataclass(frozen=True)
class WallFrame:
    """A wall's own axes: `along` runs from its start to its end, `inward` into the room."""

    start: Point
    along: Point
    inward: Point
    length: float

    def point(self, along: float, inward: float) -> Point:
        """Room coordinates of what is so far along the wall and away from it."""
        return (
            self.start[0] + along * self.along[0] + inward * self.inward[0],
            self.start[1] + along * self.along[1] + inward * self.inward[1],
        )

    def measure(self, x: float, y: float) -> Point:
        """How far along the wall and away from it a point is."""
        dx, dy = x - self.start[0], y - self.start[1]
        return (
            dx * self.along[0] + dy * self.along[1],
            dx * self.inward[0] + dy * self.inward[1],
        )

    @property
    def yaw(self) -> float:
        """Of a piece with its back to the wall."""
        return facing(*self.inward)


def wall_frame(wall: Wall) -> WallFrame:
    dx, dy = wall.end[0] - wall.start[0], wall.end[1] - wall.start[1]
    length = hypot(dx, dy)
    along = (round(dx / length, 12), round(dy / length, 12))
    return WallFrame(wall.start, along, (-along[1], along[0]), length)


def facing(x: float, y: float) -> float:
    """The yaw of a piece whose front looks along (x, y)."""
    return atan2(x, -y)


def front(yaw: float) -> Point:
    """The way that a piece of a yaw faces."""
    return sin(yaw), -cos(yaw)


def turned(x: float, y: float, yaw: float) -> Point:
    c, s = cos(yaw), sin(yaw)
    return c * x - s * y, s * x + c * y


def to_room(placed: Placed, x: float, y: float) -> Point:
    """Room coordinates of a point given in a piece's own frame."""
    dx, dy = turned(x, y, placed.yaw)
    return placed.x + dx, placed.y + dy


def to_model(placed: Placed, x: float, y: float) -> Point:
    """Coordinates in a piece's own frame of a point of the room."""
    return turned(x - placed.x, y - placed.y, -placed.yaw)


def spread(width: float, depth: float, yaw: float) -> Point:
    """Half edges of the upright box around a turned rectangle of full edges."""
    c, s = abs(cos(yaw)), abs(sin(yaw))
    return (c * width + s * depth) / 2, (s * width + c * depth) / 2


def wrapped(yaw: float) -> float:
    """The same direction within -pi to pi, rounded as rooms are."""
    return round((yaw + pi) % (2 * pi) - pi, 4)


def inside(
    polygon: Float64[np.ndarray, "corners 2"], points: Float64[np.ndarray, "n 2"]
) -> np.ndarray:
    """Which points lie in a simple polygon (crossing number), shape (n,)."""
    a, b = polygon, np.roll(polygon, -1, axis=0)
    x, y = points[:, :1], points[:, 1:]
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    at = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
    return (crosses & (x < at)).sum(1) % 2 == 1
