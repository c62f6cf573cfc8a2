"""Fewer points where a surface is flat, as edge collapse leaves a scanned mesh."""

import numpy as np
from jaxtyping import Bool, Float32
from scipy.spatial import KDTree

from training.rooms.colors import Random

_NEIGHBOURS = 9


def keep_detail(
    positions: Float32[np.ndarray, "points 3"],
    normals: Float32[np.ndarray, "points 3"],
    rng: Random,
    *,
    flat_share: float,
    most: int,
) -> Bool[np.ndarray, " points"]:
    """Which points stay.

    Args:
        positions: metres.
        normals: unit length.
        rng: what decides.
        flat_share: share of the points of a plane that stay; of bent places all do.
        most: no more points than this stay.
    """
    _, near = KDTree(positions).query(positions, k=min(_NEIGHBOURS, len(positions)), workers=1)
    agreement = np.linalg.norm(normals[near].mean(axis=1), axis=1)
    bend = np.clip((1 - agreement) / 0.06, 0, 1)
    share = flat_share + (1 - flat_share) * bend
    share *= min(1.0, most / max(float(share.sum()), 1.0))
    return rng.random(len(positions)) < share
