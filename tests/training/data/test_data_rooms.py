"""Rooms go through the same interface as real scans, made on the spot or read from disk."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from backend.models.votenet.classes import SCANNET, SCANREFER
from tests.training.rooms.handmade import handmade_room
from training.data.examples import QuestionScene
from training.data.room_scenes import read_room_scene, room_scene
from training.errors import CommandError
from training.rooms.example import Example
from training.rooms.folder import FolderConfig, write_example
from training.rooms.language.room_language import speak
from training.rooms.scan.clean import sample_room


@pytest.fixture(scope="module")
def example() -> Example:
    room, rng = handmade_room(), np.random.default_rng(0)
    scan = sample_room(room, rng, 6000)
    return Example("train", 0, room, scan, speak(room, rng, scan.visible()))


@pytest.fixture(scope="module")
def scene(example: Example) -> QuestionScene:
    return room_scene(example)


def test_boxes_hold_their_objects_tightly(example: Example, scene: QuestionScene) -> None:
    assert scene.boxes.instances is not None and len(scene.boxes) > 3
    for row, number in enumerate(scene.boxes.instances):
        mine = scene.points[scene.instances == number]
        np.testing.assert_allclose(
            mine.min(0) + mine.max(0), 2 * scene.boxes.centers[row], atol=1e-5
        )
        np.testing.assert_allclose(np.ptp(mine, 0), scene.boxes.sizes[row], atol=1e-5)
        assert scene.boxes.labels[row] == example.room.objects[number].category
    chairs = [
        k for label, k in zip(scene.boxes.labels, scene.classes, strict=True) if label == "chair"
    ]
    assert chairs and set(chairs) == {SCANREFER.names.index("chair")}


def test_votenets_classes_leave_the_others_out(example: Example, scene: QuestionScene) -> None:
    own = room_scene(example, SCANNET)
    named = [SCANNET.names[k] for k in own.classes]
    assert 0 < len(named) <= len(scene.boxes) and "others" not in named
    assert own.questions == scene.questions


def test_questions_and_descriptions_are_about_objects(
    example: Example, scene: QuestionScene
) -> None:
    assert example.words is not None
    assert len(scene.questions) == len(example.words.questions) > 0
    assert len({q.id for q in scene.questions}) == len(scene.questions)
    for question, made in zip(scene.questions, example.words.questions, strict=True):
        assert question.words == made.text and question.answers == made.answers
        assert len(scene.boxes_of(question.object_ids)) == len(question.object_ids)
        assert question.scene == scene.name
    for described in scene.descriptions:
        assert len(scene.boxes_of([described.object_id])) == 1 and described.text


def test_a_room_from_disk_is_the_one_that_was_made(
    example: Example, scene: QuestionScene, tmp_path: Path
) -> None:
    folder = write_example(tmp_path, example, FolderConfig(images=0, width=48, height=36))
    read = read_room_scene(folder)
    assert read.name == scene.name
    assert read.questions == scene.questions and read.descriptions == scene.descriptions
    np.testing.assert_allclose(read.points, scene.points, atol=1e-6)
    np.testing.assert_array_equal(read.colors, scene.colors)
    np.testing.assert_array_equal(read.instances, scene.instances)
    np.testing.assert_array_equal(read.classes, scene.classes)
    np.testing.assert_array_equal(read.boxes.instances, scene.boxes.instances)
    np.testing.assert_allclose(read.boxes.centers, scene.boxes.centers, atol=1e-5)
    np.testing.assert_allclose(read.boxes.sizes, scene.boxes.sizes, atol=1e-5)
    check_damage(folder)


def check_damage(folder: Path) -> None:
    """Each damaged file ends in one line that names it."""
    path = folder / "language.json"
    words = json.loads(path.read_text())
    words["questions"][1]["answers"] = 3
    path.write_text(json.dumps(words))
    with pytest.raises(CommandError, match=r"language\.json.*questions\[1\]\.answers"):
        read_room_scene(folder)
    path.unlink()
    assert read_room_scene(folder).questions == ()
    annotations = folder / "annotations.json"
    content = json.loads(annotations.read_text())
    content["boxes"][0]["label"] = "dragon"
    annotations.write_text(json.dumps(content))
    with pytest.raises(CommandError, match="dragon"):
        read_room_scene(folder)
    for name in ("annotations.json", "scan.ply"):
        (folder / name).write_bytes((folder / name).read_bytes()[:50])
        with pytest.raises(CommandError, match=name.replace(".", r"\.")):
            read_room_scene(folder)


def test_a_room_without_words_has_no_questions(example: Example) -> None:
    silent = room_scene(replace(example, words=None))
    assert silent.questions == () == silent.descriptions and len(silent.boxes)
