"""Points sorted by the cell of a uniform grid, as kernels.

Cells are found in float64: rounding then moves no point across more than the border of its cell,
however far from the origin the points lie.
"""

from typing import NamedTuple

import numpy as np

from backend.kernels import kernel


class Grid(NamedTuple):
    """Points by cell, z fastest, and by index within a cell."""

    points: np.ndarray
    """(points, 3), sorted."""
    order: np.ndarray
    """(points,). Index that each of them had."""
    starts: np.ndarray
    """(cells + 1,). Where each cell's points begin."""
    low: np.ndarray
    """(3,). The grid's corner."""
    side: float
    """Of a cell."""
    size: np.ndarray
    """(3,). Cells along each axis."""


@kernel
def build_grid(points, least, most):
    """Cells with sides of at least `least`, and at most `most` of them (64 where that is less).

    They are few enough to be counted in a table, wherever the points lie.
    """
    low, extent = np.empty(3), np.empty(3)
    for axis in range(3):
        low[axis] = points[:, axis].min()
        extent[axis] = points[:, axis].max() - low[axis]
    side = max(least, extent.max() / 1e6, 1e-30)
    while _cells(extent, side) > max(most, 64):
        side *= 1.1
    size = np.floor(extent / side).astype(np.int64) + 1
    order, starts = _sort(points, low, side, size)
    return Grid(points[order], order, starts, low, side, size)


@kernel
def _cells(extent, side):
    total = 1.0
    for axis in range(3):
        total *= np.floor(extent[axis] / side) + 1
    return total


@kernel
def _sort(points, low, side, size):
    """Indices by cell and, within a cell, ascending; where each cell begins."""
    count = len(points)
    order, cells = np.empty(count, np.int32), np.empty(count, np.int32)
    starts = np.zeros(size[0] * size[1] * size[2] + 1, np.int32)
    for i in range(count):
        x = _along(points[i, 0], 0.0, low[0], side, size[0])
        y = _along(points[i, 1], 0.0, low[1], side, size[1])
        z = _along(points[i, 2], 0.0, low[2], side, size[2])
        cells[i] = (x * size[1] + y) * size[2] + z
        starts[cells[i] + 1] += 1
    for cell in range(len(starts) - 1):
        starts[cell + 1] += starts[cell]
    place = starts[:-1].copy()
    for i in range(count):
        order[place[cells[i]]] = i
        place[cells[i]] += 1
    return order, starts


@kernel
def cell_of(points, i, shift, low, side, size):
    """The cell in which point i lies when it is moved along each axis; the nearest if outside."""
    x = _along(points[i, 0], shift, low[0], side, size[0])
    y = _along(points[i, 1], shift, low[1], side, size[1])
    z = _along(points[i, 2], shift, low[2], side, size[2])
    return x, y, z


@kernel
def _along(value, shift, low, side, size):
    cell = (np.float64(value) + shift - low) / side
    return np.int64(min(max(cell, 0.0), size - 1.0))
