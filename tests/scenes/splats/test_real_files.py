"""Files of other programs: what describes the same object must agree, up to quantisation."""

from pathlib import Path

import numpy as np
import pytest

from backend.geometry.frames import multiply_quaternions
from backend.scenes.open import open_scene
from backend.scenes.splats.gaussian_ply import write_gaussian_ply
from backend.scenes.splats.spz import read_spz
from backend.types import SH_C0, Scene, Splats
from tests.scenes.splats.encoders import angle_between, covariances

SPLATS = Path(__file__).parents[4] / "shared" / "data" / "splats"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not SPLATS.is_dir(), reason="the research scans are not here"),
]


def opened(name: str) -> tuple[Scene, Splats]:
    scene = open_scene(SPLATS / name)
    assert scene.splats is not None
    return scene, scene.splats


@pytest.mark.parametrize("name", ["minimal.ksplat", "minimal-v3.spz", "minimal-v4.spz"])
def test_four_splats_are_the_same_in_every_format(name: str) -> None:
    """Round splats, so that only their covariances can be compared, not their rotations."""
    (_, splats), (_, want) = opened("tiny/" + name), opened("tiny/minimal.splat")
    np.testing.assert_allclose(splats.means, want.means, atol=1 / 4096)
    np.testing.assert_allclose(covariances(splats), covariances(want), rtol=0.07, atol=1e-9)
    np.testing.assert_allclose(splats.opacities, want.opacities, atol=1 / 255)
    np.testing.assert_allclose(splats.sh, want.sh, atol=1 / 255 / 0.15)


@pytest.mark.parametrize("name", ["minimal-v2.spz", "minimal-raw.spz"])
def test_version_two_was_written_without_turning_the_axes(name: str) -> None:
    """Its converter kept y down and stored plain colours, so that the numbers tell it apart."""
    reading = read_spz(SPLATS / "tiny" / name)
    assert reading.splats is not None and reading.up == (0, 1, 0)
    want = [[-1, 0, -1], [0, 0, -1], [-1, 0, 0], [0, 0, 0]]
    np.testing.assert_allclose(reading.splats.means, want)
    stored = np.rint((reading.splats.sh[:, 0] * 0.15 + 0.5) * 255)
    assert stored.tolist() == [[85, 85, 128], [170, 85, 128], [85, 170, 128], [170, 170, 128]]


def test_the_biker_is_one_object_in_two_formats() -> None:
    (a_scene, a), (b_scene, b) = opened("biker.spz"), opened("biker.compressed.ply")
    assert (a_scene.frame.up_name, b_scene.frame.up_name) == ("+y", "-y")
    assert len(a) == len(b)
    assert a.sh.shape == b.sh.shape
    # Both keep the order, so that splats are compared by index: 11 bits within a chunk of the
    # ply, 12 fractional bits in the spz.
    assert np.abs(a.means - b.means).max() < 3e-4
    # The smallest scale of the spz is e⁻¹⁰.
    apart = np.abs(np.log(a.scales) - np.log(np.maximum(b.scales, np.float32(np.exp(-10)))))
    assert apart.max() < 1 / 16
    assert np.abs(a.opacities - b.opacities).max() <= 1.01 / 255
    # The spz stores colours in steps of 1/255/0.15 and cuts them beyond ±1/0.3.
    inside = np.abs(b.sh).max((1, 2)) < 3.2
    assert inside.mean() > 0.9
    assert np.abs(a.sh - b.sh)[inside].max() < 1 / 255 / 0.15 + 1 / 255 / SH_C0
    # A Gaussian does not change under half turns about its own axes, and the two files differ in
    # such ones.
    turns = np.eye(4, dtype=np.float32)[:, None] * np.ones((1, len(b), 1), np.float32)
    turned = (multiply_quaternions(b.rotations, turn) for turn in turns)
    angles = np.min([angle_between(a.rotations, q) for q in turned], axis=0)
    assert angles.max() < 0.02
    rows = np.random.default_rng(0).permutation(len(a))[:300]
    few = [Splats(s.means[rows], s.scales[rows], s.rotations[rows], s.opacities[rows], s.sh[rows])
           for s in (a, b)]  # fmt: skip
    sizes = np.linalg.norm(covariances(few[1]), axis=(1, 2))
    difference = np.linalg.norm(covariances(few[0]) - covariances(few[1]), axis=(1, 2))
    assert (difference / sizes).max() < 0.25
    assert np.abs(a_scene.bounds - b_scene.bounds).max() < 1e-3


def test_the_biker_stands_upright() -> None:
    scene, _ = opened("biker.spz")
    low, high = scene.bounds
    assert high[2] - low[2] == pytest.approx(3.18, abs=0.01)
    assert abs(low[2]) < 0.01


def test_fruit_of_degree_three_survives_writing(tmp_path: Path) -> None:
    scene, splats = opened("fruit_drops_minimal.ply")
    assert scene.format == "3DGS ply" and splats.sh_degree == 3 and len(splats) == 4721
    assert scene.frame.up_from == "guessed"
    write_gaussian_ply(tmp_path / "again.ply", splats, origin=scene.origin)
    again = open_scene(tmp_path / "again.ply")
    assert again.splats is not None and again.frame.up_name == "+z"
    np.testing.assert_allclose(again.splats.means, splats.means, atol=1e-6)
    np.testing.assert_allclose(again.splats.scales, splats.scales, rtol=1e-5)
    np.testing.assert_allclose(again.splats.opacities, splats.opacities, atol=1e-6)
    np.testing.assert_array_equal(again.splats.sh, splats.sh)
