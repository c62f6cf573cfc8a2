"""Pre-training (CLIP-guided 3D-VQA, section 3.1): find objects, and put the scene into CLIP space.

The loss is VoteNet's plus, of the scene's embedding, the cosine distance to the CLIP features of a
description and of a picture from above. Several views and the names of single objects are options.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Float32, Int64
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity

from backend.models.card import Card, ClipIdentity
from backend.models.layers import set_batch_norm_momentum
from backend.models.scene_network import EncodedScenes, SceneNetwork, SceneNetworkConfig
from training.loop.task import Embeddings, Loss, ParameterGroup
from training.losses.naming import naming_loss
from training.losses.votenet import LossConfig, votenet_loss
from training.questions.batches import (
    EpochConfig,
    SceneBatch,
    collate,
    epoch_rows,
    read_ahead,
    steps_per_epoch,
)
from training.questions.clues import NO_CLUES, Clues
from training.questions.sample import SampleConfig, draw_sample
from training.questions.store import SceneStore
from training.questions.watch import detection_metrics, encoded_scenes


@dataclass(frozen=True)
class BatchNormConfig:
    """The share of a new batch in the running statistics, from epoch to epoch."""

    first: float = 0.5
    decay: float = 0.5
    every: int = 20
    """Epochs."""
    least: float = 0.001

    def momentum(self, epoch: int) -> float:
        return max(self.first * self.decay ** (epoch // self.every), self.least)


@dataclass(frozen=True)
class PretrainConfig:
    """Defaults are the "paper" preset."""

    network: SceneNetworkConfig = field(default_factory=SceneNetworkConfig)
    sample: SampleConfig = field(default_factory=SampleConfig)
    batches: EpochConfig = field(default_factory=EpochConfig)
    losses: LossConfig = field(default_factory=LossConfig)
    text: float = 0.02
    """Weight of the distance to the description, within the sum that the losses' scale multiplies;
    0.05 in the released code."""
    image: float = 0.02
    names: float = 0.0
    """Weight of the objects' names; 0 for the paper."""
    batch_norm: BatchNormConfig = field(default_factory=BatchNormConfig)
    watched: int = 32
    """Validation scenes that metrics and the embeddings of each epoch are made of."""


@dataclass(frozen=True)
class PretrainBatch:
    scenes: SceneBatch
    texts: Float[Tensor, "batch clip"] | None
    images: Float[Tensor, "batch clip"] | None
    categories: Int64[Tensor, "batch objects"]
    """Rows of the categories' names; -1 for padding and what has no name."""


@dataclass(frozen=True)
class CategoryNames:
    """What objects are called, as features."""

    names: tuple[str, ...]
    features: Float32[np.ndarray, "categories clip"]
    """Of unit length."""

    def rows(self, labels: Sequence[str]) -> list[int]:
        index = {name: row for row, name in enumerate(self.names)}
        return [index.get(label, -1) for label in labels]


class PretrainTask:
    name = "pretrain"

    def __init__(
        self,
        train: SceneStore,
        val: SceneStore,
        config: PretrainConfig,
        *,
        clip: ClipIdentity | None = None,
        clues: Clues = NO_CLUES,
        categories: CategoryNames | None = None,
    ) -> None:
        self._train, self._val, self._config = train, val, config
        self._clip, self._clues, self._categories = clip, clues, categories
        self._model = SceneNetwork(config.network)
        self._names = None if categories is None else torch.from_numpy(categories.features)

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {
            "pretrain": asdict(self._config),
            "train": [self._train.names[0], self._train.names[-1], len(self._train)],
            "val": [self._val.names[0], self._val.names[-1], len(self._val)],
        }

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        """Norms and biases do not decay."""
        parameters = list(self._model.parameters())
        return [
            ParameterGroup("weights", [p for p in parameters if p.ndim > 1]),
            ParameterGroup("norms and biases", [p for p in parameters if p.ndim < 2], 1.0, 0.0),
        ]

    def steps_per_epoch(self, world: int) -> int:
        return steps_per_epoch(len(self._train), self._config.batches)

    def start_epoch(self, epoch: int) -> None:
        set_batch_norm_momentum(self._model, self._config.batch_norm.momentum(epoch))

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[PretrainBatch]:
        config = self._config.batches
        rows = dict(
            epoch_rows(len(self._train), config, epoch, start=start, rank=rank, world=world)
        )
        return read_ahead(lambda step: self._batch(epoch, step, rows[step]), rows)

    def _batch(self, epoch: int, step: int, rows: Sequence[int]) -> PretrainBatch:
        rngs = [np.random.default_rng([self._config.batches.seed, epoch, step, r]) for r in rows]
        scenes = [self._train.scene(row) for row in rows]
        drawn = zip(scenes, rngs, strict=True)
        batch = collate([draw_sample(scene, self._config.sample, rng) for scene, rng in drawn])
        clues = zip(rows, rngs, strict=True)
        texts, images = zip(*(self._clues.draw(row, rng) for row, rng in clues), strict=True)
        return PretrainBatch(batch, _stack(texts), _stack(images), self._rows(batch))

    def _rows(self, batch: SceneBatch) -> Int64[Tensor, "batch objects"]:
        rows = torch.full(batch.ids.shape, -1)
        if self._categories is not None:
            for scene, labels in enumerate(batch.labels):
                rows[scene, : len(labels)] = torch.tensor(
                    self._categories.rows(labels), dtype=torch.int64
                )
        return rows

    def batch_ids(self, batch: PretrainBatch) -> Sequence[str]:
        return batch.scenes.names

    def loss(self, model: nn.Module, batch: PretrainBatch, step: int) -> Loss:
        config, targets = self._config, batch.scenes.targets
        encoded: EncodedScenes = model(batch.scenes.scenes)
        found = votenet_loss(encoded.detector, targets, config.network.detector, config.losses)
        total, parts = found.total, dict(found.parts)
        scale = config.losses.scale
        embedding = encoded.tokens.embedding.float()
        for name, wanted, weight in (
            ("text", batch.texts, config.text),
            ("image", batch.images, config.image),
        ):
            if wanted is not None and weight:
                parts[name] = (1 - cosine_similarity(embedding, wanted, dim=-1)).mean()
                total = total + scale * weight * parts[name]
        if config.names and encoded.objects is not None and self._names is not None:
            names = self._names.to(embedding.device)
            parts["names"] = naming_loss(encoded.objects, names, batch.categories, found.assignment)
            total = total + scale * config.names * parts["names"]
        return Loss(total, parts)

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        yield from detection_metrics(
            self._model, self._val, self._config.watched, self._config.sample.points
        )

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        count, points = min(self._config.watched, len(self._val)), self._config.sample.points
        found = [
            encoded.tokens.embedding
            for encoded in encoded_scenes(self._model, self._val, count, points)
        ]
        types = tuple(self._val.scene_type(row) for row in range(count))
        return Embeddings(self._val.names[:count], torch.cat(found).cpu(), types)

    def card(self) -> Card:
        return Card(
            task="pretrain",
            model="SceneNetwork",
            config=asdict(self._config.network),
            clip=self._clip,
            classes=self._config.network.detector.classes.names,
            points=self._config.sample.points,
            data={"scenes": len(self._train), "seed": self._config.batches.seed},
        )


def _stack(features: Sequence[Float32[np.ndarray, " clip"] | None]) -> Tensor | None:
    given = [one for one in features if one is not None]
    return torch.from_numpy(np.stack(given)) if len(given) == len(features) else None
