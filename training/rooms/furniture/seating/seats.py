"""Everything that people sit on."""

from functools import partial
from itertools import pairwise
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.seating.armchairs import ARMCHAIR
from training.rooms.furniture.seating.chairs import CHAIR
from training.rooms.furniture.seating.sofas import SOFA
from training.rooms.furniture.seating.upholstered import upholstery
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    bar,
    chance,
    leaned,
    legs,
    oval,
    pad,
    star_base,
)
from training.rooms.materials import fabric, leather, metal, painted_wood, plastic, wood
from training.rooms.solids import box, cushion, cylinder, extruded, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _level(w: float, d: float, z: float) -> list[Rest]:
    return [Rest("seat", (0.02 - w / 2, w / 2 - 0.02), (0.02 - d / 2, d / 2 - 0.02), z)]


def _round_stool(rng: Random, size: Size) -> Built:
    """A disc on three or four splayed legs with a ring of rungs."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.7) else painted_wood(rng)
    cover = upholstery(rng) if chance(rng, 0.4) else timber
    thick = 0.06 if cover is not timber else 0.035
    seat = cylinder(0.45 * w, thick, sides=20)
    parts = [
        Part("seat", seat.scaled(1, d / w, 1).moved(z=h - thick), cover),
        *legs(w, d, h - thick, timber, thick=0.032, splay=0.15 * w, square=False),
    ]
    x = 0.43 * w
    rungs = [bar((-x, s * 0.43 * d, 0.25 * h), (x, s * 0.43 * d, 0.25 * h), 0.01) for s in SIDES]
    return [*parts, *(Part("rung", rung, timber) for rung in rungs)], _level(0.7 * w, 0.7 * d, h)


def _square_stool(rng: Random, size: Size) -> Built:
    """A padded or bare square seat on straight legs, with stretchers if it is tall."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.6) else metal(rng)
    cover = upholstery(rng) if chance(rng, 0.6) else timber
    thick = float(rng.uniform(0.03, 0.1))
    parts = [
        Part("seat", pad(w, d, thick).moved(z=h - thick), cover),
        *legs(w - 0.02, d - 0.02, h - thick, timber, thick=0.035),
    ]
    if h > 0.5:
        parts += [
            Part("rung", box(w - 0.05, 0.02, 0.025).moved(0, s * (d / 2 - 0.03), z), timber)
            for s, z in zip(SIDES, (0.2, 0.26), strict=True)
        ]
    return parts, _level(w, d, h)


def _swivel_stool(rng: Random, size: Size) -> Built:
    """A round cushion on a star base with castors: laboratories, surgeries."""
    w, _, h = size
    cover, steel = leather(rng), metal(rng, "silver", "black")
    parts = [
        *star_base(w / 2, h - 0.08, steel, plastic(rng, "black")),
        Part(
            "seat",
            turned([(0, 0), (0.18, 0), (0.19, 0.04), (0.16, 0.08), (0, 0.085)]).moved(z=h - 0.085),
            cover,
        ),
    ]
    return parts, _level(0.3, 0.3, h)


def _bar_stool(rng: Random, size: Size) -> Built:
    """A seat with a low back on one column over a plate, with a ring for the feet."""
    w, d, h = size
    cover, steel = upholstery(rng), metal(rng, "silver", "black")
    low, wide = float(rng.uniform(0.12, 0.28)), min(w, d) / 2
    top = h - low
    loop = [(-0.1, 0.0, 0.3), (-0.1, -0.14, 0.3), (0.1, -0.14, 0.3), (0.1, 0.0, 0.3)]
    ring = [bar(a, b, 0.01, sides=6) for a, b in pairwise(loop)]
    parts = [
        Part("foot", turned([(0, 0), (wide, 0), (wide, 0.01), (0.03, 0.04), (0, 0.04)]), steel),
        Part("column", cylinder(0.028, top - 0.1).moved(z=0.03), steel),
        *(Part("footrest", piece, steel) for piece in ring),
        Part("seat", pad(w, 0.9 * d, 0.08, bevel=0.03).moved(0, -0.05 * d, top - 0.08), cover),
        *leaned([Part("back", pad(0.95 * w, 0.05, low), cover)], 8, d / 2 - 0.05, top - 0.01),
    ]
    return parts, _level(w, 0.75 * d, top)


def _cafe_stool(rng: Random, size: Size) -> Built:
    """Pressed sheet metal with spread legs, without a back."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "red", "white", "dark gray", "blue", "yellow")
    parts = [
        Part("seat", pad(0.72 * w, 0.72 * d, 0.03, bevel=0.012).moved(z=h - 0.03), steel),
        Part(
            "apron",
            cylinder(0.5 * w, 0.06, top=0.45 * w, sides=4).moved(yaw=45, z=h - 0.085),
            steel,
        ),
        *legs(w, d, h - 0.03, steel, thick=0.035, splay=0.14 * w, taper=1.2),
    ]
    return parts, _level(0.7 * w, 0.7 * d, h)


def _step_stool(rng: Random, size: Size) -> Built:
    """Two treads between side panels."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.5) else plastic(rng, "white", "gray", "blue")
    parts = [
        *(
            Part("side", box(0.02, d / 2, h - 0.02).moved(s * (w / 2 - 0.01), d / 4), timber)
            for s in SIDES
        ),
        *(
            Part("side", box(0.02, d / 2, h / 2).moved(s * (w / 2 - 0.01), -d / 4), timber)
            for s in SIDES
        ),
        Part("tread", box(w, d / 2 + 0.02, 0.025).moved(0, d / 4, h - 0.025), timber),
        Part("tread", box(w, d / 2, 0.025).moved(0, -d / 4, h / 2), timber),
    ]
    return parts, [Rest("seat", (0.02 - w / 2, w / 2 - 0.02), (0.0, d / 2), h)]


def _slat_bench(rng: Random, size: Size) -> Built:
    """Boards along its length on two frames, as in locker rooms and parks."""
    w, d, h = size
    timber = wood(rng)
    steel = metal(rng, "black", "silver") if chance(rng, 0.5) else timber
    count = int(rng.integers(2, 6))
    pitch = d / count
    boards = [
        Part(
            "slat",
            box(w, pitch - 0.015, 0.035).moved(0, (i + 0.5) * pitch - d / 2, h - 0.035),
            timber,
        )
        for i in range(count)
    ]
    x = w / 2 - min(0.25, 0.12 * w)
    frames = [
        part
        for s in SIDES
        for part in (
            *(
                Part("leg", box(0.05, 0.05, h - 0.085).moved(s * x, t * (d / 2 - 0.05)), steel)
                for t in SIDES
            ),
            Part("rail", box(0.05, d - 0.05, 0.05).moved(s * x, 0, h - 0.085), steel),
        )
    ]
    return [*boards, *frames], _level(w, d, h)


def _padded_bench(rng: Random, size: Size) -> Built:
    """A long cushion on legs: at a bed's foot, in a hall, before a piano."""
    w, d, h = size
    cover, stuff = upholstery(rng), wood(rng) if chance(rng, 0.7) else metal(rng)
    thick = float(rng.uniform(0.07, 0.16))
    parts = [
        Part("seat", cushion(w, d, thick, radius=0.035).moved(z=h - thick), cover),
        *legs(w - 0.04, d - 0.04, h - thick + 0.01, stuff, thick=0.045, taper=0.7),
    ]
    if chance(rng, 0.4):
        rail = box(w - 0.1, 0.03, 0.06)
        parts += [
            Part("rail", rail.moved(0, s * (d / 2 - 0.045), h - thick - 0.06), stuff) for s in SIDES
        ]
    return parts, _level(w, d, h)


def _panel_bench(rng: Random, size: Size) -> Built:
    """A board on two upright panels; the space below may hold a shelf for shoes."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.6) else painted_wood(rng)
    inset = float(rng.uniform(0, 0.12)) * w
    parts = [
        Part("seat", box(w, d, 0.04).moved(z=h - 0.04), timber),
        *(
            Part("panel", box(0.04, d - 0.02, h - 0.04).moved(s * (w / 2 - 0.02 - inset)), timber)
            for s in SIDES
        ),
    ]
    rests = _level(w, d, h)
    inner = w - 2 * inset - 0.08
    z = float(rng.uniform(0.1, 0.2))
    if chance(rng, 0.5):
        parts.append(Part("shelf", box(inner, d - 0.04, 0.02).moved(z=z - 0.02), timber))
        rests.append(
            Rest("shelf", (-inner / 2, inner / 2), (0.03 - d / 2, d / 2 - 0.03), z, h - z - 0.05)
        )
    else:
        parts.append(Part("stretcher", box(inner, 0.03, 0.08).moved(z=z), timber))
    return parts, rests


def _backed_bench(rng: Random, size: Size) -> Built:
    """A settle: armrests and a slatted back over a wooden seat."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.6) else painted_wood(rng)
    top, lean = float(rng.uniform(0.42, 0.46)), 10.0
    over = (h - top) * float(np.tan(np.radians(lean)))
    xs = np.linspace(0.04 - w / 2, w / 2 - 0.04, max(4, round(w / 0.12))).tolist()
    tall = (h - top) / float(np.cos(np.radians(lean)))
    back = [
        *(Part("back slat", box(0.04, 0.015, tall).moved(x), timber) for x in xs),
        Part("back rail", box(w, 0.03, 0.08).moved(z=tall - 0.08), timber),
    ]
    deep = d - over
    parts = [
        Part("seat", box(w, deep, 0.035).moved(0, -over / 2, top - 0.035), timber),
        *(
            Part(p.name, p.solid.moved(y=-over / 2), p.material)
            for p in legs(w, deep, top - 0.03, timber, thick=0.055)
        ),
        *leaned(back, lean, d / 2 - over - 0.015, top - 0.02),
        *(
            Part(
                "armrest", box(0.05, deep, 0.03).moved(s * (w / 2 - 0.025), -over / 2, 0.63), timber
            )
            for s in SIDES
        ),
        *(
            Part(
                "arm", box(0.045, 0.045, 0.2).moved(s * (w / 2 - 0.025), 0.03 - d / 2, top), timber
            )
            for s in SIDES
        ),
    ]
    return parts, _level(w - 0.1, deep - 0.05, top)


def _pouf(rng: Random, size: Size) -> Built:
    """A round bulging cushion on the floor."""
    w, d, h = size
    cover = upholstery(rng)
    side = float(rng.uniform(0.4, 0.46)) * w
    body = turned(
        [(0, 0), (side, 0), (0.5 * w, 0.3 * h), (0.5 * w, 0.7 * h), (side, 0.97 * h), (0, h)]
    )
    return [Part("cushion", body.scaled(1, d / w, 1), cover)], _level(0.6 * w, 0.6 * d, h)


def _block(rng: Random, size: Size, lid: Literal["cushion", "flat"]) -> Built:
    """A padded box, at times with a lid that closes a chest."""
    w, d, h = size
    cover = upholstery(rng)
    floor = float(rng.uniform(0.0, 0.06)) if lid == "flat" else float(rng.uniform(0.02, 0.16))
    thick = 0.06 if lid == "flat" else float(rng.uniform(0.12, 0.18))
    parts = [Part("body", pad(w - 0.02, d - 0.02, h - thick - floor).moved(z=floor), cover)]
    top = (
        pad(w, d, thick) if lid == "flat" else cushion(w, d, thick - 0.03, radius=0.04, bulge=0.015)
    )
    parts.append(Part("lid" if lid == "flat" else "cushion", top.moved(z=h - thick), cover))
    if floor > 0.02:
        parts += legs(w - 0.06, d - 0.06, floor + 0.005, wood(rng), thick=0.05, taper=0.7)
    return parts, _level(w, d, h - 0.005)


def _legged_ottoman(rng: Random, size: Size) -> Built:
    """A cushion of any outline on short legs."""
    w, d, h = size
    cover, stuff = upholstery(rng), wood(rng) if chance(rng, 0.7) else metal(rng)
    thick = float(rng.uniform(0.12, 0.22))
    body = extruded(oval(w, d, power=float(rng.choice([2.0, 4.0, 12.0]))), thick)
    parts = [
        Part("cushion", body.moved(z=h - thick), cover),
        *legs(0.75 * w, 0.75 * d, h - thick + 0.01, stuff, thick=0.04, taper=0.6, square=False),
    ]
    return parts, _level(0.75 * w, 0.75 * d, h)


def _beanbag(rng: Random, size: Size) -> Built:
    """A slumped sack with a hollow to sit in."""
    w, d, h = size
    cover = fabric(rng) if chance(rng, 0.7) else leather(rng)
    sack = turned(
        [
            (0, 0),
            (0.42 * w, 0),
            (0.5 * w, 0.25 * h),
            (0.42 * w, 0.6 * h),
            (0.25 * w, 0.9 * h),
            (0, h),
        ]
    ).scaled(1, d / w, 1)
    vertices = sack.vertices.copy()
    # The top leans back, so that the front is low.
    share = np.clip(vertices[:, 2] / h, 0, 1)
    vertices[:, 1] += 0.12 * d * share
    vertices[:, 2] *= 1 - 0.4 * share * np.clip(0.5 - vertices[:, 1] / d, 0, 1)
    return [Part("sack", type(sack)(vertices, sack.faces, True), cover)], []


_STOOL, _BENCH, _OTTOMAN = (0.1, 0.1, 0.12), (0.38, 0.18, 0.14), (0.25, 0.2, 0.11)
STOOL = Category(
    "stool",
    "floor",
    (
        Style(
            "round wooden", (0.38, 0.38, 0.48), (0.14, 0.14, 0.22), _round_stool, 1.2, round=True
        ),
        Style("square", (0.42, 0.36, 0.44), (0.17, 0.15, 0.2), _square_stool, 1.5),
        Style("swivel", (0.46, 0.46, 0.50), _STOOL, _swivel_stool, 0.7, round=True),
        Style("bar", (0.42, 0.44, 0.95), _STOOL, _bar_stool, 0.4),
        Style("metal café", (0.42, 0.42, 0.62), (0.06, 0.06, 0.15), _cafe_stool, 0.5, round=True),
        Style("step", (0.42, 0.38, 0.40), (0.1, 0.1, 0.15), _step_stool, held_out=True),
    ),
)
BENCH = Category(
    "bench",
    "floor",
    (
        Style("slatted", (1.5, 0.42, 0.45), _BENCH, _slat_bench),
        Style("padded", (1.2, 0.44, 0.47), _BENCH, _padded_bench, 1.2),
        Style("panel", (1.35, 0.40, 0.46), _BENCH, _panel_bench),
        Style("long hall", (2.3, 0.45, 0.46), (0.2, 0.1, 0.06), _slat_bench, 0.4),
        Style("backed", (1.4, 0.60, 0.88), (0.15, 0.1, 0.07), _backed_bench, held_out=True),
    ),
    scannet="garbage bin",
)
OTTOMAN = Category(
    "ottoman",
    "floor",
    (
        Style("cushioned", (0.76, 0.62, 0.44), _OTTOMAN, partial(_block, lid="cushion"), 1.5),
        Style("storage", (0.80, 0.55, 0.45), _OTTOMAN, partial(_block, lid="flat")),
        Style("round", (0.58, 0.58, 0.41), (0.18, 0.18, 0.1), _pouf, 0.7, round=True),
        Style("legged", (0.78, 0.66, 0.44), _OTTOMAN, _legged_ottoman),
        Style("beanbag", (0.85, 0.90, 0.65), (0.1, 0.1, 0.1), _beanbag, held_out=True),
    ),
    scannet="garbage bin",
)

SEATS = (CHAIR, ARMCHAIR, SOFA, STOOL, BENCH, OTTOMAN)
