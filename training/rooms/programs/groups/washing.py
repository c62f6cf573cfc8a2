"""Basins with mirrors, toilets with paper, tubs with curtains, and towels."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.kitchenette import sink, with_sink
from training.rooms.types import Placed

_SMALL = (0.4, 0.32, 0.28)
"""Of the basins in tiny bathrooms, metres."""


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
    base = _counter(f) or _vanity(f)
    if base is None and f.chance(0.12):
        base = f.put_at_wall("sink", "pedestal", "vanity", clearance=0.55)
    base = base or lone_basin(f)
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
    return base


def _counter(f: Furnisher) -> Placed | None:
    """A worktop with a basin on a cabinet."""
    if not f.wishes["counter"]:
        return None
    f.want("cabinet")
    cabinet = f.put_at_wall("cabinet", "vanity base", clearance=0.5)
    if cabinet is None:
        return None
    top = with_sink(f, [cabinet])
    if top is None:
        f.room.remove(cabinet)
        f.give_back("cabinet")
    return top


def _vanity(f: Furnisher) -> Placed | None:
    """A cabinet with a basin in its top."""
    for size in (None, (round(float(f.rng.uniform(0.6, 0.8)), 3), 0.5, 0.82)):
        if not f.wishes["cabinet"]:
            return None
        base = f.put_at_wall("cabinet", "bathroom vanity", clearance=0.5, size=size)
        if base is None:
            continue
        if sink(f, base) is not None:
            return base
        f.room.remove(base)
        f.give_back("cabinet")
    return None


def lone_basin(f: Furnisher) -> Placed | None:
    """On the wall: a small one where there is little room."""
    for size, clearance in ((None, 0.5), (None, 0.35), (_SMALL, 0.25)):
        bottom = round(float(f.rng.uniform(0.58, 0.66)), 3)
        placed = f.hang("sink", "wall-hung", bottom=bottom, clearance=clearance, size=size)
        if placed is not None:
            return placed
    return None


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
