"""What is asked about each scene of a batch: its own questions, descriptions, foreign questions.

A foreign question comes from another scene and is about something that this scene lacks: it
teaches the network to say that there is nothing like that here, and nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from training.data.examples import Question, Utterance
from training.questions.corpus import Corpus, SaidScene
from training.rooms.colors import Random

_TRIES = 8
"""Questions that are drawn for each foreign one."""


@dataclass(frozen=True)
class ItemConfig:
    """Defaults are ours."""

    questions: int = 8
    """Of each scene, at most."""
    descriptions: int = 2
    """Of each scene, at most; they teach what is referred to."""
    foreign: int = 2
    """About each scene, at most."""
    hurried: float = 0.0
    """How often something is asked as people type in a hurry."""
    several: bool = True
    """A question may refer to several objects (all that are counted); otherwise, as in the paper,
    only to the first."""


@dataclass(frozen=True)
class Item:
    """Something that is asked, and what is known about it."""

    name: str
    text: str
    referred: tuple[int, ...] = ()
    """Object ids."""
    evidence: tuple[int, ...] | None = None
    """Object ids; None where that is not known."""
    answers: tuple[str, ...] = ()
    present: bool | None = None
    """Whether the scene holds what is asked about; None where that is not known."""


def asked(question: Question, config: ItemConfig) -> Item:
    """A question about its own scene."""
    evidence = answer_objects(question)
    denied = not question.object_ids and "no" in question.answers
    # SQA3D names no objects: what it says no to may well be there.
    unknown = question.situation is not None and not question.object_ids
    return Item(
        question.id,
        question.words,
        evidence if config.several and not _is_yes_or_no(question) else question.object_ids[:1],
        evidence,
        question.answers,
        None if unknown else not denied,
    )


def described(description: Utterance) -> Item:
    name = f"{description.scene}-{description.object_id}-description"
    return Item(name, description.text, (description.object_id,))


def foreign(question: Question) -> Item:
    return Item(f"{question.id}-foreign", question.words, present=False)


def answer_objects(question: Question) -> tuple[int, ...]:
    """The objects that bear the answer out.

    The first ones are those of the answer: as many as it counts. Behind them may come what they
    are compared with, which is evidence for a yes or no only. All objects of a question without a
    kind (ScanQA's) are the answer's.
    """
    ids = question.object_ids
    if _is_yes_or_no(question) or not question.kind:
        return ids
    counted = [int(word) for answer in question.answers for word in answer.split()[:1]
               if word.isdecimal()]  # fmt: skip
    return ids[: max([1, *counted])]


def draw_items(
    corpus: Corpus,
    row: int,
    there: Collection[int],
    config: ItemConfig,
    order: Sequence[int],
    rng: Random,
) -> list[Item]:
    """What is asked about a scene in one batch.

    Args:
        corpus: what is said about all scenes.
        row: which scene.
        there: ids of the objects that cropping has left. What is about others is not asked.
        config: how much of what.
        order: rows of the scene's questions in the order in which they should be asked.
        rng: for descriptions and foreign questions.
    """
    scene = corpus.scenes[row]
    lost = scene.classes.keys() - set(there)
    fit = [scene.questions[i] for i in order]
    fit = [question for question in fit if lost.isdisjoint(question.object_ids)]
    said = [scene.descriptions[i] for i in rng.permutation(len(scene.descriptions))]
    said = [one for one in said if one.object_id in there][: config.descriptions]
    return [
        *(asked(question, config) for question in fit[: config.questions]),
        *(described(one) for one in said),
        *(foreign(question) for question in draw_foreign(corpus, row, config.foreign, rng)),
    ]


def draw_foreign(corpus: Corpus, row: int, count: int, rng: Random) -> list[Question]:
    """Questions about other scenes, of which this one holds nothing; fewer where it holds much."""
    found: list[Question] = []
    for _ in range(_TRIES * count):
        home = corpus.scenes[rng.integers(len(corpus.scenes))]
        if len(found) < count and home.questions:
            question = home.questions[rng.integers(len(home.questions))]
            if is_missing(question, home, corpus.scenes[row], corpus.others):
                found.append(question)
    return found


def is_missing(question: Question, home: SaidScene, scene: SaidScene, others: int | None) -> bool:
    """Whether a scene surely lacks what a question about another scene is about.

    It must hold nothing of that name, and where the detector tells that kind of thing from others,
    nothing of the kind: people call an armchair a chair.
    """
    if not question.object_names or home.name == scene.name:
        return False
    kind = home.classes.get(question.object_ids[0], others)
    if kind != others and kind in scene.classes.values():
        return False
    return question.object_names[0] not in scene.labels


def _is_yes_or_no(question: Question) -> bool:
    return question.answers[:1] in (("yes",), ("no",))
