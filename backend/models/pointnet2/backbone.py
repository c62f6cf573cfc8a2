"""The PointNet++ backbone for detection: four set abstractions down, two propagations up.

All point operations happen in `plan`, without gradients and without the network's weights. A plan
stays valid when its cloud is turned, mirrored or moved as a whole, because distances decide it: a
training set can compute it once per scene.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn

from backend.models.point_ops import Neighbors, farthest_point_sample, gather
from backend.models.pointnet2.feature_propagation import FeaturePropagation, nearest_coarse
from backend.models.pointnet2.inputs import Cloud, Inputs, input_channels
from backend.models.pointnet2.set_abstraction import (
    Grouping,
    Level,
    SetAbstraction,
    SetAbstractionConfig,
    group_points,
)


@dataclass(frozen=True)
class BackboneConfig:
    """Defaults are the "paper" preset (CLIP-guided 3D-VQA): positions only, 512 channels out."""

    inputs: Inputs = "none"
    levels: tuple[SetAbstractionConfig, ...] = (
        SetAbstractionConfig(2048, 0.2, 64, (64, 64, 128)),
        SetAbstractionConfig(1024, 0.4, 32, (128, 128, 256)),
        SetAbstractionConfig(512, 0.8, 16, (128, 128, 256)),
        SetAbstractionConfig(256, 1.2, 16, (128, 128, 256)),
    )
    """From fine to coarse; the centres of each are among those of the level before."""
    upsampling: tuple[tuple[int, ...], ...] = ((512, 512), (512, 512))
    """Channels of the shared layers, from the coarsest level upwards."""
    ignore_origin: bool = False
    """Never sample points within 3 cm of the origin, as PointNet++'s CUDA code; published weights
    were trained so."""

    def __post_init__(self) -> None:
        if not 0 < len(self.upsampling) < len(self.levels):
            raise ValueError(
                f"wanted 1 to {len(self.levels) - 1} upsampling steps for {len(self.levels)} "
                f"levels, got {len(self.upsampling)}"
            )
        if any(fine.centers < coarse.centers for fine, coarse in pairwise(self.levels)):
            raise ValueError("wanted levels from many centres to few; reorder them")

    @property
    def channels(self) -> int:
        """Of the seeds' features."""
        return self.upsampling[-1][-1]

    @property
    def seeds(self) -> int:
        return self.levels[-1 - len(self.upsampling)].centers


PAPER_BACKBONE = BackboneConfig()
VOTENET_BACKBONE = replace(PAPER_BACKBONE, inputs="height", upsampling=((256, 256), (256, 256)))


@dataclass(frozen=True)
class Plan:
    """The point operations of one batch of clouds: indices and distances only."""

    groupings: tuple[Grouping, ...]
    """One per level; indices into the level before, the first into the cloud."""
    upsampling: tuple[Neighbors, ...]
    """One per propagation, from the coarsest level upwards."""


@dataclass(frozen=True)
class BackboneOutput:
    seeds: Float[Tensor, "batch seeds 3"]
    """Positions of those input points that the features describe, in farthest-point order."""
    features: Float[Tensor, "batch seeds channels"]
    indices: Int64[Tensor, "batch seeds"]
    """Which of the cloud's points the seeds are."""
    levels: tuple[Level, ...]
    """After each set abstraction, from fine to coarse."""


class Backbone(nn.Module):
    def __init__(self, config: BackboneConfig):
        super().__init__()
        self.config = config
        widths = [input_channels(config.inputs)] + [level.channels[-1] for level in config.levels]
        self.down = nn.ModuleList(map(SetAbstraction, config.levels, widths))
        coarse, steps = widths[-1], []
        for channels, fine in zip(config.upsampling, widths[-2::-1], strict=False):
            steps.append(FeaturePropagation(channels, coarse=coarse, fine=fine))
            coarse = channels[-1]
        self.up = nn.ModuleList(steps)

    @torch.no_grad()
    def plan(self, positions: Float[Tensor, "batch points 3"]) -> Plan:
        """Sample, group and pair up once; see the module's docstring."""
        levels = self.config.levels
        chosen = farthest_point_sample(
            positions, levels[0].centers, ignore_origin=self.config.ignore_origin
        )
        points, groupings = [positions], []
        for level in levels:
            grouping = group_points(points[-1], level, chosen[:, : level.centers])
            groupings.append(grouping)
            points.append(gather(points[-1], grouping.centers))
            # Farthest-point order is nested: sampling the sampled again takes the first of them.
            chosen = torch.arange(level.centers, device=positions.device)
            chosen = chosen.expand(len(positions), -1)
        pairs = list(pairwise(points[1:]))[: -len(self.up) - 1 : -1]
        return Plan(tuple(groupings), tuple(nearest_coarse(*pair) for pair in pairs))

    def forward(self, cloud: Cloud, plan: Plan | None = None) -> BackboneOutput:
        plan = plan or self.plan(cloud.positions)
        level, levels = Level(cloud.positions, cloud.features), []
        for module, grouping in zip(self.down, plan.groupings, strict=True):
            level = module(level, grouping)
            levels.append(level)
        finer = levels[-2::-1]
        for module, fine, neighbors in zip(self.up, finer, plan.upsampling, strict=False):
            level = module(fine, level, neighbors)
        assert level.features is not None
        indices = plan.groupings[0].centers[:, : level.points.shape[1]]
        return BackboneOutput(level.points, level.features, indices, tuple(levels))
