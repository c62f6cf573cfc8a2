"""How often a question with a common answer is kept: fixed odds, the same for every room."""

from training.rooms.language.question import Question

ODDS: dict[str, float] = {}
"""By first answer; everything else is always kept."""


def odds(question: Question) -> float:
    return ODDS.get(question.answers[0], 1.0)
