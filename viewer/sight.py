"""Where to stand to see a thing: near it, on the side where the least is in the way."""

import numpy as np
from jaxtyping import Float32, Float64

from viewer.overview import visible_from
from viewer.viewpoints import Viewpoint, closeup

_TURNS = np.radians(np.arange(0, 360, 45))
_RISES = (0.45, 0.8, 1.3, 2.2)
"""Height over horizontal distance."""
_SAMPLE = 20_000
_REACH = 2.0
"""Only what is within so many times the distance of the camera is looked at."""
_STAY = 0.15
"""The direction of the present look may show so much less of the thing, as a share of it."""


def clear_view(
    positions: Float32[np.ndarray, "points 3"],
    bounds: Float64[np.ndarray, "2 3"],
    seen_from: Float64[np.ndarray, "3"],
) -> Viewpoint:
    """A close look at what lies within bounds (metres), from about where the camera is if it can.

    Args:
        positions: of the scene as it is shown, metres.
        bounds: least and greatest corner of the thing.
        seen_from: where the camera is.
    """
    center, size = bounds.mean(axis=0), float(np.linalg.norm(bounds[1] - bounds[0]))
    present = closeup(center, size, seen_from)
    distance = float(np.linalg.norm(present.position - center))
    offsets = positions - center.astype(np.float32)
    near = positions[(np.abs(offsets) <= _REACH * distance).all(axis=1)]
    near = near[:: max(1, len(near) // _SAMPLE)].astype(np.float64)
    thing = ((near >= bounds[0]) & (near <= bounds[1])).all(axis=1)
    if not thing.any():
        return present
    views = [present, *(closeup(center, size, center + d) for d in _directions())]
    shares = np.array([_share(near, thing, view) for view in views])
    shares[0] += _STAY
    return views[int(shares.argmax())]


def _directions() -> list[Float64[np.ndarray, "3"]]:
    return [np.array([np.cos(t), np.sin(t), rise]) for rise in _RISES for t in _TURNS]


def _share(
    points: Float64[np.ndarray, "n 3"],
    thing: np.ndarray,  # [n] bool
    view: Viewpoint,
) -> float:
    """How much of the thing nothing hides; what is behind the camera hides nothing."""
    back = view.position - view.look_at
    ahead = (points - view.position) @ back < 0
    seen = visible_from(points[ahead], view)
    return float(seen[thing[ahead]].sum() / thing.sum())
