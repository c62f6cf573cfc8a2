"""SQA3D (Ma et al., 2023): questions of somebody who stands somewhere in a ScanNet scene.

Questions and answers come in two files, joined by the question's id. Positions and rotations are in
the scan's own axes, before ScanNet's axis alignment.
"""

import math
from dataclasses import replace
from pathlib import Path

from training.data.examples import Quaternion, Question, Situation
from training.data.records import Record, read_content, read_record
from training.errors import CommandError


def read_sqa3d(questions: Path, annotations: Path | None) -> tuple[Question, ...]:
    """Questions in the order of `v1_*_questions_*_scannetv2.json`.

    Answers, kinds and poses come from `v1_*_sqa_annotations_*_scannetv2.json`; without that file
    they are not known.

    Raises:
        CommandError: a file is missing or damaged, or a question has no annotation.
    """
    asked = [_question(record) for record in read_record(questions).records("questions")]
    if annotations is None:
        return tuple(asked)
    records = read_record(annotations).records("annotations")
    by_id = {record.identity("question_id"): record for record in records}
    without = next((q for q in asked if q.id not in by_id), None)
    if without is not None:
        problem = f"wanted an annotation of each question in {questions.name}"
        remedy = "Take both files from the same version"
        raise CommandError(f"{annotations}: {problem}, got none of {without.id}. {remedy}")
    return tuple(_annotated(question, by_id[question.id]) for question in asked)


def read_answer_dict(path: Path) -> tuple[str, ...]:
    """The answers of `answer_dict.json` in the order of their numbers.

    Raises:
        CommandError: the file is missing or damaged, or its two tables differ.
    """
    content = read_content(path)
    match content:
        case [{**numbers}, {**answers}] if (
            numbers
            and sorted(map(repr, numbers.values())) == sorted(map(repr, range(len(numbers))))
            and answers == {str(number): answer for answer, number in numbers.items()}
        ):
            return tuple(answers[str(i)] for i in range(len(answers)))
    problem = "wanted a table from answers to 0, 1, 2 … and the same table back"
    raise CommandError(f"{path}: {problem}. Copy the file again from its source")


def _question(record: Record) -> Question:
    return Question(
        id=record.identity("question_id"),
        scene=record.scene(),
        text=record.text("question"),
        situation=Situation(record.text("situation"), record.texts("alternative_situation")),
    )


def _annotated(question: Question, record: Record) -> Question:
    if record.scene() != question.scene:
        place = f"{record.place}.scene_id"
        raise record.error(place, f"{question.scene} for question {question.id}", record.scene())
    assert question.situation is not None
    position = record.record("position")
    situation = replace(
        question.situation,
        position=(position.number("x"), position.number("y"), position.number("z")),
        rotation=_rotation(record.record("rotation")),
    )
    return replace(
        question,
        answers=tuple(answer.text("answer") for answer in record.records("answers")),
        situation=situation,
        kind=question.text.split()[0].lower(),
    )


def _rotation(record: Record) -> Quaternion:
    w, x, y, z = (record.number(name) for name in ("_w", "_x", "_y", "_z"))
    length = math.hypot(w, x, y, z)
    if not 0.9 < length < 1.1:
        raise record.error(record.place, "a unit quaternion", dict(record.fields))
    return w / length, x / length, y / length, z / length
