"""Axes, quaternions and the splitting of large coordinates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from backend.geometry.frames import (
    UP_AXES,
    localise,
    multiply_quaternions,
    nearest_axis,
    quaternion_from_rotation,
    rotation_between,
    rotation_to_z_up,
    rotations_from_quaternions,
    up_vector,
)

seeds = st.integers(0, 2**32 - 1)
Z = np.array([0.0, 0.0, 1.0])


def units(seed: int, *shape: int) -> np.ndarray:
    v = np.random.default_rng(seed).normal(size=shape)
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def is_rotation(R: np.ndarray) -> bool:
    return np.allclose(R @ R.T, np.eye(3), atol=1e-9) and np.isclose(np.linalg.det(R), 1)


@pytest.mark.parametrize("axis", UP_AXES)
def test_every_axis_can_be_up(axis: str) -> None:
    up = up_vector(axis)
    R = rotation_to_z_up(up)
    assert nearest_axis(up) == axis
    assert is_rotation(R)
    np.testing.assert_array_equal(R @ up, Z)
    assert set(np.unique(R)) <= {-1, 0, 1}


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_any_direction_can_be_up(seed: int) -> None:
    x, y, z = units(seed, 3).tolist()
    R = rotation_to_z_up((x, y, z))
    assert is_rotation(R)
    np.testing.assert_allclose(R @ (x, y, z), Z, atol=1e-9)


def test_ties_between_axes_are_no_trouble() -> None:
    for signs in np.ndindex(2, 2, 2):
        x, y, z = ((2.0 * np.array(signs) - 1) / np.sqrt(3)).tolist()
        np.testing.assert_allclose(rotation_to_z_up((x, y, z)) @ (x, y, z), Z, atol=1e-9)


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_rotation_between_turns_about_the_common_normal(seed: int) -> None:
    a, b = units(seed, 2, 3)
    if a @ b < -0.999:
        return
    R = rotation_between(a, b)
    assert is_rotation(R)
    np.testing.assert_allclose(R @ a, b, atol=1e-9)
    normal = np.cross(a, b)
    np.testing.assert_allclose(R @ normal, normal, atol=1e-9)
    with pytest.raises(ValueError, match="opposite"):
        rotation_between(a, -a)


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_quaternions_are_scipys(seed: int) -> None:
    a, b = units(seed, 2, 5, 4)
    theirs = [Rotation.from_quat(q, scalar_first=True) for q in (a, b)]
    np.testing.assert_allclose(rotations_from_quaternions(a), theirs[0].as_matrix(), atol=1e-9)
    product = multiply_quaternions(a, b)
    np.testing.assert_allclose(
        rotations_from_quaternions(product), (theirs[0] * theirs[1]).as_matrix(), atol=1e-9
    )
    np.testing.assert_allclose(np.linalg.norm(product, axis=1), 1)


@given(seeds, st.sampled_from([1e-12, 1e-6, 1.0]))
@settings(max_examples=60, deadline=None)
def test_rotation_and_quaternion_there_and_back(seed: int, turn: float) -> None:
    """Also next to the identity and to half turns, where naive formulas divide by nothing."""
    axis = units(seed, 3)
    for angle in (turn, np.pi - turn, np.pi):
        R = Rotation.from_rotvec(axis * angle).as_matrix()
        q = quaternion_from_rotation(R)
        assert q[0] >= 0
        np.testing.assert_allclose(np.linalg.norm(q), 1)
        np.testing.assert_allclose(rotations_from_quaternions(q), R, atol=1e-7)


@given(
    seed=seeds,
    center=st.sampled_from([0.0, 500.0, 5_400_000.0, -1e9]),
    count=st.integers(1, 50),
    dtype=st.sampled_from([np.float32, np.float64]),
)
@settings(max_examples=60, deadline=None)
def test_localise_loses_nothing(seed: int, center: float, count: int, dtype: type) -> None:
    positions = np.random.default_rng(seed).uniform(-50, 50, (count, 3))
    positions += np.array([center, 0, -center])
    positions = positions.astype(dtype)
    offsets, origin = localise(positions)
    assert offsets.dtype == np.float32 and origin.dtype == np.float64
    assert np.array_equal(origin, np.round(origin))
    np.testing.assert_allclose(offsets + origin, positions, atol=4e-5, rtol=1e-12)
    if abs(center) < 900:
        assert not origin.any()
    else:
        assert np.abs(offsets).max() <= np.ptp(positions.astype(float), axis=0).max() / 2 + 1


def test_localise_of_nothing() -> None:
    offsets, origin = localise(np.zeros((0, 3), np.float32))
    assert offsets.shape == (0, 3) and not origin.any()
