"""Coat racks, with what hangs on them."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import blob, top_rest
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import fabric, metal, plastic, wood
from training.rooms.solids import (
    Ring,
    box,
    cylinder,
    joined,
    lofted,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _cloth_on(rng: Random, x: float, y: float, z: float, length: float) -> Part:
    """A coat or bag that hangs from a hook."""
    wide, deep = rng.uniform(0.24, 0.36), rng.uniform(0.1, 0.16)
    coat = lofted(
        [Ring(wide, deep, 0.0, power=3), Ring(0.95 * wide, deep, 0.5 * length, power=3),
         Ring(0.8 * wide, 0.9 * deep, 0.8 * length), Ring(0.25 * wide, 0.4 * deep, 0.97 * length),
         Ring(0, 0, length)], sides=12,
    )  # fmt: skip
    cloth = fabric(rng, "black", "dark blue", "gray", "red", "brown", "green", "beige")
    return Part("coat", coat.moved(x, y, z - length), cloth)


def _tree_rack(rng: Random, size: Size) -> Built:
    """A post on splayed feet with hooks around its head."""
    w, d, h = size
    stuff = wood(rng) if rng.random() < 0.6 else metal(rng, "black", "silver")
    solids = [cylinder(0.022, h - 0.02, sides=10).moved(z=0.02)]
    for i in range(4):
        a = np.pi / 2 * i + np.pi / 4
        x, y = float(np.cos(a)) * w / 2 * 1.35, float(np.sin(a)) * d / 2 * 1.35
        solids.append(
            tube([(0, 0, 0.22), (0.55 * x, 0.55 * y, 0.12), (x, y, 0.018)], 0.016, sides=6)
        )
    for ring, z in ((0, h - 0.06), (1, h - 0.35)):
        for i in range(4):
            a = np.pi / 2 * (i + 0.5 * ring)
            x, y = float(np.cos(a)) * 0.3 * w, float(np.sin(a)) * 0.3 * d
            solids.append(tube([(0, 0, z - 0.1), (x, y, z - 0.02), (1.2 * x, 1.2 * y, z + 0.05)],
                               0.011, sides=5))  # fmt: skip
    parts = [Part("rack", joined(*solids), stuff)]
    for i in range(int(rng.integers(0, 4))):
        a = np.pi / 2 * i + 0.3
        at = 0.22 * float(np.cos(a)) * w, 0.22 * float(np.sin(a)) * d
        parts.append(_cloth_on(rng, *at, h - 0.12 - 0.25 * (i % 2), rng.uniform(0.5, 0.9)))
    return parts, []


def _wall_rack(rng: Random, size: Size) -> Built:
    """A board with hooks, and what hangs there."""
    w, d, h = size
    timber, steel = wood(rng), metal(rng, "silver", "black", "gold")
    board = 0.1
    count = max(3, round(w / 0.14))
    back = d / 2
    hooks = [
        tube([((i + 0.5 - count / 2) * w / count, back - 0.02, h - 0.04),
              ((i + 0.5 - count / 2) * w / count, back - 0.09, h - 0.08),
              ((i + 0.5 - count / 2) * w / count, back - 0.1, h - 0.03)], 0.008, sides=5)
        for i in range(count)
    ]  # fmt: skip
    parts = [
        Part("board", box(w, 0.022, board).moved(0, back - 0.011, h - board), timber),
        Part("hook", joined(*hooks), steel),
    ]
    for i in range(count):
        if i == 0 or rng.random() < 0.6:
            length = h - 0.05 if i == 0 else rng.uniform(0.5, 0.95) * (h - 0.05)
            x = float(np.clip((i + 0.5 - count / 2) * w / count, 0.18 - w / 2, w / 2 - 0.18))
            part = _cloth_on(rng, x, 0, h - 0.05, length)
            parts.append(Part("coat", part.solid.moved(y=0.08 - d / 2), part.material))
    return parts, []


def _rail_rack(rng: Random, size: Size) -> Built:
    """A rail on two uprights with clothes on hangers and a shelf below."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "white")
    ends = []
    for s in (-1, 1):
        x = s * (w / 2 - 0.02)
        ends += [
            tube([(x, 0, 0.05), (x, 0, h - 0.015)], 0.014, sides=6),
            tube([(x, -d / 2 + 0.015, 0.03), (x, d / 2 - 0.015, 0.03)], 0.014, sides=6),
        ]
    rail = tube([(0.02 - w / 2, 0, h - 0.015), (w / 2 - 0.02, 0, h - 0.015)], 0.014, sides=6)
    parts = [
        Part("upright", joined(*ends), steel), Part("rail", rail, steel),
        Part("shelf", box(w - 0.06, 0.6 * d, 0.015).moved(z=0.06), steel),
    ]  # fmt: skip
    for i in range(int(rng.integers(2, 10))):
        x = rng.uniform(-0.42, 0.42) * w
        cloth = box(0.04, 0.85 * d, rng.uniform(0.6, 0.95)).moved(x, 0, 0)
        low = h - 0.08 - float(cloth.bounds[1, 2])
        parts.append(Part("clothes", cloth.moved(z=max(low, 0.1)), fabric(rng)))
        parts.append(Part("hanger", box(0.008, 0.02, 0.07).moved(x, 0.02 * i, h - 0.09), steel))
    return parts, [top_rest(w - 0.1, 0.5 * d, 0.075, clearance=0.5)]


def _ball_rack(rng: Random, size: Size) -> Built:
    """Coloured balls on a star of pegs over a round foot."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "white")
    foot = turned([(0, 0), (0.5, 0), (0.5, 0.02), (0.05, 0.04), (0, 0.04)], sides=18).scaled(
        0.85 * w, 0.85 * d
    )
    post = cylinder(0.018, h - 0.05, sides=8)
    pegs, balls = [], []
    for i in range(8):
        a = 2 * np.pi * i / 8
        x, y = float(np.cos(a)) * (w / 2 - 0.03), float(np.sin(a)) * (d / 2 - 0.03)
        z = h - 0.03 if i % 2 else 0.8 * h
        pegs.append(tube([(0, 0, z - 0.14), (x, y, z)], 0.007, sides=5))
        balls.append(blob(0.06, 0.06, 0.06).moved(x, y, z - 0.03))
    return [
        Part("foot", foot, steel), Part("post", joined(post, *pegs), steel),
        Part("ball", joined(*balls), plastic(rng, "red", "blue", "yellow", "black", "green")),
    ], []  # fmt: skip


COAT_RACK = Category(
    "coat rack",
    "floor",
    (
        Style("standing", (0.48, 0.48, 1.76), (0.1, 0.1, 0.04), _tree_rack, 1.6),
        Style("wall-mounted", (0.6, 0.2, 0.75), (0.25, 0.12, 0.15), _wall_rack, 0.8, stands="wall"),
        Style("rail", (1.1, 0.45, 1.6), (0.15, 0.08, 0.05), _rail_rack, 0.12),
        Style("ball", (0.45, 0.45, 1.72), (0.1, 0.1, 0.04), _ball_rack, held_out=True),
    ),
)
