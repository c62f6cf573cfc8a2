"""Objects into CLIP space by contrast with texts and pictures (CG3D, section 3).

Prompts, where there are any, are tuned by contrast of pictures with texts: in turns, as in CG3D's
released code (even steps the encoder, odd steps the prompts), or together with the encoder, as in
its text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import torch
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.checkpoint import Card
from backend.models.clip.model import Clip
from backend.models.clip.prompts import PromptConfig, PromptedClip
from backend.models.object_encoder import unit_sphere
from backend.models.object_network import EncoderConfig, encoder_name
from backend.models.point_transformer import PointTransformerConfig
from training.clip.captions import class_name
from training.clip.contrast import same_texts
from training.clip.words import usual_categories
from training.loop.task import Embeddings, Loss, ParameterGroup
from training.losses.contrast_objects import naming_loss, symmetric_contrast
from training.objects.augment import AugmentConfig, augmented
from training.objects.batches import BatchConfig, ObjectBatch, draw_batches
from training.objects.clouds import LabelledClouds
from training.objects.data import Objects
from training.objects.model import TrainedObjects, split_decay
from training.objects.zero_shot import class_features, embed_clouds, zero_shot

_WATCHED = 300
"""Validation objects whose embeddings are kept for each epoch."""


@dataclass(frozen=True)
class ObjectTaskConfig:
    encoder: EncoderConfig = field(default_factory=PointTransformerConfig)
    batches: BatchConfig = field(default_factory=BatchConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    prompts: PromptConfig = field(default_factory=lambda: PromptConfig(visual=0))
    schedule: Literal["alternating", "joint"] = "alternating"
    """When prompts learn."""
    prompt_lr: float = 1.0
    """Factor on the learning rate for prompts."""
    text_weight: float = 1.0
    image_weight: float = 1.0
    name_weight: float = 0.0
    """Of the contrast with the names of all categories at once."""
    temperature: float = 0.07
    """At the start."""
    learn_temperature: bool = True
    hard: int | None = None
    """Negatives of each row that count, the hardest ones; all of them by default."""


class ObjectTask:
    """Rooms' objects of the training split against one caption and one picture each."""

    name = "objects"

    def __init__(
        self,
        train: Objects,
        val: LabelledClouds,
        clip: Clip,
        config: ObjectTaskConfig,
        data: Mapping[str, Any],
    ) -> None:
        self._train, self._val, self._clip, self._config = train, val, clip, config
        self._data = data
        tuned = config.prompts.visual or config.prompts.text
        self._prompted = PromptedClip(clip, config.prompts) if tuned else None
        self._model = TrainedObjects(
            config.encoder,
            config.temperature,
            self._prompted,
            learn_temperature=config.learn_temperature,
        )
        shown = set(train.categories)
        self._classes = tuple(name for name in usual_categories() if name in shown)
        names = tuple(class_name(category) for category in self._classes)
        self._class_features = class_features(names, clip)

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {
            "objects": asdict(self._config),
            "encoder": encoder_name(self._config.encoder),
            "data": dict(self._data),
            "clip": str(self._clip.identity),
        }

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        decayed, plain = split_decay(self._model.encoder)
        groups = [
            ParameterGroup("encoder", decayed),
            ParameterGroup("norms and biases", plain, 1.0, 0.0),
            ParameterGroup("temperature", [self._model.logit_scale], 1.0, 0.0),
        ]
        if self._model.prompts is not None:
            tokens = list(self._model.prompts.parameters())
            groups.append(ParameterGroup("prompts", tokens, self._config.prompt_lr, 0.0))
        return groups

    def steps_per_epoch(self, world: int) -> int:
        return self._config.batches.steps

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[ObjectBatch]:
        return draw_batches(
            self._train,
            self._classes,
            self._config.batches,
            epoch,
            images=self._prompted is not None,
            start=start,
            rank=rank,
            world=world,
        )

    def batch_ids(self, batch: ObjectBatch) -> Sequence[str]:
        return [f"object {i}" for i in batch.objects]

    def loss(self, model: nn.Module, batch: ObjectBatch, step: int) -> Loss:
        texts, pictures = self._towers(batch)
        if self._prompted is None:
            return self._object_loss(model, batch, texts, pictures)
        if self._config.schedule == "joint":
            objects = self._object_loss(model, batch, texts, pictures)
            prompts = self._prompt_loss(batch, texts, pictures)
            return Loss(objects.total + prompts.total, {**objects.parts, **prompts.parts})
        if step % 2:
            return self._prompt_loss(batch, texts, pictures)
        return self._object_loss(model, batch, texts.detach(), pictures.detach())

    def _object_loss(
        self,
        model: nn.Module,
        batch: ObjectBatch,
        texts: Float[Tensor, "batch dim"],
        pictures: Float[Tensor, "batch dim"],
    ) -> Loss:
        config, scale = self._config, self._model.scale
        points = unit_sphere(batch.points).points
        points, colors = augmented(points, batch.colors / 255, config.augment)
        objects = model(points, colors)
        same = same_texts(texts.detach())
        parts = {"text": symmetric_contrast(objects, texts, scale, same, config.hard)}
        total = config.text_weight * parts["text"]
        if config.image_weight and batch.pictured.sum() > 1:
            rows = batch.pictured
            none = torch.zeros_like(same[rows][:, rows])
            parts["image"] = symmetric_contrast(
                objects[rows], pictures[rows], scale, none, config.hard
            )
            total = total + config.image_weight * parts["image"]
        if config.name_weight:
            names = self._class_features.to(objects.device)
            parts["name"] = naming_loss(objects, names, batch.labels, scale)
            total = total + config.name_weight * parts["name"]
        logged = {name: value.detach() for name, value in parts.items()}
        return Loss(total, {**logged, "scale": scale.detach()})

    def _prompt_loss(
        self,
        batch: ObjectBatch,
        texts: Float[Tensor, "batch dim"],
        pictures: Float[Tensor, "batch dim"],
    ) -> Loss:
        rows = batch.pictured
        if rows.sum() < 2:
            return Loss(texts.sum() * 0 + pictures.sum() * 0)
        scale = self._model.scale.detach()
        same = same_texts(texts[rows].detach())
        total = symmetric_contrast(pictures[rows], texts[rows], scale, same)
        return Loss(total, {"prompts": total.detach()})

    def _towers(
        self, batch: ObjectBatch
    ) -> tuple[Float[Tensor, "batch dim"], Float[Tensor, "batch dim"]]:
        """Texts and pictures in CLIP space; through the prompts where there are any."""
        texts, pictures = batch.texts, batch.pictures
        prompted, wanted = self._prompted, self._config.prompts
        if prompted is None:
            return texts, pictures
        self._clip.to(batch.points.device)
        if wanted.text:
            texts = prompted.encode_text(batch.captions)
        if wanted.visual and batch.images is not None:
            seen = prompted.encode_images(self._clip.normalized(batch.images))
            pictures = pictures.index_put((batch.pictured,), seen.float())
        return texts, pictures

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        if len(self._val):
            embeddings = embed_clouds(self._model, self._val)
            names = class_features(self._val.classes, self._clip)
            yield from zero_shot(embeddings, names, self._val.labels)

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        count = min(_WATCHED, len(self._val))
        if not count:
            return None
        watched = self._val.only(torch.arange(count).numpy())
        names = tuple(f"val object {i}" for i in range(count))
        labels = tuple(watched.classes[i] for i in watched.labels)
        return Embeddings(names, embed_clouds(self._model, watched), labels)

    def card(self) -> Card:
        return Card(
            task="objects",
            model=encoder_name(self._config.encoder),
            config=asdict(self._config.encoder),
            clip=self._clip.identity,
            classes=tuple(class_name(category) for category in self._classes),
            points=self._train.points,
            data={**self._data, "objects": len(self._train), "seed": self._config.batches.seed},
        )
