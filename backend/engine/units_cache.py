"""A scene's units on disk, next to what the question network made of it."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from backend.engine.array_cache import ArrayCache
from backend.engine.scene_units import SceneUnits
from backend.types import Boxes

_VERSION = 1
"""Files of another version are computed again."""
_LARGEST = 500_000_000
"""Bytes of all files together."""
_OWN = "units"
_BOX_PARTS = ("centers", "sizes", "yaws", "scores")
_ARRAYS = ("units", "embeddings", "shares")


class UnitsCache:
    """Safe for many threads and processes."""

    def __init__(self, folder: Path | None):
        """Below `folder`, which other caches may share; without one nothing is kept."""
        self._kept = ArrayCache(folder, _OWN, largest=_LARGEST)

    def get(self, key: str) -> SceneUnits | None:
        """What was kept under this key; None where there is nothing, or something damaged."""
        return self._kept.get(key, _unpacked)

    def put(self, key: str, units: SceneUnits) -> None:
        boxes = units.boxes
        arrays = {name: getattr(units, name) for name in _ARRAYS}
        arrays |= {name: getattr(boxes, name) for name in _BOX_PARTS}
        labels = np.array(boxes.labels, dtype=np.str_)
        self._kept.put(key, arrays | {"labels": labels, "version": np.array(_VERSION)})


def _unpacked(arrays: Mapping[str, np.ndarray]) -> SceneUnits:
    """
    Raises:
        KeyError, ValueError: not what `put` makes.
    """
    if int(arrays["version"]) != _VERSION:
        raise ValueError("another version")
    labels = tuple(str(label) for label in arrays["labels"])
    boxes = Boxes(labels=labels, **{name: arrays[name] for name in _BOX_PARTS})
    return SceneUnits(arrays["units"], boxes, arrays["embeddings"], arrays["shares"])
