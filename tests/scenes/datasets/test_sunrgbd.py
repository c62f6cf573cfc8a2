"""SUN RGB-D frames: calibration hits the right pixels, boxes hold their objects' points."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import scipy.io
from PIL import Image

from backend.scenes.datasets.sunrgbd import is_sunrgbd, read_sunrgbd
from backend.scenes.datasets.sunrgbd_raw import META
from backend.scenes.discover import scene_paths
from backend.scenes.open import open_scene
from backend.types import Camera, Reading, SceneError
from tests.scenes.datasets.layouts import (
    RTILT,
    TURNED,
    UPRIGHT_FROM_CAMERA,
    K,
    camera_pixels,
    write_mmdet3d_frame,
    write_sunrgbd,
    write_votenet_frame,
)

DATA = Path(__file__).parents[4] / "shared" / "data" / "sunrgbd" / "sunrgbd_trainval"


def project(camera: Camera, points: np.ndarray) -> np.ndarray:
    T = np.linalg.inv(camera.T_world_camera)
    pixels = (points @ T[:3, :3].T + T[:3, 3]) @ camera.K.T
    return pixels[:, :2] / pixels[:, 2:]


def check_boxes(reading: Reading) -> None:
    """Corners agree, so that half sizes, w and l exchanged, and a wrong turn are all found."""
    boxes = reading.boxes
    assert boxes is not None and len(boxes) == len(TURNED.furniture)
    for i, thing in enumerate(TURNED.furniture):
        assert boxes.labels[i] == thing.label.replace("_", " ")
        np.testing.assert_allclose(boxes.centers[i], thing.center, atol=1e-4)
        cos, sin = np.cos(boxes.yaws[i]), np.sin(boxes.yaws[i])
        turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
        corner = turn @ (boxes.sizes[i] / 2) + boxes.centers[i]
        np.testing.assert_allclose(np.abs(thing.own(corner)), 1, atol=1e-3)
        points = TURNED.positions[TURNED.instances == i]
        own = (points - boxes.centers[i]) @ turn / (boxes.sizes[i] / 2)
        assert np.abs(own).max() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("key", ["instance", "points3d_rgb"])
def test_a_prepared_frame_has_points_boxes_and_its_camera(tmp_path: Path, key: str) -> None:
    path = write_sunrgbd(tmp_path, key=key)
    assert is_sunrgbd(path)
    reading = read_sunrgbd(path)
    assert reading.points is not None
    np.testing.assert_allclose(reading.points.positions, TURNED.positions, atol=1e-5)
    np.testing.assert_array_equal(reading.points.colors, TURNED.colors)
    check_boxes(reading)
    (camera,) = reading.cameras
    depth, pixels = camera_pixels(TURNED.positions)
    front = depth > 0.5
    found = project(camera, TURNED.positions[front])
    np.testing.assert_allclose(found, pixels[front], atol=1e-3)
    assert (camera.width, camera.height) == (64, 48) and reading.notes == ()
    assert open_scene(path).frame.up_from == "format"


def test_mmdet3ds_points_find_the_data_sets_own_labels(tmp_path: Path) -> None:
    write_sunrgbd(tmp_path / "sunrgbd_trainval")
    path = write_mmdet3d_frame(tmp_path)
    rows = np.fromfile(path, "<f4")
    reading = read_sunrgbd(path)
    assert reading.points is not None and len(reading.cameras) == 1 and reading.notes == ()
    np.testing.assert_allclose(reading.points.positions, TURNED.positions, atol=1e-5)
    np.testing.assert_array_equal(reading.points.colors, TURNED.colors)
    check_boxes(reading)
    assert open_scene(path).name == "000001"
    assert path in scene_paths(tmp_path)
    path.write_bytes(rows.tobytes()[:-1])
    with pytest.raises(SceneError, match="rows of 24"):
        open_scene(path)
    stranger = tmp_path / "points" / "stranger.bin"
    rows.tofile(stranger)
    with pytest.raises(SceneError, match="no known kind"):
        open_scene(stranger)
    assert stranger not in scene_paths(tmp_path)


def test_colours_beyond_range_are_clipped(tmp_path: Path) -> None:
    path = write_sunrgbd(tmp_path)
    rows = np.hstack([TURNED.positions, np.full(TURNED.positions.shape, 1e38)])
    scipy.io.savemat(path, {"instance": rows.astype(np.float32)})
    points = read_sunrgbd(path).points
    assert points is not None and points.colors is not None and (points.colors == 255).all()


def test_missing_pieces_are_notes(tmp_path: Path) -> None:
    path = write_sunrgbd(tmp_path)
    for name in ("calib", "label"):
        (tmp_path / name / "000001.txt").unlink()
    reading = read_sunrgbd(path)
    assert reading.boxes is None and reading.cameras == ()
    assert len(reading.notes) == 2


def test_label_v1_takes_the_place_of_missing_labels(tmp_path: Path) -> None:
    path = write_sunrgbd(tmp_path)
    (tmp_path / "label").rename(tmp_path / "label_v1")
    reading = read_sunrgbd(path)
    check_boxes(reading)
    assert any("label_v1" in note for note in reading.notes)


def test_votenets_prepared_frame_has_full_boxes_turned_the_right_way(tmp_path: Path) -> None:
    path = write_votenet_frame(tmp_path)
    assert is_sunrgbd(path) and not is_sunrgbd(tmp_path / "000001_bbox.npy")
    reading = read_sunrgbd(path)
    assert reading.points is not None
    np.testing.assert_allclose(reading.points.positions, TURNED.positions, atol=1e-5)
    check_boxes(reading)


@pytest.mark.parametrize("heading", [1e39, np.nan, -np.inf])
def test_a_box_turned_absurdly_far_is_refused(tmp_path: Path, heading: float) -> None:
    path = write_votenet_frame(tmp_path)
    file = tmp_path / "000001_bbox.npy"
    table = np.load(file).astype(np.float64)
    table[1, 6] = heading
    np.save(file, table)
    with pytest.raises(SceneError, match="box 1 has no finite place, size and heading"):
        read_sunrgbd(path)


def test_a_header_cannot_claim_more_memory_than_its_file_has(tmp_path: Path) -> None:
    path = write_votenet_frame(tmp_path)
    file = tmp_path / "000001_bbox.npy"
    file.write_bytes(b"\x93NUMPY\x02\x00" + (1 << 30).to_bytes(4, "little") + file.read_bytes())
    tracemalloc.start()
    try:
        with pytest.raises(SceneError, match="its header is cut off"):
            read_sunrgbd(path)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("calib/000001.txt", "1 0 0 0 1 0 0 0 1\n"),
        ("calib/000001.txt", "1 0 0 0 1 0 0 0 nan\n1 0 0 0 1 0 0 0 1\n"),
        ("calib/000001.txt", "2 0 0 0 1 0 0 0 1\n1 0 0 0 1 0 0 0 1\n"),
        ("label/000001.txt", "bed 1 2 3\n"),
        ("depth/000001.mat", "no Matlab file at all, although it is long enough" * 10),
    ],
)
def test_damaged_files_are_named(tmp_path: Path, file: str, content: str) -> None:
    path = write_sunrgbd(tmp_path)
    (tmp_path / file).write_text(content)
    with pytest.raises(SceneError, match=Path(file).name):
        read_sunrgbd(path)


def test_a_matlab_file_of_something_else_says_so(tmp_path: Path) -> None:
    scipy.io.savemat(tmp_path / "other.mat", {"other": np.ones((3, 3))})
    with pytest.raises(SceneError, match="no array named instance"):
        read_sunrgbd(tmp_path / "other.mat")


def write_raw(folder: Path, *, meta: bool) -> Path:
    """A raw frame: a plane 2 m ahead of a camera that looks down, and the official boxes."""
    frame = folder / "SUNRGBD" / "kv1" / "NYUdata" / "NYU0001"
    for name in ("image", "depth_bfx", "extrinsics"):
        (frame / name).mkdir(parents=True)
    millimetres = np.full((48, 64), 2000, np.uint16)
    millimetres[0, 0] = 0
    millimetres[0, 1] = 60000
    turned = (millimetres << 3) | (millimetres >> 13)
    Image.fromarray(turned).save(frame / "depth_bfx" / "NYU0001.png")
    photo = np.zeros((48, 64, 3), np.uint8)
    photo[:, :, 0] = np.arange(64) * 4
    Image.fromarray(photo).save(frame / "image" / "NYU0001.png")
    matlab = K + np.array([[0, 0, 1], [0, 0, 1], [0, 0, 0]])
    (frame / "intrinsics.txt").write_text("\n".join(" ".join(map(str, r)) for r in matlab))
    own = UPRIGHT_FROM_CAMERA.T @ RTILT @ UPRIGHT_FROM_CAMERA
    rows = np.hstack([own, np.zeros((3, 1))])
    (frame / "extrinsics" / "20150101.txt").write_text(
        "\n".join(" ".join(map(str, r)) for r in rows)
    )
    if meta:
        write_meta(folder / META)
    return frame


def write_meta(path: Path) -> None:
    """Two frames; the second is ours, with its axes in an order of their own."""
    kinds = [("basis", "O"), ("coeffs", "O"), ("centroid", "O"), ("classname", "O")]
    boxes = np.zeros((1, len(TURNED.furniture)), kinds)
    for i, f in enumerate(TURNED.furniture):
        cos, sin = np.cos(f.yaw), np.sin(f.yaw)
        basis = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1.0]])
        order = [2, 0, 1] if i else [1, 0, 2]
        boxes[0, i] = (basis[order], f.size[order][None] / 2, f.center[None], f.label)
    kinds = [("sequenceName", "O"), ("Rtilt", "O"), ("K", "O"), ("groundtruth3DBB", "O")]
    frames = np.zeros((1, 2), kinds)
    frames[0, 0] = ("SUNRGBD/kv1/NYUdata/NYU0002", np.eye(3), K, np.zeros((0, 0)))
    frames[0, 1] = ("SUNRGBD/kv1/NYUdata/NYU0001", RTILT, K, boxes)
    scipy.io.savemat(path, {"SUNRGBDMeta": frames})


@pytest.mark.parametrize("meta", [True, False])
def test_a_raw_frame_is_back_projected_and_levelled(tmp_path: Path, meta: bool) -> None:
    frame = write_raw(tmp_path, meta=meta)
    assert is_sunrgbd(frame)
    reading = read_sunrgbd(frame)
    points, (camera,) = reading.points, reading.cameras
    assert points is not None and points.colors is not None
    assert len(points) == 48 * 64 - 1
    np.testing.assert_allclose(camera.T_world_camera[:3, :3], RTILT @ UPRIGHT_FROM_CAMERA)
    depth, pixels = camera_pixels(points.positions.astype(float))
    assert np.sort(depth)[-1] == pytest.approx(8, abs=1e-4)  # The toolbox's limit.
    np.testing.assert_allclose(np.sort(depth)[:-1], 2, atol=1e-4)
    np.testing.assert_allclose(pixels, np.round(pixels), atol=1e-3)
    np.testing.assert_allclose(project(camera, points.positions), pixels, atol=1e-3)
    np.testing.assert_array_equal(points.colors[:, 0], 4 * np.round(pixels[:, 0]))
    if meta:
        check_boxes(reading)
    else:
        assert reading.boxes is None and any(META in note for note in reading.notes)
    assert len(open_scene(frame).cloud) == len(points)


@pytest.mark.data
@pytest.mark.parametrize("number", ["000001", "000002"])
def test_real_points_have_exactly_the_colours_of_their_pixels(number: str) -> None:
    path = DATA / "depth" / f"{number}.mat"
    if not path.exists():
        pytest.skip("needs the research scans of SUN RGB-D")
    reading = read_sunrgbd(path)
    points, (camera,) = reading.points, reading.cameras
    assert points is not None and points.colors is not None and camera.image is not None
    photo = np.asarray(Image.open(camera.image))
    pixels = np.round(project(camera, points.positions.astype(float))).astype(int)
    np.testing.assert_array_equal(photo[pixels[:, 1], pixels[:, 0]], points.colors)
