"""Objects by name in CLIP space: each proposal's embedding against the names of all categories.

Beyond CLIP-guided 3D-VQA, which aligns only the whole scene: an object that is embedded among
words can be named with words that no class list has.
"""

import torch
from jaxtyping import Float, Int64
from torch import Tensor
from torch.nn import functional

from training.losses.votenet import Assignment

_SCALE = 20.0
"""1 / temperature: names of furniture lie close together in CLIP space."""


def naming_loss(
    objects: Float[Tensor, "batch proposals clip"],
    names: Float[Tensor, "categories clip"],
    categories: Int64[Tensor, "batch targets"],
    assignment: Assignment,
) -> Float[Tensor, ""]:
    """Cross-entropy over the categories, of the proposals that are an object.

    Args:
        objects: Embeddings of unit length.
        names: Features of the categories' names, of unit length.
        categories: What each target is; -1 for padding and what has no name.
        assignment: Which target each proposal answers for.
    """
    own = categories.gather(1, assignment.objects)
    known = assignment.positive & (own >= 0)
    logits = _SCALE * objects @ names.T
    losses = functional.cross_entropy(
        logits.flatten(0, 1), own.flatten().clamp_min(0), reduction="none"
    )
    kept = torch.where(known, losses.view_as(own), 0)
    return kept.sum() / known.sum().clamp_min(1)
