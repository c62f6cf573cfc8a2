"""Fewer points where a surface is flat, as edge collapse leaves a scanned mesh."""

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64
from scipy.spatial import KDTree

from training.rooms.colors import Random
from training.rooms.kernels import kernel

_NEIGHBOURS = 14
_BENT = 0.06
"""Where the mean normal of a neighbourhood is this much shorter than 1, nothing is flat."""


def keep_detail(
    positions: Float32[np.ndarray, "points 3"],
    normals: Float32[np.ndarray, "points 3"],
    rng: Random,
    *,
    fine: float,
    coarse: float,
) -> Bool[np.ndarray, " points"]:
    """Which points stay: no two of them nearer than their surface's spacing allows.

    Points are taken in random order, and each that stays sends its nearest neighbours within its
    own spacing away (Poisson discs of varying size).

    Args:
        positions: metres.
        normals: unit length.
        rng: what decides the order.
        fine: spacing on bent surfaces, metres.
        coarse: spacing on planes, metres.
    """
    count = min(_NEIGHBOURS, len(positions))
    distance, near = KDTree(positions).query(positions, k=count, workers=1)
    distance, near = np.asarray(distance).reshape(-1, count), np.asarray(near).reshape(-1, count)
    length = np.round(np.linalg.norm(normals[near].mean(axis=1), axis=1), 6)
    bend = np.clip((1 - length) / _BENT, 0, 1)
    radius = fine + (coarse - fine) * (1 - bend)
    return _thinned(near, distance, radius.astype(np.float64), rng.permutation(len(positions)))


@kernel
def _thinned(
    near: Int64[np.ndarray, "points k"],
    distance: Float64[np.ndarray, "points k"],
    radius: Float64[np.ndarray, " points"],
    order: Int64[np.ndarray, " points"],
) -> Bool[np.ndarray, " points"]:
    undecided = np.ones(len(order), np.bool_)
    kept = np.zeros(len(order), np.bool_)
    for i in order:
        if not undecided[i]:
            continue
        kept[i] = True
        undecided[i] = False
        for k in range(near.shape[1]):
            if distance[i, k] < radius[i]:
                undecided[near[i, k]] = False
    return kept
