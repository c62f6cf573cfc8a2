"""Sofas."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.seating.upholstered import (
    armrest,
    cushioned_seat,
    short_feet,
    sofa_back,
    throw_pillows,
    upholstered_sofa,
    upholstery,
)
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    bar,
    chance,
    leaned,
    moved,
    pad,
    post,
)
from training.rooms.materials import fabric, leather, metal, wood
from training.rooms.solids import box, cushion, cylinder, joined
from training.rooms.types import Category, Part, Rest, Size, Style


def _sectional(rng: Random, size: Size, side: int) -> Built:
    """An L: a long seat along the back wall and a chaise that comes forward at one side."""
    w, d, h = size
    cover = upholstery(rng)
    floor, top = float(rng.uniform(0.02, 0.12)), float(rng.uniform(0.4, 0.46))
    thick, deep = float(rng.uniform(0.16, 0.24)), float(min(rng.uniform(0.85, 1.0), 0.65 * d))
    wide = float(rng.uniform(0.85, 1.05))
    soft = chance(rng, 0.7)
    long, arm = w - wide, float(rng.uniform(0.14, 0.22))
    places = max(1, round((long - arm) / 0.7))
    chaise = chance(rng, 0.6)
    # Built with the chaise at the right; mirrored at the end if it belongs at the left.
    main = cushioned_seat(rng, long - arm, deep - thick, top, floor, places, cover, loose=soft)
    main = moved(main, (arm - wide) / 2, d / 2 - thick - (deep - thick) / 2)
    leg = cushioned_seat(
        rng, wide - (0 if chaise else thick), d - thick, top, floor, 1, cover, loose=soft
    )
    leg = moved(leg, (w - wide) / 2 - (0 if chaise else thick / 2), -thick / 2)
    rear = sofa_back(rng, w, h - floor, top - floor, places + 1, cover, loose=soft, thick=thick)
    feet = moved(short_feet(rng, long, deep, floor), -wide / 2, (d - deep) / 2)
    front = moved(short_feet(rng, wide, 0.2, floor), (w - wide) / 2, 0.1 - d / 2)
    parts = [*main, *leg, *moved(rear, 0, d / 2, floor), *feet, *front]
    rest = armrest(rng, "box", arm, deep, 0.6 - floor, cover)
    parts += moved([rest], x=(arm - w) / 2, y=(d - deep) / 2, z=floor)
    if not chaise:
        # The other wing has a back along its outer side.
        flank = pad(thick, d - thick, h - floor - 0.04, bevel=0.03)
        parts.append(Part("back", flank.moved((w - thick) / 2, -thick / 2, floor), cover))
    if chance(rng, 0.5):
        parts += throw_pillows(rng, long, top, d / 2 - thick - 0.2)
    back = d / 2 - thick - (0.16 if soft else 0)
    edge = w / 2 - wide
    rests = [
        Rest("seat", (arm - w / 2, edge), (d / 2 - deep + 0.02, back), top),
        Rest("seat", (edge, w / 2 - (0 if chaise else thick)), (-d / 2 + 0.02, back), top),
    ]
    if side < 0:
        parts = [Part(p.name, p.solid.mirrored(), p.material) for p in parts]
        rests = [Rest(r.name, (-r.x[1], -r.x[0]), r.y, r.z) for r in rests]
    return parts, rests


def _chesterfield(rng: Random, size: Size) -> Built:
    """Arms and back of one height, rolled, buttoned leather."""
    w, d, h = size
    cover = leather(rng, "brown", "dark brown", "black", "dark red", "dark green")
    roll, top, floor = 0.11, float(rng.uniform(0.42, 0.47)), 0.09
    high = h - 2 * roll - floor
    inner = w - 3.2 * roll
    places = max(1, round(inner / 0.65))
    deep = d - 0.2
    arm = joined(
        box(1.4 * roll, d - 0.06, high + roll),
        cylinder(roll, d, sides=12).tilted(90).moved(0, d / 2, high + roll),
    )
    back = joined(
        box(w - 2 * roll, 1.4 * roll, high + roll),
        cylinder(roll, w - 0.1, sides=12).tilted(90, 1).moved(0.05 - w / 2, 0, high + roll),
    )
    button = box(0.025, 0.02, 0.025)
    buttons = joined(
        *(
            button.moved(x, d / 2 - 2.2 * roll, top + 0.08 + 0.1 * row)
            for row in range(2)
            for x in np.linspace(-inner / 2, inner / 2, 4 * places + row)[1:-1].tolist()
        )
    )
    parts = [
        *short_feet(rng, w, d, floor),
        *moved(cushioned_seat(rng, inner, deep, top, floor, places, cover, loose=True), y=-0.1),
        *(Part("armrest", arm.moved(s * (w / 2 - roll), 0, floor), cover) for s in SIDES),
        Part("back", back.moved(0, d / 2 - roll, floor), cover),
        Part("buttons", buttons, cover),
    ]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.02, d / 2 - 0.25), top)]


def _futon(rng: Random, size: Size) -> Built:
    """A folded mattress on a slatted frame of wood or metal."""
    w, d, h = size
    timber = metal(rng, "black", "silver") if chance(rng, 0.4) else wood(rng)
    cover, top = fabric(rng), float(rng.uniform(0.4, 0.46))
    thick, lean = float(rng.uniform(0.13, 0.18)), float(rng.uniform(16, 26))
    inner, high = w - 0.14, (h - top) / float(np.cos(np.radians(lean)))
    over = high * float(np.sin(np.radians(lean)))
    deep = d - over - 0.02
    parts = [
        Part(
            "mattress",
            cushion(inner, deep, thick, radius=0.05).moved(0, -over / 2 - 0.01, top - thick),
            cover,
        ),
        *leaned(
            [Part("back mattress", cushion(inner, thick, high + 0.02, radius=0.05), cover)],
            lean,
            deep - d / 2 - 0.08,
            top - 0.04,
        ),
    ]
    for s in SIDES:
        x = s * (w / 2 - 0.035)
        parts += [
            Part("leg", box(0.06, 0.06, 0.6).moved(x, y), timber)
            for y in (0.05 - d / 2, d / 2 - over)
        ]
        parts += [
            Part("armrest", box(0.07, d - over + 0.06, 0.03).moved(x, -over / 2, 0.6), timber),
            Part("rail", box(0.04, d - 0.1, 0.08).moved(x, 0, top - thick - 0.08), timber),
        ]
    slat = box(inner, 0.07, 0.02)
    parts += [
        Part("slat", slat.moved(0, y, top - thick - 0.03), timber)
        for y in np.linspace(0.1 - d / 2, d / 2 - over - 0.1, 4).tolist()
    ]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.02, d / 2 - over - 0.15), top)]


def wooden_frame(rng: Random, size: Size) -> Built:
    """Cushions in an open wooden frame with flat armrests: lounges and waiting rooms."""
    w, d, h = size
    timber, cover = wood(rng), upholstery(rng)
    top, lean = float(rng.uniform(0.4, 0.46)), float(rng.uniform(12, 22))
    arm, x = float(rng.uniform(0.56, 0.64)), w / 2 - 0.035
    over = (h - top) * float(np.tan(np.radians(lean)))
    inner = w - 0.16
    places = max(1, round(inner / 0.65))
    wide = inner / places
    deep = d - over + 0.06
    soft = cushion(wide - 0.01, deep, 0.13, radius=0.05)
    upright = pad(wide - 0.01, 0.13, (h - top) / np.cos(np.radians(lean)), bevel=0.04)
    xs = [(i + 0.5) * wide - inner / 2 for i in range(places)]
    parts = [
        Part("seat cushion", soft.tilted(3).moved(at, (deep - d) / 2, top - 0.13), cover)
        for at in xs
    ]
    parts += leaned(
        [Part("back cushion", upright.moved(at), cover) for at in xs],
        lean,
        d / 2 - over - 0.07,
        top,
    )
    for s in SIDES:
        parts += [
            Part(
                "leg",
                post((s * x, 0.04 - d / 2), (s * x, 0.08 - d / 2), arm, 0.045, square=True),
                timber,
            ),
            Part(
                "leg",
                post((s * x, d / 2 - 0.06), (s * x, d / 2 - over - 0.02), arm, 0.045, square=True),
                timber,
            ),
            Part(
                "armrest",
                pad(0.07, d - over, 0.03, bevel=0.01).moved(s * x, -over / 2 + 0.02, arm),
                timber,
            ),
            Part("rail", box(0.03, d - 0.14, 0.05).moved(s * x, 0, top - 0.2), timber),
        ]
    parts += [
        Part("rail", box(w - 0.1, 0.03, 0.06).moved(0, y, top - 0.2), timber)
        for y in (0.08 - d / 2, d / 2 - over - 0.05)
    ]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.02, d / 2 - over - 0.12), top)]


def steel_cage(rng: Random, size: Size) -> Built:
    """Square cushions within a cage of chromed tubes."""
    w, d, h = size
    cover, steel = (
        leather(rng, "black", "white", "brown", "dark red"),
        metal(rng, "silver", "black"),
    )
    top, x, y = float(rng.uniform(0.38, 0.44)), w / 2 - 0.015, d / 2 - 0.015
    arm, side = h - 0.04, 0.13
    inner = w - 2 * side - 0.06
    places = max(1, round(inner / 0.6))
    wide = inner / places
    soft = pad(wide - 0.006, d - 0.06, 0.16, bevel=0.02)
    xs = [(i + 0.5) * wide - inner / 2 for i in range(places)]
    parts = [
        Part("seat cushion", soft.moved(at, -0.01, z), cover)
        for at in xs
        for z in (top - 0.31, top - 0.16)
    ]
    parts += [
        Part(
            "back cushion",
            pad(wide - 0.006, 0.14, h - top, bevel=0.02).moved(at, d / 2 - 0.1, top),
            cover,
        )
        for at in xs
    ]
    parts += [
        Part(
            "armrest",
            pad(side, d - 0.05, arm - 0.12, bevel=0.02).moved(
                s * (w / 2 - side / 2 - 0.03), 0, 0.1
            ),
            cover,
        )
        for s in SIDES
    ]
    for s in SIDES:
        rails = [bar((s * x, -y, z), (s * x, y, z), 0.013, sides=6) for z in (0.09, arm)]
        posts = [bar((s * x, t * y, 0), (s * x, t * y, arm), 0.013, sides=6) for t in SIDES]
        parts.append(Part("frame", joined(*rails, *posts), steel))
    parts += [
        Part("frame", bar((-x, s * y, 0.09), (x, s * y, 0.09), 0.013, sides=6), steel)
        for s in SIDES
    ]
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.03, d / 2 - 0.18), top)]


_LONG = (0.17, 0.12, 0.11)
SOFA = Category(
    "sofa",
    "floor",
    (
        Style("two-seat", (1.55, 0.84, 0.82), _LONG, upholstered_sofa, 2.0),
        Style("three-seat", (2.12, 0.88, 0.83), _LONG, upholstered_sofa, 2.2),
        Style(
            "left-hand sectional",
            (2.5, 1.62, 0.82),
            (0.17, 0.13, 0.1),
            partial(_sectional, side=-1),
            0.5,
        ),
        Style(
            "right-hand sectional",
            (2.5, 1.62, 0.82),
            (0.17, 0.13, 0.1),
            partial(_sectional, side=1),
            0.5,
        ),
        Style("chesterfield", (1.95, 0.88, 0.76), _LONG, _chesterfield, 0.6),
        Style("futon", (1.95, 0.92, 0.82), _LONG, _futon, 0.6),
        Style("wooden frame", (1.7, 0.80, 0.80), _LONG, wooden_frame, 0.7),
        Style(
            "armless",
            (1.5, 0.76, 0.78),
            (0.25, 0.1, 0.08),
            partial(upholstered_sofa, kinds=("none",), loose=0.3),
            0.7,
        ),
        Style("steel cage", (1.75, 0.75, 0.70), _LONG, steel_cage, held_out=True),
    ),
    scannet="sofa",
    sunrgbd="sofa",
)
