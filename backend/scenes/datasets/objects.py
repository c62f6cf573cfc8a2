"""Objects of a labelled cloud: boxes around instances, and which box is which instance."""

import numpy as np
from jaxtyping import Float32, Int32, Int64

from backend.types import Boxes

_Bounds = tuple[
    Int64[np.ndarray, " objects"],  # ids, ascending
    Float32[np.ndarray, "objects 3"],  # least corners
    Float32[np.ndarray, "objects 3"],  # greatest corners
]


def instance_bounds(
    positions: Float32[np.ndarray, "points 3"], instances: Int32[np.ndarray, " points"]
) -> _Bounds:
    """Axis-aligned bounds of every instance; -1 is none."""
    order = np.argsort(instances, kind="stable")
    order = order[np.searchsorted(instances[order], 0) :]
    ids, starts = np.unique(instances[order], return_index=True)
    if not len(ids):
        return ids.astype(np.int64), np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32)
    rows = positions[order]
    low, high = np.minimum.reduceat(rows, starts), np.maximum.reduceat(rows, starts)
    return ids.astype(np.int64), low, high


def boxes_around(
    positions: Float32[np.ndarray, "points 3"],
    instances: Int32[np.ndarray, " points"],
    labels: dict[int, str],
) -> Boxes:
    """One axis-aligned box per instance that has a label."""
    ids, low, high = instance_bounds(positions, instances)
    named = np.array([int(i) in labels for i in ids], dtype=bool)
    ids, low, high = ids[named], low[named], high[named]
    return Boxes(
        centers=(low + high) / 2,
        sizes=high - low,
        yaws=np.zeros(len(ids), np.float32),
        labels=tuple(labels[int(i)] for i in ids),
        instances=ids.astype(np.int32),
    )


def overlap(
    low_a: Float32[np.ndarray, "*#n 3"],
    high_a: Float32[np.ndarray, "*#n 3"],
    low_b: Float32[np.ndarray, "*#n 3"],
    high_b: Float32[np.ndarray, "*#n 3"],
) -> Float32[np.ndarray, "*#n"]:
    """Intersection over union of axis-aligned boxes; 0 for flat ones."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        common = np.clip(np.minimum(high_a, high_b) - np.maximum(low_a, low_b), 0, None).prod(-1)
        union = (high_a - low_a).prod(-1) + (high_b - low_b).prod(-1) - common
        return np.nan_to_num(common / union, nan=0.0, posinf=0.0).astype(np.float32)


def nearest_instances(
    boxes: Boxes,
    positions: Float32[np.ndarray, "points 3"],
    instances: Int32[np.ndarray, " points"],
    least_overlap: float = 0.5,
) -> Int32[np.ndarray, " boxes"]:
    """For every upright, axis-aligned box the instance whose bounds it shares; -1 for none."""
    ids, low, high = instance_bounds(positions, instances)
    found = np.full(len(boxes), -1, np.int32)
    if not len(ids):
        return found
    for i, (center, size) in enumerate(zip(boxes.centers, boxes.sizes, strict=True)):
        shared = overlap(center - size / 2, center + size / 2, low, high)
        best = int(shared.argmax())
        if shared[best] >= least_overlap:
            found[i] = ids[best]
    return found
