"""A table with seats all around it: to eat or to confer."""

from training.rooms.layout.arrangement import Maker
from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Placed, Size


def table_with_chairs(
    f: Furnisher,
    seats: int,
    *,
    centered: bool = True,
    styles: tuple[str, ...] = (),
    chairs: tuple[str, ...] = (),
    size: Size | None = None,
    tucked: float = 0.6,
) -> Placed | None:
    """There is room to walk around the table; all its chairs are of one style."""
    table = f.put(
        "table",
        lambda model: f.room.free_standing(
            model, floor=f.floor, clearance=0.7, spot="center" if centered else "any"
        ),
        *styles,
        size=size,
    )
    if table is not None:
        seat(f, table, seats, chairs=chairs, tucked=tucked)
    return table


def seat(
    f: Furnisher,
    table: Placed,
    seats: int,
    *,
    chairs: tuple[str, ...] = (),
    category: str = "chair",
    tucked: float = 0.6,
) -> list[Placed]:
    """Chairs of one style around a table."""
    wanted = f.take(category, seats)
    if not wanted:
        return []
    placed = f.room.around(table, alike(f, category, *chairs), wanted, tucked=tucked)
    f.give_back(category, wanted - len(placed))
    return placed


def alike(f: Furnisher, category: str, *styles: str) -> Maker:
    """Pieces of one set: mostly the same one again, at times of one style only."""
    first = f.model(category, *styles)
    if f.chance(0.85):
        return lambda: first
    return lambda: f.room.make(category, style=first.style)


def conference_size(f: Furnisher, seats: int) -> Size:
    """Of a table for a number of seats, metres."""
    length = min(max(1.2, 0.36 * seats + 0.6), 4.6) * float(f.rng.uniform(0.9, 1.1))
    return round(length, 3), round(float(f.rng.uniform(0.95, 1.35)), 3), 0.74


def lay(f: Furnisher, table: Placed, chances: dict[str, float]) -> None:
    """Things on the table: each that is still wished for stands here with a probability."""
    for category, chance in chances.items():
        for _ in range(f.wishes[category]):
            if f.chance(chance):
                f.put_on(table, category, face="any")
