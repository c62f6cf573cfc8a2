"""Samples side by side as tensors; batches of an epoch, read ahead by one thread."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from jaxtyping import Int64, Shaped
from torch import Tensor

from backend.models.scene_network import ScenePoints
from training.losses.votenet import DetectionTargets
from training.questions.sample import Sample

_AHEAD = 2
"""Batches that are prepared while another is learnt from."""
Batch = TypeVar("Batch")


@dataclass(frozen=True)
class SceneBatch:
    scenes: ScenePoints
    targets: DetectionTargets
    ids: Int64[Tensor, "batch objects"]
    """Object ids of the targets; -1 for padding."""
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    """What the objects of each scene are called."""


def collate(samples: Sequence[Sample]) -> SceneBatch:
    """Pad the objects to the most of any scene, at least one row."""
    most = max(1, *(len(s.ids) for s in samples))
    sizes = [_padded(s.sizes, most) for s in samples]
    targets = DetectionTargets(
        centers=_stack([_padded(s.centers, most) for s in samples]),
        sizes=_stack(sizes),
        yaws=torch.zeros(len(samples), most),
        classes=_stack([_padded(s.classes, most) for s in samples]),
        mask=_stack([np.arange(most) < len(s.ids) for s in samples]),
        votes=_stack([s.votes for s in samples]),
        votes_mask=_stack([s.votes_mask for s in samples]),
    )
    return SceneBatch(
        ScenePoints(_stack([s.positions for s in samples]), _stack([s.colors for s in samples])),
        targets,
        _stack([_padded(s.ids.astype(np.int64), most, -1) for s in samples]),
        tuple(s.name for s in samples),
        tuple(s.labels for s in samples),
    )


@dataclass(frozen=True)
class EpochConfig:
    """Which scenes meet in a batch."""

    scenes: int = 16
    """Scenes of a batch, over all processes."""
    seed: int = 0


def steps_per_epoch(count: int, config: EpochConfig) -> int:
    """Whole batches only; one of all scenes where there are fewer than a batch holds."""
    return max(1, count // config.scenes)


def epoch_rows(
    count: int, config: EpochConfig, epoch: int, *, start: int, rank: int, world: int
) -> Iterator[tuple[int, list[int]]]:
    """Number of each batch from `start` on, and this process's scenes in it."""
    order = np.random.default_rng([config.seed, epoch]).permutation(count)
    for step in range(start, steps_per_epoch(count, config)):
        rows = order[step * config.scenes : (step + 1) * config.scenes]
        yield step, rows[rank::world].tolist()


def read_ahead(make: Callable[[int], Batch], numbers: Iterable[int]) -> Iterator[Batch]:
    """The batches with these numbers in order, the next ones prepared meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        waiting: deque[Future[Batch]] = deque()
        try:
            for number in numbers:
                waiting.append(pool.submit(make, number))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _padded(
    values: Shaped[np.ndarray, "..."], most: int, filler: int = 0
) -> Shaped[np.ndarray, "..."]:
    rows = np.full((most, *values.shape[1:]), filler, values.dtype)
    rows[: len(values)] = values
    return rows


def _stack(arrays: Sequence[Shaped[np.ndarray, "*shape"]]) -> Tensor:
    return torch.from_numpy(np.stack(arrays))
