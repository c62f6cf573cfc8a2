"""Large scenes are seen as densely as usual rooms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backend.models.point_count import point_count


def floor(edge: float, count: int = 200_000) -> np.ndarray:
    rng = np.random.default_rng(0)
    return (rng.random((count, 3)) * [edge, edge, 0.0]).astype(np.float32)


def test_it_grows_with_the_surface_within_bounds() -> None:
    counts = [point_count(floor(edge), 20_000) for edge in (1.0, 4.0, 11.0, 14.0, 30.0, 60.0)]
    assert counts == sorted(counts)
    assert counts[0] == 20_000 and counts[-1] == 60_000 and 20_000 < counts[2] < 60_000


@given(st.integers(0, 2**32), st.integers(1, 500))
def test_it_never_leaves_its_bounds(seed: int, count: int) -> None:
    points = np.random.default_rng(seed).normal(size=(count, 3)).astype(np.float32) * 50
    assert 100 <= point_count(points, 100) <= 300


def test_neither_moving_nor_repeating_points_matters_much() -> None:
    points = floor(12.0)
    plain = point_count(points, 20_000)
    assert abs(point_count(points + np.float32(7.03), 20_000) - plain) < 0.05 * plain
    assert point_count(np.concatenate([points, points]), 20_000) == plain
