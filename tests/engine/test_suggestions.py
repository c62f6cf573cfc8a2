"""Suggested questions speak of what was detected, in all kinds."""

import numpy as np

from backend.engine.suggestions import plural, suggested
from backend.types import Boxes


def found(*labels: str, score: float = 0.9) -> Boxes:
    n = len(labels)
    zeros = np.zeros((n, 3), np.float32)
    return Boxes(zeros, zeros, zeros[:, 0], labels, np.full(n, score, np.float32))


def test_kinds_differ_and_things_are_there() -> None:
    asked = suggested(found("bed", "chair", "chair", "desk", "door", "object"), colored=True)
    assert "How many chairs are there?" in asked
    for start in ("How many", "What color", "Where", "What is next to", "Is there"):
        assert any(question.startswith(start) for question in asked), start
    assert not any("object" in question for question in asked)
    assert len(set(asked)) == len(asked) <= 6


def test_no_colours_no_question_for_them() -> None:
    asked = suggested(found("bed", "desk"), colored=False)
    assert not any("color" in question for question in asked)


def test_there_is_always_something_to_ask() -> None:
    assert suggested(found(), colored=True) == suggested(found("bed", score=0.1), colored=True)
    assert len(suggested(found(), colored=True)) >= 3


def test_plurals() -> None:
    labels = ["bookshelf", "couch", "box", "chair", "lobby", "tray"]
    assert [plural(label) for label in labels] == [
        "bookshelves", "couches", "boxes", "chairs", "lobbies", "trays",
    ]  # fmt: skip
