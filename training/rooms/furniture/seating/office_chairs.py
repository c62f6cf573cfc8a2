"""Swivel chairs: a star base on castors, a column, a seat with a back of its own."""

from typing import Literal

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import SIDES, Built, arc, chance, leaned, pad, star_base
from training.rooms.materials import Material, fabric, leather, metal, plastic, textured
from training.rooms.solids import box, cushion, frame, tube
from training.rooms.types import Part, Rest, Size, Style

Arms = Literal["none", "posts", "loops"]


def _seat_height(rng: Random) -> float:
    return float(rng.uniform(0.43, 0.54))


def _under(rng: Random, radius: float, top: float) -> list[Part]:
    """Base and column, with the box of levers under the seat."""
    dark = plastic(rng, "black", "dark gray")
    base = metal(rng, "silver") if chance(rng, 0.35) else dark
    return [
        *star_base(radius, top - 0.04, base, dark),
        Part("mechanism", box(0.16, 0.22, 0.05).moved(z=top - 0.06), dark),
    ]


def _arms(kind: Arms, w: float, top: float, stuff: Material, padding: Material) -> list[Part]:
    """Armrests at the sides of a chair `w` wide."""
    high, x = top + 0.2, w / 2 - 0.04
    if kind == "none":
        return []
    if kind == "posts":
        return [
            part
            for s in SIDES
            for part in (
                Part(
                    "arm",
                    tube(
                        [(s * 0.6 * x, 0, top - 0.03), (s * x, 0, top - 0.02), (s * x, 0.02, high)],
                        0.018,
                        sides=6,
                    ),
                    stuff,
                ),
                Part(
                    "armrest", pad(0.08, 0.27, 0.03, bevel=0.012).moved(s * x, -0.02, high), padding
                ),
            )
        ]
    loop = [
        (-0.13, top),
        (-0.16, high - 0.03),
        (-0.12, high),
        (0.12, high),
        (0.17, high - 0.05),
        (0.15, top + 0.02),
    ]
    return [Part("armrest", tube([(s * x, *p) for p in loop], 0.02, sides=6), stuff) for s in SIDES]


def _padded(rng: Random, size: Size) -> Built:
    """Foam seat and a back of middle height on a bar; most have arms."""
    w, d, h = size
    cover = leather(rng) if chance(rng, 0.25) else fabric(rng)
    dark, top = plastic(rng, "black", "dark gray"), _seat_height(rng)
    arms: Arms = ("posts", "posts", "loops", "none")[int(rng.integers(4))]
    wide = w - (0.16 if arms != "none" else 0.06)
    lean, gap = float(rng.uniform(4, 14)), float(rng.uniform(0.04, 0.16))
    deep, high = min(0.5, 0.8 * d), h - top - gap
    over = high * float(np.sin(np.radians(lean)))
    back = cushion(wide * float(rng.uniform(0.8, 1)), 0.07, high, radius=0.034)
    spine = tube(
        [(0, 0.05, top - 0.05), (0, deep / 2, top - 0.04), (0, deep / 2 + 0.05, top + gap + 0.1)],
        0.022,
        sides=6,
    )
    parts = [
        *_under(rng, min(w, d) / 2, top - 0.06),
        Part("seat", cushion(wide, deep, 0.08, radius=0.035).moved(0, -0.03, top - 0.07), cover),
        *leaned([Part("back", back, cover)], lean, min(deep / 2 + 0.02, d / 2 - over), top + gap),
        Part("back support", spine, dark),
        *_arms(arms, w, top, dark, dark),
    ]
    return parts, [Rest("seat", (-wide / 2, wide / 2), (-deep / 2, deep / 2 - 0.06), top)]


def _mesh(rng: Random, size: Size) -> Built:
    """A netted back in a frame over a foam seat, a headrest at times."""
    w, d, h = size
    shade = ("black", "dark gray", "gray", "white")[int(rng.integers(4))]
    stuff, top = plastic(rng, shade), _seat_height(rng)
    net = textured(fabric(rng, "black", "dark gray"), "mesh", color(rng, "gray", "dark gray"), 0.01)
    cover = fabric(rng, "black", "dark gray", "gray", "blue", "dark blue", "red")
    wide, lean = w - 0.15, float(rng.uniform(6, 16))
    head = 0.16 if h > 1.1 and chance(rng, 0.7) else 0.0
    high, deep = h - top - 0.05 - head, min(0.5, 0.8 * d)
    back = [
        Part("back frame", frame(wide, high, 0.03, 0.035), stuff),
        Part(
            "back",
            arc(wide - 0.05, 0.05, 0.012, high - 0.06, degrees=150).moved(0, 0.03, 0.03),
            net,
        ),
        Part("back support", box(0.07, 0.04, 0.8 * high).moved(0, 0.045), stuff),
    ]
    if head:
        back.append(Part("headrest", pad(0.28, 0.05, head - 0.03).moved(z=high + 0.03), net))
    over = high * float(np.sin(np.radians(lean)))
    parts = [
        *_under(rng, min(w, d) / 2, top - 0.05),
        Part("seat", pad(wide, deep, 0.06, bevel=0.025).moved(0, -0.03, top - 0.06), cover),
        *leaned(back, lean, min(deep / 2, d / 2 - over - 0.03), top + 0.03),
        *_arms("posts", w, top, stuff, stuff),
    ]
    return parts, [Rest("seat", (-wide / 2, wide / 2), (-deep / 2, deep / 2 - 0.06), top)]


def _executive(rng: Random, size: Size) -> Built:
    """Thick leather pads up to the head, looped arms."""
    w, d, h = size
    cover, top = leather(rng, "black", "black", "dark brown", "brown", "white"), _seat_height(rng)
    arm = metal(rng) if chance(rng, 0.4) else plastic(rng, "black")
    wide, deep, lean = w - 0.12, 0.76 * d, float(rng.uniform(6, 14))
    rows, high = int(rng.integers(1, 4)), h - top - 0.01
    roll = pad(wide, 0.13, high / rows + 0.01, bevel=0.04)
    back = [Part("back", roll.moved(z=i * high / rows), cover) for i in range(rows)]
    over = high * float(np.sin(np.radians(lean)))
    parts = [
        *_under(rng, min(w, d) / 2, top - 0.1),
        Part("seat", cushion(wide, deep, 0.13, radius=0.05).moved(0, -0.06, top - 0.12), cover),
        *leaned(back, lean, d / 2 - over - 0.06, top - 0.01),
        *_arms("loops", w, top, arm, cover),
    ]
    return parts, [Rest("seat", (-wide / 2, wide / 2), (-deep / 2, deep / 2 - 0.14), top + 0.01)]


def _task(rng: Random, size: Size) -> Built:
    """A small chair without arms: a rounded seat and a low back."""
    w, d, h = size
    cover = plastic(rng, "black", "white", "blue", "red") if chance(rng, 0.3) else fabric(rng)
    dark, top = plastic(rng, "black", "dark gray"), _seat_height(rng)
    wide, deep = 0.46 * w / 0.56, min(0.46, 0.8 * d)
    high, lean = float(rng.uniform(0.24, 0.36)), float(rng.uniform(2, 10))
    high = min(high, h - top - 0.06)
    back = arc(wide * float(rng.uniform(0.85, 1)), 0.08, 0.05, high, degrees=130)
    spine = tube(
        [(0, 0, top - 0.05), (0, deep / 2 + 0.05, top - 0.03), (0, deep / 2 + 0.05, h - high / 2)],
        0.018,
        sides=6,
    )
    parts = [
        *_under(rng, min(w, d) / 2, top - 0.05),
        Part("seat", pad(wide, deep, 0.06, bevel=0.025).moved(0, -0.03, top - 0.06), cover),
        *leaned([Part("back", back, cover)], lean, deep / 2 + 0.04, h - high),
        Part("back support", spine, dark),
    ]
    return parts, [Rest("seat", (-wide / 2, wide / 2), (-deep / 2, deep / 2 - 0.06), top)]


_SPREAD = (0.1, 0.1, 0.08)
OFFICE_CHAIR_STYLES = (
    Style("office swivel", (0.66, 0.65, 0.97), _SPREAD, _padded, 3.0),
    Style("conference mesh", (0.68, 0.66, 1.02), _SPREAD, _mesh, 1.2),
    Style("executive", (0.68, 0.73, 1.12), _SPREAD, _executive, 0.7),
    Style("task", (0.58, 0.59, 0.88), _SPREAD, _task, 1.0),
)
