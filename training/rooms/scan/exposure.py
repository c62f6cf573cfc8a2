"""What a moving camera does to colours: exposure that drifts, bleeding, noise."""

import numpy as np
from jaxtyping import Float32, UInt8

from training.rooms.colors import Random


def exposed(
    colors: UInt8[np.ndarray, "points 3"], positions: Float32[np.ndarray, "points 3"], rng: Random
) -> UInt8[np.ndarray, "points 3"]:
    """The colours under an exposure and a white balance that change over the room."""
    gain = 1 + rng.normal(0, 0.08) + 0.16 * _drifting(positions, 1.8, rng)
    tint = rng.normal(0, 0.025, 3) * [1, 0.4, 1]
    shift = 0.02 * np.stack([_drifting(positions, 2.5, rng) for _ in range(3)], axis=1)
    grain = rng.normal(0, 4.0, colors.shape) + rng.normal(0, 5.0, (len(colors), 1))
    shown = colors * (gain[:, None] + tint + shift) + grain
    return np.clip(np.rint(shown), 0, 255).astype(np.uint8)


def _drifting(
    positions: Float32[np.ndarray, "points 3"], scale: float, rng: Random
) -> Float32[np.ndarray, " points"]:
    """Smooth noise in about [-1, 1] that changes over `scale` metres."""
    values = rng.normal(0, 0.6, (12, 12, 6))
    at = np.mod(positions / scale, 1e4)
    cell = np.floor(at).astype(int)
    f = at - cell
    f = f * f * (3 - 2 * f)
    total = np.zeros(len(positions))
    for corner in np.ndindex(2, 2, 2):
        index = (cell + corner) % values.shape
        weight = np.prod(np.where(np.array(corner), f, 1 - f), axis=1)
        total += weight * values[index[:, 0], index[:, 1], index[:, 2]]
    return total.astype(np.float32)
