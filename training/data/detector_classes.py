"""From the names of data sets to the classes that a detector tells apart."""

import numpy as np
from jaxtyping import Int64

from backend.models.votenet.classes import DetectionClasses
from backend.scenes.datasets.nyu40 import NYU40

_OTHERS = "others"
_RENAMED = {"other furniture": "garbage bin"}
"""VoteNet's class list calls nyu40's other furniture so."""
_NOT_OBJECTS = {"unlabelled", "wall", "floor", "ceiling"}


def class_of_name(name: str | None, classes: DetectionClasses) -> int:
    """Index of a class by ScanNet's name for it; -1 where the detector has no such class.

    An object with no name among ScanNet's 18 (None) is one of the others where there are such.
    """
    name = _RENAMED.get(name or "", name)
    if name in classes.names:
        return classes.names.index(name)
    if name in _NOT_OBJECTS or _OTHERS not in classes.names:
        return -1
    return classes.names.index(_OTHERS)


def classes_of_nyu40(classes: DetectionClasses) -> Int64[np.ndarray, " ids"]:
    """For each nyu40 id the index of its class; -1 for what is none to the detector."""
    return np.array([class_of_name(name, classes) for name in NYU40], np.int64)
