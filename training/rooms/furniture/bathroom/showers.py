"""Showers: trays under a head, between walls or panes of glass."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import ceramic, glass, metal, plastic, textured
from training.rooms.solids import Solid, box, cylinder, joined, skin, tray, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _pan(rng: Random, w: float, d: float, height: float) -> list[Part]:
    white = plastic(rng, "white", "white", "light gray", "beige")
    pan = tray(w, d, height, 0.035)
    drain = cylinder(0.05, 0.006, sides=12).moved(0, 0.1, 0.035)
    return [Part("tray", pan, white), Part("drain", drain, metal(rng, "silver"))]


def _riser(rng: Random, w: float, d: float, h: float) -> Part:
    """A pipe up the back wall, a mixer and a head."""
    x, y, top = rng.uniform(-0.2, 0.2) * w, d / 2 - 0.06, h - 0.1
    arm = (x, y - 0.25, top - 0.04)
    head = cylinder(rng.uniform(0.05, 0.1), 0.03, sides=12).moved(arm[0], arm[1], arm[2] - 0.03)
    mixer = box(0.2, 0.06, 0.05).moved(x, y, 1.0)
    pipe = tube([(x, y, 1.03), (x, y, top), (x, y - 0.1, top + 0.04), arm], 0.011, sides=6)
    return Part("shower head", joined(pipe, head, mixer), metal(rng, "silver"))


def _panel(width: float, height: float) -> Solid:
    return box(width, 0.012, height)


def _posts(w: float, d: float, z: float, height: float, *corners: tuple[int, int]) -> Solid:
    return joined(
        *(
            box(0.03, 0.03, height).moved(sx * (w / 2 - 0.015), sy * (d / 2 - 0.015), z)
            for sx, sy in corners
        )
    )


def _cabin(rng: Random, size: Size) -> Built:
    """A tray in a corner, glass on two or three sides, and a door with a handle."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "silver", "white", "black", "gold")
    low, door = 0.1, rng.uniform(0.5, 0.62) * w
    tall = h - low
    sides = (-1, 1) if rng.random() < 0.4 else (1,)
    corners = (
        ((-1, -1), (1, -1), (-1, 1), (1, 1)) if len(sides) == 2 else ((-1, -1), (1, -1), (1, 1))
    )
    rail = box(w, 0.03, 0.03).moved(0, 0.015 - d / 2, h - 0.03)
    hinge = box(0.03, 0.03, tall).moved(door - w / 2, 0.015 - d / 2, low)
    parts = [
        *_pan(rng, w, d, low),
        Part("frame", joined(_posts(w, d, low, tall, *corners), rail, hinge), chrome),
        Part("door", _panel(door, tall - 0.05).moved(door / 2 - w / 2, 0.015 - d / 2, low), clear),
        Part("panel", _panel(w - door, tall - 0.03).moved(door / 2, 0.015 - d / 2, low), clear),
        Part("handle", box(0.02, 0.04, 0.3).moved(door - w / 2 - 0.08, -d / 2, 0.95), chrome),
        _riser(rng, w, d, h),
    ]
    for s in sides:
        wall = box(0.012, d - 0.06, tall - 0.03).moved(s * (w / 2 - 0.015), 0, low)
        top = box(0.03, d, 0.03).moved(s * (w / 2 - 0.015), 0, h - 0.03)
        parts += [Part("panel", wall, clear), Part("frame", top, chrome)]
    return parts, [_pan_floor(w, d)]


def _pan_floor(w: float, d: float) -> Rest:
    return Rest("inside", (0.06 - w / 2, w / 2 - 0.06), (0.06 - d / 2, d / 2 - 0.06), 0.035, 1.8)


def _walled(rng: Random, size: Size) -> Built:
    """Three plastic or tiled walls around a tray, open in front, with ledges for bottles."""
    w, d, h = size
    white = plastic(rng, "white", "white", "cream", "light gray")
    wall = textured(ceramic(rng, "white", "beige", "light gray", "light blue"), "tiles", scale=0.1)
    skin_ = white if rng.random() < 0.6 else wall
    low = 0.12
    tall = h - low
    parts = [
        *_pan(rng, w, d, low),
        Part("wall", box(w, 0.03, tall).moved(0, d / 2 - 0.015, low), skin_),
        _riser(rng, w, d - 0.06, h),
    ]
    rests = [_pan_floor(w, d)]
    for s in (-1, 1):
        side = box(0.03, d - 0.03, tall).moved(s * (w / 2 - 0.015), -0.015, low)
        parts.append(Part("wall", side, skin_))
    for z in rng.uniform(0.8, 1.2, size=int(rng.integers(1, 3))):
        x = float(rng.choice([-1, 1])) * (w / 2 - 0.13)
        parts.append(Part("ledge", box(0.2, 0.1, 0.02).moved(x, d / 2 - 0.08, z), white))
        rests.append(Rest("shelf", (x - 0.1, x + 0.1), (d / 2 - 0.13, d / 2 - 0.03), z + 0.02, 0.3))
    return parts, rests


def _screened(rng: Random, size: Size) -> Built:
    """A flat tray against a wall with one or two fixed panes; one walks in at the side."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "black")
    low = 0.05
    pane = rng.uniform(0.55, 0.75) * w
    parts = [
        *_pan(rng, w, d, low),
        Part("screen", _panel(pane, h - low).moved(pane / 2 - w / 2, 0.01 - d / 2, low), clear),
        Part("rail", tube([(pane - w / 2, 0.01 - d / 2, h - 0.02), (pane - w / 2, d / 2, h - 0.02)],
                          0.012), chrome),
        _riser(rng, w, d, h),
    ]  # fmt: skip
    if rng.random() < 0.5:
        side = box(0.012, d, h - low).moved(0.006 - w / 2, 0, low)
        parts.append(Part("screen", side, clear))
    return parts, [_pan_floor(w, d)]


def _quadrant(rng: Random, size: Size) -> Built:
    """A quarter circle in a corner, closed by curved sliding doors."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "white")
    low, straight = 0.12, 0.3
    angles = np.radians(np.linspace(180, 270, 9))
    arc = [
        (w / 2 - straight * w + (1 - straight) * w * float(np.cos(a)),
         d / 2 - straight * d + (1 - straight) * d * float(np.sin(a)))
        for a in angles
    ]  # fmt: skip
    rim = [(arc[0][0], d / 2), *arc, (w / 2, arc[-1][1]), (w / 2, d / 2)]
    parts = [
        Part("tray", _basin(rim, low), plastic(rng, "white")),
        Part("pane", _ribbon(rim[:-1], low, h - 0.03), clear),
        Part("rail", tube([(x, y, h - 0.02) for x, y in rim[:-1]], 0.02, sides=6), chrome),
        Part("rail", tube([(x, y, low + 0.01) for x, y in rim[:-1]], 0.015, sides=6), chrome),
        _riser(rng, 0.4 * w, d, h),
    ]
    x, y = arc[len(arc) // 2]
    for s in (-0.06, 0.06):
        grip = tube([(x + s, y - s, 0.95), (x + s, y - s, 1.2)], 0.012, sides=6)
        parts.append(Part("handle", grip.moved(-0.02, -0.02), chrome))
    return parts, [Rest("inside", (0.0, 0.4 * w), (0.0, 0.4 * d), 0.04, 1.8)]


def _basin(outline: list[tuple[float, float]], height: float) -> Solid:
    """A shallow pan with this outline."""
    rim = np.array([*outline, outline[0]])
    middle = rim.mean(0)
    rows = [(1, 0.0), (1, height), (0.92, height), (0.9, 0.04), (0, 0.04)]
    points = [np.column_stack([middle + s * (rim - middle), np.full(len(rim), z)]) for s, z in rows]
    return skin(np.stack(points), smooth=False)


def _ribbon(line: list[tuple[float, float]], low: float, high: float) -> Solid:
    rows = [np.array([(x, y, z) for x, y in line]) for z in (low, high)]
    return skin(np.stack(rows))


SHOWER = Category(
    "shower",
    "floor",
    (
        Style("glass cabin", (1.0, 0.9, 2.0), (0.14, 0.08, 0.05), _cabin, 1.2),
        Style("walled", (1.42, 0.8, 2.0), (0.1, 0.1, 0.06), _walled, 1.5),
        Style("walk-in", (1.4, 0.85, 1.98), (0.12, 0.08, 0.04), _screened, 0.8),
        Style("quadrant", (0.93, 0.93, 1.97), (0.07, 0.07, 0.04), _quadrant, held_out=True),
    ),
)
