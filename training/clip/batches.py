"""Which pictures and captions meet in a batch: balanced over kinds of pictures and categories."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Float64, Int64, UInt8
from torch import Tensor

from training.clip.data import Pairs
from training.clip.pictures import PICTURE_KINDS, PictureKind

_SHARES: dict[PictureKind, float] = {
    "alone": 0.4, "in room": 0.4, "view": 0.13, "from above": 0.07,
}  # fmt: skip
"""Of the pictures that are shown."""


@dataclass(frozen=True)
class ClipBatch:
    images: UInt8[Tensor, "batch edge edge 3"]
    texts: Float[Tensor, "batch width"]
    """The text tower's features of one caption for each."""
    pictures: tuple[int, ...]
    """Numbers of the pictures in the corpus."""
    size: int
    """Edge at which they are shown, pixels."""


@dataclass(frozen=True)
class BatchConfig:
    size: int = 256
    """Pairs of a batch, over all processes."""
    steps: int = 200
    """Of an epoch."""
    seed: int = 0


def draw_batches(
    pairs: Pairs, config: BatchConfig, epoch: int, shown: int, *, start: int, rank: int, world: int
) -> Iterator[ClipBatch]:
    """One process's share of each batch of an epoch, from number `start` on.

    Args:
        pairs: the corpus.
        config: sizes and seed.
        epoch: its number decides the draws.
        shown: edge at which pictures are shown, pixels.
        start: number of the first batch.
        rank: of this process.
        world: number of processes.
    """
    chances = np.cumsum(picture_weights(pairs))
    for step in range(start, config.steps):
        rng = np.random.default_rng([config.seed, epoch, step])
        at = np.searchsorted(chances, rng.random(config.size), side="right")
        chosen = np.minimum(at, len(pairs) - 1)
        captions = np.array([pairs.a_caption(int(i), rng) for i in chosen])
        share = slice(rank, None, world)
        yield ClipBatch(
            torch.from_numpy(pairs.images[chosen[share]]),
            torch.from_numpy(pairs.features[captions[share]]).float(),
            tuple(chosen[share].tolist()),
            shown,
        )


def picture_weights(pairs: Pairs) -> Float64[np.ndarray, " pictures"]:
    """How often each picture is shown, as a share.

    Within a kind, a category counts with the square root of its number: rooms are full of chairs.
    """
    weights = np.zeros(len(pairs))
    for number, kind in enumerate(PICTURE_KINDS):
        chosen = np.flatnonzero(pairs.kinds == number)
        if len(chosen):
            own = _balanced(pairs, chosen)
            weights[chosen] = _SHARES[kind] * own / own.sum()
    return weights / weights.sum()


def _balanced(pairs: Pairs, chosen: Int64[np.ndarray, " chosen"]) -> Float64[np.ndarray, " chosen"]:
    names = [pairs.categories[i] for i in chosen]
    counts = Counter(names)
    return np.array([counts[name] ** -0.5 for name in names])
