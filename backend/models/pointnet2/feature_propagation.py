"""Feature propagation (PointNet++, section 3.4): features of a coarse level reach a finer one."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.layers import SharedMLP
from backend.models.point_ops import Neighbors, interpolate, knn
from backend.models.pointnet2.set_abstraction import Level

NEAREST = 3
"""How many coarse points a fine point takes its features from."""


def nearest_coarse(
    fine: Float[Tensor, "batch fine 3"], coarse: Float[Tensor, "batch coarse 3"]
) -> Neighbors:
    return knn(coarse, fine, NEAREST)


class FeaturePropagation(nn.Module):
    """Interpolate by inverse distance, append the fine level's own features, shared layers."""

    def __init__(self, channels: tuple[int, ...], *, coarse: int, fine: int):
        super().__init__()
        self.mlp = SharedMLP((coarse + fine, *channels))

    def forward(self, fine: Level, coarse: Level, neighbors: Neighbors) -> Level:
        assert fine.features is not None and coarse.features is not None
        carried = interpolate(coarse.features, neighbors)
        both = torch.cat([carried.to(fine.features.dtype), fine.features], dim=-1)
        return Level(fine.points, self.mlp(both))
