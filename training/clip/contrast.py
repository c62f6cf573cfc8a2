"""The symmetric contrastive loss of CLIP (Radford et al., 2021), with one precaution.

Captions repeat: "a chair" stands under many pictures of a batch. A pair whose text says the same
as another's is no negative for it and is left out.
"""

import torch
from jaxtyping import Bool, Float
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

_SAME = 0.98
"""Cosine of the text tower's features from which two texts count as the same."""


def contrastive_loss(
    left: Float[Tensor, "batch dim"],
    right: Float[Tensor, "batch dim"],
    scale: Float[Tensor, ""],
    same: Bool[Tensor, "batch batch"],
) -> Float[Tensor, ""]:
    """InfoNCE in both directions.

    Args:
        left: unit vectors.
        right: unit vectors; row i belongs to row i of `left`.
        scale: 1 / temperature.
        same: pairs that say the same and are no negatives; the diagonal does not matter.
    """
    logits = scale * left @ right.T
    own = torch.eye(len(left), dtype=torch.bool, device=left.device)
    logits = logits.masked_fill(same & ~own, float("-inf"))
    target = torch.arange(len(left), device=left.device)
    return (cross_entropy(logits, target) + cross_entropy(logits.T, target)) / 2


def same_texts(features: Float[Tensor, "batch width"]) -> Bool[Tensor, "batch batch"]:
    """Which texts say the same, by their features before the projection."""
    unit = normalize(features.float(), dim=-1)
    return unit @ unit.T > _SAME
