"""Posed RGB-D frames in every layout: same surface, right cameras, missing pieces named."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.geometry.frames import quaternion_from_rotation
from backend.scenes.datasets.rgbd import is_rgbd_folder, read_rgbd_folder
from backend.scenes.open import open_scene
from backend.types import Reading, SceneError
from tests.scenes.datasets.layouts import K, trajectory, write_rgbd
from tests.scenes.rooms import turned

DATA = Path(__file__).parents[4] / "shared" / "data" / "rgbd"
HALL = np.array([4.0, 2.5, 5.0])


def pose(angle: float, x: float = 0.0) -> np.ndarray:
    T = np.eye(4)
    T[:3, :3] = turned(np.array([0.0, 1, 0]), angle)
    T[:3, 3] = (x, 0.1, -0.5)
    return T


POSES = [pose(a, x) for a, x in ((0.0, 0.0), (0.1, 0.1), (0.2, 0.0), (0.3, -0.1))]


def check(reading: Reading, poses: list[np.ndarray] = POSES, within: float = 0.03) -> None:
    """Points lie on the walls of the hall, and the cameras where they stood."""
    assert reading.points is not None and len(reading.points) > 1000
    off = np.abs(np.abs(reading.points.positions) - HALL / 2).min(axis=1)
    assert np.percentile(off, 95) < within
    assert len(reading.cameras) == len(poses)
    for camera, T in zip(reading.cameras, poses, strict=True):
        np.testing.assert_allclose(camera.T_world_camera, T, atol=1e-5)
        assert camera.image is not None and camera.image.is_file()


def test_redwood_folders_are_fused(tmp_path: Path) -> None:
    folder = write_rgbd(tmp_path / "hall", POSES)
    (folder / "trajectory.log").write_text(trajectory(POSES))
    assert is_rgbd_folder(folder) and not is_rgbd_folder(tmp_path)
    reading = read_rgbd_folder(folder)
    check(reading)
    assert reading.mesh is not None and reading.points is not None
    assert len(reading.mesh.faces) > 1000 and reading.kind == "mesh"
    colors = reading.points.colors
    assert colors is not None
    np.testing.assert_allclose(np.median(colors, axis=0), (200, 100, 50), atol=3)
    assert open_scene(folder).frame.up_name == "-y"


def test_numbers_in_names_index_the_trajectory(tmp_path: Path) -> None:
    """Every second frame was kept: block 2 belongs to the frame 00002, not to the third one."""
    folder = write_rgbd(tmp_path, POSES)
    for number in ("00001", "00003"):
        for kind in ("color", "depth"):
            (folder / kind / f"{number}.png").unlink()
    (folder / "trajectory.log").write_text(trajectory(POSES))
    check(read_rgbd_folder(folder), [POSES[0], POSES[2]])


def test_one_pose_file_per_frame_and_lost_frames(tmp_path: Path) -> None:
    """ScanNet's export: pose/0.txt, infinities where tracking was lost, 4×4 intrinsics."""
    folder = write_rgbd(tmp_path, POSES, color_size=2)
    (folder / "intrinsics.json").unlink()
    for name in ("pose", "intrinsic"):
        (folder / name).mkdir()
    matrix = np.eye(4)
    matrix[:3, :3] = K
    np.savetxt(folder / "intrinsic" / "intrinsic_depth.txt", matrix)
    for i, T in enumerate(POSES):
        np.savetxt(folder / "pose" / f"{i:05d}.txt", T if i != 1 else np.full((4, 4), -np.inf))
    reading = read_rgbd_folder(folder)
    check(reading, [POSES[0], *POSES[2:]])
    camera = reading.cameras[0]
    assert (camera.width, camera.height) == (128, 96)
    # Twice the pixels: the corner between two pixels stays the same corner.
    np.testing.assert_allclose(camera.K[:2, 2] + 0.5, 2 * (K[:2, 2] + 0.5))
    assert any("1 of 4 frames" in note for note in reading.notes)


def test_tum_sequences_are_matched_by_time(tmp_path: Path) -> None:
    source = write_rgbd(tmp_path / "source", POSES, scale=5000)
    folder = tmp_path / "tum"
    for name in ("rgb", "depth"):
        (folder / name).mkdir(parents=True)
    (folder / "camera-intrinsics.txt").write_text("\n".join(" ".join(map(str, r)) for r in K))
    lines = ["# timestamp tx ty tz qx qy qz qw"]
    for i, T in enumerate(POSES):
        time = 1305031102.0 + i / 30
        depth = source / "depth" / f"{i:05d}.png"
        shutil.copy(depth, folder / "depth" / f"{time:.6f}.png")
        shutil.copy(source / "color" / depth.name, folder / "rgb" / f"{time + 0.004:.6f}.png")
        w, x, y, z = quaternion_from_rotation(T[:3, :3])
        numbers = [*T[:3, 3], x, y, z, w]
        lines.append(" ".join([f"{time - 0.003:.6f}", *(f"{v:.9f}" for v in numbers)]))
    (folder / "groundtruth.txt").write_text("\n".join(lines))
    check(read_rgbd_folder(folder))


def test_a_single_frame_is_back_projected(tmp_path: Path) -> None:
    source = write_rgbd(tmp_path / "source", [np.eye(4)])
    folder = tmp_path / "flat"
    folder.mkdir()
    for kind in ("color", "depth"):
        shutil.copy(source / kind / "00000.png", folder / f"TUM_{kind}.png")
    shutil.copy(source / "intrinsics.json", folder / "intrinsics.json")
    assert is_rgbd_folder(folder)
    reading = read_rgbd_folder(folder)
    check(reading, [np.eye(4)], within=0.002)
    assert reading.kind == "points" and len(reading.cloud) == 64 * 48


def test_all_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    folder = write_rgbd(tmp_path, POSES)
    (folder / "intrinsics.json").unlink()
    with pytest.raises(SceneError, match=r"4 RGB-D frames, but no intrinsics.*trajectory"):
        read_rgbd_folder(folder)


def test_a_damaged_image_is_named(tmp_path: Path) -> None:
    folder = write_rgbd(tmp_path, POSES)
    (folder / "trajectory.log").write_text(trajectory(POSES))
    (folder / "depth" / "00002.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(SceneError, match=r"00002\.png"):
        read_rgbd_folder(folder)


def test_frames_of_two_cameras_are_refused(tmp_path: Path) -> None:
    folder = write_rgbd(tmp_path, POSES)
    (folder / "trajectory.log").write_text(trajectory(POSES))
    Image.fromarray(np.ones((20, 20), np.uint16)).save(folder / "depth" / "00003.png")
    with pytest.raises(SceneError, match=r"00003\.png.*20×20"):
        read_rgbd_folder(folder)


@pytest.mark.data
def test_the_real_sequence_is_fused_upright() -> None:
    folder = DATA / "icl_nuim_livingroom"
    if not folder.exists():
        pytest.skip("needs the research frames icl_nuim_livingroom")
    scene = open_scene(folder)
    assert len(scene.cameras) == 71 and scene.mesh is not None
    assert np.array(scene.frame.up) @ (0, -1, 0) > 0.999
    assert 1 < np.ptp(scene.bounds[:, 2]) < 3
