"""Which boxes are shown for which answer."""

import numpy as np
import pytest

from backend.engine.answering import denied, probably_there
from backend.engine.answers import Ranked
from backend.engine.calibration import Calibration
from backend.engine.evidence import boxes_of, gather_evidence, ranked
from backend.engine.features import SceneFeatures
from backend.models.card import CheckpointError
from backend.types import Boxes

REFERENCE = np.array([3, 2, 1, 0, -np.inf], np.float32)


def features(scores: tuple[float, ...] = (0.9, 0.8, 0.9, 0.7, 0.0)) -> SceneFeatures:
    """Five things in a row, of which the last is none."""
    n = len(scores)
    centers = np.array([[2 * i, 0, 0] for i in range(n)], np.float32)
    boxes = Boxes(
        centers,
        np.ones((n, 3), np.float32),
        np.zeros(n, np.float32),
        tuple(f"thing {i}" for i in range(n)),
        np.array(scores, np.float32),
    )
    empty, own = np.zeros((n, 4), np.float32), np.eye(n, dtype=np.float32)
    counted = np.isfinite(REFERENCE)
    return SceneFeatures(
        empty[0],
        empty,
        counted,
        boxes,
        empty,
        boxes,
        empty[0],
        centers,
        own,
    )


def shown(answer: str, evidence: list[float] | None, **calibration: float) -> list[int]:
    logits = None if evidence is None else np.array(evidence, np.float32)
    found = gather_evidence(features(), REFERENCE, logits, answer, Calibration(**calibration))
    return found.shown.tolist()


def test_all_that_bear_the_answer_out_are_shown_best_first() -> None:
    assert shown("3", [0.5, -2, 3, 1, -np.inf]) == [2, 3, 0]
    assert shown("3", [0.5, -2, 3, 1, -np.inf], evidence_threshold=0.7) == [2, 3]


def test_without_evidence_what_is_referred_to_is_shown() -> None:
    assert shown("brown", [-3, -3, -3, -3, -np.inf]) == [0]
    assert shown("brown", None) == [0]


@pytest.mark.parametrize(("answer", "count"), [("3", 3), ("two", 2), ("99", 4), ("0", 0)])
def test_without_evidence_as_many_as_are_counted(answer: str, count: int) -> None:
    assert shown(answer, None) == list(range(count))


def test_a_denial_shows_nothing() -> None:
    assert shown("no", [-3, -3, -3, -3, -np.inf]) == []


def test_what_is_no_object_is_never_shown() -> None:
    nothing = features(scores=(0.01,) * 5)
    found = gather_evidence(nothing, REFERENCE, None, "brown", Calibration())
    assert len(boxes_of(nothing, found)) == 0 and len(found.warm) == 0


def test_scores_are_probabilities_and_best_first() -> None:
    there = features()
    logits = np.array([4, 2, 0.1, -1, -np.inf], np.float32)
    boxes = boxes_of(there, gather_evidence(there, REFERENCE, logits, "3", Calibration()))
    assert boxes.scores is not None
    assert (np.diff(boxes.scores) <= 0).all() and (boxes.scores >= 0.5).all()


def test_answers_are_ranked_by_calibrated_confidence() -> None:
    logits = np.array([0, 2, -1, 4, 1, 3], np.float32)
    best = ranked(logits, tuple("abcdef"), Calibration(answer_temperature=2.0))
    assert [one.text for one in best] == ["d", "f", "b", "e", "a"]
    assert best[0].confidence == pytest.approx(1 / (1 + np.exp(-2)))


@pytest.mark.parametrize("value", [0.0, -1.0, float("inf")])
def test_impossible_calibration_is_refused(value: float) -> None:
    with pytest.raises(CheckpointError, match="answer_temperature"):
        Calibration.of_card({"answer_temperature": value})


def test_a_yes_to_what_is_absent_becomes_a_no() -> None:
    said = (Ranked("yes", 0.8), Ranked("no", 0.5), Ranked("2", 0.05))
    answers = denied(said, 0.9)
    assert [one.text for one in answers] == ["no", "yes", "2"]
    assert [one.confidence for one in answers] == pytest.approx([0.9, 0.1, 0.05])
    other = (Ranked("brown", 0.8), Ranked("yes", 0.5))
    assert denied(other, 0.9) == other


def test_presence_is_a_calibrated_probability() -> None:
    sharp, flat = Calibration(presence_temperature=1.0), Calibration(presence_temperature=4.0)
    assert probably_there(None, sharp) == 1.0
    assert probably_there(-3.0, sharp) < probably_there(-3.0, flat) < 0.5
    assert probably_there(0.0, sharp) == pytest.approx(0.5)
