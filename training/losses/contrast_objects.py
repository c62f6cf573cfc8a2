"""What an object's embedding learns from texts and pictures: CG3D's losses and two of ours.

Each term is the symmetric contrastive loss of CLIP over the batch (CG3D, section 3). What says the
same as one's own text is no negative.
"""

import torch
from jaxtyping import Bool, Float, Int64
from torch import Tensor
from torch.nn.functional import cross_entropy


def symmetric_contrast(
    left: Float[Tensor, "batch dim"],
    right: Float[Tensor, "batch dim"],
    scale: Float[Tensor, ""],
    same: Bool[Tensor, "batch batch"],
    hard: int | None = None,
) -> Float[Tensor, ""]:
    """InfoNCE in both directions, the mean of the two.

    Args:
        left: unit vectors.
        right: unit vectors; row i belongs to row i of `left`.
        scale: 1 / temperature.
        same: pairs that are no negatives; the diagonal does not matter.
        hard: only so many negatives of each row count, those that are most alike; None for all.
    """
    own = torch.eye(len(left), dtype=torch.bool, device=left.device)
    logits = (scale * left @ right.T).masked_fill(same & ~own, float("-inf"))
    target = torch.arange(len(left), device=left.device)
    return (
        cross_entropy(_hardest(logits, own, hard), target)
        + cross_entropy(_hardest(logits.T, own, hard), target)
    ) / 2


def _hardest(
    logits: Float[Tensor, "batch batch"], own: Bool[Tensor, "batch batch"], count: int | None
) -> Float[Tensor, "batch batch"]:
    """Logits in which all but the own one and the highest `count` others are ruled out."""
    if count is None or count >= len(logits) - 1:
        return logits
    others = logits.detach().masked_fill(own, float("-inf"))
    least = others.topk(count, dim=1).values[:, -1:]
    return logits.masked_fill(~own & (others < least), float("-inf"))


def naming_loss(
    objects: Float[Tensor, "batch dim"],
    classes: Float[Tensor, "classes dim"],
    labels: Int64[Tensor, " batch"],
    scale: Float[Tensor, ""],
) -> Float[Tensor, ""]:
    """Every object against the names of all classes: all negatives that there are, in each step.

    An addition of ours: a batch that fits a CPU holds few of the classes. Label -1 counts nothing.
    """
    if not (labels >= 0).any():
        return objects.sum() * 0
    return cross_entropy(scale * objects @ classes.T, labels, ignore_index=-1)
