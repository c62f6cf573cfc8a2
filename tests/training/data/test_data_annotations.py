"""ScanRefer, ScanQA and SQA3D: what is read, and that damage is named in one line."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.training.data.annotation_files import (
    SCANQA,
    SCANREFER,
    SQA3D_ANNOTATIONS,
    SQA3D_QUESTIONS,
    write,
)
from training.data.scanqa import read_scanqa
from training.data.scanrefer import read_scanrefer
from training.data.sqa3d import read_answer_dict, read_sqa3d
from training.errors import CommandError

DATA = Path(__file__).parents[4] / "shared" / "data"


def test_descriptions_are_read_in_order(tmp_path: Path) -> None:
    first, second = read_scanrefer(write(tmp_path / "r.json", SCANREFER))
    assert (first.scene, first.object_id, first.object_name) == ("scene0000_00", 1, "office chair")
    assert first.text == "a black chair beside the bed." and second.scene == "scene0001_00"


def test_questions_come_with_answers_and_objects(tmp_path: Path) -> None:
    question = read_scanqa(write(tmp_path / "q.json", SCANQA))[0]
    assert question.id == "train-scene0000-0" and question.words == "What is beside the bed?"
    assert question.answers == ("chair", "black chair")
    assert dict(zip(question.object_ids, question.object_names, strict=True)) == {
        1: "chair",
        0: "bed",
    }


def test_the_test_files_have_no_answers_and_no_objects(tmp_path: Path) -> None:
    hidden = [{key: row[key] for key in ("scene_id", "question_id", "question")} for row in SCANQA]
    questions = read_scanqa(write(tmp_path / "q.json", hidden))
    assert [q.answers for q in questions] == [(), ()] == [q.object_ids for q in questions]


def test_questions_of_somebody_who_stands_there(tmp_path: Path) -> None:
    asked = write(tmp_path / "q.json", SQA3D_QUESTIONS)
    (question,) = read_sqa3d(asked, write(tmp_path / "a.json", SQA3D_ANNOTATIONS))
    assert question.words == "I am facing the bed. Is there a chair behind me?"
    assert question.answers == ("yes",) and question.kind == "is"
    assert question.situation is not None and question.situation.position == (1.5, -0.5, 0)
    assert question.situation.rotation == pytest.approx((-0.8, 0, 0, 0.6))
    assert question.situation.alternatives == ("I look at the bed.",)
    (unanswered,) = read_sqa3d(asked, None)
    assert unanswered.answers == () and unanswered.words == question.words


def test_a_question_without_annotation_is_named(tmp_path: Path) -> None:
    asked = write(tmp_path / "q.json", SQA3D_QUESTIONS)
    with pytest.raises(CommandError, match=r"a\.json.*220602000003"):
        read_sqa3d(asked, write(tmp_path / "a.json", {"annotations": []}))


def test_the_answer_list_has_the_order_of_its_numbers(tmp_path: Path) -> None:
    tables = [{"bed": 1, "yes": 0}, {"0": "yes", "1": "bed"}]
    assert read_answer_dict(write(tmp_path / "d.json", tables)) == ("yes", "bed")
    tables[1]["0"] = "no"
    with pytest.raises(CommandError, match=r"d\.json.*same table"):
        read_answer_dict(write(tmp_path / "d.json", tables))


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("scene_id", "../../etc", r"\[1\]\.scene_id"),
        ("scene_id", 3, r"\[1\]\.scene_id"),
        ("question", " ", r"\[1\]\.question"),
        ("question", "\ud800", r"\[1\]\.question"),
        ("question_id", "train-scene0000-0", "id of its own"),
        ("object_ids", [-1], r"object_ids\[0\]"),
        ("object_ids", [10**30], r"object_ids\[0\]"),
        ("object_ids", [True], r"object_ids\[0\]"),
        ("object_ids", [1, 2], "2 names"),
        ("answers", "white", r"\[1\]\.answers"),
        ("answers", ["white", None], r"answers\[1\]"),
    ],
)
def test_a_wrong_field_is_named_with_its_place(
    tmp_path: Path, field: str, value: object, place: str
) -> None:
    rows = copy.deepcopy(SCANQA)
    rows[1][field] = value
    with pytest.raises(CommandError, match=place) as caught:
        read_scanqa(write(tmp_path / "q.json", rows))
    assert "q.json" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "[", "3", "[3]", '{"questions": 3}', "[" * 100_000])
def test_what_is_no_list_of_objects_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "q.json"
    path.write_text(content)
    for read in (read_scanqa, read_scanrefer, lambda p: read_sqa3d(p, p), read_answer_dict):
        with pytest.raises(CommandError, match=r"q\.json"):
            read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.json"):
        read_scanqa(tmp_path / "none.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(which=st.integers(0, 3), choice=st.randoms(use_true_random=False), junk=JSON)
def test_junk_anywhere_is_read_or_refused_in_one_line(
    tmp_path: Path, which: int, choice: Any, junk: object
) -> None:
    files: list[Any] = copy.deepcopy([SCANREFER, SCANQA, SQA3D_QUESTIONS, SQA3D_ANNOTATIONS])
    node = files[which]
    while isinstance(node, list | dict) and node:
        key = choice.choice(list(node) if isinstance(node, dict) else range(len(node)))
        if not isinstance(node[key], list | dict) or choice.random() < 0.2:
            node[key] = junk
            break
        node = node[key]
    paths = [tmp_path / f"{i}.json" for i in range(4)]
    for path, content in zip(paths, files, strict=True):
        path.write_text(json.dumps(content))
    try:
        read_scanrefer(paths[0])
        read_scanqa(paths[1])
        read_sqa3d(paths[2], paths[3])
    except CommandError as error:
        assert f"{which}.json" in str(error) and str(error).isprintable()


@pytest.mark.data
def test_the_real_files_are_read_whole() -> None:
    if not (DATA / "scanqa").is_dir():
        pytest.skip("needs the research annotations")
    questions = read_scanqa(DATA / "scanqa" / "ScanQA_v1.0_val_part.json")
    assert len(questions) == 2326 and len({q.scene for q in questions}) == 35
    assert all(q.answers and q.object_ids for q in questions)
    refer = DATA / "scanrefer" / "ScanRefer_filtered_train_sampled1000.json"
    assert len(read_scanrefer(refer)) == 1000
    sqa = DATA / "sqa3d"
    situated = read_sqa3d(
        sqa / "v1_full_questions_val_scannetv2.json",
        sqa / "v1_full_sqa_annotations_val_scannetv2.json",
    )
    assert len(situated) == 3596 and all(len(q.answers) == 1 for q in situated)
    assert len(read_answer_dict(sqa / "answer_dict.json")) > 100
