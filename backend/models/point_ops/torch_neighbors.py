"""Ball query and nearest neighbours in plain PyTorch, for every device.

The ball query sorts the points by the cell of a uniform grid and finds the cells around a centre by
bisection. Neither needs a compiler, and both work in pieces, so that memory stays bounded.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float32, Float64, Int64
from torch import Tensor

_PIECE = 1 << 21
"""Distances that are looked at together: about 200 MB of intermediates."""
_CELLS = 1 << 20
"""Most grid cells along an axis, so that a cell's number fits 63 bits."""
_COLUMNS = 3
"""Most cells along an axis that a ball can touch."""


def squared_distances(
    points: Float32[Tensor, "*#places 3"], queries: Float32[Tensor, "*#places 3"]
) -> Float32[Tensor, "*#places"]:
    """(dx² + dy²) + dz², rounded after each operation: what the kernels compute."""
    x, y, z = (points - queries).square().unbind(dim=-1)
    return x + y + z


def nearest(
    points: Float32[Tensor, "batch points 3"], queries: Float32[Tensor, "batch queries 3"], k: int
) -> tuple[Int64[Tensor, "batch queries k"], Float32[Tensor, "batch queries k"]]:
    """Indices and squared distances of the k nearest points, by looking at all of them."""
    batch, count = points.shape[:2]
    numbers = torch.arange(count, device=points.device)
    found = []
    for piece in queries.split(max(1, _PIECE // (batch * count)), dim=1):
        distances = squared_distances(points[:, None], piece[:, :, None])
        # The bits of a float that is not negative order like the float. With the index below
        # them all keys differ, and equal distances come in the order of their indices.
        keys = (distances.view(torch.int32).long() << 32) + numbers
        found.append(keys.topk(k, largest=False).values)
    keys = torch.cat(found, dim=1)
    return keys & 0xFFFFFFFF, (keys >> 32).int().view(torch.float32)


def first_in_balls(
    points: Float32[Tensor, "batch points 3"],
    centers: Float32[Tensor, "batch centers 3"],
    radius: float,
    count: int,
) -> Int64[Tensor, "batch centers {count}"]:
    """The first `count` points with d² < radius², padded with the first of them; zeros if none."""
    clouds = zip(points, centers, strict=True)
    return torch.stack([_in_one_cloud(cloud, places, radius, count) for cloud, places in clouds])


def _in_one_cloud(
    points: Float32[Tensor, "points 3"],
    centers: Float32[Tensor, "centers 3"],
    radius: float,
    count: int,
) -> Int64[Tensor, "centers {count}"]:
    grid = _build_grid(points, radius)
    starts, lengths = _runs(grid, centers, radius)
    limit = torch.tensor(radius, dtype=torch.float32).square().to(points.device)
    pieces = lengths.sum(dim=1).cumsum(0) // _PIECE
    sizes = torch.unique_consecutive(pieces, return_counts=True)[1].tolist()
    found = [
        _first(_hits(grid, points, places, limit, start, length), len(places), len(points), count)
        for places, start, length in zip(
            centers.split(sizes), starts.split(sizes), lengths.split(sizes), strict=True
        )
    ]
    return torch.cat(found)


@dataclass(frozen=True)
class _Grid:
    """Points sorted by the cell in which they lie, and by their index within a cell."""

    low: Float64[Tensor, "3"]
    side: Float64[Tensor, ""]
    size: Int64[Tensor, "3"]
    cells: Int64[Tensor, " points"]
    """Number of the cell of each sorted point; ascending, z fastest."""
    order: Int64[Tensor, " points"]


def _build_grid(points: Float32[Tensor, "points 3"], radius: float) -> _Grid:
    """Cells are a little larger than the radius, so that a ball touches three along an axis.

    In float64: a cell's number then hides no rounding, however far from the origin the points lie.
    """
    exact = points.double()
    low = exact.amin(dim=0)
    side = ((exact.amax(dim=0) - low).amax() / _CELLS).clamp(min=radius * 1.001)
    places = ((exact - low) / side).floor().long()
    size = places.amax(dim=0) + 1
    numbers = (places[:, 0] * size[1] + places[:, 1]) * size[2] + places[:, 2]
    cells, order = numbers.sort(stable=True)
    return _Grid(low, side, size, cells, order)


def _runs(
    grid: _Grid, centers: Float32[Tensor, "centers 3"], radius: float
) -> tuple[Int64[Tensor, "centers 9"], Int64[Tensor, "centers 9"]]:
    """Where the sorted points begin that may lie in a ball, and how many: a run per column."""
    exact, reach = centers.double() - grid.low, radius * (1 + 1e-6)
    first = ((exact - reach) / grid.side).floor().clamp(min=0).minimum(grid.size).long()
    last = ((exact + reach) / grid.side).floor().clamp(min=-1).minimum(grid.size - 1).long()
    steps = torch.arange(_COLUMNS, device=centers.device)
    x = (first[:, 0, None] + steps)[:, :, None]  # [M, 3, 1]
    y = (first[:, 1, None] + steps)[:, None, :]  # [M, 1, 3]
    touched = (x <= last[:, 0, None, None]) & (y <= last[:, 1, None, None])
    column = (x * grid.size[1] + y) * grid.size[2]  # [M, 3, 3]
    starts = torch.searchsorted(grid.cells, column + first[:, 2, None, None])
    ends = torch.searchsorted(grid.cells, column + last[:, 2, None, None], right=True)
    lengths = torch.where(touched, ends - starts, 0).clamp(min=0)
    return starts.flatten(1), lengths.flatten(1)


def _hits(
    grid: _Grid,
    points: Float32[Tensor, "points 3"],
    centers: Float32[Tensor, "centers 3"],
    limit: Float32[Tensor, ""],
    starts: Int64[Tensor, "centers 9"],
    lengths: Int64[Tensor, "centers 9"],
) -> Int64[Tensor, " hits"]:
    """`center * points + point` for every point within a ball, ascending."""
    flat = lengths.flatten()
    run = torch.repeat_interleave(flat)
    before = flat.cumsum(0) - flat
    place = torch.arange(len(run), device=run.device) + (starts.flatten() - before)[run]
    point, center = grid.order[place], run // _COLUMNS**2
    near = squared_distances(points[point], centers[center]) < limit
    return (center * len(points) + point)[near].sort().values


def _first(
    hits: Int64[Tensor, " hits"], centers: int, points: int, count: int
) -> Int64[Tensor, "centers {count}"]:
    """The first hits of each centre as indices, padded with the first; zeros if none."""
    borders = torch.arange(centers + 1, device=hits.device) * points
    ends = torch.searchsorted(hits, borders)
    start, end = ends[:-1, None], ends[1:, None]
    place = start + torch.arange(count, device=hits.device)
    place = torch.where(place < end, place, start)
    # One more number at the end, for centres without a hit after the last.
    padded = torch.cat([hits, hits.new_zeros(1)])
    return torch.where(start < end, padded[place] - borders[:-1, None], 0)
