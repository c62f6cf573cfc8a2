"""Clothes, hats and umbrellas."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    bar,
    chance,
    cloth,
    grid,
    heap,
    pad,
)
from training.rooms.materials import fabric, leather, metal, plastic, wood
from training.rooms.solids import Solid, box, cylinder, extruded, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _pile(rng: Random, size: Size) -> Built:
    """Several garments in a heap, each of its own colour."""
    w, d, h = size
    count = int(rng.integers(2, 5))
    parts = [Part("garment", heap(rng, w, d, h, rough=0.25), fabric(rng))]
    for _ in range(count - 1):
        wide, deep = (float(v) for v in rng.uniform(0.45, 0.7, size=2) * (w, d))
        x, y = (float(v) for v in rng.uniform(-0.5, 0.5, size=2) * (w - wide, d - deep))
        lump = heap(rng, wide, deep, float(rng.uniform(0.7, 0.98)) * h, rough=0.25)
        parts.append(Part("garment", lump.moved(x, y), fabric(rng)))
    return parts, []


def _stack(rng: Random, size: Size) -> Built:
    """Folded garments one on another."""
    w, d, h = size
    count = int(rng.integers(2, 7))
    layer = pad(0.97 * w, 0.97 * d, h / count, bevel=0.018)
    parts = []
    for i in range(count):
        x, y, yaw = (float(v) for v in rng.uniform(-1, 1, size=3) * (0.015 * w, 0.015 * d, 3.0))
        parts.append(Part("garment", layer.moved(x, y, i * h / count, yaw=yaw), fabric(rng)))
    return parts, []


def _laid(rng: Random, size: Size) -> Built:
    """A shirt or a jumper laid out flat with its sleeves spread."""
    w, d, h = size
    stuff = fabric(rng)
    places = grid(0.56 * w, d, 7, 9)
    body = cloth(rng, places, np.full((7, 9), 0.5 * h), wrinkles=0.25 * h, period=0.3)
    parts = [Part("body", body, stuff)]
    for s in SIDES:
        sleeve = grid(0.5 * w, 0.24 * d, 6, 4)
        fall = np.column_stack([sleeve[..., 0].ravel(), sleeve[..., 1].ravel()]).reshape(6, 4, 2)
        arm = cloth(rng, fall, np.full((6, 4), 0.45 * h), wrinkles=0.2 * h, period=0.2)
        arm = arm.moved(yaw=float(-s * rng.uniform(5, 20))).moved(s * 0.27 * w, 0.2 * d)
        parts.append(Part("sleeve", arm, stuff))
    return parts, []


def _trousers(rng: Random, size: Size) -> Built:
    """Laid out flat: a waist and two legs that lie a little apart."""
    w, d, h = size
    stuff, band = fabric(rng, "blue", "dark blue", "black", "gray", "beige"), leather(rng)
    gap = float(rng.uniform(0.06, 0.2)) * w
    wide, long = (w - gap) / 2, 0.72 * d
    leg = cloth(
        rng, grid(wide, long, 5, 9), np.full((5, 9), 0.5 * h), wrinkles=0.25 * h, period=0.25
    )
    top = cloth(rng, grid(0.85 * w, 0.36 * d, 7, 5), np.full((7, 5), 0.55 * h), wrinkles=0.2 * h)
    belt = pad(0.82 * w, 0.04, 0.6 * h, bevel=0.008)
    return [
        *(Part("leg", leg.moved(s * (wide + gap) / 2, (long - d) / 2), stuff) for s in SIDES),
        Part("waist", top.moved(0, 0.32 * d), stuff),
        Part("belt", belt.moved(0, d / 2 - 0.03), band),
    ], []


def _hung(rng: Random, size: Size) -> Built:
    """A coat that hangs against a wall from a hook."""
    w, d, h = size
    stuff, hook = fabric(rng), metal(rng)
    cut = np.linspace(0, 1, 9)
    # Narrow at the collar, wide at the shoulder, straight below; folds deepen downwards.
    half = w / 2 * np.interp(cut, [0, 0.1, 0.22, 1.0], [0.25, 0.75, 0.9, 1.0])
    turn = np.linspace(0, 2 * np.pi, 17)
    rows = []
    for share, edge in zip(cut.tolist(), half.tolist(), strict=True):
        fold = 1 + 0.25 * share * np.sin(5 * turn + rng.uniform(0, 0.4))
        rows.append(
            np.column_stack(
                [
                    edge * np.cos(turn),
                    0.42 * d * (0.45 + 0.55 * share) * np.sin(turn) * fold,
                    np.full(17, (1 - share) * 0.96 * h),
                ]
            )
        )
    points = np.array(rows)
    a = (np.arange(8)[:, None] * 17 + np.arange(16)).ravel()
    faces = np.concatenate([np.stack([a, a + 17, a + 18], 1), np.stack([a, a + 18, a + 1], 1)])
    body = Solid(points.reshape(-1, 3), faces, smooth=True)
    arm = [(0.36 * w, 0, 0.82 * h), (0.44 * w, -0.25 * d, 0.6 * h), (0.42 * w, -0.3 * d, 0.34 * h)]
    sleeves = [tube([(s * x, y, z) for x, y, z in arm], 0.055, sides=8) for s in SIDES]
    peg = bar((0, d / 2, 0.94 * h), (0, 0.1 * d, h - 0.012), 0.01, sides=6)
    return [
        Part("body", body, stuff),
        *(Part("sleeve", s, stuff) for s in sleeves),
        Part("hook", peg, hook),
    ], []


def _cap(rng: Random, size: Size) -> Built:
    """A dome with a peak towards -y."""
    w, d, h = size
    stuff = fabric(rng)
    r = 0.5 * w
    dome = turned(
        [(r, 0), (r, 0.3 * h), (0.85 * r, 0.7 * h), (0.5 * r, 0.93 * h), (0, h)], sides=14
    )
    turns = np.radians(np.linspace(200, 340, 9))
    outline = [(0.9 * r * float(np.cos(t)), (d - r) * float(np.sin(t))) for t in turns]
    inner = [(0.9 * r * float(np.cos(t)), 0.6 * r * float(np.sin(t))) for t in turns[::-1]]
    peak = extruded([*outline, *inner], 0.012)
    back = (d - w) / 2
    return [Part("crown", dome.moved(0, back), stuff), Part("peak", peak.moved(0, back), stuff)], []


def _brimmed(rng: Random, size: Size) -> Built:
    """A crown with a dent and a brim all round, a band between."""
    w, d, h = size
    straw = fabric(rng, "beige", "brown", "black", "gray", "cream")
    crown, brim = float(rng.uniform(0.28, 0.34)) * w, w / 2
    felt = turned(
        [
            (0.0, 0.02),
            (crown, 0.02),
            (brim, 0.0),
            (brim, 0.008),
            (crown, 0.035),
            (0.85 * crown, h),
            (0.4 * crown, 0.94 * h),
            (0, 0.9 * h),
        ],
        sides=18,
    )
    band = cylinder(crown + 0.004, 0.03, top=0.98 * crown, sides=18).moved(z=0.03)
    return [
        Part("hat", felt.scaled(1, d / w, 1), straw),
        Part("band", band.scaled(1, d / w, 1), fabric(rng)),
    ], []


def _beanie(rng: Random, size: Size) -> Built:
    """Knitted, with a turned-up rim and perhaps a bobble."""
    w, d, h = size
    wool, r = fabric(rng), w / 2
    top = 0.8 * h if chance(rng, 0.5) else h
    parts = [
        Part(
            "hat",
            turned(
                [
                    (0.94 * r, 0),
                    (0.95 * r, 0.4 * top),
                    (0.7 * r, 0.8 * top),
                    (0.3 * r, 0.97 * top),
                    (0, top),
                ]
            ).scaled(1, d / w, 1),
            wool,
        ),
        Part(
            "rim",
            turned([(0.94 * r, 0), (r, 0.02), (r, 0.3 * h), (0.94 * r, 0.32 * h)]).scaled(
                1, d / w, 1
            ),
            wool,
        ),
    ]
    if top < h:
        parts.append(
            Part(
                "bobble",
                turned([(0, 0), (0.09 * h + 0.01, 0.1 * h), (0, 0.24 * h)], sides=8).moved(
                    z=h - 0.24 * h
                ),
                fabric(rng),
            )
        )
    return parts, []


def _helmet(rng: Random, size: Size) -> Built:
    """A hard shell for cycling, with ridges and a strap."""
    w, d, h = size
    shell, strap = plastic(rng, "white", "black", "red", "blue", "yellow"), fabric(rng, "black")
    r = w / 2
    dome = turned(
        [(0.9 * r, 0.25 * h), (r, 0.4 * h), (0.85 * r, 0.75 * h), (0.4 * r, 0.96 * h), (0, h)]
    ).scaled(1, d / w, 1)
    loop = tube(
        [
            (-0.8 * r, 0, 0.3 * h),
            (-0.5 * r, -0.05, 0.02),
            (0.5 * r, -0.05, 0.02),
            (0.8 * r, 0, 0.3 * h),
        ],
        0.008,
        sides=5,
    )
    ridge = box(0.025, 0.6 * d, 0.03)
    return [
        Part("shell", dome, shell),
        *(Part("ridge", ridge.moved(s * 0.25 * w, 0, 0.78 * h), shell) for s in SIDES),
        Part("strap", loop, strap),
    ], []


def _furled(rng: Random, size: Size, *, lying: bool) -> Built:
    """Rolled up with its handle: standing on its tip or lying."""
    w, d, h = size
    stuff, grip = fabric(rng), wood(rng) if chance(rng, 0.5) else plastic(rng, "black")
    long, wide = (w, d) if lying else (h, w)
    r = min(0.04, 0.3 * wide)
    roll = turned(
        [
            (0, 0),
            (0.006, 0),
            (0.006, 0.05 * long),
            (0.5 * r, 0.1 * long),
            (r, 0.65 * long),
            (0.5 * r, 0.72 * long),
            (0.007, 0.75 * long),
            (0.007, 0.86 * long),
        ],
        sides=10,
    )
    crook = wide / 2 - 0.011
    hook = [
        (0.0, 0.0, 0.84 * long),
        (0.0, 0.0, 0.93 * long),
        (0.3 * crook, 0.0, 0.97 * long),
        (crook, 0.0, 0.988 * long),
        (1.7 * crook, 0.0, 0.97 * long),
        (2 * crook, 0.0, 0.91 * long),
    ]
    handle = tube(hook, 0.011, sides=7)
    parts = [Part("roll", roll, stuff), Part("handle", handle, grip)]
    if lying:
        # Along x, the crook flat on the floor.
        parts = [
            Part(p.name, p.solid.tilted(90, 1).tilted(90).moved(z=max(r, 0.012)), p.material)
            for p in parts
        ]
        low = min(float(p.solid.vertices[:, 2].min()) for p in parts)
        parts = [Part(p.name, p.solid.moved(z=-low), p.material) for p in parts]
    return parts, []


def _pocket(rng: Random, size: Size) -> Built:
    """A short folded one with a sleeve."""
    w, d, h = size
    stuff, dark = fabric(rng), plastic(rng, "black")
    r = d / 2
    parts = [
        Part(
            "roll",
            turned(
                [(0, 0), (0.8 * r, 0.02), (r, 0.3 * w), (0.9 * r, 0.75 * w), (0, 0.78 * w)],
                sides=12,
            ),
            stuff,
        ),
        Part("handle", cylinder(0.6 * r, 0.22 * w, top=0.5 * r, sides=10).moved(z=0.78 * w), dark),
    ]
    return [
        Part(p.name, p.solid.tilted(90, 1).moved(-w / 2, 0, r).scaled(1, 1, h / d), p.material)
        for p in parts
    ], []


def _opened(rng: Random, size: Size) -> Built:
    """Put up to dry: a canopy with eight ribs that rests on its rim and its handle."""
    w, _, h = size
    stuff, steel = fabric(rng), metal(rng, "silver", "black")
    canopy = turned(
        [(0.5 * w, 0), (0.42 * w, 0.25 * h), (0.27 * w, 0.43 * h), (0, 0.52 * h)],
        sides=8,
        smooth=False,
    )
    rod = bar((0, 0, -0.3 * h), (0, 0, 0.56 * h), 0.007, sides=6)
    grip = cylinder(0.016, 0.14, sides=8).moved(z=-0.44 * h)
    parts = [
        Part("canopy", canopy, stuff),
        Part("rod", rod, steel),
        Part("handle", grip, plastic(rng, "black")),
    ]
    tipped = [Part(p.name, p.solid.tilted(38), p.material) for p in parts]
    low = min(float(p.solid.vertices[:, 2].min()) for p in tipped)
    return [Part(p.name, p.solid.moved(z=-low), p.material) for p in tipped], []


_CLOTH, _HEAD = (0.2, 0.2, 0.3), (0.1, 0.1, 0.14)
CLOTHES = Category(
    "clothes",
    "surface",
    (
        Style("heap of", (0.55, 0.42, 0.24), _CLOTH, _pile, 1.6),
        Style("folded", (0.40, 0.32, 0.18), _CLOTH, _stack, 1.0),
        Style("spread", (0.75, 0.58, 0.07), _CLOTH, _laid, 0.8),
        Style("laid-out", (0.44, 0.95, 0.06), _CLOTH, _trousers, held_out=True),
        Style("hanging", (0.50, 0.24, 1.0), (0.12, 0.18, 0.16), _hung, 0.7, stands="wall"),
    ),
    sunrgbd="clothes",
)
HAT = Category(
    "hat",
    "surface",
    (
        Style("peaked", (0.19, 0.28, 0.13), _HEAD, _cap),
        Style("brimmed", (0.36, 0.38, 0.14), _HEAD, _brimmed),
        Style("knitted", (0.21, 0.22, 0.20), _HEAD, _beanie),
        Style("cycling", (0.22, 0.28, 0.18), _HEAD, _helmet, 0.5),
    ),
    held_out=True,
)
UMBRELLA = Category(
    "umbrella",
    "floor",
    (
        Style("lying", (0.88, 0.14, 0.07), (0.08, 0.1, 0.1), partial(_furled, lying=True)),
        Style("folded", (0.30, 0.07, 0.065), (0.1, 0.1, 0.1), _pocket),
        Style("open", (0.95, 0.90, 0.80), (0.08, 0.06, 0.06), _opened, 0.7),
    ),
)
