"""Quick figures of question answering during training, on the first validation scenes.

`python -m training evaluate` measures in full, as officially scored.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from backend.models.question_network import QuestionNetwork, QuestionOutput
from training.data.answers import AnswerVocabulary
from training.data.examples import Question
from training.loop.device import to_device
from training.losses.overlap import token_overlaps
from training.questions.asking import QuestionData, VqaBatch, make_batch
from training.questions.batches import collate
from training.questions.items import asked, draw_foreign, foreign
from training.questions.vqa_config import VqaTaskConfig
from training.questions.watch import watched_samples

_RANKS = 10


@dataclass(frozen=True)
class Look:
    """What came of one question."""

    right: bool
    """The best answer is acceptable."""
    among: bool
    """One of the best ten is."""
    overlap: float
    """IoU of the object that was pointed at with the first one that is asked for; NaN where that
    is not known."""


@torch.no_grad()
def quick_figures(
    network: QuestionNetwork,
    data: QuestionData,
    vocabulary: AnswerVocabulary,
    config: VqaTaskConfig,
) -> Iterator[tuple[str, float]]:
    """EM@1, EM@10, Acc@0.25 and Acc@0.5 of the first object, presence; in percent."""
    looks: list[Look] = []
    present, absent = [], []
    samples = watched_samples(data.store, config.watched, config.sample.points)
    device = next(network.parameters()).device
    for row, sample in enumerate(samples):
        scene = data.corpus.scenes[row]
        others = draw_foreign(data.corpus, row, config.items.foreign, np.random.default_rng([row]))
        items = [
            *(asked(question, config.items) for question in scene.questions),
            *(foreign(question) for question in others),
        ]
        if not items:
            continue
        batch = make_batch(
            collate([sample]), items, [0] * len(items), data.texts, vocabulary, config
        )
        batch = to_device(batch, device)
        output = network(batch.scenes.scenes, batch.asked)
        looks += _looks(output, batch, scene.questions, vocabulary)
        if output.answers.presence is not None:
            says, holds = output.answers.presence > 0, batch.targets.presence
            present += says[holds].tolist()
            absent += says.logical_not()[~holds].tolist()
    yield from _shares(looks)
    if present and absent:
        yield "presence", 50 * (float(np.mean(present)) + float(np.mean(absent)))


def _looks(
    output: QuestionOutput,
    batch: VqaBatch,
    questions: tuple[Question, ...],
    vocabulary: AnswerVocabulary,
) -> Iterator[Look]:
    best = output.answers.answer.topk(min(_RANKS, len(vocabulary)), dim=1).indices.tolist()
    overlaps = _overlaps(output, batch).tolist()
    for row, question in enumerate(questions):
        given = [vocabulary.answers[i] in question.answers for i in best[row]]
        yield Look(given[0], any(given), overlaps[row])


def _overlaps(output: QuestionOutput, batch: VqaBatch) -> Float[Tensor, " questions"]:
    """Of each question's likeliest object with the first object that is asked for."""
    overlaps = token_overlaps(output.scenes, batch.scenes.targets)[batch.asked.scenes]
    rows = torch.arange(len(overlaps), device=overlaps.device)
    chosen = overlaps[rows, output.answers.reference.argmax(dim=1)]  # [questions, objects]
    wanted = batch.targets.first
    found = chosen[rows, wanted.clamp_min(0)]
    return found.masked_fill(wanted < 0, torch.nan)


def _shares(looks: list[Look]) -> Iterator[tuple[str, float]]:
    if not looks:
        return
    yield "EM@1", 100 * float(np.mean([look.right for look in looks]))
    yield f"EM@{_RANKS}", 100 * float(np.mean([look.among for look in looks]))
    overlaps = np.array([look.overlap for look in looks])
    overlaps = overlaps[~np.isnan(overlaps)]
    if len(overlaps):
        for threshold in (0.25, 0.5):
            yield f"Acc@{threshold}", 100 * float(np.mean(overlaps >= threshold))
