"""The simulated depth camera: exact without its faults, and faulty where real ones are."""

from dataclasses import replace

import handmade
import numpy as np
import pytest

from training.rooms.render.raster import Hits, rasterize
from training.rooms.scan.depth_camera import DepthCamera, Readings, Surfaces, sense
from training.rooms.scan.drift import drifted
from training.rooms.scan.path import camera_path, free_floor, look

CAMERA = DepthCamera()
QUIET = replace(CAMERA, disparity_noise=0.0, disparity_step=1e-6)


def wall(
    distance: float,
    *,
    slant: float = 0.0,
    camera: DepthCamera = QUIET,
    seed: int = 0,
    **kind: float,
) -> Readings:
    """One frame of an endless wall in front of the camera, turned away by `slant` degrees."""
    a = np.radians(slant)
    across, normal = np.array([np.cos(a), 0, np.sin(a)]), np.array([np.sin(a), 0, -np.cos(a)])
    far, middle, up = 400.0, np.array([0, 0, distance]), np.array([0, 400.0, 0])
    corners = np.array(
        [[middle - far * across - up, middle + far * across - up, middle + up]], np.float32
    )
    hits = rasterize(corners, np.eye(4), camera.K, camera.width, camera.height)
    what = {"shine": 0.0, "brightness": 0.5, "transparency": 0.0, **kind}
    surfaces = Surfaces(
        normal[None].astype(np.float32),
        *(np.array([what[name]], np.float32) for name in ("shine", "brightness", "transparency")),
    )
    nothing = Hits(np.full_like(hits.triangle, -1), np.zeros_like(hits.depth))
    return sense(hits, nothing, surfaces, np.eye(4), camera, seed)


def share(readings: Readings) -> float:
    return len(readings.positions) / (CAMERA.width * CAMERA.height)


def test_frontal_wall_is_measured_where_it_is() -> None:
    readings = wall(2.0)
    assert share(readings) > 0.9
    np.testing.assert_allclose(readings.positions[:, 2], 2.0, atol=1e-3)
    rows, columns = np.divmod(readings.pixels, CAMERA.width)
    K = CAMERA.K
    np.testing.assert_allclose(
        readings.positions[:, 0], (columns + 0.5 - K[0, 2]) / K[0, 0] * 2, atol=2e-3
    )
    np.testing.assert_allclose(
        readings.positions[:, 1], (rows + 0.5 - K[1, 2]) / K[1, 1] * 2, atol=2e-3
    )


def test_noise_grows_with_the_square_of_the_distance() -> None:
    near, far = (wall(z, camera=CAMERA).positions[:, 2].std() for z in (1.0, 3.0))
    assert 6 < far / near < 13


def test_depth_comes_in_steps() -> None:
    values = np.unique(wall(3.0, camera=CAMERA).positions[:, 2])
    assert len(values) < 40
    steps = CAMERA.disparity_at_one_metre / values / CAMERA.disparity_step
    np.testing.assert_allclose(steps, np.rint(steps), atol=1e-2)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (wall(2.0), wall(4.2)),
        (wall(2.0), wall(2.0, slant=80)),
        (wall(2.0, slant=60), wall(2.0, slant=60, shine=0.9)),
        (wall(2.5), wall(2.5, brightness=0.001)),
        (wall(2.0), wall(2.0, transparency=0.9)),
        (wall(2.0), wall(2.0, shine=1.0)),
    ],
    ids=["far", "grazing", "shiny", "dark", "glass", "mirror"],
)
def test_readings_fail_where_real_ones_do(better: Readings, worse: Readings) -> None:
    assert share(worse) < 0.8 * share(better)


def test_nothing_is_read_beyond_the_range() -> None:
    assert share(wall(CAMERA.far + 0.2)) == 0 and share(wall(CAMERA.near - 0.05)) == 0


def test_frames_differ_and_repeat() -> None:
    first, again, other = (wall(2.0, camera=CAMERA, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.positions, again.positions)
    assert (
        len(first.positions) != len(other.positions) or (first.positions != other.positions).any()
    )


def test_drift_wanders_around_the_truth() -> None:
    poses = np.tile(np.eye(4), (4000, 1, 1))
    moved = drifted(poses, np.random.default_rng(0), metres=0.01, degrees=0.3)
    shift = moved[:, :3, 3]
    np.testing.assert_allclose(shift.std(0), 0.01, rtol=0.25)
    np.testing.assert_allclose(np.corrcoef(shift[1:, 0], shift[:-1, 0])[0, 1], 0.9, atol=0.05)
    turns = moved[:, :3, :3]
    np.testing.assert_allclose(
        turns @ turns.transpose(0, 2, 1), np.eye(3)[None].repeat(4000, 0), atol=1e-8
    )
    angle = np.degrees(np.arccos(np.clip((np.trace(turns, axis1=1, axis2=2) - 1) / 2, -1, 1)))
    assert 0.3 < angle.mean() < 0.7


def test_camera_stands_on_free_floor_and_looks_where_it_should() -> None:
    room = handmade.handmade_room()
    free, low = free_floor(room, 0.0)
    poses = camera_path(room, np.random.default_rng(0))
    for pose in poses:
        column, row = np.floor((pose[:2, 3] - low) / 0.1).astype(int)
        # Somebody sways around the place where they stand.
        assert free[max(column - 4, 0) : column + 5, max(row - 4, 0) : row + 5].any()
        assert 0.8 < pose[2, 3] < 2.0
        np.testing.assert_allclose(pose[:3, :3].T @ pose[:3, :3], np.eye(3), atol=1e-7)
        assert np.linalg.det(pose[:3, :3]) > 0


def test_look_has_opencv_axes() -> None:
    T = look(np.array([1.0, 2.0, 1.5]), np.pi / 2, 0.0)
    np.testing.assert_allclose(T[:3, 2], (0, 1, 0), atol=1e-9)
    np.testing.assert_allclose(T[:3, 0], (1, 0, 0), atol=1e-9)
    np.testing.assert_allclose(T[:3, 1], (0, 0, -1), atol=1e-9)
    up = look(np.zeros(3), 0.0, 0.4)
    assert up[2, 2] > 0
