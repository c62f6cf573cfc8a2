"""How boxes become a network's numbers and back: heading bins, size templates and residuals.

Heading: bin b is centred on b · 2π / bins; the residual is a share of half a bin's width, within
[-1, 1]. Size: the class's mean size is the template; the residual is a share of the template.
"""

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int64
from torch import Tensor

from backend.models.votenet.classes import DetectionClasses

SMALLEST = 0.01
"""Metres: no decoded edge is shorter, whatever the network says."""


@dataclass(frozen=True)
class HeadingCode:
    bins: Int64[Tensor, "*boxes"]
    residuals: Float[Tensor, "*boxes"]
    """Shares of half a bin's width."""


def encode_headings(yaws: Float[Tensor, "*boxes"], bins: int) -> HeadingCode:
    """With one bin the boxes stand along the axes: their yaw counts as 0."""
    if bins == 1:
        return HeadingCode(torch.zeros_like(yaws, dtype=torch.int64), torch.zeros_like(yaws))
    width = 2 * math.pi / bins
    # Rounding up to a full turn must come back as bin 0.
    index = (yaws / width).round()
    return HeadingCode(index.long() % bins, (yaws - index * width) / (width / 2))


def decode_headings(
    bins: Int64[Tensor, "*boxes"], residuals: Float[Tensor, "*boxes"], count: int
) -> Float[Tensor, "*boxes"]:
    """Yaws in radians, within [-π, π]."""
    if count == 1:
        return torch.zeros_like(residuals)
    width = 2 * math.pi / count
    yaws = bins * width + residuals * (width / 2)
    return torch.remainder(yaws + math.pi, 2 * math.pi) - math.pi


def size_templates(classes: DetectionClasses, like: Tensor) -> Float[Tensor, "classes 3"]:
    return torch.tensor(classes.mean_sizes, device=like.device, dtype=torch.float32)


def encode_sizes(
    sizes: Float[Tensor, "*boxes 3"],
    classes: Int64[Tensor, "*boxes"],
    templates: Float[Tensor, "classes 3"],
) -> Float[Tensor, "*boxes 3"]:
    """Residuals against the templates of the boxes' own classes."""
    own = templates[classes]
    return (sizes - own) / own


def decode_sizes(
    residuals: Float[Tensor, "*boxes 3"],
    classes: Int64[Tensor, "*boxes"],
    templates: Float[Tensor, "classes 3"],
) -> Float[Tensor, "*boxes 3"]:
    return (templates[classes] * (1 + residuals)).clamp_min(SMALLEST)
