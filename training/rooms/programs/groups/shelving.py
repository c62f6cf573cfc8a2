"""Bookshelves with books, shelves with whatever is kept, from end to end."""

import numpy as np

from training.rooms.layout.arrangement import Filler
from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Model, Placed, Size

_SPARE = 0.015
"""What stays free around things on shelves, metres."""
_LEAST_SHARE = 0.3
"""What has to be made smaller than this for a shelf, relative to its usual volume, is left out."""


def at_walls(
    f: Furnisher, category: str, *styles: str, most: int = 8, together: float = 0.6
) -> list[Placed]:
    """Shelves at the walls, with probability `together` next to the last one."""
    placed: list[Placed] = []
    for _ in range(most):
        beside = placed[-1] if placed and f.chance(together) else None
        shelf = f.put_at_wall(category, *styles, beside=beside)
        if shelf is None and beside is not None:
            shelf = f.put_at_wall(category, *styles)
        if shelf is None:
            break
        placed.append(shelf)
    return placed


def library_books(shelves: list[Placed]) -> int:
    """How many rows of books make shelves look used."""
    return min(60, int(sum(_boards(shelf) for shelf in shelves)))


def _boards(shelf: Placed) -> float:
    """Length of all boards together, metres."""
    return sum(r.x[1] - r.x[0] for r in shelf.model.rests if r.name == "shelf")


def stock_all(f: Furnisher, shelves: list[Placed], *categories: str) -> None:
    """Fill the boards of all shelves, each with its share of what is still wished for."""
    order = [shelves[int(i)] for i in f.rng.permutation(len(shelves))]
    for left, shelf in zip(range(len(order), 0, -1), order, strict=True):
        wanted = sum(f.wishes[name] for name in categories)
        stock(f, shelf, *categories, most=-(-wanted // left))


def stock(f: Furnisher, shelf: Placed, *categories: str, most: int) -> None:
    """Fill the boards with what is still wished for, all over and without heaps at one place."""
    stocked = Stock(f, most)
    fillers = [stocked.filler(name) for name in categories if f.wishes[name]]
    boards = _boards(shelf)
    if fillers and boards:
        fullness = min(0.95, max(0.2, 0.65 * most / boards))
        f.room.fill(shelf, fillers, fullness=fullness)


class Stock:
    """Makes things for free spaces until there are enough."""

    def __init__(self, f: Furnisher, most: int) -> None:
        self.f = f
        self.left = most

    def filler(self, category: str) -> Filler:
        def fill(space: Size) -> Model | None:
            if not self.left or not self.f.wishes[category]:
                return None
            model = self.f.model(category, where="surface")
            free = [max(edge - _SPARE, 0.01) for edge in space]
            w, d, h = (min(edge, most) for edge, most in zip(model.size, free, strict=True))
            if (w, d, h) != model.size:
                if w * d * h < _LEAST_SHARE * np.prod(model.size):
                    return None
                model = self.f.model(category, model.style, size=(w, d, h))
            self.f.take(category)
            self.left -= 1
            return model

        return fill
