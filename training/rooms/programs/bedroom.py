"""A bedroom: a bed with its stands, somewhere to keep clothes, perhaps a desk."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.shelving import at_walls, stock_all
from training.rooms.programs.groups.sleeping import bed_with_stands, dressers
from training.rooms.programs.groups.washing import basin
from training.rooms.programs.groups.workplace import workplaces
from training.rooms.types import Placed

_ATTEMPTS = 5


def furnish_bedroom(f: Furnisher) -> None:
    f.want("bed")
    f.want("pillow")
    beds = [_bed(f) for _ in range(f.wishes["bed"])]
    dressers(f, beds[0])
    workplaces(f, most=2)
    basin(f)
    if f.wishes["sofa"] and f.room.area(f.floor) > 16:
        lounge(f)
    shelves = at_walls(f, "bookshelf", most=2)
    f.want("books", 2 * len(shelves))
    stock_all(f, shelves, "books")


def _bed(f: Furnisher) -> Placed | None:
    """No bedroom is without a bed if any kind of bed fits."""
    for _ in range(_ATTEMPTS):
        bed = bed_with_stands(f)
        if bed is not None:
            return bed
    return None
