"""Dishwashers and microwave ovens."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.machines import dark_glass, enamel, rod_handle, top
from training.rooms.furniture.shapes.cabinetry import choice
from training.rooms.furniture.shapes.fronts import look
from training.rooms.furniture.shapes.pieces import Built, chance, moved, pad
from training.rooms.materials import (
    Material,
    metal,
    painted_wood,
    plastic,
    stone,
    wood,
)
from training.rooms.solids import box, cylinder, frame, joined
from training.rooms.types import Category, Part, Rest, Size, Style


def _washer_front(
    rng: Random, size: Size, front: Material, side: Material, *, reach: float
) -> tuple[list[Part], float]:
    """Body, kick plate and door, which may have dropped open a little; and the door's plane."""
    w, d, h = size
    shut = -d / 2 + reach + 0.02
    out = 0.0
    if chance(rng, 0.12):
        out = float(rng.uniform(0.3, 1)) * 0.2 * d
        shut += out
    deep = d / 2 - shut
    high = h - 0.1
    body = box(w, deep, h).moved(0, (shut + d / 2) / 2)
    kick = box(w - 0.02, 0.01, 0.09).moved(0, shut + 0.02)
    angle = float(np.degrees(np.arcsin(out / high)))
    leaf = box(w - 0.008, 0.02, high - 0.005).moved(0, -0.01).tilted(angle).moved(0, shut, 0.1)
    if out:
        wall = 0.03
        hollow = [
            box(w, deep, 0.1),
            box(w, deep, wall).moved(z=h - wall),
            box(w, wall, h - 0.1 - wall).moved(0, (deep - wall) / 2, 0.1),
            *(box(wall, deep, h - 0.1 - wall).moved(s * (w - wall) / 2, 0, 0.1) for s in (-1, 1)),
        ]
        body = joined(*hollow).moved(0, (shut + d / 2) / 2)
    parts = [Part("body", body, side), Part("kick plate", kick, side), Part("door", leaf, front)]
    return parts, shut - 0.02 - out


def _strip_washer(rng: Random, size: Size) -> Built:
    """White, steel or black, with a strip of buttons above the door."""
    w, _, h = size
    skin = enamel(rng)
    parts, y = _washer_front(rng, size, skin, skin, reach=0.012)
    panel = plastic(rng, "black", "white", "gray")
    strip = box(w - 0.01, 0.012, 0.11).moved(0, y - 0.004, h - 0.115)
    slot = box(0.3 * w, 0.006, 0.03).moved(0, y - 0.012, h - 0.07)
    return [
        *parts,
        Part("control panel", strip, panel),
        Part("handle", slot, plastic(rng, "black")),
    ], [top(size)]


def _bar_washer(rng: Random, size: Size) -> Built:
    """Steel with a rod across the door, its buttons hidden on the upper edge."""
    w, _, h = size
    skin = metal(rng, "silver", "silver", "black", "white")
    parts, y = _washer_front(rng, size, skin, enamel(rng, "gray", "white"), reach=0.045)
    grip = rod_handle(0.85 * w, 0.045, upright=False).moved(0, y, h - 0.09)
    return [*parts, Part("handle", grip, metal(rng, "silver"))], [top(size)]


def _panelled_washer(rng: Random, size: Size) -> Built:
    """Hidden behind a front like the kitchen's."""
    w, _, h = size
    timber = choice(rng, wood(rng), painted_wood(rng))
    made = look(rng, front=timber, patterns=("framed", "raised", "slab"))
    parts, y = _washer_front(rng, size, timber, enamel(rng, "gray"), reach=0.03)
    inner = frame(w - 0.02, h - 0.12, 0.008, 0.06).moved(0, y - 0.004, 0.11)
    bar = rod_handle(0.3, 0.03, upright=False).moved(0, y, h - 0.07)
    return [*parts, Part("door", inner, timber), Part("handle", bar, made.fittings)], [top(size)]


def _portable_washer(rng: Random, size: Size) -> Built:
    """On casters, under a board for chopping."""
    w, d, h = size
    skin = enamel(rng, "white", "black")
    low, lift = h - 0.03, 0.05
    body = (w - 0.02, d - 0.02, low - lift)
    parts, y = _washer_front(rng, body, skin, skin, reach=0.012)
    strip = box(w - 0.03, 0.012, 0.1).moved(0, y - 0.004, low - lift - 0.11)
    parts = moved([*parts, Part("control panel", strip, plastic(rng, "black", "gray"))], z=lift)
    parts.append(Part("top", box(w, d, 0.03).moved(z=low), choice(rng, wood(rng), stone(rng))))
    wheel = cylinder(lift / 2, 0.02, sides=10).tilted(90, axis=1).moved(-0.01, 0, lift / 2)
    for s in (-1, 1):
        for t in (-1, 1):
            at = (s * (w / 2 - 0.05), t * (d / 2 - 0.07))
            parts.append(Part("caster", wheel.moved(*at), plastic(rng, "black")))
    return parts, [top(size)]


DISHWASHER = Category(
    "dishwasher",
    "floor",
    (
        Style("with a control strip", (0.6, 0.61, 0.86), (0.05, 0.04, 0.03), _strip_washer, 1.2),
        Style("bar-handled", (0.6, 0.63, 0.86), (0.04, 0.04, 0.03), _bar_washer, 1.0),
        Style("panelled", (0.6, 0.61, 0.86), (0.05, 0.04, 0.03), _panelled_washer, 0.5),
        Style(
            "portable", (0.58, 0.64, 0.92), (0.08, 0.05, 0.04), _portable_washer, 1, held_out=True
        ),
    ),
)


def _oven(rng: Random, size: Size, *, bevel: float, skin: Material, grip: bool) -> list[Part]:
    """A microwave: body, window, keys at the right."""
    w, d, h = size
    reach = 0.03 if grip else 0.006
    deep = d - reach - 0.015
    y = -d / 2 + reach
    door = 0.74 * w
    x = (door - w) / 2
    black, pane = plastic(rng, "black", "dark gray"), dark_glass(rng)
    keys = replace(black, texture="keys", second=skin.color, scale=0.025)
    clock = plastic(rng, "green", "light blue", "black")
    edge = choice(rng, skin, black)
    feet = 0.012
    parts = [
        Part("body", pad(w, deep, h - feet, bevel=bevel).moved(0, d / 2 - deep / 2, feet), skin),
        Part(
            "door", box(door - 0.006, 0.018, h - feet - 0.02).moved(x, y + 0.009, feet + 0.01), edge
        ),
        Part(
            "glass pane",
            box(0.72 * door, 0.004, 0.6 * h).moved(x - 0.01, y - 0.001, 0.22 * h),
            pane,
        ),
        Part(
            "control panel",
            box(0.23 * w, 0.018, h - feet - 0.02).moved(0.375 * w, y + 0.009, feet + 0.01),
            keys,
        ),
        Part(
            "display", box(0.16 * w, 0.004, 0.14 * h).moved(0.375 * w, y - 0.001, 0.75 * h), clock
        ),
        Part(
            "foot",
            joined(
                *(
                    box(0.03, 0.03, feet).moved(s * 0.4 * w, 0.3 * t * d)
                    for s in (-1, 1)
                    for t in (-1, 1)
                )
            ),
            black,
        ),
    ]
    if grip:
        rod = rod_handle(0.7 * h, reach, upright=True).moved(x + door / 2 - 0.03, y, h / 2)
        parts.append(Part("handle", rod, metal(rng, "silver", "black")))
    return parts


def _worktop_oven(rng: Random, size: Size) -> Built:
    skin = enamel(rng)
    return _oven(rng, size, bevel=0.006, skin=skin, grip=chance(rng, 0.35)), [top(size, front=0.03)]


def _over_range(rng: Random, size: Size) -> Built:
    """Hangs above a stove, with a vent along its upper edge."""
    w, d, h = size
    skin = enamel(rng)
    parts = _oven(rng, (w, d, h - 0.05), bevel=0.006, skin=skin, grip=True)
    vent = box(w, d - 0.05, 0.05).moved(0, 0.025, h - 0.05)
    slats = joined(*(box(0.9 * w, 0.004, 0.005).moved(0, 0, z) for z in (0.01, 0.022, 0.034)))
    black = plastic(rng, "black")
    return [
        *parts,
        Part("vent", vent, skin),
        Part("vent slats", slats.moved(0, 0.048 - d / 2, h - 0.05), black),
    ], [top(size, front=0.05)]


def _round_oven(rng: Random, size: Size) -> Built:
    """Round edges, a gay colour, two dials."""
    w, d, h = size
    skin = enamel(rng, "red", "cream", "light blue", "light green", "black")
    parts = _oven(rng, size, bevel=0.05, skin=skin, grip=True)
    dial = cylinder(0.028, 0.02, sides=12).tilted(90)
    parts = [p for p in parts if p.name not in ("display", "control panel")]
    chrome = metal(rng, "silver")
    panel = box(0.2 * w, 0.018, 0.8 * h).moved(0.375 * w, 0.039 - d / 2, 0.1 * h)
    parts.append(Part("control panel", panel, skin))
    parts += [
        Part("knob", dial.moved(0.375 * w, 0.03 - d / 2, z * h), chrome) for z in (0.35, 0.68)
    ]
    return parts, [Rest("top", (0.05 - w / 2, w / 2 - 0.05), (0.09 - d / 2, d / 2 - 0.05), h)]


def _pull_down(rng: Random, size: Size) -> Built:
    """A built-in one: its door folds down, its keys lie above in a wide frame."""
    w, d, h = size
    skin, pane = metal(rng, "silver", "black"), dark_glass(rng)
    parts = [
        Part(
            "body", box(0.94 * w, d - 0.06, 0.94 * h).moved(0, 0.03, 0.03 * h), metal(rng, "gray")
        ),
        Part("front panel", box(w, 0.02, h).moved(0, 0.05 - d / 2), skin),
        Part("door", box(0.96 * w, 0.02, 0.72 * h).moved(0, 0.03 - d / 2, 0.04 * h), pane),
        Part("display", box(0.3 * w, 0.004, 0.1 * h).moved(0, 0.038 - d / 2, 0.83 * h), pane),
        Part(
            "handle",
            rod_handle(0.85 * w, 0.035, upright=False).moved(0, 0.025 - d / 2, 0.7 * h),
            skin,
        ),
    ]
    return parts, [Rest("top", (-0.47 * w, 0.47 * w), (0.06 - d / 2, d / 2), 0.97 * h)]


MICROWAVE = Category(
    "microwave",
    "surface",
    (
        Style("countertop", (0.52, 0.41, 0.295), (0.08, 0.1, 0.07), _worktop_oven, 3.0),
        Style("over-the-range", (0.76, 0.42, 0.4), (0.02, 0.06, 0.05), _over_range, 0.5),
        Style("round-edged", (0.5, 0.41, 0.3), (0.06, 0.08, 0.06), _round_oven, 0.4),
        Style("built-in", (0.6, 0.48, 0.4), (0.05, 0.06, 0.06), _pull_down, 1.0, held_out=True),
    ),
)

APPLIANCES = (DISHWASHER, MICROWAVE)
