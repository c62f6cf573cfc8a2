"""Dressers and night stands."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import (
    THICKNESS,
    Base,
    Case,
    Cell,
    Column,
    based,
    choice,
    cupboard,
)
from training.rooms.furniture.shapes.fronts import REACH, look
from training.rooms.furniture.shapes.pieces import Built, chance, legs, moved
from training.rooms.materials import mirror_glass
from training.rooms.solids import box, cylinder, extruded, frame
from training.rooms.types import Category, Part, Rest, Size, Style

BASES: tuple[Base, ...] = ("plinth", "legs", "feet", "plinth")


def _stack(count: int, *, top: float = 1.0) -> tuple[Cell, ...]:
    """Drawers one above the other, the highest `top` times as high as the others."""
    return (*(Cell("drawer") for _ in range(count - 1)), Cell("drawer", top))


def _raised(rng: Random) -> tuple[Base, float]:
    base: Base = choice(rng, *BASES)
    return base, 0.07 if base == "plinth" else float(rng.uniform(0.06, 0.16))


def _double(rng: Random, size: Size) -> Built:
    """Two or three columns of drawers."""
    count = int(rng.integers(2, 4)) if size[0] > 1.3 else 2
    column = Column(_stack(max(2, round(size[2] / 0.26)), top=choice(rng, 1.0, 0.7)))
    base, lift = _raised(rng)
    return cupboard(
        rng,
        look(rng),
        size,
        (column,) * count,
        Case(ajar=0.2),
        base=base,
        lift=lift,
        overhang=0.015,
    )


def _chest(rng: Random, size: Size) -> Built:
    """One column of drawers; two small ones side by side may be the highest."""
    count = max(3, round(size[2] / 0.22))
    top = Cell(choice(rng, "drawer", "twin") if size[0] > 0.6 else "drawer", choice(rng, 1.0, 0.75))
    grid = (Column((*_stack(count - 1), top)),)
    base, lift = _raised(rng)
    return cupboard(
        rng,
        look(rng),
        size,
        grid,
        Case(ajar=0.2),
        base=base,
        lift=lift,
        overhang=choice(rng, 0.0, 0.015),
    )


def _door_chest(rng: Random, size: Size) -> Built:
    """Drawers beside a door."""
    wing = Column((Cell("door", boards=2),), float(rng.uniform(0.6, 1.0)))
    drawers = Column(_stack(int(rng.integers(3, 6))))
    base, lift = _raised(rng)
    return cupboard(
        rng, look(rng), size, (drawers, wing), Case(ajar=0.2), base=base, lift=lift, overhang=0.015
    )


def _mirror_dresser(rng: Random, size: Size) -> Built:
    """A low dresser with a mirror on posts behind its top."""
    w, d, h = size
    low = h * rng.uniform(0.48, 0.56)
    parts, rests = _double(rng, (w, d, low))
    timber = parts[0].material
    wide, high = w * rng.uniform(0.55, 0.8), h - low - 0.08
    glass = box(wide - 0.08, 0.008, high - 0.08).moved(0, d / 2 - 0.03, low + 0.12)
    rim = frame(wide, high, 0.03, 0.045).moved(0, d / 2 - 0.02, low + 0.08)
    post = box(0.04, 0.03, h - low - 0.1)
    parts += [
        Part("mirror", glass, mirror_glass(rng)),
        Part("mirror frame", rim, timber),
        *(Part("post", post.moved(s * wide / 2, d / 2 - 0.02, low), timber) for s in (-1, 1)),
    ]
    return parts, [replace(r, y=(r.y[0], d / 2 - 0.05)) for r in rests]


def _bow_front(rng: Random, size: Size) -> Built:
    """The fronts swell out in the middle."""
    w, d, h = size
    made = look(rng, grips=("knob", "bow", "cup"))
    count = max(3, round(h / 0.24))
    lift, top = 0.09, 0.025
    shut = d / 2 - (d - REACH[made.grip])
    bulge = min(0.3 * d, 0.14)
    body = extruded(_bowed(w - 0.03, d / 2, shut + THICKNESS, bulge), h - lift - top)
    parts = [Part("body", body.moved(z=lift), made.body)]
    pitch = (h - lift - top - 0.02) / count
    leaf = extruded(_bowed(w - 0.07, 0, shut, bulge, deep=0.02), pitch - 0.015)
    grip = box(0.1, REACH[made.grip], 0.02)
    for i in range(count):
        z = lift + 0.015 + i * pitch
        parts.append(Part("drawer", leaf.moved(z=z), made.front))
        for s in (-1, 1):
            y = shut + bulge * 0.25 - REACH[made.grip] / 2
            parts.append(Part("handle", grip.moved(s * w / 4, y, z + 0.5 * pitch), made.fittings))
    slab = extruded(_bowed(w, d / 2, shut - 0.01, bulge), top).moved(z=h - top)
    parts.append(Part("top", slab, made.body))
    parts += based("feet", made, (0.02 - w / 2, w / 2 - 0.02), (shut + bulge, d / 2), lift)
    return parts, [Rest("top", (-w / 2, w / 2), (shut + bulge, d / 2), h)]


def _bowed(
    width: float, back: float, front: float, bulge: float, *, deep: float = 0.0
) -> list[tuple[float, float]]:
    """A plan whose front is bent out by `bulge` in its middle; `deep` keeps a strip of it only."""
    x = np.linspace(-width / 2, width / 2, 9)
    y = front + bulge * (2 * x / width) ** 2
    near = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
    if deep:
        return near + [(a, b + deep) for a, b in near[::-1]]
    return [*near, (width / 2, back), (-width / 2, back)]


DRESSER = Category(
    "dresser",
    "floor",
    (
        Style("double", (1.38, 0.56, 0.86), (0.18, 0.09, 0.1), _double, 1.2),
        Style("chest of drawers", (0.78, 0.55, 0.82), (0.09, 0.09, 0.1), _chest, 1.7),
        Style("tall", (0.84, 0.55, 1.18), (0.12, 0.1, 0.08), _chest, 0.9),
        Style("door and drawers", (1.05, 0.56, 0.92), (0.15, 0.08, 0.15), _door_chest, 0.5),
        Style("with a mirror", (1.2, 0.5, 1.55), (0.12, 0.08, 0.08), _mirror_dresser, 0.2),
        Style("bow-fronted", (1.0, 0.54, 0.9), (0.15, 0.08, 0.12), _bow_front, 1.0, held_out=True),
    ),
    sunrgbd="dresser",
)


def _drawer_stand(rng: Random, size: Size) -> Built:
    """Two or three drawers."""
    count = 3 if size[2] > 0.62 and chance(rng, 0.5) else 2
    base, lift = _raised(rng)
    grid = (Column(_stack(count, top=choice(rng, 1.0, 0.6))),)
    return cupboard(
        rng,
        look(rng),
        size,
        grid,
        Case(ajar=0.2),
        base=base,
        lift=lift,
        overhang=choice(rng, 0.0, 0.015),
    )


def _niche_stand(rng: Random, size: Size) -> Built:
    """A drawer above an open niche, or below it."""
    cells = (Cell("open", 1.4), Cell("drawer", 1.0))
    if chance(rng, 0.25):
        cells = cells[::-1]
    base, lift = _raised(rng)
    return cupboard(
        rng, look(rng), size, (Column(cells),), Case(ajar=0.2), base=base, lift=lift, overhang=0.012
    )


def _door_stand(rng: Random, size: Size) -> Built:
    """A door, mostly with a drawer above it."""
    cells = choice(rng, (Cell("door", 2), Cell("drawer", 1)), (Cell("door", boards=1),))
    base, lift = _raised(rng)
    return cupboard(rng, look(rng), size, (Column(cells),), Case(ajar=0.2), base=base, lift=lift)


def _table_stand(rng: Random, size: Size) -> Built:
    """A drawer high on four legs, perhaps a board between them."""
    w, d, h = size
    made = look(rng)
    box_height = h * rng.uniform(0.26, 0.36)
    low = h - box_height
    parts, rests = cupboard(
        rng, made, (w, d, box_height), (Column(_stack(1)),), base="none", overhang=0.012
    )
    parts = moved(parts, z=low)
    legs_deep = d - 0.06
    stand = legs(w - 0.03, legs_deep, low, made.body, taper=float(rng.uniform(0.6, 1)))
    parts += moved(stand, y=0.025)
    rests = [replace(r, z=r.z + low) for r in rests if r.name == "top"]
    if chance(rng, 0.6):
        z = low * rng.uniform(0.2, 0.4)
        parts.append(Part("board", box(w - 0.04, legs_deep, 0.018).moved(0, 0.025, z), made.body))
        area = (0.06 - w / 2, w / 2 - 0.06), (0.09 - d / 2, d / 2 - 0.03)
        rests.append(Rest("shelf", *area, z + 0.018, low - z - 0.018))
    return parts, rests


def _drum(rng: Random, size: Size) -> Built:
    """Round, with a door in its wall."""
    w, d, h = size
    made = look(rng, grips=("knob",))
    body = cylinder(0.5, h - 0.03, sides=28).scaled(0.96 * w, 0.96 * d)
    slab = cylinder(0.5, 0.03, sides=28).scaled(w, d).moved(z=h - 0.03)
    turns = np.radians(np.linspace(235, 305, 9))
    outer = [(0.5 * w * float(np.cos(t)), 0.5 * d * float(np.sin(t))) for t in turns]
    leaf = extruded([*outer, *((0.9 * x, 0.9 * y) for x, y in outer[::-1])], 0.75 * h)
    knob = cylinder(0.012, 0.02, sides=8).tilted(90).moved(0.12 * w, -0.47 * d, 0.6 * h)
    parts = [
        Part("body", body, made.body),
        Part("top", slab, made.body),
        Part("door", leaf.moved(z=0.08 * h), made.front),
        Part("handle", knob, made.fittings),
    ]
    return parts, [Rest("top", (-0.35 * w, 0.35 * w), (-0.35 * d, 0.35 * d), h)]


NIGHT_STAND = Category(
    "night stand",
    "floor",
    (
        Style("drawers", (0.58, 0.45, 0.62), (0.18, 0.1, 0.12), _drawer_stand, 1.5),
        Style("drawer and niche", (0.59, 0.45, 0.6), (0.18, 0.1, 0.14), _niche_stand, 1.3),
        Style("one-door", (0.56, 0.44, 0.62), (0.18, 0.1, 0.12), _door_stand, 0.8),
        Style("four-legged", (0.58, 0.45, 0.62), (0.15, 0.1, 0.12), _table_stand, 1.0),
        Style("drum", (0.46, 0.46, 0.55), (0.1, 0.1, 0.1), _drum, 1.0, held_out=True),
    ),
    sunrgbd="night stand",
)


CHESTS = (DRESSER, NIGHT_STAND)
