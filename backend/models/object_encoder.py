"""What every encoder of a single object takes and gives.

An object is a cloud whose points are centred and scaled into the unit sphere (`unit_sphere`). The
networks of this package that encode objects (PointNet++, PointMLP, the point transformers, the
Gaussian-aware fusion) are `ObjectEncoder`s and can stand in for one another.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn


@dataclass(frozen=True)
class ObjectEncoding:
    """The embedding of each object and what it was made of."""

    embedding: Float[Tensor, "batch dim"]
    """In the space that the encoder is trained to share; not of unit length."""
    feature: Float[Tensor, "batch width"]
    """The pooled feature before the projection; what a classifier is fine-tuned on."""
    centers: Float[Tensor, "batch groups 3"]
    """Where the groups lie that the network saw last."""
    tokens: Float[Tensor, "batch groups channels"]
    """The feature of each group."""


class ObjectEncoder(nn.Module):
    """Maps clouds of points, each with some features or none, to embeddings."""

    dim: int
    """Length of the embedding."""
    channels: int
    """Features of a point besides its position; 0 where the network takes positions only."""

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        raise NotImplementedError

    def __call__(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        return super().__call__(points, features)


@dataclass(frozen=True)
class UnitSphere:
    """Clouds moved to their centroid and scaled so that the farthest point has distance 1."""

    points: Float[Tensor, "batch points 3"]
    centers: Float[Tensor, "batch 3"]
    """The centroids, in the unit of the input."""
    radii: Float[Tensor, " batch"]
    """Distance of the farthest point from the centroid, in the unit of the input."""


def unit_sphere(points: Float[Tensor, "batch points 3"]) -> UnitSphere:
    """The normalisation of PointNet, PointMLP, ULIP and CG3D. All points in one place stay so."""
    centers = points.mean(dim=1)
    centered = points - centers[:, None]
    radii = centered.norm(dim=-1).amax(dim=1)
    scale = torch.where(radii > 0, radii, 1)
    return UnitSphere(centered / scale[:, None, None], centers, scale)


def check_features(
    points: Float[Tensor, "batch points 3"],
    features: Float[Tensor, "batch points channels"] | None,
    channels: int,
    *,
    fill: float | None = None,
) -> Float[Tensor, "batch points features"]:
    """The features of each point, (batch, points, channels); `fill` where there are none.

    Raises:
        ValueError: The features do not have `channels` channels, or lack and cannot be filled in.
    """
    if features is None:
        if channels and fill is None:
            raise ValueError(
                f"the encoder takes {channels} features per point besides xyz and got none; "
                "pass them, or build the encoder with channels=0"
            )
        return points.new_full((*points.shape[:2], channels), fill or 0.0)
    if features.shape[-1] != channels:
        raise ValueError(
            f"the encoder takes {channels} features per point besides xyz and got "
            f"{features.shape[-1]}; pass that many, or build the encoder with another `channels`"
        )
    return features


def repeat_points(
    values: Float[Tensor, "batch points channels"], at_least: int
) -> Float[Tensor, "batch repeated channels"]:
    """The points again and again, in order, where there are fewer than `at_least`.

    Raises:
        ValueError: There are no points to repeat.
    """
    count = values.shape[1]
    if count >= at_least:
        return values
    if count == 0:
        raise ValueError("an object needs at least one point and has none; leave it out")
    return values[:, torch.arange(at_least, device=values.device) % count]
