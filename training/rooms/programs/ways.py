"""Placing single things as is usual for their category."""

from collections.abc import Callable, Sequence

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.habits import HABITS, Habit, Way
from training.rooms.programs.styles import possible
from training.rooms.types import Model, Placed

_CLEARANCE: dict[str, float] = {
    "bookshelf": 0.5, "wardrobe": 0.6, "dresser": 0.6, "refrigerator": 0.7, "stove": 0.7,
    "washing machine": 0.6, "clothes dryer": 0.6, "toilet": 0.5, "desk": 0.6, "bed": 0.5,
    "copier": 0.6, "sofa": 0.4, "piano": 0.6, "fireplace": 0.8,
}  # fmt: skip
"""Metres that stay free before a piece at a wall so that it can be used; 0.15 for the rest."""
_LOOSE = 0.35
"""Things smaller than this lie turned anyhow, metres."""
_ANCHORS = 4
"""Pieces tried before another way is."""


def place_by_habit(f: Furnisher, category: str) -> Placed | None:
    """One piece of a category at a usual place; None if none was free."""
    for habit in _shuffled(f, HABITS.get(category, ())):
        if not possible(category, habit.where):
            continue
        model = f.model(category, where=habit.where)
        placed = _WAYS[habit.way](f, model, habit)
        if placed is not None:
            return placed
    return None


def _shuffled(f: Furnisher, habits: Sequence[Habit]) -> list[Habit]:
    """A weighted random order (Efraimidis & Spirakis, 2006)."""
    keys = [float(f.rng.random()) ** (1 / habit.weight) for habit in habits]
    return [habits[i] for i in sorted(range(len(habits)), key=lambda i: -keys[i])]


def _anchors(f: Furnisher, habit: Habit) -> list[Placed]:
    found = f.placed(*habit.of)
    order = f.rng.permutation(len(found))
    return [found[int(i)] for i in order[:_ANCHORS]]


def _first(f: Furnisher, habit: Habit, place: Callable[[Placed], Placed | None]) -> Placed | None:
    for anchor in _anchors(f, habit):
        placed = place(anchor)
        if placed is not None:
            return placed
    return None


def _wall(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    clearance = _CLEARANCE.get(model.category, 0.15)
    return f.room.against_wall(model, floor=f.floor, clearance=clearance)


def _corner(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    diagonal = model.category == "armchair" and f.chance(0.5)
    return f.room.in_corner(model, floor=f.floor, diagonal=diagonal)


def _floor(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _one(f.room.scatter(lambda: model, 1, floor=f.floor))


def _middle(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return f.room.free_standing(model, floor=f.floor, clearance=0.5)


def _beside(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.beside(anchor, model))


def _near(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(
        f,
        habit,
        lambda anchor: _one(f.room.scatter(lambda: model, 1, floor=f.floor, near=anchor)),
    )


def _under(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.under(anchor, model))


def _on(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    face = "any" if max(model.size) < _LOOSE and f.chance(0.5) else "front"
    return _first(f, habit, lambda anchor: f.room.on(anchor, model, face=face))


def _seat(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.on(anchor, model, rest="seat"))


def _shelf(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.on(anchor, model, rest="shelf"))


def _inside(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.on(anchor, model, rest="inside", face="any"))


def _hang(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    middle = round(habit.middle + float(f.rng.uniform(-0.12, 0.12)), 3)
    clearance = 0.5 if model.category in ("sink", "toilet") else 0.0
    return f.room.on_wall(model, floor=f.floor, middle=middle, clearance=clearance)


def _above(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.on_wall(model, floor=f.floor, above=anchor))


def _end(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return _first(f, habit, lambda anchor: f.room.at_end(anchor, model, bottom=0.16))


def _ceiling(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return f.room.on_ceiling(model, floor=f.floor)


def _lean(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return f.room.leaning(model, floor=f.floor)


def _rug(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    return f.room.rug(model, floor=f.floor)


def _over_window(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    for window, _ in f.room.windows:
        if window.floor == f.floor:
            placed = f.room.at_window(window, model)
            if placed is not None:
                return placed
    return None


def _below_window(f: Furnisher, model: Model, habit: Habit) -> Placed | None:
    for window, _ in f.room.windows:
        if window.floor == f.floor:
            placed = f.room.at_window(window, model, place="below")
            if placed is not None:
                return placed
    return None


def _one(placed: list[Placed]) -> Placed | None:
    return placed[0] if placed else None


_WAYS: dict[Way, Callable[[Furnisher, Model, Habit], Placed | None]] = {
    "wall": _wall,
    "corner": _corner,
    "floor": _floor,
    "middle": _middle,
    "beside": _beside,
    "near": _near,
    "under": _under,
    "on": _on,
    "seat": _seat,
    "shelf": _shelf,
    "inside": _inside,
    "hang": _hang,
    "above": _above,
    "end": _end,
    "ceiling": _ceiling,
    "lean": _lean,
    "rug": _rug,
    "over window": _over_window,
    "below window": _below_window,
}
