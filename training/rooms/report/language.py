"""What the report says about descriptions and questions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from training.rooms.language.asking import asker
from training.rooms.language.asking.question import Question
from training.rooms.language.blind import blind_accuracy
from training.rooms.language.describing import describe
from training.rooms.language.room_language import LanguageConfig, speak
from training.rooms.language.words.lexicon import ENTRIES, uses_of
from training.rooms.report.figures import Figure, at_least, at_most
from training.rooms.report.rooms import Rooms, room_of
from training.rooms.splits import Split, room_seed

LEAST_TEMPLATES = 250
LEAST_NAMES = 8
LEAST_ANSWERS = 1000
MOST_COMMON = 0.06
MOST_GUESSED = 0.35


@dataclass(frozen=True)
class Words:
    """What is said and asked about one room, with all its objects in sight."""

    questions: tuple[Question, ...]
    descriptions: tuple[str, ...]
    scenes: tuple[str, ...]


def words_of_room(split: Split, index: int) -> Words:
    seed = room_seed(split, index)
    questions = replace(LanguageConfig().questions, novel=split == "novel-phrasings")
    config = LanguageConfig(questions=questions)
    said = speak(room_of(split, index), np.random.default_rng([seed, 2]), config=config)
    return Words(said.questions, tuple(d.text for d in said.descriptions), said.scenes)


def language_figures(words: Sequence[Words], others: Sequence[Words], rooms: Rooms) -> list[Figure]:
    """What is said and asked about some rooms.

    Args:
        words: of the rooms.
        others: of rooms of another split, about which the blind classifier is asked.
        rooms: which ones they are; the others are `rooms.others()`.
    """
    questions, held_out = questions_of(words), questions_of(others)
    answers = Counter(answer for question in questions for answer in question.answers)
    common, times = answers.most_common(1)[0]
    descriptions = [text for own in words for text in own.descriptions]
    return [
        at_least(
            "templates",
            "sentence templates",
            asker.template_count() + describe.template_count(),
            LEAST_TEMPLATES,
            f"{asker.template_count()} for questions, {describe.template_count()} for descriptions "
            "of objects and rooms, held-out ones among them.",
        ),
        at_least(
            "fewest_names",
            "names and paraphrases of the category with the fewest",
            min(len(_names(category)) for category in ENTRIES),
            LEAST_NAMES,
            "Names in the dictionary, those of the split of novel phrasings among them, and "
            "paraphrases by use; hypernyms come on top.",
        ),
        Figure(
            "questions_per_room",
            "questions per room",
            round(len(questions) / len(words), 1),
            f"Over {len(words)} rooms ({rooms}); each answer is checked against the geometry by a "
            "second, slow computation in the tests.",
        ),
        Figure(
            "descriptions_per_room",
            "descriptions of objects per room",
            round(len(descriptions) / len(words), 1),
            f"{len(set(descriptions))} of {len(descriptions)} are different texts.",
        ),
        at_least(
            "distinct_answers",
            "distinct answers",
            len(answers),
            LEAST_ANSWERS,
            f"Among all acceptable answers to {len(questions)} questions; "
            f"{len({q.answers[0] for q in questions})} among the first ones.",
        ),
        at_most(
            "most_common_answer",
            "share of the most common answer",
            times / len(questions),
            MOST_COMMON,
            f'Questions that "{common}" answers, of all.',
        ),
        at_most(
            "blind_em1",
            "EM@1 without looking",
            blind_accuracy(questions, held_out),
            MOST_GUESSED,
            "A linear classifier over n-grams of the question's words and letters, trained on "
            f"{len(questions)} questions of {len(words)} rooms ({rooms}) and asked "
            f"{len(held_out)} of {len(others)} others ({rooms.others()}). A guess is right if it "
            "is an acceptable answer.",
        ),
    ]


def questions_of(rooms: Sequence[Words]) -> list[Question]:
    return [question for words in rooms for question in words.questions]


def _names(category: str) -> set[str]:
    entry = ENTRIES[category]
    names = {noun.one for noun in (*entry.names, *entry.rare)}
    return names | {phrase.one for use in uses_of(category) for phrase in use.phrases}
