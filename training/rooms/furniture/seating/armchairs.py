"""Armchairs."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.seating.sofas import steel_cage, wooden_frame
from training.rooms.furniture.seating.upholstered import (
    armrest,
    cushioned_seat,
    short_feet,
    upholstered_sofa,
    upholstery,
)
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    arc,
    bar,
    chance,
    leaned,
    legs,
    moved,
    oval,
    pad,
    profile,
    ribbon,
)
from training.rooms.materials import fabric, leather, metal, wood
from training.rooms.solids import box, cushion, cylinder, extruded
from training.rooms.types import Category, Part, Rest, Size, Style


def _tub(rng: Random, size: Size) -> Built:
    """One round wall for back and arms, on short legs or a turning plate."""
    w, d, h = size
    cover = upholstery(rng)
    top, floor, thick = float(rng.uniform(0.41, 0.46)), float(rng.uniform(0.03, 0.2)), 0.12
    wall = arc(w, 0.62 * d, thick, h - floor, degrees=float(rng.uniform(165, 190)))
    vertices = wall.vertices.copy()
    near = np.clip(-vertices[:, 1] / (0.6 * d), 0, 1)
    low = float(rng.uniform(0.6, 0.92))
    vertices[:, 2] *= 1 - (1 - low) * near
    seat = extruded(oval(w - 2 * thick + 0.04, 0.9 * d, power=3.0), 0.1)
    stuff = metal(rng) if chance(rng, 0.4) else wood(rng)
    under: list[Part] = (
        [
            Part("foot", cylinder(0.4 * w, 0.02, sides=18), stuff),
            Part("column", cylinder(0.04, floor), stuff),
        ]
        if floor > 0.1 and chance(rng, 0.4)
        else legs(0.62 * w, 0.62 * d, floor + 0.02, stuff, thick=0.045, taper=0.6, square=False)
    )
    parts = [
        *under,
        Part("back", type(wall)(vertices, wall.faces).moved(0, d / 2, floor), cover),
        Part(
            "seat frame",
            extruded(oval(w - 2 * thick, 0.9 * d, power=3.0), top - 0.1 - floor).moved(
                0, -0.05 * d, floor
            ),
            cover,
        ),
        Part("seat cushion", seat.moved(0, -0.05 * d, top - 0.1), cover),
    ]
    return parts, [Rest("seat", (-0.3 * w, 0.3 * w), (-0.45 * d, 0.25 * d), top)]


def _wing(rng: Random, size: Size) -> Built:
    """A tall back with wings at the sides of the head."""
    w, d, h = size
    cover, floor, top = (
        upholstery(rng),
        float(rng.uniform(0.12, 0.2)),
        float(rng.uniform(0.42, 0.47)),
    )
    side, lean = float(rng.uniform(0.1, 0.14)), 8.0
    over = (h - floor) * float(np.sin(np.radians(lean)))
    inner = w - 2 * side
    ear = profile(
        [
            (0.0, 0.62 - floor),
            (0.0, h - floor),
            (-0.14, h - floor - 0.03),
            (-float(rng.uniform(0.2, 0.3)), h - floor - 0.22),
            (-0.2, 0.62 - floor),
        ],
        0.06,
    )
    back = [
        Part("back", pad(inner + 0.06, 0.13, h - floor, bevel=0.04).moved(0, -0.06), cover),
        *(Part("wing", ear.moved(s * (inner / 2 + 0.02)), cover) for s in SIDES),
    ]
    deep = d - 0.12
    parts = [
        *short_feet(rng, w, d - over, floor),
        *moved(cushioned_seat(rng, inner, deep, top, floor, 1, cover, loose=True), y=-0.06),
        *leaned(back, lean, d / 2 - over, floor),
    ]
    rest = armrest(rng, "rolled", side, d - over - 0.05, 0.62 - floor, cover)
    parts += [p for s in SIDES for p in moved([rest], s * (w - side) / 2, -over / 2 - 0.02, floor)]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.02, d / 2 - 0.28), top)]


def _recliner(rng: Random, size: Size) -> Built:
    """Bulky pads, at times with the footrest out."""
    w, d, h = size
    cover = leather(rng) if chance(rng, 0.6) else fabric(rng)
    out = d > 1.05
    body, side, top = (d - 0.4 if out else d), 0.19, float(rng.uniform(0.44, 0.5))
    inner, lean = w - 2 * side, float(rng.uniform(24, 34)) if out else float(rng.uniform(8, 14))
    over = (h - top) * float(np.tan(np.radians(lean)))
    high = (h - top) / float(np.cos(np.radians(lean)))
    deep = body - over
    roll = cushion(inner + 0.08, 0.2, high / 2 + 0.03, radius=0.09)
    y = d / 2 - over - deep / 2
    parts = [
        Part("seat frame", box(inner, deep, top - 0.15).moved(0, y, 0.02), cover),
        Part(
            "seat cushion",
            cushion(inner, deep, 0.16, radius=0.07).moved(0, y - 0.02, top - 0.14),
            cover,
        ),
        *(
            Part(
                "armrest",
                pad(side, deep - 0.02, 0.6, bevel=0.05).moved(s * (w - side) / 2, y),
                cover,
            )
            for s in SIDES
        ),
        *leaned(
            [Part("back", roll.moved(z=i * high / 2), cover) for i in range(2)],
            lean,
            d / 2 - over - 0.1,
            top - 0.04,
        ),
    ]
    if out:
        rest = (
            cushion(inner, 0.44, 0.12, radius=0.05).tilted(-6).moved(0, -d / 2 + 0.22, top - 0.16)
        )
        parts.append(Part("footrest", rest, cover))
    return parts, [
        Rest("seat", (-inner / 2, inner / 2), (y - deep / 2 + 0.02, y + deep / 2 - 0.2), top + 0.02)
    ]


def _slipper(rng: Random, size: Size) -> Built:
    """A low padded chair without arms, seat and back in one sweep."""
    w, d, h = size
    cover, floor, top = (
        upholstery(rng),
        float(rng.uniform(0.15, 0.24)),
        float(rng.uniform(0.42, 0.46)),
    )
    lean = float(rng.uniform(10, 20))
    over = (h - top) * float(np.tan(np.radians(lean)))
    thick = top - floor
    sweep = [
        (0.02 - d / 2, top - thick / 2),
        (d / 2 - over - 0.18, top - thick / 2),
        (d / 2 - over - 0.04, top - 0.02),
        (d / 2 - 0.06, h),
    ]
    parts = [
        *short_feet(rng, w, d - over, floor),
        Part("seat", pad(w, d - over, thick, bevel=0.06).moved(0, -over / 2, floor), cover),
        Part("back", ribbon(sweep[1:], 0.13, w), cover),
    ]
    return parts, [Rest("seat", (-w / 2, w / 2), (-d / 2 + 0.02, d / 2 - over - 0.15), top)]


def _rocking(rng: Random, size: Size) -> Built:
    """Two curved runners under a wooden armchair."""
    w, d, h = size
    timber = wood(rng)
    cover = fabric(rng) if chance(rng, 0.5) else timber
    top, x, lean = float(rng.uniform(0.4, 0.45)), w / 2 - 0.03, float(rng.uniform(12, 18))
    ys = np.linspace(-d / 2 + 0.02, d / 2 - 0.02, 9).tolist()
    runner = [(y, 0.02 + 0.09 * (2 * y / d) ** 2) for y in ys]
    parts: list[Part] = []
    for s in SIDES:
        parts += [
            Part("runner", ribbon(runner, 0.035, 0.035).moved(s * x), timber),
            Part("leg", bar((s * x, -0.26 * d, 0.04), (s * x, -0.28 * d, 0.63), 0.018), timber),
            Part("leg", bar((s * x, 0.2 * d, 0.04), (s * x, 0.16 * d, 0.63), 0.018), timber),
            Part(
                "armrest",
                pad(0.07, 0.58 * d, 0.025, bevel=0.01).moved(s * x, -0.07 * d, 0.63),
                timber,
            ),
        ]
    over = (h - top) * float(np.tan(np.radians(lean)))
    foot = min(0.18 * d, d / 2 - over)
    high = (h - top) / float(np.cos(np.radians(lean)))
    inner = w - 0.12
    rods = [
        Part("spindle", bar((t, 0, 0), (t, 0, high), 0.01, sides=6), timber)
        for t in np.linspace(0.05 - inner / 2, inner / 2 - 0.05, 7).tolist()
    ]
    rail = Part("back rail", box(inner, 0.03, 0.1).moved(z=high - 0.1), timber)
    parts += [
        Part(
            "seat", pad(w - 0.04, 0.6 * d, 0.05, bevel=0.02).moved(0, -0.07 * d, top - 0.05), cover
        ),
        *leaned([*rods, rail], lean, foot, top - 0.02),
    ]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-0.35 * d, 0.1 * d), top)]


_CHAIR = (0.14, 0.12, 0.08)
ARMCHAIR = Category(
    "armchair",
    "floor",
    (
        Style("club", (0.88, 0.80, 0.80), _CHAIR, partial(upholstered_sofa, loose=0.4), 2.0),
        Style("tub", (0.74, 0.69, 0.76), _CHAIR, _tub, 1.5),
        Style("wing", (0.76, 0.80, 1.03), _CHAIR, _wing, 0.6),
        Style("recliner", (0.92, 1.0, 1.0), (0.07, 0.15, 0.06), _recliner, 0.4),
        Style("wooden lounge", (0.72, 0.79, 0.82), _CHAIR, wooden_frame, 1.5),
        Style("steel cage", (0.78, 0.73, 0.72), _CHAIR, steel_cage, 0.6),
        Style("slipper", (0.65, 0.74, 0.80), _CHAIR, _slipper, 0.8),
        Style("rocking", (0.66, 0.86, 1.05), _CHAIR, _rocking, held_out=True),
    ),
    scannet="chair",
    sunrgbd="chair",
)
