import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.iou import box_iou
from backend.types import Boxes
from training.metrics.detection import average_precision, score_detections

NAMES = ("bed", "chair", "lamp")


def boxes_at(xs: list[float], labels: tuple[str, ...], scores: list[float] | None = None) -> Boxes:
    """Unit cubes on the x axis."""
    centers = np.zeros((len(xs), 3), dtype=np.float32)
    centers[:, 0] = xs
    return Boxes(
        centers,
        np.ones((len(xs), 3), dtype=np.float32),
        np.zeros(len(xs), dtype=np.float32),
        labels,
        None if scores is None else np.array(scores, dtype=np.float32),
    )


def random_scene(random: np.random.Generator, n: int, scored: bool) -> Boxes:
    labels = tuple(NAMES[i] for i in random.integers(0, len(NAMES), n))
    scores = list(random.choice(np.linspace(0, 1, 50), n, replace=False)) if scored else None
    return boxes_at(list(random.uniform(0, 4, n)), labels, scores)


def slow_average_precision(right: list[bool], objects: int) -> float:
    """The area under the envelope, recall step by recall step."""
    points = []
    for n in range(1, len(right) + 1):
        points.append((sum(right[:n]) / objects, sum(right[:n]) / n))
    area = 0.0
    for k in range(1, objects + 1):
        reached = [precision for recall, precision in points if recall >= k / objects - 1e-12]
        area += max(reached, default=0.0) / objects
    return area


def slow_class(name: str, found: list[Boxes], true: list[Boxes], threshold: float) -> float:
    ranked = sorted(
        (
            (-float(boxes.scores[i]), scene, i)  # pyright: ignore[reportOptionalSubscript]
            for scene, boxes in enumerate(found)
            for i in range(len(boxes))
            if boxes.labels[i] == name
        ),
    )
    claimed: set[tuple[int, int]] = set()
    right = []
    for _, scene, i in ranked:
        iou = box_iou(found[scene], true[scene])
        own = [j for j, label in enumerate(true[scene].labels) if label == name]
        best = max(own, key=lambda j, row=iou[i]: row[j], default=None)
        hit = best is not None and iou[i, best] > threshold and (scene, best) not in claimed
        if hit and best is not None:
            claimed.add((scene, best))
        right.append(hit)
    return slow_average_precision(right, sum(b.labels.count(name) for b in true))


@given(seed=st.integers(0, 2**32 - 1), threshold=st.sampled_from([0.25, 0.5]))
@settings(max_examples=25, deadline=None)
def test_average_precision_equals_the_slow_twin(seed: int, threshold: float) -> None:
    random = np.random.default_rng(seed)
    found = [random_scene(random, n, True) for n in (9, 0, 14)]
    true = [random_scene(random, n, False) for n in (5, 3, 6)]
    score = score_detections(found, true, threshold=threshold)
    assert set(score.classes) == {label for boxes in true for label in boxes.labels}
    for name, result in score.classes.items():
        # Scores may tie across scenes: both go by the number of the scene then.
        assert result.average_precision == pytest.approx(slow_class(name, found, true, threshold))
    values = [result.average_precision for result in score.classes.values()]
    assert score.mean_average_precision == pytest.approx(np.mean(values))


def test_the_truth_itself_scores_1_and_nothing_scores_0() -> None:
    true = [boxes_at([0, 3], ("bed", "chair")), boxes_at([1], ("bed",))]
    found = [boxes_at([0, 3], ("bed", "chair"), [0.9, 0.1]), boxes_at([1], ("bed",), [0.5])]
    score = score_detections(found, true, threshold=0.5)
    assert score.mean_average_precision == 1 and score.average_recall == 1
    nothing = [boxes_at([], (), []), boxes_at([], (), [])]
    score = score_detections(nothing, true, threshold=0.5)
    assert score.mean_average_precision == 0 and score.average_recall == 0


def test_an_overlap_of_exactly_the_threshold_is_not_enough() -> None:
    # Two unit cubes half a metre apart: 0.5 / 1.5.
    true, found = [boxes_at([0], ("bed",))], [boxes_at([0.5], ("bed",), [1.0])]
    third = float(box_iou(found[0], true[0])[0, 0])
    assert score_detections(found, true, threshold=third).average_recall == 0
    assert score_detections(found, true, threshold=third - 1e-9).average_recall == 1


def test_an_object_is_claimed_once_and_by_its_own_class() -> None:
    true = [boxes_at([0], ("bed",))]
    twice = [boxes_at([0, 0, 0], ("chair", "bed", "bed"), [0.9, 0.8, 0.7])]
    score = score_detections(twice, true, threshold=0.25)
    assert score.classes["bed"].average_precision == 1
    assert score.classes["bed"].predictions == 2
    assert set(score.classes) == {"bed"}


def test_a_wrong_box_before_the_right_one_halves_the_precision() -> None:
    true = [boxes_at([0], ("bed",))]
    found = [boxes_at([3, 0], ("bed", "bed"), [0.9, 0.8])]
    assert score_detections(found, true, threshold=0.25).mean_average_precision == 0.5


def test_average_precision_of_no_predictions_is_0() -> None:
    assert average_precision(np.zeros(0, dtype=bool), 3) == (0.0, 0.0)


def test_predictions_must_fit_the_truths() -> None:
    true = [boxes_at([0], ("bed",))]
    with pytest.raises(ValueError, match="1 scenes, got 0"):
        score_detections([], true, threshold=0.5)
    with pytest.raises(ValueError, match="scores"):
        score_detections(true, true, threshold=0.5)
