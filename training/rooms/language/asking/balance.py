"""How often a question with a common answer is kept: fixed odds, the same for every room."""

from training.rooms.language.asking.question import Question

ODDS: dict[str, float] = {
    "1": 0.3, "4": 0.5, "0": 0.4, "rectangular": 0.25, "against wall": 0.5, "on wall": 0.7,
    "white": 0.8, "wood": 0.35, "fabric": 0.7, "closed": 0.5,
}  # fmt: skip
"""By first answer; everything else is always kept."""


def odds(question: Question) -> float:
    return ODDS.get(question.answers[0], 1.0)
