"""Acc@0.25 and Acc@0.5: how often the box that a text means is found.

As ScanRefer and ScanQA count: one box is predicted for each text, and it is right if its bounds
along the axes overlap those of the target at least so far (VoteNet's AP wants more). Where a
question means several objects, ScanQA counts the first of them only; "any target" accepts each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

THRESHOLDS = (0.25, 0.5)


@dataclass(frozen=True)
class Grounded:
    """One text, the box that was predicted for it, and those that it means."""

    predicted: Float64[np.ndarray, "2 3"] | None
    """Least and greatest corner, metres; None counts as wrong."""
    targets: Float64[np.ndarray, "targets 2 3"]
    """The first is the one that counts officially; at least one."""


@dataclass(frozen=True)
class GroundingScore:
    """Percentages of the texts."""

    texts: int
    first: tuple[float, float]
    """Acc@0.25 and Acc@0.5 with the first target, which is the official figure."""
    any: tuple[float, float]
    """The same with any of the targets."""

    def figures(self) -> Iterator[tuple[str, float]]:
        for threshold, value in zip(THRESHOLDS, self.first, strict=True):
            yield f"Acc@{threshold}", value
        for threshold, value in zip(THRESHOLDS, self.any, strict=True):
            yield f"Acc@{threshold} (any target)", value


def score_grounding(texts: Sequence[Grounded]) -> GroundingScore:
    """Accuracy over all texts.

    Raises:
        ValueError: there are no texts, or one has no target.
    """
    if not texts:
        raise ValueError("wanted at least one text, got none")
    if not all(len(text.targets) for text in texts):
        raise ValueError("wanted at least one target for every text")
    ious = [_ious(text) for text in texts]
    first = [100 * float(np.mean([row[0] >= limit for row in ious])) for limit in THRESHOLDS]
    best = [100 * float(np.mean([row.max() >= limit for row in ious])) for limit in THRESHOLDS]
    return GroundingScore(len(texts), (first[0], first[1]), (best[0], best[1]))


def bounds_overlap(
    bounds: Float64[np.ndarray, "2 3"], others: Float64[np.ndarray, "n 2 3"]
) -> Float64[np.ndarray, " n"]:
    """Intersection over union with each; 0 where both are flat."""
    low = np.maximum(bounds[0], others[:, 0])
    high = np.minimum(bounds[1], others[:, 1])
    common = np.maximum(high - low, 0).prod(axis=1)
    union = (bounds[1] - bounds[0]).prod() + (others[:, 1] - others[:, 0]).prod(axis=1) - common
    return np.divide(common, union, out=np.zeros_like(union), where=union > 0)


def unique_objects(objects: Sequence[tuple[str, str, int]]) -> set[tuple[str, str]]:
    """Which objects are the only ones of their class in their scene, as ScanRefer counts.

    Args:
        objects: Scene, object id and class of what is described; an object may come repeatedly.

    Returns:
        Scene and object id. Objects that no text describes do not count, as in ScanRefer's code.
    """
    class_of = {(scene, name): kind for scene, name, kind in objects}
    counts: dict[tuple[str, int], int] = {}
    for (scene, _), kind in class_of.items():
        counts[scene, kind] = counts.get((scene, kind), 0) + 1
    return {key for key, kind in class_of.items() if counts[key[0], kind] == 1}


def _ious(text: Grounded) -> Float64[np.ndarray, " targets"]:
    if text.predicted is None:
        return np.zeros(len(text.targets))
    return bounds_overlap(text.predicted, text.targets)
