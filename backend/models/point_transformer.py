"""The point transformer of Point-BERT (Yu et al. 2022), the form that ULIP and CG3D train.

The standard transformer over groups of points and a CLS token. The position embedding is added
again before every block, and the feature is the CLS token beside the maximum over the groups.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.object_encoder import ObjectEncoder, ObjectEncoding, check_features
from backend.models.point_groups import GroupTokenizer
from backend.models.transformer import blocks


@dataclass(frozen=True)
class PointTransformerConfig:
    """The defaults are the published network for 1,024 points (22.1 M parameters)."""

    dim: int = 512
    """Length of the embedding."""
    channels: int = 0
    """Features of a point besides its position; Point-BERT takes none."""
    groups: int = 64
    group_size: int = 32
    encoder_width: int = 256
    """Channels of a group before it becomes a token."""
    encoder_hidden: int = 128
    """Channels of the first of the layers that encode a group."""
    width: int = 384
    depth: int = 12
    heads: int = 6
    drop_path: float = 0.1
    """Probability at the last block; grows linearly from 0 at the first."""


POINT_BERT = PointTransformerConfig()
POINT_BERT_8K = PointTransformerConfig(groups=512)
"""For 8,192 points, after the configuration that Point-BERT published for them."""
SMALL = PointTransformerConfig(encoder_width=128, encoder_hidden=64, width=192, depth=6, heads=3)
"""A sixth of the work of `POINT_BERT`, for machines without a GPU; a choice of ours."""


class PointTransformer(ObjectEncoder):
    def __init__(self, config: PointTransformerConfig = POINT_BERT):
        super().__init__()
        self.config = config
        self.dim, self.channels = config.dim, config.channels
        width = config.width
        self.tokenizer = GroupTokenizer(
            config.channels,
            config.groups,
            config.group_size,
            config.encoder_width,
            width,
            hidden=config.encoder_hidden,
        )
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.cls_position = nn.Parameter(torch.randn(1, 1, width))
        self.blocks = blocks(
            config.depth, width, config.heads, drop_path=config.drop_path, qkv_bias=False
        )
        self.norm = nn.LayerNorm(width)
        self.projection = nn.Linear(2 * width, config.dim)

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> ObjectEncoding:
        tokens = self.tokenizer(points, check_features(points, features, self.channels))
        x = _with_first(self.cls_token, tokens.values)
        positions = _with_first(self.cls_position, tokens.positions)
        for block in self.blocks:
            x = block(x + positions)
        x = self.norm(x)
        feature = torch.cat([x[:, 0], x[:, 1:].amax(dim=1)], dim=-1)
        return ObjectEncoding(self.projection(feature), feature, tokens.centers, x[:, 1:])


def _with_first(
    first: Float[Tensor, "1 1 width"], rest: Float[Tensor, "batch tokens width"]
) -> Float[Tensor, "batch more width"]:
    return torch.cat([first.to(rest.dtype).expand(len(rest), -1, -1), rest], dim=1)
