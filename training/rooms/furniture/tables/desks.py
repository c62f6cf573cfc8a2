"""Desks: tables to work at, with drawers, returns, hutches, screens."""

from functools import partial
from itertools import pairwise

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    apron,
    chance,
    drawer_fronts,
    legs,
    pad,
    profile,
    rounded,
)
from training.rooms.materials import Material, fabric, metal, painted_wood, plastic, wood
from training.rooms.solids import box, extruded, tray
from training.rooms.types import Category, Part, Rest, Size, Style


def _board(rng: Random) -> Material:
    if chance(rng, 0.65):
        return wood(rng)
    return plastic(rng, "white", "light gray", "beige", "gray")


def _whole_top(w: float, d: float, h: float) -> list[Rest]:
    return [Rest("top", (0.01 - w / 2, w / 2 - 0.01), (0.01 - d / 2, d / 2 - 0.01), h)]


def _pedestal(
    rng: Random, x: float, wide: float, d: float, h: float, case: Material, grip: Material
) -> list[Part]:
    """A block of two to four drawers under a top of depth d; faces -y."""
    body = box(wide, d - 0.06, h - 0.02).moved(x, 0.02, 0.02)
    count = int(rng.integers(2, 5))
    return [
        Part("drawer case", body, case),
        *drawer_fronts(rng, wide, (0.03, h - 0.01), 0.05 - d / 2, count, case, grip, x=x),
    ]


def _drawer_desk(rng: Random, size: Size, *, both: bool) -> Built:
    """Drawers at one side or at both; at the other a panel or legs; a panel closes the back."""
    w, d, h = size
    board, grip, thick = _board(rng), metal(rng), float(rng.uniform(0.02, 0.04))
    case = board if chance(rng, 0.7) else metal(rng, "light gray", "dark gray", "black", "beige")
    wide, z = float(rng.uniform(0.36, 0.46)) * min(1.0, w / 1.3), h - thick
    side = SIDES[int(rng.integers(2))]
    x = (w - wide) / 2 - 0.01
    parts = [Part("top", box(w, d, thick).moved(z=z), board)]
    parts += _pedestal(rng, side * x, wide, d, z, case, grip)
    if both:
        parts += _pedestal(rng, -side * x, wide, d, z, case, grip)
    elif chance(rng, 0.6):
        panel = box(0.03, d - 0.04, z).moved(-side * (w / 2 - 0.025))
        parts.append(Part("panel", panel, case))
    else:
        parts += [
            Part("leg", box(0.05, 0.05, z).moved(-side * (w / 2 - 0.04), s * (d / 2 - 0.04)), case)
            for s in SIDES
        ]
    tall = float(rng.uniform(0.3, 0.9)) * z
    back = box(w - wide - 0.06, 0.02, tall).moved(-side * wide / 2, d / 2 - 0.05, z - tall)
    if both:
        back = box(w - 2 * wide - 0.03, 0.02, tall).moved(0, d / 2 - 0.05, z - tall)
        if chance(rng, 0.6):
            span = w - 2 * wide - 0.03
            parts.append(Part("drawer case", box(span, d - 0.1, 0.09).moved(z=z - 0.09), case))
            parts += drawer_fronts(rng, span, (z - 0.09, z), 0.05 - d / 2, 1, case, grip)
    return [*parts, Part("modesty panel", back, case)], _whole_top(w, d, h)


def _work_desk(rng: Random, size: Size) -> Built:
    """A plain top on metal or wooden legs, at times with a shallow drawer or a loose cabinet."""
    w, d, h = size
    board, thick = _board(rng), float(rng.uniform(0.02, 0.04))
    stuff = metal(rng) if chance(rng, 0.65) else board
    z, leg = h - thick, float(rng.uniform(0.03, 0.06))
    parts = [Part("top", box(w, d, thick).moved(z=z), board)]
    if chance(rng, 0.3):
        for s in SIDES:
            x = s * (w / 2 - 0.06)
            parts += [
                Part("foot", pad(0.07, d - 0.04, 0.04).moved(x), stuff),
                Part("column", box(0.06, 0.1, z - 0.04).moved(x, 0.08, 0.04), stuff),
                Part("rail", box(0.05, d - 0.14, 0.03).moved(x, 0, z - 0.03), stuff),
            ]
        parts.append(Part("rail", box(w - 0.15, 0.04, 0.05).moved(0, 0.08, z - 0.05), stuff))
    else:
        parts += legs(w - 0.03, d - 0.03, z, stuff, thick=leg, square=chance(rng, 0.7))
        if chance(rng, 0.6):
            parts += apron(w - 0.06, d - 0.06, z - 0.06, 0.06, stuff)
    if chance(rng, 0.3):
        tall = 0.4 * h
        parts.append(
            Part("modesty panel", box(w - 0.2, 0.015, tall).moved(0, d / 2 - 0.06, z - tall), board)
        )
    if chance(rng, 0.25):
        parts += _pedestal(
            rng,
            (w / 2 - 0.32) * SIDES[int(rng.integers(2))],
            0.4,
            d - 0.08,
            min(0.6, z - 0.06),
            metal(rng, "light gray", "dark gray", "black"),
            metal(rng, "silver"),
        )
    return parts, _whole_top(w, d, h)


def _corner_desk(rng: Random, size: Size, *, side: int) -> Built:
    """An L: the main top along the back, the return comes forward at one side."""
    w, d, h = size
    board, grip, thick = _board(rng), metal(rng), float(rng.uniform(0.025, 0.04))
    case = board if chance(rng, 0.6) else metal(rng, "light gray", "dark gray", "black")
    z = h - thick
    deep, wide = min(float(rng.uniform(0.6, 0.76)), 0.6 * d), float(rng.uniform(0.5, 0.66))
    inner = 0.0 if chance(rng, 0.5) else float(rng.uniform(0.1, 0.3))
    edge, front = w / 2 - wide, d / 2 - deep
    # The main board and the return are two parts, so that a chair fits in between; a slant may
    # fill the inner corner.
    outline = [
        (edge - inner, front),
        (edge, front - inner),
        (edge, -d / 2),
        (w / 2, -d / 2),
        (w / 2, front),
    ]
    tops = [
        box(w, deep, thick).moved(0, front + deep / 2, z),
        extruded(outline if inner else outline[1:], thick).moved(z=z),
    ]
    back, long = d / 2, box(w - 0.04, 0.02, 0.6 * z)
    parts = [
        *(Part("top", top, board) for top in tops),
        Part("panel", box(0.03, deep - 0.04, z).moved(0.02 - w / 2, back - deep / 2), case),
        Part("panel", box(wide - 0.04, 0.03, z).moved(w / 2 - wide / 2, 0.03 - d / 2), case),
        Part("modesty panel", long.moved(0, back - 0.03, 0.4 * z), case),
        Part("modesty panel", box(0.02, d - 0.06, 0.6 * z).moved(w / 2 - 0.03, 0, 0.4 * z), case),
    ]
    if chance(rng, 0.7):
        drawers = _pedestal(rng, 0, 0.4, deep - 0.06, z, case, grip)
        parts += [
            Part(p.name, p.solid.moved(0.25 - w / 2, back - deep / 2 - 0.02), p.material)
            for p in drawers
        ]
    rests = [
        Rest("top", (0.01 - w / 2, w / 2 - 0.01), (front + 0.01, back - 0.01), h),
        Rest("top", (edge + 0.01, w / 2 - 0.01), (0.01 - d / 2, front), h),
    ]
    if side < 0:
        parts = [Part(p.name, p.solid.mirrored(), p.material) for p in parts]
        rests = [Rest(r.name, (-r.x[1], -r.x[0]), r.y, r.z) for r in rests]
    return parts, rests


def _hutch_desk(rng: Random, size: Size) -> Built:
    """A desk with an open shelf unit standing on its rear half."""
    w, d, h = size
    top = min(float(rng.uniform(0.72, 0.77)), 0.75 * h)
    below = (w, d, top)
    drawers = chance(rng, 0.6)
    parts, rests = _drawer_desk(rng, below, both=False) if drawers else _work_desk(rng, below)
    timber, deep, thick = parts[0].material, min(0.3, 0.45 * d), 0.02
    y, tall = d / 2 - deep / 2, h - top
    rows = 1 if tall < 0.45 else int(rng.integers(1, 3))
    ups = int(rng.integers(2, 5))
    xs = [i * (w - thick) / (ups - 1) - (w - thick) / 2 for i in range(ups)]
    zs = [top + tall * (i + 1) / (rows + 1) for i in range(rows)] + [h - thick]
    parts += [Part("side", box(thick, deep, tall).moved(x, y, top), timber) for x in xs]
    parts += [Part("shelf", box(w, deep, thick).moved(0, y, z), timber) for z in zs]
    if chance(rng, 0.6):
        parts.append(Part("back", box(w, 0.01, tall).moved(0, d / 2 - 0.005, top), timber))
    rests = [Rest("top", rests[0].x, (rests[0].y[0], d / 2 - deep), top)]
    gap = w / 2 - thick - 0.01
    rests += [
        Rest(
            "shelf",
            (-gap, gap) if ups == 2 else (xs[0] + thick, xs[1] - thick),
            (d / 2 - deep + 0.01, d / 2 - 0.02),
            low + thick,
            high - low - thick - 0.01,
        )
        for low, high in pairwise(zs)
    ]
    return parts, [*rests, Rest("top", (-gap, gap), (d / 2 - deep, d / 2 - 0.01), h)]


def _standing(rng: Random, size: Size) -> Built:
    """A top on two lifting columns."""
    w, d, h = size
    board, steel = _board(rng), metal(rng)
    parts = [Part("top", extruded(rounded(w, d, radius=0.04), 0.025).moved(z=h - 0.025), board)]
    for s in SIDES:
        x = s * (w / 2 - 0.22)
        parts += [
            Part("foot", pad(0.08, d - 0.06, 0.035, bevel=0.012).moved(x), steel),
            Part("column", box(0.09, 0.07, 0.55 * h).moved(x, 0.05, 0.03), steel),
            Part("column", box(0.07, 0.05, 0.45 * h).moved(x, 0.05, 0.52 * h), steel),
            Part("rail", box(0.06, d - 0.16, 0.03).moved(x, 0, h - 0.055), steel),
        ]
    parts.append(Part("rail", box(w - 0.44, 0.06, 0.04).moved(0, 0.05, h - 0.07), steel))
    return parts, _whole_top(w, d, h)


def _school(rng: Random, size: Size) -> Built:
    """A small top over a book box, on bent steel."""
    w, d, h = size
    board, steel = _board(rng), metal(rng)
    parts = [
        Part("top", box(w, d, 0.02).moved(z=h - 0.02), board),
        Part("book box", tray(w - 0.1, d - 0.08, 0.02, 0.004).moved(0, 0.02, h - 0.15), steel),
        Part("book box", box(w - 0.1, 0.01, 0.12).moved(0, d / 2 - 0.03, h - 0.15), steel),
        *(
            Part(
                "book box",
                box(0.01, d - 0.08, 0.12).moved(s * (w / 2 - 0.05), 0.02, h - 0.15),
                steel,
            )
            for s in SIDES
        ),
        *legs(w, d, h - 0.02, steel, thick=0.03, splay=0.03, square=False),
    ]
    return parts, _whole_top(w, d, h)


def _panel_desk(rng: Random, size: Size) -> Built:
    """A secretary's or teacher's desk: closed down to the floor on its far side and its ends."""
    w, d, h = size
    timber, grip = wood(rng), metal(rng)
    thick, high = float(rng.uniform(0.025, 0.04)), h > 0.95
    # A reception has a raised ledge along its far side.
    top = h - 0.3 if high else h
    z = top - thick
    parts = [
        Part("top", box(w, d, thick).moved(z=z), timber),
        *(Part("panel", box(0.03, d - 0.02, z).moved(s * (w / 2 - 0.025)), timber) for s in SIDES),
        Part("front panel", box(w - 0.08, 0.025, z - 0.02).moved(0, d / 2 - 0.04, 0.02), timber),
        *_pedestal(rng, w / 2 - 0.26, 0.42, d - 0.1, z, timber, grip),
    ]
    rests = _whole_top(w, d - 0.28 if high else d, top)
    if high:
        ledge = Part("ledge", box(w, 0.26, 0.03).moved(0, d / 2 - 0.13, h - 0.03), timber)
        wall = Part("front panel", box(w, 0.03, 0.27).moved(0, d / 2 - 0.04, top), timber)
        parts += [ledge, wall]
        rests = [Rest("top", r.x, (0.01 - d / 2, d / 2 - 0.28), r.z) for r in rests]
        rests.append(Rest("top", (0.01 - w / 2, w / 2 - 0.01), (d / 2 - 0.25, d / 2 - 0.01), h))
    return parts, rests


def _carrel(rng: Random, size: Size) -> Built:
    """A place to study between screens, as in libraries."""
    w, d, h = size
    timber = wood(rng) if chance(rng, 0.7) else painted_wood(rng)
    screen = fabric(rng) if chance(rng, 0.3) else timber
    top, thick = min(0.74, 0.66 * h), 0.03
    parts = [
        Part("top", box(w - 2 * thick, d - thick, 0.03).moved(0, -thick / 2, top - 0.03), timber),
        Part("back", box(w - 2 * thick, thick, h - 0.3).moved(0, d / 2 - thick / 2, 0.3), screen),
        *(Part("side", box(thick, d, h).moved(s * (w - thick) / 2), screen) for s in SIDES),
    ]
    inner = w / 2 - thick - 0.01
    free = h - top - 0.13
    if chance(rng, 0.5) and h - top > 0.4:
        shelf = box(w - 2 * thick, 0.2, 0.02).moved(0, d / 2 - thick - 0.1, h - 0.12)
        parts.append(Part("shelf", shelf, timber))
    else:
        free = 1.0
    return parts, [Rest("top", (-inner, inner), (0.02 - d / 2, d / 2 - thick - 0.01), top, free)]


def _roll_top(rng: Random, size: Size) -> Built:
    """Two pedestals under a top with a bulging slatted cover."""
    w, d, h = size
    top = 0.66 * h
    parts, _ = _drawer_desk(rng, (w, d, top), both=True)
    timber, rise = parts[0].material, h - top
    side = [
        (-0.42 * d, 0.0),
        (d / 2 - 0.02, 0.0),
        (d / 2 - 0.02, rise),
        (0.12 * d, rise),
        (-0.12 * d, 0.9 * rise),
        (-0.3 * d, 0.6 * rise),
        (-0.4 * d, 0.25 * rise),
    ]
    parts.append(Part("roll top", profile(side, w - 0.06).moved(z=top), timber))
    return parts, [Rest("top", (0.05 - w / 2, w / 2 - 0.05), (0.14 * d, d / 2 - 0.03), h)]


_DESK, _PLAIN = (0.2, 0.15, 0.05), (0.26, 0.17, 0.06)
DESK = Category(
    "desk",
    "floor",
    (
        Style("drawer", (1.3, 0.68, 0.75), _DESK, partial(_drawer_desk, both=False), 2.2),
        Style("double pedestal", (1.5, 0.76, 0.75), _DESK, partial(_drawer_desk, both=True), 1.0),
        Style("work", (1.38, 0.72, 0.74), _PLAIN, _work_desk, 3.0),
        Style("left-hand corner", (1.85, 1.5, 0.75), _DESK, partial(_corner_desk, side=-1), 0.3),
        Style("right-hand corner", (1.85, 1.5, 0.75), _DESK, partial(_corner_desk, side=1), 0.3),
        Style("with hutch", (1.28, 0.66, 1.30), (0.14, 0.1, 0.1), _hutch_desk, 0.7),
        Style("standing", (1.5, 0.76, 0.98), (0.12, 0.1, 0.14), _standing, 0.3),
        Style("school", (0.68, 0.52, 0.74), (0.12, 0.1, 0.05), _school, 0.4),
        Style("panel-front", (1.75, 0.82, 0.80), (0.14, 0.1, 0.14), _panel_desk, 0.9),
        Style("carrel", (0.98, 0.70, 1.22), (0.1, 0.1, 0.08), _carrel, 0.4),
        Style("roll-top", (1.35, 0.75, 1.15), (0.1, 0.08, 0.05), _roll_top, held_out=True),
    ),
    scannet="desk",
    sunrgbd="desk",
)
