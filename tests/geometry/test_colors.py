from typing import Literal

import numpy as np
import pytest

from backend.geometry.colors import categorical_colors, height_colors, normal_colors, ramp

LUMA = np.array([0.299, 0.587, 0.114])


def test_viridis_grows_lighter_evenly() -> None:
    luma = ramp(np.linspace(0, 1, 64)) @ LUMA
    steps = np.diff(luma)
    assert (steps > 0).all() and steps.max() < 3 * steps.mean()


@pytest.mark.parametrize("name", ["viridis", "turbo"])
def test_ramp_clips_and_takes_nan(name: Literal["viridis", "turbo"]) -> None:
    values = np.array([-1, 0, np.nan, 1, 2, np.inf])
    colors = ramp(values, name)
    assert np.array_equal(colors[:3], colors[[0, 0, 0]])
    assert np.array_equal(colors[3:], colors[[3, 3, 3]])
    assert len(np.unique(ramp(np.linspace(0, 1, 256), name), axis=0)) > 240


def test_heights_ignore_outliers() -> None:
    positions = np.zeros((10_000, 3), dtype=np.float32)
    positions[:, 2] = np.linspace(0, 3, 10_000)
    plain = height_colors(positions)
    positions[0, 2] = 1e6
    assert np.abs(height_colors(positions)[1:].astype(int) - plain[1:]).max() < 12
    assert height_colors(positions[:1]).shape == (1, 3)


def test_normals_span_the_colours() -> None:
    normals = np.array([[1, 0, 0], [-1, 0, 0], [0, 0, 1]], dtype=np.float32)
    assert normal_colors(normals).tolist() == [[255, 128, 128], [0, 128, 128], [128, 128, 255]]


def test_categories_are_stable_and_far_apart() -> None:
    ids = np.arange(-1, 24)
    colors = categorical_colors(ids)
    assert np.array_equal(colors[::-1], categorical_colors(ids[::-1]))
    assert len(set(colors[0])) == 1
    apart = np.abs(colors[:, None].astype(int) - colors[None]).sum(-1) + 999 * np.eye(25)
    assert apart.min() > 45
    assert len(np.unique(categorical_colors(np.arange(256)), axis=0)) == 256
    assert categorical_colors(np.array([2**31 - 1, -(2**31)], dtype=np.int32)).shape == (2, 3)
