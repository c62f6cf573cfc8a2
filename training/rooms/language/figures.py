"""Figures about a set of questions: variety, balance, and what can be guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from training.rooms.language.asking import asker
from training.rooms.language.asking.question import Question
from training.rooms.language.blind import blind_accuracy
from training.rooms.language.describing import describe


@dataclass(frozen=True)
class LanguageFigures:
    questions: int
    """In the test split."""
    templates: int
    """For questions, objects and rooms together."""
    distinct_answers: int
    most_common_answer: str
    most_common_share: float
    """Share of the questions that accept it."""
    official_types: dict[str, float]
    """Shares of ScanQA's types of questions."""
    blind_em1: float
    """EM@1 of a classifier that reads only the question."""


def language_figures(train: Sequence[Question], test: Sequence[Question]) -> LanguageFigures:
    counts = Counter(answer for question in test for answer in question.answers)
    (answer, most), *_ = counts.most_common(1)
    types = Counter(official_type(question.text) for question in test)
    return LanguageFigures(
        len(test),
        asker.template_count() + describe.template_count(),
        len(counts),
        answer,
        most / len(test),
        {name: round(count / len(test), 4) for name, count in types.most_common()},
        blind_accuracy(train, test),
    )


def official_type(text: str) -> str:
    """The type by which ScanQA's scoring groups questions, found by their first words."""
    if "Where" in text:
        return "place"
    if "How many" in text:
        return "number"
    if "What color" in text or "What is the color" in text:
        return "color"
    if any(f"What {word}" in text for word in ("shape", "type", "kind")):
        return "object nature"
    return "object" if "What is" in text else "other"
