"""Detections as a JSON file of ours: scenes by name, each as `backend detect --json` prints it.

`{"scene0000_00": {"boxes": [{"center": [x, y, z], "size": [x, y, z], "yaw": 0.0,
"label": "chair", "score": 0.9}]}}`: metres, full sizes, radians counter-clockwise about Z, scores
from 0 to 1. A yaw that is left out is 0; references need no scores.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from backend.types import Boxes
from training.errors import CommandError
from training.metrics.entries import Entry, entries, read_json


def read_detections(path: Path, *, scored: bool) -> dict[str, Boxes]:
    """Boxes of every scene.

    Raises:
        CommandError: naming the file, the scene and the box that is wrong.
    """
    content = read_json(path)
    if not isinstance(content, dict) or not content:
        raise CommandError(f'{path}: wanted scenes by name, {{"scene": {{"boxes": [...]}}}}')
    return {name: _scene(path, name, value, scored) for name, value in content.items()}


def write_detections(path: Path, scenes: Mapping[str, Boxes]) -> None:
    """Write what `read_detections` reads.

    Raises:
        CommandError: the file cannot be written.
    """
    content = {name: {"boxes": _rows(boxes)} for name, boxes in scenes.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {path} ({error.strerror})") from error


def _scene(path: Path, name: str, value: object, scored: bool) -> Boxes:
    rows = value.get("boxes") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise CommandError(f'{path}, {name}: wanted {{"boxes": [...]}}')
    boxes = entries(path, rows, name) if rows else []
    centers = [box.numbers("center", 3) for box in boxes]
    sizes = [_size(box) for box in boxes]
    yaws = [box.numbers("yaw") if "yaw" in box else 0.0 for box in boxes]
    return Boxes(
        np.array(centers, dtype=np.float32).reshape(-1, 3),
        np.array(sizes, dtype=np.float32).reshape(-1, 3),
        np.array(yaws, dtype=np.float32),
        tuple(box.text("label") for box in boxes),
        np.array([_score(box) for box in boxes], dtype=np.float32) if scored else None,
    )


def _size(box: Entry) -> np.ndarray:
    size = box.numbers("size", 3)
    if (size < 0).any():
        raise box.wrong("size", "three lengths of 0 or more")
    return size


def _score(box: Entry) -> float:
    score = float(box.numbers("score"))
    if not 0 <= score <= 1:
        raise box.wrong("score", "a number from 0 to 1")
    return score


def _rows(boxes: Boxes) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"center": center, "size": size, "yaw": yaw, "label": label}
        for center, size, yaw, label in zip(
            boxes.centers.tolist(),
            boxes.sizes.tolist(),
            boxes.yaws.tolist(),
            boxes.labels,
            strict=True,
        )
    ]
    if boxes.scores is None:
        return rows
    return [row | {"score": s} for row, s in zip(rows, boxes.scores.tolist(), strict=True)]
