"""Farthest point sampling on the CPU: most of a cloud is never looked at again.

Points are put into blocks by the cell of a grid, blocks into groups. Each block and each group
keeps the box around its points and the largest of their distances to the chosen points; a new
point that is farther from the box than that cannot change anything inside. Rounding is monotone,
so the test is exact: the squared distance to a box, computed like that to a point, never exceeds
that to a point inside.
"""

import numpy as np
import torch
from jaxtyping import Float32, Int64
from torch import Tensor

from backend.kernels import kernel
from backend.models.point_ops.cells import build_grid
from backend.models.point_ops.clouds import for_each_cloud

_POINTS_PER_CELL = 4
"""On average. Surfaces leave most cells empty, so that a block holds about three times as many."""
_BLOCKS_PER_GROUP = 16


def farthest_points(
    points: Float32[Tensor, "batch points 3"],
    distances: Float32[Tensor, "batch points"],
    count: int,
) -> Int64[Tensor, "batch {count}"]:
    """The twin of `torch_sampling.farthest_points`."""
    chosen = torch.empty(len(points), count, dtype=torch.int64)
    for_each_cloud(_sample, points, distances, chosen)
    return chosen


@kernel
def _sample(points, distances, chosen):
    """Fill `chosen`, beginning with point 0."""
    grid = build_grid(points, 0.0, len(points) // _POINTS_PER_CELL)
    order, sorted_points = grid.order, grid.points
    nearest = distances[order]
    blocks = np.unique(grid.starts)  # Where the cells that are not empty begin.
    groups = np.append(np.arange(0, len(blocks) - 1, _BLOCKS_PER_GROUP), len(blocks) - 1)
    block_lows, block_highs = _boxes(sorted_points, sorted_points, blocks)
    group_lows, group_highs = _boxes(block_lows, block_highs, groups)
    block_far, block_last = _farthest_of_each(nearest, order, blocks)
    group_far, group_last = _farthest_of_each(block_far, block_last, groups)
    last = np.int32(0)
    for i in range(len(chosen)):
        chosen[i] = last
        x, y, z = points[last, 0], points[last, 1], points[last, 2]
        for group in range(len(groups) - 1):
            if _to_box(group_lows, group_highs, group, x, y, z) >= group_far[group]:
                continue
            first, end = groups[group], groups[group + 1]
            for block in range(first, end):
                if _to_box(block_lows, block_highs, block, x, y, z) < block_far[block]:
                    start, stop = blocks[block], blocks[block + 1]
                    _bring_nearer(nearest, sorted_points, start, stop, x, y, z)
                    block_far[block], block_last[block] = _farthest(nearest, order, start, stop)
            group_far[group], group_last[group] = _farthest(block_far, block_last, first, end)
        _, last = _farthest(group_far, group_last, 0, len(group_far))


@kernel
def _boxes(lows, highs, starts):
    """The boxes around runs of boxes; a point is a box without size."""
    runs = len(starts) - 1
    low, high = np.empty((runs, 3), np.float32), np.empty((runs, 3), np.float32)
    for run in range(runs):
        for axis in range(3):
            low[run, axis] = lows[starts[run] : starts[run + 1], axis].min()
            high[run, axis] = highs[starts[run] : starts[run + 1], axis].max()
    return low, high


@kernel
def _farthest_of_each(distances, indices, starts):
    runs = len(starts) - 1
    far, last = np.empty(runs, np.float32), np.empty(runs, np.int32)
    for run in range(runs):
        far[run], last[run] = _farthest(distances, indices, starts[run], starts[run + 1])
    return far, last


@kernel
def _farthest(distances, indices, start, stop):
    """The largest distance and its index; of equal distances the lowest index."""
    far, last = distances[start], indices[start]
    for i in range(start + 1, stop):
        if distances[i] > far or (distances[i] == far and indices[i] < last):
            far, last = distances[i], indices[i]
    return far, last


@kernel
def _bring_nearer(nearest, points, start, stop, x, y, z):
    """Squared distances to the nearest chosen point, now that (x, y, z) is one."""
    for i in range(start, stop):
        dx, dy, dz = points[i, 0] - x, points[i, 1] - y, points[i, 2] - z
        nearest[i] = min(dx * dx + dy * dy + dz * dz, nearest[i])


@kernel
def _to_box(lows, highs, box, x, y, z):
    """Squared distance from (x, y, z) to the box."""
    none = np.float32(0)
    dx = max(lows[box, 0] - x, x - highs[box, 0], none)
    dy = max(lows[box, 1] - y, y - highs[box, 1], none)
    dz = max(lows[box, 2] - z, z - highs[box, 2], none)
    return dx * dx + dy * dy + dz * dz
