"""A lobby: seats to wait on, in groups and along the walls."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import gather, lounge
from training.rooms.programs.groups.meeting import waiting_row
from training.rooms.programs.groups.windows import light_ceiling


def furnish_lobby(f: Furnisher) -> None:
    if f.chance(0.2):
        f.put(
            "counter",
            lambda m: f.room.free_standing(m, floor=f.floor, clearance=0.8),
            "reception",
        )
    if not f.wishes["sofa"]:
        f.want("armchair", 2)
    while f.wishes["sofa"] and lounge(f) is not None:
        pass
    while f.wishes["coffee table"] or f.wishes["table"]:
        category = "coffee table" if f.wishes["coffee table"] else "table"
        table = f.put(category, lambda m: f.room.free_standing(m, floor=f.floor, clearance=0.7))
        if table is None:
            break
        gather(f, table)
    waiting_row(f)
    if f.chance(0.15):
        f.want("glass box")
    light_ceiling(f)
