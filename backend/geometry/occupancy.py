"""Which boxes hold enough points, for hundreds of boxes and many points."""

import numpy as np
from jaxtyping import Bool, Float32

from backend.kernels import kernel
from backend.types import Boxes


def occupied(
    positions: Float32[np.ndarray, "points 3"], boxes: Boxes, least: int
) -> Bool[np.ndarray, " boxes"]:
    """Whether at least so many of the points lie in each box, its surface included."""
    axes = np.stack([np.cos(boxes.yaws), np.sin(boxes.yaws)], axis=1)
    found = np.zeros(len(boxes), dtype=np.bool_)
    _occupied(positions, boxes.centers, boxes.sizes / 2, axes, least, found)
    return found


@kernel
def _occupied(
    positions: np.ndarray,
    centers: np.ndarray,
    halves: np.ndarray,
    axes: np.ndarray,
    least: int,
    found: np.ndarray,
) -> None:
    for i in range(len(centers)):
        missing = least
        j = 0
        # Most boxes have enough long before the last point.
        while missing > 0 and j < len(positions):
            x = positions[j, 0] - centers[i, 0]
            y = positions[j, 1] - centers[i, 1]
            inside = (
                abs(positions[j, 2] - centers[i, 2]) <= halves[i, 2]
                and abs(axes[i, 0] * x + axes[i, 1] * y) <= halves[i, 0]
                and abs(axes[i, 0] * y - axes[i, 1] * x) <= halves[i, 1]
            )
            missing -= inside
            j += 1
        found[i] = missing <= 0
