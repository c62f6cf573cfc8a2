"""What is asked about a scene, and what is known about it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.checkpoints import CLASSES
from tests.questions.small_scenes import FIRST, SECOND, Scenes
from training.data.examples import Question, Situation
from training.questions.corpus import Corpus, read_corpus
from training.questions.items import (
    Item,
    ItemConfig,
    answer_objects,
    asked,
    described,
    draw_foreign,
    draw_items,
    is_missing,
)

ALL = ItemConfig(questions=9, descriptions=9, foreign=3)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(Scenes(FIRST, SECOND), CLASSES, progress=False)


def question(answers: tuple[str, ...], ids: tuple[int, ...], kind: str = "what on") -> Question:
    return Question("q", "scene", "What?", answers, ids, ("thing",) * len(ids), kind=kind)


def draw(corpus: Corpus, there: list[int], config: ItemConfig = ALL, seed: int = 0) -> list[Item]:
    order = range(len(corpus.scenes[0].questions))
    return draw_items(corpus, 0, there, config, list(order), np.random.default_rng(seed))


def test_counted_objects_bear_an_answer_out_and_what_they_lie_on_does_not() -> None:
    assert answer_objects(question(("boxes", "2 boxes"), (5, 6, 7))) == (5, 6)
    assert answer_objects(question(("3",), (5, 6, 7))) == (5, 6, 7)
    assert answer_objects(question(("black",), (5, 6))) == (5,)
    assert answer_objects(question(("yes",), (5, 6))) == (5, 6)
    assert answer_objects(question(("near the door",), (5, 6), kind="")) == (5, 6)
    assert answer_objects(question(("library",), ())) == ()


def test_a_no_denies_only_what_is_asked_of_the_whole_room() -> None:
    denied = question(("no",), (), kind="exists")
    assert asked(denied, ItemConfig()).present is False
    standing = replace(denied, situation=Situation("I am facing the bed."), kind="is")
    assert asked(standing, ItemConfig()).present is None
    assert asked(replace(standing, object_ids=(5,)), ItemConfig()).present is True


def test_a_question_refers_to_what_is_counted_but_in_the_paper_to_the_first() -> None:
    several = question(("2",), (5, 6))
    assert asked(several, ItemConfig()).referred == (5, 6)
    assert asked(several, ItemConfig(several=False)).referred == (5,)
    both = asked(question(("yes",), (5, 6)), ItemConfig())
    assert both.referred == (5,) and both.evidence == (5, 6)


def test_only_a_no_about_nothing_says_that_something_is_absent() -> None:
    assert asked(question(("no",), ()), ItemConfig()).present is False
    assert asked(question(("no",), (5, 6)), ItemConfig()).present is True
    assert asked(question(("library",), ()), ItemConfig()).present is True


def test_descriptions_teach_only_what_they_refer_to() -> None:
    item = described(FIRST.descriptions[0])
    assert item.referred == (10,)
    assert (item.answers, item.evidence, item.present) == ((), None, None)


def test_questions_about_lost_objects_are_not_asked(corpus: Corpus) -> None:
    whole, cropped = draw(corpus, [10, 11, 12]), draw(corpus, [11, 12])
    assert {item.name for item in cropped} < {item.name for item in whole}
    assert all(10 not in (*item.referred, *(item.evidence or ())) for item in cropped)
    assert {"first-0", "first-2"} <= {item.name for item in cropped}


def test_foreign_questions_are_about_what_is_not_there(corpus: Corpus) -> None:
    found = draw_foreign(corpus, 0, 20, np.random.default_rng(0))
    assert {question.id for question in found} == {"second-1", "second-2"}
    assert all(item.present is False and not item.answers and not item.referred
               for item in draw(corpus, []) if item.name.endswith("foreign"))  # fmt: skip


def test_a_thing_of_the_same_class_may_be_meant(corpus: Corpus) -> None:
    first, second = corpus.scenes
    chair = replace(SECOND.questions[0], object_names=("armchair",))
    assert not is_missing(chair, second, first, corpus.others)
    other = replace(second, classes={11: CLASSES.names.index("others")})
    assert is_missing(chair, other, first, corpus.others)
    assert not is_missing(replace(chair, object_names=()), other, first, corpus.others)


def test_no_more_is_asked_than_wanted(corpus: Corpus) -> None:
    few = draw(corpus, [10, 11, 12], ItemConfig(questions=2, descriptions=0, foreign=1))
    assert len(few) == 3
    assert [item.name for item in few[:2]] == ["first-0", "first-1"]
