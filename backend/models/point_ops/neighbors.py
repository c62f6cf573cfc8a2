"""Which points lie near a place: within a radius, or the nearest few."""

from dataclasses import dataclass

import torch
from jaxtyping import Float, Float32, Int64
from torch import Tensor

from backend.models.point_ops import cpu_neighbors, torch_neighbors
from backend.models.point_ops.checks import plain


@dataclass(frozen=True)
class Neighbors:
    """Nearest first."""

    indices: Int64[Tensor, "batch queries k"]
    squared_distances: Float32[Tensor, "batch queries k"]
    """Square metres."""


@torch.no_grad()
def ball_query(
    points: Float[Tensor, "batch points 3"],
    centers: Float[Tensor, "batch centers 3"],
    radius: float,
    count: int,
) -> Int64[Tensor, "batch centers {count}"]:
    """The first `count` points by index with d² < radius² around each centre.

    Free places repeat the first hit; a centre without any gets zeros. These are PointNet++'s CUDA
    semantics, with which published weights were trained: not the nearest points.

    Raises:
        ValueError: there is no point, a coordinate is not finite, or the radius or the count is
            not positive.
    """
    if not 0 < radius < float("inf"):
        raise ValueError(f"wanted a radius above 0 and finite, got {radius}")
    if count < 1:
        raise ValueError(f"wanted a count of at least 1, got {count}")
    points, centers = plain(points, "points"), plain(centers, "centers")
    twin = cpu_neighbors if points.device.type == "cpu" else torch_neighbors
    return twin.first_in_balls(points, centers, radius, count)


@torch.no_grad()
def knn(
    points: Float[Tensor, "batch points 3"], queries: Float[Tensor, "batch queries 3"], k: int
) -> Neighbors:
    """The k points nearest to each query; of equally near points the lower index comes first.

    Raises:
        ValueError: there are fewer than k points, or a coordinate is not finite.
    """
    if not 1 <= k <= points.shape[1]:
        raise ValueError(f"wanted k between 1 and the {points.shape[1]} points, got {k}")
    points, queries = plain(points, "points"), plain(queries, "queries")
    twin = cpu_neighbors if points.device.type == "cpu" else torch_neighbors
    return Neighbors(*twin.nearest(points, queries, k))
