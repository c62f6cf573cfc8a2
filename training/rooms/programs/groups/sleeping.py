"""A bed with night stands, lamps, pillows and a blanket; dressers and wardrobes."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.lounge import watch
from training.rooms.types import Model, Placed

_NARROW = 1.25
"""Beds less wide than this often stand with one side to a wall, metres."""


def bed_with_stands(f: Furnisher) -> Placed | None:
    """Its head to a wall, in a corner or with room on both sides."""

    def place(model: Model) -> Placed | None:
        cornered = model.size[0] < _NARROW and f.chance(0.6)
        if cornered:
            placed = f.room.in_corner(model, floor=f.floor, clearance=0.4)
            if placed is not None:
                return placed
        return f.room.against_wall(model, floor=f.floor, clearance=0.45) or f.room.in_corner(
            model, floor=f.floor, gap=0.02
        )

    bed = f.put("bed", place)
    if bed is None:
        return None
    for _ in range(2):
        stand = f.put("night stand", lambda m: f.room.beside(bed, m, gap=0.04))
        if stand is not None:
            _on_stand(f, stand)
    for _ in range(2 if bed.model.size[0] < _NARROW else 5):
        f.put_on(bed, "pillow", spot="back")
    f.put_on(bed, "blanket", spot="front")
    if f.chance(0.5):
        f.hang("picture", above=bed, gap=0.3)
    return bed


def _on_stand(f: Furnisher, stand: Placed) -> None:
    f.put_on(stand, "lamp", spot="back")
    for category, chance in (("clock", 0.5), ("telephone", 0.5), ("books", 0.3)):
        if f.chance(chance):
            f.put_on(stand, category)


def dressers(f: Furnisher, bed: Placed | None) -> None:
    """Wardrobes and dressers at the walls, with a television opposite the bed."""
    opposite = f.room.opposite(bed) if bed is not None else None
    while f.put_at_wall("wardrobe", clearance=0.6) is not None:
        pass
    for _ in range(f.wishes["dresser"]):
        wall = opposite if f.chance(0.5) else None
        dresser = f.put_at_wall("dresser", wall=wall, clearance=0.6)
        if dresser is None:
            continue
        if not f.wishes["tv stand"] and f.chance(0.6) and f.put_on(dresser, "tv", spot="center"):
            continue
        if f.chance(0.6):
            f.hang("mirror", above=dresser, gap=0.1)
    if opposite is not None:
        watch(f, opposite)
