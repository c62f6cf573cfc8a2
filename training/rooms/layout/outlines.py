"""Outlines of rooms: counter-clockwise corners around the origin's quarter, metres.

The side along y = 0 is always whole, so that a room can be joined to another one there.
"""

from typing import Literal

from training.rooms.colors import Random
from training.rooms.layout.frames import Point

Shape = Literal["rectangle", "L", "T", "U", "bay", "cut corner", "skewed"]

_USUAL: tuple[tuple[Shape, float], ...] = (
    ("rectangle", 0.5),
    ("L", 0.17),
    ("bay", 0.08),
    ("cut corner", 0.08),
    ("skewed", 0.07),
    ("T", 0.05),
    ("U", 0.05),
)


def usual_shape(rng: Random, width: float, depth: float) -> Shape:
    """Mostly a rectangle; small rooms always."""
    draw = float(rng.random())
    if min(width, depth) < 2.6:
        return "rectangle"
    for shape, share in _USUAL:
        draw -= share
        if draw < 0:
            return shape
    return "rectangle"


def outline(rng: Random, shape: Shape, width: float, depth: float) -> list[Point]:
    """Counter-clockwise from the origin; a bay reaches beyond the depth."""
    w, d = width, depth
    u, v = (float(value) for value in rng.uniform(0.3, 0.45, 2))
    corners: list[Point] = [(0, 0), (w, 0)]
    if shape == "L":
        corners += [(w, d * (1 - v)), (w * (1 - u), d * (1 - v)), (w * (1 - u), d), (0, d)]
    elif shape == "T":
        left, right = w * (u - 0.1), w * (1.1 - u)
        low = d * (1 - v)
        corners += [(w, low), (right, low), (right, d), (left, d), (left, low), (0, low)]
    elif shape == "U":
        left, right = w * u, w * (1 - u + 0.04)
        low = d * (1 - 0.7 * v)
        corners += [(w, d), (right, d), (right, low), (left, low), (left, d), (0, d)]
    elif shape == "bay":
        half = min(float(rng.uniform(0.8, 1.2)), w / 2 - 0.5)
        out, slant = float(rng.uniform(0.35, 0.7)), float(rng.uniform(0.25, 0.45))
        m = w * (0.3 + u / 2)
        m = min(max(m, half + 0.4), w - half - 0.4)
        corners += [(w, d), (m + half, d), (m + half - slant, d + out)]
        corners += [(m - half + slant, d + out), (m - half, d), (0, d)]
    elif shape == "cut corner":
        cut = float(rng.uniform(0.5, 1.1))
        corners += [(w, d - cut), (w - cut * float(rng.uniform(0.8, 1.2)), d), (0, d)]
    elif shape == "skewed":
        lean = d * float(rng.uniform(-0.12, 0.12))
        corners += [(w - lean, d), (0, d - w * float(rng.uniform(0.0, 0.06)))]
    else:
        corners += [(w, d), (0, d)]
    return corners


def mirrored(corners: list[Point]) -> list[Point]:
    """Left and right exchanged, still counter-clockwise and from x = 0."""
    reach = max(x for x, _ in corners)
    return [(reach - x, y) for x, y in reversed(corners)]


def quarter_turned(corners: list[Point], turns: int) -> list[Point]:
    """Turned by quarters of a circle."""
    for _ in range(turns % 4):
        corners = [(-y, x) for x, y in corners]
    return corners
