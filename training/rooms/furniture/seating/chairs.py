"""Chairs; here are built those of moulded shells, bent tubes and a single foot."""

from functools import partial
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.seating.office_chairs import OFFICE_CHAIR_STYLES
from training.rooms.furniture.seating.wooden_chairs import WOODEN_CHAIR_STYLES, seat_rest
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    arc,
    bar,
    chance,
    leaned,
    legs,
    pad,
    ribbon,
    rounded,
)
from training.rooms.materials import (
    Material,
    fabric,
    leather,
    metal,
    plastic,
    wood,
)
from training.rooms.solids import box, cylinder, extruded, tube, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _shell(rng: Random, size: Size, base: Literal["tubes", "dowels", "sled"]) -> Built:
    """Moulded seat and back, in one piece or two, on bent tubes or wooden dowels."""
    w, d, h = size
    shell = plastic(rng, "black", "white", "gray", "blue", "red", "orange", "dark blue", "green")
    if chance(rng, 0.25):
        shell = fabric(rng)
    frame = wood(rng, "light brown", "beige") if base == "dowels" else metal(rng)
    top, lean = float(rng.uniform(0.43, 0.47)), float(rng.uniform(8, 16))
    over = (h - top) * float(np.tan(np.radians(lean)))
    front, rear = -d / 2 + 0.02, d / 2 - over
    wide = w * (0.98 if base == "dowels" else float(rng.uniform(0.84, 0.95)))
    thick = 0.015 if base == "dowels" else float(rng.uniform(0.012, 0.035))
    bend = (rear - 0.05, top - 0.01), (rear + 0.01, top + 0.04)
    end = (d / 2 - 0.01, h)
    seat = [(front, top - 0.05), (front + 0.06, top - 0.005), (0.0, top - 0.02), bend[0]]
    parts: list[Part] = []
    if base == "dowels" or chance(rng, 0.4):
        # Seat and back are two parts, so that the chair can be pushed under a table.
        parts += [
            Part("seat", ribbon(seat, thick, wide), shell),
            Part("back", ribbon([bend[0], bend[1], end], thick, wide), shell),
        ]
    else:
        rise = float(rng.uniform(0.25, 0.5))
        low = (rear + over * rise, top + (h - top) * rise)
        parts.append(Part("seat", ribbon(seat, thick, wide), shell))
        bent = arc(wide, 0.05, thick + 0.01, (h - low[1]) / np.cos(np.radians(lean)), degrees=120)
        parts += leaned([Part("back", bent, shell)], lean, low[0] + 0.03, low[1])
        parts += [
            Part(
                "back post",
                bar((s * 0.42 * wide, rear, top - 0.03), (s * 0.42 * wide, *end), 0.01, sides=6),
                frame,
            )
            for s in SIDES
        ]
    parts += _under_shell(base, w, d, top - 0.03, rear, frame)
    return parts, seat_rest(wide, front, rear - 0.04, top - 0.01)


def _under_shell(
    base: Literal["tubes", "dowels", "sled"],
    w: float,
    d: float,
    z: float,
    rear: float,
    frame: Material,
) -> list[Part]:
    x = w / 2 - 0.012
    if base == "sled":
        path = [
            (rear, z),
            (-d / 2 + 0.06, z),
            (-d / 2 + 0.02, z - 0.05),
            (-d / 2 + 0.03, 0.03),
            (-d / 2 + 0.06, 0.011),
            (d / 2 - 0.07, 0.011),
            (d / 2 - 0.03, 0.04),
            (rear - 0.02, z),
        ]
        return [
            *(
                Part("rail", tube([(s * x, *p) for p in path], 0.011, sides=6), frame)
                for s in SIDES
            ),
            Part(
                "rail",
                bar((-x, d / 2 - 0.05, 0.011), (x, d / 2 - 0.05, 0.011), 0.011, sides=6),
                frame,
            ),
        ]
    thick = 0.034 if base == "dowels" else 0.022
    stand = legs(
        w if base == "tubes" else 0.9 * w,
        rear + d / 2,
        z,
        frame,
        thick=thick,
        splay=0.12 if base == "dowels" else 0.04,
        square=False,
    )
    under = Part("rail", box(w - 0.16, 0.02, 0.02).moved(0, -0.05, z - 0.02), frame)
    return [*(Part(p.name, p.solid.moved(y=(rear - d / 2) / 2), p.material) for p in stand), under]


def _tablet_arm(rng: Random, size: Size) -> Built:
    """A stacking chair with a writing board at its right hand, as in lecture rooms."""
    w, d, h = size
    parts, rests = _shell(rng, (w - 0.08, d - 0.14, h), "sled" if chance(rng, 0.4) else "tubes")
    parts = [Part(p.name, p.solid.moved(-0.04, 0.07), p.material) for p in parts]
    board = wood(rng) if chance(rng, 0.5) else plastic(rng, "light gray", "beige", "black")
    steel = metal(rng)
    wide, deep = float(rng.uniform(0.26, 0.34)), float(rng.uniform(0.5, 0.62))
    tablet = extruded(rounded(wide, deep, radius=0.09), 0.018)
    x, y = w / 2 - wide / 2, deep / 2 - d / 2
    parts.append(Part("writing board", tablet.moved(x, y, 0.66), board))
    path = [
        (w / 2 - 0.1, 0.1, 0.4),
        (w / 2 - 0.03, 0.08, 0.46),
        (w / 2 - 0.03, 0.02, 0.64),
        (w / 2 - 0.06, -0.1, 0.655),
    ]
    parts.append(Part("arm", tube(path, 0.013, sides=6), steel))
    if chance(rng, 0.5):
        parts.append(Part("basket", box(w - 0.2, d - 0.35, 0.02).moved(-0.04, 0.05, 0.2), steel))
    return parts, [Rest("seat", (r.x[0] - 0.04, r.x[1] - 0.04), r.y, r.z) for r in rests]


def _folding(rng: Random, size: Size) -> Built:
    """Two frames that cross at the sides, a thin seat, a narrow back."""
    w, d, h = size
    steel = metal(rng, "silver", "dark gray", "black", "beige")
    cover = plastic(rng, "beige", "black", "gray", "white") if chance(rng, 0.5) else steel
    if chance(rng, 0.3):
        steel = cover = wood(rng)
    top, x = float(rng.uniform(0.43, 0.47)), w / 2 - 0.013
    wide = w - 0.06
    parts: list[Part] = []
    for s in SIDES:
        foot, end = (s * x, 0.015 - d / 2, 0.0), (s * x, d / 2 - 0.03, h - 0.01)
        share = top / h
        middle = (s * x, foot[1] + share * (end[1] - foot[1]), share * end[2])
        inner = s * (x - 0.028)
        short = bar((inner, d / 2 - 0.015, 0.0), (inner, -d / 2 + 0.1, top - 0.02), 0.012, sides=6)
        parts += [
            Part("leg", bar(foot, middle, 0.012, sides=6), steel),
            Part("leg", short, steel),
            Part("back post", bar(middle, end, 0.012, sides=6), steel),
        ]
    low = 0.12
    parts += [
        Part("stretcher", bar((-x, y, low), (x, y, low), 0.01, sides=6), steel)
        for y in (d / 2 - 0.015 - low * (d - 0.1) / top, -d / 2 + 0.015 + low * (d - 0.05) / h)
    ]
    parts.append(
        Part(
            "seat",
            pad(wide - 0.02, 0.8 * d, 0.025, bevel=0.01).moved(0, -0.1 * d + 0.03, top - 0.02),
            cover,
        )
    )
    high = float(rng.uniform(0.12, 0.24))
    tip = float(np.degrees(np.arctan2(d - 0.045, h)))
    panel = [Part("back", pad(wide, 0.02, high, bevel=0.008).moved(z=-high), cover)]
    parts += leaned(panel, tip, d / 2 - 0.035, h)
    return parts, seat_rest(wide, -d / 2, d / 2 - 0.15, top)


def _cantilever(rng: Random, size: Size) -> Built:
    """One bent tube a side that springs from the floor in front: no rear legs."""
    w, d, h = size
    steel = metal(rng, "silver", "black")
    cover = (leather if chance(rng, 0.5) else fabric)(rng)
    top, x = float(rng.uniform(0.44, 0.48)), w / 2 - 0.014
    lean = float(rng.uniform(8, 14))
    over = (h - top) * float(np.tan(np.radians(lean)))
    rear, front = d / 2 - over, 0.03 - d / 2
    parts: list[Part] = []
    arms = chance(rng, 0.5)
    for s in SIDES:
        floor = [(d / 2 - 0.06, 0.014), (front + 0.05, 0.014), (front, 0.06)]
        seat = [(front, top - 0.08), (front + 0.05, top - 0.03), (rear, top - 0.03)]
        back = [seat[-1], (rear + 0.03, top + 0.02), (d / 2 - 0.015, h)]
        parts += [
            Part(name, tube([(s * x, *p) for p in path], 0.013), steel)
            for name, path in (("frame", floor + seat), ("back post", back))
        ]
        if arms:
            rest = box(0.045, 0.6 * d, 0.03).moved(s * x, 0.0, 0.65)
            stay = bar((s * x, front + 0.06, top - 0.03), (s * x, -0.25 * d, 0.65), 0.012, sides=6)
            parts += [Part("armrest", rest, cover), Part("arm", stay, steel)]
    back_foot = Part(
        "frame", bar((-x, d / 2 - 0.07, 0.014), (x, d / 2 - 0.07, 0.014), 0.013), steel
    )
    wide = w - 0.06
    deep = rear - front - 0.02
    gap = float(rng.uniform(0.03, 0.25))
    panel = pad(wide, 0.045, (h - top - gap) / np.cos(np.radians(lean)), bevel=0.015)
    parts += [
        back_foot,
        Part("seat", pad(wide, deep, 0.06).moved(0, (front + rear) / 2, top - 0.05), cover),
        *leaned([Part("back", panel, cover)], lean, rear + gap * over / (h - top), top + gap),
    ]
    return parts, seat_rest(wide, front, rear - 0.05, top + 0.01)


def _tulip(rng: Random, size: Size) -> Built:
    """A round shell with a loose cushion on a trumpet foot."""
    w, d, h = size
    shell, cover = (
        plastic(rng, "white", "black", "red"),
        fabric(rng, "red", "gray", "black", "blue"),
    )
    top = float(rng.uniform(0.42, 0.46))
    foot = turned(
        [
            (0, 0),
            (0.24, 0),
            (0.23, 0.015),
            (0.07, 0.05),
            (0.03, 0.2),
            (0.05, top - 0.12),
            (0.16, top - 0.06),
            (0, top - 0.06),
        ]
    )
    bowl = arc(w, 0.62 * d, 0.02, h - top + 0.06, degrees=210)
    slope = bowl.vertices.copy()
    # The rim falls towards the front, from a back to armrests.
    near = np.clip(-slope[:, 1] / (0.75 * d), 0, 1)
    slope[:, 2] *= 1 - 0.72 * near**0.7
    parts = [
        Part("foot", foot, shell),
        Part(
            "seat", cylinder(0.3 * w, 0.06, top=0.47 * w, sides=18).moved(0, 0, top - 0.06), shell
        ),
        Part("shell", type(bowl)(slope, bowl.faces).moved(0, d / 2, top - 0.06), shell),
        Part("cushion", cylinder(0.4 * w, 0.05, sides=16).moved(0, -0.02, top - 0.01), cover),
    ]
    return parts, seat_rest(0.7 * w, -0.3 * d, 0.3 * d, top + 0.04)


def _stack(rng: Random, size: Size) -> Built:
    """A few stacking chairs one on another."""
    w, d, h = size
    count, step = int(rng.integers(2, 5)), 0.09
    own = np.random.default_rng(int(rng.integers(1 << 32)))
    parts, rests = _shell(own, (w, d - 0.02 * count, h - step * (count - 1)), "tubes")
    whole = [
        Part(p.name, p.solid.moved(0, -0.02 * i, step * i), p.material)
        for i in range(count)
        for p in parts
    ]
    lift = step * (count - 1)
    return whole, [Rest("seat", r.x, (r.y[0] + 0.02, r.y[1] - 0.04), r.z + lift) for r in rests]


_OFTEN, _SPREAD = (0.11, 0.11, 0.08), (0.13, 0.12, 0.09)
CHAIR = Category(
    "chair",
    "floor",
    (
        *WOODEN_CHAIR_STYLES,
        Style("stacking", (0.53, 0.55, 0.81), _OFTEN, partial(_shell, base="tubes"), 2.0),
        Style("shell", (0.48, 0.54, 0.82), _OFTEN, partial(_shell, base="dowels"), 0.6),
        Style("sled-base", (0.55, 0.58, 0.83), _OFTEN, partial(_shell, base="sled"), 0.8),
        Style("tablet-arm", (0.62, 0.78, 0.84), _SPREAD, _tablet_arm, 0.8),
        Style("folding", (0.47, 0.51, 0.80), _OFTEN, _folding, 0.8),
        Style("cantilever", (0.55, 0.60, 0.85), _SPREAD, _cantilever, 0.9),
        Style("stacked", (0.54, 0.62, 1.02), _SPREAD, _stack, 0.2),
        Style("tulip", (0.62, 0.56, 0.80), (0.06, 0.06, 0.06), _tulip, held_out=True),
        *OFFICE_CHAIR_STYLES,
    ),
    scannet="chair",
    sunrgbd="chair",
)
