"""What is saved opens again: the same things, the same way up, in metres."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.scenes.open import open_scene
from backend.scenes.write import save_scene
from backend.types import Frame, Points, Scene, SceneError, Splats


def scene(**content: Any) -> Scene:
    return Scene(name="scene", path=Path("scene"), format="made", frame=Frame(), **content)


def splats(count: int = 300) -> Splats:
    """A flat floor of splats with a few things standing on it."""
    rng = np.random.default_rng(3)
    means = rng.uniform([0, 0, 0], [4, 3, 0.02], (count, 3))
    means[: count // 4] = rng.uniform([1, 1, 0], [1.5, 1.4, 0.8], (count // 4, 3))
    turns = rng.normal(size=(count, 4))
    return Splats(
        means=means.astype(np.float32),
        scales=rng.uniform(0.01, 0.1, (count, 3)).astype(np.float32),
        rotations=(turns / np.linalg.norm(turns, axis=1, keepdims=True)).astype(np.float32),
        opacities=rng.uniform(0.1, 0.9, count).astype(np.float32),
        sh=rng.normal(0, 0.3, (count, 4, 3)).astype(np.float32),
    )


def test_points_come_back_the_same(tmp_path: Path):
    rng = np.random.default_rng(0)
    cloud = Points(
        positions=rng.uniform(-3, 3, (500, 3)).astype(np.float32),
        colors=rng.integers(0, 256, (500, 3), dtype=np.uint8),
    )
    origin = np.array([512_345.0, 5_403_210.0, 480.0])
    save_scene(scene(points=cloud, origin=origin), tmp_path / "points.ply")
    again = open_scene(tmp_path / "points.ply")
    assert again.frame.up_from == again.frame.scale_from == "file"
    np.testing.assert_allclose(
        again.cloud.positions + again.origin, cloud.positions + origin, atol=1e-3
    )
    np.testing.assert_array_equal(again.cloud.colors, cloud.colors)


@pytest.mark.parametrize("suffix", [".ply", ".splat", ".spz"])
def test_splats_come_back_upright(tmp_path: Path, suffix: str):
    before = splats()
    save_scene(scene(splats=before), tmp_path / f"splats{suffix}")
    again = open_scene(tmp_path / f"splats{suffix}")
    after = again.splats
    assert after is not None and len(after) == len(before)
    # Formats may reorder: each splat is found again by its place.
    nearest = np.linalg.norm(before.means[:, None] - after.means[None], axis=2).argmin(axis=1)
    assert len(set(nearest.tolist())) == len(before)
    np.testing.assert_allclose(after.means[nearest], before.means, atol=2e-3)
    np.testing.assert_allclose(after.opacities[nearest], before.opacities, atol=0.01)
    assert np.abs(after.colors[nearest].astype(int) - before.colors).max() <= 4


def test_points_do_not_fit_into_splat_formats(tmp_path: Path):
    with pytest.raises(SceneError, match="no splats"):
        save_scene(scene(points=Points(np.zeros((3, 3), np.float32))), tmp_path / "a.spz")


def test_unknown_endings_are_refused(tmp_path: Path):
    with pytest.raises(SceneError, match="can be written"):
        save_scene(scene(splats=splats(10)), tmp_path / "a.xyz")
