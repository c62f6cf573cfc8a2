"""Rows of a set by index, and features carried over to other places."""

import torch
from jaxtyping import Float, Int64, Shaped
from torch import Tensor
from torch.nn import functional

from backend.models.point_ops.neighbors import Neighbors

_NEAREST = 1e-8
"""Metres that keep the weight of a point at the very same place finite (as PointNet++ has it)."""


def gather(
    values: Shaped[Tensor, "batch points channels"], indices: Int64[Tensor, "batch places *more"]
) -> Shaped[Tensor, "batch places *more channels"]:
    """`values[b, indices[b]]` for every b; differentiable in the values."""
    rows = _flat(indices, values.shape[1])
    return (
        values.flatten(0, 1).index_select(0, rows.flatten()).view(*indices.shape, values.shape[2])
    )


def group(
    points: Float[Tensor, "batch points 3"],
    centers: Float[Tensor, "batch centers 3"],
    indices: Int64[Tensor, "batch centers neighbors"],
) -> Float[Tensor, "batch centers neighbors 3"]:
    """Where each centre's neighbours lie as seen from it."""
    return gather(points, indices) - centers[:, :, None]


def interpolate(
    features: Float[Tensor, "batch points channels"], neighbors: Neighbors
) -> Float[Tensor, "batch queries channels"]:
    """Mean of the neighbours' features, weighted by inverse distance (PointNet++, equation 2).

    Weights are 1 / d as in the released code; the paper's formula leaves the power open and names
    1 / d² as its default. Differentiable in the features, not in the distances.
    """
    weights = 1 / (neighbors.squared_distances.sqrt() + _NEAREST)
    weights = (weights / weights.sum(dim=-1, keepdim=True)).to(features.dtype)
    rows = _flat(neighbors.indices, features.shape[1])
    batch, queries, _ = rows.shape
    means = functional.embedding_bag(
        rows.flatten(0, 1),
        features.flatten(0, 1),
        mode="sum",
        per_sample_weights=weights.flatten(0, 1),
    )
    return means.view(batch, queries, features.shape[2])


def _flat(
    indices: Int64[Tensor, "batch places *more"], points: int
) -> Int64[Tensor, "batch places *more"]:
    """Indices into the sets of a batch laid end to end."""
    first = torch.arange(len(indices), device=indices.device) * points
    return indices + first.view(-1, *(1,) * (indices.ndim - 1))
