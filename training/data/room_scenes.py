"""Rooms as training examples, from memory or from disk, in the form that real scans have too."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Int64

from backend.models.votenet.classes import SCANREFER, DetectionClasses
from backend.scenes.datasets.objects import boxes_around
from backend.scenes.datasets.scene_folder import read_scene_folder
from backend.types import Boxes, Points
from training.data.detector_classes import class_of_name
from training.data.examples import Question, QuestionScene, Situation, Utterance
from training.data.records import Record, damaged_input, read_record
from training.errors import CommandError
from training.rooms.example import Example
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.language.room_language import RoomLanguage


def room_scene(
    example: Example, classes: DetectionClasses = SCANREFER, least_points: int = 30
) -> QuestionScene:
    """A room that was just made. Objects of which fewer points were seen get no box."""
    boxes = example.scan.aligned_boxes(least_points)
    scene = _scene(example.name, example.scan.points, boxes, classes)
    if example.words is None:
        return scene
    return replace(
        scene,
        questions=_questions(example.name, example.words),
        descriptions=tuple(
            Utterance(example.name, d.object_id, d.object_name, d.text)
            for d in example.words.descriptions
        ),
    )


def read_room_scene(folder: Path, classes: DetectionClasses = SCANREFER) -> QuestionScene:
    """A room that `training rooms` wrote.

    Raises:
        CommandError: a file is missing or damaged, with the place.
    """
    with damaged_input():
        reading = read_scene_folder(folder)
    points, turned = reading.points, reading.boxes
    if points is None or points.instances is None or turned is None or turned.instances is None:
        raise CommandError(f"{folder}: wanted a room with labelled objects. Write it again")
    labels = dict(zip(turned.instances.tolist(), turned.labels, strict=True))
    strange = next((label for label in turned.labels if label not in CATALOGUE), None)
    if strange is not None:
        raise CommandError(f"{folder}: no room has a {strange!a}. Write it again")
    boxes = boxes_around(points.positions, points.instances, labels)
    scene = _scene(folder.name, points, boxes, classes)
    path = folder / "language.json"
    if not path.is_file():
        return scene
    words = read_record(path)
    return replace(
        scene,
        questions=tuple(_read_question(folder.name, r) for r in words.records("questions")),
        descriptions=tuple(_read_utterance(folder.name, r) for r in words.records("descriptions")),
    )


def _scene(name: str, points: Points, boxes: Boxes, classes: DetectionClasses) -> QuestionScene:
    assert points.colors is not None and points.instances is not None
    assert boxes.instances is not None
    kinds = _classes(boxes.labels, classes)
    kept = np.flatnonzero(kinds >= 0)
    return QuestionScene(
        name=name,
        points=points.positions,
        colors=points.colors,
        instances=points.instances,
        boxes=Boxes(
            boxes.centers[kept],
            boxes.sizes[kept],
            boxes.yaws[kept],
            tuple(boxes.labels[i] for i in kept),
            instances=boxes.instances[kept],
        ),
        classes=kinds[kept],
    )


def _classes(labels: Iterable[str], classes: DetectionClasses) -> Int64[np.ndarray, " boxes"]:
    numbers = [class_of_name(CATALOGUE[label].scannet, classes) for label in labels]
    return np.array(numbers, np.int64)


def _questions(name: str, words: RoomLanguage) -> tuple[Question, ...]:
    return tuple(
        _question(
            Question(
                id=f"{name}-{number}",
                scene=name,
                text=q.text,
                answers=q.answers,
                object_ids=q.object_ids,
                object_names=q.object_names,
                kind=q.kind,
            ),
            q.situation,
        )
        for number, q in enumerate(words.questions)
    )


def _question(question: Question, situation: str | None) -> Question:
    """With the situation apart where the text begins with it, as in SQA3D."""
    if situation is None or not question.text.startswith(f"{situation} "):
        return question
    text = question.text.removeprefix(situation).strip()
    return replace(question, text=text, situation=Situation(situation))


def _read_question(name: str, record: Record) -> Question:
    situation = record.fields.get("situation")
    question = Question(
        id=record.text("question_id"),
        scene=name,
        text=record.text("question"),
        answers=record.texts("answers"),
        object_ids=record.integers("object_ids"),
        object_names=record.texts("object_names"),
        kind=record.text("kind"),
    )
    return _question(question, None if situation is None else record.text("situation"))


def _read_utterance(name: str, record: Record) -> Utterance:
    return Utterance(
        name, record.integer("object_id"), record.text("object_name"), record.text("description")
    )
