"""Bathtubs."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.bathroom.plumbing import tap
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, ceramic, metal, textured
from training.rooms.solids import Ring, Solid, cylinder, joined, lofted, skin, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _hollow(w: float, d: float, h: float, *, power: float = 5) -> list[Ring]:
    """The inside of a tub from its edge down: steep at the sides, rounded at the bottom."""
    return [
        Ring(w, d, h, power=power),
        Ring(0.94 * w, 0.9 * d, 0.6 * h, power=power),
        Ring(0.84 * w, 0.78 * d, 0.22 * h, power=power),
        Ring(0.72 * w, 0.6 * d, 0.12 * h, power=power),
        Ring(0, 0, 0.11 * h),
    ]


def _enamel(rng: Random) -> Material:
    return ceramic(rng, *["white"] * 9, "cream", "beige", "light gray")


def _tub_tap(rng: Random, w: float, z: float) -> Solid:
    """At the right end, turned towards the middle."""
    return tap(rng, 0.11, 0.13).moved(yaw=-90).moved(w / 2 - 0.035, 0, z)


def _built_in(rng: Random, size: Size) -> Built:
    """Between walls, with an apron in front; the taps are often on the wall instead."""
    w, d, h = size
    wanted = rng.random() < 0.35
    edge = h - 0.11 if wanted else h
    lip = rng.uniform(0.05, 0.08)
    power = float(rng.choice([3.5, 5, 9]))
    china = _enamel(rng)
    tub = lofted(
        [
            Ring(0, 0, 0),
            Ring(w, 0.97 * d, 0, power=60),
            Ring(w, 0.97 * d, edge - 0.04, power=60),
            Ring(w, d, edge - 0.04, power=60),
            Ring(w, d, edge, power=60),
            *_hollow(w - 2.4 * lip, d - 2 * lip, edge, power=power),
        ],
        sides=32,
    )
    chrome = metal(rng, "silver")
    drain = cylinder(0.03, 0.005, sides=10).moved(0.25 * w, 0, 0.115 * edge)
    parts = [Part("tub", tub, china), Part("drain", drain, chrome)]
    if wanted:
        parts.append(Part("tap", _tub_tap(rng, w, edge), chrome))
    return parts, [_bottom(w, d, edge)]


def _bottom(w: float, d: float, h: float) -> Rest:
    return Rest("inside", (-0.28 * w, 0.28 * w), (-0.2 * d, 0.2 * d), 0.125 * h, 1.2)


def _free_standing(rng: Random, size: Size) -> Built:
    """An oval shell whose ends rise."""
    w, d, h = size
    power = float(rng.choice([2.2, 2.8, 4]))
    foot = rng.uniform(0.72, 0.9)
    shell = lofted(
        [
            Ring(0, 0, 0),
            Ring(foot * w, foot * d, 0, power=power),
            Ring((0.3 + 0.7 * foot) * w, (0.3 + 0.7 * foot) * d, 0.5 * h, power=power),
            Ring(w, d, h, power=power),
            *_hollow(w - 0.06, d - 0.06, h, power=power),
        ],
        sides=32,
    )
    return [Part("tub", _raised(shell, h, rng.uniform(0, 0.12)), _enamel(rng))], [_bottom(w, d, h)]


def _raised(shell: Solid, height: float, share: float) -> Solid:
    """Its ends drawn up towards the height, its middle lowered."""
    v = shell.vertices.copy()
    end = np.abs(v[:, 0]) / np.abs(v[:, 0]).max()
    v[:, 2] *= 1 - share * (1 - end**2) * (v[:, 2] / height)
    return Solid(v, shell.faces, shell.smooth)


def _claw_foot(rng: Random, size: Size) -> Built:
    """A cast tub with a rolled edge on four bent feet."""
    w, d, h = size
    low = rng.uniform(0.1, 0.14)
    deep = h - low
    iron = metal(rng, "silver", "gold", "black", "white")
    color = _enamel(rng) if rng.random() < 0.75 else ceramic(rng, "black", "dark blue", "teal")
    shell = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.7 * w, 0.6 * d, 0, power=2.4),
            Ring(0.88 * w, 0.84 * d, 0.25 * deep, power=2.6),
            Ring(0.94 * w, 0.92 * d, 0.9 * deep, power=2.8),
            Ring(w, d, 0.92 * deep, power=2.8),
            Ring(0.99 * w, 0.98 * d, deep, power=2.8),
            *_hollow(0.93 * w, 0.88 * d, deep, power=2.8),
        ],
        sides=28,
    )
    foot = joined(
        tube([(0, 0, low + 0.12), (0.05, 0, low + 0.04), (0.02, 0, 0.04)], 0.025, sides=6),
        pad(0.07, 0.06, 0.05, bevel=0.02).moved(0.03),
    )
    right = [foot.moved(0.28 * w, 0.28 * d * s) for s in (-1, 1)]
    feet = [*right, *(solid.mirrored() for solid in right)]
    return [
        Part("tub", _raised(shell, deep, rng.uniform(0, 0.1)).moved(z=low), color),
        *(Part("foot", solid, iron) for solid in feet),
    ], [_bottom(w, d, h)]


def _deck(rng: Random, size: Size) -> Built:
    """A whirlpool let into a wide surround, with nozzles and a tap on the edge."""
    w, d, h = size
    edge = h - 0.11
    color = _enamel(rng)
    skirt = textured(_enamel(rng), "tiles", color.color, 0.1) if rng.random() < 0.5 else color
    lip = rng.uniform(0.1, 0.16)
    chrome = metal(rng, "silver", "gold")
    walls = [Ring(w, d, z, power=60) for z in (0.0, edge - 0.03, edge)]
    block = lofted(walls[:2], sides=32, smooth=False)
    tub = lofted(
        [
            *walls[1:],
            *_hollow(w - 2 * lip, d - 2 * lip, edge, power=2.6),
        ],
        sides=32,
    )
    return [
        Part("skirt", block, skirt),
        Part("tub", tub, color),
        Part("tap", _tub_tap(rng, w, edge), chrome),
    ], [_bottom(w, d, edge)]


def _corner(rng: Random, size: Size) -> Built:
    """Two sides along walls, its front cut off by a curve."""
    w, d, h = size
    china = _enamel(rng)
    edge = h - 0.09
    angles = np.arange(33) * (2 * np.pi / 32)
    bay = rng.uniform(0.35, 0.5)
    outline = np.array([_corner_radius(float(a), bay) for a in angles])

    def ring(share: float, z: float, round_: float = 0.0) -> np.ndarray:
        r = share * (outline * (1 - round_) + 0.42 * round_)
        x, y = r * np.cos(angles) * w, r * np.sin(angles) * d
        return np.stack([x, y, np.full(33, z)], axis=-1)

    rows = [ring(1, 0), ring(1, edge), ring(0.84, edge, 0.5), ring(0.74, 0.5 * edge, 0.8),
            ring(0.5, 0.18 * edge, 1), ring(0, 0.16 * edge)]  # fmt: skip
    pipe = tap(rng, 0.09, 0.12).moved(yaw=-45).moved(0.36 * w, 0.36 * d, edge)
    return [
        Part("tub", skin(np.stack(rows)), china),
        Part("tap", pipe, metal(rng, "silver")),
    ], [Rest("inside", (-0.15 * w, 0.15 * w), (-0.15 * d, 0.15 * d), 0.18 * edge, 1.2)]


def _corner_radius(angle: float, bay: float) -> float:
    """From the middle of a unit square whose front left corner is rounded off."""
    c, s = np.cos(angle), np.sin(angle)
    square = 0.5 / max(abs(c), abs(s))
    towards = (-c - s) / np.sqrt(2)
    return min(square, bay / towards) if towards > 0.1 else square


BATHTUB = Category(
    "bathtub",
    "floor",
    (
        Style("built-in", (1.52, 0.75, 0.43), (0.06, 0.06, 0.15), _built_in, 5),
        Style("free-standing oval", (1.6, 0.78, 0.55), (0.07, 0.07, 0.08), _free_standing, 0.6),
        Style("claw-foot", (1.55, 0.74, 0.58), (0.07, 0.06, 0.07), _claw_foot, 0.4),
        Style("whirlpool", (1.6, 0.98, 0.55), (0.08, 0.14, 0.1), _deck, 0.9),
        Style("corner", (1.4, 1.4, 0.58), (0.06, 0.06, 0.08), _corner, held_out=True),
    ),
    scannet="bathtub",
    sunrgbd="bathtub",
)
