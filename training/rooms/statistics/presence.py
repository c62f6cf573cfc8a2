"""Which categories a room holds, drawn so that pairs meet as often as in real rooms.

A Gaussian copula: one normal variable per category, correlated as the shares of joint occurrence
say, and a category is present where its variable is low enough for its own share. Everything is
plain arithmetic in a fixed order, without linear algebra libraries whose last bits differ.
"""

from dataclasses import dataclass
from functools import cache
from math import cos, fsum, pi, sqrt
from statistics import NormalDist

from training.rooms.colors import Random
from training.rooms.statistics.aggregate import Statistics
from training.rooms.statistics.files import FEW, RARE, real
from training.rooms.types import SceneType

_TRUSTED = 25
"""Layouts at which half of a measured correlation is believed."""
_SHRINK = 0.9
"""Correlations are scaled down in such steps until the whole is a correlation matrix."""


@dataclass(frozen=True)
class Presence:
    """The categories of a scene type, and how their presence hangs together."""

    categories: tuple[str, ...]
    shares: tuple[float, ...]
    factor: tuple[tuple[float, ...], ...]
    """Lower triangle whose rows mix independent normals into the correlated ones."""

    def draw(self, rng: Random, richness: dict[str, float]) -> list[str]:
        """The categories present; `richness` multiplies the odds of each (log odds of absence)."""
        normal = NormalDist()
        free = rng.standard_normal(len(self.categories)).tolist()
        found = []
        for name, share, row in zip(self.categories, self.shares, self.factor, strict=True):
            mixed = fsum(a * b for a, b in zip(row, free, strict=False))
            likely = 1 - (1 - min(share, 0.98)) ** richness.get(name, 1.0)
            if likely > 0 and normal.cdf(mixed) < likely:
                found.append(name)
        return found


@cache
def presence(scene_type: SceneType) -> Presence:
    """As in real rooms of a kind."""
    statistics = real().by_type[scene_type]
    names = sorted(statistics.categories)
    trust = statistics.layouts / (statistics.layouts + _TRUSTED)
    matrix = [[trust * _correlation(statistics, a, b) for b in names] for a in names]
    return Presence(
        tuple(names),
        tuple(statistics.categories[name].share for name in names),
        _factor(matrix),
    )


def _correlation(statistics: Statistics, a: str, b: str) -> float:
    """The tetrachoric one of two categories, after Pearson's approximation from the odds ratio."""
    n = statistics.layouts
    both, one, other = (
        statistics.pairs.get((min(a, b), max(a, b))),
        statistics.categories[a].share * n,
        statistics.categories[b].share * n,
    )
    # Pairs that were met too seldom are not in the table; half the limit is the best guess.
    limit = min(max(FEW, RARE * n) / 2, one * other / n)
    joint = both.layouts if both else limit
    cells = joint, one - joint, other - joint, n - one - other + joint
    yes, first, second, no = (max(cell, 0) + 0.5 for cell in cells)
    return cos(pi / (1 + sqrt(yes * no / (first * second))))


def _factor(matrix: list[list[float]]) -> tuple[tuple[float, ...], ...]:
    """The Cholesky factor of the matrix with ones on its diagonal, shrunk as far as needed."""
    scale = 1.0
    while True:
        factor = _cholesky(matrix, scale)
        if factor is not None:
            return factor
        scale *= _SHRINK


def _cholesky(matrix: list[list[float]], scale: float) -> tuple[tuple[float, ...], ...] | None:
    """None if the matrix with off-diagonal elements so scaled is not positive definite."""
    rows: list[list[float]] = []
    for i, wanted in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            rest = scale * wanted[j] - fsum(a * b for a, b in zip(row, rows[j], strict=False))
            row.append(rest / rows[j][j])
        left = 1 - fsum(a * a for a in row)
        if left < 1e-3:
            return None
        row.append(sqrt(left))
        rows.append(row)
    return tuple(tuple(round(value, 6) for value in row) for row in rows)
