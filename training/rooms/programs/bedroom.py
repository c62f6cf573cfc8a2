"""A bedroom: a bed with its stands, somewhere to keep clothes, perhaps a desk."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.shelving import at_walls, stock
from training.rooms.programs.groups.sleeping import bed_with_stands, dressers
from training.rooms.programs.groups.workplace import workplaces


def furnish_bedroom(f: Furnisher) -> None:
    f.want("bed")
    f.want("pillow")
    beds = [bed_with_stands(f) or bed_with_stands(f) for _ in range(f.wishes["bed"])]
    dressers(f, beds[0])
    workplaces(f, most=2)
    if f.wishes["sofa"] and f.room.area(f.floor) > 16:
        lounge(f)
    for shelf in at_walls(f, "bookshelf", most=2):
        stock(f, shelf, "books", fullness=0.5)
