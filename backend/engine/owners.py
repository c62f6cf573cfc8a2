"""Whose points are whose: the object that each point of a scene is part of."""

import numpy as np
from jaxtyping import Float32, Int32

from backend.engine.features import NearSeeds
from backend.kernels import kernel
from backend.types import Boxes

_MARGIN = 0.05
"""Metres beyond a box within which its points may lie."""
_LEAST = 0.2
"""Of a point's share in an object: the floor below a table is none of it."""


def owners(
    positions: Float32[np.ndarray, "points 3"],
    near: NearSeeds,
    belonging: Float32[np.ndarray, "seeds objects"],
    boxes: Boxes,
) -> Int32[np.ndarray, " points"]:
    """The object in whose box each point lies and in which it has the largest share; -1 for none.

    A point has the share in an object that its nearest seeds have; among equals the first counts.
    """
    found = np.full(len(positions), -1, np.int32)
    axes = np.stack([np.cos(boxes.yaws), np.sin(boxes.yaws)], axis=1)
    halves = boxes.sizes / 2 + np.float32(_MARGIN)
    _owners(
        positions,
        near.indices,
        near.weights,
        np.ascontiguousarray(belonging),
        boxes.centers,
        halves,
        axes,
        _LEAST,
        found,
    )
    return found


@kernel
def _owners(
    positions: np.ndarray,
    indices: np.ndarray,
    weights: np.ndarray,
    belonging: np.ndarray,
    centers: np.ndarray,
    halves: np.ndarray,
    axes: np.ndarray,
    least: float,
    found: np.ndarray,
) -> None:
    for i in range(len(positions)):
        best = least
        for j in range(len(centers)):
            if abs(positions[i, 2] - centers[j, 2]) > halves[j, 2]:
                continue
            x = positions[i, 0] - centers[j, 0]
            y = positions[i, 1] - centers[j, 1]
            if (
                abs(axes[j, 0] * x + axes[j, 1] * y) > halves[j, 0]
                or abs(axes[j, 0] * y - axes[j, 1] * x) > halves[j, 1]
            ):
                continue
            share = 0.0
            for k in range(indices.shape[1]):
                share += weights[i, k] * belonging[indices[i, k], j]
            if share > best:
                best = share
                found[i] = j
