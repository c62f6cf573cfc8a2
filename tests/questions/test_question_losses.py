"""The losses of questions against slow twins, and what must not matter to them."""

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from torch import Tensor

from backend.geometry.iou import bounds_iou
from backend.models.vqa import VqaOutput
from backend.types import Boxes
from training.losses.overlap import bounds, overlaps
from training.losses.questions import (
    QuestionLossConfig,
    QuestionTargets,
    evidence_targets,
    question_loss,
    reference_targets,
)

QUESTIONS, TOKENS, OBJECTS, ANSWERS, CLASSES = 5, 6, 4, 7, 3
PAPER = QuestionLossConfig(min_iou=0.0)


def random(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def iou(seed: int = 1) -> Tensor:
    return torch.rand(QUESTIONS, TOKENS, OBJECTS, generator=random(seed))


def counted() -> Tensor:
    mask = torch.rand(QUESTIONS, TOKENS, generator=random(2)) < 0.7
    mask[:, 0] = True
    return mask


def output(seed: int = 3) -> VqaOutput:
    """Logits that want a gradient."""
    rng = random(seed)

    def leaf(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=rng).requires_grad_()

    hidden = ~counted()
    return VqaOutput(
        answer=leaf(QUESTIONS, ANSWERS),
        reference=leaf(QUESTIONS, TOKENS).masked_fill(hidden, -torch.inf),
        classes=leaf(QUESTIONS, CLASSES),
        evidence=leaf(QUESTIONS, TOKENS).masked_fill(hidden, -torch.inf),
        presence=leaf(QUESTIONS),
        pooled=leaf(QUESTIONS, 2),
        words=leaf(QUESTIONS, 2, 2),
        objects=leaf(QUESTIONS, TOKENS, 2),
    )


def targets() -> QuestionTargets:
    """The third question is a description, the fourth a foreign one, the last has no answer."""
    referred = torch.zeros(QUESTIONS, OBJECTS, dtype=torch.bool)
    referred[0, 1] = referred[1, [0, 2]] = referred[2, 3] = True
    answers = torch.zeros(QUESTIONS, ANSWERS)
    answers[0, 2], answers[1, 5] = 1.0, 0.6
    asked = torch.tensor([True, True, False, False, False])
    return QuestionTargets(
        referred=referred,
        evidence=referred & asked[:, None],
        answers=answers,
        first=torch.tensor([1, 0, 3, -1, -1]),
        classes=torch.tensor([2, 0, 1, -1, -1]),
        presence=torch.tensor([True, True, False, False, True]),
        answered=asked,
        proven=torch.tensor([True, True, False, False, True]),
        judged=torch.tensor([True, True, False, True, True]),
    )


def loss(output: VqaOutput, targets: QuestionTargets, config: QuestionLossConfig = PAPER) -> Tensor:
    return question_loss(output, targets, iou(), counted(), config).total


def test_overlaps_are_those_of_the_official_scores() -> None:
    rng = np.random.default_rng(0)

    def boxes(count: int) -> Boxes:
        return Boxes(
            rng.uniform(0, 1, (count, 3)).astype(np.float32),
            rng.uniform(0.2, 1, (count, 3)).astype(np.float32),
            rng.uniform(-4, 4, count).astype(np.float32),
            ("thing",) * count,
        )

    a, b = boxes(8), boxes(5)
    corners = [
        bounds(*(torch.tensor(x)[None] for x in (one.centers, one.sizes, one.yaws)))
        for one in (a, b)
    ]
    mask = torch.tensor([[True, True, False, True, True]])
    found = overlaps(corners[0], corners[1], mask)[0].numpy()
    wanted = bounds_iou(a, b) * mask.numpy()
    np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_flat_and_inside_out_boxes_overlap_nothing() -> None:
    corners = bounds(torch.zeros(1, 2, 3), torch.tensor([[[1, 1, 0.0], [-1, 1, 1]]]),
                     torch.zeros(1, 2))  # fmt: skip
    found = overlaps(corners, corners, torch.ones(1, 2, dtype=torch.bool))
    assert found.tolist() == [[[0, 0], [0, 0]]]


def slow_reference(min_iou: float) -> Tensor:
    shares, values, mask, wanted = [], iou(), counted(), targets().referred
    for q in range(QUESTIONS):
        share = torch.zeros(TOKENS)
        best = {}
        for o in range(OBJECTS):
            if wanted[q, o]:
                rows = [t for t in range(TOKENS) if mask[q, t]]
                row = max(rows, key=lambda t: float(values[q, t, o]))
                if values[q, row, o] >= min_iou:
                    best[o] = row
        for row in best.values():
            share[row] += 1 / len(best)
        shares.append(share)
    return torch.stack(shares)


@pytest.mark.parametrize("min_iou", [0.0, 0.5, 0.9, 1.0])
def test_references_are_the_best_tokens_that_count(min_iou: float) -> None:
    found = reference_targets(iou(), counted(), targets().referred, min_iou)
    torch.testing.assert_close(found, slow_reference(min_iou))
    assert set(found.sum(dim=1).round(decimals=5).tolist()) <= {0.0, 1.0}


def test_the_paper_refers_to_something_even_where_nothing_overlaps() -> None:
    nothing = torch.zeros(QUESTIONS, TOKENS, OBJECTS)
    for min_iou, kept in ((0.0, True), (0.25, False)):
        wanted = reference_targets(nothing, counted(), targets().referred, min_iou)
        assert (wanted.sum() > 0) == kept
        found = question_loss(output(), targets(), nothing, counted(), QuestionLossConfig(min_iou))
        assert (found.reference > 0) == kept


def test_evidence_is_every_token_near_a_piece_of_it() -> None:
    found = evidence_targets(iou(), targets().evidence, 0.5)
    for q in range(QUESTIONS):
        for t in range(TOKENS):
            near = [bool(targets().evidence[q, o]) and float(iou()[q, t, o]) >= 0.5
                    for o in range(OBJECTS)]  # fmt: skip
            assert found[q, t] == any(near)


def test_the_total_is_that_of_a_slow_twin() -> None:
    says, wants, mask = output(), targets(), counted()
    config = QuestionLossConfig(min_iou=0.3)
    found = question_loss(says, wants, iou(), mask, config)
    assert says.evidence is not None and says.presence is not None
    shares = slow_reference(0.3)
    rows = [q for q in range(QUESTIONS) if shares[q].sum() > 0]
    logs = [says.reference[q].softmax(0).log() for q in rows]
    reference = [
        -torch.stack([shares[q, t] * log[t] for t in range(TOKENS) if shares[q, t] > 0]).sum()
        for q, log in zip(rows, logs, strict=True)
    ]
    classes = [-says.classes[q].softmax(0)[wants.classes[q]].log() for q in (0, 1, 2)]

    def entropy(logit: Tensor, wanted: Tensor) -> Tensor:
        p = logit.sigmoid()
        return -(wanted * p.log() + (1 - wanted) * (1 - p).log())

    answer = [entropy(says.answer[q], wants.answers[q]).sum() for q in (0, 1)]
    proven = evidence_targets(iou(), wants.evidence, 0.3)
    sides: dict[bool, list[Tensor]] = {True: [], False: []}
    for q in (0, 1, 4):
        for t in range(TOKENS):
            if mask[q, t]:
                sides[bool(proven[q, t])].append(entropy(says.evidence[q, t], proven[q, t].float()))
    evidence = sum(torch.stack(side).mean() for side in sides.values()) / 2
    presence = [entropy(says.presence[q], wants.presence[q].float()) for q in (0, 1, 3, 4)]
    parts = [torch.stack(one).mean() for one in (reference, classes, answer, presence)]
    slow = 10 * 0.1 * (sum(parts) + evidence)
    torch.testing.assert_close(found.total, slow, rtol=1e-4, atol=1e-4)
    assert set(found.parts) == {"reference", "classes", "answer", "evidence", "presence"}


def test_what_does_not_count_changes_nothing() -> None:
    says, wants = output(), targets()
    before = loss(says, wants)
    # The answer and the evidence of the description and the foreign question.
    answers = wants.answers.clone()
    answers[2:] = 0.5
    evidence = wants.evidence.clone()
    evidence[2:4] = True
    presence = wants.presence.clone()
    presence[2] = True
    torch.testing.assert_close(
        loss(says, replace(wants, answers=answers, evidence=evidence, presence=presence)), before
    )
    # Whatever the network says where nobody asked.
    with torch.no_grad():
        assert says.presence is not None
        for part, row in ((says.answer, 2), (says.classes, 3), (says.presence, 2)):
            part[row] += 3.0
    torch.testing.assert_close(loss(says, wants), before)


def test_gradients_are_finite_and_reach_only_what_counts() -> None:
    says = output()
    leaves = {"answer": says.answer, "classes": says.classes, "presence": says.presence}
    loss(says, targets()).backward()
    for name, leaf in leaves.items():
        assert leaf is not None and leaf.grad is not None and leaf.grad.isfinite().all(), name
    assert says.answer.grad is not None and says.classes.grad is not None
    assert says.answer.grad.abs().sum(dim=1).bool().tolist() == [True, True, False, False, False]
    assert says.classes.grad.abs().sum(dim=1).bool().tolist() == [True, True, True, False, False]


def test_tokens_that_do_not_count_get_no_gradient() -> None:
    logits = torch.zeros(QUESTIONS, TOKENS, requires_grad=True)
    hidden = logits.masked_fill(~counted(), -torch.inf)
    loss(replace(output(), reference=hidden, evidence=hidden), targets()).backward()
    assert logits.grad is not None and logits.grad.isfinite().all()
    assert not logits.grad[~counted()].any()
    assert logits.grad[counted()].any()


def test_a_batch_without_anything_known_costs_nothing() -> None:
    blank = QuestionTargets(
        **{f.name: torch.zeros_like(getattr(targets(), f.name)) for f in fields(QuestionTargets)}
    )
    blank = replace(blank, classes=torch.full((QUESTIONS,), -1))
    total = loss(output(), blank)
    assert total == 0
    total.backward()


def test_a_network_without_options_has_the_losses_of_the_paper() -> None:
    says = replace(output(), evidence=None, presence=None)
    found = question_loss(says, targets(), iou(), counted(), PAPER)
    assert set(found.parts) == {"reference", "classes", "answer"}
    wanted = found.reference + found.classes + found.answer
    torch.testing.assert_close(found.total, wanted)
