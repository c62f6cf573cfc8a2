"""The copula of presence: its factor is a correlation matrix's, its draws follow the shares."""

from typing import get_args

import numpy as np
import pytest

from training.rooms.statistics.correlation import eigen, factor_of
from training.rooms.statistics.files import real
from training.rooms.statistics.presence import presence
from training.rooms.types import SceneType

TYPES: tuple[SceneType, ...] = get_args(SceneType)


@pytest.mark.parametrize("size", [1, 2, 9, 30])
def test_jacobi_finds_the_eigenvalues_that_lapack_finds(size: int) -> None:
    rng = np.random.default_rng(size)
    half = rng.normal(size=(size, size))
    symmetric = half + half.T
    values, vectors = eigen(symmetric)
    np.testing.assert_allclose(np.sort(values), np.linalg.eigvalsh(symmetric), atol=1e-9)
    np.testing.assert_allclose(vectors @ np.diag(values) @ vectors.T, symmetric, atol=1e-9)
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(size), atol=1e-9)


def test_a_correlation_matrix_keeps_itself_and_others_become_one() -> None:
    rng = np.random.default_rng(0)
    mixed = rng.normal(size=(400, 12)) + rng.normal(size=(400, 1))
    true = np.array(np.corrcoef(mixed.T))
    factor = factor_of(true)
    np.testing.assert_allclose(factor @ factor.T, true, atol=1e-3)
    wrong = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1.0]])
    repaired = factor_of(wrong) @ factor_of(wrong).T
    np.testing.assert_allclose(np.diag(repaired), 1, atol=1e-3)
    assert (np.sign(repaired) == np.sign(wrong)).all()


@pytest.mark.parametrize("kind", TYPES)
def test_rows_of_the_factor_have_unit_length(kind: SceneType) -> None:
    found = presence(kind)
    assert len(found.categories) == len(found.shares) == len(found.factor)
    np.testing.assert_allclose(np.linalg.norm(found.factor, axis=1), 1, atol=1e-3)
    assert (found.factor == np.tril(found.factor)).all()


def test_draws_follow_shares_and_pairs() -> None:
    rng = np.random.default_rng(0)
    found, own = presence("office"), real().by_type["office"]
    drawn = [set(found.draw(rng, {})) for _ in range(3000)]

    def share(*names: str) -> float:
        return float(np.mean([set(names) <= one for one in drawn]))

    for name, wanted in zip(found.categories, found.shares, strict=True):
        assert share(name) == pytest.approx(wanted, abs=0.04)
    # What belongs together meets clearly oftener than by chance, almost as often as in life.
    together = own.pairs[("keyboard", "monitor")].layouts / own.layouts
    assert share("keyboard", "monitor") > 1.1 * share("keyboard") * share("monitor")
    assert share("keyboard", "monitor") == pytest.approx(together, abs=0.1)


def test_richness_adds_and_zero_removes() -> None:
    rng = np.random.default_rng(0)
    found = presence("kitchen")
    usual = np.mean([len(found.draw(rng, {})) for _ in range(200)])
    rich = np.mean([len(found.draw(rng, dict.fromkeys(found.categories, 2.0))) for _ in range(200)])
    assert rich > 1.2 * usual
    assert not found.draw(rng, dict.fromkeys(found.categories, 0.0))
