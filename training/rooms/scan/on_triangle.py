"""Places on triangles: the nearest one to a point, even random ones."""

import numpy as np
from jaxtyping import Float32, Int32

from training.rooms.colors import Random

Corners = Float32[np.ndarray, "n 3 3"]


def nearest_weights(
    corners: Corners, positions: Float32[np.ndarray, "n 3"]
) -> Float32[np.ndarray, "n 3"]:
    """Barycentric weights of the place in triangle i's plane below point i, kept within it.

    Beyond an edge it is a place on the triangle's rim, not always the very nearest: enough to look
    a colour up.
    """
    a, b, c = (corners[:, i].astype(np.float64) for i in range(3))
    ab, ac, ap = b - a, c - a, positions - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    area = np.maximum(d00 * d11 - d01 * d01, 1e-18)
    v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
    weights = np.clip(np.stack([1 - v - w, v, w], axis=1), 0, 1)
    return (weights / weights.sum(1, keepdims=True)).astype(np.float32)


def random_places(
    corners: Corners, count: int, rng: Random
) -> tuple[Int32[np.ndarray, " count"], Float32[np.ndarray, "count 3"]]:
    """Triangle and barycentric weights of places spread evenly over the area.

    The triangles lie on one line of area, which is cut into equal pieces with one place in each.
    """
    a, b, c = (corners[:, i].astype(np.float64) for i in range(3))
    ends = np.cumsum(np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2)
    places = (np.arange(count) + rng.random(count)) * (ends[-1] / count)
    chosen = np.minimum(np.searchsorted(ends, places, side="right"), len(ends) - 1)
    # A point of the square is folded into the triangle.
    u, v = rng.random((2, count))
    over = u + v > 1
    u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
    weights = np.stack([1 - u - v, u, v], axis=1)
    return chosen.astype(np.int32), weights.astype(np.float32)


def interpolated(
    values: Float32[np.ndarray, "triangles 3 channels"],
    chosen: Int32[np.ndarray, " n"],
    weights: Float32[np.ndarray, "n 3"],
) -> Float32[np.ndarray, "n channels"]:
    """Corner values at places on triangles."""
    picked = values[chosen]
    return sum((weights[:, i, None] * picked[:, i] for i in range(3)), np.zeros((), np.float32))
