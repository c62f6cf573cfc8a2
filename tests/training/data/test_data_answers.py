"""Answer vocabularies, votes and classes: what training targets are made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.models.votenet.classes import SCANNET, SCANREFER
from backend.scenes.datasets.nyu40 import NYU40
from training.data.answers import AnswerVocabulary, answer_score, answer_vocabulary
from training.data.detector_classes import class_of_name, classes_of_nyu40
from training.data.examples import Question
from training.data.votes import object_votes


def asked(*answers: str) -> Question:
    return Question("1", "scene0000_00", "What?", answers)


def test_scores_follow_how_often_an_answer_occurs() -> None:
    assert [answer_score(n) for n in (0, 1, 2, 3, 4, 99)] == [0, 0.3, 0.6, 0.9, 1, 1]


def test_the_vocabulary_counts_all_answers_of_the_training_set() -> None:
    questions = [asked("chair", "bed"), asked("chair"), asked("bed"), asked("chair"), asked("tv")]
    vocabulary = answer_vocabulary(questions)
    assert vocabulary.answers == ("chair", "bed", "tv") and vocabulary.counts == (3, 2, 1)
    np.testing.assert_allclose(vocabulary.targets(["tv", "chair", "sofa"]), [0.9, 0, 0.3])
    assert vocabulary.knows(asked("sofa", "tv")) and not vocabulary.knows(asked("sofa"))
    assert answer_vocabulary(questions, min_frequency=2).answers == ("chair", "bed")
    with pytest.raises(ValueError, match="at least 4 times"):
        answer_vocabulary(questions, min_frequency=4)
    with pytest.raises(ValueError, match="different answers"):
        AnswerVocabulary(("a", "a"), (1, 1))


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=3), min_size=1))
def test_the_order_of_the_questions_does_not_matter(rows: list[list[str]]) -> None:
    questions = [asked("z"), *(asked(*row) for row in rows)]
    vocabulary = answer_vocabulary(questions)
    assert vocabulary == answer_vocabulary(questions[::-1])
    assert sum(vocabulary.counts) == 1 + sum(map(len, rows))
    assert all((vocabulary.targets([a]) > 0).sum() == 1 for a in vocabulary.answers)


def test_other_furniture_is_a_garbage_bin_or_one_of_the_others() -> None:
    votenet, scanrefer = classes_of_nyu40(SCANNET), classes_of_nyu40(SCANREFER)
    assert sorted(votenet[votenet >= 0]) == list(range(18))
    assert (
        SCANNET.names[votenet[39]] == "garbage bin" and SCANREFER.names[scanrefer[39]] == "others"
    )
    shell = [NYU40.index(name) for name in ("unlabelled", "wall", "floor", "ceiling")]
    assert np.flatnonzero(scanrefer < 0).tolist() == shell
    assert class_of_name(None, SCANNET) == -1 and class_of_name(None, SCANREFER) == 17
    assert class_of_name("bed", SCANNET) == class_of_name("bed", SCANREFER) == 1


def test_votes_lead_to_the_middle_of_an_objects_own_points() -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(200, 3)).astype(np.float32)
    instances = rng.integers(-1, 4, 200).astype(np.int32)
    votes, belongs = object_votes(points, instances, np.array([0, 2, 9], np.int32))
    np.testing.assert_array_equal(belongs, (instances == 0) | (instances == 2))
    assert not votes[~belongs].any() and (votes == votes[:, :1]).all()
    for number in (0, 2):
        mine = points[instances == number]
        middle = (mine.min(0) + mine.max(0)) / 2
        reached = mine + votes[instances == number, 0]
        np.testing.assert_allclose(reached, np.broadcast_to(middle, mine.shape), atol=1e-6)
    nothing, none = object_votes(points, np.full(200, -1, np.int32), np.arange(3, dtype=np.int32))
    assert not nothing.any() and not none.any()
