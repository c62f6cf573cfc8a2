"""A table with seats all around it: to eat or to confer."""

from training.rooms.layout.arrangement import Maker
from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Model, Placed, Size


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

    def place(model: Model) -> Placed | None:
        for clearance in (0.75, 0.5):
            placed = f.room.free_standing(
                model, floor=f.floor, clearance=clearance, spot="center" if centered else "any"
            )
            if placed is not None:
                return placed
        return None

    table = f.put("table", place, *styles, size=size)
    if table is not None:
        seat(f, table, seats, chairs=chairs, tucked=tucked)
    return table


def tables_with_chairs(f: Furnisher, *, usual: int = 5) -> list[Placed]:
    """All tables that are wished for, and as many more as all the chairs need."""
    f.want("table", -(-f.wishes["chair"] // usual))
    alike_all = f.chance(0.6)
    styles = (f.model("table").style,) if alike_all else ()
    chairs = (f.model("chair").style,) if alike_all else ()
    placed: list[Placed] = []
    while f.wishes["table"]:
        seats = -(-f.wishes["chair"] // f.wishes["table"])
        alone = f.wishes["table"] == 1 and not placed
        table = table_with_chairs(f, seats, centered=alone, styles=styles, chairs=chairs)
        if table is None:
            break
        placed.append(table)
    return placed


def spare_chairs(f: Furnisher, most: int = 4) -> None:
    """A few of one kind along the walls; no more are wished for."""
    style = f.model("chair").style
    f.wishes["chair"] = min(f.wishes["chair"], most)
    while f.put_at_wall("chair", style, clearance=0.15) is not None:
        pass
    f.wishes["chair"] = 0


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


def waiting_row(f: Furnisher, most: int = 6) -> list[Placed]:
    """Chairs of one kind side by side along a wall."""
    wanted = f.take("chair", most)
    chair = f.model("chair") if wanted else None
    placed = f.room.row([chair] * wanted, floor=f.floor, gap=0.05, clearance=0.6) if chair else []
    f.give_back("chair", wanted - len(placed))
    return placed


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
