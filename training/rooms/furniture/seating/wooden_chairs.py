"""Chairs of wood: with open or panelled backs, padded, with armrests."""

from functools import partial
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.seating.upholstered import upholstery
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    bar,
    chance,
    leaned,
    legs,
    pad,
    post,
    rounded,
)
from training.rooms.materials import (
    Material,
    painted_wood,
    wood,
)
from training.rooms.solids import box, extruded
from training.rooms.types import Part, Rest, Size, Style

Back = Literal["slats", "ladder", "spindles", "panel", "cross"]


def seat_rest(width: float, front: float, back: float, z: float) -> list[Rest]:
    return [Rest("seat", (0.03 - width / 2, width / 2 - 0.03), (front + 0.02, back), z)]


def _timber(rng: Random) -> Material:
    return painted_wood(rng) if chance(rng, 0.25) else wood(rng)


def _wooden(rng: Random, size: Size, back: Back) -> Built:
    """Legs, stretchers, a flat seat and an open or closed wooden back."""
    w, d, h = size
    timber = _timber(rng)
    top = float(rng.uniform(0.43, 0.48))
    lean = float(rng.uniform(3, 12))
    over = (h - top) * float(np.sin(np.radians(lean)))
    deep, middle = d - over, -over / 2
    seat = extruded(rounded(w, deep, radius=float(rng.uniform(0.01, 0.12))), 0.03)
    cover = upholstery(rng) if chance(rng, 0.25) else timber
    splayed = back == "spindles" or chance(rng, 0.25)
    stand = legs(
        w - 0.02,
        deep - 0.02,
        top - 0.03,
        timber,
        thick=float(rng.uniform(0.028, 0.045)),
        taper=float(rng.uniform(0.6, 1)),
        splay=0.05 if splayed else 0,
        square=not splayed,
    )
    parts = [
        Part("seat", seat.moved(0, middle, top - 0.03), cover),
        *(Part(p.name, p.solid.moved(y=middle), p.material) for p in stand),
        *leaned(_back(rng, back, w, h - top, timber), lean, middle + deep / 2 - 0.025, top - 0.02),
    ]
    if chance(rng, 0.6):
        low = top * float(rng.uniform(0.25, 0.5))
        rail = box(0.02, deep - 0.06, 0.025)
        parts += [
            Part("stretcher", rail.moved(s * (w / 2 - 0.035), middle, low), timber) for s in SIDES
        ]
    return parts, seat_rest(w, -d / 2, d / 2 - over - 0.05, top)


def _back(rng: Random, kind: Back, w: float, high: float, timber: Material) -> list[Part]:
    """An upright back whose foot is at the origin."""
    high += 0.01
    thick = float(rng.uniform(0.024, 0.034))
    posts = [
        Part("back post", box(thick, thick, high).moved(s * (w - thick) / 2), timber) for s in SIDES
    ]
    inner = w - 2 * thick
    if kind in ("slats", "ladder"):
        count = int(rng.integers(2, 4)) if kind == "slats" else int(rng.integers(4, 7))
        pitch = (high - 0.06) / count
        board = box(inner, 0.016, pitch * float(rng.uniform(0.3, 0.6)))
        bars = [
            Part("back slat", board.moved(z=0.06 + (i + 0.4) * pitch), timber) for i in range(count)
        ]
        return posts + bars
    rail = Part("back rail", box(inner, 0.022, 0.07).moved(z=high - 0.07), timber)
    if kind == "spindles":
        count = int(rng.integers(4, 8))
        xs = np.linspace(-inner / 2, inner / 2, count + 2)[1:-1]
        rods = [
            Part("spindle", bar((0.8 * x, 0, 0), (x, 0, high - 0.07), 0.009, sides=6), timber)
            for x in xs.tolist()
        ]
        return [*posts, rail, *rods]
    if kind == "cross":
        x, z = inner / 2, high - 0.08
        rods = [
            Part("back brace", bar((s * x, 0, 0.1), (-s * x, 0, z), 0.012, sides=6), timber)
            for s in SIDES
        ]
        return [*posts, rail, *rods]
    gap = high * float(rng.uniform(0.1, 0.35))
    board = box(inner, 0.015, high - 0.07 - gap).moved(z=gap)
    return [*posts, rail, Part("back panel", board, timber)]


def _padded(rng: Random, size: Size) -> Built:
    """Upholstered seat and closed back on four wooden legs, as around dining tables."""
    w, d, h = size
    cover, timber = upholstery(rng), wood(rng)
    top, thick = float(rng.uniform(0.45, 0.5)), float(rng.uniform(0.07, 0.12))
    lean = float(rng.uniform(4, 12))
    over = (h - top) * float(np.sin(np.radians(lean)))
    deep, middle = d - over, -over / 2
    high = (h - top + 0.06) / float(np.cos(np.radians(lean)))
    back = [Part("back", pad(w * float(rng.uniform(0.9, 1)), 0.07, high, bevel=0.03), cover)]
    stand = legs(w - 0.03, deep - 0.03, top - thick, timber, thick=0.045, taper=0.7)
    parts = [
        Part("seat", pad(w, deep, thick, bevel=0.03).moved(0, middle, top - thick), cover),
        *(Part(p.name, p.solid.moved(y=middle), p.material) for p in stand),
        *leaned(back, lean, middle + deep / 2 - 0.04, top - 0.06),
    ]
    return parts, seat_rest(w, -d / 2, d / 2 - over - 0.08, top)


def _guest(rng: Random, size: Size) -> Built:
    """Wooden frame whose front legs carry the armrests, padded seat and back."""
    w, d, h = size
    cover, timber = upholstery(rng), _timber(rng)
    top, arm = float(rng.uniform(0.44, 0.48)), float(rng.uniform(0.62, 0.68))
    thick = float(rng.uniform(0.03, 0.05))
    lean = float(rng.uniform(6, 12))
    x = (w - thick) / 2
    parts = [Part("seat", pad(w - 2 * thick, d - 0.1, 0.08).moved(0, -0.03, top - 0.08), cover)]
    for s in SIDES:
        front = box(thick, thick, arm).moved(s * x, thick / 2 - d / 2)
        rear = post((0, d / 2 - 0.02), (0, d / 2 - 0.14), arm, thick, square=True).moved(s * x)
        rest = pad(max(0.05, thick), d - 0.1, 0.03, bevel=0.01).moved(s * x, -0.05, arm)
        parts += [
            Part("leg", front, timber),
            Part("leg", rear, timber),
            Part("armrest", rest, timber),
            Part("rail", box(thick, d - 0.12, 0.05).moved(s * x, 0, top - 0.09), timber),
        ]
    gap = float(rng.uniform(0, 0.12))
    back = [
        Part("back", pad(w - 2 * thick, 0.06, h - top - gap + 0.01).moved(z=gap), cover),
        *(Part("back post", box(0.03, 0.03, h - top).moved(s * x, 0.01), timber) for s in SIDES),
    ]
    parts += leaned(back, lean, d / 2 - 0.05 - (h - top) * np.sin(np.radians(lean)), top)
    return parts, seat_rest(w - 0.1, -d / 2, d / 2 - 0.2, top)


_OFTEN, _SPREAD = (0.11, 0.11, 0.08), (0.13, 0.12, 0.09)
WOODEN_CHAIR_STYLES = (
    Style("wooden kitchen", (0.46, 0.50, 0.89), _OFTEN, partial(_wooden, back="slats"), 1.2),
    Style("ladder-back", (0.48, 0.50, 1.03), _OFTEN, partial(_wooden, back="ladder"), 0.5),
    Style("spindle-back", (0.50, 0.53, 0.93), _OFTEN, partial(_wooden, back="spindles"), 0.7),
    Style("panel-back", (0.47, 0.51, 0.88), _OFTEN, partial(_wooden, back="panel"), 0.9),
    Style("cross-back", (0.48, 0.52, 0.88), _OFTEN, partial(_wooden, back="cross"), 0.3),
    Style("padded dining", (0.49, 0.59, 0.97), _OFTEN, _padded, 1.2),
    Style("wooden arm", (0.60, 0.62, 0.87), _SPREAD, _guest, 2.0),
)
