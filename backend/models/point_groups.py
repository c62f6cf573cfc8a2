"""Tokens of a cloud: groups of neighbouring points, each encoded by a small PointNet.

The grouping of Point-BERT (Yu et al. 2022, section 3.1), which Uni3D keeps: centres by farthest
point sampling, the nearest neighbours of each, positions relative to the centre.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from backend.models.layers import LinearNorm
from backend.models.object_encoder import repeat_points
from backend.models.point_ops import farthest_point_sample, gather, knn


@dataclass(frozen=True)
class Groups:
    """The nearest neighbours of each centre, the nearest first."""

    centers: Float[Tensor, "batch groups 3"]
    points: Float[Tensor, "batch groups size channels"]
    """Position relative to the centre, then the point's features."""


@dataclass(frozen=True)
class Tokens:
    values: Float[Tensor, "batch groups width"]
    positions: Float[Tensor, "batch groups width"]
    """The embedded centres, to be added to the values."""
    centers: Float[Tensor, "batch groups 3"]


def group_points(
    points: Float[Tensor, "batch points 3"],
    features: Float[Tensor, "batch points channels"],
    count: int,
    size: int,
) -> Groups:
    """`count` groups of `size` points. Clouds of fewer points are repeated up to either number."""
    values = repeat_points(torch.cat([points, features], dim=-1), max(count, size))
    positions = values[..., :3].contiguous()
    centers = gather(positions, farthest_point_sample(positions, count))
    members = gather(values, knn(positions, centers, size).indices)
    center = functional.pad(centers, (0, features.shape[-1]))
    return Groups(centers, members - center[:, :, None])


def linear_of_group(
    linear: nn.Linear,
    group: Float[Tensor, "batch groups left"],
    members: Float[Tensor, "batch groups size right"],
    *,
    group_first: bool = True,
) -> Float[Tensor, "batch groups size outputs"]:
    """`linear` of the group's feature and each member's, concatenated in the order that is said.

    The group's part is computed once per group and never repeated in memory.
    """
    widths = (group.shape[-1], members.shape[-1])
    if group_first:
        of_group, of_members = linear.weight.split(widths, dim=1)
    else:
        of_members, of_group = linear.weight.split(widths[::-1], dim=1)
    return functional.linear(members, of_members, linear.bias) + functional.linear(
        group, of_group
    ).unsqueeze(-2)


class MiniPointNet(nn.Module):
    """The feature of a group: two rounds of shared layers and max pooling (Point-BERT).

    Args:
        inputs: Channels of a point.
        outputs: Channels of a group.
        hidden: Channels of the first layer; the next have twice and four times as many.
    """

    def __init__(self, inputs: int, outputs: int, hidden: int = 128):
        super().__init__()
        self.first = LinearNorm(inputs, hidden, bias=True)
        self.second = nn.Linear(hidden, 2 * hidden)
        self.third = LinearNorm(4 * hidden, 4 * hidden, bias=True)
        self.fourth = nn.Linear(4 * hidden, outputs)

    def forward(
        self, groups: Float[Tensor, "batch groups size inputs"]
    ) -> Float[Tensor, "batch groups outputs"]:
        each = self.second(self.first(groups))  # [batch, groups, size, 2 hidden]
        both = linear_of_group(self.third.linear, each.amax(dim=2), each)
        return self.fourth(self.third.activation(self.third.norm(both))).amax(dim=2)


class GroupTokenizer(nn.Module):
    """Groups of a cloud as tokens of a transformer.

    Args:
        channels: Features of a point besides its position.
        count: Groups, that is, tokens.
        size: Points in a group.
        encoder_width: Channels of a group's feature before it is mapped to the tokens' width.
        width: Channels of a token.
        hidden: Channels of the first layer that encodes a group.
    """

    def __init__(
        self,
        channels: int,
        count: int,
        size: int,
        encoder_width: int,
        width: int,
        *,
        hidden: int = 128,
    ):
        super().__init__()
        self.count, self.size = count, size
        self.encoder = MiniPointNet(3 + channels, encoder_width, hidden)
        self.reduce = nn.Linear(encoder_width, width)
        self.position = nn.Sequential(nn.Linear(3, 128), nn.GELU(), nn.Linear(128, width))

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"],
    ) -> Tokens:
        groups = group_points(points, features, self.count, self.size)
        values = self.reduce(self.encoder(groups.points))
        return Tokens(values, self.position(groups.centers), groups.centers)
