"""Prediction files in the official submission formats of ScanQA and ScanRefer: read and written.

ScanQA: `[{"scene_id", "question_id", "answer_top10": [best first], "bbox": 8 × 3}]`.
ScanRefer: `[{"scene_id", "object_id", "ann_id", "bbox": 8 × 3, "unique_multiple", "others"}]`.
A box is its eight corners in metres, in the axes of the aligned scan.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from backend.geometry.boxes import box_corners
from backend.types import Boxes
from training.errors import CommandError
from training.metrics.entries import Entry, entries, read_json

_ORDER = np.array([7, 5, 4, 6, 3, 1, 0, 2])
"""Official order of our corners: the top side first, clockwise from the corner of greatest x, y."""

Corners = Float64[np.ndarray, "8 3"]


@dataclass(frozen=True)
class AnswerPrediction:
    """What was answered to one question."""

    scene_id: str
    question_id: str
    answers: tuple[str, ...]
    """Best first; one to ten."""
    corners: Corners | None = None
    """Of the one box that shows the answer, metres; None where no box was predicted."""


@dataclass(frozen=True)
class BoxPrediction:
    """Which box one description means."""

    scene_id: str
    object_id: str
    ann_id: str
    corners: Corners
    """Metres."""
    multiple: bool = False
    """Whether the scene has more objects of the class."""
    others: bool = False
    """Whether the class is none of ScanRefer's seventeen named ones."""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.scene_id, self.object_id, self.ann_id


def official_corners(boxes: Boxes) -> Float64[np.ndarray, "boxes 8 3"]:
    """Corners of boxes in the official order, metres."""
    return box_corners(boxes)[:, _ORDER].astype(np.float64)


def corner_bounds(corners: Float64[np.ndarray, "*n 8 3"]) -> Float64[np.ndarray, "*n 2 3"]:
    """Least and greatest corner, by which the official scores go."""
    return np.stack([corners.min(axis=-2), corners.max(axis=-2)], axis=-2)


def write_answers(path: Path, predictions: Sequence[AnswerPrediction]) -> None:
    """Write ScanQA's format.

    Raises:
        CommandError: the file cannot be written.
        ValueError: a prediction has no answer, or more than ten.
    """
    for prediction in predictions:
        if not 1 <= len(prediction.answers) <= 10:
            count = len(prediction.answers)
            raise ValueError(f"wanted 1 to 10 answers to {prediction.question_id}, got {count}")
    _write(
        path,
        [
            {
                "scene_id": prediction.scene_id,
                "question_id": prediction.question_id,
                "answer_top10": list(prediction.answers),
            }
            | ({} if prediction.corners is None else {"bbox": prediction.corners.tolist()})
            for prediction in predictions
        ],
    )


def write_boxes(path: Path, predictions: Sequence[BoxPrediction]) -> None:
    """Write ScanRefer's format.

    Raises:
        CommandError: the file cannot be written.
    """
    _write(
        path,
        [
            {
                "scene_id": prediction.scene_id,
                "object_id": prediction.object_id,
                "ann_id": prediction.ann_id,
                "bbox": prediction.corners.tolist(),
                "unique_multiple": int(prediction.multiple),
                "others": int(prediction.others),
            }
            for prediction in predictions
        ],
    )


def read_answers(path: Path) -> dict[str, AnswerPrediction]:
    """ScanQA's format, by question id.

    Raises:
        CommandError: naming the file and the entry that is wrong.
    """
    found: dict[str, AnswerPrediction] = {}
    for entry in entries(path, read_json(path)):
        answers = entry.texts("answer_top10")
        if len(answers) > 10:
            raise entry.wrong("answer_top10", "at most ten texts")
        question = entry.text("question_id")
        if question in found:
            raise entry.wrong("question_id", "an id of its own (this one came before)")
        corners = _corners(entry) if "bbox" in entry else None
        found[question] = AnswerPrediction(entry.text("scene_id"), question, answers, corners)
    return found


def read_boxes(path: Path) -> dict[tuple[str, str, str], BoxPrediction]:
    """ScanRefer's format, by scene, object and annotation.

    Raises:
        CommandError: naming the file and the entry that is wrong.
    """
    found: dict[tuple[str, str, str], BoxPrediction] = {}
    for entry in entries(path, read_json(path)):
        prediction = BoxPrediction(
            *(entry.text(key) for key in ("scene_id", "object_id", "ann_id")),
            corners=_corners(entry),
            multiple=bool(entry.values.get("unique_multiple")),
            others=bool(entry.values.get("others")),
        )
        if prediction.key in found:
            raise entry.wrong("ann_id", "one of its own for the object (this one came before)")
        found[prediction.key] = prediction
    return found


def _corners(entry: Entry) -> Corners:
    return entry.numbers("bbox", 8, 3)


def _write(path: Path, values: list[dict[str, object]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {path} ({error.strerror})") from error
