"""A room put together with every way of placing: what the layout's tests look at."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.layout.arrangement import Arrangement
from training.rooms.layout.floor_plan import Space, draw_plan
from training.rooms.types import Model, Size


def furnished_room(seed: int) -> Arrangement:
    """A bedroom, a studio with a bathroom or an open kitchen, with all sorts of furniture."""
    rng = np.random.default_rng(seed)
    width, depth = (round(float(v), 2) for v in rng.uniform(3.6, 6.0, 2))
    spaces = [Space("bedroom", width, depth, windows=2)]
    if seed % 3 == 1:
        spaces.append(Space("bathroom", 2.2, 2.0, windows=0, doors=0))
    if seed % 3 == 2:
        spaces.append(Space("kitchen", 2.8, 2.4, windows=1, doors=0, link="passage"))
    room = Arrangement(seed, rng, draw_plan(rng, *spaces))
    _sleep(room)
    _work(room)
    _eat(room)
    _cook(room, len(spaces) - 1)
    _dress(room, rng)
    return room


def _sleep(room: Arrangement) -> None:
    bed = room.against_wall(room.make("bed"), spot="center", clearance=0.6)
    if bed is None:
        return
    for _ in range(2):
        stand = room.beside(bed, room.make("night stand"))
        if stand is not None:
            room.on(stand, room.make("vase"), face="any")
        room.on(bed, room.make("pillow"), spot="back")
    room.rug(room.make("rug"), below=[bed])
    room.on_wall(room.make("picture"), above=bed, gap=0.4)
    room.under(bed, room.make("shoes"))


def _work(room: Arrangement) -> None:
    desk = room.against_wall(room.make("desk"), clearance=0.7)
    if desk is not None:
        room.in_front_of(desk, room.make("chair"), distance=-0.2)
        screen = room.on(desk, room.make("laptop"), spot="front")
        room.on(desk, room.make("mouse"), near=screen)
    shelf = room.against_wall(room.make("bookshelf"), clearance=0.4)
    if shelf is not None:
        room.against_wall(room.make("bookshelf"), beside=shelf)
        room.fill(shelf, [lambda free: _vase(room, free)])


def _vase(room: Arrangement, free: Size) -> Model:
    width, depth, height = (min(0.12, edge) for edge in free)
    return room.make("vase", size=(width, depth, height))


def _eat(room: Arrangement) -> None:
    table = room.free_standing(room.make("table"), spot="center", clearance=0.3)
    if table is not None:
        room.around(table, lambda: room.make("chair"), 4)
        room.on_ceiling(room.make("ceiling lamp"), above=table)


def _cook(room: Arrangement, floor: int) -> None:
    units = [
        room.make("kitchen cabinet", style=style, size=(width, 0.58, 0.86))
        for style, width in (("with doors", 0.6), ("with drawers", 0.5), ("sink base", 1.1))
    ]
    run = room.row(units, floor=floor)
    if len(run) < 3:
        return
    cut = room.make("counter", style="worktop with a cut-out", size=(1.1, 0.6, 0.14))
    worktop = room.across(run[2:], cut)
    if worktop is not None:
        room.drop_in(worktop, lambda size: room.make("sink", style="single drop-in", size=size))
    room.across(run[:2], room.make("counter", style="worktop", size=(1.1, 0.6, 0.14)))
    high = [room.make("wall cabinet", size=(0.6, 0.33, 0.7)) for _ in run]
    room.row_on_wall(high, above=run, bottom=1.45)
    room.row([room.make("refrigerator")], after=run[-1])


def _dress(room: Arrangement, rng: Random) -> None:
    for window, opening in room.windows:
        size = (opening.width + 0.4, 0.1, opening.height + 0.2)
        room.at_window(window, room.make("curtain", size=size))
        room.at_window(window, room.make("radiator"), place="below")
    for _ in range(3):
        room.on_wall(room.make("picture"))
    room.in_corner(room.make("plant"))
    room.in_corner(room.make("armchair"), diagonal=True)
    room.leaning(room.make("guitar"))
    room.grid(lambda: room.make("stool"), 2, 2, pitch=(0.9, 0.9))
    room.scatter(lambda: room.make("shoes"), int(rng.integers(1, 4)))
