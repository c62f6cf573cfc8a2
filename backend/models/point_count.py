"""How many points of a scene a detector should see.

Neighbourhoods have a fixed radius: what matters is not how many points a scene has but how many
there are per surface. A network that was trained with 20,000 points in rooms of 20 m² sees a large
hall as thinly as it was trained to only with more points.
"""

import numpy as np
from jaxtyping import Float32

_CELL = 0.1
"""Metres."""
_USUAL_CELLS = 9_500
"""Occupied cells of a room of the training, in the median of scanned rooms."""
MOST = 3
"""Times the points of the training, at most: more take longer and tell nothing new."""


def point_count(positions: Float32[np.ndarray, "points 3"], trained: int) -> int:
    """Points for a scene (metres), where the network was trained with so many in usual rooms.

    Never fewer than in training: small rooms were seen with as many.
    """
    cells = np.floor((positions - positions.min(axis=0)) / np.float32(_CELL)).astype(np.int64)
    occupied = len(np.unique(cells @ np.array([1, 1 << 20, 1 << 40])))
    return int(np.clip(round(trained * occupied / _USUAL_CELLS), trained, MOST * trained))
