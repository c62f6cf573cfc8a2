"""Bookshelves."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import (
    Base,
    Case,
    Cell,
    Column,
    Kind,
    choice,
    columns,
    cupboard,
)
from training.rooms.furniture.shapes.fronts import look
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved, profile
from training.rooms.materials import metal, painted_wood, wood
from training.rooms.solids import Solid, box, extruded
from training.rooms.types import Category, Part, Rest, Size, Style


def bays(width: float, pitch: float) -> int:
    return max(1, round(width / pitch))


def _levels(rng: Random, height: float, pitch: float) -> int:
    """How many boards lie within a case of this height."""
    return max(1, round(height / (pitch * rng.uniform(0.85, 1.15))) - 1)


def _backed(rng: Random, size: Size) -> Built:
    """The classic one: sides, a back, boards, a plinth; long ones have several bays."""
    boards = _levels(rng, size[2], 0.34)
    grid = columns(bays(size[0], 0.95), "open", boards=boards)
    return cupboard(
        rng,
        look(rng),
        size,
        grid,
        base=choice(rng, "plinth", "plinth", "none", "feet"),
        overhang=choice(rng, 0.0, 0.0, 0.02),
    )


def _five_board(rng: Random, size: Size) -> Built:
    """Boards between two sides, open at the back but for a brace."""
    w, d, h = size
    boards = _levels(rng, h, 0.36)
    made = look(rng)
    grid = columns(1, "open", boards=boards)
    parts, rests = cupboard(rng, made, size, grid, Case(back=False), base="none")
    brace = box(w - 0.04, 0.012, 0.07)
    spots = (0.05, h - 0.12) if chance(rng, 0.5) else (0.45 * h,)
    return parts + [Part("brace", brace.moved(0, d / 2 - 0.01, z), made.body) for z in spots], rests


def _half_closed(rng: Random, size: Size) -> Built:
    """Doors below, boards above."""
    count = bays(size[0], 0.9)
    boards = _levels(rng, 0.6 * size[2], 0.34)
    low = choice(rng, Cell("pair", 2, boards=1), Cell("drawer", 0.8), Cell("pair", 1.5, boards=0))
    grid = (Column((low, Cell("open", 4, boards=boards))),) * count
    return cupboard(rng, look(rng), size, grid, Case(grip_at=0.75), overhang=choice(rng, 0.0, 0.02))


def _cubes(rng: Random, size: Size) -> Built:
    """A grid of squares, a few of them with a door, a drawer or a basket's front."""
    w, _, h = size
    across, up = max(2, round(w / 0.38)), max(2, round(h / 0.38))
    fill = rng.random((across, up)) < choice(rng, 0.0, 0.0, 0.2)
    kind: Kind = choice(rng, "door", "drawer")
    grid = tuple(
        Column(tuple(Cell(kind if fill[i, j] else "open") for j in range(up)))
        for i in range(across)
    )
    made = replace(look(rng), board=float(rng.uniform(0.018, 0.034)))
    back = bool(rng.random() < 0.5)
    return cupboard(rng, made, size, grid, Case(back=back), base="none")


def _low(rng: Random, size: Size) -> Built:
    """Below a window or as a room divider: at most three rows."""
    boards = _levels(rng, size[2], 0.36)
    grid = columns(bays(size[0], 0.75), "open", boards=boards)
    base: Base = choice(rng, "plinth", "legs", "none")
    return cupboard(rng, look(rng), size, grid, base=base, overhang=choice(rng, 0.0, 0.02))


def _ladder(rng: Random, size: Size) -> Built:
    """Two leaning rails; the boards grow deeper towards the floor."""
    w, d, h = size
    timber = choice(rng, wood(rng), painted_wood(rng), metal(rng, "black"))
    boards = wood(rng) if timber.substance == "metal" else timber
    thick, count = 0.03, int(rng.integers(4, 6))
    foot, head = -d / 2, d / 2 - 0.05
    rail = profile([(foot, 0), (foot + 0.05, 0), (head + 0.05, h), (head, h)], thick)
    parts = [Part("rail", rail.moved(s * (w - thick) / 2), timber) for s in (-1, 1)]
    post = box(thick, 0.03, 0.96 * h)
    if chance(rng, 0.5):
        parts += [
            Part("post", post.moved(s * (w - thick) / 2, d / 2 - 0.015), timber) for s in (-1, 1)
        ]
    levels = np.linspace(0.1, 0.86, count) * h
    rests = []
    for i, z in enumerate(levels):
        front = foot + (head - foot) * float(z) / h
        deep = d / 2 - front
        board = box(w - 2 * thick, deep, 0.018).moved(0, (front + d / 2) / 2, float(z))
        parts.append(Part("board", board, boards))
        free = float(levels[1] - levels[0]) - 0.018
        area = (thick - w / 2, w / 2 - thick), (front, d / 2)
        rests.append(Rest("shelf", *area, float(z) + 0.018, free if i < count - 1 else 0.4))
    return parts, rests


def _library(rng: Random, size: Size) -> Built:
    """Steel or wood for a library: boards on both sides of a spine, closed ends."""
    w, d, h = size
    steel = metal(rng, "light gray", "gray", "beige", "white", "black")
    timber = wood(rng)
    body = choice(rng, steel, timber)
    made = replace(look(rng, body=body, front=body), board=0.022)
    half = (w - 0.04, d / 2, h - 0.02)
    grid = columns(bays(w, 0.92), "open", boards=_levels(rng, h, 0.34))
    parts, rests = [], []
    for s in (-1, 1):
        side, free = cupboard(rng, made, half, grid, Case(), lift=0.1)
        yaw = 0 if s < 0 else 180
        parts += moved([p for p in side if p.name != "top"], y=s * d / 4, yaw=yaw)
        if s > 0:
            free = [replace(r, y=(-r.y[1], -r.y[0])) for r in free]
        rests += [
            replace(r, y=(r.y[0] + s * d / 4, r.y[1] + s * d / 4))
            for r in free
            if r.name == "shelf"
        ]
    end = box(0.02, d, h)
    ends = timber if chance(rng, 0.5) else body
    parts += [Part("end panel", end.moved(s * (w - 0.02) / 2), ends) for s in (-1, 1)]
    parts.append(Part("top", box(w, d, 0.02).moved(z=h - 0.02), ends))
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


def _metal_frame(rng: Random, size: Size) -> Built:
    """Wooden boards in a black metal frame, crossed at the back."""
    w, d, h = size
    steel, timber = metal(rng, "black", "black", "gold", "dark gray"), wood(rng)
    thick, count = 0.025, max(3, round(h / 0.38) + 1)
    levels = np.linspace(0.08, h - 0.03, count)
    post = box(thick, thick, h)
    spots = [(s * (w - thick) / 2, t * (d - thick) / 2) for s in (-1, 1) for t in (-1, 1)]
    parts = [Part("post", post.moved(*spot), steel) for spot in spots]
    parts += [
        Part("board", box(w - thick, d - 0.005, 0.02).moved(z=float(z)), timber) for z in levels
    ]
    y = (d - thick) / 2
    if chance(rng, 0.6):
        for s in (-1, 1):
            start, end = (s * (w / 2 - 0.02), y, 0.1), (-s * (w / 2 - 0.02), y, h - 0.1)
            parts.append(Part("brace", bar(start, end, 0.006, sides=5), steel))
    free = float(levels[1] - levels[0]) - 0.02
    area = (thick - w / 2, w / 2 - thick), (-d / 2, d / 2)
    rests = [Rest("shelf", *area, float(z) + 0.02, free) for z in levels[:-1]]
    return parts, [*rests, Rest("top", *area, float(levels[-1]) + 0.02)]


def _stepped(rng: Random, size: Size) -> Built:
    """Columns of boxes that rise like stairs."""
    w, d, h = size
    made = look(rng)
    t = made.board
    count = max(3, round(w / 0.36))
    rise, run = h / count, w / count
    parts, rests = [], []
    for i in range(count):
        x = -w / 2 + (i + 0.5) * run
        z = (count - i) * rise
        post = box(t, d, min(z + rise, h)).moved(x - (run - t) / 2)
        parts += [Part("side", post, made.body)]
        for j in range(count - i + 1):
            low = min(j * rise, z - t)
            parts.append(Part("board", box(run, d - 0.004, t).moved(x, 0, low), made.body))
            if j < count - i:
                area = (x - run / 2 + t, x + run / 2 - t), (-d / 2, d / 2)
                rests.append(Rest("shelf", *area, low + t, rise - 2 * t))
        rests.append(Rest("top", (x - run / 2 + t, x + run / 2), (-d / 2, d / 2), z))
    parts.append(Part("side", box(t, d, rise).moved((w - t) / 2), made.body))
    parts.append(Part("back panel", _stairs(w, h, count).moved(y=d / 2 - 0.006), made.body))
    if chance(rng, 0.5):
        parts = [Part(p.name, p.solid.mirrored(), p.material) for p in parts]
        rests = [replace(r, x=(-r.x[1], -r.x[0])) for r in rests]
    return parts, rests


def _stairs(width: float, height: float, count: int) -> Solid:
    """A thin back for the steps."""
    run, rise = width / count, height / count
    corners = [(-width / 2, 0.0), (width / 2, 0.0)]
    for i in range(count - 1, -1, -1):
        corners += [
            (-width / 2 + (i + 1) * run, (count - i) * rise - 0.01),
            (-width / 2 + i * run, (count - i) * rise - 0.01),
        ]
    return extruded(corners[:-1] + corners[-1:], 0.006).tilted(90)


BOOKSHELF = Category(
    "bookshelf",
    "floor",
    (
        Style("backed", (0.9, 0.31, 1.9), (0.2, 0.12, 0.1), _backed, 2.0),
        Style("wall of shelves", (2.5, 0.34, 2.1), (0.25, 0.12, 0.1), _backed, 0.8),
        Style("open-backed", (0.85, 0.31, 1.6), (0.15, 0.12, 0.18), _five_board, 1.0),
        Style("half closed", (1.0, 0.38, 1.95), (0.3, 0.1, 0.08), _half_closed, 0.7),
        Style("cube", (1.1, 0.37, 1.3), (0.3, 0.06, 0.3), _cubes, 1.0),
        Style("low", (1.25, 0.33, 0.85), (0.3, 0.12, 0.15), _low, 1.2),
        Style("ladder", (0.7, 0.42, 1.8), (0.15, 0.12, 0.08), _ladder, 0.4),
        Style("library", (2.8, 0.58, 1.95), (0.25, 0.1, 0.12), _library, 0.4),
        Style("metal-framed", (0.9, 0.33, 1.65), (0.2, 0.1, 0.12), _metal_frame, 0.6),
        Style("stepped", (1.45, 0.34, 1.45), (0.15, 0.08, 0.12), _stepped, 1.0, held_out=True),
    ),
    scannet="bookshelf",
    sunrgbd="bookshelf",
)


BOOKSHELVES = (BOOKSHELF,)
