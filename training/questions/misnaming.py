"""Whether what a detector gets wrong are places or names."""

from dataclasses import replace

import numpy as np

from backend.geometry.iou import bounds_iou
from backend.types import Boxes


def called(found: Boxes, true: Boxes, threshold: float = 0.25) -> tuple[str | None, ...]:
    """What each true box was taken for: its own name if any box there says so, None if missed.

    Otherwise the name of the box that overlaps it most.
    """
    iou = bounds_iou(true, found)
    return tuple(
        _name(found, row, label, threshold) for row, label in zip(iou, true.labels, strict=True)
    )


def renamed(found: Boxes, true: Boxes, threshold: float = 0.25) -> Boxes:
    """The found boxes, each that lies on a true one with that one's name.

    Their average precision is what a detector would reach that names well what it places well.
    """
    if not len(true):
        return found
    iou = bounds_iou(found, true)
    labels = tuple(
        true.labels[best] if row[best] > threshold else label
        for row, best, label in zip(iou, iou.argmax(axis=1), found.labels, strict=True)
    )
    return replace(found, labels=labels)


def _name(found: Boxes, overlaps: np.ndarray, label: str, threshold: float) -> str | None:
    near = np.flatnonzero(overlaps > threshold)
    if not len(near):
        return None
    names = [found.labels[i] for i in near]
    return label if label in names else names[int(overlaps[near].argmax())]
