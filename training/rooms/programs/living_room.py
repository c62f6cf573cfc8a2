"""A living room: seats around a low table, perhaps a table to eat at."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.meeting import lay, spare_chairs, table_with_chairs
from training.rooms.programs.groups.shelving import at_walls, stock_all
from training.rooms.programs.groups.windows import light_ceiling


def furnish_living_room(f: Furnisher) -> None:
    if not f.wishes["armchair"]:
        f.want("sofa")
    while f.wishes["sofa"] and lounge(f) is not None:
        pass
    if f.wishes["table"] and f.wishes["chair"] > 1:
        table = table_with_chairs(f, seats=min(f.wishes["chair"], 6), centered=False)
        if table is not None:
            lay(f, table, {"plant": 0.3, "vase": 0.5, "bowl": 0.5, "candle": 0.4})
    spare_chairs(f)
    shelves = at_walls(f, "bookshelf", most=3)
    f.want("books", 2 * len(shelves))
    stock_all(f, shelves, "books", "vase", "plant")
    if f.chance(0.08):
        f.want("glass box")
    light_ceiling(f)
