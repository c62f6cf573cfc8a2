"""Refrigerators, some with a door ajar."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.machines import enamel, rod_handle
from training.rooms.furniture.shapes.cabinetry import choice
from training.rooms.furniture.shapes.pieces import Built, chance, moved, pad, rounded
from training.rooms.materials import (
    Material,
    metal,
    paper,
    plastic,
)
from training.rooms.solids import box, cylinder, extruded, joined
from training.rooms.types import Category, Part, Rest, Size, Style

Hinge = Literal[-1, 0, 1]

LEAF = 0.06
"""Thickness of a refrigerator's door."""


@dataclass(frozen=True)
class _Leaf:
    """A refrigerator's door: its field in shares of the front, and the side of its hinge."""

    x: tuple[float, float]
    z: tuple[float, float]
    hinge: Hinge
    """0 = a drawer."""


def _cooler(rng: Random, size: Size, leaves: tuple[_Leaf, ...], *, grips: bool = True) -> Built:
    """A body behind doors, one of which may be ajar and show the boards inside."""
    w, d, h = size
    skin = enamel(rng)
    side = skin if chance(rng, 0.6) else enamel(rng, "gray", "dark gray", "black")
    reach = float(choice(rng, 0.05, 0.05, 0.0)) if grips else 0.0
    opened = int(rng.integers(len(leaves))) if chance(rng, 0.12) else -1
    out = d * rng.uniform(0.1, 0.25) if opened >= 0 else 0.0
    front = -d / 2 + LEAF + max(reach, out)
    foot = 0.04
    deep, high = d / 2 - front, h - foot
    middle = (front + d / 2) / 2
    parts = [Part("plinth", box(w - 0.04, deep - 0.05, foot).moved(0, middle), side)]
    if opened >= 0:
        parts += moved(_hollow(rng, (w, deep, high), side), y=middle, z=foot)
    else:
        parts.append(Part("body", pad(w, deep, high, bevel=0.01).moved(0, middle, foot), side))
    for i, leaf in enumerate(leaves):
        x0, x1 = (w * (v - 0.5) for v in leaf.x)
        z0, z1 = (foot + high * v for v in leaf.z)
        panel = _panel(leaf, x1 - x0 - 0.006, z1 - z0 - 0.008, skin, reach, rng)
        if i == 0 and chance(rng, 0.2):
            panel += _notes(rng, x1 - x0, z1 - z0)
        if i == opened and leaf.hinge:
            half = leaf.hinge * (x1 - x0) / 2
            angle = float(np.degrees(np.arcsin(min(out / (x1 - x0), 0.9))))
            panel = moved(moved(moved(panel, -half), yaw=leaf.hinge * angle), half)
        elif i == opened:
            panel = moved(panel, y=-out)
        parts += moved(panel, (x0 + x1) / 2, front, z0 + 0.004)
    return parts, [Rest("top", (-w / 2, w / 2), (front, d / 2), h)]


def _panel(
    leaf: _Leaf, width: float, height: float, skin: Material, reach: float, rng: Random
) -> list[Part]:
    """A door with its handle far from the hinge, its back at y = 0."""
    board = pad(width, LEAF, height, bevel=0.012).moved(0, -LEAF / 2)
    parts = [Part("door", board, skin)]
    if not reach:
        return parts
    steel = skin if skin.color.name != "silver" else metal(rng, "silver")
    if leaf.hinge:
        length = min(0.65 * height, 0.7)
        low = leaf.z[0] > 0.4
        z = 0.04 + length / 2 if low else height - 0.04 - length / 2
        z = height / 2 if leaf.z[1] - leaf.z[0] > 0.85 else z
        grip = rod_handle(length, reach, upright=True).moved(-leaf.hinge * (width / 2 - 0.04), 0, z)
    else:
        grip = rod_handle(0.8 * width, reach, upright=False).moved(0, 0, height - 0.07)
    return [*parts, Part("handle", grip.moved(y=-LEAF), steel)]


def _hollow(rng: Random, size: Size, skin: Material) -> list[Part]:
    """A cold body open towards -y, with its boards."""
    w, d, h = size
    wall = 0.04
    walls = joined(
        box(w, d, wall),
        box(w, d, wall).moved(z=h - wall),
        box(w - 2 * wall, wall, h - 2 * wall).moved(0, (d - wall) / 2, wall),
        *(box(wall, d, h - 2 * wall).moved(s * (w - wall) / 2, 0, wall) for s in (-1, 1)),
    )
    shelf = box(w - 2 * wall, d - 0.1, 0.01)
    levels = [float(z) for z in np.linspace(0.25, 0.8, 3) * h]
    white = plastic(rng, "white")
    return [Part("body", walls, skin), *(Part("shelf", shelf.moved(z=z), white) for z in levels)]


def _notes(rng: Random, width: float, height: float) -> list[Part]:
    """Sheets of paper held by magnets."""
    parts = []
    for _ in range(int(rng.integers(1, 5))):
        w, h = rng.uniform(0.08, 0.2, size=2)
        x = float(rng.uniform(-0.3, 0.3)) * width
        z = float(rng.uniform(0.35, 0.75)) * height
        sheet = box(float(w), 0.002, float(h)).moved(x, -LEAF - 0.001, z)
        parts.append(Part("note", sheet, paper(rng, "white", "yellow", "pink", "light blue")))
    return parts


def _top_freezer(rng: Random, size: Size) -> Built:
    split = float(rng.uniform(0.66, 0.74))
    hinge: Hinge = choice(rng, -1, 1)
    return _cooler(rng, size, (_Leaf((0, 1), (0, split), hinge), _Leaf((0, 1), (split, 1), hinge)))


def _bottom_freezer(rng: Random, size: Size) -> Built:
    split = float(rng.uniform(0.28, 0.42))
    hinge: Hinge = choice(rng, -1, 1)
    low: Hinge = choice(rng, 0, hinge)
    return _cooler(rng, size, (_Leaf((0, 1), (split, 1), hinge), _Leaf((0, 1), (0, split), low)))


def _side_by_side(rng: Random, size: Size) -> Built:
    """Two tall doors; ice and water come out of the left one."""
    split = float(rng.uniform(0.42, 0.5))
    parts, rests = _cooler(rng, size, (_Leaf((split, 1), (0, 1), 1), _Leaf((0, split), (0, 1), -1)))
    doors = [p.solid.bounds for p in parts if p.name == "door"]
    low, high = doors[1]
    if chance(rng, 0.7) and high[1] - low[1] < 0.08:
        panel = box(0.55 * float(high[0] - low[0]), 0.01, 0.36)
        at = (float(low[0] + high[0]) / 2 - 0.02, float(low[1]) - 0.004, 0.95)
        parts.append(Part("dispenser", panel.moved(*at), plastic(rng, "black", "dark gray")))
    return parts, rests


def _french(rng: Random, size: Size) -> Built:
    """Two doors above one or two drawers."""
    split = float(rng.uniform(0.34, 0.42))
    doors = (_Leaf((0, 0.5), (split, 1), -1), _Leaf((0.5, 1), (split, 1), 1))
    if chance(rng, 0.3):
        half = split / 2
        return _cooler(
            rng, size, (*doors, _Leaf((0, 1), (half, split), 0), _Leaf((0, 1), (0, half), 0))
        )
    return _cooler(rng, size, (*doors, _Leaf((0, 1), (0, split), 0)))


def _mini(rng: Random, size: Size) -> Built:
    """Knee-high, one door, perhaps a small freezer's door above it."""
    hinge: Hinge = choice(rng, -1, 1)
    leaves = (_Leaf((0, 1), (0, 1), hinge),)
    if chance(rng, 0.3):
        leaves = (_Leaf((0, 1), (0, 0.68), hinge), _Leaf((0, 1), (0.68, 1), hinge))
    return _cooler(rng, size, leaves, grips=chance(rng, 0.3))


def _retro(rng: Random, size: Size) -> Built:
    """Round edges, a lever handle, short legs, a gay colour."""
    w, d, h = size
    skin = enamel(rng, "red", "cream", "light blue", "light green", "pink", "yellow")
    chrome = metal(rng, "silver")
    high, foot = h - 0.07, 0.07
    shape = extruded(rounded(w, high, radius=0.1, steps=5), d - 0.17)
    body = shape.tilted(90).moved(0, d / 2, foot + high / 2)
    leaf = extruded(rounded(w - 0.02, high - 0.02, radius=0.1, steps=5), 0.07).tilted(90)
    front = -d / 2 + 0.1
    swell = extruded(rounded(w - 0.1, high - 0.1, radius=0.09, steps=4), 0.04).tilted(90)
    lever = box(0.2, 0.02, 0.03).moved(0, -0.05, -0.015)
    lever = joined(lever, box(0.04, 0.05, 0.04).moved(0.06, -0.025, -0.02))
    parts = [
        Part("body", body, skin),
        Part("door", leaf.moved(0, front + 0.07, foot + high / 2), skin),
        Part("door", swell.moved(0, front, foot + high / 2), skin),
        Part("handle", lever.moved(0.1 - w / 2 + 0.03, front - 0.03, 0.55 * h), chrome),
        Part("badge", box(0.18, 0.01, 0.04).moved(0.1, front - 0.043, 0.8 * h), chrome),
    ]
    leg = cylinder(0.018, foot + 0.02, sides=8)
    for s in (-1, 1):
        for y in (front + 0.12, d / 2 - 0.06):
            parts.append(Part("leg", leg.moved(s * (w / 2 - 0.09), y), chrome))
    return parts, [Rest("top", (0.1 - w / 2, w / 2 - 0.1), (front + 0.08, d / 2), h)]


REFRIGERATOR = Category(
    "refrigerator",
    "floor",
    (
        Style("top-freezer", (0.77, 0.74, 1.67), (0.06, 0.07, 0.05), _top_freezer, 2.4),
        Style("bottom-freezer", (0.72, 0.71, 1.73), (0.08, 0.07, 0.06), _bottom_freezer, 0.9),
        Style("side-by-side", (0.91, 0.77, 1.75), (0.03, 0.06, 0.03), _side_by_side, 1.2),
        Style("french-door", (0.9, 0.78, 1.76), (0.03, 0.06, 0.03), _french, 0.7),
        Style("mini", (0.54, 0.55, 0.79), (0.1, 0.1, 0.09), _mini, 2.6),
        Style("retro", (0.62, 0.7, 1.5), (0.06, 0.06, 0.08), _retro, 1.0, held_out=True),
    ),
    scannet="refrigerator",
    sunrgbd="fridge",
)

REFRIGERATORS = (REFRIGERATOR,)
