"""How often answers match: ScanQA's EM@1 and EM@10, and the refined family of LEO.

ScanQA (Azuma et al., CVPR 2022) compares strings exactly, case included. LEO (Huang et al., ICML
2024) cleans both sides first; its refined match also accepts an answer that contains a reference or
lies within one. Figures of the two families are not comparable and carry different names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPELLINGS = {
    "letf": "left",
    "let": "left",
    "tehre": "there",
    "rigth": "right",
    "rght": "right",
    "behine": "behind",
    "tv": "TV",
    "chai": "chair",
    "wasing": "washing",
    "waslked": "walked",
    "oclock": "o'clock",
}
"""What LEO mends in answers, word by word."""

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORDS = {str(i): word for i, word in enumerate(_NUMBERS)} | {
    "none": "zero",
    "23": "twenty-three",
}


@dataclass(frozen=True)
class Answered:
    """One question as it was answered."""

    answers: tuple[str, ...]
    """Best first; at least one."""
    references: tuple[str, ...]
    """What people answered; at least one."""


@dataclass(frozen=True)
class AnswerScore:
    """Percentages of the questions."""

    questions: int
    em1: float
    """The first answer is one of the references, letter by letter."""
    em10: float
    """One of the first ten answers is."""
    cleaned_em: float
    """The first answer is one of the references once both are cleaned as LEO does."""
    refined_em: float
    """It equals, contains or lies within a cleaned reference, blanks aside."""

    def figures(self) -> Iterator[tuple[str, float]]:
        yield "EM@1", self.em1
        yield "EM@10", self.em10
        yield "EM@1 (LEO, cleaned)", self.cleaned_em
        yield "EM@1 (LEO, refined)", self.refined_em


def score_answers(questions: Sequence[Answered]) -> AnswerScore:
    """Both families over all questions.

    Raises:
        ValueError: there are no questions, or one lacks answers or references.
    """
    if not questions:
        raise ValueError("wanted at least one question, got none")
    if not all(question.answers and question.references for question in questions):
        raise ValueError("wanted an answer and a reference for every question")
    cleaned = [
        (clean_answer(question.answers[0]), [clean_answer(text) for text in question.references])
        for question in questions
    ]
    return AnswerScore(
        len(questions),
        _percent([question.answers[0] in question.references for question in questions]),
        _percent([_any_of_ten(question) for question in questions]),
        _percent([answer in references for answer, references in cleaned]),
        _percent([refined_match(answer, references) for answer, references in cleaned]),
    )


def clean_answer(text: str) -> str:
    """An answer as LEO compares it: lower case, mended, numbers as words, no articles."""
    text = re.sub(" {2,}", " ", text.lower().strip(" "))
    text = re.sub(r"[^a-zA-Z0-9,'\s\-:]+", "", text)
    text = _replace_words(text, _SPELLINGS)
    text = re.sub(r"\bo' +clock\b", "o'clock", text)
    text = _replace_words(text, _NUMBER_WORDS)
    text = re.sub(r"\b([a-zA-Z]+)[0-9]\b", r"\1", text)
    for article in ("a", "an", "the"):
        text = re.sub(rf"\b{article} ([a-zA-Z]+)", r"\1", text)
    return re.sub(r"\bbackwards\b", "backward", text)


def refined_match(answer: str, references: Sequence[str]) -> bool:
    """Whether the answer contains a reference or the other way around, blanks aside.

    LEO's loop ends at the first reference that fits in either way, so that its plain EM depends on
    their order; ours asks all references for each of the two. The refined EM is the same.
    """
    answer = "".join(answer.split())
    joined = ["".join(reference.split()) for reference in references]
    return any(answer in reference or reference in answer for reference in joined)


def scanqa_type(question: str) -> str:
    """The kind of question by which ScanQA breaks its scores down."""
    if "Where" in question:
        return "Place"
    if "How many" in question:
        return "Number"
    if "What color" in question or "What is the color" in question:
        return "Color"
    if any(f"What {word}" in question for word in ("shape", "type", "kind")):
        return "Object nature"
    return "Object" if "What is" in question else "Other"


def sqa3d_type(question: str) -> str:
    """The kind of question by which SQA3D breaks its scores down: how it begins."""
    start = question.lstrip().lower()
    words = ("what", "is", "how", "can", "which")
    return next((word.capitalize() for word in words if start.startswith(word)), "Other")


def _any_of_ten(question: Answered) -> bool:
    return any(answer in question.references for answer in question.answers[:10])


def _replace_words(text: str, table: dict[str, str]) -> str:
    return re.sub(r"\b\w+\b", lambda found: table.get(found[0], found[0]), text)


def _percent(right: Sequence[bool]) -> float:
    return 100 * sum(right) / len(right)
