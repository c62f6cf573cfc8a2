"""Knives, lying on their sides with the point towards +x."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built, pad, rounded
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import Ring, Solid, cylinder, extruded, joined, lofted
from training.rooms.types import Category, Part, Size, Style

Outline = list[tuple[float, float]]


def _blade(outline: Outline, thick: float, h: float) -> Solid:
    """A flat blade half way up the handle's thickness."""
    return extruded(outline, thick).moved(z=(h - thick) / 2)


def _grip(rng: Random) -> Material:
    return pick(
        rng, (wood(rng), wood(rng), plastic(rng, "black", "black", "white", "red", "green"))
    )


def _rivets(xs: list[float], y: float, h: float, radius: float) -> Solid:
    return joined(*(cylinder(radius, h + 0.0006, sides=8).moved(x, y, -0.0003) for x in xs))


def _chef(rng: Random, size: Size) -> Built:
    """A broad blade whose edge curves up to the point; a riveted handle."""
    w, d, h = size
    share = float(rng.uniform(0.58, 0.66))
    heel = w / 2 - share * w
    s = np.linspace(0, 1, 9)
    edge = -d / 2 + d * 0.86 * s ** float(rng.uniform(2.4, 4.0))
    spine = d / 2 - 0.14 * d * s[::-1] ** 2.5
    low = [(heel + share * w * float(a), float(y)) for a, y in zip(s, edge, strict=True)]
    high = [
        (heel + share * w * float(a), float(y)) for a, y in zip(s[::-1][1:], spine[1:], strict=True)
    ]
    long = w - share * w
    thick = 0.44 * d
    y = d / 2 - 0.5 * thick
    handle = pad(long, thick, h, bevel=0.28 * h).moved(-w / 2 + long / 2, y)
    steel = metal(rng, "silver")
    bolster = pad(0.06 * w, 1.05 * thick, 0.8 * h, bevel=0.2 * h)
    xs = [-w / 2 + long * t for t in (0.22, 0.5, 0.78)]
    return [
        Part("blade", _blade([*low, *high], 0.14 * h, h), steel),
        Part("bolster", bolster.moved(heel, y, 0.1 * h), steel),
        Part("handle", handle, _grip(rng)),
        Part("rivets", _rivets(xs, y, h, 0.14 * thick), steel),
    ], []


def _table(rng: Random, size: Size) -> Built:
    """Slender, all of steel or with a coloured handle; the point is round."""
    w, d, h = size
    share = float(rng.uniform(0.45, 0.53))
    neck = w / 2 - share * w
    s = np.linspace(0, 1, 7)
    belly = float(rng.uniform(0.3, 0.5))
    low = [
        (neck + share * w * float(a), -d * (0.2 + (0.5 - 0.2) * float(min(a / belly, 1.0))))
        for a in s[:-1]
    ]
    tip = [
        (w / 2 - 0.05 * w + 0.05 * w * float(np.cos(t)), 0.5 * d * float(np.sin(t)))
        for t in np.linspace(-np.pi / 2 + 0.3, np.pi / 2 - 0.3, 6)
    ]
    top = [(neck + 0.1 * share * w, 0.4 * d), (neck, 0.25 * d)]
    long = w - share * w
    # The handle grows thicker and broader towards its end.
    rings = [Ring(0, 0, 0), Ring(0.6 * d, 0.7 * h, 0.0, power=3), Ring(d, h, 0.1 * long, power=3),
             Ring(0.8 * d, 0.9 * h, 0.5 * long, power=3), Ring(0.45 * d, 0.6 * h, 1.02 * long),
             Ring(0, 0, 1.02 * long)]  # fmt: skip
    bar = lofted(rings, sides=12).moved(yaw=90).tilted(90, axis=1).moved(-w / 2, 0, h / 2)
    steel = metal(rng, "silver")
    grip = pick(rng, (steel, steel, plastic(rng, "white", "black", "red", "blue", "cream")))
    return [
        Part("blade", _blade([*low, *tip, *top], 0.3 * h, h), steel),
        Part("handle", bar, grip),
    ], []


def _cleaver(rng: Random, size: Size) -> Built:
    """A tall rectangular blade with a round corner, its handle along the upper edge."""
    w, d, h = size
    share = float(rng.uniform(0.56, 0.64))
    heel = w / 2 - share * w
    drop = float(rng.uniform(0.0, 0.12)) * d
    blade = [(heel, -d / 2), (0.44 * w, -d / 2 + 0.01 * d), (0.5 * w, -0.4 * d),
             (0.5 * w, d / 2 - drop), (heel, d / 2)]  # fmt: skip
    steel = metal(rng, "silver", "silver", "dark gray")
    long = w - share * w
    thick = 0.32 * d
    y = d / 2 - 0.55 * thick
    neck = pad(0.14 * w, 0.6 * thick, 0.5 * h, bevel=0.1 * h).moved(heel, y, 0.25 * h)
    handle = pad(0.94 * long, thick, h, bevel=0.3 * h).moved(-w / 2 + 0.47 * long, y)
    xs = [-w / 2 + long * t for t in (0.25, 0.7)]
    hole = cylinder(0.06 * d, 0.18 * h, sides=10).moved(0.44 * w, 0.32 * d, 0.41 * h)
    return [
        Part("blade", _blade(blade, 0.16 * h, h), steel),
        Part("hole", hole, plastic(rng, "black")),
        Part("neck", neck, steel),
        Part("handle", handle, _grip(rng)),
        Part("rivets", _rivets(xs, y, h, 0.1 * thick), steel),
    ], []


def _bread(rng: Random, size: Size) -> Built:
    """A long narrow blade with teeth and a blunt point."""
    w, d, h = size
    share = float(rng.uniform(0.6, 0.67))
    heel = w / 2 - share * w
    teeth = int(rng.integers(16, 26))
    step = 0.94 * share * w / teeth
    depth = 0.1 * d
    low = [
        point
        for i in range(teeth)
        for point in (
            (heel + (i + 0.06) * step, -0.38 * d + depth),
            (heel + (i + 0.5) * step, -0.38 * d),
        )
    ]
    blade = [(heel, -0.1 * d), *low, (w / 2, 0.1 * d), (0.485 * w, 0.34 * d), (heel, 0.36 * d)]
    long = w - share * w
    handle = extruded(
        [(x - w / 2 + long / 2, y) for x, y in rounded(long, 0.86 * d, radius=0.4 * d, steps=3)], h
    )
    hump = pad(0.8 * long, d, 0.7 * h, bevel=0.25 * d)
    grip = _grip(rng)
    return [
        Part("blade", _blade(blade, 0.12 * h, h), metal(rng, "silver")),
        Part("handle", joined(handle, hump.moved(-w / 2 + 0.42 * long, 0, 0.15 * h)), grip),
    ], []


KNIFE = Category(
    "knife",
    "surface",
    (
        Style("chef's", (0.31, 0.046, 0.02), (0.12, 0.1, 0.12), _chef, 1.2),
        Style("table", (0.215, 0.021, 0.01), (0.08, 0.1, 0.12), _table, 1.2),
        Style("cleaver", (0.3, 0.088, 0.024), (0.1, 0.12, 0.1), _cleaver, 0.6),
        Style("bread", (0.33, 0.034, 0.02), (0.08, 0.1, 0.12), _bread, 0.8),
    ),
)
