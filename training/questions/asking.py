"""Batches of question answering: several questions share the forward pass of their scene."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from backend.models.question_network import Asked
from training.data.answers import AnswerVocabulary
from training.losses.questions import QuestionTargets
from training.questions.batches import SceneBatch, collate, epoch_rows, read_ahead, steps_per_epoch
from training.questions.corpus import Corpus
from training.questions.hurry import hurried
from training.questions.items import Item, draw_items
from training.questions.sample import draw_sample
from training.questions.store import SceneStore
from training.questions.targets import make_targets
from training.questions.texts import TextStore
from training.questions.vqa_config import VqaTaskConfig
from training.rooms.colors import Random


@dataclass(frozen=True)
class VqaBatch:
    scenes: SceneBatch
    asked: Asked
    targets: QuestionTargets
    names: tuple[str, ...]
    """Of what is asked."""


@dataclass(frozen=True)
class QuestionData:
    """Scenes, what is asked about them, and what the text encoder makes of it."""

    store: SceneStore
    corpus: Corpus
    """Of the same scenes in the same order."""
    texts: TextStore


class Asker:
    """Draws batches; each depends on nothing but the seed and its position."""

    def __init__(
        self, data: QuestionData, vocabulary: AnswerVocabulary, config: VqaTaskConfig
    ) -> None:
        self._data, self._vocabulary, self._config = data, vocabulary, config
        self._steps = steps_per_epoch(len(data.store), config.batches)
        self.rounds = config.rounds or rounds_for(data.corpus, config.items.questions)
        """How often an epoch goes through the scenes."""

    @property
    def steps(self) -> int:
        """Batches of an epoch."""
        return self.rounds * self._steps

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[VqaBatch]:
        """As the training loop asks for them."""
        rows: dict[int, list[int]] = {}
        for turn in range(start // self._steps, self.rounds):
            first = max(0, start - turn * self._steps)
            drawn = epoch_rows(
                len(self._data.store),
                self._config.batches,
                epoch * self.rounds + turn,
                start=first,
                rank=rank,
                world=world,
            )
            rows.update((turn * self._steps + step, chosen) for step, chosen in drawn)
        return read_ahead(lambda step: self._batch(epoch, step, rows[step]), rows)

    def _batch(self, epoch: int, step: int, rows: Sequence[int]) -> VqaBatch:
        seed = self._config.batches.seed
        samples, items, scenes = [], [], []
        for place, row in enumerate(rows):
            rng = np.random.default_rng([seed, epoch, step, row])
            sample = draw_sample(self._data.store.scene(row), self._config.sample, rng)
            order = self._order(epoch, step // self._steps, row)
            found = draw_items(
                self._data.corpus, row, sample.ids.tolist(), self._config.items, order, rng
            )
            samples.append(sample)
            items += [self._typed(item, rng) for item in found]
            scenes += [place] * len(found)
        if not items:
            # The network is always asked something; nothing is known about this, so it teaches
            # nothing.
            items, scenes = [Item("nothing", next(self._data.corpus.questions()).words)], [0]
        return make_batch(collate(samples), items, scenes, self._data.texts, self._vocabulary,
                          self._config)  # fmt: skip

    def _typed(self, item: Item, rng: Random) -> Item:
        if rng.random() >= self._config.items.hurried:
            return item
        return replace(item, text=hurried(item.text))

    def _order(self, epoch: int, turn: int, row: int) -> list[int]:
        """Rows of a scene's questions: those that earlier rounds of the epoch asked come last."""
        count = len(self._data.corpus.scenes[row].questions)
        rng = np.random.default_rng([self._config.batches.seed, epoch, row])
        return np.roll(rng.permutation(count), -turn * self._config.items.questions).tolist()


def make_batch(
    scenes: SceneBatch,
    items: Sequence[Item],
    rows: Sequence[int],
    texts: TextStore,
    vocabulary: AnswerVocabulary,
    config: VqaTaskConfig,
) -> VqaBatch:
    """Items about the scenes of a batch by their rows.

    Raises:
        CommandError: a text was not encoded.
    """
    words = texts.tokens([item.text for item in items])
    places = torch.tensor(rows, dtype=torch.int64)
    targets = make_targets(items, places, scenes, vocabulary, config.vocabulary.soft)
    asked = Asked(words.states, words.mask, places)
    return VqaBatch(scenes, asked, targets, tuple(item.name for item in items))


def rounds_for(corpus: Corpus, questions: int) -> int:
    """Passes through the scenes in which each question is asked once, on average."""
    count = sum(len(scene.questions) for scene in corpus.scenes)
    return max(1, math.ceil(count / (len(corpus.scenes) * max(1, questions))))
