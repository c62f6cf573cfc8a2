"""VoteNet's votes: where the points of an object say that its centre is."""

import numpy as np
from jaxtyping import Bool, Float32, Int32

from backend.scenes.datasets.objects import instance_bounds

VOTES = 3
"""Votes of each point; a point of one object repeats its only one."""


def object_votes(
    points: Float32[np.ndarray, "points 3"],
    instances: Int32[np.ndarray, " points"],
    objects: Int32[np.ndarray, " objects"],
) -> tuple[
    Float32[np.ndarray, "points 3 3"],  # from each point to its object's centre, metres
    Bool[np.ndarray, " points"],  # whether it belongs to one
]:
    """Votes of a sampled, augmented cloud, as VoteNet's (section 4.2 and its released code).

    The centre is the middle of the bounds of the object's points in this very cloud, not of its
    annotated box. Only the given objects get votes.
    """
    wanted = np.where(np.isin(instances, objects), instances, -1).astype(np.int32)
    belongs = wanted >= 0
    votes = np.zeros((len(points), VOTES, 3), np.float32)
    ids, low, high = instance_bounds(points, wanted)
    if len(ids):
        centers = (low + high) / 2
        at = np.searchsorted(ids, wanted[belongs])
        votes[belongs] = (centers[at] - points[belongs])[:, None]
    return votes, belongs
