"""Spherical harmonics against their definition, and the law of turning them with a scene."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import sph_harm_y

from backend.geometry.frames import rotations_from_quaternions
from backend.geometry.spherical_harmonics import rotate_sh, sh_basis

seeds = st.integers(0, 2**32 - 1)


def directions(random: np.random.Generator, n: int) -> np.ndarray:
    d = random.normal(size=(n, 3))
    return d / np.linalg.norm(d, axis=1, keepdims=True)


def rotation(random: np.random.Generator) -> np.ndarray:
    q = random.normal(size=4)
    return rotations_from_quaternions(q / np.linalg.norm(q))


def test_basis_is_the_real_one_without_the_condon_shortley_sign() -> None:
    """Up to the signs of 3DGS, which are those of m odd, against scipy's complex functions."""
    d = directions(np.random.default_rng(0), 200)
    polar, azimuth = np.arccos(d[:, 2]), np.arctan2(d[:, 1], d[:, 0])
    basis = sh_basis(d)
    for band in range(4):
        for m in range(-band, band + 1):
            y = sph_harm_y(band, abs(m), polar, azimuth)
            real = y.real if m == 0 else math.sqrt(2) * (y.imag if m < 0 else y.real)
            # scipy's functions carry (-1)^m, and 3DGS keeps it.
            np.testing.assert_allclose(basis[:, band * band + band + m], real, atol=1e-12)


def test_basis_is_orthonormal() -> None:
    """Exact quadrature: degree 6 products need 4 Gauss nodes and 7 equal steps of azimuth."""
    z, weights = np.polynomial.legendre.leggauss(8)
    azimuth = np.arange(16) * (2 * np.pi / 16)
    z, azimuth = (a.ravel() for a in np.meshgrid(z, azimuth, indexing="ij"))
    weights = np.repeat(weights, 16) * (2 * np.pi / 16)
    r = np.sqrt(1 - z * z)
    basis = sh_basis(np.stack([r * np.cos(azimuth), r * np.sin(azimuth), z], 1))
    np.testing.assert_allclose(basis.T @ (basis * weights[:, None]), np.eye(16), atol=1e-12)


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@given(seed=seeds)
@settings(max_examples=15, deadline=None)
def test_turned_light_looks_the_same_from_the_turned_direction(degree: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    count = (degree + 1) ** 2
    sh = random.normal(size=(5, count, 3)).astype(np.float32)
    R, d = rotation(random), directions(random, 20)
    before = np.einsum("dk,nkc->ndc", sh_basis(d)[:, :count], sh)
    after = np.einsum("dk,nkc->ndc", sh_basis(d @ R.T)[:, :count], rotate_sh(sh, R))
    np.testing.assert_allclose(after, before, atol=2e-5)


@given(seed=seeds)
@settings(max_examples=15, deadline=None)
def test_turns_compose_and_preserve_energy(seed: int) -> None:
    random = np.random.default_rng(seed)
    sh = random.normal(size=(4, 16, 3)).astype(np.float32)
    A, B = rotation(random), rotation(random)
    np.testing.assert_allclose(rotate_sh(rotate_sh(sh, A), B), rotate_sh(sh, B @ A), atol=2e-5)
    np.testing.assert_allclose(rotate_sh(rotate_sh(sh, A), A.T), sh, atol=2e-5)
    np.testing.assert_allclose(rotate_sh(sh, np.eye(3)), sh, atol=2e-6)
    for band in range(4):
        rows = slice(band * band, (band + 1) ** 2)
        energy = (sh[:, rows] ** 2).sum(1)
        np.testing.assert_allclose((rotate_sh(sh, A)[:, rows] ** 2).sum(1), energy, rtol=1e-4)


def test_the_input_is_left_alone() -> None:
    sh = np.ones((2, 16, 3), np.float32)
    sh.flags.writeable = False
    rotate_sh(sh, rotation(np.random.default_rng(0)))
    assert (sh == 1).all()
