"""An office: workplaces at the walls, shelves, cabinets, perhaps a table to meet at."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.kitchenette import worktop
from training.rooms.programs.groups.meeting import table_with_chairs
from training.rooms.programs.groups.shelving import at_walls, stock_all
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import equip, workplaces


def furnish_office(f: Furnisher) -> None:
    if not f.wishes["copier"] and not f.wishes["table"]:
        f.want("desk")
        f.want("chair")
    f.put_at_wall("copier", clearance=0.6)
    workplaces(f)
    f.put_at_wall("sofa", clearance=0.4)
    while f.wishes["table"]:
        if f.wishes["chair"] >= 3 and f.chance(0.5):
            if table_with_chairs(f, f.wishes["chair"], centered=False) is None:
                break
            continue
        table = f.put_at_wall("table", clearance=0.6)
        if table is None:
            break
        equip(f, table, share=f.wishes["table"] + 1)
    f.hang("whiteboard", middle=1.35)
    _counter(f)
    stock_all(f, [*at_walls(f, "bookshelf", most=4), *at_walls(f, "shelf", most=3)], "books", "box")
    while f.put_at_wall("file cabinet", clearance=0.5) is not None:
        pass
    light_ceiling(f)


def _counter(f: Furnisher) -> None:
    """A worktop on a low cabinet, for machines and papers."""
    if f.wishes["counter"]:
        f.want("cabinet")
        cabinet = f.put_at_wall("cabinet", "low office", "doors and drawers", "sideboard")
        if cabinet is not None:
            worktop(f, [cabinet], wet=False)
