"""The heat map: at which points of the scene an answer rests.

Each point takes from its nearest seeds how much they belong to each object, times how likely the
answer rests on that object, and only within the object's box, beyond which it fades.
"""

import numpy as np
from jaxtyping import Float32, Int

from backend.engine.features import NearSeeds
from backend.kernels import kernel
from backend.types import Boxes

_REACH = 0.2
"""Metres beyond a box within which its heat fades."""


def point_heat(
    positions: Float32[np.ndarray, "points 3"],
    near: NearSeeds,
    belonging: Float32[np.ndarray, "seeds tokens"],
    boxes: Boxes,
    likely: Float32[np.ndarray, " tokens"],
    rows: Int[np.ndarray, " rows"],
) -> Float32[np.ndarray, " points"]:
    """In [0, 1].

    `belonging` says how much each seed belongs to each of the tokens' boxes, `likely` how likely
    the answer rests on each token, in [0, 1]; `rows` are the tokens that are worth showing.
    """
    heat = np.zeros(len(positions), np.float32)
    shares = np.ascontiguousarray(belonging[:, rows] * likely[rows])
    axes = np.stack([np.cos(boxes.yaws[rows]), np.sin(boxes.yaws[rows])], axis=1)
    _heat(
        positions,
        near.indices,
        near.weights,
        shares,
        boxes.centers[rows],
        boxes.sizes[rows] / 2,
        axes,
        _REACH,
        heat,
    )
    return heat


@kernel
def _heat(
    positions: np.ndarray,
    indices: np.ndarray,
    weights: np.ndarray,
    shares: np.ndarray,
    centers: np.ndarray,
    halves: np.ndarray,
    axes: np.ndarray,
    reach: float,
    heat: np.ndarray,
) -> None:
    radii = np.sqrt(halves[:, 0] ** 2 + halves[:, 1] ** 2) + reach
    for i in range(len(positions)):
        warmth = 0.0
        for j in range(len(centers)):
            # Cheap tests first: nearly all points are far from nearly all boxes.
            high = max(abs(positions[i, 2] - centers[j, 2]) - halves[j, 2], 0.0)
            x = positions[i, 0] - centers[j, 0]
            y = positions[i, 1] - centers[j, 1]
            if high >= reach or abs(x) >= radii[j] or abs(y) >= radii[j]:
                continue
            along = max(abs(axes[j, 0] * x + axes[j, 1] * y) - halves[j, 0], 0.0)
            across = max(abs(axes[j, 0] * y - axes[j, 1] * x) - halves[j, 1], 0.0)
            beyond = (high * high + along * along + across * across) ** 0.5
            if beyond >= reach:
                continue
            share = 0.0
            for k in range(indices.shape[1]):
                share += weights[i, k] * shares[indices[i, k], j]
            warmth += share * (1 - beyond / reach)
        heat[i] = min(warmth, 1.0)
