"""Stoves and the hoods above them."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.machines import dark_glass, enamel, rod_handle
from training.rooms.furniture.shapes.pieces import Built, chance, pad, profile
from training.rooms.materials import (
    Material,
    glass,
    metal,
    plastic,
)
from training.rooms.solids import Solid, box, cylinder, frame, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _range(rng: Random, size: Size, skin: Material, *, guard: float) -> tuple[list[Part], float]:
    """Body, oven door, drawer and, if `guard` metres high, a panel behind; the cooking height."""
    w, d, h = size
    flat = h - guard
    shut = -d / 2 + 0.05
    deep = d / 2 - shut
    grip = rod_handle(0.8 * w, 0.045, upright=False)
    steel, pane = metal(rng, "silver", "black"), dark_glass(rng)
    bottom, drawer = 0.03, 0.2 * flat
    high = 0.56 * flat
    parts = [
        Part(
            "body", box(w, deep - 0.03, flat - 0.03).moved(0, d / 2 - (deep - 0.03) / 2, 0.03), skin
        ),
        Part("plinth", box(w - 0.04, deep - 0.1, 0.03).moved(0, d / 2 - (deep - 0.1) / 2), steel),
        Part("drawer", box(w - 0.01, 0.03, drawer).moved(0, shut + 0.015, bottom + 0.01), skin),
        Part(
            "door", box(w - 0.01, 0.03, high).moved(0, shut + 0.015, bottom + drawer + 0.02), skin
        ),
        Part(
            "glass pane",
            box(0.62 * w, 0.006, 0.45 * high).moved(0, shut - 0.001, bottom + drawer + 0.22 * high),
            pane,
        ),
        Part("handle", grip.moved(0, shut, bottom + drawer + 0.93 * high), steel),
    ]
    if guard:
        panel = profile([(-0.05, 0), (0, 0), (0, guard), (-0.03, guard)], w).moved(0, d / 2, flat)
        clock = box(0.14, 0.01, 0.3 * guard).moved(0, d / 2 - 0.042, flat + 0.4 * guard)
        parts += [Part("back panel", panel, skin), Part("display", clock, pane)]
    return parts, flat


def _knobs(w: float, y: float, z: float, material: Material) -> list[Part]:
    """A row of five knobs that look forward."""
    knob = cylinder(0.02, 0.03, top=0.016, sides=10).tilted(90)
    return [
        Part("knob", knob.moved(x * w, y, z), material) for x in (-0.38, -0.25, 0.0, 0.25, 0.38)
    ]


def _spots(w: float, d: float) -> list[tuple[float, float, float]]:
    """Where the four burners are, and their radii."""
    return [
        (s * 0.23 * w, t * 0.2 * d + 0.01, 0.085 if s * t > 0 else 0.07)
        for s in (-1, 1)
        for t in (-1, 1)
    ]


def _pot(x: float, y: float, z: float) -> Rest:
    """Where a pot may stand on a burner."""
    return Rest("top", (x - 0.1, x + 0.1), (y - 0.1, y + 0.1), z)


def _guard(rng: Random) -> float:
    return float(rng.uniform(0.14, 0.24))


def _gas(rng: Random, size: Size) -> Built:
    """Burners under grates of cast iron."""
    w, d, _ = size
    skin, iron = enamel(rng), replace(metal(rng, "black"), shine=0.1)
    guard = _guard(rng) if chance(rng, 0.75) else 0.0
    parts, flat = _range(rng, size, skin, guard=guard)
    parts += _knobs(w, -d / 2 + 0.05, flat - 0.07, iron)
    rail = box(0.012, 0.72 * d, 0.012)
    cross = box(0.42 * w, 0.012, 0.012)
    foot = box(0.014, 0.014, 0.03)
    for s in (-1, 1):
        bars = [rail.moved(x * w, 0, 0.03) for x in (-0.2, 0, 0.2)]
        bars += [cross.moved(0, y * d, 0.03) for y in (-0.35, -0.18, 0, 0.18, 0.35)]
        bars += [foot.moved(x * w, y * d) for x in (-0.2, 0.2) for y in (-0.35, 0.35)]
        parts.append(Part("grate", joined(*bars).moved(s * 0.22 * w, 0.01, flat - 0.005), iron))
    for x, y, radius in _spots(w, d):
        parts.append(
            Part("burner", cylinder(0.6 * radius, 0.02, sides=10).moved(x, y, flat - 0.004), iron)
        )
    return parts, [_pot(x, y, flat + 0.037) for x, y, _ in _spots(w, d)]


def _glass_top(rng: Random, size: Size) -> Built:
    """A sheet of black glass with rings, knobs on the panel behind."""
    w, d, h = size
    skin = enamel(rng)
    parts, flat = _range(rng, size, skin, guard=_guard(rng))
    pane = dark_glass(rng)
    parts.append(Part("hob", box(w - 0.02, d - 0.12, 0.008).moved(0, -0.005, flat - 0.004), pane))
    gray = plastic(rng, "gray")
    for x, y, radius in _spots(w, d):
        parts.append(
            Part("burner", cylinder(radius, 0.002, sides=14).moved(x, y, flat + 0.004), gray)
        )
    knob = cylinder(0.018, 0.025, sides=8).tilted(80)
    for x in (-0.4, -0.3, 0.3, 0.4):
        z = (flat + h) / 2
        parts.append(Part("knob", knob.moved(x * w, d / 2 - 0.04, z), gray))
    return parts, [Rest("top", (-w / 2, w / 2), (0.05 - d / 2, d / 2 - 0.06), flat + 0.006)]


def _coils(rng: Random, size: Size) -> Built:
    """Electric coils in drip pans."""
    w, d, h = size
    parts, flat = _range(
        rng, size, enamel(rng, "white", "white", "cream", "black"), guard=_guard(rng)
    )
    black, chrome = metal(rng, "black"), metal(rng, "silver")
    turns = np.linspace(0, 2 * np.pi, 11)
    for x, y, radius in _spots(w, d):
        pan = cylinder(1.15 * radius, 0.006, sides=14).moved(x, y, flat - 0.002)
        rings = [
            tube(
                [
                    (
                        x + r * radius * float(np.cos(t)),
                        y + r * radius * float(np.sin(t)),
                        flat + 0.012,
                    )
                    for t in turns
                ],
                0.006,
                sides=4,
            )
            for r in (0.4, 0.75, 1.0)
        ]
        parts += [Part("drip pan", pan, chrome), Part("burner", joined(*rings), black)]
    knob = cylinder(0.018, 0.025, sides=8).tilted(80)
    for x in (-0.4, -0.3, 0.3, 0.4):
        parts.append(Part("knob", knob.moved(x * w, d / 2 - 0.04, (flat + h) / 2), black))
    return parts, [_pot(x, y, flat + 0.018) for x, y, _ in _spots(w, d)]


def _range_cooker(rng: Random, size: Size) -> Built:
    """Wide, two ovens side by side, a rail in front of everything."""
    w, d, h = size
    skin = enamel(rng, "red", "cream", "dark blue", "black", "dark green")
    iron, chrome = metal(rng, "black"), metal(rng, "silver", "gold")
    guard = 0.06
    flat, shut = h - guard, -d / 2 + 0.06
    deep = d / 2 - shut
    parts = [
        Part("body", box(w, deep, flat - 0.1).moved(0, (shut + d / 2) / 2, 0.1), skin),
        Part("back panel", box(w, 0.02, guard).moved(0, d / 2 - 0.01, flat), chrome),
        Part("rail", rod_handle(0.95 * w, 0.06, upright=False).moved(0, shut, flat - 0.13), chrome),
    ]
    for s in (-1, 1):
        leaf = pad(0.46 * w, 0.03, 0.56 * flat).moved(s * 0.24 * w, shut - 0.01, 0.13)
        grip = rod_handle(0.3 * w, 0.04, upright=False).moved(
            s * 0.24 * w, shut - 0.02, 0.13 + 0.48 * flat
        )
        parts += [Part("door", leaf, skin), Part("handle", grip, chrome)]
        parts.append(
            Part(
                "grate",
                frame(0.42 * w, 0.7 * d, 0.02, 0.02)
                .tilted(90)
                .moved(s * 0.24 * w, 0.37 * d, flat + 0.01),
                iron,
            )
        )
    parts += _knobs(w, shut, flat - 0.06, chrome)
    spots = [(x * w, y * d) for x in (-0.36, -0.12, 0.12, 0.36) for y in (-0.14, 0.18)]
    flame = cylinder(0.05, 0.02, sides=10)
    parts += [Part("burner", flame.moved(x, y, flat), iron) for x, y in spots]
    foot = cylinder(0.02, 0.1, sides=8)
    parts += [
        Part("foot", foot.moved(s * (w / 2 - 0.05), t * 0.35 * d), chrome)
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    return parts, [_pot(x, y, flat + 0.02) for x, y in spots]


STOVE = Category(
    "stove",
    "floor",
    (
        Style("gas", (0.77, 0.71, 1.09), (0.06, 0.06, 0.07), _gas, 1.2),
        Style("glass-top", (0.77, 0.71, 1.12), (0.05, 0.06, 0.05), _glass_top, 1.0),
        Style("coil", (0.76, 0.7, 1.12), (0.06, 0.06, 0.05), _coils, 0.9),
        Style("range cooker", (1.1, 0.68, 1.0), (0.1, 0.05, 0.04), _range_cooker, 1, held_out=True),
    ),
)


def _under_cabinet(rng: Random, size: Size) -> Built:
    """Shallow, its front slanting; hangs below a wall cabinet."""
    w, d, h = size
    skin = enamel(rng)
    lip = h * rng.uniform(0.3, 0.6)
    nose = d * rng.uniform(0.05, 0.3)
    outline = [(-d / 2, 0), (d / 2, 0), (d / 2, h), (nose - d / 2, h), (-d / 2, lip)]
    knob = box(0.1, 0.004, 0.4 * lip).moved(0.3 * w, -d / 2 - 0.002, 0.3 * lip)
    mesh = box(0.7 * w, 0.6 * d, 0.004).moved(0, 0, -0.003)
    parts = [
        Part("hood", profile(outline, w), skin),
        Part("switches", knob, plastic(rng, "black", "gray")),
        Part("filter", mesh, replace(metal(rng, "silver"), texture="mesh", second=skin.color)),
    ]
    return parts, []


def _pyramid(rng: Random, size: Size) -> Built:
    """A steel pyramid under a chimney."""
    w, d, h = size
    skin = enamel(rng, "silver", "silver", "black", "white")
    rim, rise = 0.06, min(0.3, 0.4 * h)
    wide, deep = 0.3, min(0.3, 0.6 * d)
    shape = cylinder(0.5**0.5, 1.0, top=0.25, sides=4).moved(yaw=45)
    share = shape.vertices[:, 2:]
    unit = shape.vertices[:, :2] / np.where(share > 0.5, 0.25 / 0.5**0.5, 1.0)
    plan = np.where(share > 0.5, unit * (wide, deep), unit * (w, d))
    plan[:, 1] += np.where(share[:, 0] > 0.5, (d - deep) / 2, 0.0)
    slope = Solid(np.column_stack([plan, share * rise + rim]), shape.faces)
    parts = [
        Part("hood", box(w, d, rim), skin),
        Part("hood", slope, skin),
        Part("chimney", box(wide, deep, h - rim - rise).moved(0, (d - deep) / 2, rim + rise), skin),
        Part("filter", box(0.8 * w, 0.7 * d, 0.004).moved(z=-0.002), metal(rng, "dark gray")),
    ]
    return parts, []


def _flat_hood(rng: Random, size: Size) -> Built:
    """A thin plate, at times of glass, under a chimney."""
    w, d, h = size
    skin = enamel(rng, "silver", "black", "white")
    plate = glass(rng) if chance(rng, 0.4) else skin
    parts = [
        Part("hood", box(w, d, 0.03 if plate is skin else 0.01).moved(z=0.03), plate),
        Part("hood", box(0.7 * w, 0.8 * d, 0.035).moved(0, 0.08 * d), skin),
        Part("chimney", box(0.28, 0.26, h - 0.03).moved(0, d / 2 - 0.13, 0.03), skin),
    ]
    return parts, []


def _pull_out(rng: Random, size: Size) -> Built:
    """A box whose visor slides out towards the cook."""
    w, d, h = size
    skin = enamel(rng)
    out = d * rng.uniform(0.0, 0.35)
    deep = d - out
    parts = [
        Part("hood", box(w, deep, h - 0.03).moved(0, out / 2, 0.03), skin),
        Part("visor", box(w - 0.01, d, 0.03), enamel(rng, "silver", "white", "black")),
    ]
    return parts, []


def _slanted(rng: Random, size: Size) -> Built:
    """A tilted plate of black glass on a chimney."""
    w, d, h = size
    skin = enamel(rng, "black", "white", "silver")
    outline = [
        (-d / 2, 0.35 * h),
        (0.3 * d, 0),
        (0.3 * d + 0.03, 0.03),
        (0.06 - d / 2, 0.35 * h + 0.05),
    ]
    chimney = box(0.26, 0.3 * d, h - 0.1).moved(0, 0.35 * d, 0.1)
    parts = [
        Part("hood", profile(outline, w), dark_glass(rng)),
        Part("chimney", chimney, skin),
        Part("hood", box(0.8 * w, 0.4 * d, 0.12).moved(0, 0.2 * d, 0.1), skin),
    ]
    return parts, []


RANGE_HOOD = Category(
    "range hood",
    "wall",
    (
        Style("under-cabinet", (0.76, 0.47, 0.16), (0.05, 0.08, 0.2), _under_cabinet, 3.0),
        Style("pull-out", (0.62, 0.36, 0.2), (0.1, 0.12, 0.25), _pull_out, 0.6),
        Style("chimney", (0.78, 0.48, 0.75), (0.12, 0.06, 0.15), _pyramid, 0.4),
        Style("flat", (0.78, 0.47, 0.7), (0.12, 0.06, 0.15), _flat_hood, 0.3),
        Style("slanted", (0.75, 0.4, 0.8), (0.1, 0.08, 0.1), _slanted, 1.0, held_out=True),
    ),
)

COOKING = (STOVE, RANGE_HOOD)
