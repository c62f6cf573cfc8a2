"""A storage room: shelves with boxes, boxes on the floor, things to clean with."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.shelving import at_walls, stock


def furnish_storage_room(f: Furnisher) -> None:
    f.want("box", 3)
    f.want("shelf")
    for shelf in at_walls(f, "shelf", most=5, together=0.7):
        stock(f, shelf, "box", "bucket", "basket", "books", "bottle", fullness=0.7)
    while f.put_at_wall("cabinet", clearance=0.6) is not None:
        pass
