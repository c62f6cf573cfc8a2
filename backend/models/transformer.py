"""The pre-norm transformer block of ViT, with stochastic depth."""

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from backend.models.layers import MLP


class Attention(nn.Module):
    """Multi-head self-attention over all tokens."""

    def __init__(self, width: int, heads: int, *, qkv_bias: bool):
        super().__init__()
        if width % heads:
            raise ValueError(f"the width must be a multiple of the heads, got {width} and {heads}")
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width, bias=qkv_bias)
        self.projection = nn.Linear(width, width)

    def forward(
        self, x: Float[Tensor, "batch tokens width"]
    ) -> Float[Tensor, "batch tokens width"]:
        batch, tokens, width = x.shape
        qkv = self.qkv(x).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)  # Each [batch, heads, tokens, channels].
        mixed = functional.scaled_dot_product_attention(query, key, value)
        return self.projection(mixed.transpose(1, 2).reshape(batch, tokens, width))


class DropPath(nn.Module):
    """In training, drops the whole residual branch of a sample (Huang et al. 2016, eq. 2)."""

    def __init__(self, probability: float):
        super().__init__()
        self.probability = probability

    def forward(
        self, x: Float[Tensor, "batch tokens width"]
    ) -> Float[Tensor, "batch tokens width"]:
        if not self.training or self.probability == 0:
            return x
        kept = torch.rand(len(x), 1, 1, device=x.device) >= self.probability
        return x * kept / (1 - self.probability)


class Block(nn.Module):
    """Attention and a two-layer perceptron, each after a layer norm and with a residual."""

    def __init__(
        self,
        width: int,
        heads: int,
        *,
        expansion: float = 4.0,
        drop_path: float = 0.0,
        qkv_bias: bool = True,
    ):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads, qkv_bias=qkv_bias)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = MLP((width, round(width * expansion), width))
        self.drop_path = DropPath(drop_path)

    def forward(
        self, x: Float[Tensor, "batch tokens width"]
    ) -> Float[Tensor, "batch tokens width"]:
        x = x + self.drop_path(self.attention(self.norm1(x)))
        return x + self.drop_path(self.mlp(self.norm2(x)))


def blocks(
    depth: int, width: int, heads: int, *, drop_path: float, qkv_bias: bool
) -> nn.ModuleList:
    """Blocks whose drop probability grows linearly from 0 to `drop_path`, as in DeiT."""
    rates = (drop_path * block / max(1, depth - 1) for block in range(depth))
    return nn.ModuleList(Block(width, heads, drop_path=rate, qkv_bias=qkv_bias) for rate in rates)
