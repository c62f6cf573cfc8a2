"""A plain vision transformer over groups of coloured points, after Uni3D (Zhou et al. 2023).

Uni3D scales a 2D vision transformer up on point tokens. It differs from the point transformer of
Point-BERT in taking colours, in adding positions once, and in reading the CLS token alone.
Deviation: the blocks are those of ViT (GELU, fused qkv with biases) where Uni3D takes EVA-02's
from timm (SwiGLU); the widths and depths are the same and the sizes within a few per cent.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.object_encoder import ObjectEncoder, ObjectEncoding, check_features
from backend.models.point_groups import GroupTokenizer
from backend.models.transformer import blocks

COLORLESS = 0.4
"""The grey that stands for a missing colour; what Uni3D's authors use."""


@dataclass(frozen=True)
class Uni3DConfig:
    """The defaults are Uni3D-S with the published grouping, for 10,000 points."""

    dim: int = 1024
    """Length of the embedding."""
    groups: int = 512
    group_size: int = 64
    encoder_width: int = 512
    width: int = 384
    depth: int = 12
    heads: int = 6
    drop_path: float = 0.1


TINY = Uni3DConfig(width=192, heads=3)
"""Published as 6.2 M parameters."""
SMALL = Uni3DConfig()
"""Published as 22.6 M parameters."""
BASE = Uni3DConfig(width=768, heads=12)
"""Published as 88.4 M parameters."""


class Uni3D(ObjectEncoder):
    """The features are colours, range [0, 1]; without them every point is grey (0.4)."""

    def __init__(self, config: Uni3DConfig = SMALL):
        super().__init__()
        self.config = config
        self.dim, self.channels = config.dim, 3
        width = config.width
        self.tokenizer = GroupTokenizer(
            self.channels, config.groups, config.group_size, config.encoder_width, width
        )
        self.cls_token = nn.Parameter(torch.randn(1, 1, width))
        self.blocks = blocks(
            config.depth, width, config.heads, drop_path=config.drop_path, qkv_bias=True
        )
        self.norm = nn.LayerNorm(width)
        self.projection = nn.Linear(width, config.dim)

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        colors = check_features(points, features, self.channels, fill=COLORLESS)
        tokens = self.tokenizer(points, colors)
        x = tokens.values + tokens.positions
        x = torch.cat([self.cls_token.to(x.dtype).expand(len(x), -1, -1), x], dim=1)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return ObjectEncoding(self.projection(x[:, 0]), x[:, 0], tokens.centers, x[:, 1:])
