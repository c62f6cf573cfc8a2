"""A hallway: doors, little else along the walls."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.meeting import waiting_row
from training.rooms.programs.groups.windows import light_ceiling


def furnish_hallway(f: Furnisher) -> None:
    if f.chance(0.3):
        f.want("ceiling lamp")
    light_ceiling(f)
    for category in ("cabinet", "bench", "coat rack", "table"):
        f.put_at_wall(category, clearance=0.8)
    waiting_row(f, most=4)
    if f.chance(0.2):
        f.put("rug", lambda m: f.room.rug(m, floor=f.floor))
