"""What a moving camera does to colours: exposure and white balance that drift, and noise."""

import numpy as np
from jaxtyping import Float32, UInt8

from backend.kernels import kernel
from training.rooms.colors import Random
from training.rooms.noise import smooth_noise

_REACH = 2.0
"""Over how many metres the exposure changes."""


def exposed(
    colors: UInt8[np.ndarray, "points 3"], positions: Float32[np.ndarray, "points 3"], rng: Random
) -> UInt8[np.ndarray, "points 3"]:
    """The colours under an exposure and a white balance that change over the room."""
    gain = 1 + rng.normal(0, 0.08) + rng.normal(0, 0.025, 3) * [1, 0.4, 1]
    grain = rng.standard_normal(colors.shape, np.float32) * 4
    grain += rng.standard_normal((len(colors), 1), np.float32) * 5
    factors = np.empty(colors.shape, np.float32)
    _drift(positions, int(rng.integers(1 << 31)), factors)
    shown = colors * (factors + gain.astype(np.float32)) + grain
    return np.clip(np.rint(shown), 0, 255).astype(np.uint8)


@kernel
def _drift(positions, seed, factors):
    """Smooth changes: most of them of all channels together, a few of each alone."""
    for i in range(len(positions)):
        x, y, z = positions[i, 0] / _REACH, positions[i, 1] / _REACH, positions[i, 2] / _REACH
        common = 0.2 * smooth_noise(x, y, z, seed)
        for k in range(3):
            factors[i, k] = common + 0.03 * smooth_noise(x, y, z, seed + 1 + k)
