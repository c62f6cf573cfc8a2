"""Bookshelves with books, shelves with whatever is kept, from end to end."""

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.layout.arrangement import Filler
from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Model, Placed, Size


def at_walls(f: Furnisher, category: str, *, most: int = 8, together: float = 0.6) -> list[Placed]:
    """Shelves at the walls, with probability `together` next to the last one."""
    placed: list[Placed] = []
    for _ in range(most):
        beside = placed[-1] if placed and f.chance(together) else None
        shelf = f.put_at_wall(category, beside=beside)
        if shelf is None and beside is not None:
            shelf = f.put_at_wall(category)
        if shelf is None:
            break
        placed.append(shelf)
    return placed


def stock(f: Furnisher, shelf: Placed, *categories: str, fullness: float = 0.7) -> None:
    """Fill the boards with what is still wished for, each category as likely as the others."""
    fillers = [_filler(f, name) for name in categories if name in CATALOGUE and f.wishes[name]]
    if fillers:
        f.room.fill(shelf, fillers, fullness=fullness)


def _filler(f: Furnisher, category: str) -> Filler:
    def fill(space: Size) -> Model | None:
        if not f.wishes[category]:
            return None
        model = f.model(category, where="surface")
        if any(edge > free for edge, free in zip(model.size, space, strict=True)):
            return None
        f.take(category)
        return model

    return fill
