"""Question answering as a task of the training loop (CLIP-guided 3D-VQA, section 3.2).

The loss is the detector's plus those of the questions. Several questions share the forward pass of
their scene; the words come from the disk, so that no text tower runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import torch
from torch import nn

from backend.models.checkpoint import Card, fill
from backend.models.layers import set_batch_norm_momentum
from backend.models.question_network import QuestionNetwork, QuestionOutput
from backend.models.scene_network import SceneNetwork
from backend.models.words import word_stems
from training.data.answers import AnswerVocabulary
from training.errors import CommandError
from training.loop.attention import attention
from training.loop.task import Embeddings, Loss, ParameterGroup
from training.losses.overlap import token_overlaps
from training.losses.questions import question_loss
from training.losses.votenet import votenet_loss
from training.questions.asking import Asker, QuestionData, VqaBatch
from training.questions.quick_look import quick_figures
from training.questions.vqa_config import VqaTaskConfig
from training.questions.watch import encoded_scenes

_LEAST_RATE = 1e-5


class VqaTask:
    name = "vqa"

    def __init__(
        self,
        train: QuestionData,
        val: QuestionData,
        vocabulary: AnswerVocabulary,
        config: VqaTaskConfig,
        pretrained: SceneNetwork | None = None,
    ) -> None:
        """
        Args:
            train: what is learnt from.
            val: what is measured on.
            vocabulary: the answers that the network can give.
            config: everything else.
            pretrained: from where to start; from scratch if it is not given.

        Raises:
            CheckpointError: the pre-trained network is another one.
            CommandError: the words are not as wide as the network wants.
        """
        if train.texts.width != config.network.vqa.words:
            raise CommandError(
                f"wanted words of {config.network.vqa.words} channels, the CLIP {train.texts.clip} "
                f"gives {train.texts.width}. Choose another CLIP or preset"
            )
        self._train, self._val = train, val
        self._vocabulary, self._config = vocabulary, config
        self._started = pretrained is not None
        self._asker = Asker(train, vocabulary, config)
        self._model = QuestionNetwork(config.network)
        if config.vocabulary.prior:
            _start_with_prior(self._model, train, vocabulary)
        if pretrained is not None:
            fill(self._model.scene, pretrained.state_dict())
        # The answers need neither embedding in CLIP space: both stay as pre-training left them.
        self._model.scene.encoder.head.requires_grad_(False)
        if self._model.scene.objects is not None:
            self._model.scene.objects.requires_grad_(False)
        if config.frozen:
            self._model.scene.detector.requires_grad_(False)

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {
            "vqa": asdict(self._config),
            "train": _range(self._train),
            "val": _range(self._val),
            "pretrained": self._started,
            "clip": str(self._train.texts.clip),
        }

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        """Norms and biases do not decay; the detector may learn more slowly."""
        detector = list(self._model.scene.detector.parameters())
        rest = [*self._model.scene.encoder.parameters(), *self._model.vqa.parameters()]
        return [
            group
            for name, parameters, scale in (
                ("detector", detector, self._config.detector_lr), ("questions", rest, 1.0)
            )
            for group in (
                ParameterGroup(name, [p for p in parameters if p.ndim > 1], scale),
                ParameterGroup(f"{name}' norms", [p for p in parameters if p.ndim < 2], scale, 0.0),
            )
        ]  # fmt: skip

    def steps_per_epoch(self, world: int) -> int:
        return self._asker.steps

    def start_epoch(self, epoch: int) -> None:
        set_batch_norm_momentum(self._model, self._config.batch_norm.momentum(epoch))
        if self._config.frozen:
            self._model.scene.detector.eval()

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[VqaBatch]:
        return self._asker.batches(epoch, start=start, rank=rank, world=world)

    def batch_ids(self, batch: VqaBatch) -> Sequence[str]:
        return (*batch.scenes.names, *batch.names)

    def loss(self, model: nn.Module, batch: VqaBatch, step: int) -> Loss:
        config, objects = self._config, batch.scenes.targets
        with attention(batch.asked.words.device):
            output: QuestionOutput = model(batch.scenes.scenes, batch.asked)
        rows = batch.asked.scenes
        overlaps = token_overlaps(output.scenes, objects)[rows]
        counted = output.scenes.tokens.mask[rows]
        asked = question_loss(output.answers, batch.targets, overlaps, counted, config.losses)
        if config.frozen:
            return Loss(asked.total, asked.parts)
        detector = config.network.scene.detector
        found = votenet_loss(output.scenes.detector, objects, detector, config.detection)
        parts = {f"detector/{name}": part for name, part in found.parts.items()} | asked.parts
        return Loss(asked.total + found.total, parts)

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        yield from quick_figures(self._model, self._val, self._vocabulary, self._config)

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        store = self._val.store
        count, points = min(self._config.watched, len(store)), self._config.sample.points
        found = [
            encoded.tokens.embedding
            for encoded in encoded_scenes(self._model.scene, store, count, points)
        ]
        types = tuple(store.scene_type(row) for row in range(count))
        return Embeddings(store.names[:count], torch.cat(found).cpu(), types)

    def card(self) -> Card:
        network = self._config.network
        stems = {stem for text in self._train.corpus.texts() for stem in word_stems(text)}
        return Card(
            task="vqa",
            model="QuestionNetwork",
            config=asdict(network),
            clip=self._train.texts.clip,
            classes=network.scene.detector.classes.names,
            answers=self._vocabulary.answers,
            points=self._config.sample.points,
            data={
                "scenes": len(self._train.store),
                "questions": sum(1 for _ in self._train.corpus.questions()),
                "pretrained": self._started,
                "seed": self._config.batches.seed,
                "words": sorted(stems),
            },
        )


@torch.no_grad()
def _start_with_prior(
    model: QuestionNetwork, data: QuestionData, vocabulary: AnswerVocabulary
) -> None:
    """Let each answer be as likely at first as it is in training."""
    questions = sum(1 for _ in data.corpus.questions())
    rates = torch.tensor(vocabulary.counts).float() / questions
    last = [module for module in model.vqa.answer.modules() if isinstance(module, nn.Linear)][-1]
    last.bias.copy_(rates.clamp(_LEAST_RATE, 0.5).logit())


def _range(data: QuestionData) -> list[str | int]:
    return [data.store.names[0], data.store.names[-1], len(data.store)]
