"""Average precision and recall of 3D detections, as VoteNet scores them.

A prediction is right when the object of its class and scene that it overlaps most overlaps it by
more than the threshold (strictly) and no better scored prediction has claimed that object. AP is
the area under the precision envelope (VOC 2010); the means run over the classes that have objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64

from backend.geometry.iou import bounds_iou, box_iou
from backend.types import Boxes


@dataclass(frozen=True)
class ClassScore:
    average_precision: float
    """Range [0, 1]."""
    recall: float
    """With all predictions, however unsure; range [0, 1]."""
    objects: int
    predictions: int


@dataclass(frozen=True)
class DetectionScore:
    threshold: float
    """IoU that a right prediction exceeds."""
    classes: dict[str, ClassScore]
    """Only classes of which there are objects."""

    @property
    def mean_average_precision(self) -> float:
        """NaN where there are no objects at all."""
        return _mean([score.average_precision for score in self.classes.values()])

    @property
    def average_recall(self) -> float:
        return _mean([score.recall for score in self.classes.values()])


def score_detections(
    predictions: Sequence[Boxes],
    truths: Sequence[Boxes],
    *,
    threshold: float,
    oriented: bool = True,
) -> DetectionScore:
    """Score the predictions in some scenes against what is there.

    Args:
        predictions: One for each scene, with scores.
        truths: One for each scene, in the same order.
        threshold: 0.25 and 0.5 are usual.
        oriented: Overlap of the turned boxes; otherwise of their bounds along the axes.

    Raises:
        ValueError: there are not as many predictions as truths, or some have no scores.
    """
    if len(predictions) != len(truths):
        raise ValueError(f"wanted predictions for {len(truths)} scenes, got {len(predictions)}")
    if any(boxes.scores is None for boxes in predictions):
        raise ValueError("wanted predictions with scores; got boxes without")
    overlap = box_iou if oriented else bounds_iou
    ious = [overlap(found, true) for found, true in zip(predictions, truths, strict=True)]
    names = sorted({label for boxes in truths for label in boxes.labels})
    scores = {name: _score_class(name, predictions, truths, ious, threshold) for name in names}
    return DetectionScore(threshold, scores)


def average_precision(right: Bool[np.ndarray, " predictions"], objects: int) -> tuple[float, float]:
    """AP and final recall of predictions in the order of their scores, best first."""
    hits = np.cumsum(right)
    recall = hits / objects
    precision = hits / np.arange(1, len(right) + 1)
    # From the right, the best precision at this recall or more.
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    steps = np.diff(recall, prepend=0.0)
    return float((steps * envelope).sum()), float(recall[-1]) if len(right) else 0.0


def _score_class(
    name: str,
    predictions: Sequence[Boxes],
    truths: Sequence[Boxes],
    ious: Sequence[Float64[np.ndarray, "_ _"]],
    threshold: float,
) -> ClassScore:
    scores: list[float] = []
    right: list[bool] = []
    objects = 0
    for found, true, iou in zip(predictions, truths, ious, strict=True):
        assert found.scores is not None
        rows, columns = (np.array(b.labels, dtype=object) == name for b in (found, true))
        own = found.scores[rows]
        scores.extend(own.tolist())
        right.extend(_claims(iou[rows][:, columns], own, threshold))
        objects += int(columns.sum())
    # Whether a prediction claims an object depends on its own scene only, so that the order
    # across scenes matters for the curve alone.
    order = np.argsort(-np.array(scores), kind="stable")
    precision, recall = average_precision(np.array(right, dtype=bool)[order], objects)
    return ClassScore(precision, recall, objects, len(scores))


def _claims(
    iou: Float64[np.ndarray, "predictions objects"],
    scores: np.ndarray,
    threshold: float,
) -> list[bool]:
    """Which predictions of one class in one scene are right."""
    right = [False] * len(scores)
    if not iou.shape[1]:
        return right
    free = np.ones(iou.shape[1], dtype=bool)
    for i in np.argsort(-scores, kind="stable"):
        best = int(iou[i].argmax())
        if iou[i, best] > threshold and free[best]:
            free[best] = False
            right[i] = True
    return right


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
