"""Monitors."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.electronics.screens import casing, flat_panel, screen, tube_set
from training.rooms.furniture.shapes.pieces import Built, profile
from training.rooms.materials import Material, metal, plastic
from training.rooms.solids import box, cylinder, extruded, joined, skin, tube
from training.rooms.types import Category, Part, Size, Style


def _foot(rng: Random, w: float, d: float, shell: Material) -> Part:
    """What stands on the desk: a slab, an ellipse or a V."""
    kind = int(rng.integers(3))
    if kind == 0:
        return Part("base", box(w, d, 0.012), shell)
    if kind == 1:
        return Part("base", cylinder(0.5, 0.014, sides=18).scaled(w, d), shell)
    legs = [
        tube([(0, 0.3 * d, 0.012), (s * w / 2, -d / 2, 0.012)], 0.012, sides=6) for s in (-1, 1)
    ]
    back = tube([(0, 0.3 * d, 0.012), (0, d / 2, 0.012)], 0.012, sides=6)
    return Part("base", joined(*legs, back), shell)


def _on_stand(rng: Random, size: Size, *, tall: float, share: float) -> Built:
    """A panel that covers the upper `tall` of the height, on a neck and a base."""
    w, d, h = size
    shell = casing(rng)
    high = tall * h
    thick = min(0.045, 0.3 * d)
    y = -0.15 * d
    neck = box(rng.uniform(0.05, 0.1), 0.03, h - 0.35 * high).moved(0, y + thick / 2 + 0.02)
    panel = [
        Part(p.name, p.solid.moved(0, y, h - high), p.material)
        for p in flat_panel(rng, w, high, thick, shell)
    ]
    base_shell = metal(rng, "silver") if rng.random() < 0.3 else shell
    return [
        *panel,
        Part("neck", neck.moved(z=0.005), base_shell),
        _foot(rng, share * w, d, base_shell),
    ], []


def _flat(rng: Random, size: Size) -> Built:
    tall = rng.uniform(0.68, 0.8)
    return _on_stand(rng, size, tall=tall, share=rng.uniform(0.4, 0.55))


def _square(rng: Random, size: Size) -> Built:
    tall = rng.uniform(0.72, 0.85)
    return _on_stand(rng, size, tall=tall, share=rng.uniform(0.5, 0.7))


def _curved(rng: Random, size: Size) -> Built:
    """Wide and bent around its viewer, on two spread legs."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "white", "dark gray")
    high = h * rng.uniform(0.66, 0.76)
    bow = min(0.08, 0.4 * d)
    t = np.linspace(-1, 1, 9)
    line = [(float(v) * w / 2, bow * float(1 - v**2) - 0.35 * d) for v in t]
    back = [(x, y + 0.03) for x, y in reversed(line)]
    face = [np.array([(x, y - 0.002, z) for x, y in line]) for z in (0.015, high - 0.015)]
    y = bow - 0.35 * d + 0.05
    return [
        Part("case", extruded([*line, *back], high).moved(z=h - high), shell),
        Part("screen", skin(np.stack(face)).moved(z=h - high).scaled(0.98), screen(rng)),
        Part("neck", box(0.05, 0.05, h - 0.4 * high).moved(0, y), shell),
        Part("base", joined(
            *(tube([(0, y, 0.03), (s * 0.3 * w, -d / 2, 0.012)], 0.012, sides=6) for s in (-1, 1)),
            tube([(0, y, 0.03), (0, d / 2, 0.012)], 0.012, sides=6),
        ), shell),
    ], []  # fmt: skip


def _all_in_one(rng: Random, size: Size) -> Built:
    """A computer in the screen: a broad chin and a bent metal foot."""
    w, d, h = size
    silver = (
        metal(rng, "silver", "silver") if rng.random() < 0.7 else plastic(rng, "white", "black")
    )
    low, thick = 0.2 * h, 0.03
    y = -0.2 * d
    high = h - low
    chin = 0.14 * high
    pane = box(w - 0.03, 0.004, high - chin - 0.015).moved(0, y - thick / 2, low + chin)
    bend = y + thick / 2
    foot = profile(
        [(-d / 2, 0), (d / 2, 0), (d / 2, 0.01), (bend + 0.02, 0.5 * h), (bend, 0.5 * h),
         (d / 2 - 0.03, 0.01), (-d / 2, 0.01)],
        0.32 * w,
    )  # fmt: skip
    return [
        Part("case", box(w, thick, high).moved(0, y, low), silver),
        Part("screen", pane, screen(rng)),
        Part("foot", foot, silver),
    ], []


def _tube_screen(rng: Random, size: Size) -> Built:
    """The deep kind with a picture tube, on a swivel."""
    w, d, h = size
    shell = plastic(rng, "beige", "light gray", "white", "black", "dark gray")
    return [
        *tube_set(rng, w, d, h - 0.05, shell, z=0.05),
        Part("base", cylinder(0.32 * w, 0.05, top=0.26 * w, sides=16), shell),
    ], []


MONITOR = Category(
    "monitor",
    "surface",
    (
        Style("widescreen", (0.56, 0.19, 0.46), (0.13, 0.2, 0.1), _flat, 3.5),
        Style("square", (0.42, 0.2, 0.44), (0.08, 0.15, 0.08), _square, 0.8),
        Style("curved", (0.76, 0.24, 0.48), (0.1, 0.1, 0.08), _curved, 0.4),
        Style("all-in-one", (0.56, 0.18, 0.47), (0.1, 0.1, 0.08), _all_in_one, 0.6),
        Style("tube", (0.42, 0.42, 0.42), (0.1, 0.1, 0.08), _tube_screen, held_out=True),
    ),
)
