"""Racks and other open shelves that are not made for books."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import Case, choice, columns, cupboard
from training.rooms.furniture.shapes.fronts import look
from training.rooms.furniture.shapes.pieces import Built, chance, profile
from training.rooms.furniture.storage.bookshelves import bays
from training.rooms.materials import Material, metal, painted_wood, plastic, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined
from training.rooms.types import Category, Part, Rest, Size, Style


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
    grid = columns(bays(size[0], 1.1), "open", boards=boards)
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
    parts.append(Part("board", box(w, 0.25 * d, 0.018).moved(0, 0.375 * d, h - 0.018), timber))
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
    sunrgbd="shelves",
)

SHELVES = (SHELF,)
