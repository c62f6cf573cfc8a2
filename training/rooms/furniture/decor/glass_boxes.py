"""Boxes of glass: show cases, terrariums, cubes with a lid."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.decor.flower_pots import soil
from training.rooms.furniture.shapes.fittings import blob, pick
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved, profile
from training.rooms.materials import (
    Material,
    ceramic,
    fabric,
    foliage,
    glass,
    metal,
    painted_wood,
    plastic,
    stone,
    wood,
)
from training.rooms.solids import Solid, box, cylinder, joined, leaf, turned
from training.rooms.types import Category, Part, Rest, Size, Style

PANE = 0.004
"""Thickness of a pane, metres."""


def _pane_glass(rng: Random) -> Material:
    return glass(rng, "light blue", "light gray", "light green")


def _sides(width: float, depth: float, height: float, stuff: Material) -> list[Part]:
    """Four upright panes: parts of their own, so that there is room between them."""
    long, short = box(width, PANE, height), box(PANE, depth - 2 * PANE, height)
    return [
        *(Part("pane", long.moved(0, s * (depth - PANE) / 2), stuff) for s in (-1, 1)),
        *(Part("pane", short.moved(s * (width - PANE) / 2), stuff) for s in (-1, 1)),
    ]


def _edges(width: float, depth: float, height: float, thick: float) -> Solid:
    """Bars along the twelve edges of a box."""
    x, y = (width - thick) / 2, (depth - thick) / 2
    levels = (0.0, height - thick)
    long, short, up = (
        box(width, thick, thick), box(thick, depth, thick), box(thick, thick, height),
    )  # fmt: skip
    return joined(
        *(long.moved(0, s * y, z) for s in (-1, 1) for z in levels),
        *(short.moved(s * x, 0, z) for s in (-1, 1) for z in levels),
        *(up.moved(i * x, j * y) for i in (-1, 1) for j in (-1, 1)),
    )


def _exhibit(rng: Random, room: Size) -> list[Part]:
    """What is shown: a small sculpture, a ball on a stand or a model of blocks; or nothing."""
    w, d, h = room
    wide = rng.uniform(0.35, 0.6) * min(w, d)
    tall = rng.uniform(0.45, 0.75) * h
    kind = int(rng.integers(4))
    if kind == 0:
        outline = [(0, 0), (0.5, 0), (0.45, 0.1), (0.15, 0.2), (0.3, 0.5), (0.4, 0.65),
                   (0.14, 0.78), (0.2, 0.9), (0, 1)]  # fmt: skip
        figure = turned(outline, sides=12).scaled(wide, wide, tall)
        return [Part("exhibit", figure, pick(rng, (stone(rng), metal(rng, "gold", "black"))))]
    if kind == 1:
        r = min(wide, tall) / 2
        stand = cylinder(0.6 * r, 0.5 * r, top=0.35 * r)
        ball = blob(2 * r, 2 * r, 2 * r).moved(z=0.4 * r)
        coat = ceramic(rng, "white", "red", "blue", "green", "orange")
        return [Part("stand", stand, wood(rng)), Part("exhibit", ball, coat)]
    if kind == 2:
        hull = joined(
            box(0.8 * w, 0.4 * d, 0.2 * tall), box(0.5 * w, 0.3 * d, 0.45 * tall),
            box(0.1 * w, 0.2 * d, tall).moved(0.1 * w),
        )  # fmt: skip
        return [Part("exhibit", hull, plastic(rng, "red", "gray", "white", "yellow", "dark blue"))]
    return []


def _display(rng: Random, size: Size) -> Built:
    """A hood of glass over a wooden base, with or without something in it."""
    w, d, h = size
    low, rim = rng.uniform(0.1, 0.22) * h, rng.uniform(0.01, 0.025)
    wide, deep, high = w - 2 * rim, d - 2 * rim, h - low
    panes = _pane_glass(rng)
    bed = fabric(rng, "dark blue", "dark red", "black", "dark green", "cream")
    parts = [
        Part("base", box(w, d, low), pick(rng, (wood(rng), painted_wood(rng, "black", "white")))),
        Part("bed", box(0.94 * wide, 0.94 * deep, 0.004).moved(z=low), bed),
        *moved(_sides(wide, deep, high - PANE, panes), z=low),
        Part("pane", box(wide, deep, PANE).moved(z=h - PANE), panes),
        *moved(_exhibit(rng, (wide, deep, high)), z=low + 0.004),
    ]
    if chance(rng, 0.5):
        edges = _edges(wide + 0.004, deep + 0.004, high, 0.008)
        parts.append(Part("frame", edges.moved(z=low), metal(rng, "gold", "black", "silver")))
    return parts, []


def _plants(rng: Random, width: float, depth: float, height: float) -> list[Solid]:
    """Tufts of leaves between the panes."""
    tufts = []
    for i in range(int(rng.integers(3, 7))):
        x, y = rng.uniform(-0.24, 0.24) * width, rng.uniform(-0.2, 0.2) * depth
        long = min(rng.uniform(0.7, 1.1) * height, 0.34 * min(width, depth))
        for k in range(6):
            blade = leaf(long, 0.3 * long, 0.5).tilted(-rng.uniform(35, 75), axis=1)
            tufts.append(blade.moved(x, y, yaw=60 * k + 17 * i))
    return tufts


def _terrarium(rng: Random, size: Size) -> Built:
    """Panes in a metal frame with earth, stones and plants; a level lid or a small roof."""
    w, d, h = size
    steel, panes = metal(rng, "black", "black", "gold", "dark gray"), _pane_glass(rng)
    roof = rng.uniform(0.2, 0.36) * h if chance(rng, 0.6) else 0.0
    body, ground, bar_size = h - roof, rng.uniform(0.12, 0.22) * h, rng.uniform(0.006, 0.014)
    stones = [
        blob(s, 0.8 * s, 0.6 * s).moved(rng.uniform(-0.3, 0.3) * w, rng.uniform(-0.3, 0.3) * d)
        for s in (0.12 * d, 0.2 * d, 0.15 * d)
    ]
    earth = box(w - 2 * bar_size, d - 2 * bar_size, ground - 0.002)
    plants = joined(*_plants(rng, w, d, body - ground)).moved(z=ground)
    parts = [
        Part("frame", _edges(w, d, body, bar_size), steel),
        *moved(_sides(w - bar_size, d - bar_size, body, panes)),
        Part("soil", earth.moved(z=0.002), soil(rng)),
        Part("stone", joined(*stones).moved(z=ground - 0.01), stone(rng, "gray", "beige", "white")),
        Part("leaves", plants, foliage(rng)),
    ]  # fmt: skip
    if not roof:
        lid = box(w - bar_size, d - bar_size, PANE).moved(z=h - PANE - 0.001)
        return [*parts, Part("lid", lid, panes)], []
    return [*parts, *_roof(w, d, body, roof, bar_size, steel, panes)], []


def _roof(
    w: float, d: float, low: float, rise: float, thick: float, steel: Material, panes: Material
) -> list[Part]:
    """A ridge along x over two sloping panes."""
    x, y, r = (w - thick) / 2, (d - thick) / 2, thick / 2
    top = low + rise - r
    ridge = bar((-x, 0, top), (x, 0, top), r, sides=6)
    rafters = [bar((i * x, j * y, low), (i * x, 0, top), r, sides=6)
               for i in (-1, 1) for j in (-1, 1)]  # fmt: skip
    slope = float(np.hypot(y, top - low))
    lean = float(np.degrees(np.arctan2(y, top - low)))
    pane = box(w - thick, PANE, slope)
    gable = profile([(-y, low), (y, low), (0.0, top)], PANE)
    return [
        Part("frame", joined(ridge, *rafters), steel),
        *(Part("pane", gable.moved(s * x), panes) for s in (-1, 1)),
        *(Part("lid", pane.tilted(s * lean).moved(0, s * y, low), panes) for s in (-1, 1)),
    ]


def _lidded(rng: Random, size: Size) -> Built:
    """A cube of thick glass, at times with bright edges, and a lid with a knob or a clasp."""
    w, d, h = size
    panes, bright = _pane_glass(rng), metal(rng, "gold", "silver", "black")
    knob = rng.uniform(0.08, 0.13) * h
    cover = rng.uniform(0.04, 0.1) * h
    high = h - knob - cover
    lid = pick(rng, (panes, bright, wood(rng)))
    lap = rng.uniform(0.0, 0.01)
    parts = [
        Part("bottom", box(w - 2 * lap, d - 2 * lap, 2 * PANE), panes),
        *_sides(w - 2 * lap, d - 2 * lap, high, panes),
        Part("lid", box(w, d, cover).moved(z=high), lid),
        Part("knob", blob(1.1 * knob, 1.1 * knob, 1.1 * knob).moved(z=h - 1.1 * knob), bright),
    ]
    if chance(rng, 0.65):
        edges = _edges(w - 2 * lap + 0.002, d - 2 * lap + 0.002, high, rng.uniform(0.004, 0.008))
        parts.append(Part("frame", edges, bright))
    if chance(rng, 0.4):
        heap = [blob(0.3 * w, 0.3 * d, 0.3 * high).moved(i * 0.2 * w, j * 0.2 * d, 2 * PANE)
                for i, j in ((-1, -1), (1, -0.8), (-0.8, 1), (1, 1), (0, 0))]  # fmt: skip
        sweets = Material("paper", color(rng, "red", "yellow", "pink", "orange", "light green"))
        return [*parts, Part("filling", joined(*heap), sweets)], []
    x, y = 0.4 * w, 0.4 * d
    return parts, [Rest("inside", (-x, x), (-y, y), 2 * PANE, 0.95 * high)]


GLASS_BOX = Category(
    "glass box",
    "surface",
    (
        Style("display", (0.38, 0.26, 0.3), (0.2, 0.18, 0.2), _display, 1.2),
        Style("planted", (0.36, 0.26, 0.32), (0.2, 0.18, 0.18), _terrarium, 1.0),
        Style("lidded", (0.2, 0.18, 0.2), (0.2, 0.18, 0.2), _lidded, 1.0),
    ),
)
