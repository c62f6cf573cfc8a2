"""The answers that a network may give, and how right each is for a question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float32

from training.data.examples import Question

_SCORES = (0.0, 0.3, 0.6, 0.9, 1.0)
"""By how often an answer occurs, the last from there on."""


def answer_score(count: int) -> float:
    """How right an answer is that occurs so often (`get_answer_score` of ScanQA, as in VQA v2)."""
    return _SCORES[min(max(count, 0), len(_SCORES) - 1)]


@dataclass(frozen=True)
class AnswerVocabulary:
    """The classes of the answer head, most frequent first."""

    answers: tuple[str, ...]
    counts: tuple[int, ...]
    """How often each occurs among all answers to the training questions."""

    def __post_init__(self) -> None:
        if not self.answers or len(set(self.answers)) != len(self.answers):
            raise ValueError(
                f"wanted different answers, at least one, got {len(self.answers)} of which "
                f"{len(set(self.answers))} differ"
            )
        if len(self.counts) != len(self.answers):
            raise ValueError(
                f"wanted a count for each of {len(self.answers)} answers, got {len(self.counts)}"
            )

    def __len__(self) -> int:
        return len(self.answers)

    @cached_property
    def index(self) -> dict[str, int]:
        return {answer: i for i, answer in enumerate(self.answers)}

    def knows(self, question: Question) -> bool:
        """Whether the network could give one of the question's answers at all."""
        return any(answer in self.index for answer in question.answers)

    def targets(self, answers: Sequence[str]) -> Float32[np.ndarray, " answers"]:
        """Soft targets for one question; answers outside of the vocabulary count nothing.

        As in 3D-VQA's released code, an answer's score follows from how often it
        occurs in the whole training set, so that only rare answers are soft.
        """
        scores = np.zeros(len(self.answers), np.float32)
        for answer in answers:
            i = self.index.get(answer)
            if i is not None:
                scores[i] = answer_score(self.counts[i])
        return scores


def answer_vocabulary(questions: Iterable[Question], min_frequency: int = 1) -> AnswerVocabulary:
    """All answers to the training questions that occur so often; equals in alphabetical order.

    Raises:
        ValueError: there is none.
    """
    counts = Counter(answer for question in questions for answer in question.answers)
    kept = [(answer, n) for answer, n in counts.items() if n >= min_frequency]
    if not kept:
        raise ValueError(
            f"wanted answers that occur at least {min_frequency} times, got none among "
            f"{len(counts)} different ones. Lower the minimum frequency or take more questions"
        )
    kept.sort(key=lambda item: (-item[1], item[0]))
    return AnswerVocabulary(tuple(answer for answer, _ in kept), tuple(n for _, n in kept))
