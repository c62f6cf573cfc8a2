"""Random numbers that belong to places: the same everywhere, in any order, without state."""

import numpy as np

from backend.kernels import kernel


@kernel
def chance(i, j, k, seed):
    """A number in [0, 1) that belongs to a cell of a grid (a multiplicative hash)."""
    h = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    h ^= np.uint64(np.int64(i)) * np.uint64(0xC2B2AE3D27D4EB4F)
    h ^= np.uint64(np.int64(j)) * np.uint64(0x165667B19E3779F9)
    h ^= np.uint64(np.int64(k)) * np.uint64(0xD6E8FEB86659FD93)
    h = (h ^ (h >> np.uint64(32))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(29))) * np.uint64(0x94D049BB133111EB)
    return np.float64(h >> np.uint64(40)) / 16777216.0


@kernel
def smooth_noise(x, y, z, seed):
    """Value noise in [-1, 1]: random numbers at whole coordinates, smooth in between."""
    i, j, k = np.floor(x), np.floor(y), np.floor(z)
    u, v, w = _ease(x - i), _ease(y - j), _ease(z - k)
    total = 0.0
    for a in range(2):
        for b in range(2):
            low, high = chance(i + a, j + b, k, seed), chance(i + a, j + b, k + 1, seed)
            share = (u if a else 1 - u) * (v if b else 1 - v)
            total += share * (low + w * (high - low))
    return 2 * total - 1


@kernel
def _ease(t):
    return t * t * (3 - 2 * t)
