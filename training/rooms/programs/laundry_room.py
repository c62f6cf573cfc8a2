"""A laundry room: machines side by side, shelves and baskets."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.shelving import stock_all
from training.rooms.types import Placed


def furnish_laundry_room(f: Furnisher) -> None:
    f.want("washing machine")
    _machines(f)
    f.put_at_wall("sink", "utility", "vanity", clearance=0.6)
    shelves: list[Placed] = []
    for _ in range(f.wishes["shelf"]):
        above = f.placed("washing machine", "clothes dryer")
        shelf = f.hang("shelf", above=above[0], gap=0.4) if above and f.chance(0.5) else None
        if shelf is None:
            shelf = f.put_at_wall("shelf")
        if shelf is not None:
            shelves.append(shelf)
    stock_all(f, shelves, "bottle", "box", "basket", "towel")


def _machines(f: Furnisher) -> None:
    washers, dryers = f.take("washing machine", 3), f.take("clothes dryer", 3)
    models = [f.model("washing machine") for _ in range(washers)]
    models += [f.model("clothes dryer") for _ in range(dryers)]
    placed = f.room.row(models, floor=f.floor, gap=0.03, clearance=0.7)
    kept = [thing.category for thing in placed]
    f.give_back("washing machine", washers - kept.count("washing machine"))
    f.give_back("clothes dryer", dryers - kept.count("clothes dryer"))
