"""`python -m training evaluate vqa|grounding|detection` on small files, and on the real ones."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.types import Boxes
from training.__main__ import main
from training.metrics.detection_file import read_detections, write_detections
from training.metrics.submission import official_corners

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
BOXES = Boxes(
    np.array([[0, 0, 0.5], [2, 0, 0.5], [0, 3, 1]], np.float32),
    np.array([[1, 1, 1], [0.5, 0.5, 1], [1, 1, 2]], np.float32),
    np.zeros(3, np.float32),
    ("table", "chair", "cabinet"),
    np.array([0.9, 0.8, 0.7], np.float32),
)
CORNERS = official_corners(BOXES).tolist()


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """METEOR takes long to start; its own test has it."""
    monkeypatch.setattr(shutil, "which", lambda name: None)


def save(path: Path, content: object) -> str:
    path.write_text(json.dumps(content))
    return str(path)


def evaluate(
    capfd: pytest.CaptureFixture[str], protocol: str, predictions: str, references: str, *more: str
) -> dict[str, Any]:
    files = ["--predictions", predictions, "--references", references]
    assert main(["evaluate", protocol, *files, *more, "--json"]) == 0
    return json.loads(capfd.readouterr().out)


def failure(
    capfd: pytest.CaptureFixture[str], protocol: str, predictions: str, references: str, *more: str
) -> str:
    files = ["--predictions", predictions, "--references", references]
    assert main(["evaluate", protocol, *files, *more]) == 2
    out, error = capfd.readouterr()
    assert out == "" and len(error.strip().splitlines()) == 1
    return error


def question(i: int, text: str, answers: list[str], objects: list[int]) -> dict[str, object]:
    return {
        "scene_id": "scene0000_00",
        "question_id": f"val-scene0000-{i}",
        "question": text,
        "answers": answers,
        "object_ids": objects,
        "object_names": ["chair"] * len(objects),
    }


QUESTIONS = [
    question(0, "Where is the chair?", ["next to the small table", "by the table"], [1]),
    question(1, "What color is the table?", ["brown", "dark brown"], [0, 2]),
]


def answer(i: int, answers: list[str], box: int | None) -> dict[str, object]:
    shown = {} if box is None else {"bbox": CORNERS[box]}
    name = f"val-scene0000-{i}"
    return {"scene_id": "scene0000_00", "question_id": name, "answer_top10": answers, **shown}


def description(name: str, thing: str) -> dict[str, object]:
    return {"scene_id": "scene0000_00", "object_id": name, "object_name": thing, "ann_id": "0"}


DESCRIPTIONS = [description("0", "table"), description("1", "chair"), description("2", "cabinet")]


@pytest.fixture
def scans(tmp_path: Path) -> str:
    """A folder with the boxes as ScanRefer prepares them."""
    ids = np.arange(3)[:, None]
    rows = np.concatenate([BOXES.centers, BOXES.sizes, ids + 3, ids], axis=1)
    np.save(tmp_path / "scene0000_00_aligned_bbox.npy", rows)
    return str(tmp_path)


def test_perfect_answers_reach_100(
    tmp_path: Path, scans: str, capfd: pytest.CaptureFixture[str]
) -> None:
    perfect = [answer(0, ["by the table"], 1), answer(1, ["brown", "red"], 0)]
    references = save(tmp_path / "r.json", QUESTIONS)
    figures = evaluate(
        capfd, "vqa", save(tmp_path / "p.json", perfect), references, "--scans", scans
    )
    for name in ("EM@1", "EM@10", "EM@1 (LEO, refined)", "Acc@0.25", "Acc@0.5", "Place/EM@1"):
        assert figures[name] == 100, name
    assert figures["questions"] == 2 and figures["Color/questions"] == 1


def test_answers_worked_by_hand(
    tmp_path: Path, scans: str, capfd: pytest.CaptureFixture[str]
) -> None:
    # The second box is one that the question means, but not the first of them.
    given = [answer(0, ["a table", "by the table"], 0), answer(1, ["brown"], 2)]
    given.append(answer(7, ["nothing"], 0))
    references = save(tmp_path / "r.json", QUESTIONS)
    figures = evaluate(capfd, "vqa", save(tmp_path / "p.json", given), references, "--scans", scans)
    assert (figures["EM@1"], figures["EM@10"]) == (50, 100)
    assert (figures["Acc@0.25"], figures["Acc@0.25 (any target)"]) == (0, 50)
    assert figures["Place/EM@1"] == 0 and figures["Color/Acc@0.5 (any target)"] == 100
    assert any("1 predictions without" in note for note in figures["notes"])


def test_boxes_may_stand_in_the_references(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    questions = [QUESTIONS[0] | {"boxes": [CORNERS[1]]}, QUESTIONS[1]]
    given = [answer(0, ["by the table"], 1), answer(1, ["brown"], None)]
    paths = save(tmp_path / "p.json", given), save(tmp_path / "r.json", questions)
    figures = evaluate(capfd, "vqa", *paths)
    assert figures["Acc@0.5"] == 100
    assert any("leaves out 1 questions" in note for note in figures["notes"])


def test_references_without_a_word_leave_the_captions_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    questions = [entry | {"answers": ["?"]} for entry in QUESTIONS]
    given = [answer(i, ["?"], None) for i in range(2)]
    paths = save(tmp_path / "p.json", given), save(tmp_path / "r.json", questions)
    figures = evaluate(capfd, "vqa", *paths)
    assert figures["EM@1"] == 100 and "CIDEr" not in figures and figures["notes"]


def test_sqa3d_is_scored_by_its_own_types(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = [{"scene_id": "s", "question_id": 7, "answers": [{"answer": "closed"}]}]
    texts = [{"scene_id": "s", "question_id": 7, "question": "Is the door open?"}]
    given = [{"scene_id": "s", "question_id": 7, "answer_top10": ["closed"]}]
    figures = evaluate(
        capfd,
        "vqa",
        save(tmp_path / "p.json", given),
        save(tmp_path / "r.json", {"annotations": rows}),
        *("--questions", save(tmp_path / "q.json", {"questions": texts})),
    )
    assert figures["EM@1"] == figures["Is/EM@1"] == 100 and "Acc@0.25" not in figures


def test_boxes_of_descriptions_by_unique_and_multiple(
    tmp_path: Path, scans: str, capfd: pytest.CaptureFixture[str]
) -> None:
    table = "raw_category\tnyu40id\ntable\t7\nchair\t5\noffice cabinet\t3\nstool\t40\n"
    (tmp_path / "scannetv2-labels.combined.tsv").write_text(table)
    # A stool and a thing that the table does not know are both among the others.
    things = [
        description("0", "office_cabinet"),
        description("1", "stool"),
        description("2", "orb"),
    ]
    given = [description(str(i), "") | {"bbox": CORNERS[box]} for i, box in enumerate((0, 1, 0))]
    paths = save(tmp_path / "p.json", given), save(tmp_path / "r.json", things)
    figures = evaluate(capfd, "grounding", *paths, "--scans", scans)
    assert figures["Acc@0.5"] == pytest.approx(200 / 3, abs=0.01)
    assert figures["unique/descriptions"] == 1 and figures["unique/Acc@0.5"] == 100
    assert figures["multiple/descriptions"] == 2 and figures["multiple/Acc@0.5"] == 50


def test_without_the_label_table_a_note_stands_for_unique(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    things = [DESCRIPTIONS[i] | {"boxes": [CORNERS[i]]} for i in range(3)]
    given = [DESCRIPTIONS[i] | {"bbox": CORNERS[i]} for i in range(3)]
    paths = save(tmp_path / "p.json", given), save(tmp_path / "r.json", things)
    figures = evaluate(capfd, "grounding", *paths)
    assert figures["Acc@0.5"] == 100 and "unique/Acc@0.5" not in figures and figures["notes"]


def test_detections_come_back_and_score_100(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.json"
    write_detections(path, {"scene": BOXES})
    back = read_detections(path, scored=True)["scene"]
    np.testing.assert_array_equal(back.centers, BOXES.centers)
    np.testing.assert_array_equal(back.scores, BOXES.scores)
    assert back.labels == BOXES.labels
    figures = evaluate(capfd, "detection", str(path), str(path))
    assert figures["mAP@0.25"] == figures["AR@0.5"] == figures["chair/AP@0.5"] == 100
    write_detections(
        path.with_name("none.json"), {"scene": read_detections(path, scored=False)["scene"]}
    )
    empty = save(tmp_path / "empty.json", {"scene": {"boxes": []}})
    assert evaluate(capfd, "detection", empty, str(path))["mAP@0.25"] == 0
    assert "at least one box" in failure(capfd, "detection", str(path), empty)
    assert "score" in failure(capfd, "detection", str(path.with_name("none.json")), str(path))


GOOD = answer(0, ["a"], 0)
BOX = {"center": [0, 0, 0], "size": [1, 1, 1], "label": "chair", "score": 1}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"a": 1}, "list"),
        ([], "list"),
        ([1], "entry 0"),
        ([GOOD | {"answer_top10": []}], "entry 0: wanted answer_top10"),
        ([GOOD | {"answer_top10": "brown"}], "answer_top10"),
        ([GOOD | {"answer_top10": ["a"] * 11}], "at most ten"),
        ([GOOD | {"bbox": [[0, 0, 0]] * 7}], "8 × 3 numbers"),
        ([GOOD | {"bbox": [[0, 0, None]] * 8}], "8 × 3 numbers"),
        ([GOOD, GOOD | {"question_id": None}], "entry 1: wanted question_id"),
        ([GOOD, GOOD], "came before"),
        ([GOOD], "val-scene0000-1"),
    ],
)
def test_bad_answers_end_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: object, told: str
) -> None:
    references = save(tmp_path / "r.json", QUESTIONS)
    error = failure(capfd, "vqa", save(tmp_path / "p.json", content), references)
    assert told in error and "p.json" in error


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({}, "scenes by name"),
        ({"scene": []}, "scene"),
        ({"scene": {"boxes": [BOX | {"score": 2}]}}, "scene, entry 0: wanted score"),
        ({"scene": {"boxes": [BOX, BOX | {"size": [1, -1, 1]}]}}, "entry 1: wanted size"),
        ({"scene": {"boxes": [BOX | {"center": [0, 1e9, 0]}]}}, "center"),
        ({"scene": {"boxes": [BOX | {"label": None}]}}, "label"),
        ({"other": {"boxes": [BOX]}}, "lacks 1 of the 1 scenes"),
    ],
)
def test_bad_detections_end_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: object, told: str
) -> None:
    references = save(tmp_path / "r.json", {"scene": {"boxes": [BOX]}})
    error = failure(capfd, "detection", save(tmp_path / "p.json", content), references)
    assert told in error and "p.json" in error


def test_bad_files_and_scans_end_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    references = save(tmp_path / "r.json", QUESTIONS)
    broken = tmp_path / "broken.json"
    broken.write_text("[{")
    assert "no JSON" in failure(capfd, "vqa", str(broken), references)
    broken.write_bytes(b"\xff\xfe[")
    assert "no JSON" in failure(capfd, "vqa", str(broken), references)
    assert "cannot read" in failure(capfd, "vqa", str(tmp_path / "none.json"), references)
    given = save(tmp_path / "p.json", [answer(0, ["a"], 0), answer(1, ["a"], 0)])
    error = failure(capfd, "vqa", given, references, "--scans", str(tmp_path))
    assert "scene0000_00_aligned_bbox.npy" in error
    np.save(tmp_path / "scene0000_00_aligned_bbox.npy", np.zeros((2, 7)))
    error = failure(capfd, "vqa", given, references, "--scans", str(tmp_path))
    assert "aligned_bbox.npy" in error
    boxes = save(tmp_path / "b.json", [DESCRIPTIONS[0] | {"bbox": CORNERS[0]}])
    one = save(tmp_path / "d.json", DESCRIPTIONS[:1])
    assert "--scans" in failure(capfd, "grounding", boxes, one)
    all_three = save(tmp_path / "d.json", DESCRIPTIONS)
    assert "scene0000_00, 1, 0" in failure(capfd, "grounding", boxes, all_three)


def test_the_commands_themselves_import_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from training.metrics import evaluate_detection, evaluate_grounding, evaluate_vqa\n"
        "heavy = {'torch', 'scipy', 'pycocoevalcap', 'open3d', 'numba', 'sklearn', 'shapely'}\n"
        "sys.exit(f'imported: {found}' if (found := heavy & set(sys.modules)) else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.data
def test_the_real_annotations_score_themselves_100(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    scanqa = DATA / "scanqa" / "ScanQA_v1.0_val_part.json"
    if not scanqa.is_file():
        pytest.skip("needs ScanQA's and SQA3D's questions")
    keys = ("scene_id", "question_id")
    given = [
        {key: entry[key] for key in keys} | {"answer_top10": entry["answers"][:1]}
        for entry in json.loads(scanqa.read_text())
    ]
    figures = evaluate(capfd, "vqa", save(tmp_path / "p.json", given), str(scanqa))
    assert figures["EM@1"] == figures["Number/EM@10"] == 100
    annotations = DATA / "sqa3d" / "v1_full_sqa_annotations_val_scannetv2.json"
    given = [
        {key: entry[key] for key in keys} | {"answer_top10": [entry["answers"][0]["answer"]]}
        for entry in json.loads(annotations.read_text())["annotations"]
    ]
    questions = DATA / "sqa3d" / "v1_full_questions_val_scannetv2.json"
    figures = evaluate(
        capfd,
        "vqa",
        save(tmp_path / "p.json", given),
        str(annotations),
        *("--questions", str(questions)),
    )
    assert figures["EM@1"] == figures["What/EM@1"] == 100


@pytest.mark.data
def test_real_descriptions_are_split_by_the_real_table(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    scanrefer = DATA / "scanrefer" / "ScanRefer_filtered_train_sampled1000.json"
    if not scanrefer.is_file():
        pytest.skip("needs ScanRefer's descriptions")
    entries = json.loads(scanrefer.read_text())
    given = [
        {key: entry[key] for key in ("scene_id", "object_id", "ann_id")} | {"bbox": CORNERS[0]}
        for entry in entries
    ]
    things = [entry | {"boxes": [CORNERS[0]]} for entry in entries]
    shutil.copy(DATA / "scannet" / "meta" / "scannetv2-labels.combined.tsv", tmp_path)
    paths = save(tmp_path / "p.json", given), save(tmp_path / "r.json", things)
    figures = evaluate(capfd, "grounding", *paths)
    assert figures["Acc@0.5"] == figures["multiple/Acc@0.5"] == 100
    assert figures["unique/descriptions"] + figures["multiple/descriptions"] == len(entries)
    assert not re.search("told apart", str(figures["notes"]))
