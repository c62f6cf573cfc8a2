"""Shoes, by the pair."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    arc,
    chance,
    moved,
    pad,
    profile,
)
from training.rooms.materials import fabric, leather, plastic
from training.rooms.solids import cylinder, extruded
from training.rooms.types import Category, Part, Size, Style


def _pair(rng: Random, w: float, parts: list[Part], *, apart: float) -> list[Part]:
    """A left and a right one, each a little askew; `apart` is the distance of their middles."""
    both = []
    for s in SIDES:
        yaw, y = float(rng.uniform(-9, 9)), float(rng.uniform(-0.02, 0.02))
        both += [
            Part(
                p.name,
                (p.solid if s > 0 else p.solid.mirrored()).moved(s * apart / 2, y, yaw=yaw),
                p.material,
            )
            for p in parts
        ]
    return both


def _shoe(rng: Random, size: Size, *, shaft: float, heel: float) -> Built:
    """A pair side by side: sole, upper, shaft of the given share of the height."""
    w, d, h = size
    upper = leather(rng) if chance(rng, 0.5) else fabric(rng)
    sole_stuff = plastic(rng, "white", "black", "light brown")
    wide, long, sole = 0.42 * w, 0.93 * d, 0.025
    foot = h if shaft == 0 else max(0.4 * h, 0.08) if shaft > 0.5 else 0.9 * h
    foot = min(foot, h)
    # The side view, the toe towards -y.
    side = [
        (-long / 2, sole + heel * 0.1),
        (long / 2, sole + heel),
        (long / 2, foot),
        (long / 2 - 0.35 * long, foot),
        (-0.2 * long, 0.55 * foot + 0.01),
        (-long / 2 + 0.01, 0.4 * foot),
    ]
    shoe = profile(side, 0.86 * wide)
    print_ = extruded(
        [
            (-0.3 * wide, -0.48 * long),
            (0.3 * wide, -0.5 * long),
            (0.5 * wide, -0.25 * long),
            (0.36 * wide, 0.1 * long),
            (0.4 * wide, 0.45 * long),
            (0.0, 0.5 * long),
            (-0.4 * wide, 0.45 * long),
            (-0.4 * wide, 0.0),
            (-0.48 * wide, -0.25 * long),
        ],
        sole,
    )
    parts = [Part("sole", print_, sole_stuff), Part("upper", shoe, upper)]
    if heel > 0.02:
        parts.append(
            Part("heel", cylinder(0.012, heel, top=0.03, sides=8).moved(0, 0.42 * long), sole_stuff)
        )
    if shaft > 0:
        leg = cylinder(0.42 * wide, h - 0.7 * foot, top=0.46 * wide, sides=12).scaled(1, 1.2, 1)
        parts.append(Part("shaft", leg.moved(0, 0.24 * long, 0.7 * foot), upper))
    return _pair(rng, w, parts, apart=0.54 * w), []


def _slipper(rng: Random, size: Size) -> Built:
    """Flat soles with a band across."""
    w, d, h = size
    stuff, sole = fabric(rng), plastic(rng, "black", "light brown", "white", "blue")
    wide, long = 0.43 * w, 0.94 * d
    step = pad(wide, long, 0.35 * h, bevel=0.012)
    band = arc(wide, 0.7 * h, 0.008, 0.42 * long).tilted(90).moved(z=h)
    return _pair(rng, w, [Part("sole", step, sole), Part("band", band, stuff)], apart=0.54 * w), []


def _scattered(rng: Random, size: Size) -> Built:
    """Two low shoes that were kicked off: one turned, one on its side."""
    w, d, h = size
    parts, _ = _shoe(rng, (1.7 * h, 0.29, h), shaft=0, heel=0)
    half = len(parts) // 2
    turn, fallen = float(rng.uniform(-30, 30)), float(rng.uniform(60, 110))
    one = [Part(p.name, p.solid.moved(yaw=turn), p.material) for p in parts[:half]]
    other = [
        Part(p.name, p.solid.tilted(90, 1).moved(yaw=fallen), p.material) for p in parts[half:]
    ]
    return [*_cornered(one, w, d, -1), *_cornered(other, w, d, 1)], []


def _cornered(parts: list[Part], w: float, d: float, side: int) -> list[Part]:
    """Parts pushed into the corner (-, -) or (+, +) of a rectangle on the floor."""
    low = np.min([p.solid.bounds[0] for p in parts], axis=0)
    high = np.max([p.solid.bounds[1] for p in parts], axis=0)
    edge = np.where(side < 0, low, high)
    x, y = side * w / 2 - edge[0], side * d / 2 - edge[1]
    return moved(parts, float(x), float(y), -float(low[2]))


_FOOT = (0.14, 0.09, 0.14)
SHOES = Category(
    "shoes",
    "floor",
    (
        Style("low", (0.26, 0.30, 0.10), _FOOT, partial(_shoe, shaft=0, heel=0.0), 2.0),
        Style(
            "boots",
            (0.27, 0.31, 0.22),
            (0.1, 0.08, 0.22),
            partial(_shoe, shaft=0.6, heel=0.02),
            0.4,
        ),
        Style("slippers", (0.24, 0.28, 0.08), _FOOT, _slipper, 0.6),
        Style("scattered", (0.48, 0.40, 0.10), _FOOT, _scattered, 0.8),
        Style(
            "high-heeled",
            (0.22, 0.24, 0.13),
            _FOOT,
            partial(_shoe, shaft=0, heel=0.07),
            held_out=True,
        ),
    ),
)
