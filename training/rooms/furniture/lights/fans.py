"""Fans."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.lights.shades import opal
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import metal, plastic, textured, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cylinder,
    ellipsoid,
    frame,
    joined,
    lofted,
    skin,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Size, Style


def _cage(r: float, depth: float) -> Solid:
    """The wire guard around the blades of a fan that blows towards -y, its middle at the origin."""
    angles = np.linspace(0, 2 * np.pi, 19)
    rings = [
        tube([(q * float(np.cos(a)), y, q * float(np.sin(a))) for a in angles], 0.004, sides=5)
        for q, y in ((r - 0.004, 0.0), (0.7 * r, -depth / 2), (0.3 * r, -depth / 2),
                     (0.7 * r, depth / 2))
    ]  # fmt: skip
    spokes = [
        tube([(0.15 * r, s * depth / 2, 0), (0.75 * r, s * depth / 2, 0), (r - 0.004, 0, 0)],
             0.0025, sides=4)
        for s in (-1, 1)
    ]  # fmt: skip
    fan = [spoke.tilted(22.5 * i, axis=1) for spoke in spokes for i in range(16)]
    hub = cylinder(0.18 * r, 0.012, sides=12).tilted(90).moved(0, -depth / 2 + 0.006)
    return joined(*rings, *fan, hub)


def _blades(r: float, count: int, pitch: float) -> Solid:
    """Twisted blades in the x-z plane."""
    t = np.linspace(0.12, 1, 4)
    out = []
    for i in range(count):
        a = 2 * np.pi * i / count
        rows = []
        for side in (-1, 1):
            spread = side * 0.6 * np.sin(np.pi * (0.25 + 0.6 * t)) / (1 + t)
            x, z = r * t * np.cos(a + spread), r * t * np.sin(a + spread)
            rows.append(np.column_stack([x, np.full(4, side * pitch), z]))
        out.append(skin(np.stack(rows)))
    return joined(*out)


def _fan_head(rng: Random, r: float, depth: float, y: float, z: float) -> list[Part]:
    wire = metal(rng, "silver", "white", "black")
    vane = plastic(rng, "white", "black", "light gray", "light blue")
    motor = turned([(0, 0), (0.25 * r, 0), (0.3 * r, 0.4 * depth), (0.2 * r, 0.9 * depth),
                    (0, 0.95 * depth)]).tilted(-90)  # fmt: skip
    cage = _cage(r, 0.55 * depth)
    return [
        Part("cage", cage.moved(0, y, z), wire),
        Part(
            "blades", _blades(0.88 * r, int(rng.integers(3, 6)), 0.1 * depth).moved(0, y, z), vane
        ),
        Part("motor", motor.moved(0, y + 0.1 * depth, z), vane),
    ]


def _pedestal_fan(rng: Random, size: Size) -> Built:
    w, d, h = size
    paint = plastic(rng, "white", "black", "gray")
    r = 0.46 * w
    foot = cylinder(0.48 * min(w, d), 0.04, top=0.4 * min(w, d), sides=18)
    return [
        Part("base", foot.moved(0, 0.02), paint),
        Part("pole", cylinder(0.015, h - r, sides=8).moved(0, 0.06), metal(rng, "silver", "white")),
        *_fan_head(rng, r, 0.6 * d, -0.1 * d, h - r),
    ], []


def _desk_fan(rng: Random, size: Size) -> Built:
    w, d, h = size
    paint = plastic(rng, "white", "black", "gray", "blue", "light green")
    r = 0.5 * w
    foot = lofted(
        [Ring(0, 0, 0), Ring(0.7 * w, 0.85 * d, 0, power=3), Ring(0.3 * w, 0.3 * d, 0.04, 0.1 * d),
         Ring(0.12 * w, 0.15 * d, h - r, 0.15 * d), Ring(0, 0, h - r, 0.15 * d)]
    )  # fmt: skip
    return [Part("base", foot, paint), *_fan_head(rng, r, 0.7 * d, -0.15 * d, h - r)], []


def _box_fan(rng: Random, size: Size) -> Built:
    """A square case with a grille on both sides."""
    w, d, h = size
    paint = plastic(rng, "white", "white", "light gray", "black")
    grille = joined(
        *(
            box(w - 0.06, 0.004, 0.005).moved(0, s * (d / 2 - 0.005), z)
            for z in np.linspace(0.06, h - 0.06, 14)
            for s in (-1, 1)
        )
    )
    r = 0.44 * min(w, h)
    feet = [box(0.03, d, 0.03).moved(s * 0.4 * w) for s in (-1, 1)]
    return [
        Part("case", joined(frame(w, h - 0.02, d, 0.035).moved(z=0.02), *feet), paint),
        Part("grille", grille, paint),
        Part("blades", _blades(r, 5, 0.2 * d).moved(0, 0, h / 2), plastic(rng, "white", "gray")),
    ], []


def _tower_fan(rng: Random, size: Size) -> Built:
    """A slim column on a disc."""
    w, d, h = size
    paint = plastic(rng, "black", "white", "dark gray")
    net = textured(paint, "stripes", plastic(rng, "gray", "dark gray").color, 0.012)
    column = lofted([Ring(0, 0, 0.05), Ring(0.7 * w, 0.68 * d, 0.05, power=3),
                     Ring(0.62 * w, 0.6 * d, h, power=3), Ring(0, 0, h)])  # fmt: skip
    grille = box(0.4 * w, 0.01, 0.65 * h).moved(0, -0.32 * d, 0.2 * h)
    return [
        Part("base", cylinder(0.5, 0.05, top=0.45, sides=18).scaled(w, d), paint),
        Part("column", column, paint),
        Part("grille", grille, net),
    ], []


def _ceiling_fan(rng: Random, size: Size) -> Built:
    """Broad blades around a motor, mostly with a light below."""
    w, d, h = size
    count = int(rng.integers(3, 6))
    timber = wood(rng) if rng.random() < 0.6 else plastic(rng, "white", "black")
    brass = metal(rng, "silver", "gold", "white", "black")
    z = 0.45 * h
    blade = box(0.36 * w, 0.13, 0.008).tilted(8).moved(0.3 * w, 0, z)
    blades = [blade.moved(yaw=360 * i / count).scaled(1, d / w) for i in range(count)]
    motor = turned([(0, 0), (0.07, 0), (0.11, 0.04), (0.11, 0.09), (0.04, 0.12), (0, 0.12)])
    pole = joined(
        cylinder(0.015, 0.9 * h - z, sides=8).moved(z=z),
        cylinder(0.03, 0.1 * h, top=0.07, sides=12).moved(z=0.9 * h),
    )
    bowl = ellipsoid(0.24, 0.24, 0.9 * z).moved(z=0)
    return [
        *(Part("blade", solid, timber) for solid in blades),
        Part("motor", motor.moved(z=z - 0.05), brass),
        Part("pole", pole, brass),
        Part("light", bowl, opal(rng)),
    ], []


FAN = Category(
    "fan",
    "floor",
    (
        Style("pedestal", (0.43, 0.36, 1.1), (0.1, 0.1, 0.1), _pedestal_fan, 0.7),
        Style("desk", (0.33, 0.24, 0.42), (0.15, 0.12, 0.15), _desk_fan, 1.2, stands="surface"),
        Style("box", (0.52, 0.14, 0.54), (0.06, 0.15, 0.06), _box_fan, 1),
        Style("tower", (0.28, 0.28, 0.85), (0.1, 0.1, 0.15), _tower_fan, 0.5, round=True),
        Style(
            "ceiling",
            (1.15, 1.15, 0.4),
            (0.1, 0.1, 0.15),
            _ceiling_fan,
            0.15,
            round=True,
            stands="ceiling",
        ),
    ),
    held_out=True,
)
