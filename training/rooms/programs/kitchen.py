"""A kitchen: a run of units with sink and stove, a table with chairs."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.kitchenette import kitchen_run
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.meeting import lay, seat, spare_chairs, table_with_chairs
from training.rooms.programs.groups.washing import lone_basin
from training.rooms.programs.groups.windows import light_ceiling

_ON_TABLE = {"plate": 0.5, "mug": 0.5, "bottle": 0.4, "bowl": 0.4, "vase": 0.5, "box": 0.1}


def furnish_kitchen(f: Furnisher) -> None:
    for category in ("kitchen cabinet", "counter", "sink", "wall cabinet"):
        f.want(category)
    kitchen_run(f)
    if not f.placed("sink"):
        lone_basin(f)
    f.wishes["sink"] = 0
    if f.wishes["stool"] >= 2 and f.room.area(f.floor) > 14:
        _bar(f)
    if f.wishes["table"]:
        table = table_with_chairs(f, min(f.wishes["chair"], 6), centered=f.chance(0.5))
        if table is not None:
            lay(f, table, _ON_TABLE)
    spare_chairs(f, most=2)
    if f.wishes["sofa"]:
        lounge(f)
    light_ceiling(f)


def _bar(f: Furnisher) -> None:
    """A bar with stools before it."""
    bar = f.put("counter", lambda m: f.room.free_standing(m, floor=f.floor, clearance=0.7), "bar")
    if bar is not None:
        seat(f, bar, f.wishes["stool"], chairs=("bar", "metal café"), category="stool")
