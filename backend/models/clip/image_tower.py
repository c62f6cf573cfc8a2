"""The embedded CLIP's image tower: a small ViT behind a convolutional stem.

A stem of stride-2 convolutions in place of the one large patch convolution lets a small ViT learn
from few pictures (Xiao et al., "Early convolutions help transformers see better", 2021). The
feature of a picture is the mean of the features of its patches, so that patches can be compared
with texts, too. Pictures may have other sizes than the tower was trained at: position embeddings
are interpolated.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jaxtyping import Float
from timm.models.vision_transformer import VisionTransformer
from torch import Tensor, nn

STRIDE = 16
"""Pixels from one patch to the next."""


@dataclass(frozen=True)
class ImageTowerConfig:
    image_size: int = 112
    """Edge of the square pictures, pixels; a multiple of 16."""
    width: int = 256
    depth: int = 6
    heads: int = 4
    drop_path: float = 0.05


class ConvStem(nn.Module):
    """A picture as a grid of tokens: four stride-2 convolutions, then a linear layer."""

    def __init__(self, img_size: int, embed_dim: int, **_: Any) -> None:
        """Takes the names that timm passes; sizes follow from the stride."""
        super().__init__()
        widths = (3, *(embed_dim // share for share in (8, 4, 2, 1)))
        stages = [
            nn.Sequential(
                nn.Conv2d(before, after, 3, 2, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()
            )
            for before, after in pairwise(widths)
        ]
        self.convolutions = nn.Sequential(*stages, nn.Conv2d(embed_dim, embed_dim, 1))
        self.patch_size = (STRIDE, STRIDE)
        self.grid_size = (img_size // STRIDE, img_size // STRIDE)
        self.num_patches = self.grid_size[0] * self.grid_size[1]

    def feat_ratio(self, as_scalar: bool = True) -> int | tuple[int, int]:
        return STRIDE if as_scalar else (STRIDE, STRIDE)

    def dynamic_feat_size(self, img_size: tuple[int, int]) -> tuple[int, int]:
        return img_size[0] // STRIDE, img_size[1] // STRIDE

    def forward(self, images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch gh gw width"]:
        return self.convolutions(images).permute(0, 2, 3, 1)


class ImageTower(nn.Module):
    """Pictures to CLIP space; open_clip takes it as the visual half of a model."""

    def __init__(self, config: ImageTowerConfig, embed_dim: int) -> None:
        super().__init__()
        self.config = config
        self.image_size = (config.image_size, config.image_size)
        self.trunk = VisionTransformer(
            img_size=config.image_size,
            patch_size=STRIDE,
            embed_dim=config.width,
            depth=config.depth,
            num_heads=config.heads,
            num_classes=0,
            class_token=False,
            global_pool="avg",
            fc_norm=False,  # The norm comes before the mean: the mean of patches is the whole.
            drop_path_rate=config.drop_path,
            dynamic_img_size=True,
            embed_layer=ConvStem,  # pyright: ignore[reportArgumentType]
        )
        self.head = nn.Linear(config.width, embed_dim)

    def patches(self, images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch gh gw dim"]:
        """Features of the patches, rows from the top; not of unit length."""
        height, width = images.shape[2] // STRIDE, images.shape[3] // STRIDE
        tokens = self.head(self.trunk.forward_features(images))
        return tokens.unflatten(1, (height, width))

    def forward(self, images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch dim"]:
        """Features of the pictures, not of unit length."""
        return self.patches(images).mean((1, 2))
