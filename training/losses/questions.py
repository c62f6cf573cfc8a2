"""The losses of question answering (3D-VQA, section 3.2.2), weighted as in its released code.

10 · [0.1 reference + 0.1 classes + 0.1 answer], added to the detector's loss. Beyond the paper,
where the network says so: 0.1 evidence (which objects bear the answer out) and 0.1 presence
(whether the scene holds what is asked about).

Deviations. A question without annotation for a term does not count in it. Only tokens that count
can be the reference. Where nothing was detected near the object that is asked for, "paper" and the
code make the best of the wrong tokens the right one; with `min_iou` such a question teaches no
reference.
"""

from dataclasses import dataclass, fields

import torch
from jaxtyping import Bool, Float, Int64
from torch import Tensor
from torch.nn import functional

from backend.models.vqa import VqaOutput

_EPSILON = 1e-6


@dataclass(frozen=True)
class QuestionTargets:
    """What should be said to a batch of questions; `objects` are rows of their scene's boxes."""

    referred: Bool[Tensor, "questions objects"]
    """What the question refers to; nothing where that is not known."""
    evidence: Bool[Tensor, "questions objects"]
    """What bears the answer out."""
    answers: Float[Tensor, "questions answers"]
    """How right each answer is, in [0, 1]."""
    first: Int64[Tensor, " questions"]
    """The first object that the question refers to; -1 where that is not known."""
    classes: Int64[Tensor, " questions"]
    """Its class; likewise."""
    presence: Bool[Tensor, " questions"]
    """Whether the scene holds what is asked about."""
    answered: Bool[Tensor, " questions"]
    """Which questions have an answer that the network can give."""
    proven: Bool[Tensor, " questions"]
    """Whose evidence is known."""
    judged: Bool[Tensor, " questions"]
    """Of which it is known whether the scene holds it."""

    def __len__(self) -> int:
        return len(self.classes)


@dataclass(frozen=True)
class QuestionLossConfig:
    """Defaults are ours; "paper" has `min_iou` 0."""

    min_iou: float = 0.25
    """A token that overlaps an object less is not that object."""
    reference: float = 0.1
    classes: float = 0.1
    answer: float = 0.1
    evidence: float = 0.1
    presence: float = 0.1
    scale: float = 10.0


@dataclass(frozen=True)
class QuestionLoss:
    """The total, and its parts before their weights; None for what the network does not say."""

    total: Float[Tensor, ""]
    reference: Float[Tensor, ""]
    classes: Float[Tensor, ""]
    answer: Float[Tensor, ""]
    evidence: Float[Tensor, ""] | None
    presence: Float[Tensor, ""] | None

    @property
    def parts(self) -> dict[str, Tensor]:
        """By name, for the log."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "total"}
        return {name: value for name, value in named.items() if value is not None}


def question_loss(
    output: VqaOutput,
    targets: QuestionTargets,
    overlaps: Float[Tensor, "questions tokens objects"],
    counted: Bool[Tensor, "questions tokens"],
    config: QuestionLossConfig = QuestionLossConfig(),
) -> QuestionLoss:
    """Of a batch of questions.

    Args:
        output: what the network says.
        targets: what it should say.
        overlaps: IoU of each token's box with the objects of the question's scene.
        counted: which tokens count; at least one for each question.
        config: weights and thresholds.
    """
    wanted = reference_targets(overlaps, counted, targets.referred, config.min_iou)
    reference = reference_loss(output.reference, wanted)
    classes = class_loss(output.classes, targets.classes)
    answer = answer_loss(output.answer, targets.answers, targets.answered)
    total = config.reference * reference + config.classes * classes + config.answer * answer
    evidence = presence = None
    if output.evidence is not None:
        proven = evidence_targets(overlaps, targets.evidence, config.min_iou)
        known = counted & targets.proven[:, None]
        evidence = balanced_loss(output.evidence, proven, known)
        total = total + config.evidence * evidence
    if output.presence is not None:
        presence = presence_loss(output.presence, targets.presence, targets.judged)
        total = total + config.presence * presence
    return QuestionLoss(config.scale * total, reference, classes, answer, evidence, presence)


def reference_targets(
    overlaps: Float[Tensor, "questions tokens objects"],
    counted: Bool[Tensor, "questions tokens"],
    referred: Bool[Tensor, "questions objects"],
    min_iou: float,
) -> Float[Tensor, "questions tokens"]:
    """Probabilities: each object's best token gets an equal share; zeros where there is none."""
    best, rows = overlaps.masked_fill(~counted[..., None], -1).max(dim=1)
    found = (referred & (best >= min_iou)).float()
    shares = found / found.sum(dim=1, keepdim=True).clamp_min(1)
    return torch.zeros_like(overlaps[..., 0]).scatter_add(1, rows, shares)


def reference_loss(
    logits: Float[Tensor, "questions tokens"], wanted: Float[Tensor, "questions tokens"]
) -> Float[Tensor, ""]:
    """Cross-entropy over tokens, of the questions with a right token."""
    logs = functional.log_softmax(logits.float(), dim=1)
    # The logarithm is -inf where a token does not count.
    terms = torch.where(wanted > 0, wanted * logs.masked_fill(wanted == 0, 0), 0)
    return _mean(-terms.sum(dim=1), wanted.sum(dim=1) > 0)


def class_loss(
    logits: Float[Tensor, "questions classes"], classes: Int64[Tensor, " questions"]
) -> Float[Tensor, ""]:
    known = classes >= 0
    losses = functional.cross_entropy(logits.float(), classes.clamp_min(0), reduction="none")
    return _mean(losses, known)


def answer_loss(
    logits: Float[Tensor, "questions answers"],
    answers: Float[Tensor, "questions answers"],
    answered: Bool[Tensor, " questions"],
) -> Float[Tensor, ""]:
    """Binary cross-entropy, summed over the vocabulary: several answers may be right."""
    losses = functional.binary_cross_entropy_with_logits(logits.float(), answers, reduction="none")
    return _mean(losses.sum(dim=1), answered)


def evidence_targets(
    overlaps: Float[Tensor, "questions tokens objects"],
    evidence: Bool[Tensor, "questions objects"],
    min_iou: float,
) -> Bool[Tensor, "questions tokens"]:
    """Tokens that overlap a piece of evidence."""
    near = overlaps >= max(min_iou, _EPSILON)
    return (near & evidence[:, None]).any(dim=2)


def balanced_loss(
    logits: Float[Tensor, "questions tokens"],
    wanted: Bool[Tensor, "questions tokens"],
    known: Bool[Tensor, "questions tokens"],
) -> Float[Tensor, ""]:
    """Binary cross-entropy in which all positives together weigh as much as all negatives."""
    finite = logits.float().masked_fill(~known, 0)
    losses = functional.binary_cross_entropy_with_logits(finite, wanted.float(), reduction="none")
    return (_mean(losses, known & wanted) + _mean(losses, known & ~wanted)) / 2


def presence_loss(
    logits: Float[Tensor, " questions"],
    presence: Bool[Tensor, " questions"],
    judged: Bool[Tensor, " questions"],
) -> Float[Tensor, ""]:
    wanted = presence.float()
    losses = functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none")
    return _mean(losses, judged)


def _mean(values: Float[Tensor, "*items"], mask: Bool[Tensor, "*items"]) -> Float[Tensor, ""]:
    """Over what counts; 0 where nothing does."""
    return torch.where(mask, values, 0).sum() / (mask.sum() + _EPSILON)
