"""Small things that lie about, as in any room that is lived in.

Annotators of real scans leave most of them without a label, so the numbers of real layouts, which
the programs follow, do not count them. They come on top, in heaps and clusters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.litter import LITTER, Litter, Theme
from training.rooms.types import Model, Placed, Rest, SceneType

_USUAL = 11.0
"""Small things in a room of usual surfaces: not all that are drawn find a place."""
_MOST = 50
_TIDINESS = 1.3
"""Shape of the gamma that the level is drawn from: the smaller, the more very tidy and very
dense rooms there are."""
_FREE = 6.0
"""Surface on which something may lie in a usual room, square metres."""
_FLOOR_SHARE = 0.05
"""Of the floor's area that counts as such surface."""

_BUSY: dict[SceneType, float] = {
    "bathroom": 0.8, "conference room": 0.6, "dining room": 0.8, "hallway": 0.6, "kitchen": 1.2,
    "laundry room": 1.2, "library": 0.8, "lobby": 0.5, "office": 1.2, "storage room": 1.7,
    "studio apartment": 1.2, "bedroom": 1.1,
}  # fmt: skip
"""How much more lies about than elsewhere."""

_Where = Literal["top", "shelf", "seat", "wall", "near", "under"]


@dataclass(frozen=True)
class _Place:
    """Somewhere to strew things: rests of a kind on a piece, or the floor by, or at a wall."""

    where: _Where
    anchor: Placed | None
    area: float
    """Square metres."""


def strew(f: Furnisher, scene_type: SceneType) -> list[Placed]:
    """Clusters of small things on what stands in a room and on its floor, until there are as many
    as the room's level of clutter wants or as go.
    """
    places = _places(f)
    free = sum(place.area for place in places)
    level = float(f.rng.standard_gamma(_TIDINESS)) / _TIDINESS
    mean = _USUAL * _BUSY.get(scene_type, 1.0) * min((free / _FREE) ** 0.5, 2.0)
    wanted = min(round(level * mean), _MOST)
    strewn: list[Placed] = []
    for _ in range(wanted):
        if len(strewn) >= wanted:
            break
        place = places[_drawn(f, [place.area**0.5 for place in places])]
        most = min(1 + int(f.rng.poisson(1.7)), wanted - len(strewn))
        strewn += _cluster(f, place, _themes(place, scene_type), most)
    return strewn


def _places(f: Furnisher) -> list[_Place]:
    floor = _FLOOR_SHARE * f.room.area(f.floor)
    found = [_Place("wall", None, 2 * floor)]
    for thing in f.placed(*LITTER):
        for where in ("top", "shelf", "seat"):
            rests = [rest for rest in thing.model.rests if rest.name == where]
            if rests and thing.z < 2.0:
                found.append(_Place(where, thing, sum(map(_area, rests))))
    for thing in f.placed("desk", "table", "bed", "sofa", "wardrobe", "coffee table"):
        found.append(_Place("near", thing, floor / 10))
        if thing.category in ("desk", "table", "bed"):
            found.append(_Place("under", thing, 0.15 * prod(thing.model.size[:2])))
    return found


def _area(rest: Rest) -> float:
    return (rest.x[1] - rest.x[0]) * (rest.y[1] - rest.y[0])


def _themes(place: _Place, scene_type: SceneType) -> Sequence[Theme]:
    if place.anchor is None or place.where in ("near", "under"):
        return LITTER["floor"]
    if scene_type == "bathroom" and place.where == "top":
        return LITTER["bathroom"]
    return LITTER[place.anchor.category]


def _cluster(f: Furnisher, place: _Place, themes: Sequence[Theme], most: int) -> list[Placed]:
    """Things of one theme close to each other; twice the same at times."""
    theme = themes[_drawn(f, [theme.weight for theme in themes])]
    placed: list[Placed] = []
    last: Model | None = None
    for _ in range(most):
        if last is None or not f.chance(0.35):
            one = theme.things[_drawn(f, [one.weight for one in theme.things])]
            last = _made(f, one)
        thing = _put(f, place, last, placed[-1] if placed else None)
        if thing is None:
            break
        placed.append(f.room.as_clutter(thing))
    return placed


def _made(f: Furnisher, one: Litter) -> Model:
    if one.size is None:
        return f.model(one.category, *one.styles, where="ground")
    low, high = one.size
    share = [float(f.rng.random()) for _ in range(3)]
    w, d, h = (round(a + s * (b - a), 3) for a, b, s in zip(low, high, share, strict=True))
    return f.model(one.category, *one.styles, where="ground", size=(w, d, h))


def _put(f: Furnisher, place: _Place, model: Model, last: Placed | None) -> Placed | None:
    anchor = place.anchor
    if place.where in ("top", "shelf", "seat"):
        assert anchor is not None
        face = "any" if f.chance(0.6) else "front"
        return f.room.on(anchor, model, rest=place.where, face=face, near=last)
    if last is not None:
        if last.category == model.category == "box" and f.chance(0.4):
            stacked = f.room.on(last, model)
            if stacked is not None:
                return stacked
        return _one(f.room.scatter(lambda: model, 1, near=last))
    if anchor is None:
        return f.room.against_wall(model, floor=f.floor, clearance=0.0)
    if place.where == "under":
        return f.room.under(anchor, model)
    return _one(f.room.scatter(lambda: model, 1, near=anchor))


def _one(placed: list[Placed]) -> Placed | None:
    return placed[0] if placed else None


def _drawn(f: Furnisher, weights: Sequence[float]) -> int:
    draw = float(f.rng.random()) * sum(weights)
    for i, weight in enumerate(weights):
        draw -= weight
        if draw < 0:
            return i
    return len(weights) - 1
