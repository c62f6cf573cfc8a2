"""Cabinets and file cabinets."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.bathroom.vanities import vanity
from training.rooms.furniture.kitchen.kitchen import sink_base
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
from training.rooms.furniture.shapes.fronts import door, look
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import metal, painted_wood, plastic, stone, wood
from training.rooms.solids import box, extruded
from training.rooms.types import Category, Part, Rest, Size, Style


def _sideboard(rng: Random, size: Size) -> Built:
    """Long and low: doors, some with a drawer above, on legs or a plinth."""
    count = max(2, round(size[0] / 0.45))
    tall = Column((Cell("door", boards=1),))
    split = Column((Cell("door", 3, boards=1), Cell("drawer", 1)))
    drawers = Column((Cell("drawer"), Cell("drawer"), Cell("drawer")))
    grid = [choice(rng, tall, split)] * count
    if rng.random() < 0.4:
        grid[int(rng.integers(count))] = drawers
    base: Base = choice(rng, "plinth", "legs", "legs", "feet", "sled")
    lift = 0.08 if base == "plinth" else min(0.16, 0.2 * size[2])
    overhang = choice(rng, 0.0, 0.015)
    made = Case(grip_at=0.75)
    return cupboard(
        rng, look(rng), size, tuple(grid), made, base=base, lift=lift, overhang=overhang
    )


def _tall(rng: Random, size: Size) -> Built:
    """A tall cupboard with two doors, at times with drawers at its foot."""
    low = choice(rng, (), (Cell("drawer", 1),), (Cell("pair", 2, boards=1),))
    grid = (Column((*low, Cell("pair", 5, boards=3))),)
    return cupboard(
        rng, look(rng), size, grid, Case(grip_at=0.45), base=choice(rng, "plinth", "feet")
    )


def _metal_cupboard(rng: Random, size: Size) -> Built:
    """The sheet-steel cupboard of offices and workshops."""
    steel = metal(rng, "light gray", "gray", "dark gray", "beige", "black")
    made = look(rng, body=steel, front=steel, patterns=("slab",), grips=("bar", "bow"))
    grid = (Column((Cell("pair", boards=3),)),)
    return cupboard(rng, made, size, grid, Case(ajar=0.2, grip_at=0.52), lift=0.05)


def _display(rng: Random, size: Size) -> Built:
    """Glass doors before boards; what it shows can be seen from in front."""
    low = choice(rng, (), (Cell("pair", 2, boards=1),), (Cell("drawer", 1),))
    glazed = Cell("glass pair" if size[0] > 0.6 else "glass", 4, boards=int(rng.integers(2, 5)))
    base: Base = choice(rng, "plinth", "legs")
    return cupboard(rng, look(rng), size, (Column((*low, glazed)),), base=base, lift=0.1)


def _hutch(rng: Random, size: Size) -> Built:
    """Doors below, open boards above, less deep than what they stand on."""
    w, d, h = size
    low, deep = h * rng.uniform(0.4, 0.5), d * rng.uniform(0.6, 0.8)
    made = look(rng)
    count = max(2, round(w / 0.45))
    below = (Cell("pair", 3, boards=1), Cell("drawer", 1))
    parts, rests = cupboard(
        rng, made, (w, d, low), (Column(below),), Case(grip_at=0.8), overhang=0.01
    )
    grid = columns(choice(rng, 1, count), "open", boards=int(rng.integers(1, 4)))
    above, free = cupboard(rng, made, (w - 0.04, deep, h - low), grid, base="none", overhang=0.015)
    shift = (d - deep) / 2
    front = replace(rests[-1], y=(rests[-1].y[0], d / 2 - deep), clearance=h - low)
    lifted = [replace(r, y=(r.y[0] + shift, r.y[1] + shift), z=r.z + low) for r in free]
    return parts + moved(above, y=shift, z=low), [*rests[:-1], front, *lifted]


def _corner(rng: Random, size: Size) -> Built:
    """Five-sided, for a corner: a door across the front, open boards above or none."""
    w, d, h = size
    made = look(rng)
    side = 0.45 * min(w, d)
    plan = [(-w / 2, d / 2), (-w / 2, d / 2 - side), (w / 2 - side, -d / 2), (w / 2, -d / 2)]
    outline = [*plan, (w / 2, d / 2)]
    split = choice(rng, 1.0, 0.45)
    boards = [0.06, *(np.linspace(split, 1, 4)[:-1] * h if split < 1 else ()), h - 0.02]
    parts = [Part("board", extruded(outline, 0.02).moved(z=float(z)), made.body) for z in boards]
    walls = [(0, 4), (4, 3), (0, 1), (3, 2)]
    for a, b in walls:
        parts.append(Part("side", upright(outline[a], outline[b], h - 0.02), made.body))
    (x0, y0), (x1, y1) = plan[1], plan[2]
    across = float(np.hypot(x1 - x0, y1 - y0))
    yaw = float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))
    top = split * h - 0.02
    leaf = door(made, across - 0.01, top - 0.06, hinge=1, grip_at=0.6)
    parts += moved(leaf, (x0 + x1) / 2, (y0 + y1) / 2, 0.06, yaw=yaw)
    inner = (-w / 2 + 0.4 * side, w / 2 - 0.4 * side), (-d / 2 + 0.4 * side, d / 2 - 0.02)
    corner = (inner[0][0] + 0.25 * w, w / 2 - 0.02), (inner[1][0] + 0.25 * d, inner[1][1])
    levels = [float(z) + 0.02 for z in boards[1:-1]]
    rests = [Rest("shelf", *corner, z, (h - z) / len(levels)) for z in levels]
    return parts, [*rests, Rest("top", *corner, h)]


def upright(a: tuple[float, float], b: tuple[float, float], height: float):
    """A board on edge between two corners of a plan."""
    (x0, y0), (x1, y1) = a, b
    length = float(np.hypot(x1 - x0, y1 - y0))
    yaw = float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))
    return box(length, 0.016, height).moved((x0 + x1) / 2, (y0 + y1) / 2, yaw=yaw)


def _low_office(rng: Random, size: Size) -> Built:
    """Desk-high with plain hinged or sliding doors and a plain top."""
    timber = choice(rng, wood(rng), painted_wood(rng, "white", "light gray", "gray"))
    made = look(rng, body=timber, patterns=("slab",), grips=("bar", "cup", "cup", "none"))
    kind: Kind = choice(rng, "pair", "pair", "sliding")
    grid = columns(max(1, round(size[0] / 0.95)), kind)
    return cupboard(
        rng, made, size, grid, Case(grip_at=0.7), lift=0.06, overhang=choice(rng, 0, 0.01)
    )


def _wall_unit(rng: Random, size: Size) -> Built:
    """A wall of columns: some with doors, some open, some glazed, drawers among them."""
    shelves = Column((Cell("door", 2, boards=1), Cell("open", 5, boards=3)))
    glazed = Column((Cell("drawer"), Cell("drawer"), Cell("glass", 5, boards=3)))
    tall = Column((Cell("door", 5, boards=3), Cell("door", 2)))
    niche = Column((Cell("drawer", 1), Cell("drawer", 1), Cell("open", 3), Cell("flap", 2)), 1.8)
    count = max(2, round(size[0] / 0.6))
    grid = [choice(rng, shelves, glazed, tall, niche) for _ in range(count)]
    return cupboard(rng, look(rng), size, tuple(grid), base=choice(rng, "plinth", "none"))


def _small(rng: Random, size: Size) -> Built:
    """One door, perhaps a drawer above it, on legs or feet."""
    cells = choice(
        rng,
        (Cell("door", boards=1),),
        (Cell("door", 3, boards=1), Cell("drawer", 1)),
        (Cell("glass", boards=2),),
        (Cell("door", 2, boards=1), Cell("open", 1)),
    )
    base: Base = choice(rng, "legs", "feet", "plinth")
    lift = float(rng.uniform(0.06, 0.15))
    return cupboard(rng, look(rng), size, (Column(cells),), Case(ajar=0.25), base=base, lift=lift)


def _credenza(rng: Random, size: Size) -> Built:
    """A middle of drawers between doors."""
    three = tuple(Cell("drawer") for _ in range(int(rng.integers(3, 5))))
    wing = Column((Cell("door", boards=1),), float(rng.uniform(0.8, 1.2)))
    slab = stone(rng, "white", "gray", "black") if rng.random() < 0.2 else None
    grid = choice(rng, (wing, Column(three), wing), (wing, Column(three)))
    made = Case(grip_at=0.7)
    return cupboard(
        rng,
        look(rng),
        size,
        grid,
        made,
        base=choice(rng, "plinth", "feet"),
        top=slab,
        overhang=0.015,
    )


def _apothecary(rng: Random, size: Size) -> Built:
    """Rows of many little drawers."""
    across, up = max(3, round(size[0] / 0.22)), max(3, round(size[2] / 0.19))
    column = Column(tuple(Cell("drawer") for _ in range(up)))
    made = look(rng, patterns=("slab",), grips=("knob", "cup"))
    return cupboard(rng, made, size, (column,) * across, base="legs", lift=0.12, overhang=0.015)


CABINET = Category(
    "cabinet",
    "floor",
    (
        Style("sideboard", (1.45, 0.45, 0.82), (0.28, 0.1, 0.1), _sideboard, 1.6),
        Style("tall two-door", (0.88, 0.46, 1.8), (0.12, 0.15, 0.08), _tall, 1.0),
        Style("metal", (0.92, 0.46, 1.5), (0.1, 0.1, 0.2), _metal_cupboard, 0.8),
        Style("glass-door display", (0.85, 0.4, 1.6), (0.25, 0.1, 0.15), _display, 0.6),
        Style("hutch", (1.05, 0.45, 1.75), (0.2, 0.1, 0.1), _hutch, 0.6),
        Style("corner", (0.75, 0.75, 1.0), (0.12, 0.12, 0.35), _corner, 0.5),
        Style("low office", (0.95, 0.46, 0.76), (0.25, 0.1, 0.1), _low_office, 2.0),
        Style("wall unit", (2.3, 0.45, 1.95), (0.2, 0.12, 0.1), _wall_unit, 0.7),
        Style("one-door", (0.5, 0.42, 0.75), (0.15, 0.12, 0.18), _small, 1.4),
        Style("doors and drawers", (1.2, 0.5, 0.88), (0.2, 0.1, 0.08), _credenza, 1.4),
        Style("bathroom vanity", (1.2, 0.56, 0.84), (0.25, 0.06, 0.05), vanity, 0.05),
        # Open above, since a counter with a cut-out lies on it.
        Style("vanity base", (1.2, 0.53, 0.78), (0.25, 0.06, 0.05), sink_base, 0.0),
        Style("apothecary", (0.95, 0.4, 1.0), (0.15, 0.1, 0.15), _apothecary, 1.0, held_out=True),
    ),
    scannet="cabinet",
    sunrgbd="cabinet",
)


def _office_look(rng: Random):
    steel = metal(rng, "light gray", "gray", "dark gray", "beige", "black", "white")
    timber = wood(rng)
    body = timber if rng.random() < 0.2 else steel
    return look(rng, body=body, front=body, patterns=("slab",), grips=("bar", "bow", "cup"))


def _vertical(rng: Random, size: Size) -> Built:
    """Two to five drawers, one above the other, deeper than wide."""
    count = max(2, round(size[2] / 0.33))
    grid = (Column(tuple(Cell("drawer") for _ in range(count))),)
    return cupboard(rng, _office_look(rng), size, grid, Case(ajar=0.2), lift=0.03)


def _lateral(rng: Random, size: Size) -> Built:
    """Wide drawers, the files stand sideways."""
    count = max(2, round(size[2] / 0.34))
    grid = (Column(tuple(Cell("drawer") for _ in range(count))),)
    return cupboard(
        rng, _office_look(rng), size, grid, lift=0.04, overhang=choice(rng, 0.0, 0.0, 0.01)
    )


def _pedestal(rng: Random, size: Size) -> Built:
    """Rolls under a desk: a pencil drawer, a drawer, a file drawer."""
    cells = choice(
        rng,
        (Cell("drawer", 2), Cell("drawer", 1), Cell("drawer", 1)),
        (Cell("drawer", 2), Cell("drawer", 1), Cell("drawer", 0.5)),
        (Cell("drawer", 1), Cell("drawer", 1)),
    )
    made = _office_look(rng)
    base: Base = choice(rng, "casters", "casters", "plinth")
    parts, rests = cupboard(rng, made, size, (Column(cells),), Case(ajar=0.2), base=base, lift=0.05)
    if rng.random() < 0.3:
        w, d, h = size
        pad = box(w - 0.01, d - 0.05, 0.04).moved(0, 0.02, h)
        parts.append(Part("cushion", pad, plastic(rng, "black", "gray", "blue", "red")))
        rests = [replace(rests[-1], z=h + 0.04)]
    return parts, rests


def _plan_chest(rng: Random, size: Size) -> Built:
    """Shallow drawers for large sheets."""
    count = max(5, round(size[2] / 0.11))
    grid = (Column(tuple(Cell("drawer") for _ in range(count))),)
    made = replace(_office_look(rng), grip="cup")
    return cupboard(rng, made, size, grid, base="feet", lift=0.12)


FILE_CABINET = Category(
    "file cabinet",
    "floor",
    (
        Style("vertical", (0.4, 0.64, 0.72), (0.05, 0.1, 0.05), _vertical, 1.3),
        Style("four-drawer", (0.42, 0.68, 1.32), (0.06, 0.08, 0.06), _vertical, 0.45),
        Style("lateral", (0.95, 0.48, 0.75), (0.12, 0.06, 0.2), _lateral, 0.95),
        Style("mobile pedestal", (0.41, 0.54, 0.57), (0.06, 0.08, 0.06), _pedestal, 2.0),
        Style("plan chest", (1.1, 0.8, 0.85), (0.1, 0.1, 0.15), _plan_chest, 1.0, held_out=True),
    ),
    scannet="cabinet",
    sunrgbd="cabinet",
)


STORAGE = (CABINET, FILE_CABINET)
