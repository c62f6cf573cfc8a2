"""How well generated rooms follow the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy.stats import spearmanr

from training.rooms.statistics.aggregate import CategoryStatistics, Spread, Statistics

MOST_SIZE_ERROR = 0.15
LEAST_CORRELATION = 0.8


@dataclass(frozen=True)
class Comparison:
    size_errors: dict[str, tuple[float, float, float]]
    """Relative error of the mean long, short and upright edge, signed, per category."""
    size_error: float
    """Median of their absolute values."""
    frequency_correlation: float
    """Spearman's rank correlation of how often each category occurs."""
    pair_correlation: float
    """The same of how often two categories occur in one room, over all pairs."""
    lift_correlation: float
    """The same of how much oftener than by chance two categories share a room."""
    distance_error: float
    """Median relative error of the mean distance between two categories, over frequent pairs."""
    objects: tuple[Spread, Spread]
    """Objects per room, real and generated."""

    @property
    def agrees(self) -> bool:
        return (
            self.size_error <= MOST_SIZE_ERROR
            and self.frequency_correlation >= LEAST_CORRELATION
            and self.pair_correlation >= LEAST_CORRELATION
        )


def compare(
    real: Statistics, generated: Statistics, categories: Sequence[str], *, least: int = 20
) -> Comparison:
    """Over those of the categories that at least `least` real layouts hold.

    Raises ValueError if these are fewer than three: ranks need some.
    """
    known = [
        name
        for name in sorted(categories)
        if name in real.categories and real.categories[name].share * real.layouts >= least
    ]
    if len(known) < 3:
        raise ValueError(f"too few of the categories are in the real layouts: {known}")
    errors = {
        name: _size_errors(real.categories[name], generated.categories[name])
        for name in known
        if name in generated.categories
    }
    frequencies = [[_frequency(own, name) for name in known] for own in (real, generated)]
    pairs = list(combinations_with_replacement(known, 2))
    return Comparison(
        errors,
        float(np.median(np.abs(list(errors.values())))) if errors else float("inf"),
        _spearman(*frequencies),
        _spearman(*([_share(own, pair) for pair in pairs] for own in (real, generated))),
        _lift_correlation(real, generated, pairs, least),
        _distance_error(real, generated, pairs, least),
        (real.objects, generated.objects),
    )


def table(comparison: Comparison) -> list[str]:
    """The comparison in words, a line for each figure."""
    real, generated = comparison.objects
    return [
        f"median relative error of class mean sizes  {comparison.size_error:.3f}",
        f"Spearman of class frequencies              {comparison.frequency_correlation:.3f}",
        f"Spearman of co-occurrence                  {comparison.pair_correlation:.3f}",
        f"Spearman of co-occurrence's lift           {comparison.lift_correlation:.3f}",
        f"median relative error of pair distances    {comparison.distance_error:.3f}",
        f"objects per room, real                     {real.mean:.1f} ± {real.std:.1f}",
        f"objects per room, generated                {generated.mean:.1f} ± {generated.std:.1f}",
    ]


def _size_errors(
    real: CategoryStatistics, generated: CategoryStatistics
) -> tuple[float, float, float]:
    long, short, height = (
        mine.mean / max(other.mean, 1e-3) - 1
        for mine, other in (
            (generated.long, real.long),
            (generated.short, real.short),
            (generated.height, real.height),
        )
    )
    return long, short, height


def _frequency(statistics: Statistics, name: str) -> float:
    own = statistics.categories.get(name)
    return own.count / statistics.layouts if own else 0.0


def _share(statistics: Statistics, pair: tuple[str, str]) -> float:
    own = statistics.pairs.get(pair)
    return own.layouts / statistics.layouts if own else 0.0


def lift(statistics: Statistics, pair: tuple[str, str]) -> float:
    """How much oftener two categories share a layout than if they did not know each other.

    Half a layout is added on both sides, so that rare pairs do not jump.
    """
    a, b = (
        own.share if (own := statistics.categories.get(name)) else 0.0 for name in pair
    )  # fmt: skip
    expected = a * b * statistics.layouts
    return (_share(statistics, pair) * statistics.layouts + 0.5) / (expected + 0.5)


def _lift_correlation(
    real: Statistics, generated: Statistics, pairs: list[tuple[str, str]], least: int
) -> float:
    """Over pairs that would meet often enough by chance for their lift to mean something."""
    frequent = [
        (a, b)
        for a, b in pairs
        if a != b
        and real.categories[a].share * real.categories[b].share * real.layouts >= least / 2
    ]
    return _spearman(*([lift(own, pair) for pair in frequent] for own in (real, generated)))


def _distance_error(
    real: Statistics, generated: Statistics, pairs: list[tuple[str, str]], least: int
) -> float:
    frequent = [
        pair
        for pair in pairs
        if pair in real.pairs
        and pair in generated.pairs
        and real.pairs[pair].layouts >= 2 * least
        and generated.pairs[pair].layouts >= least / 4
    ]
    errors = [
        abs(generated.pairs[pair].distance / max(real.pairs[pair].distance, 1e-3) - 1)
        for pair in frequent
    ]
    return float(np.median(errors)) if errors else float("inf")


def _spearman(real: list[float], generated: list[float]) -> float:
    """Zero where one side is constant: it then orders nothing."""
    if len(set(real)) < 2 or len(set(generated)) < 2:
        return 0.0
    result = spearmanr(real, generated)
    return float(result.statistic)  # pyright: ignore[reportAttributeAccessIssue]
