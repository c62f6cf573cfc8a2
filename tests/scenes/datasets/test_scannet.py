"""ScanNet scans and their prepared arrays: alignment, objects, boxes, missing pieces."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.datasets.nyu40 import NYU40
from backend.scenes.datasets.scannet import is_scannet_scan, read_scannet_scan
from backend.scenes.datasets.scannet_arrays import is_scannet_arrays, read_scannet_arrays
from backend.scenes.open import open_scene
from backend.types import Camera, Reading, SceneError
from tests.scenes.datasets.layouts import (
    ALIGNMENT,
    ROOM,
    object_boxes,
    write_arrays,
    write_json,
    write_mesh,
    write_scannet,
)

DATA = Path(__file__).parents[4] / "shared" / "data"


def check_boxes(reading: Reading) -> None:
    """Each box is its object's: full size, in place, all its points inside, tightly."""
    boxes, points = reading.boxes, reading.points
    assert boxes is not None and points is not None and points.instances is not None
    assert boxes.instances is not None and len(boxes) == len(ROOM.furniture)
    for i, instance in enumerate(boxes.instances):
        thing = ROOM.furniture[instance]
        assert boxes.labels[i] == thing.label
        np.testing.assert_allclose(boxes.centers[i], thing.center, atol=1e-4)
        np.testing.assert_allclose(boxes.sizes[i], thing.size, atol=1e-4)
        own = points.positions[points.instances == instance]
        assert np.abs(thing.own(own)).max() == pytest.approx(1, abs=1e-3)


def test_a_full_scan_is_aligned_with_classes_objects_and_boxes(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    assert is_scannet_scan(scan) and not is_scannet_scan(tmp_path)
    reading = read_scannet_scan(scan)
    assert reading.points is not None and reading.mesh is not None
    np.testing.assert_allclose(reading.points.positions, ROOM.positions, atol=1e-4)
    np.testing.assert_allclose(reading.mesh.vertices, ROOM.positions, atol=1e-4)
    np.testing.assert_array_equal(reading.points.colors, ROOM.colors)
    np.testing.assert_array_equal(reading.points.classes, ROOM.classes)
    np.testing.assert_array_equal(reading.points.instances, ROOM.instances)
    assert reading.class_names[4] == "bed" and len(reading.class_names) == 41
    assert any("Bedroom / Hotel" in note for note in reading.notes)
    check_boxes(reading)
    assert open_scene(scan).frame.up_name == "+z"


def test_without_labels_ply_the_table_gives_the_classes(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00_vh_clean_2.labels.ply").unlink()
    reading = read_scannet_scan(scan)
    assert reading.points is not None
    expected = np.where(ROOM.instances < 0, -1, ROOM.classes)
    np.testing.assert_array_equal(reading.points.classes, expected)


def test_without_a_table_the_raw_names_still_name_the_boxes(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (tmp_path / "scannetv2-labels.combined.tsv").unlink()
    check_boxes(read_scannet_scan(scan))


def test_absurd_ids_in_the_table_are_no_classes(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00_vh_clean_2.labels.ply").unlink()
    table = tmp_path / "scannetv2-labels.combined.tsv"
    table.write_text(table.read_text().replace("bed\t4\n", "bed\t" + "9" * 30 + "\n"))
    reading = read_scannet_scan(scan)
    assert reading.points is not None and reading.points.classes is not None
    assert (reading.points.classes[ROOM.instances == 0] == -1).all()
    check_boxes(reading)


def test_without_alignment_the_scan_stays_as_it_is(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00.txt").write_text("colorHeight = 968\n")
    reading = read_scannet_scan(scan)
    assert reading.points is not None and any("axisAlignment" in note for note in reading.notes)
    back = reading.points.positions @ ALIGNMENT[:3, :3].T + ALIGNMENT[:3, 3]
    np.testing.assert_allclose(back, ROOM.positions, atol=1e-4)


def test_without_aggregation_it_is_a_mesh(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00.aggregation.json").unlink()
    reading = read_scannet_scan(scan)
    assert reading.kind == "mesh" and reading.boxes is None
    assert any("scene0000_00.aggregation.json" in note for note in reading.notes)


@pytest.mark.parametrize("file", ["segs", "labels"])
def test_lengths_that_do_not_match_name_both_files(tmp_path: Path, file: str) -> None:
    scan = write_scannet(tmp_path)
    mesh = "scene0000_00_vh_clean_2"
    if file == "segs":
        write_json(scan / f"{mesh}.0.010000.segs.json", {"segIndices": [1, 2, 3]})
    else:
        label = np.ones(5, np.uint16)
        write_mesh(scan / f"{mesh}.labels.ply", np.zeros((5, 3)), np.zeros((5, 3)), label=label)
    with pytest.raises(SceneError, match=rf"(?s){file}.*{mesh}\.ply"):
        read_scannet_scan(scan)


def test_prepared_vertices_beside_a_mesh_align_and_label_it(tmp_path: Path) -> None:
    """The mesh alone is unaligned; the arrays are the same vertices, aligned."""
    scan = write_scannet(tmp_path)
    for file in ("_vh_clean_2.labels.ply", ".txt", ".aggregation.json"):
        (scan / f"scene0000_00{file}").unlink()
    write_arrays(scan)
    reading = read_scannet_scan(scan)
    assert reading.points is not None and reading.kind == "mesh"
    np.testing.assert_allclose(reading.points.positions, ROOM.positions, atol=1e-4)
    np.testing.assert_array_equal(reading.points.classes, ROOM.classes)
    check_boxes(reading)


@pytest.mark.parametrize("scanrefer", [False, True])
def test_arrays_have_classes_objects_and_full_boxes(tmp_path: Path, scanrefer: bool) -> None:
    path = write_arrays(tmp_path, scanrefer=scanrefer)
    assert is_scannet_arrays(path)
    assert not is_scannet_arrays(tmp_path / "scene0000_00_sem_label.npy")
    reading = read_scannet_arrays(path)
    assert reading.points is not None
    np.testing.assert_array_equal(reading.points.classes, ROOM.classes)
    np.testing.assert_array_equal(reading.points.instances, ROOM.instances)
    assert (reading.points.normals is not None) == scanrefer
    check_boxes(reading)


def test_unaligned_boxes_under_the_aligned_name_are_found_out(tmp_path: Path) -> None:
    path = write_arrays(tmp_path, scanrefer=True)
    boxes = object_boxes(ROOM)
    boxes[:, :3] += (8, -6, 0)
    np.save(tmp_path / "scene0000_00_aligned_bbox.npy", boxes)
    reading = read_scannet_arrays(path)
    assert any("aligned_bbox" in note for note in reading.notes)
    check_boxes(reading)


def test_labels_of_another_length_name_both_files(tmp_path: Path) -> None:
    path = write_arrays(tmp_path)
    np.save(tmp_path / "scene0000_00_sem_label.npy", np.ones(5, np.uint32))
    with pytest.raises(SceneError, match=r"sem_label.*scene0000_00_vert\.npy"):
        read_scannet_arrays(path)


@pytest.mark.data
def test_the_real_scan_is_aligned_labelled_and_photographed() -> None:
    from PIL import Image

    folder = DATA / "scannet" / "scene0000_00"
    if not folder.exists():
        pytest.skip("needs the research scan scene0000_00")
    reading = read_scannet_scan(folder)
    arrays = np.load(folder / "scene0000_00_vert.npy")
    assert reading.points is not None and reading.boxes is not None
    np.testing.assert_allclose(reading.points.positions, arrays[:, :3], atol=1e-4)
    assert len(reading.boxes) == 27 and reading.boxes.instances is not None
    assert (reading.boxes.instances >= 0).all() and len(reading.cameras) == 3
    assert NYU40[4] in reading.boxes.labels
    # Points have the photos' colours where they are seen; shifted cameras see other colours.
    for camera in reading.cameras:
        assert camera.image is not None
        photo = np.asarray(Image.open(camera.image).convert("RGB")).astype(int)
        shifted = camera.T_world_camera.copy()
        shifted[:3, 3] += (0.5, 0.5, 0)
        elsewhere = replace(camera, T_world_camera=shifted)
        assert _difference(reading, camera, photo) < _difference(reading, elsewhere, photo)


def _difference(reading: Reading, camera: Camera, photo: np.ndarray) -> float:
    points = reading.points
    assert points is not None and points.colors is not None
    T = np.linalg.inv(camera.T_world_camera)
    local = points.positions @ T[:3, :3].T + T[:3, 3]
    front = local[:, 2] > 0.1
    pixels = local[front] @ camera.K.T
    pixels = np.round(pixels[:, :2] / pixels[:, 2:]).astype(int)
    inside = ((pixels >= 0) & (pixels < (camera.width, camera.height))).all(axis=1)
    seen = photo[pixels[inside, 1], pixels[inside, 0]]
    return float(np.median(np.abs(seen - points.colors[front][inside].astype(int)).mean(axis=1)))
