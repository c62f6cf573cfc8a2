"""A dining room or a canteen: tables with chairs around them."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.meeting import lay, spare_chairs, tables_with_chairs
from training.rooms.programs.groups.windows import light_ceiling

_ON_TABLE = {"plate": 0.7, "mug": 0.7, "bottle": 0.7, "bowl": 0.6, "vase": 0.6, "candle": 0.6}


def furnish_dining_room(f: Furnisher) -> None:
    f.want("table")
    f.want("chair", 4)
    for table in tables_with_chairs(f, usual=7):
        lay(f, table, _ON_TABLE)
    spare_chairs(f)
    f.put_at_wall("cabinet", "sideboard", "glass-door display", "hutch", "doors and drawers")
    light_ceiling(f)
