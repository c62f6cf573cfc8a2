"""Contrastive training of the embedded CLIP on pictures of rooms (Radford et al., 2021)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import torch
from torch import nn

from backend.models.checkpoint import Card
from backend.models.clip.image_tower import ImageTowerConfig
from training.clip.augment import AugmentConfig, augmented
from training.clip.batches import BatchConfig, ClipBatch, draw_batches
from training.clip.contrast import contrastive_loss, same_texts
from training.clip.corpus import CorpusConfig
from training.clip.data import Pairs
from training.clip.evaluate import quick_metrics
from training.clip.measure import encode_pictures
from training.clip.model import TrainedClip
from training.clip.words import Words
from training.loop.attention import attention
from training.loop.task import Embeddings, Loss, ParameterGroup

_WATCHED = 300
"""Pictures from above whose embeddings are kept for each epoch."""


@dataclass(frozen=True)
class ClipConfig:
    tower: ImageTowerConfig = field(default_factory=ImageTowerConfig)
    batches: BatchConfig = field(default_factory=BatchConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    small_size: int = 64
    """Edge of the pictures in the first epochs, pixels: small ones are learnt from faster."""
    small_epochs: int = 8
    """How many epochs show small pictures; the rest shows them at the tower's size."""
    projection_lr: float = 0.1
    """Factor on the learning rate for the texts' projection, which is to stay near the identity."""


class ClipTask:
    """Pictures of the training split against one of their captions each."""

    name = "clip"

    def __init__(
        self, train: Pairs, val: Pairs, words: Words, config: ClipConfig, corpus: CorpusConfig
    ) -> None:
        self._train, self._val, self._words = train, val, words
        self._config, self._corpus = config, corpus
        self._model = TrainedClip(config.tower, train.features.shape[1])

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {"clip": asdict(self._config), "corpus": asdict(self._corpus)}

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        """Norms, biases and the scale decay not at all; the projection decays to nothing else."""
        tower = list(self._model.visual.parameters())
        return [
            ParameterGroup("image tower", [p for p in tower if p.ndim > 1]),
            ParameterGroup("norms and biases", [p for p in tower if p.ndim < 2], 1.0, 0.0),
            ParameterGroup(
                "text projection",
                list(self._model.text_projection.parameters()),
                self._config.projection_lr,
                0.0,
            ),
            ParameterGroup("scale", [self._model.logit_scale], 1.0, 0.0),
        ]

    def steps_per_epoch(self, world: int) -> int:
        return self._config.batches.steps

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[ClipBatch]:
        small = epoch < self._config.small_epochs
        size = self._config.small_size if small else self._config.tower.image_size
        return draw_batches(
            self._train, self._config.batches, epoch, size, start=start, rank=rank, world=world
        )

    def batch_ids(self, batch: ClipBatch) -> Sequence[str]:
        return [f"picture {i}" for i in batch.pictures]

    def loss(self, model: nn.Module, batch: ClipBatch, step: int) -> Loss:
        images = augmented(batch.images, batch.size, torch.default_generator, self._config.augment)
        with attention(images.device):
            towers = model(images, batch.texts)
        same = same_texts(batch.texts)
        total = contrastive_loss(towers.images, towers.texts, towers.scale, same)
        return Loss(total, {"scale": towers.scale.detach()})

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        yield from quick_metrics(self._model, self._val, self._words)

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        chosen = self._val.of_kind("from above")[:_WATCHED]
        if not len(chosen):
            return None
        features = encode_pictures(self._model, self._val, chosen)
        captions = [self._val.texts[self._val.starts[i]] for i in chosen]
        names = tuple(f"val picture {i}" for i in chosen)
        return Embeddings(names, features.cpu(), tuple(captions))

    def card(self) -> Card:
        return Card(
            task="clip",
            model="ask3d",
            config=asdict(self._config.tower),
            data={
                "split": "train",
                "seed": self._config.batches.seed,
                "pictures": len(self._train),
                "texts": len(self._train.texts),
                "corpus": asdict(self._corpus),
            },
        )
