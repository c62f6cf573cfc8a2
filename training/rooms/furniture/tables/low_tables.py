"""Low tables before sofas and little ones beside them."""

from functools import partial

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import SIDES, Built, chance, drawer_fronts, legs, pad
from training.rooms.furniture.tables.table_shapes import (
    RECTANGLES,
    plain_table,
    shelf_table,
    table_wood,
    top_board,
    top_rest,
)
from training.rooms.materials import metal, stone
from training.rooms.solids import box, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _block(rng: Random, size: Size) -> Built:
    """A closed cube or drum."""
    w, d, h = size
    stuff = stone(rng) if chance(rng, 0.2) else table_wood(rng)
    if chance(rng, 0.6):
        parts = [
            Part("body", pad(w, d, h - 0.02, bevel=0.008), stuff),
            Part("top", box(w, d, 0.02).moved(z=h - 0.02), stuff),
        ]
        return parts, [top_rest(w, d, h)]
    body = turned([(0, 0), (0.44 * w, 0), (0.5 * w, 0.5 * h), (0.47 * w, h), (0, h)], sides=20)
    return [Part("body", body.scaled(1, d / w, 1), stuff)], [top_rest(w, d, h, "ellipse")]


def _trunk(rng: Random, size: Size) -> Built:
    """Drawers, or a chest with a lid, all the way down to short feet."""
    w, d, h = size
    timber, grip = table_wood(rng), metal(rng)
    floor = float(rng.uniform(0.04, 0.12))
    parts = [
        Part("case", box(w - 0.04, d - 0.04, h - floor - 0.025).moved(z=floor), timber),
        Part("top", box(w, d, 0.025).moved(z=h - 0.025), timber),
        *legs(w - 0.06, d - 0.06, floor, timber, thick=0.05),
    ]
    columns, rows = (2, 1) if w > 0.75 else (1, int(rng.integers(1, 3)))
    wide = (w - 0.08) / columns
    for i in range(columns):
        x = (i + 0.5) * wide - (w - 0.08) / 2
        parts += drawer_fronts(
            rng, wide, (floor + 0.03, h - 0.045), 0.02 - d / 2, rows, timber, grip, x=x
        )
    return parts, [top_rest(w, d, h)]


def _c_table(rng: Random, size: Size) -> Built:
    """A top that reaches over a sofa from a foot beneath it."""
    w, d, h = size
    steel, board = metal(rng), top_board(rng)
    parts = [
        Part("top", box(w, d, 0.025).moved(z=h - 0.025), board),
        Part("foot", box(w, d - 0.04, 0.02), steel),
    ]
    y, x = d / 2 - 0.04, w / 2 - 0.02
    parts += [Part("leg", box(0.03, 0.03, h - 0.045).moved(x, s * y, 0.02), steel) for s in SIDES]
    return parts, [top_rest(w, d, h)]


def _nest(rng: Random, size: Size) -> Built:
    """Two tables of one make, the lower pushed half under the higher."""
    w, d, h = size
    timber, low = table_wood(rng), 0.82 * h
    shift = 0.17 * w
    high = [
        Part("top", box(0.8 * w, d, 0.02).moved(z=h - 0.02), timber),
        *legs(0.8 * w - 0.01, d - 0.01, h - 0.02, timber, thick=0.03),
    ]
    under = [
        Part("top", box(0.66 * w, d - 0.1, 0.02).moved(z=low - 0.02), timber),
        *legs(0.66 * w - 0.01, d - 0.11, low - 0.02, timber, thick=0.03),
    ]
    parts = [Part(p.name, p.solid.moved(-0.1 * w), p.material) for p in high]
    parts += [Part(p.name, p.solid.moved(shift), p.material) for p in under]
    return parts, [Rest("top", (-w / 2, 0.3 * w), (0.01 - d / 2, d / 2 - 0.01), h)]


_LOW, _END = (0.24, 0.18, 0.14), (0.17, 0.18, 0.16)
COFFEE_TABLE = Category(
    "coffee table",
    "floor",
    (
        Style(
            "four-legged",
            (1.02, 0.62, 0.45),
            _LOW,
            partial(plain_table, shapes=RECTANGLES, under=("legs", "splayed")),
            1.6,
        ),
        Style(
            "with shelf",
            (1.05, 0.62, 0.46),
            _LOW,
            partial(shelf_table, drawers=0.2, clear=0.2),
            1.5,
        ),
        Style(
            "round",
            (0.80, 0.80, 0.46),
            _LOW,
            partial(plain_table, shapes=("ellipse",), under=("splayed", "pedestal")),
            1.2,
            round=True,
        ),
        Style(
            "glass",
            (1.05, 0.66, 0.44),
            _LOW,
            partial(
                plain_table,
                shapes=("rectangle", "rounded", "ellipse"),
                under=("legs", "splayed", "panels"),
                steel=0.8,
                clear=1.0,
            ),
            0.6,
        ),
        Style(
            "panel-legged",
            (1.0, 0.62, 0.44),
            _LOW,
            partial(plain_table, shapes=RECTANGLES, under=("panels",), steel=0.0),
            0.6,
        ),
        Style("block", (0.80, 0.66, 0.42), _LOW, _block, 0.4),
        Style("chest", (1.0, 0.60, 0.47), _LOW, _trunk, 0.6),
        Style("nesting", (1.0, 0.60, 0.48), _LOW, _nest, held_out=True),
    ),
    scannet="table",
    sunrgbd="table",
)
END_TABLE = Category(
    "end table",
    "floor",
    (
        Style(
            "four-legged",
            (0.58, 0.58, 0.50),
            _END,
            partial(plain_table, shapes=RECTANGLES, under=("legs", "splayed")),
            1.4,
        ),
        Style("with shelf", (0.58, 0.60, 0.53), _END, partial(shelf_table, drawers=0.45), 1.5),
        Style(
            "round pedestal",
            (0.58, 0.58, 0.53),
            _END,
            partial(plain_table, shapes=("ellipse",), under=("pedestal", "plate")),
            1.0,
            round=True,
        ),
        Style("chest", (0.58, 0.60, 0.53), _END, _trunk, 0.7),
        Style("block", (0.56, 0.56, 0.44), _END, _block, 0.5),
        Style("c-shaped", (0.48, 0.40, 0.62), (0.1, 0.1, 0.06), _c_table, held_out=True),
    ),
    scannet="table",
    sunrgbd="table",
)
