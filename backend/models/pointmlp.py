"""PointMLP and PointMLP-elite (Ma et al. 2022): residual shared layers on ever fewer points.

Four stages. Each halves the points, brings the neighbours of every kept point to a common scale
(the geometric affine module), encodes them, pools them, and encodes the pooled points.
"""

from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import Literal, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.layers import LinearNorm
from backend.models.object_encoder import (
    ObjectEncoder,
    ObjectEncoding,
    check_features,
    repeat_points,
)
from backend.models.point_groups import linear_of_group
from backend.models.point_ops import farthest_point_sample, gather, knn


@dataclass(frozen=True)
class PointMLPConfig:
    """The defaults are PointMLP as published and as CG3D trains it."""

    dim: int = 512
    """Length of the embedding."""
    channels: int = 0
    """Features of a point besides its position; PointMLP takes none."""
    points: int = 1024
    """Stage s keeps points / 2^s of them, whatever the size of the cloud."""
    neighbors: int = 24
    width: int = 64
    """Channels before the first stage."""
    growth: tuple[int, ...] = (2, 2, 2, 2)
    """The factor on the channels at each stage."""
    blocks: tuple[int, ...] = (2, 2, 2, 2)
    """Residual blocks at each stage, before and again after the pooling."""
    bottleneck: float = 1.0
    """Channels inside a residual block relative to those outside."""
    preset: Literal["paper", "code"] = "paper"
    """What the deviation is taken over that divides a neighbourhood: "paper" = one cloud (the
    paper's equation, and the code as CG3D and later repositories fixed it); "code" = the whole
    batch, as first released, with which an embedding depends on its batch."""

    def __post_init__(self) -> None:
        if len(self.growth) != len(self.blocks):
            raise ValueError(
                "growth and blocks must name as many stages, "
                f"got {len(self.growth)} and {len(self.blocks)}"
            )
        if self.points < 2 ** len(self.growth):
            raise ValueError(f"{self.points} points cannot be halved {len(self.growth)} times")


POINTMLP = PointMLPConfig()
"""With its classifier 13.2 M parameters; the paper says 12.6 M."""
ELITE = PointMLPConfig(width=32, growth=(2, 2, 2, 1), blocks=(1, 1, 2, 1), bottleneck=0.25)
"""With its classifier 0.72 M parameters; the paper says 0.68 M."""


class Neighborhoods(NamedTuple):
    centers: Float[Tensor, "batch kept 3"]
    anchors: Float[Tensor, "batch kept channels"]
    """The features of the kept points."""
    members: Float[Tensor, "batch kept neighbors channels"]
    """The features of the neighbours of each, brought to a common scale."""


class GeometricAffine(nn.Module):
    """Keeps some points and normalises the features of their neighbours (equation 3).

    α ⊙ (f_neighbour − f_kept) / (σ + ε) + β. As in the code, σ is the deviation about the mean of
    the differences, where the equation has their root mean square.
    """

    def __init__(self, channels: int, kept: int, neighbors: int, preset: Literal["paper", "code"]):
        super().__init__()
        self.kept, self.neighbors, self.preset = kept, neighbors, preset
        self.alpha = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"],
    ) -> Neighborhoods:
        kept = farthest_point_sample(points, self.kept)
        centers, anchors = gather(points, kept), gather(features, kept)
        members = gather(features, knn(points, centers, self.neighbors).indices)
        differences = members - anchors[:, :, None]
        scaled = differences / (self._deviation(differences) + 1e-5).to(differences.dtype)
        return Neighborhoods(centers, anchors, self.alpha * scaled + self.beta)

    def _deviation(
        self, differences: Float[Tensor, "batch kept neighbors channels"]
    ) -> Float[Tensor, "#batch 1 1 1"]:
        # In half precision the squares of a whole cloud would lose the small differences.
        rows = differences.float().flatten(0 if self.preset == "code" else 1)
        return rows.std(dim=-1).view(-1, 1, 1, 1)


class ResidualLayers(nn.Module):
    """Two shared layers with a residual."""

    def __init__(self, channels: int, bottleneck: float):
        super().__init__()
        inner = int(channels * bottleneck)
        self.first = LinearNorm(channels, inner)
        self.second = LinearNorm(inner, channels, activation=None)

    def forward(self, x: Float[Tensor, "*rows channels"]) -> Float[Tensor, "*rows channels"]:
        return torch.relu(self.second(self.first(x)) + x)


class Stage(nn.Module):
    """Kept points with the pooled feature of their neighbours."""

    def __init__(self, config: PointMLPConfig, stage: int, inputs: int, outputs: int):
        super().__init__()
        kept = config.points // 2 ** (stage + 1)
        self.group = GeometricAffine(inputs, kept, config.neighbors, config.preset)
        self.transfer = LinearNorm(2 * inputs, outputs)

        def residual() -> nn.Sequential:
            count = config.blocks[stage]
            return nn.Sequential(
                *(ResidualLayers(outputs, config.bottleneck) for _ in range(count))
            )

        self.before, self.after = residual(), residual()

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points inputs"],
    ) -> tuple[Float[Tensor, "batch kept 3"], Float[Tensor, "batch kept outputs"]]:
        centers, anchors, members = self.group(points, features)
        both = linear_of_group(self.transfer.linear, anchors, members, group_first=False)
        members = self.before(self.transfer.activation(self.transfer.norm(both)))
        return centers, self.after(members.amax(dim=2))


class PointMLP(ObjectEncoder):
    def __init__(self, config: PointMLPConfig = POINTMLP):
        super().__init__()
        self.config = config
        self.dim, self.channels = config.dim, config.channels
        widths = list(accumulate(config.growth, mul, initial=config.width))
        self.embedding = LinearNorm(3 + config.channels, config.width)
        self.stages = nn.ModuleList(
            Stage(config, stage, widths[stage], widths[stage + 1])
            for stage in range(len(config.growth))
        )
        self.projection = nn.Linear(widths[-1], config.dim)

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        values = torch.cat([points, check_features(points, features, self.channels)], dim=-1)
        values = repeat_points(values, max(self.config.points, self.config.neighbors))
        centers, x = values[..., :3].contiguous(), self.embedding(values)
        for stage in self.stages:
            centers, x = stage(centers, x)
        feature = x.amax(dim=1)
        return ObjectEncoding(self.projection(feature), feature, centers, x)
