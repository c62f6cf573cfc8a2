"""Rooms on disk: whole or not there, and opened by the viewer's own reader."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.scenes.discover import scene_paths
from backend.scenes.open import open_scene
from training.__main__ import main
from training.rooms import folder as folders
from training.rooms.example import Example, ExampleConfig, make_example
from training.rooms.folder import FolderConfig, is_whole, write_example
from training.rooms.scan.annotated import CLASSES

ROOT = Path(__file__).parents[3]
SMALL = FolderConfig(images=2, width=96, height=72)
QUICK = ["--points", "clean", "--images", "0", "--width", "48", "--height", "36", "--workers", "0"]


@pytest.fixture(scope="module")
def example() -> Example:
    return make_example("val", 3)


@pytest.fixture(scope="module")
def written(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("rooms"), example, SMALL)


def test_a_written_room_opens_as_it_was(written: Path, example: Example) -> None:
    scene, points = open_scene(written), example.scan.points
    assert written.name == scene.name == example.name
    assert scene.points is not None and scene.class_names == CLASSES and not scene.frame.guessed
    np.testing.assert_allclose(scene.points.positions, points.positions, atol=1e-6)
    for name in ("colors", "classes", "instances"):
        np.testing.assert_array_equal(getattr(scene.points, name), getattr(points, name))
    assert not scene.notes


def test_boxes_are_tight_to_the_labelled_points(written: Path, example: Example) -> None:
    scene = open_scene(written)
    assert scene.points is not None and scene.points.instances is not None
    assert scene.boxes is not None and scene.boxes.instances is not None
    assert set(scene.boxes.instances.tolist()) == example.scan.visible(SMALL.least_points)
    for i, number in enumerate(scene.boxes.instances):
        mine = scene.points.instances == number
        assert scene.points.classes is not None
        kinds = {scene.class_names[k] for k in scene.points.classes[mine]}
        assert kinds == {scene.boxes.labels[i]} == {example.room.objects[number].category}
        offset = scene.points.positions[mine].astype(float) - scene.boxes.centers[i]
        c, s = np.cos(scene.boxes.yaws[i]), np.sin(scene.boxes.yaws[i])
        x, y, z = offset.T
        own = np.stack([c * x + s * y, c * y - s * x, z], axis=1)
        np.testing.assert_allclose(own.max(0), scene.boxes.sizes[i] / 2, atol=2e-3)
        np.testing.assert_allclose(own.min(0), -scene.boxes.sizes[i] / 2, atol=2e-3)


def test_photos_have_cameras_and_rectangles(written: Path, example: Example) -> None:
    scene = open_scene(written)
    assert [camera.name for camera in scene.cameras] == ["view_00", "view_01"]
    for camera in scene.cameras:
        assert camera.image is not None
        with Image.open(camera.image) as photo:
            assert photo.size == (camera.width, camera.height) == (96, 72)
        assert (np.abs(example.scan.poses - camera.T_world_camera).max((1, 2)) < 1e-8).any()
    photos = json.loads((written / "room.json").read_text())["photos"]
    assert list(photos) == ["top", "view_00", "view_01"]
    for boxes in photos.values():
        assert boxes
        for box in boxes:
            assert 0 <= box["x0"] < box["x1"] <= 96 and 0 <= box["y0"] < box["y1"] <= 72
            assert 0 <= box["id"] < len(example.room.objects)


def test_rooms_without_a_scan_are_photographed_too(tmp_path: Path) -> None:
    clean = make_example("val", 3, ExampleConfig(points="clean", clean_count=500, words=None))
    scene = open_scene(write_example(tmp_path, clean, SMALL))
    assert len(scene.cameras) == SMALL.images and scene.points is not None
    low, high = scene.bounds
    for camera in scene.cameras:
        assert (camera.T_world_camera[:3, 3] > low).all()
        assert (camera.T_world_camera[:2, 3] < high[:2]).all()


def test_every_object_is_described_seen_or_not(written: Path, example: Example) -> None:
    entries = json.loads((written / "room.json").read_text())["objects"]
    assert [entry["id"] for entry in entries] == list(range(len(example.room.objects)))
    for entry, placed in zip(entries, example.room.objects, strict=True):
        assert entry["category"] == placed.category and entry["style"] == placed.model.style
        assert entry["origin"] == [placed.x, placed.y, placed.z] and entry["yaw"] == placed.yaw


def test_only_what_has_a_box_is_spoken_of(written: Path) -> None:
    boxes = json.loads((written / "annotations.json").read_text())["boxes"]
    labels = {box["id"]: box["label"] for box in boxes}
    language = json.loads((written / "language.json").read_text())
    assert language["scenes"] and len(language["questions"]) > 10
    for entry in language["descriptions"]:
        assert entry["object_name"] == labels[int(entry["object_id"])]
    for entry in language["questions"]:
        assert set(map(int, entry["object_ids"])) <= set(labels) and entry["answers"]


def test_splats_are_written_where_wanted_and_normals_left_out(
    example: Example, tmp_path: Path
) -> None:
    scene = open_scene(write_example(tmp_path, example, replace(SMALL, splats=2000, normals=False)))
    assert scene.points is not None and scene.points.normals is None
    assert scene.splats is not None and 1000 < len(scene.splats) < 4000
    assert scene.points.positions.min() - 0.1 < scene.splats.means.min()
    assert scene.splats.means.max() < scene.points.positions.max() + 3


@pytest.mark.parametrize("step", ["take_photos", "write_scene_folder", "_write_json"])
def test_interrupted_writing_leaves_nothing_that_looks_whole(
    step: str, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(folders, step, interrupted)
        write_example(tmp_path, example, SMALL)
    assert not is_whole(tmp_path / example.name)
    assert not list(scene_paths(tmp_path))
    # What is left over does not stand in the way.
    path = write_example(tmp_path, example, SMALL)
    assert list(tmp_path.iterdir()) == [path] == list(scene_paths(tmp_path))


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file."""
    return {
        str(path.relative_to(root)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_second_run_finishes_what_is_missing_and_leaves_the_rest(tmp_path: Path) -> None:
    assert main(["rooms", "--count", "2", "--out", str(tmp_path), *QUICK]) == 0
    first = state(tmp_path)
    assert main(["rooms", "--count", "2", "--out", str(tmp_path), *QUICK]) == 0
    assert state(tmp_path) == first
    assert main(["rooms", "--count", "4", "--out", str(tmp_path), *QUICK]) == 0
    assert first.items() <= state(tmp_path).items()
    names = [f"train_{i:06d}" for i in range(4)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["options.json", *names]
    last = state(tmp_path)
    assert main(["rooms", "--start", "2", "--count", "2", "--out", str(tmp_path), *QUICK]) == 0
    assert state(tmp_path) == last


def test_a_room_is_the_same_whichever_run_wrote_it(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert main(["rooms", "--count", "2", "--out", str(one), *QUICK]) == 0
    options = ["--start", "1", "--count", "1", "--out", str(other), *QUICK[:-1], "1"]
    assert main(["rooms", *options]) == 0
    for file in sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file()):
        assert (one / file).read_bytes() == (other / file).read_bytes(), file


def test_splits_and_types_are_chosen(tmp_path: Path) -> None:
    options = ["--split", "novel-styles", "--scene-type", "kitchen", "--out", str(tmp_path)]
    assert main(["rooms", "--count", "1", *options, *QUICK]) == 0
    room = json.loads((tmp_path / "novel-styles_000000" / "room.json").read_text())
    assert room["split"] == "novel-styles" and room["scene_type"] == "kitchen"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--count", "0"], "--count 0"),
        (["--count", "-3"], "--count -3"),
        (["--workers", "-1"], "--workers -1"),
        (["--start", "-1"], "--start"),
        (["--images", "-1"], "--images -1"),
        (["--splats", "-5"], "--splats -5"),
        (["--least-points", "-3"], "--least-points -3"),
        (["--width", "0"], "0 × 360"),
        (["--start", "99999999", "--count", "2"], "--start"),
        (["--out", "{file}"], "room.txt"),
        (["--out", "{file}/below"], "below"),
        (["--out", "/proc/nowhere"], "/proc/nowhere"),
        (["--report", "--out", "{file}"], "room.txt"),
    ],
)
def test_bad_arguments_are_one_line_and_status_2(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "room.txt"
    file.touch()
    given = [argument.format(file=file) for argument in arguments]
    out = [] if "--out" in given else ["--out", str(tmp_path / "rooms")]
    assert main(["rooms", *out, *given]) == 2
    errors = capsys.readouterr().err
    assert words in errors and errors.count("\n") == 1 and errors.endswith(".\n")
    assert not (tmp_path / "rooms").exists()


@pytest.mark.parametrize("arguments", [["--split", "training"], ["--count", "many"], ["--nothing"]])
def test_words_that_are_no_arguments_are_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["rooms", *arguments])
    assert end.value.code == 2


@pytest.mark.parametrize("other", [["--points", "scan"], ["--scene-type", "office"]])
def test_rooms_of_other_options_are_not_mixed_in(
    other: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rooms", "--count", "1", "--out", str(tmp_path), *QUICK]) == 0
    before = state(tmp_path)
    assert main(["rooms", "--count", "2", "--out", str(tmp_path), *QUICK, *other]) == 2
    assert "options.json" in capsys.readouterr().err.splitlines()[-1]
    assert state(tmp_path) == before


def test_a_disk_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "write_scene_folder", full)
    assert main(["rooms", "--count", "1", "--out", str(tmp_path), *QUICK]) == 2
    assert "No space left on device" in capsys.readouterr().err.splitlines()[-1]
    assert not list(scene_paths(tmp_path))


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    options = ["--count", "500", "--out", str(tmp_path), *QUICK[:-1], "1"]
    # Pytest in the background of a shell ignores Ctrl+C, and so would what it starts.
    process = subprocess.Popen(
        [sys.executable, "-m", "training", "rooms", *options],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    patience = time.monotonic() + 120
    while not list(scene_paths(tmp_path)):
        assert process.poll() is None and time.monotonic() < patience
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "Stopped. The same command goes on from here."
    assert "Traceback" not in errors
    for path in scene_paths(tmp_path):
        open_scene(path)
