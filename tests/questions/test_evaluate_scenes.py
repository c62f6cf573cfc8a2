"""Figures of a network on scenes, and the prediction files that score the same."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from backend.models.card import Card, ClipIdentity
from backend.models.checkpoint import save_checkpoint
from backend.models.question_network import QuestionNetwork
from backend.models.scene_network import SceneNetwork
from backend.types import Boxes
from tests.checkpoints import ANSWERS, CLASSES, question_config, write_questions
from tests.questions.small_scenes import FIRST, SECOND, Scenes, random_texts
from training.__main__ import main
from training.data.examples import QuestionScene
from training.loop.seeds import seed_all
from training.metrics.detection_file import read_detections
from training.metrics.report import Figure
from training.metrics.submission import read_answers, read_boxes
from training.questions.calibrate import Calibration, calibrate
from training.questions.corpus import read_corpus
from training.questions.detect import DetectConfig, detection_figures, true_boxes
from training.questions.evaluate import all_figures, stored_calibration, write_predictions
from training.questions.items import Item
from training.questions.measure import MeasureConfig, scene_queries
from training.questions.replies import Query, Reply, SceneReplies, Speaker, look
from training.rooms.example import ExampleConfig, make_example
from training.rooms.folder import FolderConfig, write_example

CORPUS = read_corpus(Scenes(FIRST, SECOND), CLASSES, progress=False)
EVERYTHING = MeasureConfig(DetectConfig(600), descriptions=True)


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """METEOR takes long to start; its own test has it."""
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.fixture(scope="module")
def said() -> list[SceneReplies]:
    """Of an untrained network about both scenes."""
    seed_all(0)
    network = QuestionNetwork(question_config(presence=True)).eval()
    queries = [scene_queries(CORPUS, row, EVERYTHING) for row in range(2)]
    texts = random_texts(query.item.text for own in queries for query in own)
    speaker = Speaker(network, texts, ANSWERS)
    return [
        look(network.scene, scene, EVERYTHING.detect, speaker, own)
        for scene, own in zip((FIRST, SECOND), queries, strict=True)
    ]


def figures(scenes: Sequence[SceneReplies]) -> dict[str, float]:
    return dict(all_figures(scenes, Calibration(), []))


def perfect(scene: QuestionScene) -> SceneReplies:
    """Everything found and every question answered."""
    boxes = replace(true_boxes(scene, CLASSES.names), scores=np.full(len(scene.boxes), 0.9, "f4"))
    row = 0 if scene is FIRST else 1
    own = [_right(scene, boxes, query) for query in scene_queries(CORPUS, row, EVERYTHING)]
    return SceneReplies(scene.name, boxes, boxes, true_boxes(scene, CLASSES.names), tuple(own))


def _right(scene: QuestionScene, boxes: Boxes, query: Query) -> Reply:
    item: Item = query.item
    targets = scene.boxes_of(item.referred)
    same = np.eye(len(boxes))
    proof = np.zeros(len(boxes), bool)
    proof[list(scene.boxes_of(item.evidence or ()))] = True
    logits = np.full(len(boxes), -9, np.float32)
    logits[list(targets[:1])] = 9
    return Reply(
        query=query,
        scene=scene.name,
        answers=item.answers[:1] or ("no",),
        answer_logits=np.array([9], np.float32),
        reference=logits,
        overlaps=same[:, list(targets)],
        evidence=np.where(proof, 9, -9).astype(np.float32),
        proof=proof,
        presence=9.0 if item.present else -9.0,
        boxes=boxes,
        targets=Boxes(
            boxes.centers[list(targets)],
            boxes.sizes[list(targets)],
            boxes.yaws[list(targets)],
            tuple(boxes.labels[i] for i in targets),
        ),
    )


def test_who_knows_everything_gets_everything() -> None:
    found = figures([perfect(FIRST), perfect(SECOND)])
    names = (
        "mAP@0.25", "AR@0.5", "EM@1", "EM@10", "EM@1 (LEO, refined)", "Acc@0.25", "Acc@0.5",
        "Acc@0.5 (any target)", "count/EM@1", "descriptions/Acc@0.5", "evidence, F1",
        "presence, balanced accuracy",
    )  # fmt: skip
    assert {name: found[name] for name in names} == pytest.approx(dict.fromkeys(names, 100.0))
    assert found["questions"] == 9 and found["descriptions/descriptions"] == 2
    assert found["ECE of answers"] < 1e-1


def test_every_kind_of_question_is_counted_once(said: list[SceneReplies]) -> None:
    found = figures(said)
    kinds = [name for name in found if name.endswith("/questions")]
    assert sum(found[name] for name in kinds) == found["questions"] == 9
    weighted = sum(found[n] * found[n.replace("questions", "EM@1")] for n in kinds)
    assert weighted / 9 == pytest.approx(found["EM@1"])


def test_the_official_scores_of_the_files_are_the_same(
    said: list[SceneReplies], tmp_path: Path
) -> None:
    path = tmp_path / "answers.json"
    write_predictions(path, said)
    replies = [reply for scene in said for reply in scene.replies if reply.item.answers]
    answers = read_answers(path)
    assert set(answers) == {reply.item.name for reply in replies}
    right = [answers[r.item.name].answers[0] in r.item.answers for r in replies]
    assert 100 * float(np.mean(right)) == pytest.approx(figures(said)["EM@1"])
    boxes = read_boxes(tmp_path / "answers.scanrefer.json")
    assert set(boxes) == {("first", "10", "0"), ("second", "11", "0")}
    found = read_detections(tmp_path / "answers.detections.json", scored=True)
    again: list[Figure] = list(
        detection_figures([found[s.scene] for s in said], [s.true for s in said])
    )
    assert dict(again) == pytest.approx({k: figures(said)[k] for k, _ in again})


def test_a_card_holds_what_calibration_found(said: list[SceneReplies]) -> None:
    calibration, errors = calibrate([*said, *said])
    names = {name for name, _ in errors}
    assert {"ECE of answers before", "ECE of answers after", "ECE of objectness after"} <= names
    card = Card("vqa", "QuestionNetwork", {}, calibration=asdict(calibration))
    assert stored_calibration(card) == calibration
    assert stored_calibration(Card("vqa", "QuestionNetwork", {})) == Calibration()
    with pytest.raises(ValueError, match="at least two scenes"):
        calibrate(said[:1])


def test_the_same_look_gives_the_same_replies(said: list[SceneReplies]) -> None:
    seed_all(0)
    network = QuestionNetwork(question_config(presence=True)).eval()
    queries = scene_queries(CORPUS, 0, EVERYTHING)
    assert [q.item.name for q in queries] == [r.item.name for r in said[0].replies]
    texts = random_texts(
        query.item.text for row in range(2) for query in scene_queries(CORPUS, row, EVERYTHING)
    )
    again = look(network.scene, FIRST, EVERYTHING.detect, Speaker(network, texts, ANSWERS), queries)
    for one, other in zip(again.replies, said[0].replies, strict=True):
        assert one.answers == other.answers and np.array_equal(one.reference, other.reference)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rooms")
    for number in range(2):
        example = make_example("test", number, ExampleConfig("clean", 6_000))
        write_example(root, example, FolderConfig(images=0, width=32, height=24))
    return root


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["evaluate", "scenes", *arguments, "--json"]) == 0
    return json.loads(capfd.readouterr().out)


def test_the_command_measures_rooms(
    rooms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = write_questions(tmp_path / "vqa", presence=True)
    files = ["--data", str(rooms), "--texts", str(tmp_path / "texts"), "--count", "1"]
    found = run(capfd, str(folder), *files, "--predictions", str(tmp_path / "out" / "p.json"))
    assert found["scenes"] == 1 and found["questions"] > 10
    assert {"mAP@0.25", "EM@1", "Acc@0.25", "CIDEr", "ECE of answers"} <= found.keys()
    assert len(read_answers(tmp_path / "out" / "p.json")) == found["questions"]
    assert run(capfd, str(folder), *files) == found


def test_a_pretrained_network_only_finds(
    rooms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = question_config().scene
    card = Card("pretrain", "SceneNetwork", asdict(config), points=2_000)
    with torch.random.fork_rng():
        save_checkpoint(tmp_path / "pre", SceneNetwork(config).state_dict(), card)
    found = run(capfd, str(tmp_path / "pre"), "--data", str(rooms), "--tta")
    assert found["scenes"] == 2 and "mAP@0.5" in found and "EM@1" not in found


def failure(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["evaluate", "scenes", *arguments]) == 2
    error = capfd.readouterr().err.strip().splitlines()
    assert "Traceback" not in "".join(error)
    return error[-1]


def test_what_cannot_be_measured_is_told_in_a_line(
    rooms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = write_questions(tmp_path / "other", clip=ClipIdentity("ViT-B-32", "openai", "0" * 64))
    data = ["--data", str(rooms)]
    assert "no folder" in failure(capfd, str(tmp_path / "none"), *data)
    assert "was trained with the CLIP ViT-B-32/openai" in failure(capfd, str(other), *data)
    assert "no rooms" in failure(capfd, str(other), "--data", str(tmp_path / "empty"))
    assert "--count" in failure(capfd, str(other), *data, "--count", "0")
    card = Card("clip", "ImageTower", {})
    save_checkpoint(tmp_path / "clip", {"x": torch.zeros(1)}, card)
    assert "trained for 'clip'" in failure(capfd, str(tmp_path / "clip"), *data)
