"""A library or a bookshop: bookshelves full of books, tables to read at."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import gather
from training.rooms.programs.groups.meeting import spare_chairs, tables_with_chairs
from training.rooms.programs.groups.shelving import at_walls, library_books, stock_all
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import workplaces

_STYLES = ("backed", "wall of shelves", "library", "metal-framed", "open-backed")


def furnish_library(f: Furnisher) -> None:
    f.want("bookshelf", max(2, f.wishes["books"] // 10))
    shelves = at_walls(f, "bookshelf", *_STYLES, most=6, together=0.8)
    shelves += at_walls(f, "shelf", most=4)
    if f.wishes["bookshelf"] and f.room.area(f.floor) > 25:
        shelves += _aisles(f)
    workplaces(f, most=3)
    tables_with_chairs(f)
    spare_chairs(f, most=3)
    table = f.put("coffee table", lambda m: f.room.free_standing(m, floor=f.floor, clearance=0.5))
    if table is not None:
        gather(f, table)
    f.want("books", library_books(shelves))
    stock_all(f, shelves, "books")
    if f.chance(0.2):
        f.want("stairs")
        f.put_at_wall("stairs", "library", "platform", clearance=0.6)
    light_ceiling(f)


def _aisles(f: Furnisher) -> list:
    model = f.model("bookshelf")
    width, depth, _ = model.size
    placed = f.room.grid(
        lambda: model, 1, min(f.wishes["bookshelf"], 3), pitch=(width + 0.02, depth + 1.2),
        floor=f.floor, margin=1.5,
    )  # fmt: skip
    f.take("bookshelf", len(placed))
    return placed
