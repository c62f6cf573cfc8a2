"""PointNet++ for whole objects: single-scale grouping, one embedding per cloud.

The classification network of the paper (appendix B.1, SSG) with an embedding for the class scores.
"""

from dataclasses import dataclass

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
from backend.models.pointnet2.set_abstraction import (
    GlobalAbstraction,
    Level,
    SetAbstraction,
    SetAbstractionConfig,
    group_points,
)


@dataclass(frozen=True)
class PointNet2Config:
    channels: int = 0
    """Features of a point besides its position."""
    levels: tuple[SetAbstractionConfig, ...] = (
        SetAbstractionConfig(512, 0.2, 32, (64, 64, 128), normalize=False),
        SetAbstractionConfig(128, 0.4, 64, (128, 128, 256), normalize=False),
    )
    whole: tuple[int, ...] = (256, 512, 1024)
    """Channels of the shared layers over the last level's points."""
    hidden: tuple[int, ...] = (512, 256)
    dropout: float = 0.5
    dim: int = 512


class PointNet2(ObjectEncoder):
    """Clouds of fewer points than the first level has centres are repeated up to that number."""

    def __init__(self, config: PointNet2Config = PointNet2Config()):
        super().__init__()
        self.config, self.dim, self.channels = config, config.dim, config.channels
        widths = [config.channels] + [level.channels[-1] for level in config.levels]
        self.levels = nn.ModuleList(map(SetAbstraction, config.levels, widths))
        self.whole = GlobalAbstraction(config.whole, widths[-1])
        layers: list[nn.Module] = []
        width = config.whole[-1]
        for channels in config.hidden:
            layers += [LinearNorm(width, channels, bias=True), nn.Dropout(config.dropout)]
            width = channels
        self.hidden = nn.Sequential(*layers)
        self.projection = nn.Linear(width, config.dim)

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        values = torch.cat([points, check_features(points, features, self.channels)], dim=-1)
        values = repeat_points(values, self.config.levels[0].centers)
        # [batch, points, 3] and [batch, points, channels]
        level = Level(values[..., :3].contiguous(), values[..., 3:])
        for module, config in zip(self.levels, self.config.levels, strict=True):
            level = module(level, group_points(level.points, config))
        assert level.features is not None
        feature = self.hidden(self.whole(level))
        return ObjectEncoding(self.projection(feature), feature, level.points, level.features)
