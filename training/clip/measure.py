"""How well pictures and texts find each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor
from torch.nn.functional import normalize

from training.clip.augment import normalized
from training.clip.data import Pairs
from training.clip.model import TrainedClip

_AT_ONCE = 128
"""Pictures."""


@dataclass(frozen=True)
class Retrieval:
    """Shares of queries whose own partner is among the first."""

    image_to_text: tuple[float, float]
    """R@1 and R@5."""
    text_to_image: tuple[float, float]


def encode_pictures(
    model: TrainedClip, pairs: Pairs, chosen: Int64[np.ndarray, " chosen"]
) -> Float[Tensor, "chosen dim"]:
    """Unit vectors of whole pictures, at the tower's own size."""
    device = model.logit_scale.device
    features = []
    for start in range(0, len(chosen), _AT_ONCE):
        images = torch.from_numpy(pairs.images[chosen[start : start + _AT_ONCE]]).to(device)
        features.append(model.visual(normalized(images, model.visual.config.image_size)))
    return normalize(torch.cat(features).float(), dim=-1)


def retrieval(
    images: Float[Tensor, "pairs dim"],
    texts: Float[Tensor, "pairs dim"],
    same: Sequence[str],
) -> Retrieval:
    """R@1 and R@5 in both directions; a partner with the same text as one's own counts as found."""
    scores = images @ texts.T
    ids = torch.tensor([{t: i for i, t in enumerate(dict.fromkeys(same))}[t] for t in same])
    right = ids[:, None] == ids[None, :]
    return Retrieval(_recalls(scores, right), _recalls(scores.T, right))


def _recalls(scores: Float[Tensor, "queries answers"], right: Tensor) -> tuple[float, float]:
    order = scores.argsort(dim=1, descending=True, stable=True)[:, :5]
    hits = right.to(scores.device).gather(1, order)
    return hits[:, 0].float().mean().item(), hits.any(1).float().mean().item()


def top_shares(
    images: Float[Tensor, "pictures dim"],
    classes: Float[Tensor, "classes dim"],
    labels: Int64[np.ndarray, " pictures"],
    most: Sequence[int] = (1, 5),
) -> list[float]:
    """Shares of pictures whose class is among the first, for several numbers of tries."""
    order = (images @ classes.T).argsort(dim=1, descending=True, stable=True).cpu()
    hits = order == torch.from_numpy(labels)[:, None]
    return [hits[:, :n].any(1).float().mean().item() for n in most]


def class_mean(
    images: Float[Tensor, "pictures dim"],
    classes: Float[Tensor, "classes dim"],
    labels: Int64[np.ndarray, " pictures"],
) -> float:
    """Top-1 share, averaged over the classes that are shown."""
    best = (images @ classes.T).argmax(1).cpu().numpy()
    return float(np.mean([(best[labels == i] == i).mean() for i in np.unique(labels)]))
