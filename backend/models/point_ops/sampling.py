"""Farthest point sampling (PointNet++, section 3.2): centres that cover a set evenly."""

import torch
from jaxtyping import Float, Int64
from torch import Tensor

from backend.models.point_ops import cpu_sampling, torch_sampling
from backend.models.point_ops.checks import plain

_NEAR_ORIGIN = 1e-3
"""Square metres: what PointNet++'s CUDA code takes for padding."""


@torch.no_grad()
def farthest_point_sample(
    points: Float[Tensor, "batch points 3"], count: int, *, ignore_origin: bool = False
) -> Int64[Tensor, "batch {count}"]:
    """Point 0, then again and again the point farthest from all that were taken.

    Of equally far points the lowest index is taken. With `ignore_origin` points with
    |p|² ≤ 1e-3 are passed over (except as the first), as PointNet++'s CUDA code does; published
    weights were trained so, but a scan whose frame begins at a corner loses that corner.

    Raises:
        ValueError: there is no point, a point is not finite, or the count is not positive.
    """
    if count < 1:
        raise ValueError(f"wanted a count of at least 1, got {count}")
    points = plain(points, "points")
    distances = torch.full(points.shape[:2], torch.inf, device=points.device)
    if ignore_origin:
        distances[_squared_norms(points) <= _NEAR_ORIGIN] = -1
    twin = cpu_sampling if points.device.type == "cpu" else torch_sampling
    return twin.farthest_points(points, distances, count)


def _squared_norms(points: Float[Tensor, "batch points 3"]) -> Float[Tensor, "batch points"]:
    x, y, z = (points * points).unbind(dim=-1)
    return x + y + z
