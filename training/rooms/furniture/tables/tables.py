"""Tables to sit and work at: a top of some outline on some support."""

from functools import partial
from itertools import pairwise

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    apron,
    bar,
    chance,
    legs,
    moved,
)
from training.rooms.furniture.tables.desks import DESK
from training.rooms.furniture.tables.low_tables import COFFEE_TABLE, END_TABLE
from training.rooms.furniture.tables.table_shapes import (
    RECTANGLES,
    Outline,
    end_supports,
    plain_table,
    shelf_table,
    table_top,
    table_wood,
    top_board,
    top_rest,
)
from training.rooms.materials import (
    metal,
    plastic,
    wood,
)
from training.rooms.solids import box, cylinder, joined
from training.rooms.types import Category, Part, Size, Style


def _conference(rng: Random, size: Size, shapes: tuple[Outline, ...]) -> Built:
    """A long thick top on two or three broad pedestals, a flap for cables in its middle."""
    w, d, h = size
    timber = wood(rng)
    shape = shapes[int(rng.integers(len(shapes)))]
    stuff = timber if chance(rng, 0.6) else metal(rng)
    thick = float(rng.uniform(0.03, 0.06))
    count = 2 if w < 3 else 3
    xs = np.linspace(-0.32 * w, 0.32 * w, count).tolist()
    wide, deep = float(rng.uniform(0.06, 0.4)), float(rng.uniform(0.35, 0.6)) * d
    parts = [
        table_top(rng, w, d, h, shape, timber, thick),
        *(Part("pedestal", box(wide, deep, h - thick).moved(x), stuff) for x in xs),
        Part("rail", box(0.64 * w, 0.04, 0.12).moved(z=h - thick - 0.12), stuff),
    ]
    if chance(rng, 0.5):
        parts.append(Part("flap", box(0.3, 0.14, 0.004).moved(z=h), plastic(rng, "black")))
    return parts, [top_rest(w, d, h, shape)]


def _folding(rng: Random, size: Size) -> Built:
    """A thin plastic or veneered top over bent steel legs."""
    w, d, h = size
    board = plastic(rng, "white", "light gray", "beige") if chance(rng, 0.6) else wood(rng)
    steel = metal(rng, "silver", "dark gray", "black")
    x, y = w / 2 - 0.2, d / 2 - 0.08
    parts = [table_top(rng, w, d, h, "rounded" if chance(rng, 0.6) else "rectangle", board, 0.035)]
    for s in SIDES:
        path = [(s * x, -y, 0.0), (s * x, -y, h - 0.08), (s * x, y, h - 0.08), (s * x, y, 0.0)]
        parts += [Part("leg", bar(a, b, 0.014, sides=6), steel) for a, b in pairwise(path)]
        brace = bar((s * x, 0, 0.45 * h), (s * 0.35 * x, 0, h - 0.04), 0.01, sides=6)
        low = bar((s * x, -y, 0.45 * h), (s * x, y, 0.45 * h), 0.01, sides=6)
        parts += [Part("brace", brace, steel), Part("brace", low, steel)]
    return parts, [top_rest(w, d, h, "rounded")]


def _training(rng: Random, size: Size) -> Built:
    """A narrow top on T-legs with castors, as in classrooms."""
    w, d, h = size
    board = top_board(rng)
    steel, rubber = metal(rng, "silver", "black", "dark gray"), plastic(rng, "black")
    lift = 0.05 if chance(rng, 0.5) else 0.0
    stand = end_supports(rng, "t-legs", w, d, h - 0.028 - lift, steel)
    shape: Outline = "rounded" if chance(rng, 0.3) else "rectangle"
    parts = [table_top(rng, w, d, h, shape, board, 0.028), *moved(stand, z=lift)]
    if lift:
        castor = cylinder(0.025, 0.055, sides=8)
        parts += [
            Part(
                "castor",
                castor.moved(float(p.solid.vertices[:, 0].mean()), s * (d / 2 - 0.06)),
                rubber,
            )
            for p in stand
            if p.name == "foot"
            for s in SIDES
        ]
    return parts, [top_rest(w, d, h)]


def _drop_leaf(rng: Random, size: Size) -> Built:
    """A narrow fixed top whose leaves hang down, one or both."""
    w, d, h = size
    timber = wood(rng)
    hung = min(0.5 * h, 0.4)
    parts = [
        Part("top", box(w, d, 0.025).moved(z=h - 0.025), timber),
        *legs(0.8 * w, d - 0.06, h - 0.025, timber, thick=0.05, taper=0.7),
        *apron(0.8 * w, d - 0.1, h - 0.125, 0.1, timber),
    ]
    sides = SIDES if chance(rng, 0.5) else (1,)
    parts += [
        Part("leaf", box(0.02, d, hung).moved(s * (w / 2 - 0.01), 0, h - 0.025 - hung), timber)
        for s in sides
    ]
    return parts, [top_rest(w, d, h)]


def _foosball(rng: Random, size: Size) -> Built:
    """Table football: a deep tray on legs with rods through its sides."""
    w, d, h = size
    timber, green = table_wood(rng), plastic(rng, "green", "dark green")
    steel, men = metal(rng, "silver"), plastic(rng, "red", "blue", "black")
    deep, thick = 0.72 * d, 0.035
    z = h - 0.3
    parts = [
        *legs(w - 0.04, deep - 0.02, z, timber, thick=0.1),
        Part("field", box(w - 2 * thick, deep - 2 * thick, 0.02).moved(z=h - 0.16), green),
        Part("bottom", box(w - 2 * thick, deep - 2 * thick, 0.02).moved(z=z), timber),
        *(
            Part("side", box(w, thick, 0.3).moved(0, s * (deep - thick) / 2, z), timber)
            for s in SIDES
        ),
        *(
            Part("end", box(thick, deep - 2 * thick, 0.3).moved(s * (w - thick) / 2, 0, z), timber)
            for s in SIDES
        ),
    ]
    for i, x in enumerate(np.linspace(-0.42 * w, 0.42 * w, 8).tolist()):
        s = SIDES[i % 2]
        rod = bar(
            (x, -deep / 2 - 0.02 - (s < 0) * 0.1, h - 0.06),
            (x, deep / 2 + 0.02 + (s > 0) * 0.1, h - 0.06),
            0.008,
            sides=6,
        )
        grip = (
            cylinder(0.016, 0.1, sides=8).tilted(90).moved(x, s * (d / 2 - 0.05) + 0.05, h - 0.06)
        )
        count = (1, 2, 3, 5)[i % 4]
        figures = [
            box(0.03, 0.025, 0.09).moved(x, y, h - 0.12)
            for y in np.linspace(-0.3 * deep, 0.3 * deep, count + 2)[1:-1].tolist()
        ]
        parts += [
            Part("rod", rod, steel),
            Part("handle", grip, men),
            Part("figures", joined(*figures), men),
        ]
    return parts, []


_MID, _BIG = (0.24, 0.17, 0.05), (0.3, 0.2, 0.06)
TABLE = Category(
    "table",
    "floor",
    (
        Style(
            "four-legged",
            (1.35, 0.80, 0.74),
            _BIG,
            partial(plain_table, shapes=RECTANGLES, under=("legs", "legs", "splayed")),
            3.0,
        ),
        Style(
            "round pedestal",
            (1.05, 1.05, 0.74),
            _MID,
            partial(plain_table, shapes=("ellipse",), under=("pedestal", "star")),
            1.2,
            round=True,
        ),
        Style(
            "round legged",
            (1.08, 1.08, 0.74),
            _MID,
            partial(plain_table, shapes=("ellipse",), under=("splayed", "legs")),
            0.5,
            round=True,
        ),
        Style(
            "oval",
            (1.65, 1.0, 0.74),
            _MID,
            partial(plain_table, shapes=("ellipse", "boat"), under=("legs", "pedestal", "t-legs")),
            0.5,
        ),
        Style(
            "trestle",
            (1.75, 0.85, 0.75),
            _MID,
            partial(plain_table, shapes=RECTANGLES, under=("trestle",), steel=0.2),
            0.6,
        ),
        Style(
            "panel-legged",
            (1.35, 0.75, 0.73),
            _MID,
            partial(plain_table, shapes=RECTANGLES, under=("panels",), steel=0.0),
            0.8,
        ),
        Style(
            "bistro",
            (0.72, 0.72, 0.75),
            (0.1, 0.1, 0.06),
            partial(
                plain_table,
                shapes=("rectangle", "rounded", "ellipse"),
                under=("plate", "star"),
                steel=0.9,
            ),
            1.2,
            round=True,
        ),
        Style(
            "bar-height",
            (0.75, 0.75, 1.04),
            (0.15, 0.15, 0.04),
            partial(
                plain_table, shapes=("ellipse", "rectangle"), under=("plate", "legs"), steel=0.8
            ),
            0.35,
        ),
        Style(
            "glass",
            (1.35, 0.85, 0.73),
            _BIG,
            partial(
                plain_table,
                shapes=RECTANGLES,
                under=("legs", "splayed", "panels"),
                steel=0.8,
                clear=1.0,
            ),
            0.3,
        ),
        Style(
            "boat-shaped conference",
            (3.2, 1.30, 0.74),
            (0.3, 0.16, 0.04),
            partial(_conference, shapes=("boat", "boat", "ellipse")),
            0.6,
        ),
        Style(
            "rectangular conference",
            (2.7, 1.20, 0.74),
            (0.3, 0.14, 0.03),
            partial(_conference, shapes=("rectangle", "rounded")),
            0.5,
        ),
        Style("folding", (1.65, 0.74, 0.73), _MID, _folding, 0.8),
        Style("training", (1.5, 0.64, 0.73), (0.14, 0.13, 0.03), _training, 1.4),
        Style(
            "work table with shelf",
            (1.25, 0.68, 0.80),
            _MID,
            partial(shelf_table, drawers=0.3),
            0.7,
        ),
        Style("drop-leaf", (0.85, 0.80, 0.74), _MID, _drop_leaf, 0.25),
        Style(
            "small side",
            (0.62, 0.50, 0.58),
            (0.2, 0.18, 0.18),
            partial(
                plain_table,
                shapes=("rectangle", "rounded", "ellipse"),
                under=("legs", "splayed", "pedestal"),
            ),
            1.3,
        ),
        Style("foosball", (1.4, 0.97, 0.92), (0.06, 0.06, 0.03), _foosball, held_out=True),
    ),
    scannet="table",
    sunrgbd="table",
)
TABLES = (TABLE, COFFEE_TABLE, END_TABLE, DESK)
