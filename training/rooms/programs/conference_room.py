"""A conference room: one large table with chairs, a board and a screen on the walls."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.meeting import (
    conference_size,
    lay,
    spare_chairs,
    table_with_chairs,
)
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import OFFICE_CHAIRS


def furnish_conference_room(f: Furnisher) -> None:
    f.want("table")
    f.want("chair", 4)
    chairs = OFFICE_CHAIRS if f.chance(0.6) else ()
    seats = f.wishes["chair"]
    large = f.chance(0.6)
    size = conference_size(f, seats) if large else None
    table = table_with_chairs(f, seats, chairs=chairs, size=size)
    if table is None:
        table = table_with_chairs(f, min(seats, 6), chairs=chairs)
    while f.wishes["table"] and f.wishes["chair"]:
        if table_with_chairs(f, f.wishes["chair"], centered=False, chairs=chairs) is None:
            break
    spare_chairs(f)
    if table is not None:
        lay(f, table, {"telephone": 0.8, "laptop": 0.8, "mug": 0.6, "bottle": 0.6, "books": 0.3})
    f.hang("whiteboard", middle=1.38)
    if f.chance(0.6):
        f.hang("tv", middle=1.4)
    if f.wishes["sofa"]:
        lounge(f)
    light_ceiling(f)
