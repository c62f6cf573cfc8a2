"""Dispensers of soap and paper towels."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.bathroom.toilet_paper import roll, white_paper
from training.rooms.furniture.shapes.pieces import Built, pad, profile
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import Ring, box, cylinder, joined, lofted, tube
from training.rooms.types import Category, Part, Size, Style


def _wall_soap(rng: Random, size: Size) -> Built:
    """A rounded box with a lever underneath and a window for the level."""
    w, d, h = size
    shell = plastic(rng, "white", "white", "light gray", "black", "dark gray")
    dark = plastic(rng, "black", "dark gray", "blue")
    body = pad(w, 0.85 * d, 0.85 * h, bevel=0.03).moved(0, 0.075 * d, 0.15 * h)
    lever = box(0.7 * w, 0.9 * d, 0.14 * h).moved(0, -0.05 * d, 0.04 * h)
    spout = cylinder(0.015, 0.08 * h, sides=8).moved(0, -0.2 * d)
    pane = box(0.25 * w, 0.004, 0.25 * h).moved(0, -0.35 * d, 0.5 * h)
    return [
        Part("case", body, shell), Part("lever", lever, dark if rng.random() < 0.5 else shell),
        Part("spout", spout, shell), Part("window", pane, dark),
    ], []  # fmt: skip


def _pump_bottle(rng: Random, size: Size) -> Built:
    w, d, h = size
    round_ = rng.random() < 0.6
    power = 2 if round_ else 5
    soap = plastic(rng, "white", "light blue", "green", "pink", "orange", "yellow", "teal", "black")
    pump = plastic(rng, "white", "black") if rng.random() < 0.7 else metal(rng, "silver")
    shoulder = h * rng.uniform(0.6, 0.7)
    body = lofted(
        [Ring(0, 0, 0), Ring(0.95 * w, 0.8 * d, 0, power=power),
         Ring(w, 0.8 * d, 0.8 * shoulder, power=power), Ring(0.4 * w, 0.35 * d, shoulder),
         Ring(0.4 * w, 0.35 * d, shoulder + 0.03), Ring(0, 0, shoulder + 0.03)], sides=16,
    ).moved(0, 0.1 * d)  # fmt: skip
    y, z = 0.1 * d, h - 0.012
    neck = joined(
        tube([(0, y, shoulder), (0, y, z), (0, -d / 2, z - 0.004)], 0.006, sides=6),
        cylinder(0.013, 0.015, sides=8).moved(0, y, h - 0.015),
    )
    return [Part("bottle", body, soap), Part("pump", neck, pump)], []


def _sensor_soap(rng: Random, size: Size) -> Built:
    """Slim, with a sloping front that ends in a nose."""
    w, d, h = size
    side = [(d / 2, 0), (d / 2, h), (-0.1 * d, h), (-0.42 * d, 0.35 * h), (-d / 2, 0.12 * h),
            (-0.42 * d, 0), (-0.1 * d, 0.1 * h)]  # fmt: skip
    body = profile(side, w)
    shell = metal(rng, "silver") if rng.random() < 0.4 else plastic(rng, "white", "black", "gray")
    eye = box(0.3 * w, 0.01, 0.1 * h).moved(0, -0.3 * d, 0.6 * h)
    return [Part("case", body, shell), Part("sensor", eye, plastic(rng, "black"))], []


SOAP_DISPENSER = Category(
    "soap dispenser",
    "wall",
    (
        Style("wall box", (0.13, 0.12, 0.27), (0.2, 0.12, 0.12), _wall_soap, 2.5),
        Style(
            "pump bottle",
            (0.085, 0.1, 0.19),
            (0.12, 0.12, 0.12),
            _pump_bottle,
            0.5,
            stands="surface",
        ),
        Style("with sensor", (0.14, 0.13, 0.29), (0.12, 0.12, 0.1), _sensor_soap, 1.2),
    ),
)


def _case(rng: Random) -> Material:
    if rng.random() < 0.35:
        return metal(rng, "silver")
    return plastic(rng, "white", "white", "light gray", "dark gray", "black")


def _folded_towels(rng: Random, size: Size) -> Built:
    """A flat cabinet, a slot in its bottom and a towel in the slot."""
    w, d, h = size
    low = 0.05
    wedge = [(-d / 2, 0.15 * h), (d / 2, 0), (d / 2, h - low), (-0.42 * d, h - low),
             (-d / 2, 0.9 * h - low)]  # fmt: skip
    return [
        Part("case", profile(wedge, w).moved(z=low), _case(rng)),
        Part("towel", box(0.6 * w, 0.02, 0.11).moved(0, -0.15 * d), white_paper(rng)),
        Part("lock", cylinder(0.012, 0.006, sides=8).tilted(90).moved(0, -d / 2, 0.85 * h),
             metal(rng, "silver", "black")),
    ], []  # fmt: skip


def _roll_towels(rng: Random, size: Size) -> Built:
    """A case with a round belly for a big roll."""
    w, d, h = size
    low = 0.04
    angles = np.radians(np.linspace(100, 265, 10))
    tall = h - low
    belly = [
        (-0.05 * d + 0.45 * d * float(np.cos(a)), 0.55 * tall + 0.45 * tall * float(np.sin(a)))
        for a in angles
    ]
    side = [*belly, (d / 2, 0), (d / 2, tall)]
    dark = plastic(rng, "black", "dark gray", "gray")
    return [
        Part("case", profile(side, w).moved(z=low), _case(rng)),
        Part("window", box(0.5 * w, 0.01, 0.2 * h).moved(0, -0.49 * d, 0.55 * h), dark),
        Part("towel", box(0.65 * w, 0.015, 0.08).moved(0, -0.1 * d), white_paper(rng)),
    ], []


def _with_bin(rng: Random, size: Size) -> Built:
    """A tall steel unit: towels above, an open bin below."""
    w, d, h = size
    steel = metal(rng, "silver")
    thick = 0.015
    upper = 0.42 * h
    return [
        Part("dispenser", box(w, d, upper).moved(z=h - upper), steel),
        Part("towel", box(0.6 * w, 0.03, 0.08).moved(0, -0.3 * d, h - upper - 0.06),
             white_paper(rng)),
        Part("back", box(w, thick, h - upper).moved(0, d / 2 - thick / 2), steel),
        *(
            Part("side", box(thick, d, h - upper).moved(s * (w - thick) / 2), steel)
            for s in (-1, 1)
        ),
        Part("bin", box(w, thick, 0.4 * h).moved(0, thick / 2 - d / 2), steel),
        Part("bottom", box(w, d, thick), steel),
    ], []  # fmt: skip


def _counter_roll(rng: Random, size: Size) -> Built:
    """A kitchen roll on an upright stick."""
    w, d, h = size
    r = 0.47 * min(w, d)
    foot = metal(rng, "silver", "black") if rng.random() < 0.6 else wood(rng)
    return [
        Part("foot", cylinder(min(w, d) / 2, 0.015).scaled(w / min(w, d), d / min(w, d)), foot),
        Part("roll", roll(r, 0.8 * h, 0.02).moved(z=0.016), white_paper(rng)),
        Part("stick", cylinder(0.01, h, sides=8), foot),
    ], []


PAPER_TOWEL_DISPENSER = Category(
    "paper towel dispenser",
    "wall",
    (
        Style("folded towel", (0.31, 0.17, 0.4), (0.12, 0.2, 0.12), _folded_towels, 1.3),
        Style("roll", (0.33, 0.23, 0.4), (0.1, 0.1, 0.1), _roll_towels, 1.6),
        Style("with bin", (0.38, 0.17, 0.68), (0.08, 0.12, 0.12), _with_bin, 0.25),
        Style(
            "kitchen roll",
            (0.16, 0.16, 0.32),
            (0.08, 0.08, 0.06),
            _counter_roll,
            held_out=True,
            stands="surface",
        ),
    ),
)
