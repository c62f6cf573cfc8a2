"""Pictures as the image tower wants them, whole or varied for training."""

from dataclasses import dataclass

import torch
from jaxtyping import Float, UInt8
from torch import Generator, Tensor
from torch.nn.functional import affine_grid, grid_sample, interpolate

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)
"""OpenAI CLIP's, which open_clip uses unless a model says otherwise."""

Images = Float[Tensor, "batch 3 out out"]


@dataclass(frozen=True)
class AugmentConfig:
    least: float = 0.55
    """Smallest share of a picture's area that is kept."""
    aspect: float = 1.25
    """How much longer one edge of what is kept may be."""
    brightness: float = 0.25
    contrast: float = 0.25
    """Greatest relative changes. Hues stay: captions name colours."""
    noise: float = 0.02
    """Standard deviation of a fresh noise in every pixel, of the range of 1."""


def normalized(images: UInt8[Tensor, "batch edge edge 3"], size: int) -> Images:
    """Whole pictures, resized and in the tower's range."""
    scaled = images.permute(0, 3, 1, 2).float() / 255
    if scaled.shape[-1] != size:
        scaled = interpolate(scaled, (size, size), mode="bilinear", antialias=True)
    return _standard(scaled)


def augmented(
    images: UInt8[Tensor, "batch edge edge 3"],
    size: int,
    generator: Generator,
    config: AugmentConfig = AugmentConfig(),
) -> Images:
    """Random parts of the pictures under other light, all draws from the generator (on CPU)."""
    scaled = images.permute(0, 3, 1, 2).float() / 255
    grid = _crops(len(images), size, generator, config).to(images.device)
    cut = grid_sample(scaled, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    light = _between(len(images), config.brightness, generator).to(images.device)
    contrast = _between(len(images), config.contrast, generator).to(images.device)
    middle = cut.mean((1, 2, 3), keepdim=True)
    cut = (middle + (cut - middle) * contrast) * light
    noise = torch.randn(cut.shape, generator=generator).to(images.device)
    return _standard((cut + config.noise * noise).clamp(0, 1))


def _crops(
    count: int, size: int, generator: Generator, config: AugmentConfig
) -> Float[Tensor, "batch out out 2"]:
    """Sampling places of random rectangles that lie inside the pictures."""
    area = config.least + (1 - config.least) * torch.rand(count, generator=generator)
    stretch = config.aspect ** (torch.rand(count, generator=generator) - 0.5)
    half = torch.stack([(area.sqrt() * stretch), (area.sqrt() / stretch)], 1).clamp(max=1)
    middle = (1 - half) * (2 * torch.rand(count, 2, generator=generator) - 1)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1] = half[:, 0], half[:, 1]
    theta[:, :, 2] = middle
    return affine_grid(theta, [count, 3, size, size], align_corners=False)


def _between(count: int, reach: float, generator: Generator) -> Float[Tensor, "batch 1 1 1"]:
    return (1 + reach * (2 * torch.rand(count, generator=generator) - 1)).view(-1, 1, 1, 1)


def _standard(images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch 3 h w"]:
    mean = torch.tensor(MEAN, device=images.device).view(3, 1, 1)
    std = torch.tensor(STD, device=images.device).view(3, 1, 1)
    return ((images - mean) / std).contiguous(memory_format=torch.channels_last)
