"""Basins with mirrors, toilets with paper, tubs with curtains, and towels."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.kitchenette import sink, worktop
from training.rooms.types import Placed


def toilet(f: Furnisher) -> Placed | None:
    """With paper within reach, a bin or a brush beside it."""
    placed = f.put_at_wall("toilet", clearance=0.5) or f.put_at_wall("toilet", clearance=0.25)
    if placed is None:
        return None
    wall = f.room.wall_of(placed)
    f.hang("toilet paper", wall=wall, beside=placed, middle=0.68)
    if f.chance(0.3):
        f.put_on(placed, "toilet paper")
    if f.chance(0.3):
        f.put_on(placed, "tissue box")
    if f.chance(0.25):
        f.hang("picture", above=placed, gap=0.4)
    if f.chance(0.6):
        f.put("trash can", lambda m: f.room.beside(placed, m))
    return placed


def basin(f: Furnisher) -> Placed | None:
    """A sink in a cabinet's top, on the wall or on a foot, with what belongs to it."""
    base: Placed | None = None
    if f.wishes["counter"]:
        f.want("cabinet")
        cabinet = f.put_at_wall("cabinet", "vanity base", clearance=0.5)
        base = worktop(f, [cabinet], wet=True) if cabinet else None
    for size in (None, (round(float(f.rng.uniform(0.6, 0.8)), 3), 0.5, 0.82)):
        if base is None and f.wishes["cabinet"]:
            base = f.put_at_wall("cabinet", "bathroom vanity", clearance=0.5, size=size)
    if base is not None:
        placed = sink(f, base)
    elif f.chance(0.88):
        bottom = round(float(f.rng.uniform(0.58, 0.66)), 3)
        placed = base = f.hang("sink", "wall-hung", bottom=bottom, clearance=0.5)
    else:
        placed = base = f.put_at_wall("sink", "pedestal", "vanity", clearance=0.55)
    if base is None:
        return None
    f.hang("mirror", above=base, gap=0.15)
    wall = f.room.wall_of(base)
    for category, chance, middle in (
        ("soap dispenser", 0.7, 1.15),
        ("paper towel dispenser", 0.6, 1.3),
        ("towel", 0.5, 1.1),
    ):
        if f.chance(chance):
            f.hang(category, wall=wall, beside=base, middle=middle)
    for category in ("soap dispenser", "tissue box", "bottle", "mug", "towel", "plant"):
        if f.chance(0.4):
            f.put_on(base, category)
    return placed


def tub(f: Furnisher) -> Placed | None:
    """In a corner; a curtain hangs gathered at its end, bottles stand on its edge."""
    placed = f.put("bathtub", lambda m: f.room.in_corner(m, floor=f.floor, gap=0.005))
    if placed is None:
        placed = f.put_at_wall("bathtub", clearance=0.5)
    if placed is None:
        return None
    f.put("shower curtain", lambda m: f.room.at_end(placed, m, bottom=0.16))
    for _ in range(3):
        if f.chance(0.4):
            f.put_on(placed, "bottle", rest="inside", face="any")
    return placed
