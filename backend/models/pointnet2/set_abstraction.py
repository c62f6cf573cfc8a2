"""Set abstraction (PointNet++, section 3.2): fewer points, each with more channels."""

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn

from backend.models.layers import SharedMLP
from backend.models.point_ops import ball_query, farthest_point_sample, gather


@dataclass(frozen=True)
class SetAbstractionConfig:
    centers: int
    radius: float
    """Metres (for classification: of the unit ball)."""
    neighbors: int
    channels: tuple[int, ...]
    """Of the shared layers, without the input's."""
    normalize: bool = True
    """Divide the relative coordinates by the radius (VoteNet does, PointNet++ does not)."""


@dataclass(frozen=True)
class Grouping:
    """Which points become centres and which points each of them gathers."""

    centers: Int64[Tensor, "batch centers"]
    neighbors: Int64[Tensor, "batch centers neighbors"]


def group_points(
    points: Float[Tensor, "batch points 3"],
    config: SetAbstractionConfig,
    centers: Int64[Tensor, "batch centers"] | None = None,
) -> Grouping:
    """Balls around the given centres; around the farthest points where none are given."""
    where = points.detach()
    if centers is None:
        centers = farthest_point_sample(where, config.centers)
    found = ball_query(where, gather(where, centers), config.radius, config.neighbors)
    return Grouping(centers, found)


@dataclass(frozen=True)
class Level:
    """A point set with its features."""

    points: Float[Tensor, "batch points 3"]
    features: Float[Tensor, "batch points channels"] | None


class SetAbstraction(nn.Module):
    """Gather neighbours around centres, lift each by shared layers, keep the maximum."""

    def __init__(self, config: SetAbstractionConfig, inputs: int):
        super().__init__()
        self.config = config
        self.mlp = SharedMLP((3 + inputs, *config.channels))

    def forward(self, level: Level, grouping: Grouping) -> Level:
        centers = gather(level.points, grouping.centers)
        grouped = gather(level.points, grouping.neighbors) - centers[:, :, None]
        if self.config.normalize:
            grouped = grouped / self.config.radius
        if level.features is not None:
            features = gather(level.features, grouping.neighbors)
            grouped = torch.cat([grouped.to(features.dtype), features], dim=-1)
        return Level(centers, self.mlp(grouped).amax(dim=2))


class GlobalAbstraction(nn.Module):
    """Set abstraction whose one group is the whole set."""

    def __init__(self, channels: tuple[int, ...], inputs: int):
        super().__init__()
        self.mlp = SharedMLP((3 + inputs, *channels))

    def forward(self, level: Level) -> Float[Tensor, "batch channels"]:
        parts = (level.points,) if level.features is None else (level.points, level.features)
        return self.mlp(torch.cat(parts, dim=-1)).amax(dim=1)
