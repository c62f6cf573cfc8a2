"""Whose seeds are whose: how much the vote of each seed belongs to each object.

A vote is where a seed believes its object's centre to be (VoteNet). Objects share a vote as the
parts of a mixture of Gaussians do, each as wide as its box, so that the chair under a table keeps
its own; and a vote far from all centres, for a box of that size, belongs to none.
"""

import numpy as np
from jaxtyping import Float32

from backend.types import Boxes

_SPREAD = 0.4
"""Of the votes around a centre, as a share of half the box's edges."""
_LEAST = 0.1
"""Metres: the spread for flat boxes."""


def belonging(
    votes: Float32[np.ndarray, "seeds 3"], boxes: Boxes
) -> Float32[np.ndarray, "seeds boxes"]:
    """In [0, 1]; the boxes lie along the axes of the votes' frame, but for their yaws."""
    spread = np.maximum(boxes.sizes / 2 * np.float32(_SPREAD), np.float32(_LEAST))
    offsets = votes[:, None] - boxes.centers  # [seeds, boxes, 3]
    cos, sin = np.cos(boxes.yaws), np.sin(boxes.yaws)
    x = cos * offsets[..., 0] + sin * offsets[..., 1]
    y = cos * offsets[..., 1] - sin * offsets[..., 0]
    own = np.stack([x, y, offsets[..., 2]], axis=-1) / spread
    near = np.exp(-0.5 * np.square(own).sum(axis=-1))
    density = near / spread.prod(axis=-1)
    share = density / np.maximum(density.sum(axis=1, keepdims=True), 1e-12)
    # A vote within the usual spread is wholly somebody's.
    return (share * np.minimum(1, 3 * near)).astype(np.float32)
