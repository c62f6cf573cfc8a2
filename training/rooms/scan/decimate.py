"""Fewer points where a surface is flat, as edge collapse leaves a scanned mesh."""

import numpy as np
from jaxtyping import Bool, Float32

from backend.kernels import kernel
from training.rooms.colors import Random

_BENT = 0.06
"""Where the mean normal of a neighbourhood is this much shorter than 1, nothing is flat."""


def keep_detail(
    positions: Float32[np.ndarray, "points 3"],
    normals: Float32[np.ndarray, "points 3"],
    rng: Random,
    *,
    fine: float,
    coarse: float,
) -> Bool[np.ndarray, " points"]:
    """Which points stay: none nearer to another that stays than that one's spacing allows.

    Points are taken in random order; one stays unless an earlier one that stayed has it within
    its own spacing (Poisson discs of varying size).

    Args:
        positions: metres.
        normals: unit length.
        rng: what decides the order.
        fine: spacing on bent surfaces, metres.
        coarse: spacing on planes, metres.
    """
    if not len(positions):
        return np.zeros(0, np.bool_)
    cells = np.floor((positions - positions.min(0)) / (2 * coarse)).astype(np.int64)
    shape = cells.max(0) + 3
    cell = ((cells[:, 0] + 1) * shape[1] + cells[:, 1] + 1) * shape[2] + cells[:, 2] + 1
    radius = fine + (coarse - fine) * (1 - _bend(normals, cell, int(shape.prod())))
    order = rng.permutation(len(positions))
    return _thinned(positions, cell, shape, radius.astype(np.float32), order)


def _bend(normals: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
    """0 where a neighbourhood is plane, 1 where it is not."""
    sums = [np.bincount(cell, normals[:, k], minlength=cells)[cell] for k in range(3)]
    length = np.sqrt(sum(s**2 for s in sums)) / np.bincount(cell, minlength=cells)[cell]
    return np.clip((1 - np.round(length, 6)) / _BENT, 0, 1)


@kernel
def _thinned(positions, cell, shape, radius, order):
    """The points that stay are kept in a list for each cell; neighbours are at most a cell away."""
    last = np.full(shape[0] * shape[1] * shape[2], -1, np.int32)
    before = np.full(len(order), -1, np.int32)
    kept = np.zeros(len(order), np.bool_)
    for i in order:
        free = True
        for dx in range(-1, 2):
            for dy in range(-1, 2):
                for dz in range(-1, 2):
                    j = last[cell[i] + (dx * shape[1] + dy) * shape[2] + dz]
                    while j >= 0 and free:
                        x = positions[i, 0] - positions[j, 0]
                        y = positions[i, 1] - positions[j, 1]
                        z = positions[i, 2] - positions[j, 2]
                        free = x * x + y * y + z * z >= radius[j] * radius[j]
                        j = before[j]
                    if not free:
                        break
                if not free:
                    break
            if not free:
                break
        if free:
            kept[i] = True
            before[i] = last[cell[i]]
            last[cell[i]] = i
    return kept
