"""Charts that hold generated rooms against real ones."""

from collections.abc import Sequence
from itertools import combinations_with_replacement

import numpy as np

from training.rooms.report.chart import (
    BLUE,
    GENERATED_COLOR,
    GREEN,
    REAL_COLOR,
    RED,
    Axis,
    Chart,
    Series,
)
from training.rooms.statistics.aggregate import BIN, CategoryStatistics, Spread, Statistics
from training.rooms.statistics.compare import MOST_SIZE_ERROR

_EDGES = (
    ("long", BLUE, "longer edge"),
    ("short", GREEN, "shorter edge"),
    ("height", RED, "height"),
)


def comparison_charts(
    real: Statistics, generated: Statistics, categories: Sequence[str]
) -> list[Chart]:
    """Over those of the categories that both sides have, in the order of the report."""
    both = [name for name in categories if name in generated.categories]
    return [
        _sizes(real, generated, both),
        _spreads(real, generated, both),
        _frequencies(real, generated, categories),
        _co_occurrence(real, generated, categories),
        _distances(real, generated, both),
        _objects_per_room(real, generated),
    ]


def spread_ratio(real: Statistics, generated: Statistics, names: Sequence[str]) -> float:
    """How wide sizes spread in generated rooms, as a share of real rooms: the median over edges."""
    ratios = [
        _relative(_spread(generated.categories[name], edge))
        / max(_relative(_spread(real.categories[name], edge)), 1e-3)
        for name in names
        if name in generated.categories
        for edge, _, _ in _EDGES
    ]
    return float(np.median(ratios))


def _sizes(real: Statistics, generated: Statistics, names: Sequence[str]) -> Chart:
    return Chart(
        "sizes",
        "Mean sizes of the categories",
        "Edges of boxes parallel to the walls: around what was scanned in real rooms, around whole "
        "objects in generated ones. Shaded: within 15 %.",
        Axis("real rooms, metres", log=True),
        Axis("generated rooms, metres", log=True),
        tuple(
            _edge_series(real, generated, names, edge, color, title)
            for edge, color, title in _EDGES
        ),
        diagonal=True,
        band=MOST_SIZE_ERROR,
    )


def _edge_series(
    real: Statistics,
    generated: Statistics,
    names: Sequence[str],
    edge: str,
    color: tuple[int, int, int],
    title: str,
) -> Series:
    x, y = (
        tuple(_spread(own.categories[name], edge).mean for name in names)
        for own in (real, generated)
    )
    return Series(title, x, y, color, tuple(names))


def _spreads(real: Statistics, generated: Statistics, names: Sequence[str]) -> Chart:
    series = []
    for edge, color, title in _EDGES:
        x, y = (
            tuple(_relative(_spread(own.categories[name], edge)) for name in names)
            for own in (real, generated)
        )
        series.append(Series(title, x, y, color, tuple(names)))
    return Chart(
        "spreads",
        "Spread of the sizes of each category",
        "Standard deviation of an edge divided by its mean. In real scans it also holds what was "
        "seen only in part, and boxes of things that stand askew.",
        Axis("real rooms"),
        Axis("generated rooms"),
        tuple(series),
        diagonal=True,
    )


def _frequencies(real: Statistics, generated: Statistics, names: Sequence[str]) -> Chart:
    least = 0.5 / generated.layouts
    x, y = (
        tuple(
            max(own.categories[name].count / own.layouts, least)
            if name in own.categories
            else least
            for name in names
        )
        for own in (real, generated)
    )
    return Chart(
        "frequencies",
        "How often each category occurs",
        "Objects of a category divided by the number of rooms. Categories that were never made "
        "lie on the lower edge.",
        Axis("real rooms, objects per room", log=True),
        Axis("generated rooms, objects per room", log=True),
        (Series("categories", x, y, BLUE, tuple(names), size=3.5),),
        diagonal=True,
    )


def _co_occurrence(real: Statistics, generated: Statistics, names: Sequence[str]) -> Chart:
    pairs = list(combinations_with_replacement(names, 2))
    x, y = (
        tuple(max(_share(own, pair), 0.5 / own.layouts) for pair in pairs)
        for own in (real, generated)
    )
    labels = tuple(f"{a} + {b}" for a, b in pairs)
    return Chart(
        "co_occurrence",
        "How often two categories share a room",
        "Share of the rooms that hold both (two of it, where both are one category), for all "
        "pairs. Pairs never met lie on the edge.",
        Axis("share of the real rooms", log=True),
        Axis("share of the generated rooms", log=True),
        (Series("pairs of categories", x, y, BLUE, labels, size=1.6),),
        diagonal=True,
    )


def _distances(real: Statistics, generated: Statistics, names: Sequence[str]) -> Chart:
    pairs = [
        pair
        for pair in combinations_with_replacement(names, 2)
        if pair in real.pairs
        and real.pairs[pair].layouts >= 0.03 * real.layouts
        and pair in generated.pairs
        and generated.pairs[pair].layouts >= 0.01 * generated.layouts
    ]
    x, y = (tuple(own.pairs[pair].distance for pair in pairs) for own in (real, generated))
    labels = tuple(f"{a} + {b}" for a, b in pairs)
    return Chart(
        "distances",
        "How far apart two categories are",
        "Mean distance in plan from the centre of each object to the nearest of the other "
        "category, for pairs that at least 3 % of the real rooms hold.",
        Axis("real rooms, metres"),
        Axis("generated rooms, metres"),
        (Series("pairs of categories", x, y, BLUE, labels, size=2.2),),
        diagonal=True,
    )


def _objects_per_room(real: Statistics, generated: Statistics) -> Chart:
    bins = max(len(real.histogram), len(generated.histogram))
    middles = tuple(BIN * (i + 0.5) for i in range(bins))
    series = []
    for own, name, color in (
        (real, "real rooms", REAL_COLOR),
        (generated, "generated rooms", GENERATED_COLOR),
    ):
        counts = (*own.histogram, *[0] * (bins - len(own.histogram)))
        shares = tuple(100 * n / own.layouts for n in counts)
        series.append(Series(name, middles, shares, color))
    return Chart(
        "objects_per_room",
        "Objects per room",
        "Objects of our categories, doors and windows among them; in real rooms those that the "
        "annotators marked, in generated ones all.",
        Axis("objects"),
        Axis("rooms, per cent"),
        tuple(series),
        kind="bars",
    )


def _spread(own: CategoryStatistics, edge: str) -> Spread:
    return {"long": own.long, "short": own.short, "height": own.height}[edge]


def _relative(spread: Spread) -> float:
    return round(spread.std / max(spread.mean, 1e-3), 4)


def _share(statistics: Statistics, pair: tuple[str, str]) -> float:
    own = statistics.pairs.get(pair)
    return own.layouts / statistics.layouts if own else 0.0
