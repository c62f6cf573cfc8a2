"""Set abstraction (PointNet++, section 3.2): fewer points, each with more channels."""

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn
from torch.nn import functional

from backend.models.layers import SharedMLP
from backend.models.point_ops import ball_query, farthest_point_sample, gather

_ROWS = 4096
"""Grouped points that inference on a CPU lifts at a time, so that they stay in its caches."""


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
    """Gather neighbours around centres, lift each by shared layers, keep the maximum.

    Where the features do not grow in the first layer they pass it before they are gathered: the
    same values as after it, but each point is multiplied once, not once per group it is in.
    """

    def __init__(self, config: SetAbstractionConfig, inputs: int):
        super().__init__()
        self.config = config
        self.mlp = SharedMLP((3 + inputs, *config.channels))
        self.early = inputs >= config.channels[0]

    def forward(self, level: Level, grouping: Grouping) -> Level:
        centers = gather(level.points, grouping.centers)
        carried = level.features
        if self.early and carried is not None:
            carried = functional.linear(carried, self.mlp.first.linear.weight[:, 3:])
        size = self._piece(grouping)
        pieces = zip(centers.split(size, dim=1), grouping.neighbors.split(size, dim=1), strict=True)
        pooled = [self._pool(level.points, carried, *piece) for piece in pieces]
        return Level(centers, torch.cat(pooled, dim=1))

    def _piece(self, grouping: Grouping) -> int:
        """How many centres are worked on at a time."""
        batch, centers, neighbors = grouping.neighbors.shape
        whole = self.training or torch.is_grad_enabled() or grouping.neighbors.device.type != "cpu"
        return centers if whole else max(1, _ROWS // (batch * neighbors))

    def _pool(
        self,
        points: Float[Tensor, "batch points 3"],
        carried: Float[Tensor, "batch points carried"] | None,
        centers: Float[Tensor, "batch centers 3"],
        neighbors: Int64[Tensor, "batch centers neighbors"],
    ) -> Float[Tensor, "batch centers channels"]:
        values = gather(points, neighbors) - centers[:, :, None]
        if self.config.normalize:
            values = values / self.config.radius
        first, *rest = self.mlp.layers
        if carried is None:
            values = first(values)
        elif self.early:
            of_places = functional.linear(values, first.linear.weight[:, :3], first.linear.bias)
            values = first.finish(of_places + gather(carried, neighbors))
        else:
            values = first(torch.cat([values, gather(carried, neighbors)], dim=-1))
        for layer in rest:
            values = layer(values)
        # Equal, but one is much faster forwards, the other backwards.
        return values.max(dim=2).values if torch.is_grad_enabled() else values.amax(dim=2)


class GlobalAbstraction(nn.Module):
    """Set abstraction whose one group is the whole set."""

    def __init__(self, channels: tuple[int, ...], inputs: int):
        super().__init__()
        self.mlp = SharedMLP((3 + inputs, *channels))

    def forward(self, level: Level) -> Float[Tensor, "batch channels"]:
        parts = (level.points,) if level.features is None else (level.points, level.features)
        return self.mlp(torch.cat(parts, dim=-1)).amax(dim=1)
