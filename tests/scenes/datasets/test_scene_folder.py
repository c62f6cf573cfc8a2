"""Scene folders: what is written is read again, and nothing leads out of the folder."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.scenes.datasets.scene_folder import write_scene_folder
from backend.scenes.discover import scene_paths
from backend.scenes.open import open_scene
from backend.types import Boxes, Camera, Content, Points, SceneError, Splats


def content(folder: Path, *, splats: bool = False) -> Content:
    """A few labelled points with two boxes and a photo."""
    rng = np.random.default_rng(0)
    n = 300
    (folder / "images").mkdir(parents=True)
    photo = folder / "images" / "view 1.png"
    Image.fromarray(np.zeros((6, 8, 3), np.uint8)).save(photo)
    pose = np.eye(4)
    pose[:3] = [[0, 0, 1, 1.5], [-1, 0, 0, 2], [0, -1, 0, 1.2]]
    quaternions = rng.normal(size=(n, 4)).astype(np.float32)
    quaternions /= np.linalg.norm(quaternions, axis=1, keepdims=True)
    return Content(
        points=Points(
            rng.uniform(0, 3, (n, 3)).astype(np.float32),
            rng.integers(0, 256, (n, 3)).astype(np.uint8),
            quaternions[:, 1:] / np.linalg.norm(quaternions[:, 1:], axis=1, keepdims=True),
            rng.integers(-1, 2, n).astype(np.int32),
            rng.integers(-1, 4, n).astype(np.int32),
        ),
        splats=Splats(
            rng.uniform(0, 3, (n, 3)).astype(np.float32),
            rng.uniform(0.01, 0.1, (n, 3)).astype(np.float32),
            quaternions,
            rng.uniform(0.1, 1, n).astype(np.float32),
            rng.normal(0, 0.5, (n, 1, 3)).astype(np.float32),
        )
        if splats
        else None,
        boxes=Boxes(
            np.array([[1, 1, 0.5], [2, 2, 1]], np.float32),
            np.array([[1, 0.5, 1], [0.4, 0.4, 2]], np.float32),
            np.array([0.3, -1.2], np.float32),
            ("night stand", "lamp"),
            instances=np.array([0, 3], np.int32),
        ),
        cameras=(
            Camera("view 1", pose, np.array([[5, 0, 4], [0, 5, 3], [0, 0, 1.0]]), 8, 6, photo),
        ),
        class_names=("wall", "chair"),
    )


@pytest.mark.parametrize("splats", [False, True])
def test_round_trip(tmp_path: Path, splats: bool) -> None:
    folder = tmp_path / "room"
    wanted = content(folder, splats=splats)
    write_scene_folder(folder, wanted)
    scene = open_scene(folder)
    assert scene.format == "Ask3D scene" and not scene.frame.guessed and scene.notes == ()
    assert scene.class_names == wanted.class_names
    assert scene.points is not None and wanted.points is not None
    for name in ("positions", "colors", "normals", "classes", "instances"):
        np.testing.assert_allclose(
            getattr(scene.points, name), getattr(wanted.points, name), atol=1e-6
        )
    assert scene.boxes is not None and wanted.boxes is not None
    assert scene.boxes.labels == wanted.boxes.labels
    for name in ("centers", "sizes", "yaws", "instances"):
        np.testing.assert_allclose(
            getattr(scene.boxes, name), getattr(wanted.boxes, name), atol=1e-4
        )
    [camera], [given] = scene.cameras, wanted.cameras
    np.testing.assert_allclose(camera.T_world_camera, given.T_world_camera, atol=1e-6)
    np.testing.assert_allclose(camera.K, given.K)
    assert (camera.name, camera.width, camera.height) == ("view 1", 8, 6)
    if splats:
        assert scene.splats is not None and wanted.splats is not None
        np.testing.assert_allclose(scene.splats.means, wanted.splats.means, atol=1e-3)


def test_is_one_scene_of_a_library(tmp_path: Path) -> None:
    write_scene_folder(tmp_path / "a", content(tmp_path / "a"))
    write_scene_folder(tmp_path / "b", content(tmp_path / "b", splats=True))
    assert list(scene_paths(tmp_path)) == [tmp_path / "a", tmp_path / "b"]


def test_photo_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    write_scene_folder(folder, content(folder))
    (folder / "images" / "view 1.png").rename(tmp_path / "secret.png")
    path = folder / "annotations.json"
    written = json.loads(path.read_text())
    written["cameras"][0]["image"] = "../secret.png"
    path.write_text(json.dumps(written))
    scene = open_scene(folder)
    assert scene.cameras == () and "missing" in scene.notes[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "other"}, "ask3d scene"),
        ({"classes": [1]}, "classes"),
        ({"boxes": 3}, "boxes"),
        (
            {"boxes": [{"center": [0, 0, None], "size": [1, 1, 1], "yaw": 0, "label": "a"}]},
            "center",
        ),
        (
            {"boxes": [{"center": [0, 0, 0], "size": [1, -1, 1], "yaw": 0, "label": "a"}]},
            "negative",
        ),
        ({"boxes": [{"center": [0, 0, 0], "size": [1, 1, 1], "yaw": 0}]}, "label"),
    ],
)
def test_damage_is_named(tmp_path: Path, change: dict[str, object], told: str) -> None:
    write_scene_folder(tmp_path / "a", content(tmp_path / "a"))
    path = tmp_path / "a" / "annotations.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(SceneError, match=told):
        open_scene(tmp_path / "a")
