"""Losses and figures of objects against slow twins that say what they mean."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn.functional import normalize

from training.losses.contrast_objects import naming_loss, symmetric_contrast
from training.objects.retrieval import retrieval
from training.objects.zero_shot import best_upright, zero_shot


def unit(*shape: int, seed: int = 0) -> Tensor:
    return normalize(torch.randn(*shape, generator=torch.Generator().manual_seed(seed)), dim=-1)


def slow_contrast(left: Tensor, right: Tensor, scale: float, same: Tensor, hard: int) -> float:
    """One direction, term by term."""
    total = 0.0
    for i in range(len(left)):
        logits = [scale * float(left[i] @ right[j]) for j in range(len(right))]
        others = sorted(logits[j] for j in range(len(right)) if j != i and not same[i, j])
        kept = others[-hard:]
        total -= logits[i] - math.log(sum(math.exp(x) for x in [logits[i], *kept]))
    return total / len(left)


@pytest.mark.parametrize("hard", [None, 2, 50])
def test_contrast_is_what_it_says(hard: int | None) -> None:
    left, right = unit(7, 5), unit(7, 5, seed=1)
    same = torch.zeros(7, 7, dtype=torch.bool)
    same[0, 3] = same[3, 0] = True
    found = symmetric_contrast(left, right, torch.tensor(3.0), same, hard)
    most = 50 if hard is None else hard
    both = slow_contrast(left, right, 3, same, most) + slow_contrast(right, left, 3, same.T, most)
    assert float(found) == pytest.approx(both / 2, rel=1e-5)


def test_contrast_does_not_depend_on_the_order() -> None:
    left, right, order = unit(9, 4), unit(9, 4, seed=1), torch.randperm(9)
    same, scale = torch.rand(9, 9) < 0.2, torch.tensor(5.0)
    same = same | same.T
    one = symmetric_contrast(left, right, scale, same, 4)
    other = symmetric_contrast(left[order], right[order], scale, same[order][:, order], 4)
    assert torch.allclose(one, other, atol=1e-6)


def test_contrast_has_finite_gradients_where_all_say_the_same() -> None:
    left = unit(4, 3).requires_grad_()
    everything = torch.ones(4, 4, dtype=torch.bool)
    loss = symmetric_contrast(left, unit(4, 3, seed=1), torch.tensor(10.0), everything)
    loss.backward()
    assert left.grad is not None and left.grad.isfinite().all() and loss == 0


def test_objects_without_a_class_count_nothing_in_naming() -> None:
    objects, classes, scale = unit(5, 4), unit(3, 4, seed=1), torch.tensor(4.0)
    labels = torch.tensor([0, -1, 2, -1, 1])
    known = labels >= 0
    whole = naming_loss(objects, classes, labels, scale)
    assert torch.allclose(whole, naming_loss(objects[known], classes, labels[known], scale))
    assert naming_loss(objects, classes, torch.full((5,), -1), scale) == 0


def test_zero_shot_counts_as_one_would_by_hand() -> None:
    objects, classes = unit(40, 6), unit(8, 6, seed=1)
    labels = np.random.default_rng(0).integers(8, size=40)
    figures = dict(zero_shot(objects, classes, labels))
    ranked = [sorted(range(8), key=lambda c: -float(one @ classes[c])) for one in objects]
    for tries in (1, 3, 5):
        right = [label in ranks[:tries] for label, ranks in zip(labels, ranked, strict=True)]
        assert figures[f"top-{tries}"] == pytest.approx(100 * np.mean(right), abs=1e-3)
    best = np.array([ranks[0] for ranks in ranked])
    by_class = [np.mean(best[labels == c] == c) for c in np.unique(labels)]
    assert figures["class mean"] == pytest.approx(100 * np.mean(by_class), abs=1e-3)


def test_the_pose_that_fits_a_class_best_is_taken() -> None:
    classes = unit(4, 6)
    candidates = unit(3, 5, 6, seed=2)
    candidates[1, 3] = classes[2]
    assert torch.equal(best_upright(candidates, classes)[1], classes[2])


@pytest.mark.parametrize("own", [False, True])
def test_retrieval_counts_as_one_would_by_hand(own: bool) -> None:
    objects = unit(30, 5)
    queries = objects if own else unit(12, 5, seed=1)
    labels = torch.arange(30) % 4
    asked = labels if own else torch.arange(12) % 5  # Nothing is of class 4.
    figures = dict(retrieval(queries, objects, asked[:, None] == labels, own=own))
    hits: dict[int, list[bool]] = {1: [], 5: [], 10: []}
    precisions = []
    for i, query in enumerate(queries):
        ranked = sorted(
            (j for j in range(30) if not (own and i == j)), key=lambda j: -float(query @ objects[j])
        )
        right = [bool(labels[j] == asked[i]) for j in ranked]
        if not any(right):
            continue
        for k, found in hits.items():
            found.append(any(right[:k]))
        at = np.flatnonzero(right)
        precisions.append(np.mean([(n + 1) / (rank + 1) for n, rank in enumerate(at)]))
    for k, found in hits.items():
        assert figures[f"R@{k}"] == pytest.approx(100 * np.mean(found), abs=1e-3)
    assert figures["mAP"] == pytest.approx(100 * np.mean(precisions), abs=1e-3)
