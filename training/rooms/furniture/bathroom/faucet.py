"""Faucets on their own, standing on their base; those of sinks and tubs are parts of these."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import blob, pick
from training.rooms.furniture.shapes.pieces import Built, bar, chance, rounded
from training.rooms.materials import Material, ceramic, metal
from training.rooms.solids import Solid, box, cylinder, extruded, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _plating(rng: Random) -> Material:
    """Mostly chrome."""
    return metal(rng, "silver", "silver", "silver", "black", "gold", "white")


def _collar(radius: float, height: float) -> Solid:
    """What covers the hole through which it is fixed."""
    return turned(
        [(0, 0), (radius, 0), (radius, 0.5 * height), (0.7 * radius, height), (0, height)]
    )


def _nozzle(radius: float, y: float, z: float) -> Part:
    """Where the water leaves, downwards; `z` is its lower end."""
    mouth = cylinder(0.8 * radius, 0.02, top=radius, sides=10).moved(0, y, z)
    return Part("nozzle", mouth, metal(np.random.default_rng(0), "dark gray"))


def _single_lever(rng: Random, size: Size) -> Built:
    """A short thick body with a slanting spout, the lever on its top."""
    w, d, h = size
    coat = _plating(rng)
    r = 0.42 * w
    body, rise = rng.uniform(0.62, 0.74) * h, rng.uniform(-0.1, 0.2) * h
    back = d / 2 - 0.5 * w
    thick = rng.uniform(0.5, 0.75) * r
    start, end = (0.0, back, 0.45 * h), (0.0, thick - d / 2, 0.45 * h + rise)
    spout = tube([start, end, (0.0, end[1], end[2] - 1.2 * thick)], thick, sides=10)
    if chance(rng, 0.4):
        spout = _flat_spout(start, end, 1.5 * thick)
    lift = rng.uniform(0.02, 0.1) * h
    top = body + 0.09 * h
    grip = bar((0, back, top), (0, back - 0.55 * d, h - 0.007 - lift), 0.007)
    if chance(rng, 0.5):
        grip = box(0.4 * w, 0.5 * d, 0.012).moved(0, back - 0.22 * d, h - 0.012)
    cap = turned([(0.98 * r, 0), (r, 0.03 * h), (0.8 * r, 0.1 * h), (0, 0.14 * h)], sides=14)
    stem = cylinder(0.4 * r, max(h - 0.01 - top, 0.01), sides=8).moved(0, back, top)
    return [
        Part("base", _collar(0.5 * w, 0.012).moved(0, back), coat),
        Part("body", cylinder(r, body, top=rng.uniform(0.8, 1.0) * r).moved(0, back), coat),
        Part("spout", spout, coat),
        _nozzle(0.9 * thick, end[1], end[2] - 1.2 * thick - 0.012),
        Part("lever", joined(cap.moved(0, back, body), stem, grip), coat),
    ], []


def _flat_spout(
    start: tuple[float, float, float], end: tuple[float, float, float], width: float
) -> Solid:
    """A spout with straight sides between two points that differ in y and z."""
    length = float(np.hypot(end[1] - start[1], end[2] - start[2]))
    angle = 90 + float(np.degrees(np.arctan2(start[2] - end[2], start[1] - end[1])))
    outline = rounded(2 * width, width, radius=0.25 * width)
    return extruded(outline, length).tilted(angle).moved(*start)


def _gooseneck(rng: Random, size: Size) -> Built:
    """A tall bow over a kitchen sink, with a lever at the side and at times a spray to pull out."""
    w, d, h = size
    coat = _plating(rng)
    side = pick(rng, (-1, 1))
    wide = 0.62 * w
    x, r = -side * (w - wide) / 2, rng.uniform(0.01, 0.015)
    back = d / 2 - wide / 2
    front = r + 0.006 - d / 2
    span = back - front
    rise = rng.uniform(0.4, 0.62) * span
    angles = np.linspace(0, np.pi, 11)
    bow = [
        (x, back - span * (1 - float(np.cos(a))) / 2, h - r - rise * (1 - float(np.sin(a))))
        for a in angles
    ]
    drop = rng.uniform(0.08, 0.24) * h
    end = (x, front, h - r - rise - drop)
    body = rng.uniform(0.22, 0.36) * h
    level = 0.6 * body
    lever = [
        bar((x, back, level), (x + side * 0.55 * wide, back, level), 0.34 * wide),
        bar((x + side * 0.5 * wide, back, level),
            (side * (w / 2 - 0.006), back - 0.1 * d, level + rng.uniform(0.02, 0.09)), 0.006),
    ]  # fmt: skip
    parts = [
        Part("base", _collar(wide / 2, 0.014).moved(x, back), coat),
        Part("body", cylinder(0.4 * wide, body, top=1.3 * r, sides=16).moved(x, back), coat),
        Part("spout", tube([(x, back, 0.8 * body), *bow, end], r, sides=10), coat),
        Part("lever", joined(*lever), coat),
    ]
    if chance(rng, 0.5):
        spray = cylinder(1.25 * r, 0.8 * drop, top=1.45 * r, sides=12).moved(*end)
        parts.append(Part("spray", spray, metal(rng, "silver", "black")))
    else:
        parts.append(_nozzle(r, front, end[2] - 0.01))
    return parts, []


def _handle(rng: Random, radius: float, height: float, *, cross: bool) -> Solid:
    """A turning handle of an old kind: four spokes with knobs, or a fluted wheel."""
    neck = cylinder(0.4 * radius, 0.7 * height, top=0.3 * radius, sides=10)
    top = 0.75 * height
    if not cross:
        wheel = turned([(0.5, 0), (0.9, 0.2), (1, 0.6), (0.8, 1), (0, 1)], sides=8, smooth=False)
        return joined(neck, wheel.scaled(radius, radius, 0.4 * height).moved(z=0.6 * height))
    knob = blob(0.45 * radius, 0.45 * radius, 0.3 * height)
    ends = [(radius * 0.8, 0.0), (-radius * 0.8, 0.0), (0.0, radius * 0.8), (0.0, -radius * 0.8)]
    spokes = [bar((0, 0, top), (x, y, top), 0.16 * radius, sides=6) for x, y in ends]
    knobs = [knob.moved(x, y, top - 0.15 * height) for x, y in ends]
    hub = cylinder(0.35 * radius, 0.4 * height, sides=10).moved(z=0.6 * height)
    return joined(neck, *spokes, *knobs, hub).moved(yaw=rng.uniform(0, 90))


def _two_handles(rng: Random, size: Size) -> Built:
    """A plate or a bridge with hot on the left, cold on the right and the spout between them."""
    w, d, h = size
    coat = _plating(rng)
    r = rng.uniform(0.12, 0.15) * w
    low = rng.uniform(0.1, 0.18) * h
    back, x = d / 2 - 1.1 * r, w / 2 - r
    tall = rng.uniform(0.5, 0.7) * h
    thick = rng.uniform(0.009, 0.013)
    front = thick - d / 2
    spout = tube(
        [(0, back, low), (0, back, 0.8 * h), (0, back - 0.15 * d, h - thick),
         (0, 0.5 * (back + front), h - thick), (0, front, 0.8 * h), (0, front, 0.66 * h)],
        thick, sides=10,
    )  # fmt: skip
    one = _handle(rng, r, tall - low, cross=chance(rng, 0.6))
    caps = [
        Part(
            "cap",
            cylinder(0.22 * r, 0.004, sides=10).moved(s * x, back, tall),
            ceramic(rng, name),
        )
        for s, name in ((-1, "red"), (1, "blue"))
    ]
    if chance(rng, 0.5):
        plate = extruded(rounded(w, 2.2 * r, radius=1.1 * r), low).moved(0, back)
    else:
        bridge = bar((-x, back, 0.7 * low), (x, back, 0.7 * low), 0.3 * low)
        feet = [_collar(0.9 * r, low).moved(s * x, back) for s in (-1, 0, 1)]
        plate = joined(bridge, *feet)
    return [
        Part("base", plate, coat),
        Part("spout", joined(spout, cylinder(1.7 * thick, 0.2 * h).moved(0, back, low)), coat),
        _nozzle(0.9 * thick, front, 0.66 * h - 0.01),
        Part("handle", joined(one.moved(-x, back, low), one.moved(x, back, low)), coat),
        *caps,
    ], []


FAUCET = Category(
    "faucet",
    "surface",
    (
        Style("single-lever", (0.055, 0.16, 0.17), (0.1, 0.15, 0.15), _single_lever, 1.3),
        Style("gooseneck", (0.11, 0.23, 0.37), (0.12, 0.12, 0.14), _gooseneck, 1.2),
        Style("two-handled", (0.21, 0.15, 0.17), (0.12, 0.12, 0.15), _two_handles, 1.0),
    ),
)
