"""Picking against its brute-force twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.hierarchy import build_hierarchy
from backend.geometry.pick import PickIndex, build_pick_index, pick_point


def brute_pick(
    index: PickIndex,
    origin: np.ndarray,
    direction: np.ndarray,
    radius: float,
    angle: float,
    mask: np.ndarray | None,
) -> int | None:
    unit = direction / np.linalg.norm(direction)
    away = index.positions - origin
    depth = away @ unit
    reach = np.maximum(radius, depth * np.tan(angle))
    if index.radii is not None:
        reach = np.maximum(reach, index.radii)
    hit = (((away - depth[:, None] * unit) ** 2).sum(1) <= reach**2) & (depth > 0)
    if mask is not None:
        hit &= mask
    return int(np.argmin(np.where(hit, depth, np.inf))) if hit.any() else None


def make_index(positions: np.ndarray, radii: np.ndarray | None = None) -> PickIndex:
    positions = positions.astype(np.float32)
    return build_pick_index(build_hierarchy(positions), positions, radii)


def cloud(random: np.random.Generator, n: int) -> np.ndarray:
    """A noisy room shell with a dense clump in it."""
    p = random.random((n, 3))
    side = random.integers(0, 3, n)
    p[np.arange(n), side] = np.round(p[np.arange(n), side]) + random.normal(0, 0.002, n)
    p = p * [8, 6, 3]
    p[: n // 10] = random.normal([4, 3, 1], 0.05, (n // 10, 3))
    return p


@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.integers(1, 6000),
    radius=st.sampled_from([0.0, 0.01, 0.2]),
    angle=st.sampled_from([0.0, 0.003, 0.05]),
    splats=st.booleans(),
    masked=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_the_same_point_as_brute_force(
    seed: int, n: int, radius: float, angle: float, splats: bool, masked: bool
) -> None:
    random = np.random.default_rng(seed)
    radii = random.lognormal(-4, 1.5, n).astype(np.float32) if splats else None
    index = make_index(cloud(random, n), radii)
    mask = random.random(n) < random.random() if masked else None
    for _ in range(10):
        origin = random.uniform(-2, 10, 3)
        target = index.positions[random.integers(n)] + random.normal(0, 0.01, 3)
        direction = (target - origin) * random.uniform(0.1, 5)
        got = pick_point(index, origin, direction, radius=radius, angle=angle, mask=mask)
        assert got == brute_pick(index, origin, direction, radius, angle, mask)


def test_every_point_can_be_hit_head_on() -> None:
    random = np.random.default_rng(0)
    positions = random.random((300, 3)).astype(np.float32)
    index = make_index(positions)
    origin = np.array([0.5, 0.5, 5.0])
    for i in range(300):
        assert pick_point(index, origin, positions[i] - origin, radius=1e-7) == i


@pytest.mark.parametrize(
    ("origin", "direction"),
    [([0, 0, 9], [0, 0, 1]), ([50, 0, 0], [0, 1, 0]), ([4, 3, 9], [1, 0, 0])],
)
def test_nothing_ahead_is_none(origin: list[float], direction: list[float]) -> None:
    index = make_index(cloud(np.random.default_rng(1), 5000))
    start, along = np.array(origin, dtype=float), np.array(direction, dtype=float)
    assert pick_point(index, start, along, radius=0.05) is None


def test_hidden_points_are_looked_through() -> None:
    positions = np.array([[0, 0, 1], [0, 0, 2], [0, 0, 3]], dtype=np.float32)
    index = make_index(positions)
    eye, ahead = np.zeros(3), np.array([0.0, 0, 1])
    mask = np.array([False, True, True])
    assert pick_point(index, eye, ahead, radius=0.1) == 0
    assert pick_point(index, eye, ahead, radius=0.1, mask=mask) == 1
    assert pick_point(index, eye, ahead, radius=0.1, mask=~mask & False) is None


def test_of_duplicates_the_lowest_index_is_hit() -> None:
    index = make_index(np.ones((500, 3)))
    assert pick_point(index, np.zeros(3), np.ones(3), radius=0.1) == 0
