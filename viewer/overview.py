"""The first look at a scene: from above a corner, so that walls do not hide what they enclose."""

import numpy as np
from jaxtyping import Bool, Float32, Float64

from viewer.viewpoints import Viewpoint, corner

_TURNS = np.radians([0, 90, 180, 270])
_RISES = (0.78, 0.95, 1.15, 1.4, 1.7)
"""Height over horizontal distance: the narrower a room between high walls, the steeper."""
_ENOUGH = 0.85
"""The least steep look is taken that shows so much of what the best one shows."""
_BETTER = 1.1
"""Another corner than the first must show so many times as much."""
_RIM = 0.1
"""Share of the scene's width at each side in which walls may stand."""
_GROUND = 0.12
"""Share of the scene's height that is floor."""
_PIXELS = 80
"""Of the longer side of the picture in which it is judged what hides what."""
_SAMPLE = 20_000


def overview(
    positions: Float32[np.ndarray, "points 3"], bounds: Float64[np.ndarray, "2 3"]
) -> Viewpoint:
    """From above the corner, and as steeply, as it takes to see the floor (metres)."""
    few = positions[:: max(1, len(positions) // _SAMPLE)].astype(np.float64)
    few = few[((few >= bounds[0]) & (few <= bounds[1])).all(axis=1)]
    within = (few - bounds[0]) / (bounds[1] - bounds[0])
    floor = (np.abs(within[:, :2] - 0.5) <= 0.5 - _RIM).all(axis=1) & (within[:, 2] < _GROUND)
    if not floor.any():
        return corner(bounds)
    shares = np.array(
        [
            [visible_from(few, corner(bounds, t, rise))[floor].mean() for t in _TURNS]
            for rise in _RISES
        ]
    )
    steepness = int(np.argmax(shares.max(axis=1) >= _ENOUGH * shares.max()))
    own = shares[steepness]
    turn = 0 if own.max() < _BETTER * own[0] else int(own.argmax())
    return corner(bounds, float(_TURNS[turn]), _RISES[steepness])


def visible_from(points: Float64[np.ndarray, "n 3"], view: Viewpoint) -> Bool[np.ndarray, " n"]:
    """Which points nothing hides, in a coarse picture without perspective."""
    back = view.position - view.look_at
    back /= np.linalg.norm(back)
    right = np.cross([0.0, 0.0, 1.0], back)
    right /= np.linalg.norm(right)
    image = points @ np.stack([right, np.cross(back, right)], axis=1)
    low = image.min(axis=0)
    pixel = max(float((image.max(axis=0) - low).max()) / _PIXELS, 1e-6)
    column, row = ((image - low) / pixel).astype(np.int64).T
    near = points @ back
    nearest = np.full((_PIXELS + 1, _PIXELS + 1), -np.inf)
    np.maximum.at(nearest, (column, row), near)
    # A surface that is seen obliquely falls away within a pixel.
    return near > nearest[column, row] - 2 * pixel
