"""What a network should say to the items of a batch, as tensors."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import torch
from jaxtyping import Bool, Float32, Int64
from torch import Tensor

from training.data.answers import AnswerVocabulary
from training.losses.questions import QuestionTargets
from training.questions.batches import SceneBatch
from training.questions.items import Item

Soft = Literal["scanqa", "any"]
"""How right an acceptable answer is: by how often it occurs in training, as in ScanQA and in
3D-VQA's code; or wholly, for rooms, all of whose answers are true."""


def make_targets(
    items: Sequence[Item],
    scenes: Int64[Tensor, " questions"],
    batch: SceneBatch,
    vocabulary: AnswerVocabulary,
    soft: Soft,
) -> QuestionTargets:
    """Targets of items, each about a scene of the batch by its row."""
    ids = batch.ids[scenes]
    first = _first(items, ids)
    classes = batch.targets.classes[scenes].gather(1, first.clamp_min(0)[:, None]).squeeze(1)
    known = [any(answer in vocabulary.index for answer in item.answers) for item in items]
    return QuestionTargets(
        referred=_rows_of([item.referred for item in items], ids),
        evidence=_rows_of([item.evidence or () for item in items], ids),
        answers=torch.from_numpy(_answers(items, vocabulary, soft)),
        first=first,
        classes=classes.masked_fill(first < 0, -1),
        presence=_flags([item.present is True for item in items]),
        answered=_flags(known),
        proven=_flags([item.evidence is not None for item in items]),
        judged=_flags([item.present is not None for item in items]),
    )


def _rows_of(
    wanted: Sequence[Sequence[int]], ids: Int64[Tensor, "questions objects"]
) -> Bool[Tensor, "questions objects"]:
    """Which of each question's objects are wanted."""
    rows = torch.zeros(ids.shape, dtype=torch.bool)
    for row, chosen in enumerate(wanted):
        rows[row] = torch.isin(ids[row], torch.tensor(chosen, dtype=torch.int64))
    return rows


def _first(
    items: Sequence[Item], ids: Int64[Tensor, "questions objects"]
) -> Int64[Tensor, " questions"]:
    """Row of the first object that is referred to; -1 where there is none."""
    found = torch.full((len(items),), -1)
    for row, item in enumerate(items):
        if item.referred:
            same = ids[row] == item.referred[0]
            found[row] = same.int().argmax() if same.any() else -1
    return found


def _answers(
    items: Sequence[Item], vocabulary: AnswerVocabulary, soft: Soft
) -> Float32[np.ndarray, "questions answers"]:
    scores = np.zeros((len(items), len(vocabulary)), np.float32)
    for row, item in enumerate(items):
        scores[row] = vocabulary.targets(item.answers)
    return (scores > 0).astype(np.float32) if soft == "any" else scores


def _flags(values: Sequence[bool]) -> Bool[Tensor, " questions"]:
    return torch.tensor(values, dtype=torch.bool)
