"""Clocks on walls."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import disc, oval_ring, pick, rays
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import (
    Material,
    metal,
    paper,
    plastic,
    wood,
)
from training.rooms.solids import Solid, box, frame, joined
from training.rooms.types import Category, Part, Size, Style


def _hands(rng: Random, radius: float, y: float, z: float, stuff: Material) -> Part:
    """Two hands at some hour, the longer one for the minutes."""
    hour, minute = rng.uniform(0, 360, 2)
    solids = [
        box(0.06 * radius, 0.004, length * radius).tilted(float(turn), axis=1).moved(0, y, z)
        for length, turn in ((0.5, hour), (0.8, minute))
    ]
    return Part("hands", joined(*solids), stuff)


def _marks(radius: float, y: float, z: float, *, square: bool = False) -> Solid:
    """Twelve strokes around a dial."""
    marks = []
    for i in range(12):
        mark = box(0.05 * radius, 0.004, 0.14 * radius).moved(z=0.76 * radius)
        marks.append(mark.tilted(30 * i, axis=1).moved(0, y, z))
    return joined(*marks).scaled(0.98, 1, 1) if square else joined(*marks)


def _dial(rng: Random) -> tuple[Material, Material]:
    """A face and the colour of what stands out on it."""
    if rng.random() < 0.75:
        return paper(rng, "white", "cream"), plastic(rng, "black")
    return paper(rng, "black", "dark gray", "dark blue", "brown"), plastic(rng, "white")


def _round_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    rim = pick(rng, (plastic(rng), metal(rng), wood(rng)))
    return [
        Part("rim", oval_ring(w, h, d, rng.uniform(0.06, 0.12) * w), rim),
        Part("face", disc(0.95 * w, 0.95 * h, 0.5 * d).moved(0, 0.25 * d, 0.025 * h), face),
        Part("mark", _marks(0.42 * h, -0.05 * d, h / 2), ink),
        _hands(rng, 0.4 * h, -0.15 * d, h / 2, ink),
    ], []


def _square_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    border = rng.uniform(0.05, 0.1) * w
    rim = pick(rng, (plastic(rng), wood(rng), metal(rng)))
    dial = box(w - 1.9 * border, 0.5 * d, h - 1.9 * border).moved(0, 0.2 * d, 0.95 * border)
    radius = 0.42 * min(w, h)
    return [
        Part("rim", frame(w, h, d, border), rim),
        Part("face", dial, face),
        Part("mark", _marks(radius, -0.1 * d, h / 2, square=True), ink),
        _hands(rng, radius, -0.2 * d, h / 2, ink),
    ], []


def _digital_clock(rng: Random, size: Size) -> Built:
    """Lit figures in a flat case."""
    w, d, h = size
    lit = Material("plastic", color(rng, "red", "green", "light blue", "orange"), glow=0.8)
    dark = plastic(rng, "black")
    stroke = 0.07 * h
    high, wide = 0.6 * h, 0.14 * w
    figures = []
    for x in (-0.33, -0.14, 0.14, 0.33):
        outline = frame(wide, high, 0.004, stroke)
        figures.append(outline.moved(x * w, 0, 0.2 * h))
    dots = [box(stroke, 0.004, stroke).moved(0, 0, f * h) for f in (0.35, 0.6)]
    return [
        Part("case", box(w, 0.9 * d, h).moved(y=0.05 * d), plastic(rng, "black", "white", "gray")),
        Part("face", box(0.94 * w, 0.04 * d, 0.86 * h).moved(0, -0.42 * d, 0.07 * h), dark),
        Part("figures", joined(*figures, *dots).moved(0, 0.002 - d / 2), lit),
    ], []


def _pendulum_clock(rng: Random, size: Size) -> Built:
    """A tall case with a dial above a pendulum."""
    w, d, h = size
    timber, (face, ink) = wood(rng, "brown", "dark brown"), _dial(rng)
    brass = metal(rng, "gold")
    radius = 0.4 * w
    high = h - 0.55 * w
    cap = box(w, d, 0.05 * h).moved(z=0.95 * h)
    rod = box(0.01, 0.006, 0.3 * h).moved(0, 0.05 * d, high - 0.35 * h)
    return [
        Part("case", frame(0.88 * w, h, 0.8 * d, 0.09 * w).moved(y=0.1 * d), timber),
        Part("case", box(0.86 * w, 0.02, h).moved(y=d / 2 - 0.01), timber),
        Part("cap", cap, timber),
        Part("foot", box(w, d, 0.04 * h), timber),
        Part("face", disc(2 * radius, 2 * radius, 0.5 * d).moved(0, 0.1 * d, high - radius), face),
        Part("mark", _marks(radius, -0.16 * d, high), ink),
        _hands(rng, radius, -0.2 * d, high, ink),
        Part("pendulum", rod, brass),
        Part("pendulum", disc(0.3 * w, 0.3 * w, 0.02).moved(0, 0.05 * d, high - 0.4 * h), brass),
    ], []


def _alarm_clock(rng: Random, size: Size) -> Built:
    """A dial or lit figures that stand on a night stand."""
    w, d, h = size
    if rng.random() < 0.5:
        return _digital_clock(rng, size)
    face, ink = _dial(rng)
    coat = pick(rng, (metal(rng, "silver", "black", "gold", "red"), plastic(rng)))
    foot = 0.08 * h
    radius = 0.4 * min(w, h)
    legs = joined(*(box(0.1 * w, d, foot + 0.1 * h).moved(s * 0.25 * w) for s in (-1, 1)))
    return [
        Part("case", disc(w, h - foot, 0.6 * d).moved(z=foot), coat),
        Part("face", disc(0.85 * w, 0.85 * (h - foot), 0.66 * d).moved(z=foot + 0.07 * h), face),
        Part("mark", _marks(radius, -0.34 * d, foot + (h - foot) / 2), ink),
        _hands(rng, radius, -0.345 * d, foot + (h - foot) / 2, ink),
        Part("foot", legs, coat),
    ], []


def _sun_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    middle = Part("face", disc(0.5 * w, 0.5 * h, 0.8 * d).moved(0, -0.1 * d, 0.25 * h), face)
    return [*rays(rng, size, middle), _hands(rng, 0.22 * h, 0.002 - d / 2, h / 2, ink)], []


CLOCK = Category(
    "clock",
    "wall",
    (
        Style("round", (0.33, 0.05, 0.33), (0.06, 0.2, 0.06), _round_clock, 3.0),
        Style("square", (0.30, 0.045, 0.29), (0.2, 0.2, 0.2), _square_clock),
        Style("digital", (0.36, 0.045, 0.16), (0.2, 0.2, 0.2), _digital_clock, 0.6),
        Style("alarm", (0.17, 0.1, 0.14), (0.1, 0.2, 0.1), _alarm_clock, 1.8, stands="surface"),
        Style("pendulum", (0.3, 0.14, 0.7), (0.15, 0.15, 0.15), _pendulum_clock, 0.25),
        Style("sunburst", (0.55, 0.05, 0.55), (0.06, 0.2, 0.06), _sun_clock, held_out=True),
    ),
)
