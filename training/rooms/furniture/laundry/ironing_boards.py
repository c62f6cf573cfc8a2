"""Ironing boards."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, fabric, metal
from training.rooms.solids import Solid, box, extruded, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _board(length: float, width: float, thick: float) -> Solid:
    """Flat, along x, pointed at the right end."""
    tip = [(0.5, 0.0), (0.485, 0.12), (0.42, 0.3), (0.3, 0.44), (0.12, 0.5)]
    half = [(x * length, y * width) for x, y in tip]
    outline = [*half, (-length / 2, width / 2), (-length / 2, -width / 2),
               *((x, -y) for x, y in reversed(half[1:]))]  # fmt: skip
    return extruded(outline, thick)


def _cover(rng: Random) -> Material:
    return fabric(rng, "blue", "light blue", "gray", "beige", "red", "green", "white", "purple")


def _legs(w: float, d: float, height: float) -> Solid:
    """Two crossed frames, each with a foot across."""
    feet = []
    for s, y in ((-1, 0.1), (1, 0.07)):
        for side in (-1, 1):
            bar = [(s * 0.33 * w, side * y, 0.015), (-s * 0.28 * w, side * y * 0.6, height)]
            feet.append(tube([(float(a), float(b), float(c)) for a, b, c in bar], 0.011, sides=6))
        x = s * 0.33 * w
        feet.append(tube([(x, -d / 2, 0.013), (x, d / 2, 0.013)], 0.013, sides=6))
    return joined(*feet)


def _open_board(rng: Random, size: Size) -> Built:
    w, d, h = size
    rest = tube([(-w / 2, -0.1, h - 0.03), (-w / 2, 0.1, h - 0.03)], 0.01, sides=6)
    return [
        Part("board", _board(w, d, 0.03).moved(z=h - 0.03), _cover(rng)),
        Part("legs", joined(_legs(w, d, h - 0.03), rest), metal(rng, "silver", "white", "black")),
    ], [Rest("top", (-0.45 * w, 0.25 * w), (-0.4 * d, 0.4 * d), h)]


def _upright_board(w: float, d: float, h: float) -> tuple[Solid, Solid]:
    """Folded: the board on end, its tip up, the legs flat behind it."""
    board = _board(h, w, 0.03).tilted(-90, axis=1).moved(0.0, 0, h / 2)
    flat = Solid(board.vertices[:, [1, 0, 2]] * (1, -1, 1), board.faces, board.smooth)
    bars = [
        tube([(x, 0.3 * d, 0.02), (0.6 * x, 0.1 * d, 0.85 * h)], 0.011, sides=6)
        for x in (-0.3 * w, 0.3 * w, -0.15 * w, 0.15 * w)
    ]
    foot = tube([(-0.45 * w, 0.4 * d, 0.1), (0.45 * w, 0.4 * d, 0.1)], 0.012, sides=6)
    return flat, joined(*bars, foot)


def _folded_board(rng: Random, size: Size) -> Built:
    """Leaning: its foot stands away from the wall."""
    w, d, h = size
    board, legs = _upright_board(w, 0.12, h)
    lean = -float(np.degrees(np.arctan2(max(d - 0.06, 0.03), h)))
    return [
        Part("board", board.tilted(lean), _cover(rng)),
        Part("legs", legs.moved(0, 0.02).tilted(lean), metal(rng, "silver", "white")),
    ], []


def _hung_board(rng: Random, size: Size) -> Built:
    """On a hook at a wall, with an iron in a holder above it."""
    w, d, h = size
    board, legs = _upright_board(w, d - 0.04, 0.94 * h)
    hook = box(0.25 * w, d, 0.1 * h).moved(z=0.9 * h)
    steel = metal(rng, "silver", "white")
    return [
        Part("board", board.moved(0, -0.35 * d), _cover(rng)),
        Part("legs", legs, steel),
        Part("hook", hook, steel),
    ], []


IRONING_BOARD = Category(
    "ironing board",
    "floor",
    (
        Style("open", (1.3, 0.38, 0.9), (0.08, 0.08, 0.06), _open_board),
        Style("folded", (0.38, 0.28, 1.4), (0.08, 0.2, 0.06), _folded_board),
        Style("hung up", (0.36, 0.14, 1.42), (0.08, 0.15, 0.06), _hung_board, stands="wall"),
    ),
    held_out=True,
    scannet="garbage bin",
)
