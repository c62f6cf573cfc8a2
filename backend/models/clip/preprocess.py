"""From pictures to what an image tower wants: its size, its mean, its deviation."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image
from torch import Tensor, nn
from torch.nn.functional import interpolate


def preprocess_settings(image_size: int) -> dict[str, Any]:
    """Of the embedded model, in open_clip's words: all of the picture, squeezed into a square."""
    return asdict(PreprocessCfg(size=image_size, interpolation="bilinear", resize_mode="squash"))


def picture_transform(visual: nn.Module) -> Callable[[Image.Image], Float[Tensor, "3 h w"]]:
    """As the model's authors resize, crop and normalise."""
    transform: Any = image_transform_v2(_settings(visual), is_train=False)
    return transform


def opened(picture: Image.Image | UInt8[np.ndarray, "h w 3"]) -> Image.Image:
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    return image.convert("RGB")


def normalized(
    pictures: UInt8[Tensor, "batch h w 3"], visual: nn.Module
) -> Float[Tensor, "batch 3 out_h out_w"]:
    """A whole batch on its device, squeezed into the tower's size: for pictures drawn by us."""
    settings = _settings(visual)
    scaled = pictures.permute(0, 3, 1, 2).float() / 255
    size = (settings.size, settings.size) if isinstance(settings.size, int) else settings.size
    if tuple(scaled.shape[2:]) != tuple(size):
        scaled = interpolate(scaled, size, mode="bilinear", antialias=True)
    mean, std = (
        torch.tensor(one).to(scaled).view(3, 1, 1) for one in (settings.mean, settings.std)
    )
    return (scaled - mean) / std


def _settings(visual: nn.Module) -> PreprocessCfg:
    given: Mapping[str, Any] = visual.preprocess_cfg  # pyright: ignore[reportAssignmentType]
    return PreprocessCfg(**given)
