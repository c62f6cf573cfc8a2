"""Pillows, blankets and what covers a mattress."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    chance,
    cloth,
    grid,
    heap,
    pad,
    waves,
)
from training.rooms.materials import Material, fabric
from training.rooms.solids import Solid, cushion, cylinder, joined
from training.rooms.types import Category, Part, Rest, Size, Style


def coverlet(rng: Random, w: float, d: float, top: float, *, y: float, messy: bool) -> list[Part]:
    """A blanket over a mattress that hangs down on three sides, or lies there as it was thrown."""
    stuff = fabric(rng)
    if messy:
        deep, wide = float(rng.uniform(0.4, 0.65)) * d, float(rng.uniform(0.7, 1.0)) * w
        x = float(rng.uniform(-0.5, 0.5)) * (w - wide)
        lump = heap(rng, wide, deep, float(rng.uniform(0.14, 0.3)), rough=0.35)
        at = y + float(rng.uniform(-0.5, 0.0)) * (d - deep)
        return [Part("blanket", lump.moved(x, at, top - 0.02), stuff)]
    deep = float(rng.uniform(0.55, 0.78)) * d
    hang = float(rng.uniform(0.1, 0.35)) * min(top, 0.6)
    thick = float(rng.uniform(0.012, 0.04))
    parts = [Part("blanket", _draped(rng, w, deep, hang, thick), stuff)]
    if chance(rng, 0.3):
        band = fabric(rng)
        strip = pad(w + 0.03, 0.22 * d, 1.7 * thick + 0.015, bevel=0.008)
        parts.append(Part("throw", strip.moved(0, -0.2 * d), band))
    return [
        Part(p.name, p.solid.moved(0, y - (d - deep) / 2 * (p.name == "blanket"), top), p.material)
        for p in parts
    ]


def _draped(rng: Random, w: float, d: float, hang: float, thick: float) -> Solid:
    """A sheet `thick` over the plane z = 0 that falls by `hang` on all sides but +y."""
    over = np.linspace(-w / 2, w / 2, 9)
    xs = np.concatenate([[-w / 2 - 0.02, -w / 2 - 0.015], over, [w / 2 + 0.015, w / 2 + 0.02]])
    ys = np.concatenate([[-d / 2 - 0.02, -d / 2 - 0.015], np.linspace(-d / 2, d / 2, 9)])
    places = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    fall_x = np.concatenate([[1.0, 0.4], np.zeros(9), [0.4, 1.0]])
    fall_y = np.concatenate([[1.0, 0.4], np.zeros(9)])
    fall = np.maximum(fall_x[:, None], fall_y[None])
    lumps = 0.35 * thick * waves(rng, places, 0.45) * (fall == 0)
    height = hang + thick + lumps - fall * (hang + 0.5 * thick)
    return cloth(rng, places, height, wrinkles=0.0).moved(z=-hang)


def _pillow(rng: Random, size: Size) -> Built:
    """A stuffed case, thin at its edges."""
    w, d, h = size
    thick = 0.35 * h
    solid = cushion(w, d, thick, radius=0.5 * thick, bulge=(h - thick) / 2)
    return [Part("pillow", solid, _case(rng))], []


def _case(rng: Random) -> Material:
    return fabric(rng, "white", "cream", "light gray") if chance(rng, 0.35) else fabric(rng)


def _leaning_pillow(rng: Random, size: Size) -> Built:
    """A pillow put up against what is behind it."""
    w, d, h = size
    thick, rise, run = float(rng.uniform(0.11, 0.18)), h, d
    # The tipped edges take their share of depth and height; the case spans the rest.
    for _ in range(4):
        edge = float(np.hypot(rise, run))
        rise, run = h - 0.4 * thick * run / edge, d - 0.4 * thick * rise / edge
    edge, tip = float(np.hypot(rise, run)), float(np.degrees(np.arctan2(rise, run)))
    solid = cushion(w, edge, 0.5 * thick, radius=0.25 * thick, bulge=0.25 * thick)
    return [Part("pillow", solid.tilted(tip), _case(rng))], []


def _bolster(rng: Random, size: Size) -> Built:
    """A roll."""
    w, d, h = size
    roll = cylinder(d / 2, 0.9 * w, sides=14).tilted(90, 1).moved(-0.45 * w)
    caps = [
        cylinder(0.4 * d, 0.05 * w, sides=10).tilted(90, 1).moved(x) for x in (-w / 2, 0.45 * w)
    ]
    return [Part("bolster", joined(roll, *caps).scaled(1, 1, h / d), fabric(rng))], []


def _spread(rng: Random, size: Size) -> Built:
    """Laid out flat with wrinkles, its edges wavy."""
    w, d, h = size
    places = grid(w, d, 13, 13)
    places = places + 0.03 * np.stack([waves(rng, places, 0.6), waves(rng, places, 0.6)], axis=-1)
    edge = np.minimum(1 - np.abs(np.linspace(-1, 1, 13)), 0.2) / 0.2
    rise = 0.5 * h * np.minimum.outer(edge, edge)
    return [
        Part("blanket", cloth(rng, places, rise, wrinkles=0.22 * h, period=0.5), fabric(rng))
    ], []


def _folded(rng: Random, size: Size) -> Built:
    """A few layers one on another."""
    w, d, h = size
    stuff, count = fabric(rng), int(rng.integers(2, 6))
    layer = pad(w, d, h / count - 0.002, bevel=0.018)
    parts = []
    for i in range(count):
        x, y, yaw = (float(v) for v in rng.uniform(-1, 1, size=3) * (0.012, 0.012, 2.0))
        parts.append(Part("layer", layer.moved(x, y, i * h / count, yaw=yaw), stuff))
    return parts, [Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), h - 0.005)]


def _crumpled(rng: Random, size: Size) -> Built:
    """A heap with a flat corner that trails off."""
    w, d, h = size
    stuff = fabric(rng)
    lump = heap(rng, 0.85 * w, d, h, rough=0.35)
    tail = heap(rng, 0.6 * w, 0.6 * d, 0.4 * h, rough=0.35)
    s = SIDES[int(rng.integers(2))]
    return [
        Part("blanket", lump.moved(-s * 0.075 * w), stuff),
        Part("blanket", tail.moved(s * 0.2 * w, -0.15 * d), stuff),
    ], []


def _rolled(rng: Random, size: Size) -> Built:
    """Rolled up, with straps: a sleeping bag."""
    w, d, h = size
    stuff, strap = fabric(rng), fabric(rng, "black", "dark gray")
    roll = cylinder(d / 2, w, sides=16).tilted(90, 1).moved(-w / 2)
    belt = cylinder(d / 2 + 0.006, 0.03, sides=16).tilted(90, 1)
    parts = [Part("roll", roll.scaled(1, 1, h / d), stuff)]
    parts += [Part("strap", belt.moved(s * 0.25 * w).scaled(1, 1, h / d), strap) for s in SIDES]
    return parts, []


_PILLOW, _BLANKET = (0.14, 0.16, 0.22), (0.22, 0.22, 0.3)
PILLOW = Category(
    "pillow",
    "surface",
    (
        Style("bed", (0.66, 0.44, 0.17), _PILLOW, _pillow, 1.6),
        Style("throw", (0.45, 0.44, 0.16), _PILLOW, _pillow, 0.7),
        Style("leaning bed", (0.66, 0.34, 0.38), _PILLOW, _leaning_pillow, 1.2),
        Style("leaning throw", (0.46, 0.27, 0.40), _PILLOW, _leaning_pillow, 1.2),
        Style("bolster", (0.70, 0.20, 0.19), _PILLOW, _bolster, held_out=True),
    ),
    sunrgbd="pillow",
)
BLANKET = Category(
    "blanket",
    "surface",
    (
        Style("spread", (1.45, 1.05, 0.10), _BLANKET, _spread, 0.8),
        Style("folded", (0.62, 0.46, 0.16), _BLANKET, _folded, 1.2),
        Style("crumpled", (1.05, 0.66, 0.32), _BLANKET, _crumpled, 1.5),
        Style("rolled", (0.65, 0.24, 0.23), (0.15, 0.12, 0.12), _rolled, held_out=True),
    ),
)
