"""Laws of the transformer block."""

import pytest
import torch
from torch import nn

from backend.models.transformer import Attention, Block, DropPath, blocks


@torch.no_grad()
def test_attention_is_that_of_pytorch() -> None:
    ours, theirs = Attention(12, 3, qkv_bias=True), nn.MultiheadAttention(12, 3, batch_first=True)
    theirs.in_proj_weight.copy_(ours.qkv.weight)
    theirs.in_proj_bias.copy_(ours.qkv.bias)
    theirs.out_proj.load_state_dict(ours.projection.state_dict())
    x = torch.randn(2, 5, 12)
    torch.testing.assert_close(ours(x), theirs(x, x, x)[0], atol=1e-5, rtol=1e-4)


def test_a_width_that_the_heads_cannot_share_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple of the heads"):
        Attention(10, 3, qkv_bias=False)


@torch.no_grad()
def test_tokens_are_a_set() -> None:
    block, x, order = Block(12, 3), torch.randn(2, 5, 12), torch.randperm(5)
    torch.testing.assert_close(block(x[:, order]), block(x)[:, order], atol=1e-5, rtol=1e-4)


def test_dropped_paths_keep_the_mean_and_drop_whole_samples() -> None:
    torch.manual_seed(0)
    drop, x = DropPath(0.25), torch.ones(4000, 2, 3)
    dropped = drop(x)
    kept = dropped[:, 0, 0] > 0
    torch.testing.assert_close(dropped, (kept / 0.75)[:, None, None].expand_as(x))
    assert abs(dropped.mean() - 1) < 0.05
    assert drop.eval()(x) is x


def test_later_blocks_are_dropped_more_often() -> None:
    stack = blocks(3, 12, 3, drop_path=0.4, qkv_bias=False)
    rates = [block.drop_path.probability for block in stack if isinstance(block, Block)]
    assert rates == pytest.approx([0, 0.2, 0.4])
