"""A storage room: shelves with boxes, boxes on the floor, things to clean with."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.shelving import at_walls, stock_all


def furnish_storage_room(f: Furnisher) -> None:
    f.want("box", 4)
    f.want("shelf")
    stock_all(
        f, at_walls(f, "shelf", most=5, together=0.7), "box", "bucket", "basket", "books", "bottle"
    )
    while f.put_at_wall("cabinet", clearance=0.6) is not None:
        pass
    if f.chance(0.1):
        f.want("stairs")
        f.put_at_wall("stairs", "library", "platform", clearance=0.6)
