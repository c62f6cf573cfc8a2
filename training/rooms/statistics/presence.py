"""Which categories a room holds, drawn so that pairs meet as often as in real rooms.

A Gaussian copula: one normal variable per category, correlated as the shares of joint occurrence
say, and a category is present where its variable is low enough for its own share.
"""

from dataclasses import dataclass
from functools import cache
from math import cos, fsum, pi, sqrt
from statistics import NormalDist

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random
from training.rooms.statistics.aggregate import Statistics
from training.rooms.statistics.correlation import factor_of
from training.rooms.statistics.files import FEW, RARE, real
from training.rooms.types import SceneType

_TRUSTED = 6
"""Layouts with the rarer of two categories at which half of their correlation is believed."""
_FREQUENT = 0.04
"""Categories in a smaller share of the layouts than this are drawn on their own."""


@dataclass(frozen=True)
class Presence:
    """The categories of a scene type, and how their presence hangs together."""

    categories: tuple[str, ...]
    shares: tuple[float, ...]
    factor: Float64[np.ndarray, "n n"]
    """Lower triangle whose rows mix independent normals into the correlated ones."""

    def draw(self, rng: Random, richness: dict[str, float]) -> list[str]:
        """The categories present; `richness` multiplies the odds of each (log odds of absence)."""
        normal = NormalDist()
        free = rng.standard_normal(len(self.categories)).tolist()
        found = []
        for name, share, row in zip(self.categories, self.shares, self.factor, strict=True):
            mixed = fsum(a * b for a, b in zip(row.tolist(), free, strict=True))
            likely = 1 - (1 - min(share, 0.98)) ** richness.get(name, 1.0)
            if likely > 0 and normal.cdf(mixed) < likely:
                found.append(name)
        return found


@cache
def presence(scene_type: SceneType) -> Presence:
    """As in real rooms of a kind."""
    statistics = real().by_type[scene_type]
    names = sorted(statistics.categories)
    guess = np.array([[_correlation(statistics, a, b) for b in names] for a in names])
    np.fill_diagonal(guess, 1.0)
    return Presence(
        tuple(names),
        tuple(statistics.categories[name].share for name in names),
        factor_of(guess),
    )


def _correlation(statistics: Statistics, a: str, b: str) -> float:
    """The tetrachoric one of two categories, after Pearson's approximation from the odds ratio."""
    n = statistics.layouts
    both, one, other = (
        statistics.pairs.get((min(a, b), max(a, b))),
        statistics.categories[a].share * n,
        statistics.categories[b].share * n,
    )
    rarer = min(one, other)
    if rarer < _FREQUENT * n:
        return 0.0
    # Pairs that were met too seldom are not in the table; half the limit is the best guess.
    limit = min(max(FEW, RARE * n) / 2, one * other / n)
    joint = both.layouts if both else limit
    cells = joint, one - joint, other - joint, n - one - other + joint
    yes, first, second, no = (max(cell, 0) + 0.5 for cell in cells)
    trust = rarer / (rarer + _TRUSTED)
    return trust * cos(pi / (1 + sqrt(yes * no / (first * second))))
