"""What a network is told about each point beside its position."""

from dataclasses import dataclass
from typing import Literal, assert_never

import torch
from jaxtyping import Float
from torch import Tensor

Inputs = Literal["none", "height", "height+rgb"]

FLOOR_QUANTILE = 0.0099
"""VoteNet takes the 0.99th percentile of the heights for the floor: 0.0099 of them lie below it."""

MEAN_COLOR = (0.429, 0.380, 0.327)
"""The mean colour of ScanNet's vertices, RGB in [0, 1]."""


@dataclass(frozen=True)
class Cloud:
    """A batch of point clouds of one length, Z up."""

    positions: Float[Tensor, "batch points 3"]
    """Metres."""
    features: Float[Tensor, "batch points channels"] | None
    """What `point_features` makes; None for `inputs="none"`."""


def input_channels(inputs: Inputs) -> int:
    match inputs:
        case "none":
            return 0
        case "height":
            return 1
        case "height+rgb":
            return 4
        case _:
            assert_never(inputs)


def make_cloud(
    positions: Float[Tensor, "batch points 3"],
    inputs: Inputs,
    colors: Float[Tensor, "batch points 3"] | None = None,
) -> Cloud:
    """Positions with the features that a network of these inputs wants.

    Colours are RGB in [0, 1]; a cloud without colours (None) gets the mean colour.
    """
    match inputs:
        case "none":
            return Cloud(positions, None)
        case "height":
            return Cloud(positions, height(positions))
        case "height+rgb":
            mean = positions.new_tensor(MEAN_COLOR)
            tint = torch.zeros_like(positions) if colors is None else colors - mean
            return Cloud(positions, torch.cat([height(positions), tint], dim=-1))
        case _:
            assert_never(inputs)


def height(positions: Float[Tensor, "batch points 3"]) -> Float[Tensor, "batch points 1"]:
    """Metres above the floor."""
    return positions[..., 2:] - floor_height(positions)[..., None]


def floor_height(positions: Float[Tensor, "batch points 3"]) -> Float[Tensor, "batch 1"]:
    """The floor's z in metres: a low quantile of the heights (VoteNet)."""
    z = positions[..., 2]
    rank = round(FLOOR_QUANTILE * (z.shape[1] - 1)) + 1
    return z.kthvalue(rank, dim=1, keepdim=True).values
