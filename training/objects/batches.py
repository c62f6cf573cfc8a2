"""Which objects meet in a batch: balanced over categories, each with one caption and drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float, Int64, UInt8
from torch import Tensor

from training.objects.data import Objects, balanced_weights


@dataclass(frozen=True)
class ObjectBatch:
    points: Float[Tensor, "batch points 3"]
    """Metres, around their centroid."""
    colors: UInt8[Tensor, "batch points 3"]
    texts: Float[Tensor, "batch dim"]
    """Unit vectors of one caption for each."""
    pictures: Float[Tensor, "batch dim"]
    """Unit vectors; 0 where `pictured` is false."""
    pictured: Bool[Tensor, " batch"]
    labels: Int64[Tensor, " batch"]
    """Index into the class names; -1 = none of them."""
    captions: tuple[str, ...]
    images: UInt8[Tensor, "shown edge edge 3"] | None
    """The pictures themselves, of those that have one; only for prompt tuning."""
    objects: tuple[int, ...]
    """Numbers in the corpus."""


@dataclass(frozen=True)
class BatchConfig:
    size: int = 96
    """Objects of a batch, over all processes."""
    steps: int = 250
    """Of an epoch."""
    balance: float = 0.75
    """0 = all objects alike, 1 = all categories alike."""
    seed: int = 0


def draw_batches(
    objects: Objects,
    classes: tuple[str, ...],
    config: BatchConfig,
    epoch: int,
    *,
    images: bool,
    start: int,
    rank: int,
    world: int,
) -> Iterator[ObjectBatch]:
    """One process's share of each batch of an epoch, from number `start` on.

    Args:
        objects: the corpus.
        classes: categories that count as classes.
        config: sizes and seed.
        epoch: its number decides the draws.
        images: whether pictures themselves are needed.
        start: number of the first batch.
        rank: of this process.
        world: number of processes.
    """
    chances = np.cumsum(balanced_weights(objects.categories, config.balance))
    numbers = {name: i for i, name in enumerate(classes)}
    for step in range(start, config.steps):
        rng = np.random.default_rng([config.seed, epoch, step])
        at = np.searchsorted(chances, rng.random(config.size), side="right")
        chosen = np.minimum(at, len(objects) - 1)
        captions = objects.starts[chosen] + (
            rng.random(config.size) * np.diff(objects.starts)[chosen]
        ).astype(np.int64)
        views = rng.integers(2**16, size=config.size)
        share = slice(rank, None, world)
        yield _batch(objects, chosen[share], captions[share], views[share], numbers, images=images)


def _batch(
    objects: Objects,
    chosen: np.ndarray,
    captions: np.ndarray,
    views: np.ndarray,
    numbers: dict[str, int],
    *,
    images: bool,
) -> ObjectBatch:
    clouds = [objects.cloud(int(i), int(view)) for i, view in zip(chosen, views, strict=True)]
    seen = [objects.picture(int(i)) for i in chosen] if images else []
    shown = [picture for picture in seen if picture is not None]
    return ObjectBatch(
        torch.from_numpy(np.stack([points for points, _ in clouds])).float(),
        torch.from_numpy(np.stack([colors for _, colors in clouds])),
        torch.from_numpy(objects.text_features[captions]).float(),
        torch.from_numpy(objects.picture_features[chosen]).float(),
        torch.from_numpy(objects.pictured[chosen]),
        torch.tensor([numbers.get(objects.categories[i], -1) for i in chosen]),
        tuple(objects.captions[i] for i in captions),
        torch.from_numpy(np.stack(shown)) if shown else None,
        tuple(chosen.tolist()),
    )
