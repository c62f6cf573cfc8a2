"""Questions about a room in the manner of ScanQA (Azuma et al., 2022) and SQA3D (Ma et al., 2023).

Kinds come in fixed shares. Answers that would be too common are taken less often, by fixed odds and
by a limit per room, so that the room's own questions are all that decides: rooms stay independent.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from training.rooms.colors import Random
from training.rooms.language.asking import ask_attributes as attributes
from training.rooms.language.asking import ask_numbers as numbers
from training.rooms.language.asking import ask_places as places
from training.rooms.language.asking import ask_things as things
from training.rooms.language.asking.asker import Asker
from training.rooms.language.asking.balance import odds
from training.rooms.language.asking.question import Question
from training.rooms.language.naming.resolve import Resolver

KINDS: tuple[tuple[Callable[[Asker], Question | None], float], ...] = (
    (places.where, 18),
    (places.where_are, 2),
    (places.where_to, 2),
    (places.side, 4),
    (places.side_seen, 1),
    (places.turn, 1.5),
    (places.relation, 1.5),
    (things.what_is, 20),
    (things.what_on, 3),
    (things.what_anchor, 4),
    (things.what_kind, 4),
    (things.nearest, 2.5),
    (things.what_to_use, 1.5),
    (things.which, 4),
    (things.what_seen, 3),
    (things.room, 0.3),
    (attributes.color, 16),
    (attributes.material, 1.5),
    (attributes.shape, 3),
    (attributes.kind, 6),
    (attributes.pattern, 0.5),
    (attributes.state, 0.6),
    (attributes.parts, 2),
    (attributes.look, 1.5),
    (numbers.count, 4),
    (numbers.count_by_place, 2),
    (numbers.seen, 1.5),
    (numbers.exists, 1.5),
    (numbers.exists_by_place, 1.5),
    (numbers.is_it, 1.5),
    (numbers.compare, 2),
    (numbers.closer, 2),
    (numbers.same, 0.6),
    (numbers.more, 0.6),
)
"""Makers of questions with their relative shares."""

_TRIES = 40
"""How often a maker may fail before another kind is taken."""
_SAME_ANSWER = 3
"""How many questions of a room may have the same first answer."""


@dataclass(frozen=True)
class QuestionConfig:
    count: int = 50
    """At most so many questions per room."""
    per_thing: float = 2.5
    """And at most so many per visible thing."""
    novel: bool = False
    """Whether held-out templates, names and phrases are used."""


def ask(
    resolver: Resolver, rng: Random, config: QuestionConfig = QuestionConfig()
) -> tuple[Question, ...]:
    """Questions about what the resolver sees. Different texts, answers checked and clear."""
    if len(resolver.survey.things) < 2:
        return ()
    asker = Asker(resolver, rng, novel=config.novel)
    wanted = min(config.count, int(config.per_thing * len(asker.things)))
    ends = np.cumsum([share for _, share in KINDS])
    questions: dict[tuple[str, tuple[int, ...] | str], Question] = {}
    answers: Counter[str] = Counter()
    for _ in range(3 * wanted):
        if len(questions) == wanted:
            break
        make, _ = KINDS[int(np.searchsorted(ends, rng.random() * ends[-1], side="right"))]
        question = _one(asker, make)
        if question is None:
            continue
        # Other words for the same question about the same things would teach nothing new.
        subject = question.kind, question.object_ids or question.text
        if subject in questions:
            continue
        if answers[question.answers[0]] >= _SAME_ANSWER:
            continue
        answers[question.answers[0]] += 1
        questions[subject] = question
    return tuple(questions.values())


def _one(asker: Asker, make: Callable[[Asker], Question | None]) -> Question | None:
    for _ in range(_TRIES):
        question = make(asker)
        if question is not None and asker.chance(odds(question)):
            return question
    return None
