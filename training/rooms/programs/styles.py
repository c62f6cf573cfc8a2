"""Which styles of a category suit a place."""

from collections.abc import Sequence
from typing import Literal

from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.programs.wishes import Novel
from training.rooms.types import Category, Style

Where = Literal["floor", "ground", "wall", "ceiling", "surface"]
"""Where a piece shall be: "ground" is the floor for what usually stands on other things too."""

_SMALL = 0.62
"""What stands on the floor may stand on other things if it is not larger than this, metres."""
_BY_NAME = "bathroom vanity", "vanity base"
"""Styles with a hole for a basin, which must not stay empty."""
_IN_SHELVES = "upright row", "leaning row", "row and pile", "binders"
"""Styles of books that would fall over on the floor."""
HELD_OUT_SHARE = 0.6
"""Of the pieces of a novel room that have held-out styles, those that show one."""


def choose_style(
    rng: Random, category: str, names: Sequence[str], where: Where | None, novel: Novel
) -> str | None:
    """One of the named styles (any if none is) that suit the place; None leaves the choice open."""
    kind = CATALOGUE[category]
    fitting = [
        style
        for style in kind.styles
        if (style.name in names if names else style.name not in _BY_NAME)
        and (where is None or suits(kind, style, where))
    ]
    usual = [style for style in fitting if not style.held_out]
    if novel == "styles":
        new = [style for style in fitting if style.held_out]
        if new and float(rng.random()) < HELD_OUT_SHARE:
            return _weighted(rng, new).name
    return _weighted(rng, usual).name if usual and (names or where) else None


def suits(kind: Category, style: Style, where: Where) -> bool:
    place = kind.place(style.name)
    if where == "surface":
        return place == "surface" or (place == "floor" and max(style.size) <= _SMALL)
    if where == "ground":
        return place in ("floor", "surface") and style.name not in _IN_SHELVES
    return place == where


def possible(category: str, where: Where) -> bool:
    """Whether any usual style suits."""
    kind = CATALOGUE[category]
    return any(suits(kind, style, where) for style in kind.styles if not style.held_out)


def _weighted(rng: Random, styles: Sequence[Style]) -> Style:
    draw = float(rng.random()) * sum(style.weight for style in styles)
    for style in styles:
        draw -= style.weight
        if draw < 0:
            return style
    return styles[-1]
