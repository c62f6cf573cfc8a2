"""Built-in kitchens: base units, wall units and the worktops that lie on them.

A kitchen run is made of base units under one counter; the counter's slab lies on the units' top.
A counter with a cut-out goes over "sink base" units, which are open above.
"""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import (
    Case,
    Cell,
    Column,
    Kind,
    case,
    choice,
    columns,
    cupboard,
)
from training.rooms.furniture.shapes.fronts import Look, blank, look
from training.rooms.furniture.shapes.pieces import Built, chance, legs, moved
from training.rooms.materials import Material, ceramic, metal, painted_wood, stone, textured, wood
from training.rooms.solids import box, joined
from training.rooms.types import Category, Part, Rest, Size, Style

UNIT = 0.55
"""Usual width of one unit of a run, metres."""
TOE = 0.1
"""Height of the set-back plinth."""


def kitchen_look(rng: Random) -> Look:
    """Painted or wooden fronts on a body of the same or of white board."""
    front = choice(
        rng, wood(rng), painted_wood(rng, "white", "cream", "gray", "dark blue", "dark green")
    )
    body = front if chance(rng, 0.7) else painted_wood(rng, "white")
    return look(rng, body=body, front=front, grips=("bar", "bar", "bow", "knob", "cup", "none"))


def worktop(rng: Random) -> Material:
    """Stone, solid wood, printed board, steel or tiles."""
    kind = rng.random()
    if kind < 0.5:
        return stone(rng)
    if kind < 0.75:
        return textured(wood(rng), "planks", scale=0.06)
    if kind < 0.9:
        return painted_wood(rng, "white", "gray", "beige", "black")
    return (
        metal(rng, "silver")
        if kind < 0.95
        else textured(ceramic(rng, "white", "beige"), "tiles", scale=0.1)
    )


def _units(width: float) -> int:
    return max(1, round(width / UNIT))


def _base(rng: Random, size: Size, grid: tuple[Column, ...], *, top: bool = True) -> Built:
    made = Case(top=top, ajar=0.12, grip_at=0.85)
    return cupboard(rng, kitchen_look(rng), size, grid, made, lift=TOE)


def _doors(rng: Random, size: Size) -> Built:
    """Doors from plinth to top."""
    return _base(rng, size, columns(_units(size[0]), "door"))


def _doors_under_drawers(rng: Random, size: Size) -> Built:
    """The most usual run: a drawer above each door."""
    column = Column((Cell("door", 3.2, boards=1), Cell("drawer", 1)))
    return _base(rng, size, (column,) * _units(size[0]))


def _mixed(rng: Random, size: Size) -> Built:
    """Units of every kind side by side, some without fronts."""
    kinds = (
        Column((Cell("door", boards=1),)),
        Column((Cell("door", 3.2, boards=1), Cell("drawer", 1))),
        Column((Cell("drawer", 1.6), Cell("drawer", 1.6), Cell("drawer", 1))),
        Column((Cell("open", boards=int(rng.integers(1, 3))),), 0.7),
        Column((Cell("open", 2), Cell("drawer", 1))),
    )
    return _base(rng, size, tuple(choice(rng, *kinds) for _ in range(_units(size[0]))))


def _drawers(rng: Random, size: Size) -> Built:
    """Wide drawers for pots."""
    stack = choice(
        rng,
        (Cell("drawer", 1.6), Cell("drawer", 1.6), Cell("drawer", 0.8)),
        (Cell("drawer"), Cell("drawer"), Cell("drawer"), Cell("drawer")),
        (Cell("drawer"), Cell("drawer")),
    )
    return _base(rng, size, (Column(stack),) * max(1, round(size[0] / 0.75)))


def sink_base(rng: Random, size: Size) -> Built:
    """Doors before an empty body without a top: a basin may hang into it."""
    grid = columns(max(1, round(size[0] / 0.9)), "pair", boards=0)
    parts, rests = _base(rng, size, grid, top=False)
    return parts, [r for r in rests if r.name != "top"]


def _island(rng: Random, size: Size) -> Built:
    """Free in the room: units on one side, a plain back, a worktop that juts out behind."""
    w, d, h = size
    lap = min(0.28, 0.3 * d) if chance(rng, 0.6) else 0.03
    column = choice(
        rng,
        Column((Cell("door", 3.2, boards=1), Cell("drawer", 1))),
        Column((Cell("drawer", 1.5), Cell("drawer", 1.5), Cell("drawer", 1))),
        Column((Cell("door"),)),
    )
    body = (w - 0.06, d - lap - 0.03, h - 0.04)
    made = kitchen_look(rng)
    grid = (column,) * _units(w)
    parts, _ = cupboard(rng, made, body, grid, Case(ajar=0.1, grip_at=0.85), lift=TOE)
    parts = moved(parts, y=(0.03 - lap) / 2)
    parts += [
        replace(p, name="back panel")
        for p in moved(blank(made, w - 0.06, h - 0.04), 0, d / 2 - lap + 0.018)
    ]
    parts.append(Part("worktop", box(w, d, 0.04).moved(z=h - 0.04), worktop(rng)))
    return parts, [Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


def _pantry(rng: Random, size: Size) -> Built:
    """Up to under the ceiling: doors above doors."""
    count = max(1, round(size[0] / 0.6))
    low, high = Cell("door", 3, boards=2), Cell("door", 2, boards=1)
    grid = choice(
        rng,
        (Column((low, high)),) * count,
        (Column((Cell("drawer", 1), Cell("drawer", 1), Cell("door", 4, boards=3))),) * count,
        (Column((low, Cell("open", 1), Cell("door", 1.5))),) * count,
    )
    made = Case(ajar=0.15, grip_at=0.4)
    return cupboard(rng, kitchen_look(rng), size, grid, made, lift=TOE)


def _workbench(rng: Random, size: Size) -> Built:
    """A free-standing kitchen table with a row of drawers and a slatted board for pots."""
    w, d, h = size
    made = kitchen_look(rng)
    high = 0.2 * h
    drawers = (Column((Cell("drawer"),)),) * max(1, round(w / 0.5))
    body, _ = case(rng, made, (w - 0.06, d - 0.04, high), drawers, Case(ajar=0.2))
    parts = moved(body, z=h - 0.035 - high)
    parts += legs(w - 0.05, d - 0.05, h - 0.035 - high, made.body, thick=0.06)
    slat = box(w - 0.08, 0.07, 0.02)
    count = max(3, round(d / 0.11))
    parts += [
        Part("board", slat.moved(0, (i / (count - 1) - 0.5) * (d - 0.14), 0.16), made.body)
        for i in range(count)
    ]
    parts.append(Part("worktop", box(w, d, 0.035).moved(z=h - 0.035), wood(rng)))
    area = (-w / 2 + 0.07, w / 2 - 0.07), (-d / 2 + 0.05, d / 2 - 0.05)
    return parts, [
        Rest("shelf", *area, 0.18, h - high - 0.22),
        Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h),
    ]


KITCHEN_CABINET = Category(
    "kitchen cabinet",
    "floor",
    (
        Style("with doors", (1.1, 0.58, 0.87), (0.4, 0.05, 0.03), _doors, 1.0),
        Style(
            "doors under drawers", (1.2, 0.58, 0.87), (0.4, 0.05, 0.03), _doors_under_drawers, 1.6
        ),
        Style("mixed", (1.6, 0.58, 0.87), (0.3, 0.05, 0.03), _mixed, 0.9),
        Style("with drawers", (0.85, 0.58, 0.87), (0.35, 0.05, 0.03), _drawers, 0.8),
        Style("sink base", (0.9, 0.58, 0.87), (0.15, 0.05, 0.03), sink_base, 0.5),
        Style("island", (1.5, 0.85, 0.92), (0.2, 0.15, 0.04), _island, 0.3),
        Style("pantry", (0.65, 0.6, 2.1), (0.2, 0.05, 0.07), _pantry, 0.25),
        Style("workbench", (1.2, 0.6, 0.9), (0.2, 0.1, 0.04), _workbench, 1.0, held_out=True),
    ),
    scannet="cabinet",
    sunrgbd="cabinet",
)


def _hung(rng: Random, size: Size, grid: tuple[Column, ...]) -> Built:
    made = Case(ajar=0.12, grip_at=0.15)
    return cupboard(rng, kitchen_look(rng), size, grid, made, base="none")


def _wall_doors(rng: Random, size: Size) -> Built:
    return _hung(rng, size, columns(max(1, round(size[0] / 0.42)), "door", boards=2))


def _wall_glass(rng: Random, size: Size) -> Built:
    """Glazed units between plain ones."""
    count = max(1, round(size[0] / 0.45))
    first = int(rng.integers(2))
    kinds: list[Kind] = [
        choice(rng, "glass", "glass", "door") if i % 2 == first else "glass" for i in range(count)
    ]
    return _hung(rng, size, tuple(Column((Cell(kind, boards=2),)) for kind in kinds))


def _wall_open(rng: Random, size: Size) -> Built:
    """Doors beside open boards."""
    open_ = Column((Cell("open", boards=int(rng.integers(1, 3))),), 0.8)
    leaf = Column((Cell("door", boards=1),))
    niche = Column((Cell("open", 1), Cell("door", 1.8)))
    grid = choice(rng, (leaf, open_), (leaf, leaf, open_), (open_, leaf, leaf), (niche, niche))
    return _hung(rng, size, grid)


def _lift_up(rng: Random, size: Size) -> Built:
    """Wide flaps, one or two above each other."""
    rows: tuple[Kind, ...] = choice(rng, ("flap",), ("flap", "flap"))
    grid = columns(max(1, round(size[0] / 0.8)), *rows)
    return _hung(rng, size, grid)


def _plate_rack(rng: Random, size: Size) -> Built:
    """Without doors: a comb of rods above, a board below."""
    w, d, h = size
    made = kitchen_look(rng)
    grid = (Column((Cell("open", 1), Cell("open", 1.6))),)
    parts, rests = cupboard(rng, made, size, grid, Case(back=chance(rng, 0.5)), base="none")
    low = max(r.z for r in rests if r.name == "shelf")
    rods = joined(
        *(
            box(0.008, 0.008, h - low - 0.02).moved(x, s * 0.25 * d, low)
            for x in [(i + 0.5) * 0.05 - w / 2 for i in range(1, int(w / 0.05) - 1)]
            for s in (-1, 1)
        )
    )
    return [*parts, Part("rack", rods, made.body)], rests[:1] + rests[-1:]


WALL_CABINET = Category(
    "wall cabinet",
    "wall",
    (
        Style("with doors", (1.2, 0.34, 0.74), (0.4, 0.08, 0.12), _wall_doors, 2.0),
        Style("with glass doors", (1.0, 0.34, 0.74), (0.35, 0.08, 0.12), _wall_glass, 0.5),
        Style("partly open", (1.15, 0.34, 0.74), (0.25, 0.08, 0.12), _wall_open, 0.7),
        Style("lift-up", (1.1, 0.35, 0.5), (0.3, 0.06, 0.2), _lift_up, 0.5),
        Style("plate rack", (0.8, 0.32, 0.65), (0.2, 0.08, 0.12), _plate_rack, 1, held_out=True),
    ),
    scannet="cabinet",
    sunrgbd="cabinet",
)


KITCHEN = (KITCHEN_CABINET, WALL_CABINET)
