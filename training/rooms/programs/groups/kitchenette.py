"""A kitchen run: base units and machines under worktops, a sink, wall cabinets above."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Model, Placed, Size

_UNDER = ("kitchen cabinet", "dishwasher")
"""What worktops lie on."""
_WET = "sink base"
_HEIGHT = 0.87
"""Of all base units of a run, so that a worktop lies level, metres."""
_DEEP = 0.64
_TOPS: tuple[tuple[float, float | None], ...] = ((_DEEP, None), (_DEEP, 0.1), (0.585, 0.1))
"""Depths and heights of worktops in the order in which they are tried, metres: what stands
around the corner or a window's sill may be in the way. Any usual height for None."""
_SLABS = 60
_RIM = 0.07
"""Of a basin's hole to the side of the unit below, metres."""
_ON_TOP = {
    "microwave": 0.7, "coffee maker": 0.9, "kettle": 0.8, "toaster": 0.9, "dish rack": 0.9,
    "soap dispenser": 0.4, "mug": 0.5, "plate": 0.6, "bowl": 0.5, "bottle": 0.5, "box": 0.2,
    "paper towel dispenser": 0.3, "plant": 0.2, "basket": 0.2,
}  # fmt: skip
"""What stands on worktops, and how often it does if it is wished for."""


def kitchen_run(f: Furnisher) -> list[Placed]:
    """One run along a long wall, at times going on around the corner."""
    wet, dry = _wet(f), _dry(f)
    fridge = [_one(f, "refrigerator")] if f.wishes["refrigerator"] else []
    models = [*fridge, *wet, *dry] if f.chance(0.4) else [*wet, *dry, *fridge]
    split = f.chance(0.45) or len(models) > 5
    first = models[: len(models) // 2 + 1] if split else models
    placed = f.room.row(first, floor=f.floor, clearance=0.8)
    rest = models[len(placed) :]
    if placed and rest:
        placed += f.room.row(rest, floor=f.floor, clearance=0.8, after=placed[-1]) or f.room.row(
            rest, floor=f.floor, clearance=0.8
        )
    for model in models[len(placed) :]:
        f.give_back(model.category)
    worktops(f, placed)
    _above(f, placed)
    return placed


def _wet(f: Furnisher) -> list[Model]:
    """Units that are open above, so that a sink can hang in them."""
    if not f.take("kitchen cabinet"):
        return []
    # Wider ones have a wall between their doors, where the basin would hang.
    width = round(float(f.rng.uniform(0.85, 1.3)), 3)
    return [f.model("kitchen cabinet", _WET, size=(width, 0.58, _HEIGHT))]


def _dry(f: Furnisher) -> list[Model]:
    """A stove between units, a dishwasher at their end."""
    units = [_unit(f) for _ in range(f.take("kitchen cabinet", 4))]
    machines = []
    if f.take("dishwasher"):
        machines.append(f.model("dishwasher", size=(0.6, 0.58, _HEIGHT)))
    stove = [_one(f, "stove")] if f.wishes["stove"] else []
    return [*machines, *units[:1], *stove, *units[1:]]


def _unit(f: Furnisher) -> Model:
    width = round(float(f.rng.uniform(0.5, 1.5)), 3)
    styles = ("with doors", "doors under drawers", "mixed", "with drawers")
    return f.model("kitchen cabinet", *styles, size=(width, 0.58, _HEIGHT))


def _one(f: Furnisher, category: str) -> Model:
    f.take(category)
    return f.model(category, where="floor")


def worktops(f: Furnisher, row: list[Placed]) -> None:
    """One over every stretch of base units, with a sink where these are open above."""
    for stretch in _stretches(row):
        wet = any(unit.model.style == _WET for unit in stretch)
        if wet:
            f.want("sink")
        top = (wet and with_sink(f, stretch)) or worktop(f, stretch, wet=False)
        if top is None:
            continue
        for category, chance in _ON_TOP.items():
            if f.chance(chance):
                f.put_on(top, category, spot="back")


def with_sink(f: Furnisher, units: list[Placed]) -> Placed | None:
    """A worktop with a basin in it; None if no basin hangs freely over the units."""
    for _ in range(3):
        top = worktop(f, units, wet=True)
        if top is None or sink(f, top) is not None:
            return top
        f.room.remove(top)
        f.give_back("counter")
    return None


def worktop(f: Furnisher, units: list[Placed], *, wet: bool) -> Placed | None:
    """A slab on units side by side, with a hole for a basin if any of them is open above."""
    for depth, height in _TOPS:
        edges = depth, height or round(float(f.rng.uniform(0.1, 0.3)), 3)
        slab = _holed(f, units, edges) if wet else _slab(f, units, "worktop", edges)
        top = f.room.across(units, slab)
        if top is not None:
            f.take("counter")
            return top
    return None


def _slab(f: Furnisher, stretch: list[Placed], style: str, edges: tuple[float, float]) -> Model:
    width = round(sum(unit.model.size[0] for unit in stretch), 3)
    return f.model("counter", style, size=(width, *edges))


def _holed(f: Furnisher, stretch: list[Placed], edges: tuple[float, float]) -> Model:
    """A worktop whose hole is over a unit that is open above: the first or best of many."""
    width = sum(unit.model.size[0] for unit in stretch)
    ahead = sum(unit.model.size[0] for unit in stretch[: _first_wet(stretch)])
    half = stretch[_first_wet(stretch)].model.size[0] / 2
    middle = ahead + half - width / 2

    def reach(model: Model) -> float:
        hole = next(rest for rest in model.rests if rest.name == "inside")
        return max(hole.x[1] - middle, middle - hole.x[0])

    best = _slab(f, stretch, "worktop with a cut-out", edges)
    for _ in range(_SLABS):
        if reach(best) <= half - _RIM:
            break
        other = _slab(f, stretch, "worktop with a cut-out", edges)
        best = min(best, other, key=reach)
    return best


def _first_wet(stretch: list[Placed]) -> int:
    return next((i for i, unit in enumerate(stretch) if unit.model.style == _WET), 0)


def _stretches(row: list[Placed]) -> list[list[Placed]]:
    """Units side by side."""
    stretches: list[list[Placed]] = []
    last: Placed | None = None
    for unit in row:
        if unit.category in _UNDER:
            joins = last is not None and last.category in _UNDER and last.yaw == unit.yaw
            if joins:
                stretches[-1].append(unit)
            else:
                stretches.append([unit])
        last = unit
    return stretches


def sink(f: Furnisher, carrier: Placed) -> Placed | None:
    """A basin of exactly the size of the hole in a worktop."""
    if not f.take("sink"):
        return None
    height = round(float(f.rng.uniform(0.24, 0.34)), 3)

    def make(size: Size) -> Model:
        style = "double drop-in" if size[0] > 0.68 else f.pick("single drop-in", "oval drop-in")
        return f.model("sink", style, size=size)

    placed = f.room.drop_in(carrier, make, height=height)
    if placed is None:
        f.give_back("sink")
    return placed


def _above(f: Furnisher, row: list[Placed]) -> None:
    """Wall cabinets over the units, a hood over the stove."""
    for thing in row:
        if thing.category == "stove":
            f.hang("range hood", above=thing, bottom=1.5)
    low = [thing for thing in row if thing.category in (*_UNDER, "stove")]
    for stretch in _stretches(low):
        width = sum(unit.model.size[0] for unit in stretch)
        models: list[Model] = []
        while width > 0.5 and f.take("wall cabinet"):
            share = width if width < 2.2 else float(f.rng.uniform(0.9, 1.6))
            models.append(f.model("wall cabinet", size=(round(share - 0.005, 3), 0.34, 0.76)))
            width -= share
        if models:
            placed = f.room.row_on_wall(models, above=stretch, bottom=1.4)
            f.give_back("wall cabinet", len(models) - len(placed))
