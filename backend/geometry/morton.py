"""Scrambled Morton codes: points as leaves of an octree, in an order without a preferred corner.

A Morton code interleaves the bits of x, y and z, so that sorted points are grouped by octree cell
at every level at once. The first point of each cell stands for the cell at coarse levels; in
plain Morton order this is the one nearest the cell's lower corner, and the coarse cloud looks like
a grid. Owen scrambling flips every bit by a hash of the bits above it: cells stay cells, but
which child comes first differs from cell to cell. The hash is that of Laine and Karras,
"Stratified Sampling for Stochastic Transparency" (2011), widened to 64 bits.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int64, UInt64

LEVELS = 21
"""Octree levels that a 64-bit code holds: 3 · 21 = 63 bits."""

_CHUNK = 1 << 15
"""Points at a time: their temporaries stay in the processor's cache."""

_SPREAD = (
    (32, 0x001F00000000FFFF),
    (16, 0x001F0000FF0000FF),
    (8, 0x100F00F00F00F00F),
    (4, 0x10C30C30C30C30C3),
    (2, 0x1249249249249249),
)
"""Shift and mask that move bit i of 21 to bit 3i, step by step."""

_REVERSE = ((1, 0x5555555555555555), (2, 0x3333333333333333), (4, 0x0F0F0F0F0F0F0F0F))
"""Shift and mask that reverse the bits of each byte."""

_HASH = (0x6C50B47C9E3779B8, 0xB82F1E52A0761D64, 0xC7AFE638D1B54A32, 0x8D22F6E6E7037ED0)
"""Even multipliers: with them a bit depends only on itself and on those below it."""


@dataclass(frozen=True)
class Cube:
    """The octree's root: an axis-aligned cube around all points."""

    low: Float[np.ndarray, "3"]
    """Least corner, metres."""
    size: float
    """Edge length, metres; positive."""

    def codes(self, positions: Float[np.ndarray, "n 3"]) -> UInt64[np.ndarray, " n"]:
        """The scrambled code of each point."""
        codes = np.empty(len(positions), dtype=np.uint64)
        for start in range(0, len(positions), _CHUNK):
            part = slice(start, start + _CHUNK)
            scaled = (positions[part].astype(np.float64) - self.low) * (2**LEVELS / self.size)
            codes[part] = cell_codes(np.clip(scaled, 0, 2**LEVELS - 1).astype(np.int64), LEVELS)
        return codes


def bounding_cube(positions: Float[np.ndarray, "n 3"]) -> Cube:
    """The smallest cube around the points that starts at their least corner.

    Raises:
        ValueError: a coordinate is not finite, or there are no points.
    """
    if not len(positions):
        raise ValueError("wanted at least one point, got none")
    low, high = positions.min(axis=0).astype(np.float64), positions.max(axis=0).astype(np.float64)
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise ValueError("wanted finite positions, got NaN or infinity: leave such points out")
    return Cube(low, float((high - low).max()) or 1.0)


def cell_codes(cells: Int64[np.ndarray, "n 3"], level: int) -> UInt64[np.ndarray, " n"]:
    """The codes of octree cells, each coordinate in [0, 2^level): the prefixes of their points."""
    code = np.zeros(len(cells), dtype=np.uint64)
    for axis in range(3):
        bits = cells[:, axis].astype(np.uint64)
        for shift, mask in _SPREAD:
            bits |= bits << np.uint64(shift)
            bits &= np.uint64(mask)
        code |= bits << np.uint64(2 - axis)
    unused = np.uint64(64 - 3 * level)
    return _scramble(code << unused) >> unused if level else code


def _scramble(x: UInt64[np.ndarray, " n"]) -> UInt64[np.ndarray, " n"]:
    x = _reverse_bits(x)
    x += np.uint64(0x9E3779B97F4A7C15)
    for factor in _HASH:
        x ^= x * np.uint64(factor)
    return _reverse_bits(x)


def _reverse_bits(x: UInt64[np.ndarray, " n"]) -> UInt64[np.ndarray, " n"]:
    for shift, mask in _REVERSE:
        s, m = np.uint64(shift), np.uint64(mask)
        x = ((x >> s) & m) | ((x & m) << s)
    return x.byteswap()
