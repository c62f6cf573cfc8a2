"""Questions about scenes, by a network that is tiny and untrained: all but what it knows."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from backend.engine import Answer, Answerer, CheckpointError, QuestionError
from backend.engine.network import Network
from backend.models.card import ClipIdentity
from backend.progress import Progress
from backend.types import Boxes, Scene, SceneError
from tests.checkpoints import POINTS, embedded_identity, write_questions
from tests.engine.made import as_scene, room_scene, turned

QUESTION = "What color is the bed?"


def same_boxes(a: Boxes, b: Boxes) -> None:
    assert a.labels == b.labels and a.scores is not None and b.scores is not None
    for name in ("centers", "sizes", "yaws", "scores"):
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), atol=1e-4)


def same_answers(a: Answer, b: Answer) -> None:
    assert [one.text for one in a.answers] == [one.text for one in b.answers]
    np.testing.assert_allclose(
        [one.confidence for one in a.answers], [one.confidence for one in b.answers], atol=1e-4
    )
    assert (a.sure, a.not_found, a.unknown) == (b.sure, b.not_found, b.unknown)
    same_boxes(a.boxes, b.boxes)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return room_scene()


@pytest.fixture(scope="module")
def answer(answerer: Answerer, scene: Scene) -> Answer:
    return answerer.ask(scene, QUESTION)


def test_an_answer_is_whole(answer: Answer, scene: Scene) -> None:
    assert len(answer.answers) == 5 and answer.question == QUESTION
    confidences = [one.confidence for one in answer.answers]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= one <= 1 for one in confidences)
    assert answer.heat.shape == (len(scene.cloud),) and answer.heat.dtype == np.float32
    assert answer.heat.min() >= 0 and answer.heat.max() <= 1
    assert answer.boxes.scores is not None and len(answer.boxes) > 1
    assert (np.diff(answer.boxes.scores) <= 0).all()
    assert set(answer.seconds) == {"encode", "words", "answer", "heat"}


def test_json_is_as_promised(answer: Answer) -> None:
    told = json.loads(json.dumps(answer.to_json(), allow_nan=False))
    assert told["kind"] == "answer" and told["not_found"] is False
    assert set(told["answers"][0]) == {"text", "confidence"}
    assert set(told["boxes"][0]) == {"center", "size", "yaw", "label", "score"}
    assert len(told["boxes"]) == len(answer.boxes)


def test_the_same_question_has_the_same_answer(
    answerer: Answerer, scene: Scene, answer: Answer
) -> None:
    again = answerer.ask(scene, QUESTION)
    assert again.answers == answer.answers
    np.testing.assert_array_equal(again.heat, answer.heat)


def test_the_order_of_points_does_not_matter(
    answerer: Answerer, scene: Scene, answer: Answer
) -> None:
    cloud = scene.cloud
    assert cloud.colors is not None
    order = np.random.default_rng(3).permutation(len(cloud))
    other = answerer.ask(as_scene(cloud.positions[order], cloud.colors[order]), QUESTION)
    same_answers(other, answer)
    np.testing.assert_allclose(other.heat, answer.heat[order], atol=1e-4)


@pytest.mark.parametrize("degrees", [90, 180, -90])
def test_boxes_turn_with_the_scene(answerer: Answerer, degrees: float) -> None:
    scene = room_scene(density=30)  # Of which all points are shown.
    assert len(scene.cloud) <= POINTS
    answer = answerer.ask(scene, QUESTION)
    other = answerer.ask(
        as_scene(turned(scene.cloud.positions, degrees), scene.cloud.colors), QUESTION
    )
    np.testing.assert_allclose(
        other.boxes.centers, turned(answer.boxes.centers, degrees), atol=1e-3
    )
    sides = [0, 1, 2] if degrees == 180 else [1, 0, 2]
    np.testing.assert_allclose(other.boxes.sizes, answer.boxes.sizes[:, sides], atol=1e-3)
    assert [one.text for one in other.answers] == [one.text for one in answer.answers]
    np.testing.assert_allclose(other.heat, answer.heat, atol=1e-3)


def test_two_scenes_have_two_embeddings(answerer: Answerer, scene: Scene) -> None:
    here, there = answerer.embed(scene), answerer.embed(room_scene(seed=1))
    assert np.linalg.norm(here.scene) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(here.scene, there.scene)
    assert len(here.objects) == len(here.boxes) > 0
    np.testing.assert_allclose(np.linalg.norm(here.objects, axis=1), 1, atol=1e-5)


def test_detections_are_sorted_and_within_reach(answerer: Answerer, scene: Scene) -> None:
    found = answerer.detect(scene)
    assert found.scores is not None and len(found) > 0
    assert (np.diff(found.scores) <= 0).all()
    assert set(found.labels) <= {"bed", "chair", "lamp", "object"}


def test_suggestions_can_be_asked(answerer: Answerer, scene: Scene) -> None:
    for question in answerer.suggest(scene):
        assert answerer.ask(scene, question).answers


def test_a_known_scene_is_not_looked_at_again(
    answerer: Answerer,
    scene: Scene,
    answer: Answer,
    checkpoint: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = Answerer(checkpoint, cache=tmp_path)
    same_answers(first.ask(scene, QUESTION), answer)

    def looked(self: Network, scene: Scene) -> None:
        raise AssertionError("looked again")

    monkeypatch.setattr(Network, "encode", looked)
    second = Answerer(checkpoint, cache=tmp_path)
    kept = second.ask(as_scene(scene.cloud.positions.copy(), scene.cloud.colors), QUESTION)
    same_answers(kept, answer)
    np.testing.assert_array_equal(kept.heat, answer.heat)


def test_progress_is_told_once(checkpoint: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    ready = Answerer(checkpoint, cache=tmp_path)
    there = room_scene(seed=4)
    ready.encode(there, told.append)
    assert {"Loading the network", "Finding objects"} <= {one.what for one in told}
    told.clear()
    ready.encode(there, told.append)
    assert told == []


def test_words_that_are_not_known_are_named(answerer: Answerer, scene: Scene) -> None:
    answer = answerer.ask(scene, "Where is the harpsichord in this room? 🎹")
    assert answer.unknown == ("harpsichord",)
    assert any("emoji" in note for note in answer.notes)


@pytest.mark.parametrize("text", ["", "🪑", "<p></p>", "Где стоит стул?", "Dónde está la mesa"])
def test_bad_questions_are_refused_in_one_line(answerer: Answerer, scene: Scene, text: str) -> None:
    with pytest.raises(QuestionError) as refused:
        answerer.ask(scene, text)
    assert "\n" not in str(refused.value)


def test_nothing_like_that_shows_no_boxes(scene: Scene, tmp_path: Path) -> None:
    folder = write_questions(
        tmp_path / "vqa", presence=True, calibration={"presence_threshold": 1.0}
    )
    answer = Answerer(folder, cache=tmp_path).ask(scene, QUESTION)
    assert answer.not_found and len(answer.boxes) == 0 and not answer.heat.any()
    assert answer.to_json()["not_found"] is True


def test_below_the_threshold_it_is_not_sure(scene: Scene, tmp_path: Path) -> None:
    folder = write_questions(tmp_path / "vqa", calibration={"answer_threshold": 0.999})
    assert not Answerer(folder, cache=tmp_path).ask(scene, QUESTION).sure


@pytest.mark.parametrize("kind", ["50 points", "one point", "wall", "colourless"])
def test_poor_scenes_are_answered_and_told(answerer: Answerer, kind: str) -> None:
    random = np.random.default_rng(0)
    wall = random.uniform(0, 3, (3000, 3)).astype(np.float32) * np.float32(1)
    wall[:, 1] = 0
    poor = {
        "50 points": as_scene(room_scene().cloud.positions[:50]),
        "one point": as_scene(np.ones((1, 3), np.float32)),
        "wall": as_scene(wall),
        "colourless": room_scene(colored=False),
    }[kind]
    answer = answerer.ask(poor, QUESTION)
    assert answer.notes and np.isfinite(answer.heat).all()
    assert np.isfinite(answer.boxes.centers).all()


def test_a_scene_without_points_is_refused(answerer: Answerer) -> None:
    with pytest.raises(SceneError, match="no points"):
        answerer.ask(as_scene(np.zeros((0, 3), np.float32)), QUESTION)


def test_a_checkpoint_of_another_clip_is_refused(scene: Scene, tmp_path: Path) -> None:
    other = ClipIdentity("ViT-B-32", "openai", "0" * 64)
    folder = write_questions(tmp_path / "vqa", clip=other)
    with pytest.raises(CheckpointError) as refused:
        Answerer(folder, cache=tmp_path).ask(scene, QUESTION)
    assert str(other) in str(refused.value) and str(embedded_identity()) in str(refused.value)


@pytest.mark.parametrize("name", ["model.safetensors", "card.json"])
def test_a_damaged_checkpoint_is_refused(scene: Scene, tmp_path: Path, name: str) -> None:
    folder = write_questions(tmp_path / "vqa")
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(CheckpointError) as refused:
        Answerer(folder, cache=tmp_path).ask(scene, QUESTION)
    assert "\n" not in str(refused.value) and name in str(refused.value)


def test_no_checkpoint_says_what_to_do(scene: Scene, tmp_path: Path) -> None:
    ready = Answerer(tmp_path / "none", cache=tmp_path)
    assert not ready.available
    with pytest.raises(CheckpointError, match="python -m training vqa"):
        ready.warm()


def test_sixteen_at_once_get_what_one_alone_gets(checkpoint: Path, tmp_path: Path) -> None:
    scenes = (room_scene(seed=5), room_scene(seed=6))
    nouns = ("bed", "chair", "lamp", "room")
    asked = [(scenes[i % 2], f"{'Where' if i < 8 else 'What color'} is the {nouns[i // 2 % 4]}?")
             for i in range(16)]  # fmt: skip
    alone = Answerer(checkpoint, cache=tmp_path / "alone")
    wanted = [alone.ask(scene, text) for scene, text in asked]
    together = Answerer(checkpoint, cache=tmp_path / "together")
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda pair: together.ask(*pair), asked))
    for one, other in zip(got, wanted, strict=True):
        assert one.question == other.question
        same_answers(one, other)
        np.testing.assert_array_equal(one.heat, other.heat)
