"""What many layouts have in common: how often, how large, how high, on what and next to what.

Only these numbers of the real scans enter the repository (`real.json`): means, spreads and counts
over hundreds of scans, never a layout.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from jaxtyping import Float64, Int64

from training.rooms.colors import Rgb
from training.rooms.statistics.layouts import Layout

BIN = 5
"""Width of the bins of `Statistics.histogram`, objects."""


@dataclass(frozen=True)
class Spread:
    mean: float
    std: float


@dataclass(frozen=True)
class CategoryStatistics:
    count: int
    share: float
    """Of the layouts, those in which it occurs."""
    when_present: float
    """Its mean number in the layouts in which it occurs."""
    long: Spread
    """The longer horizontal edge, metres."""
    short: Spread
    height: Spread
    bottom: Spread
    """Height of its bottom above the floor, metres."""
    color: Rgb
    """Mean sRGB."""
    supports: dict[str, float]
    """What carries it: shares of "floor", of the categories below, of "none" where nothing is seen
    below it: it hangs on a wall, or what carries it was not scanned."""


@dataclass(frozen=True)
class PairStatistics:
    layouts: int
    """Those in which both occur (in which it occurs twice, where the two are one category)."""
    distance: float
    """Mean distance from each to the nearest of the other in plan, between centres, metres."""


@dataclass(frozen=True)
class Statistics:
    layouts: int
    objects: Spread
    """Objects per layout."""
    histogram: tuple[int, ...]
    """Layouts with 0 to 4 objects, with 5 to 9, …"""
    floor_long: Spread
    floor_short: Spread
    categories: dict[str, CategoryStatistics]
    pairs: dict[tuple[str, str], PairStatistics]
    """In the order of the alphabet."""


def aggregate(layouts: Sequence[Layout]) -> Statistics:
    if not layouts:
        raise ValueError("statistics need at least one layout")
    counts = np.array([len(layout) for layout in layouts])
    floors = np.array([layout.floor for layout in layouts])
    return Statistics(
        len(layouts),
        _spread(counts.astype(float)),
        tuple(int(n) for n in np.bincount(counts // BIN)),
        _spread(floors[:, 0]),
        _spread(floors[:, 1]),
        _categories(layouts),
        _pairs(layouts),
    )


def _categories(layouts: Sequence[Layout]) -> dict[str, CategoryStatistics]:
    names = np.array([name for layout in layouts for name in layout.categories])
    low = np.concatenate([layout.low for layout in layouts])
    edges = np.concatenate([layout.high for layout in layouts]) - low
    colors = np.concatenate([layout.colors for layout in layouts])
    present = Counter(name for layout in layouts for name in set(layout.categories))
    carriers: dict[str, Counter[str]] = defaultdict(Counter)
    for layout in layouts:
        for name, carrier in zip(layout.categories, carriers_of(layout), strict=True):
            carriers[name][carrier] += 1
    found: dict[str, CategoryStatistics] = {}
    for name in sorted(present):
        own = names == name
        count = int(own.sum())
        r, g, b = np.round(colors[own].mean(0), 3).tolist()
        found[name] = CategoryStatistics(
            count,
            _rounded(present[name] / len(layouts)),
            _rounded(count / present[name]),
            _spread(edges[own, :2].max(1)),
            _spread(edges[own, :2].min(1)),
            _spread(edges[own, 2]),
            _spread(low[own, 2]),
            (r, g, b),
            {carrier: _rounded(n / count) for carrier, n in carriers[name].most_common()},
        )
    return found


_ON_FLOOR = 0.15
_TOUCHING = 0.15
"""Scanned boxes end where points were seen: things that touch can lie this far apart, metres."""
_LOWER = 0.08
"""What carries starts at least this much lower than what it carries, metres."""


def carriers_of(layout: Layout) -> list[str]:
    """What carries each object: "floor", the category of what is below it, or "none".

    Below is what the object's centre lies over and whose box reaches at least to the object's
    bottom, or almost, without starting as high: a shelf carries its books, a table its cups.
    """
    centers = (layout.low + layout.high) / 2
    return [
        "floor" if layout.low[i, 2] < _ON_FLOOR else _carrier(layout, centers[i], i)
        for i in range(len(layout))
    ]


def _carrier(layout: Layout, center: Float64[np.ndarray, "3"], i: int) -> str:
    inside = ((layout.low[:, :2] <= center[:2]) & (center[:2] <= layout.high[:, :2])).all(1)
    bottom = layout.low[i, 2]
    reaches = layout.high[:, 2] > bottom - _TOUCHING
    lower = layout.low[:, 2] < bottom - _LOWER
    flat = np.prod(layout.high[:, :2] - layout.low[:, :2], axis=1)
    below = np.flatnonzero(inside & reaches & lower & (flat > flat[i]))
    if not len(below):
        return "none"
    return layout.categories[below[np.argmin(np.abs(layout.high[below, 2] - bottom))]]


def _pairs(layouts: Sequence[Layout]) -> dict[tuple[str, str], PairStatistics]:
    together: Counter[tuple[str, str]] = Counter()
    distances: dict[tuple[str, str], list[float]] = defaultdict(list)
    for layout in layouts:
        centers = ((layout.low + layout.high) / 2)[:, :2]
        apart = np.linalg.norm(centers[:, None] - centers, axis=-1)
        np.fill_diagonal(apart, np.inf)
        where = _where(layout.categories)
        for pair in _possible(where):
            together[pair] += 1
            between = apart[np.ix_(where[pair[0]], where[pair[1]])]
            distances[pair] += [*between.min(0).tolist(), *between.min(1).tolist()]
    return {
        pair: PairStatistics(together[pair], _rounded(float(np.mean(distances[pair]))))
        for pair in sorted(together)
    }


def _where(categories: Sequence[str]) -> dict[str, Int64[np.ndarray, " found"]]:
    names = np.array(categories, dtype=str)
    return {name: np.flatnonzero(names == name) for name in sorted(set(categories))}


def _possible(where: dict[str, Int64[np.ndarray, " found"]]) -> list[tuple[str, str]]:
    same = [(name, name) for name, own in where.items() if len(own) > 1]
    return [*same, *combinations(where, 2)]


def _spread(values: Float64[np.ndarray, " n"]) -> Spread:
    known = values[np.isfinite(values)]
    if not len(known):
        return Spread(0.0, 0.0)
    return Spread(_rounded(float(known.mean())), _rounded(float(known.std())))


def _rounded(value: float) -> float:
    return round(float(value), 3)
