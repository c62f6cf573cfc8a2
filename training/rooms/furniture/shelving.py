"""Bookshelves and other open shelves."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.cabinetry import Case, Cell, Column, choice, columns, cupboard
from training.rooms.furniture.fronts import look
from training.rooms.furniture.pieces import Built, bar, chance, moved, profile
from training.rooms.materials import Material, metal, painted_wood, plastic, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined
from training.rooms.types import Category, Part, Rest, Size, Style


def _bays(width: float, pitch: float) -> int:
    return max(1, round(width / pitch))


def _levels(rng: Random, height: float, pitch: float) -> int:
    """How many boards lie within a case of this height."""
    return max(1, round(height / (pitch * rng.uniform(0.85, 1.15))) - 1)


def _backed(rng: Random, size: Size) -> Built:
    """The classic one: sides, a back, boards, a plinth; long ones have several bays."""
    boards = _levels(rng, size[2], 0.34)
    grid = columns(*[("open",)] * _bays(size[0], 0.95), boards=boards)
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
    grid = columns(("open",), boards=boards)
    parts, rests = cupboard(rng, made, size, grid, Case(back=False), base="none")
    brace = box(w - 0.04, 0.012, 0.07)
    spots = (0.05, h - 0.12) if chance(rng, 0.5) else (0.45 * h,)
    return parts + [Part("brace", brace.moved(0, d / 2 - 0.01, z), made.body) for z in spots], rests


def _half_closed(rng: Random, size: Size) -> Built:
    """Doors below, boards above."""
    count = _bays(size[0], 0.9)
    boards = _levels(rng, 0.6 * size[2], 0.34)
    low = choice(rng, Cell("pair", 2, boards=1), Cell("drawer", 0.8), Cell("pair", 1.5, boards=0))
    grid = (Column((low, Cell("open", 4, boards=boards))),) * count
    return cupboard(rng, look(rng), size, grid, Case(grip_at=0.75), overhang=choice(rng, 0.0, 0.02))


def _cubes(rng: Random, size: Size) -> Built:
    """A grid of squares, a few of them with a door, a drawer or a basket's front."""
    w, _, h = size
    across, up = max(2, round(w / 0.38)), max(2, round(h / 0.38))
    fill = rng.random((across, up)) < choice(rng, 0.0, 0.0, 0.2)
    kind = choice(rng, "door", "drawer")
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
    grid = columns(*[("open",)] * _bays(size[0], 0.75), boards=boards)
    base = choice(rng, "plinth", "legs", "none")
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
    grid = columns(*[("open",)] * _bays(w, 0.92), boards=_levels(rng, h, 0.34))
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
        rests.append(Rest("top", (x - run / 2, x + run / 2), (-d / 2, d / 2), z))
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


def _racked(
    size: Size, levels: Sequence[float], board: Solid, material: Material, inset: float
) -> Built:
    """The same board at several heights, and what may stand on each."""
    w, d, h = size
    thick = float(board.bounds[1, 2])
    parts = [Part("board", board.moved(z=z), material) for z in levels]
    area = (inset - w / 2, w / 2 - inset), (inset - d / 2, d / 2 - inset)
    ends = [*levels[1:], h + 0.4]
    rests = [
        Rest("shelf", *area, low + thick, high - low - thick)
        for low, high in zip(levels, ends, strict=True)
    ]
    return parts, rests


def _heights(rng: Random, first: float, last: float, pitch: float) -> list[float]:
    count = max(2, round((last - first) / (pitch * rng.uniform(0.8, 1.2))) + 1)
    return [float(z) for z in np.linspace(first, last, count)]


def _metal_rack(rng: Random, size: Size) -> Built:
    """Slotted steel angles and folded steel or chipboard boards: cellars and stores."""
    w, d, h = size
    steel = metal(rng, "light gray", "gray", "dark gray", "black", "blue")
    boards = wood(rng, "beige", "light brown") if chance(rng, 0.4) else steel
    angle = joined(box(0.035, 0.003, h).moved(0.0175), box(0.003, 0.035, h).moved(0, 0.0175))
    parts, rests = _racked(
        size,
        _heights(rng, rng.uniform(0.06, 0.2), h - 0.05 - rng.uniform(0, 0.15), 0.45),
        box(w - 0.006, d - 0.006, 0.03),
        boards,
        0.02,
    )
    for s, t, yaw in ((-1, -1, 0), (1, -1, 90), (1, 1, 180), (-1, 1, 270)):
        parts.append(Part("post", angle.moved(s * w / 2, t * d / 2, yaw=yaw), steel))
    return parts, rests


def _wire(rng: Random, size: Size) -> Built:
    """Chromed posts and boards of wire, at times on casters."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "black", "white")
    foot = 0.09 if chance(rng, 0.35) else 0.0
    rods = [
        box(w - 0.02, 0.006, 0.006).moved(0, float(y), 0.024)
        for y in np.linspace(-0.5, 0.5, 9) * (d - 0.02)
    ]
    long = [box(w, 0.01, 0.03).moved(0, s * (d - 0.01) / 2) for s in (-1, 1)]
    short = [box(0.01, d, 0.03).moved(s * (w - 0.01) / 2) for s in (-1, 1)]
    cross = [
        box(0.006, d - 0.02, 0.01).moved(float(x), 0, 0.014) for x in np.linspace(-0.4, 0.4, 5) * w
    ]
    board = joined(*rods, *long, *short, *cross)
    levels = _heights(rng, foot + rng.uniform(0.05, 0.15), h - 0.06, 0.42)
    parts, rests = _racked(size, levels, board, steel, 0.02)
    post = cylinder(0.0125, h - foot, sides=8)
    wheel = cylinder(foot / 2, 0.03, sides=10).tilted(90, axis=1).moved(-0.015, 0, foot / 2)
    for s in (-1, 1):
        for t in (-1, 1):
            at = (s * (w / 2 - 0.013), t * (d / 2 - 0.013))
            parts.append(Part("post", post.moved(*at, foot), steel))
            if foot:
                parts.append(Part("caster", wheel.moved(*at), plastic(rng, "black", "gray")))
    return parts, rests


def _slatted(rng: Random, size: Size) -> Built:
    """Square posts and boards of slats, as in a pantry."""
    w, d, h = size
    timber = choice(rng, wood(rng, "light brown", "beige", "brown"), painted_wood(rng))
    count = max(3, round(d / 0.09))
    slat = box(w - 0.01, 0.7 * d / count, 0.018)
    pitch = (d - 0.7 * d / count) / (count - 1)
    board = joined(*(slat.moved(0, (i - (count - 1) / 2) * pitch) for i in range(count)))
    parts, rests = _racked(size, _heights(rng, 0.1, h - 0.08, 0.4), board, timber, 0.02)
    post = box(0.035, 0.035, h)
    for s in (-1, 1):
        for t in (-1, 1):
            at = (s * (w - 0.035) / 2, t * (d - 0.035) / 2)
            parts.append(Part("post", post.moved(*at), timber))
    return parts, rests


def _two_board(rng: Random, size: Size) -> Built:
    """Low: two or three boards between sides, a shoe rack or a stand for plants."""
    made = look(rng)
    boards = int(rng.integers(1, 3))
    grid = columns(*[("open",)] * _bays(size[0], 1.1), boards=boards)
    back = chance(rng, 0.4)
    return cupboard(
        rng, made, size, grid, Case(back=back), base=choice(rng, "none", "feet", "legs")
    )


def _quarter(rng: Random, size: Size) -> Built:
    """Quarter rounds for a corner, which is at the back on the right; on poles or a back."""
    w, d, h = size
    timber = choice(rng, wood(rng), painted_wood(rng))
    turns = np.radians(np.linspace(180, 270, 8))
    arc = [(w / 2 + w * float(np.cos(t)), d / 2 + d * float(np.sin(t))) for t in turns]
    board = extruded([(w / 2, d / 2), *arc], 0.018)
    parts, rests = _racked(size, _heights(rng, 0.06, h - 0.03, 0.36), board, timber, 0.0)
    area = (-0.1 * w, w / 2 - 0.02), (-0.1 * d, d / 2 - 0.02)
    rests = [replace(r, x=area[0], y=area[1]) for r in rests]
    if chance(rng, 0.5):
        parts.append(Part("back panel", box(w - 0.02, 0.012, h).moved(0, d / 2 - 0.006), timber))
        parts.append(Part("back panel", box(0.012, d - 0.02, h).moved(w / 2 - 0.006), timber))
        return parts, rests
    steel = metal(rng, "silver", "black", "gold")
    pole = cylinder(0.01, h, sides=8)
    spots = (
        (w / 2 - 0.03, d / 2 - 0.03),
        (0.04 - w / 2, d / 2 - 0.03),
        (w / 2 - 0.03, 0.04 - d / 2),
    )
    return parts + [Part("post", pole.moved(*spot), steel) for spot in spots], rests


def _bin_rack(rng: Random, size: Size) -> Built:
    """Rows of slanting plastic bins: toys and screws."""
    w, d, h = size
    timber = choice(rng, wood(rng), painted_wood(rng))
    rows, across = max(2, round(h / 0.28)), max(2, round(w / 0.3))
    side = profile([(-d / 2, 0), (d / 2, 0), (d / 2, h), (d / 2 - 0.25 * d, h)], 0.018)
    parts = [Part("side", side.moved(s * (w - 0.018) / 2), timber) for s in (-1, 1)]
    run = (w - 0.04) / across
    colors = ("red", "blue", "yellow", "green", "white", "orange", "light gray")
    for j in range(rows):
        z = 0.06 + j * (h - 0.12) / rows
        front = -d / 2 + 0.75 * d * z / h
        parts.append(Part("rail", box(w - 0.02, 0.02, 0.02).moved(0, front + 0.03, z), timber))
        parts.append(
            Part("rail", box(w - 0.02, 0.02, 0.02).moved(0, d / 2 - 0.02, z + 0.05), timber)
        )
        for i in range(across):
            x = (i - (across - 1) / 2) * run
            bin_ = _bin(0.94 * run, d / 2 - front - 0.02, 0.62 * (h - 0.12) / rows)
            at = bin_.tilted(12).moved(x, (front + d / 2) / 2, z + 0.03)
            parts.append(Part("bin", at, plastic(rng, *colors)))
    return parts, [Rest("top", (-w / 2, w / 2), (0.25 * d, d / 2), h)]


def _bin(width: float, depth: float, height: float) -> Solid:
    """An open box with a low front."""
    wall = 0.006
    return joined(
        box(width, depth, wall),
        box(width, wall, 0.6 * height).moved(0, (wall - depth) / 2),
        box(width, wall, height).moved(0, (depth - wall) / 2),
        *(box(wall, depth, 0.9 * height).moved(s * (width - wall) / 2) for s in (-1, 1)),
    )


SHELF = Category(
    "shelf",
    "floor",
    (
        Style("metal rack", (1.05, 0.43, 1.6), (0.25, 0.15, 0.15), _metal_rack, 1.2),
        Style("wire", (0.95, 0.4, 1.35), (0.25, 0.12, 0.25), _wire, 1.0),
        Style("slatted", (1.0, 0.36, 1.0), (0.25, 0.15, 0.25), _slatted, 0.9),
        Style("low", (1.05, 0.34, 0.72), (0.3, 0.15, 0.2), _two_board, 1.8),
        Style("corner", (0.45, 0.45, 1.25), (0.2, 0.2, 0.25), _quarter, 0.4),
        Style("toy bins", (0.85, 0.4, 0.85), (0.12, 0.1, 0.12), _bin_rack, 1.0, held_out=True),
    ),
    scannet="bookshelf",
    sunrgbd="shelves",
)

SHELVING = (BOOKSHELF, SHELF)
