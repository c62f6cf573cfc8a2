"""Bags, backpacks and suitcases."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import SIDES, Built, chance, pad, profile
from training.rooms.materials import Material, fabric, leather, metal, paper, plastic
from training.rooms.solids import Solid, box, cushion, cylinder, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _stuff(rng: Random) -> Material:
    return leather(rng) if chance(rng, 0.4) else fabric(rng)


def _narrowed(solid: Solid, width: float, depth: float) -> Solid:
    """Scaled at its upper end by the given factors, unchanged at its foot."""
    vertices = solid.vertices.copy()
    share = vertices[:, 2:] / vertices[:, 2].max()
    vertices[:, :2] *= 1 + share * (np.array([width, depth]) - 1)
    return Solid(vertices, solid.faces, solid.smooth)


def _loop(x: float, low: float, high: float, y: float, radius: float) -> Solid:
    """A carrying strap that stands up in the plane y."""
    path = [
        (-x, y, low),
        (-0.8 * x, y, 0.7 * high + 0.3 * low),
        (-0.3 * x, y, high - radius),
        (0.3 * x, y, high - radius),
        (0.8 * x, y, 0.7 * high + 0.3 * low),
        (x, y, low),
    ]
    return tube(path, radius, sides=6)


def _tote(rng: Random, size: Size) -> Built:
    """An open sack with two straps."""
    w, d, h = size
    stuff = _stuff(rng)
    body = h * float(rng.uniform(0.6, 0.8))
    sack = _narrowed(cushion(w, d, body, radius=0.03), 0.95, float(rng.uniform(0.4, 0.9)))
    straps = [_loop(0.22 * w, 0.9 * body, h, s * 0.2 * d, 0.009) for s in SIDES]
    return [Part("body", sack, stuff), *(Part("strap", strap, stuff) for strap in straps)], []


def _handbag(rng: Random, size: Size) -> Built:
    """A flap, a buckle and one handle."""
    w, d, h = size
    stuff, gold = leather(rng), metal(rng, "gold", "silver")
    body = 0.68 * h
    flap = pad(0.96 * w, 0.02, 0.55 * body, bevel=0.008).moved(0, -d / 2 + 0.005, 0.42 * body)
    return [
        Part("body", _narrowed(cushion(w, 0.95 * d, body, radius=0.03), 0.85, 0.6), stuff),
        Part("flap", flap, stuff),
        Part("buckle", box(0.03, 0.01, 0.03).moved(0, -d / 2 + 0.003, 0.45 * body), gold),
        Part("handle", _loop(0.28 * w, 0.9 * body, h, 0, 0.01), stuff),
    ], []


def _paper_bag(rng: Random, size: Size) -> Built:
    """A shopping bag that stands, open above, with two thin loops."""
    w, d, h = size
    stuff = paper(rng) if chance(rng, 0.7) else plastic(rng, "white", "red", "blue", "black")
    body = 0.8 * h
    walls = [
        *(box(w, 0.006, body).moved(0, s * (d / 2 - 0.003)) for s in SIDES),
        *(box(0.006, d, body).moved(s * (w / 2 - 0.003)) for s in SIDES),
        box(w, d, 0.006),
    ]
    loops = [_loop(0.2 * w, 0.98 * body, h, s * (d / 2 - 0.006), 0.004) for s in SIDES]
    return [
        Part("body", joined(*walls), stuff),
        *(Part("handle", loop, paper(rng, "light brown", "white")) for loop in loops),
    ], []


def _duffel(rng: Random, size: Size) -> Built:
    """A lying drum with two short handles and closed ends."""
    w, d, h = size
    stuff, trim = fabric(rng), fabric(rng, "black", "dark gray")
    body = 0.85 * h
    drum = cushion(w, d, body, radius=0.45 * body)
    loops = [_loop(0.16 * w, 0.75 * body, h, s * 0.22 * d, 0.012) for s in SIDES]
    belt = pad(0.04, 1.01 * d, 0.95 * body, bevel=0.4 * body).moved(z=0.03 * body)
    return [
        Part("body", drum, stuff),
        *(Part("handle", loop, trim) for loop in loops),
        *(Part("strap", belt.moved(s * 0.16 * w), trim) for s in SIDES),
    ], []


def _slumped(rng: Random, size: Size) -> Built:
    """A plastic sack, knotted, fallen a little to one side."""
    w, d, h = size
    stuff = plastic(rng, "white", "black", "light gray", "light blue")
    body = cushion(w, d, 0.7 * h, radius=0.3 * h)
    vertices = body.vertices.copy()
    share = vertices[:, 2] / (0.7 * h)
    vertices[:, 0] *= 1 - 0.35 * share
    vertices[:, 0] += 0.15 * w * share**2 * SIDES[int(rng.integers(2))]
    vertices += 0.02 * np.sin(23 * vertices[:, [1, 2, 0]] + rng.uniform(0, 6, size=3))
    vertices[:, 2] -= vertices[:, 2].min()
    x = 0.15 * w * (1 if vertices[share > 0.9, 0].mean() > 0 else -1)
    knot = cylinder(0.02, 0.32 * h, top=0.06, sides=7).moved(x, 0, 0.67 * h)
    return [Part("body", Solid(vertices, body.faces, True), stuff), Part("knot", knot, stuff)], []


def _messenger(rng: Random, size: Size) -> Built:
    """A flat case for a laptop with a flap and a long strap."""
    w, d, h = size
    stuff = _stuff(rng)
    body = 0.82 * h
    strap = [
        (-0.48 * w, 0, 0.9 * body),
        (-0.3 * w, 0.1 * d, h - 0.012),
        (0.2 * w, 0.2 * d, 0.97 * h),
        (0.48 * w, 0, 0.9 * body),
    ]
    return [
        Part("body", cushion(w, 0.9 * d, body, radius=0.025), stuff),
        Part("flap", pad(0.97 * w, 0.025, 0.7 * body).moved(0, -0.45 * d, 0.3 * body), stuff),
        Part("strap", tube(strap, 0.012, sides=6), stuff),
    ], []


def _backpack(rng: Random, size: Size, *, tilt: float = 0.0) -> Built:
    """A rounded sack with a front pocket, two straps and a loop; tilted, it lies on its back."""
    w, d, h = size
    if tilt:
        d, h = h, d
    stuff, trim = fabric(rng), fabric(rng, "black", "dark gray", "gray")
    deep, high = 0.62 * d, 0.95 * h
    body = _narrowed(cushion(w, deep, high, radius=min(0.09, 0.4 * deep)), 0.86, 0.75)
    tall, bulk = float(rng.uniform(0.4, 0.6)) * h, 0.24 * d
    pocket = cushion(0.78 * w, bulk, tall, radius=0.045)
    straps = [
        [
            (s * 0.22 * w, 0.26 * deep, 0.9 * h),
            (s * 0.25 * w, 0.5 * deep + 0.1 * d, 0.7 * h),
            (s * 0.3 * w, 0.5 * deep + 0.06 * d, 0.35 * h),
            (s * 0.38 * w, 0.4 * deep, 0.08 * h),
        ]
        for s in SIDES
    ]
    parts = [
        Part("body", body, stuff),
        Part("pocket", pocket.moved(0, -deep / 2 - 0.25 * bulk, 0.06 * h), stuff),
        *(Part("strap", tube(path, 0.016, sides=6), trim) for path in straps),
        Part("loop", _loop(0.09 * w, 0.9 * high, h, 0.1 * deep, 0.008), trim),
    ]
    if chance(rng, 0.5):
        parts += [
            Part(
                "side pocket",
                pad(0.05, 0.6 * deep, 0.3 * h).moved(s * 0.48 * w, 0, 0.05 * h),
                trim,
            )
            for s in SIDES
        ]
    if tilt:
        parts = [Part(p.name, p.solid.tilted(tilt), p.material) for p in parts]
        low = min(float(p.solid.vertices[:, 2].min()) for p in parts)
        parts = [Part(p.name, p.solid.moved(z=-low), p.material) for p in parts]
    return parts, []


def _rucksack(rng: Random, size: Size) -> Built:
    """A tall pack with a lid, side pockets and a rolled mat."""
    w, d, h = size
    stuff, trim = fabric(rng), fabric(rng, "black", "dark gray", "orange")
    deep = 0.8 * d
    mat = cylinder(0.35 * deep, w, sides=12).tilted(90, 1).moved(-w / 2, -0.05 * d, 0.35 * deep)
    parts = [
        Part("mat", mat, trim),
        Part("body", cushion(0.75 * w, deep, 0.72 * h, radius=0.06).moved(z=0.16 * h), stuff),
        Part("lid", cushion(0.8 * w, 1.05 * deep, 0.16 * h, radius=0.05).moved(z=0.84 * h), stuff),
        *(
            Part(
                "side pocket",
                pad(0.14 * w, 0.6 * deep, 0.32 * h, bevel=0.03).moved(s * 0.42 * w, 0, 0.25 * h),
                stuff,
            )
            for s in SIDES
        ),
    ]
    path = [
        (0.0, 0.45 * deep, 0.85 * h),
        (0.0, d / 2 + 0.01, 0.6 * h),
        (0.0, 0.45 * deep, 0.25 * h),
    ]
    parts += [
        Part("strap", tube([(s * 0.2 * w, y, z) for _, y, z in path], 0.018, sides=6), trim)
        for s in SIDES
    ]
    return parts, []


def _trolley(rng: Random, size: Size, *, hard: bool) -> Built:
    """An upright case on wheels, its handle in or out."""
    w, d, h = size
    shell = (
        plastic(rng, "black", "silver", "blue", "red", "dark blue", "pink", "yellow")
        if hard
        else fabric(rng, "black", "dark blue", "gray", "dark red", "dark green")
    )
    rod, rubber = metal(rng, "silver", "dark gray"), plastic(rng, "black")
    out = float(rng.uniform(0.2, 0.4)) if h > 0.75 else 0.04
    body = h - out
    case = (
        pad(w, 0.85 * d, body - 0.05, bevel=0.05)
        if hard
        else cushion(w, 0.85 * d, body - 0.05, radius=0.04)
    )
    wheel = cylinder(0.025, 0.03, sides=8).tilted(90, 1)
    parts = [
        Part("case", case.moved(0, 0.02, 0.05), shell),
        *(
            Part("wheel", wheel.moved(s * 0.4 * w - 0.015, t * 0.3 * d, 0.025), rubber)
            for s in SIDES
            for t in SIDES
        ),
        Part(
            "handle",
            tube(
                [
                    (-0.2 * w, 0.36 * d, body - 0.06),
                    (-0.2 * w, 0.36 * d, h - 0.008),
                    (0.2 * w, 0.36 * d, h - 0.008),
                    (0.2 * w, 0.36 * d, body - 0.06),
                ],
                0.008,
                sides=6,
            ),
            rod,
        ),
    ]
    if hard:
        ridge = box(0.015, 0.87 * d, body - 0.16).moved(0, 0.02, 0.1)
        parts += [
            Part("ridge", ridge.moved(x * w), shell)
            for x in np.linspace(-0.36, 0.36, int(rng.integers(3, 7))).tolist()
        ]
    else:
        pocket = cushion(0.8 * w, 0.1 * d + 0.02, float(rng.uniform(0.3, 0.6)) * body, radius=0.02)
        parts.append(Part("pocket", pocket.moved(0, 0.02 - 0.45 * d, 0.12), shell))
    return parts, []


def _lying_case(rng: Random, size: Size) -> Built:
    """A case that lies flat, shut."""
    w, d, h = size
    shell = plastic(rng, "black", "gray", "blue", "dark red") if chance(rng, 0.5) else fabric(rng)
    dark = plastic(rng, "black")
    return [
        Part("case", pad(w, 0.95 * d, h, bevel=0.04).moved(0, 0.025 * d), shell),
        Part("seam", box(w + 0.004, 0.955 * d, 0.015).moved(0, 0.025 * d, 0.5 * h), dark),
        Part("handle", box(0.14, 0.03, 0.02).moved(0, 0.015 - d / 2, 0.45 * h), dark),
    ], [Rest("top", (0.05 - w / 2, w / 2 - 0.05), (0.08 - d / 2, d / 2 - 0.05), h)]


def _open_case(rng: Random, size: Size) -> Built:
    """Both halves open: a hollow shell full of clothes, the lid standing up behind."""
    w, d, h = size
    shell, inside = plastic(rng, "black", "gray", "dark blue"), fabric(rng)
    deep, rim = 0.8 * d, min(0.14, 0.4 * h)
    side = profile(
        [
            (d / 2 - 0.2 * d, 0.1 * rim),
            (d / 2 - 0.02, h - 0.02),
            (d / 2 - 0.05, h),
            (d / 2 - 0.23 * d, 0.2 * rim),
        ],
        w,
    )
    y = deep / 2 - d / 2
    walls = [
        box(w, deep, 0.01).moved(0, y),
        *(box(0.01, deep, rim).moved(s * (w - 0.01) / 2, y) for s in SIDES),
        *(box(w, 0.01, rim).moved(0, y + s * (deep - 0.01) / 2) for s in SIDES),
    ]
    return [
        Part("case", joined(*walls), shell),
        Part("lid", side, shell),
        Part(
            "clothes",
            cushion(0.9 * w, 0.85 * deep, 0.8 * rim, radius=0.04).moved(0, y, 0.01),
            inside,
        ),
    ], []


def _old_case(rng: Random, size: Size) -> Built:
    """A leather case with straps and metal corners that stands on its long side."""
    w, d, h = size
    hide, strap, brass = (
        leather(rng, "brown", "dark brown", "beige"),
        leather(rng, "dark brown"),
        metal(rng, "gold"),
    )
    body = 0.92 * h
    corner = box(0.05, 0.9 * d + 0.01, 0.05)
    return [
        Part("case", pad(w, 0.9 * d, body, bevel=0.02), hide),
        *(
            Part("strap", box(0.035, 0.92 * d, body + 0.006).moved(s * 0.28 * w), strap)
            for s in SIDES
        ),
        *(
            Part("corner", corner.moved(s * (w / 2 - 0.024), 0, z), brass)
            for s in SIDES
            for z in (0.0, body - 0.049)
        ),
        Part(
            "handle",
            tube(
                [(-0.08, 0, body), (-0.06, 0, h - 0.01), (0.06, 0, h - 0.01), (0.08, 0, body)],
                0.01,
                sides=6,
            ),
            strap,
        ),
    ], []


_BAG, _CASE = (0.2, 0.22, 0.22), (0.13, 0.13, 0.08)
BAG = Category(
    "bag",
    "floor",
    (
        Style("tote", (0.38, 0.20, 0.42), _BAG, _tote, 1.2),
        Style("hand", (0.32, 0.16, 0.28), _BAG, _handbag),
        Style("paper", (0.34, 0.20, 0.42), _BAG, _paper_bag),
        Style("duffel", (0.54, 0.30, 0.32), _BAG, _duffel, 0.8),
        Style("plastic", (0.34, 0.30, 0.30), _BAG, _slumped),
        Style("messenger", (0.40, 0.16, 0.34), _BAG, _messenger, held_out=True),
    ),
    sunrgbd="bag",
)
BACKPACK = Category(
    "backpack",
    "floor",
    (
        Style("school", (0.34, 0.29, 0.48), (0.12, 0.14, 0.1), _backpack, 2.0),
        Style("lying", (0.34, 0.50, 0.28), (0.12, 0.1, 0.12), partial(_backpack, tilt=-84.0)),
        Style("slouching", (0.34, 0.44, 0.42), (0.12, 0.1, 0.1), partial(_backpack, tilt=-28.0)),
        Style("hiking", (0.40, 0.32, 0.68), (0.1, 0.1, 0.1), _rucksack, held_out=True),
    ),
    sunrgbd="bag",
)
SUITCASE = Category(
    "suitcase",
    "floor",
    (
        Style("hard", (0.44, 0.28, 0.68), (0.14, 0.12, 0.17), partial(_trolley, hard=True)),
        Style("soft", (0.43, 0.28, 0.68), (0.14, 0.12, 0.17), partial(_trolley, hard=False), 1.2),
        Style("lying", (0.70, 0.46, 0.26), _CASE, _lying_case, 1.8),
        Style("open", (0.66, 0.55, 0.42), _CASE, _open_case, 0.3),
        Style("old leather", (0.62, 0.20, 0.46), _CASE, _old_case, held_out=True),
    ),
    sunrgbd="bag",
)
