"""Wardrobes, closed and open, with the clothes that hang in them."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import (
    Case,
    Cell,
    Column,
    choice,
    columns,
    cupboard,
)
from training.rooms.furniture.shapes.fronts import look
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved, profile
from training.rooms.materials import fabric, metal, mirror_glass, painted_wood, plastic, wood
from training.rooms.solids import Solid, box, cylinder, extruded, frame, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _hinged(rng: Random, size: Size) -> Built:
    """Doors from top to bottom, some over drawers, some with a mirror on a door."""
    count = max(2, round(size[0] / 0.5))
    low = choice(rng, (), (), (Cell("drawer", 1),), (Cell("drawer", 1), Cell("drawer", 1)))
    grid = (Column((*low, Cell("door", 6, boards=1))),) * count
    if count == 2 and low:
        grid = (Column((*low, Cell("pair", 6, boards=1))),)
    made = look(rng, patterns=("slab", "framed", "raised", "slab"))
    parts, rests = cupboard(
        rng,
        made,
        size,
        grid,
        Case(grip_at=0.48),
        base=choice(rng, "plinth", "plinth", "feet"),
        overhang=choice(rng, 0.0, 0.02),
    )
    return (_mirrored_door(rng, parts) if chance(rng, 0.25) else parts), rests


def _mirrored_door(rng: Random, parts: list[Part]) -> list[Part]:
    """A mirror on the last of the doors that is shut."""
    leaves = [p.solid.bounds for p in parts if p.name == "door"]
    shut = [b for b in leaves if b[1, 1] - b[0, 1] < 0.03]
    if not shut:
        return parts
    low, high = shut[-1]
    w, h = float(high[0] - low[0]), float(high[2] - low[2])
    pane = box(w - 0.14, 0.004, h - 0.14)
    x, y, z = float(low[0] + high[0]) / 2, float(low[1]) - 0.002, float(low[2]) + 0.07
    return [*parts, Part("mirror", pane.moved(x, y, z), mirror_glass(rng))]


def _sliding(rng: Random, size: Size) -> Built:
    """Two or three wide leaves that slide past one another; mirrors among them."""
    w, d, h = size
    made = look(rng, patterns=("slab",), grips=("none",))
    grid = columns(1, "open", boards=0)
    body = (w, d - 0.09, h)
    parts, rests = cupboard(rng, made, body, grid, overhang=0.0)
    parts = moved(parts, y=0.045)
    count = 3 if w > 2.0 else 2
    wide, high = (w - 0.04) / count + 0.02, h - 0.15
    mirror = mirror_glass(rng)
    silver = int(rng.integers(-1, count + 1))
    for i in range(count):
        x = (i - (count - 1) / 2) * (w - 0.04 - wide) / max(count - 1, 1)
        y = -d / 2 + (0.02 if i % 2 else 0.06)
        face = mirror if silver in (i, count) else made.front
        leaf = box(wide - 0.06, 0.012, high - 0.06).moved(x, y, 0.12)
        rim = frame(wide, high, 0.025, 0.03).moved(x, y, 0.09)
        parts += [Part("door", leaf, face), Part("door frame", rim, made.fittings)]
    return parts, rests[-1:]


def _louvred(rng: Random, size: Size) -> Built:
    """Doors of slanting slats."""
    made = replace(look(rng, grips=("knob", "none")), pattern="louvred")
    count = max(2, round(size[0] / 0.5))
    return cupboard(rng, made, size, columns(count, "door"), Case(grip_at=0.5, ajar=0.3))


def _open_rail(rng: Random, size: Size) -> Built:
    """A body without doors: clothes on a rail, boards or drawers at its side."""
    made = look(rng)
    rail = Column((Cell("drawer", 1), Cell("open", 5)), float(rng.uniform(1.2, 2)))
    side = Column((Cell("open", 2, boards=1), Cell("drawer", 1), Cell("open", 3, boards=2)))
    grid = choice(rng, (rail,), (rail, side), (side, rail))
    parts, rests = cupboard(rng, made, size, grid, Case(ajar=0.1))
    space = max(rests[:-1], key=lambda r: r.clearance * (r.x[1] - r.x[0]))
    z = space.z + space.clearance - 0.08
    y = (space.y[0] + space.y[1]) / 2
    rod = bar((space.x[0], y, z), (space.x[1], y, z), 0.012)
    parts.append(Part("rail", rod, made.fittings))
    length = min(0.75 * (z - space.z), 1.1)
    parts += _garments(rng, (space.x[0] + 0.08, space.x[1] - 0.08), y, z, length, size[1] - 0.1)
    below = replace(space, clearance=max(z - space.z - length, 0.1))
    return parts, [below if r is space else r for r in rests]


def _garments(
    rng: Random, x: tuple[float, float], y: float, z: float, length: float, wide: float
) -> list[Part]:
    """Clothes on hangers along a rail, side by side."""
    parts, at = [], x[0]
    while at < x[1]:
        low = length * rng.uniform(0.5, 1)
        half, thick = min(wide, 0.46) / 2, rng.uniform(0.03, 0.07)
        outline = [(-0.8 * half, -low), (0.8 * half, -low), (half, -0.14), (0.15 * half, -0.04)]
        shape = profile([*outline, (-0.15 * half, -0.04), (-half, -0.14)], thick)
        parts.append(Part("garment", shape.moved(float(at), y, z), fabric(rng)))
        at += thick + rng.uniform(0.01, 0.12)
    return parts


def _rail_stand(rng: Random, size: Size) -> Built:
    """A clothes rail on two trestles with a board near the floor."""
    w, d, h = size
    steel = choice(rng, metal(rng, "black", "silver", "dark gray"), wood(rng))
    low = h * rng.uniform(0.1, 0.2)
    parts = []
    for s in (-1, 1):
        x = s * (w / 2 - 0.02)
        side: Solid = tube([(x, -d / 2, 0.0), (x, 0.0, h - 0.015), (x, d / 2, 0.0)], 0.015, sides=6)
        parts.append(Part("side", side, steel))
    rod = bar((-w / 2, 0, h - 0.02), (w / 2, 0, h - 0.02), 0.014)
    board = box(w - 0.04, 0.8 * d, 0.02).moved(z=low)
    parts += [Part("rail", rod, steel), Part("board", board, wood(rng))]
    parts += _garments(rng, (-0.4 * w, 0.3 * w), 0, h - 0.02, 0.65 * h, d)
    area = (0.05 - w / 2, w / 2 - 0.05), (-0.35 * d, 0.35 * d)
    return parts, [Rest("shelf", *area, low + 0.02, 0.15 * h)]


def _canvas(rng: Random, size: Size) -> Built:
    """Cloth over a light frame, its roof rounded, a zip along its front."""
    w, d, h = size
    cloth = fabric(rng, "gray", "beige", "dark gray", "blue", "cream", "black")
    turns = np.radians(np.linspace(0, 180, 9))
    arch = [(w / 2 * float(np.cos(t)), h - 0.2 + 0.2 * float(np.sin(t))) for t in turns]
    body = extruded([(-w / 2, 0.06), (w / 2, 0.06), *arch], d - 0.02)
    body = body.tilted(90).moved(y=d / 2)
    zips = joined(*(box(0.015, 0.01, 0.8 * h).moved(s * 0.3 * w, 0, 0.08) for s in (-1, 1)))
    across = box(0.6 * w, 0.01, 0.015).moved(0, 0, 0.88 * h - 0.015)
    seam = joined(zips, across).moved(y=0.015 - d / 2)
    foot = cylinder(0.015, 0.07, sides=8)
    feet = [foot.moved(s * (w / 2 - 0.03), t * (d / 2 - 0.04)) for s in (-1, 1) for t in (-1, 1)]
    parts = [
        Part("cover", body, cloth),
        Part("zip", seam, plastic(rng, "black", "white")),
        *(Part("foot", solid, metal(rng, "silver")) for solid in feet),
    ]
    return parts, []


def _half_open(rng: Random, size: Size) -> Built:
    """Doors on one half, open boards on the other."""
    made = look(rng, body=choice(rng, painted_wood(rng), wood(rng)))
    closed = Column((Cell("pair", boards=1),), 2)
    boards = Column((Cell("drawer", 1), Cell("open", 5, boards=int(rng.integers(2, 5)))))
    grid = choice(rng, (closed, boards), (boards, closed))
    return cupboard(rng, made, size, grid, Case(grip_at=0.48))


WARDROBE = Category(
    "wardrobe",
    "floor",
    (
        Style("hinged-door", (1.1, 0.66, 1.9), (0.2, 0.08, 0.08), _hinged, 2.5),
        Style("sliding-door", (1.5, 0.7, 2.0), (0.2, 0.06, 0.06), _sliding, 1.0),
        Style("louvred", (1.05, 0.64, 1.85), (0.12, 0.06, 0.06), _louvred, 0.5),
        Style("half open", (1.25, 0.63, 1.9), (0.15, 0.08, 0.08), _half_open, 0.6),
        Style("open", (1.15, 0.6, 1.85), (0.2, 0.08, 0.1), _open_rail, 0.6),
        Style("clothes rail", (1.15, 0.48, 1.6), (0.15, 0.1, 0.06), _rail_stand, 0.4),
        Style("canvas", (0.95, 0.5, 1.7), (0.15, 0.08, 0.06), _canvas, 1.0, held_out=True),
    ),
    scannet="garbage bin",
)

WARDROBES = (WARDROBE,)
