"""Ball query and nearest neighbours on the CPU, both through a uniform grid."""

import numpy as np
import torch
from jaxtyping import Float32, Int64
from torch import Tensor

from backend.kernels import kernel
from backend.models.point_ops.cells import build_grid, cell_of
from backend.models.point_ops.clouds import for_each_cloud

_CELLS_PER_POINT = 2
"""At most, for balls: cells are larger than a radius where there would be more."""
_POINTS_PER_CELL = 1
"""On average, for nearest neighbours; surfaces leave most cells empty."""


def first_in_balls(
    points: Float32[Tensor, "batch points 3"],
    centers: Float32[Tensor, "batch centers 3"],
    radius: float,
    count: int,
) -> Int64[Tensor, "batch centers {count}"]:
    """The twin of `torch_neighbors.first_in_balls`."""
    limit = np.float32(torch.tensor(radius, dtype=torch.float32).square().item())

    def work(points: np.ndarray, centers: np.ndarray, found: np.ndarray) -> None:
        _balls(points, centers, float(radius), limit, found)

    found = torch.empty(*centers.shape[:2], count, dtype=torch.int64)
    for_each_cloud(work, points, centers, found)
    return found


def nearest(
    points: Float32[Tensor, "batch points 3"], queries: Float32[Tensor, "batch queries 3"], k: int
) -> tuple[Int64[Tensor, "batch queries {k}"], Float32[Tensor, "batch queries {k}"]]:
    """The twin of `torch_neighbors.nearest`."""
    indices = torch.empty(*queries.shape[:2], k, dtype=torch.int64)
    distances = torch.empty(*queries.shape[:2], k)
    for_each_cloud(_nearest, points, queries, indices, distances)
    return indices, distances


@kernel
def _balls(points, centers, radius, limit, found):
    """Fill `found` with the lowest indices of points with d² < `limit`, ascending."""
    grid = build_grid(points, radius, _CELLS_PER_POINT * len(points))
    # Rounding lets points in that are farther than the radius, but by less than this.
    reach = radius * (1 + 1e-6)
    hits = np.empty(2 * found.shape[1], np.int32)
    for m in range(len(centers)):
        x0, y0, z0 = cell_of(centers, m, -reach, grid.low, grid.side, grid.size)
        x1, y1, z1 = cell_of(centers, m, reach, grid.low, grid.side, grid.size)
        filled, bound = 0, len(points)
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                column = (x * grid.size[1] + y) * grid.size[2]
                for cell in range(column + z0, column + z1 + 1):
                    filled, bound = _hits(grid, cell, centers, m, limit, hits, filled, bound)
        _write(hits[:filled], found[m])


@kernel
def _hits(grid, cell, centers, m, limit, hits, filled, bound):
    """Append the cell's hits below the bound; when all is full, keep the lower half.

    Returns:
        How many hits there are, and the index from which on none is wanted any more.
    """
    points, order = grid.points, grid.order
    x, y, z = centers[m, 0], centers[m, 1], centers[m, 2]
    for i in range(grid.starts[cell], grid.starts[cell + 1]):
        if order[i] >= bound:
            break
        if _squared(points[i, 0] - x, points[i, 1] - y, points[i, 2] - z) < limit:
            hits[filled] = order[i]
            filled += 1
            if filled == len(hits):
                hits.sort()
                filled = len(hits) // 2
                bound = np.int64(hits[filled - 1])
    return filled, bound


@kernel
def _write(hits, found):
    """The lowest hits, padded with the lowest; zeros if none."""
    hits.sort()
    count = min(len(hits), len(found))
    found[:count] = hits[:count]
    found[count:] = hits[0] if count else 0


@kernel
def _nearest(points, queries, indices, distances):
    """Fill indices and squared distances: cell by cell, in cubes that grow around the query."""
    grid = build_grid(points, 0.0, len(points) // _POINTS_PER_CELL)
    indices[:] = len(points)
    distances[:] = np.inf
    for m in range(len(queries)):
        home = cell_of(queries, m, 0.0, grid.low, grid.side, grid.size)
        for ring in range(grid.size.max()):
            _look_around(grid, queries, m, home, ring, indices[m], distances[m])
            if distances[m, -1] < _beyond(grid, queries, m, home, ring):
                break


@kernel
def _look_around(grid, queries, m, home, ring, indices, distances):
    """Offer the points of all cells that are `ring` cells from home along some axis."""
    hx, hy, hz = home
    floor, ceiling = hz - ring, hz + ring
    for x in range(max(hx - ring, 0), min(hx + ring + 1, grid.size[0])):
        for y in range(max(hy - ring, 0), min(hy + ring + 1, grid.size[1])):
            if abs(x - hx) == ring or abs(y - hy) == ring:
                first, last = max(floor, 0), min(ceiling, grid.size[2] - 1)
                _offer(grid, x, y, first, last, queries, m, indices, distances)
                continue
            if floor >= 0:
                _offer(grid, x, y, floor, floor, queries, m, indices, distances)
            if ceiling < grid.size[2]:
                _offer(grid, x, y, ceiling, ceiling, queries, m, indices, distances)


@kernel
def _offer(grid, x, y, first, last, queries, m, indices, distances):
    """Insert each point of a column of cells that is nearer than the last neighbour so far."""
    column = (x * grid.size[1] + y) * grid.size[2]
    points, order = grid.points, grid.order
    qx, qy, qz = queries[m, 0], queries[m, 1], queries[m, 2]
    for i in range(grid.starts[column + first], grid.starts[column + last + 1]):
        distance = _squared(points[i, 0] - qx, points[i, 1] - qy, points[i, 2] - qz)
        place, index = len(indices), order[i]
        while place and _precedes(distance, index, distances[place - 1], indices[place - 1]):
            place -= 1
            if place + 1 < len(indices):
                distances[place + 1], indices[place + 1] = distances[place], indices[place]
        if place < len(indices):
            distances[place], indices[place] = distance, index


@kernel
def _precedes(distance, index, other_distance, other_index):
    return distance < other_distance or (distance == other_distance and index < other_index)


@kernel
def _beyond(grid, queries, m, home, ring):
    """A squared distance that every point outside the cube of cells exceeds."""
    gap = np.inf
    for axis in range(3):
        place = np.float64(queries[m, axis]) - grid.low[axis]
        if home[axis] - ring > 0:
            gap = min(gap, place - (home[axis] - ring) * grid.side)
        if home[axis] + ring + 1 < grid.size[axis]:
            gap = min(gap, (home[axis] + ring + 1) * grid.side - place)
    # Room for the rounding of a cell's border and of a distance, also of one that underflows.
    gap = max(gap * (1 - 1e-6) - grid.side * 1e-6, 0.0)
    return gap * gap - 1e-37


@kernel
def _squared(dx, dy, dz):
    """Rounded after each operation: what the PyTorch twin computes."""
    return dx * dx + dy * dy + dz * dz
