"""Built-in kitchens: base units, wall units and the worktops that lie on them.

A kitchen run is made of base units under one counter; the counter's slab lies on the units' top.
A counter with a cut-out goes over "sink base" units, which are open above.
"""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.furniture.cabinetry import Case, Cell, Column, case, choice, columns, cupboard
from training.rooms.furniture.fronts import Look, blank, look
from training.rooms.furniture.pieces import Built, chance, legs, moved, profile, rounded
from training.rooms.materials import Material, ceramic, metal, painted_wood, stone, textured, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined
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


def _units(width: float) -> int:
    return max(1, round(width / UNIT))


def _base(rng: Random, size: Size, grid: tuple[Column, ...], *, top: bool = True) -> Built:
    made = Case(top=top, ajar=0.12, grip_at=0.85)
    return cupboard(rng, kitchen_look(rng), size, grid, made, lift=TOE)


def _doors(rng: Random, size: Size) -> Built:
    """Doors from plinth to top."""
    return _base(rng, size, columns(*[("door",)] * _units(size[0])))


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


def _sink_base(rng: Random, size: Size) -> Built:
    """Doors before an empty body without a top: a basin may hang into it."""
    grid = columns(*[("pair",)] * max(1, round(size[0] / 0.9)), boards=0)
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
        Style("sink base", (0.9, 0.58, 0.87), (0.15, 0.05, 0.03), _sink_base, 0.5),
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
    return _hung(rng, size, columns(*[("door",)] * max(1, round(size[0] / 0.42)), boards=2))


def _wall_glass(rng: Random, size: Size) -> Built:
    """Glazed units between plain ones."""
    count = max(1, round(size[0] / 0.45))
    first = int(rng.integers(2))
    kinds = [
        choice(rng, "glass", "glass", "door") if i % 2 == first else "glass" for i in range(count)
    ]
    return _hung(rng, size, columns(*[(kind,) for kind in kinds], boards=2))


def _wall_open(rng: Random, size: Size) -> Built:
    """Doors beside open boards."""
    open_ = Column((Cell("open", boards=int(rng.integers(1, 3))),), 0.8)
    leaf = Column((Cell("door", boards=1),))
    niche = Column((Cell("open", 1), Cell("door", 1.8)))
    grid = choice(rng, (leaf, open_), (leaf, leaf, open_), (open_, leaf, leaf), (niche, niche))
    return _hung(rng, size, grid)


def _lift_up(rng: Random, size: Size) -> Built:
    """Wide flaps, one or two above each other."""
    column = choice(rng, ("flap",), ("flap", "flap"))
    grid = columns(*[column] * max(1, round(size[0] / 0.8)))
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


SLAB = 0.04
"""Thickness of a worktop."""


def _upstand(rng: Random, slab: Material, size: Size) -> list[Part]:
    """What rises along the wall behind a worktop, to the wanted height; at times tiled."""
    w, d, h = size
    material = (
        slab
        if chance(rng, 0.6)
        else textured(ceramic(rng, "white", "beige", "light gray"), "tiles", scale=0.1)
    )
    return [Part("upstand", box(w, 0.02, h - SLAB).moved(0, d / 2 - 0.01, SLAB), material)]


def _slab(rng: Random, size: Size) -> Built:
    """A worktop with an upstand, to be laid on base units."""
    w, d, _ = size
    slab = worktop(rng)
    parts = [Part("worktop", box(w, d, SLAB), slab), *_upstand(rng, slab, size)]
    return parts, [Rest("top", (-w / 2, w / 2), (-d / 2, d / 2 - 0.02), SLAB)]


def _cut_out(rng: Random, size: Size) -> Built:
    """A worktop with a rectangular hole, in which a basin may hang."""
    w, d, _ = size
    slab = worktop(rng)
    wide = min(float(rng.uniform(0.5, 0.8)), w - 0.16)
    deep = min(float(rng.uniform(0.38, 0.45)), d - 0.14)
    x = float(rng.uniform(-0.5, 0.5)) * (w - wide - 0.16)
    y = -0.015
    hole = (x - wide / 2, x + wide / 2), (y - deep / 2, y + deep / 2)
    (x0, x1), (y0, y1) = hole
    pieces = (
        _between((-w / 2, x0), (-d / 2, d / 2)),
        _between((x1, w / 2), (-d / 2, d / 2)),
        _between((x0, x1), (-d / 2, y0)),
        _between((x0, x1), (y1, d / 2)),
    )
    parts = [*(Part("worktop", piece, slab) for piece in pieces), *_upstand(rng, slab, size)]
    clear = (-d / 2, d / 2 - 0.02)
    rests = [Rest("inside", *hole, 0.0, SLAB)]
    rests += [
        Rest("top", span, clear, SLAB)
        for span in ((-w / 2, x0), (x1, w / 2))
        if span[1] - span[0] > 0.15
    ]
    return parts, rests


def _between(x: tuple[float, float], y: tuple[float, float]) -> Solid:
    """A piece of a worktop."""
    return box(x[1] - x[0], y[1] - y[0], SLAB).moved((x[0] + x[1]) / 2, (y[0] + y[1]) / 2)


def _angled(rng: Random, size: Size) -> Built:
    """An L along two walls, which meet at the back on the right."""
    w, d, h = size
    slab = worktop(rng)
    deep = min(float(rng.uniform(0.6, 0.66)), 0.7 * w, 0.7 * d)
    plan = [(-w / 2, d / 2), (-w / 2, d / 2 - deep), (w / 2 - deep, d / 2 - deep)]
    plan += [(w / 2 - deep, -d / 2), (w / 2, -d / 2), (w / 2, d / 2)]
    back = _upstand(rng, slab, size)
    side = box(0.02, d - 0.02, h - SLAB).moved(w / 2 - 0.01, -0.01, SLAB)
    parts = [Part("worktop", extruded(plan, SLAB), slab), *back]
    parts.append(Part("upstand", side, back[0].material))
    long = Rest("top", (-w / 2, w / 2 - 0.02), (d / 2 - deep, d / 2 - 0.02), SLAB)
    short = Rest("top", (w / 2 - deep, w / 2 - 0.02), (-d / 2, d / 2 - deep), SLAB)
    return parts, [long, short]


def _bar(rng: Random, size: Size) -> Built:
    """High, with a closed front and boards behind; the top juts out towards the stools."""
    w, d, h = size
    made = kitchen_look(rng)
    lap = min(0.25, 0.4 * d)
    body = (w - 0.06, d - lap - 0.02, h - 0.05)
    grid = columns(*[("open",)] * max(1, round(w / 0.8)), boards=2)
    inner, free = case(rng, made, body, grid, Case(ajar=0.0))
    shift = (d - lap - body[1]) / 2 - d / 2 + lap + body[1] / 2
    turned = moved(inner, y=shift, yaw=180)
    face = textured(made.front, "planks", scale=0.1) if chance(rng, 0.5) else made.front
    front = blank(made, w - 0.06, h - 0.05, face)
    parts = turned + [replace(p, name="front panel") for p in moved(front, y=shift - body[1] / 2)]
    plan = rounded(w, d, radius=0.08) if chance(rng, 0.4) else rounded(w, d, radius=0.005, steps=1)
    parts.append(Part("worktop", extruded(plan, 0.05).moved(z=h - 0.05), worktop(rng)))
    if chance(rng, 0.4):
        rail = cylinder(0.018, w - 0.1, sides=8).tilted(90, axis=1).moved(0.05 - w / 2)
        parts.append(
            Part("foot rail", rail.moved(0, shift - body[1] / 2 - 0.1, 0.18), made.fittings)
        )
    rests = [replace(r, y=(shift - r.y[1], shift - r.y[0])) for r in free]
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


def _reception(rng: Random, size: Size) -> Built:
    """A high screen towards the visitor, a lower desk behind it, closed ends."""
    w, d, h = size
    timber, other = wood(rng), choice(rng, painted_wood(rng), stone(rng))
    face, desk = choice(rng, (timber, other), (other, timber))
    low, ledge, thick = 0.74, 0.3 * d, 0.03
    side = profile(
        [
            (-d / 2 + 0.04, 0),
            (d / 2, 0),
            (d / 2, low),
            (-d / 2 + ledge, low),
            (-d / 2 + ledge, h - thick),
        ]
        + [(-d / 2 + 0.04, h - thick)],
        thick,
    )
    parts = [Part("side", side.moved(s * (w / 2 - 0.03)), face) for s in (-1, 1)]
    parts += [
        Part("front panel", box(w - 0.06, 0.03, h - thick).moved(0, 0.06 - d / 2), face),
        Part("ledge", box(w, ledge, thick).moved(0, (ledge - d) / 2, h - thick), other),
        Part(
            "worktop",
            box(w - 0.09, d - 0.09, thick).moved(0, 0.035, low - thick),
            desk,
        ),
    ]
    if chance(rng, 0.5):
        band = box(w - 0.1, 0.015, 0.3 * h).moved(0, 0.04 - d / 2, 0.5 * h)
        parts.append(Part("front panel", band, other))
    area = (-w / 2 + 0.06, w / 2 - 0.06), (-d / 2 + ledge, d / 2)
    return parts, [
        Rest("shelf", *area, low, h - low),
        Rest("top", (-w / 2, w / 2), (-d / 2, -d / 2 + ledge), h),
    ]


def _waterfall(rng: Random, size: Size) -> Built:
    """A thick slab that folds down to the floor at both ends, open below."""
    w, d, h = size
    slab = worktop(rng)
    parts = [
        Part("worktop", box(w, d, 0.07).moved(z=h - 0.07), slab),
        *(
            Part("end panel", box(0.07, d, h - 0.07).moved(s * (w - 0.07) / 2), slab)
            for s in (-1, 1)
        ),
    ]
    if chance(rng, 0.5):
        panel = box(w - 0.14, 0.03, h - 0.07).moved(0, 0.1 * d)
        parts.append(Part("front panel", panel, painted_wood(rng)))
    return parts, [Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


COUNTER = Category(
    "counter",
    "surface",
    (
        Style("worktop", (2.05, 0.64, 0.22), (0.35, 0.05, 0.25), _slab, 4.0),
        Style("worktop with a cut-out", (2.05, 0.64, 0.22), (0.35, 0.05, 0.25), _cut_out, 3.0),
        Style("corner worktop", (2.5, 1.9, 0.24), (0.15, 0.2, 0.25), _angled, 2.2),
        Style("bar", (1.75, 0.62, 1.05), (0.2, 0.12, 0.06), _bar, 0.5),
        Style("reception", (2.1, 0.8, 1.1), (0.2, 0.1, 0.05), _reception, 0.5),
        Style("waterfall", (1.8, 0.75, 0.95), (0.15, 0.12, 0.05), _waterfall, 1, held_out=True),
    ),
    scannet="counter",
    sunrgbd="counter",
)
"""The first three lie on base units; the others stand on the floor."""

KITCHEN = (KITCHEN_CABINET, WALL_CABINET, COUNTER)
