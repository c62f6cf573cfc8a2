"""Trash cans: everything that people throw rubbish into."""

from dataclasses import replace
from functools import partial

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob, inside_rest, pick
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, metal, plastic, textured
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cylinder,
    extruded,
    joined,
    lofted,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def shell(
    size: Size, *, foot: float = 0.85, wall: float = 0.006, power: float = 2.0, sides: int = 24
) -> Solid:
    """A hollow vessel without a lid, `foot` times as wide at its bottom as at its rim."""
    w, d, h = size
    low_w, low_d = foot * w, foot * d
    outline = [
        (0.0, 0.0, 0.0), (low_w, low_d, 0.0), (w, d, h), (w - 2 * wall, d - 2 * wall, h),
        (low_w - 2 * wall, low_d - 2 * wall, wall), (0.0, 0.0, wall),
    ]  # fmt: skip
    rings = [Ring(a, b, z, power=power) for a, b, z in outline]
    return lofted(rings, sides=sides, smooth=power < 3)


def _liner(rng: Random, size: Size, power: float) -> list[Part]:
    """A bag turned down over the rim, and what lies in it."""
    w, d, h = size
    parts = []
    if rng.random() < 0.55:
        drop = rng.uniform(0.1, 0.3) * h
        outline = ((1.01, h - drop), (1.03, h), (0.93, h + 0.004), (0.64, 0.35 * h))
        rings = [Ring(f * w, f * d, z, power=power) for f, z in outline]
        bag = lofted(rings, sides=20)
        parts.append(Part("bag", bag, plastic(rng, "white", "black", "light gray", "white")))
    if rng.random() < 0.5:
        level = rng.uniform(0.15, 0.75) * h
        count = 5
        lumps = [
            blob(0.4 * w, 0.4 * d, 0.18 * h).moved(
                0.2 * w * float(np.cos(1.3 * i)), 0.2 * d * float(np.sin(1.3 * i)),
                level - 0.1 * h * rng.random(),
            )
            for i in range(count)
        ]  # fmt: skip
        trash = Material("paper", color(rng, "white", "light gray", "cream", "light brown"))
        parts.append(Part("trash", joined(*lumps), trash))
    return parts


def _plastic(rng: Random) -> Material:
    return plastic(rng, "black", "gray", "dark gray", "white", "light gray", "beige", "brown")


def _round(rng: Random, size: Size) -> Built:
    """A tapered round office bin."""
    w, d, h = size
    stuff = _plastic(rng) if rng.random() < 0.75 else metal(rng)
    lip = turned([(0.49, 0.0), (0.5, 0.0), (0.5, 1.0), (0.46, 1.0)], sides=20).scaled(w, d, 0.02)
    return [
        Part("body", shell((0.98 * w, 0.98 * d, h), foot=rng.uniform(0.7, 0.92)), stuff),
        Part("rim", lip.moved(z=h - 0.02), stuff),
        *_liner(rng, size, 2.0),
    ], [inside_rest(0.4 * w, 0.4 * d, 0.01, clearance=h)]


def _rectangular(rng: Random, size: Size) -> Built:
    """A tapered rectangular office basket."""
    w, d, h = size
    stuff = _plastic(rng)
    power = rng.uniform(6, 16)
    rim = lofted(
        [Ring(w, d, h - 0.03, power=power), Ring(w, d, h, power=power),
         Ring(0.94 * w, 0.93 * d, h, power=power)], sides=24, smooth=False,
    )  # fmt: skip
    body = shell((0.98 * w, 0.98 * d, h - 0.005), foot=rng.uniform(0.68, 0.85), power=power)
    return [
        Part("body", body, stuff), Part("rim", rim, stuff),
        *_liner(rng, size, power),
    ], [inside_rest(0.55 * w, 0.55 * d, 0.01, clearance=h)]  # fmt: skip


def _pedal(rng: Random, size: Size) -> Built:
    """A metal cylinder with a domed lid and a pedal."""
    w, d, h = size
    steel = (
        metal(rng, "silver", "silver", "white", "black") if rng.random() < 0.8 else _plastic(rng)
    )
    dark = plastic(rng, "black", "dark gray")
    power = pick(rng, (2.0, 2.0, 8.0))
    deep = d - 0.06
    high = rng.uniform(0.84, 0.92) * h
    lid = lofted(
        [Ring(w, deep, 0, power=power), Ring(w, deep, 0.3 * (h - high), power=power),
         Ring(0.7 * w, 0.7 * deep, 0.9 * (h - high), power=power), Ring(0, 0, h - high)],
        sides=20,
    )  # fmt: skip
    opened = rng.random() < 0.12
    if opened:
        lid = lid.moved(0, -deep / 2).tilted(-75).moved(0, deep / 2)
    base = lofted(
        [Ring(0, 0, 0), Ring(w, deep, 0, power=power), Ring(w, deep, 0.04, power=power),
         Ring(0, 0, 0.04)], sides=20, smooth=False,
    )  # fmt: skip
    back = 0.03
    return [
        Part("base", base.moved(y=back), dark),
        Part("body", shell((0.98 * w, 0.98 * deep, high - 0.03), foot=1.0, power=power).moved(
            0, back, 0.03), steel),
        Part("lid", lid.moved(0, back, high if not opened else 0.75 * high), steel),
        Part("pedal", box(0.3 * w, 0.09, 0.012).moved(0, 0.045 - d / 2, 0.012), dark),
        Part("hinge", box(0.4 * w, 0.02, 0.05).moved(0, d / 2 - 0.01, high - 0.04), dark),
    ], []  # fmt: skip


def _swing(rng: Random, size: Size) -> Built:
    """A tall bin whose pitched lid holds a swinging flap."""
    w, d, h = size
    stuff = _plastic(rng)
    lid_color = stuff if rng.random() < 0.4 else plastic(rng, "black", "gray", "white", "red")
    high = rng.uniform(0.68, 0.78) * h
    gable = [(-d / 2, 0.0), (d / 2, 0.0), (0.44 * d, 0.35 * (h - high)), (0.12 * d, h - high),
             (-0.12 * d, h - high), (-0.44 * d, 0.35 * (h - high))]  # fmt: skip
    roof = extruded(gable, w).tilted(90).moved(y=w / 2).moved(yaw=90).moved(z=high)
    slope = float(np.degrees(np.arctan2(0.65 * (h - high), 0.32 * d)))
    plate = box(0.72 * w, 0.3 * d, 0.008).tilted(slope)
    flap = plate.moved(0, -0.29 * d, high + 0.66 * (h - high))
    return [
        Part("body", shell((0.97 * w, 0.97 * d, high), foot=rng.uniform(0.7, 0.9), power=8), stuff),
        Part("lid", roof, lid_color),
        Part("flap", flap, plastic(rng, "dark gray", "light gray", "black")),
    ], []


def _wheeled(rng: Random, size: Size) -> Built:
    """A tall bin on two wheels, with a hinged lid and a bar to push it."""
    w, d, h = size
    body_color = plastic(rng, "dark green", "dark gray", "blue", "black", "gray")
    lid_color = body_color if rng.random() < 0.6 else plastic(rng, "yellow", "blue", "brown", "red")
    high = 0.88 * h
    body = shell((0.94 * w, 0.86 * d, high - 0.03), foot=0.76, power=12, wall=0.015)
    rise = h - high
    profile = [(-d / 2, 0.0), (d / 2 - 0.06, 0.0), (d / 2 - 0.06, 0.35 * rise),
               (0.2 * d, rise), (-0.2 * d, 0.85 * rise), (-d / 2, 0.25 * rise)]  # fmt: skip
    lid = extruded(profile, w).tilted(90).moved(y=w / 2).moved(yaw=90)
    wheel = cylinder(0.1, 0.045, sides=14).tilted(90, axis=1)
    bar = tube([(-0.36 * w, 0, 0), (0.36 * w, 0, 0)], 0.016, sides=6)
    ears = box(0.03, 0.1, 0.04)
    return [
        Part("body", body.moved(0, -0.03, 0.03), body_color),
        Part("lid", lid.moved(z=high), lid_color),
        Part("wheel", joined(*(wheel.moved(s * 0.42 * w - 0.0225, d / 2 - 0.1, 0.1)
                               for s in (-1, 1))), plastic(rng, "black")),
        Part("axle", box(0.8 * w, 0.02, 0.02).moved(0, d / 2 - 0.1, 0.09), metal(rng, "dark gray")),
        Part("handle", bar.moved(0, d / 2 - 0.016, high - 0.02), body_color),
        Part("handle", joined(*(ears.moved(s * 0.34 * w, d / 2 - 0.06, high - 0.04)
                                for s in (-1, 1))), body_color),
    ], []  # fmt: skip


def _recycling(rng: Random, size: Size, *, lidded: bool = False) -> Built:
    """A blue (or green) rectangular bin with a white mark; open, or under a slotted lid."""
    w, d, h = size
    stuff = plastic(rng, "blue", "blue", "dark blue", "green", "light blue")
    high = 0.9 * h if lidded else h
    power = 10.0
    foot = rng.uniform(0.74, 0.9)
    body = shell((0.99 * w, 0.99 * d, high), foot=foot, power=power, wall=0.008)
    rim = lofted([Ring(w, d, high - 0.025, power=power), Ring(w, d, high, power=power)], sides=24)
    side = 0.22 * min(w, h)
    mark = joined(
        *(
            box(0.9 * side, 0.004, 0.25 * side).moved(0, 0, 0.32 * side).tilted(120 * i, axis=1)
            for i in range(3)
        )
    )
    # The mark lies on the slanting front, whose middle is this far out.
    slope = float(np.degrees(np.arctan2(0.5 * (1 - foot) * d, high)))
    front = -0.99 * d / 2 * (foot + 0.55 * (1 - foot)) - 0.002
    parts = [
        Part("body", body, stuff), Part("rim", rim, stuff),
        Part("mark", mark.tilted(slope).moved(0, front, 0.55 * high), plastic(rng, "white")),
    ]  # fmt: skip
    if not lidded:
        return [*parts, *_liner(rng, size, power)], [
            inside_rest(0.6 * w, 0.6 * d, 0.01, clearance=h)
        ]
    cover = joined(
        *(box(w, 0.36 * d, h - high).moved(0, s * 0.32 * d, high) for s in (-1, 1)),
        *(box(0.2 * w, 0.28 * d, h - high).moved(s * 0.4 * w, 0, high) for s in (-1, 1)),
    )
    return [*parts, Part("lid", cover, plastic(rng, "blue", "dark gray", "black"))], []


def _mesh(rng: Random, size: Size) -> Built:
    """Wire mesh between two rings."""
    w, d, h = size
    wire = metal(rng, "black", "black", "silver", "dark gray")
    net = replace(
        textured(wire, "mesh", color(rng, "black", "dark gray"), 0.008), transparency=0.35
    )  # fmt: skip
    foot = rng.uniform(0.7, 0.9)
    ring = turned([(0.49, 0), (0.5, 0.5), (0.49, 1), (0.475, 0.5), (0.49, 0)], sides=20)
    return [
        Part("body", shell((0.98 * w, 0.98 * d, h - 0.005), foot=foot, wall=0.002), net),
        Part("rim", ring.scaled(w, d, 0.012).moved(z=h - 0.012), wire),
        Part("base", cylinder(0.5, 0.015, sides=20).scaled(foot * w, foot * d), wire),
        *_liner(rng, size, 2.0),
    ], [inside_rest(0.4 * w, 0.4 * d, 0.016, clearance=h)]


def _hooded(rng: Random, size: Size) -> Built:
    """A square public bin: openings under a roof on four posts."""
    w, d, h = size
    stuff = pick(rng, (metal(rng, "silver", "dark gray", "black"), plastic(rng, "beige", "gray")))
    high = 0.66 * h
    roof = lofted(
        [Ring(0, 0, 0), Ring(w, d, 0, power=20), Ring(w, d, 0.4, power=20),
         Ring(0.2 * w, 0.2 * d, 1),
         Ring(0, 0, 1)], sides=16, smooth=False,
    )  # fmt: skip
    post = box(0.05, 0.05, 0.2 * h)
    posts = joined(*(post.moved(sx * (0.46 * w - 0.025), sy * (0.46 * d - 0.025), high - 0.01)
                     for sx in (-1, 1) for sy in (-1, 1)))  # fmt: skip
    return [
        Part("body", shell((0.95 * w, 0.95 * d, high), foot=1.0, power=20, wall=0.015), stuff),
        Part("post", posts, stuff),
        Part("roof", roof.scaled(1, 1, 0.16 * h).moved(z=0.84 * h), stuff),
    ], []


TRASH_CAN = Category(
    "trash can",
    "floor",
    (
        Style("round office", (0.30, 0.30, 0.34), (0.12, 0.12, 0.15), _round, 1.2, round=True),
        Style("rectangular office", (0.38, 0.27, 0.38), (0.12, 0.1, 0.1), _rectangular, 2.0),
        Style("pedal", (0.3, 0.36, 0.55), (0.15, 0.12, 0.18), _pedal, 1.0),
        Style("swing-top", (0.42, 0.32, 0.72), (0.12, 0.12, 0.12), _swing, 0.8),
        Style("wheeled", (0.56, 0.64, 1.03), (0.08, 0.08, 0.06), _wheeled, 0.45),
        Style("recycling", (0.42, 0.29, 0.4), (0.12, 0.1, 0.15), _recycling, 1.2),
        Style("slotted recycling", (0.52, 0.38, 0.78), (0.12, 0.12, 0.12),
              partial(_recycling, lidded=True), 0.5),
        Style("wire mesh", (0.29, 0.29, 0.33), (0.1, 0.1, 0.12), _mesh, 0.7, round=True),
        Style("hooded", (0.48, 0.48, 1.0), (0.12, 0.12, 0.08), _hooded, held_out=True),
    ),
    scannet="garbage bin",
)  # fmt: skip
