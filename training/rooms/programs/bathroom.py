"""A bathroom: toilet, basin, tub or shower."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.washing import basin, toilet, tub
from training.rooms.programs.groups.windows import light_ceiling


def furnish_bathroom(f: Furnisher) -> None:
    f.want("toilet")
    f.want("sink")
    if f.wishes["shower curtain"] and not f.wishes["shower"]:
        f.want("bathtub")
    if f.wishes["bathtub"]:
        tub(f)
    f.put("shower", lambda m: f.room.in_corner(m, floor=f.floor, gap=0.005))
    while f.wishes["toilet"] and toilet(f) is not None:
        pass
    while f.wishes["sink"] and basin(f) is not None:
        pass
    f.put("rug", lambda m: f.room.rug(m, floor=f.floor))
    light_ceiling(f)
