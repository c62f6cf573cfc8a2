"""Microphones: on a desk, lying, on a floor stand, on a bent neck."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved
from training.rooms.materials import Material, metal, plastic, textured
from training.rooms.solids import Solid, box, cylinder, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _grille(rng: Random) -> Material:
    return textured(
        metal(rng, "silver", "dark gray", "black", "gold"), "mesh", color(rng, "black"), 0.003
    )


def _coat(rng: Random) -> Material:
    return metal(rng, "black", "black", "dark gray", "silver", "dark blue")


def _stick(rng: Random, length: float, width: float) -> list[Part]:
    """A stage microphone that points up: a tapered shaft, a ring and a ball of wire."""
    r, ball = width / 2, rng.uniform(1.0, 1.35) * width
    neck = length - 0.86 * ball
    foot = rng.uniform(0.5, 0.75) * 0.8 * r
    shaft = [(0, 0), (foot, 0), (0.62 * r, 0.5 * neck), (0.9 * r, neck), (0, neck)]
    ring = [(0.93 * r, neck - 0.004), (r, neck), (r, neck + 0.006), (0.93 * r, neck + 0.01)]
    head = [
        (0.85 * r, neck),
        (r, neck + 0.25 * ball),
        (0.97 * r, neck + 0.5 * ball),
        (0.7 * r, length - 0.1 * ball),
        (0.3 * r, length - 0.01 * ball),
        (0, length),
    ]
    switch = box(0.3 * r, 0.16 * r, 0.12 * length).moved(0, -0.66 * r, 0.45 * length)
    return [
        Part("body", turned(shaft, sides=14), _coat(rng)),
        Part("ring", turned(ring, sides=14), metal(rng, "silver", "black", "gold")),
        Part("grille", turned(head, sides=14), _grille(rng)),
        Part("switch", switch, plastic(rng, "gray", "black")),
    ]  # fmt: skip


def _tipped(parts: list[Part], degrees: float) -> list[Part]:
    """Turned about the x axis: 90 lets what pointed up point towards -y."""
    return [Part(p.name, p.solid.tilted(degrees), p.material) for p in parts]


def _lying(rng: Random, size: Size) -> Built:
    """Put down on its side."""
    w, d, h = size
    parts = _stick(rng, w, min(d, h))
    return [
        Part(p.name, p.solid.tilted(90, axis=1).scaled(1, d / min(d, h), h / min(d, h)), p.material)
        for p in parts
    ], []


def _foot(rng: Random, width: float, depth: float, height: float) -> Solid:
    """A round weight, domed or flat."""
    dome = rng.uniform(0.3, 0.9)
    return turned(
        [(0, 0), (0.5, 0), (0.5, 0.35), (dome * 0.5, 0.9), (0.06, 1), (0, 1)], sides=24
    ).scaled(width, depth, height)


def _desk(rng: Random, size: Size) -> Built:
    """A thick capsule of a studio, held in a fork over a round foot."""
    w, d, h = size
    steel, coat = metal(rng, "black", "silver", "dark gray"), _coat(rng)
    long = rng.uniform(0.5, 0.66) * h
    thick = rng.uniform(0.36, 0.48) * min(w, d)
    r, low = thick / 2, h - long
    split = rng.uniform(0.4, 0.6) * long
    body = [(0, 0), (0.7 * r, 0), (r, 0.06 * long), (r, split), (0, split)]
    head = [(0.96 * r, split), (0.96 * r, 0.85 * long), (0.7 * r, 0.96 * long), (0, long)]
    fork = 0.7 * thick
    hinge = low + 0.4 * long
    arms = tube(
        [(-fork, 0, hinge), (-fork, 0, 0.75 * low), (fork, 0, 0.75 * low), (fork, 0, hinge)],
        0.006, sides=6,
    )  # fmt: skip
    axle = bar((-fork, 0, hinge), (fork, 0, hinge), 0.005)
    knobs = [cylinder(0.012, 0.01, sides=10).tilted(90, axis=1).moved(x, 0, hinge)
             for x in (-fork - 0.008, fork - 0.002)]  # fmt: skip
    parts = [
        Part("foot", _foot(rng, w, d, 0.09 * h), steel),
        Part("stand", joined(cylinder(0.007, 0.75 * low, sides=8), arms, axle), steel),
        Part("knob", joined(*knobs), steel),
        Part("body", turned(body, sides=18).moved(z=low), coat),
        Part("grille", turned(head, sides=18).moved(z=low), _grille(rng)),
    ]
    if chance(rng, 0.35):
        ring = tube([(float(0.3 * w * np.cos(a)), 0.0, float(0.3 * w * np.sin(a)))
                     for a in np.linspace(0, 2 * np.pi, 17)], 0.003, sides=4)  # fmt: skip
        shield = cylinder(0.3 * w, 0.002, sides=20).tilted(90)
        shield = joined(ring, shield).moved(0, -0.42 * d, low + 0.7 * long)
        arm = bar((0, 0, 0.72 * low), (0, -0.42 * d, low + 0.4 * long), 0.004, sides=6)
        parts.append(Part("pop shield", joined(shield, arm), plastic(rng, "black")))
    return parts, []


def _conference(rng: Random, size: Size) -> Built:
    """A thin bent neck from a flat box with a button."""
    w, d, h = size
    deep, low = 0.78 * d, 0.12 * h
    coat = plastic(rng, "black", "dark gray", "silver")
    back, r = d / 2 - 0.25 * deep, 0.009
    bend = rng.uniform(0.45, 0.75)
    tip = (0.0, r - d / 2, 0.9 * h)
    neck = tube([(0, back, 0.9 * low), (0, back, bend * h), (0, 0.5 * back, 0.93 * h),
                 (0, 0.2 * (back + tip[1]), 0.97 * h), tip], 0.0045, sides=6)  # fmt: skip
    head = turned([(0, 0), (0.6 * r, 0), (r, 0.25), (r, 0.75), (0, 1)], sides=10)
    head = head.scaled(1, 1, 0.06).tilted(115).moved(tip[0], tip[1] + 0.04, tip[2] + 0.02)
    light = cylinder(0.055 * w, 0.004, sides=12).moved(0.2 * w, 0.05 * d, 0.98 * low)
    return [
        Part("base", box(w, deep, low).moved(0, (d - deep) / 2), coat),
        Part("neck", neck, metal(rng, "black", "silver", "dark gray")),
        Part("head", head, plastic(rng, "black", "dark gray")),
        Part("button", light, plastic(rng, "red", "green", "white")),
    ], []


def _floor_stand(rng: Random, size: Size) -> Built:
    """A pole on a weight or on three legs; straight up, or with an arm to the side."""
    w, d, h = size
    steel = metal(rng, "black", "black", "silver")
    if chance(rng, 0.5):
        foot = _foot(rng, w, d, 0.05)
    else:
        four = chance(rng, 0.3)
        # Three legs reach less far back than forwards: they are made longer to fill the depth.
        deep = d if four else 1.28 * d
        reach = [
            (0.48 * w * float(np.cos(a)), 0.48 * deep * float(np.sin(a)))
            for a in np.radians([-90, 0, 90, 180] if four else [-90, 30, 150])
        ]
        legs = [bar((0, 0, 0.16 * h), (x, y, 0.012), 0.011, sides=6) for x, y in reach]
        tips = [cylinder(0.017, 0.03, sides=8).moved(x, y) for x, y in reach]
        hub = cylinder(0.02, 0.09 * h, sides=10).moved(z=0.1 * h)
        foot = joined(*legs, *tips, hub)
    long, tilt = 0.19, rng.uniform(20, 65)
    held = _tipped(_stick(rng, long, 0.05), tilt)
    c = float(np.cos(np.radians(tilt)))
    if chance(rng, 0.5):
        end = (0.0, 0.0, h - long * c - 0.02)
        pole = tube([(0, 0, 0.02), end], 0.011, sides=8)
        grips = [cylinder(0.018, 0.06, sides=10).moved(z=0.55 * h)]
    else:
        turn = rng.uniform(0.66, 0.82) * h
        end = (0.0, -0.36 * d, h - long * c - 0.02)
        back = (0.0, 0.32 * d, turn - (end[2] - turn) * 0.85)
        pole = joined(tube([(0, 0, 0.02), (0, 0, turn)], 0.011, sides=8), bar(back, end, 0.008))
        weight = cylinder(0.02, 0.07, sides=10).moved(0, back[1], back[2] - 0.035)
        grips = [cylinder(0.022, 0.05, sides=10).moved(z=turn - 0.025), weight]
    lift = 0.25 * long * float(np.sin(np.radians(tilt)))
    return [
        Part("foot", foot, steel),
        Part("stand", pole, steel),
        Part("clutch", joined(*grips), plastic(rng, "black", "dark gray")),
        *moved(held, end[0], end[1] + lift, end[2] - 0.25 * long * c + 0.02),
    ], []


MICROPHONE = Category(
    "microphone",
    "surface",
    (
        Style("studio", (0.15, 0.15, 0.27), (0.12, 0.12, 0.15), _desk, 1.2),
        Style("handheld", (0.2, 0.055, 0.055), (0.14, 0.1, 0.1), _lying, 1.2),
        Style("bent-necked", (0.12, 0.2, 0.36), (0.12, 0.12, 0.15), _conference, 0.7),
        Style("floor-standing", (0.58, 0.58, 1.5), (0.12, 0.12, 0.08), _floor_stand, 0.8,
              stands="floor"),
    ),
)  # fmt: skip
