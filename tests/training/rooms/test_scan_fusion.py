"""Fused readings lie on the surface that they were taken from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.rooms.scan.fusion import Surface, Volume

VOXEL = 0.03
BOUNDS = np.array([[-1.2, -1.2, 0.0], [1.2, 1.2, 2.4]])


def ball(yaw: float, *, order: int = 0, eyes: int = 12) -> Surface:
    """A ball of 0.8 m, seen from all around; its eastern half is triangle 1, the rest 0."""
    rng = np.random.default_rng(0)
    volume = Volume(BOUNDS, VOXEL, yaw=yaw)
    middle = np.array([0, 0, 1.2])
    for k in range(eyes):
        a = 2 * np.pi * k / eyes
        eye = np.array([2.5 * np.cos(a), 2.5 * np.sin(a), 1.2 + 1.5 * np.cos(5 * a)])
        out = rng.normal(size=(20_000, 3))
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        at = middle + 0.8 * out
        seen = ((eye - at) * out).sum(1) > 0.3
        at = np.random.default_rng(order).permutation(at[seen])
        triangles = (at[:, 0] > 0).astype(np.int32)
        volume.add(at.astype(np.float32), eye, triangles, np.ones(len(at), np.float32))
    return volume.surface(least_weight=1.0)


@settings(max_examples=8, deadline=None)
@given(st.floats(0, 3.1))
def test_ball_comes_back(yaw: float) -> None:
    surface = ball(yaw)
    out = surface.positions - np.array([0, 0, 1.2], np.float32)
    radius = np.linalg.norm(out, axis=1)
    assert len(radius) > 4 * np.pi * 0.8**2 / VOXEL**2
    assert abs(radius.mean() - 0.8) < 0.1 * VOXEL
    assert np.abs(radius - 0.8).max() < VOXEL
    agreement = (out / radius[:, None] * surface.normals).sum(1)
    assert np.median(agreement) > 0.98
    clear = np.abs(surface.positions[:, 0]) > 2 * VOXEL
    owner = surface.positions[:, 0] > 0
    np.testing.assert_array_equal(surface.triangles[clear], owner[clear].astype(np.int32))


def test_order_of_readings_hardly_matters() -> None:
    first, second = ball(0.4), ball(0.4, order=1)
    assert abs(len(first.positions) - len(second.positions)) < 0.002 * len(first.positions)
    count = min(len(first.positions), len(second.positions))
    if len(first.positions) == len(second.positions):
        np.testing.assert_allclose(first.positions[:count], second.positions[:count], atol=5e-3)


def test_same_readings_give_the_same_bits() -> None:
    first, second = ball(1.1), ball(1.1)
    np.testing.assert_array_equal(first.positions, second.positions)
    np.testing.assert_array_equal(first.triangles, second.triangles)


def test_noise_averages_out() -> None:
    rng = np.random.default_rng(1)
    eye = np.array([0.0, 0.0, 2.2])
    x, y = rng.uniform(-0.8, 0.8, (2, 30_000))
    spread = []
    for frames in (1, 12):
        volume = Volume(BOUNDS, VOXEL)
        for _ in range(frames):
            at = np.stack([x, y, 0.6 + rng.normal(0, 0.01, len(x))], 1).astype(np.float32)
            ids = np.zeros(len(at), np.int32)
            volume.add(at, eye, ids, np.ones(len(at), np.float32))
        positions = volume.surface(least_weight=1.0).positions
        z = positions[(np.abs(positions[:, :2]) < 0.6).all(axis=1), 2]
        assert abs(np.median(z) - 0.6) < 0.002
        spread.append(z.std())
    assert spread[1] < 0.6 * spread[0]


@pytest.mark.parametrize("least", [0.5, 30.0])
def test_what_was_hardly_seen_is_left_out(least: float) -> None:
    volume = Volume(BOUNDS, VOXEL)
    x, y = np.random.default_rng(0).uniform(-0.8, 0.8, (2, 20_000))
    at = np.stack([x, y, np.full(len(x), 0.6)], 1).astype(np.float32)
    volume.add(at, np.array([0, 0, 2.2]), np.zeros(len(at), np.int32), np.ones(len(at), np.float32))
    assert (len(volume.surface(least_weight=least).positions) == 0) == (least > 20)
