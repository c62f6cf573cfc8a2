"""Scores that people can trust: temperatures (Guo et al. 2017), thresholds, and how far they hold.

Fitted on every other validation scene, judged on the rest. A temperature divides logits so that the
likelihood of what turned out right is greatest. Answers and objectness get a bias besides (Platt
1999): their losses weigh right and wrong unequally, which no temperature can undo. The rules of the
thresholds:

answer     the least confidence from which on at least 70 % of the answers are right; at most the
           median confidence, so that half of the answers are always given
evidence   greatest F1 of the objects that bear an answer out
presence   best balanced accuracy among the thresholds that deny at most 3 % of what is there
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from jaxtyping import Bool, Float64
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, logit, softmax

from backend.geometry.iou import bounds_iou
from training.metrics.report import Figure
from training.questions.replies import Reply, SceneReplies

BINS = 15
_NEAR = 0.25
"""IoU from which on a box is that of an object."""
_PRECISION = 0.7
"""Of the answers that are given for sure, at least."""
_DENIED = 0.03
"""Share of the questions about what is there that may be denied."""
_RANGE = 3.0
"""Temperatures lie between exp(-3) and exp(3)."""
_LEAST = 1e-6
_STEPS = np.linspace(0.01, 0.99, 99)
"""Thresholds that are tried."""

Shares = Float64[np.ndarray, " cases"]
Rights = Bool[np.ndarray, " cases"]


@dataclass(frozen=True)
class Cases:
    """Logits and what turned out right."""

    confidence: Callable[..., Shares]
    """In [0, 1] at a temperature, and a bias where there may be one."""
    right: Rights

    def __len__(self) -> int:
        return len(self.right)


@dataclass(frozen=True)
class Calibration:
    """As a card holds it."""

    answer_temperature: float = 1.0
    answer_bias: float = 0.0
    answer_threshold: float = 0.5
    reference_temperature: float = 1.0
    evidence_threshold: float = 0.5
    presence_temperature: float = 1.0
    presence_threshold: float = 0.5
    objectness_temperature: float = 1.0
    objectness_bias: float = 0.0


def calibrate(scenes: Sequence[SceneReplies]) -> tuple[Calibration, list[Figure]]:
    """The calibration, and expected calibration errors in percent before and after it.

    Raises:
        ValueError: there are fewer than two scenes.
    """
    if len(scenes) < 2:
        raise ValueError(f"wanted at least two scenes to calibrate with, got {len(scenes)}")
    fitted, judged = scenes[::2], scenes[1::2]
    answers, presence = answer_cases(fitted), presence_cases(fitted)
    answer = fit_line(answers)
    presence_temperature = fit_temperature(presence)
    calibration = Calibration(
        *answer,
        answer_threshold(answers.confidence(*answer), answers.right),
        fit_temperature(reference_cases(fitted)),
        evidence_threshold(*evidence_cases(fitted)),
        presence_temperature,
        presence_threshold(presence.confidence(presence_temperature), presence.right),
        *fit_line(objectness_cases(fitted)),
    )
    return calibration, [
        *error_figures(" before", judged, Calibration()),
        *error_figures(" after", judged, calibration),
    ]


def error_figures(
    when: str, scenes: Sequence[SceneReplies], calibration: Calibration
) -> list[Figure]:
    """Expected calibration errors in percent, of what there are cases of."""
    c = calibration
    kinds = (
        ("answers", answer_cases(scenes), (c.answer_temperature, c.answer_bias)),
        ("reference", reference_cases(scenes), (c.reference_temperature,)),
        ("presence", presence_cases(scenes), (c.presence_temperature,)),
        ("objectness", objectness_cases(scenes), (c.objectness_temperature, c.objectness_bias)),
    )
    return [
        (f"ECE of {name}{when}", 100 * calibration_error(cases.confidence(*line), cases.right))
        for name, cases, line in kinds
        if len(cases)
    ]


def calibration_error(confidence: Shares, right: Rights, bins: int = BINS) -> float:
    """Expected calibration error: mean gap of confidence and accuracy over bins of equal width."""
    rows = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(rows, confidence - right, minlength=bins)
    return float(np.abs(gaps).sum() / len(right))


def fit_temperature(cases: Cases) -> float:
    """Of the greatest likelihood; 1 where it would be without bounds."""
    if _one_sided(cases):
        return 1.0
    found = minimize_scalar(
        lambda log_temperature: _loss(cases, exp(log_temperature)),
        bounds=(-_RANGE, _RANGE),
        method="bounded",
    )
    return exp(float(found.x))


def fit_line(cases: Cases) -> tuple[float, float]:
    """Temperature and bias of the greatest likelihood; 1 and 0 where it would be without bounds."""
    if _one_sided(cases):
        return 1.0, 0.0
    found = minimize(
        lambda line: _loss(cases, exp(line[0]), line[1]),
        x0=np.zeros(2),
        bounds=[(-_RANGE, _RANGE), (-10, 10)],
        method="Nelder-Mead",
    )
    return exp(float(found.x[0])), float(found.x[1])


def _one_sided(cases: Cases) -> bool:
    return not len(cases) or bool(cases.right.all()) or not cases.right.any()


def _loss(cases: Cases, *line: float) -> float:
    """Negative log-likelihood."""
    shares = np.clip(cases.confidence(*line), _LEAST, 1 - _LEAST)
    return -float(np.where(cases.right, np.log(shares), np.log1p(-shares)).mean())


def answer_cases(scenes: Sequence[SceneReplies]) -> Cases:
    """The best answer to each question; several answers may be right, so each has a sigmoid."""
    replies = [reply for reply in _replies(scenes) if reply.item.answers]
    logits = np.array([reply.answer_logits[0] for reply in replies], np.float64)
    right = np.array([reply.right for reply in replies], bool)
    return Cases(lambda temperature, bias=0.0: expit(logits / temperature + bias), right)


def reference_cases(scenes: Sequence[SceneReplies]) -> Cases:
    """The likeliest object of each item, right where it is any of those that are meant."""
    replies = [reply for reply in _replies(scenes) if reply.overlaps.shape[1]]
    logits = [reply.reference.astype(np.float64) for reply in replies]
    right = [bool((reply.overlaps[reply.pointed] >= _NEAR).any()) for reply in replies]

    def confidence(temperature: float) -> Shares:
        return np.array([softmax(row / temperature).max() for row in logits])

    return Cases(confidence, np.array(right, bool))


def presence_cases(scenes: Sequence[SceneReplies]) -> Cases:
    """Whether the scene holds what is asked about, of the items of which that is known."""
    known = [r for r in _replies(scenes) if r.presence is not None and r.item.present is not None]
    logits = np.array([reply.presence for reply in known], np.float64)
    right = np.array([reply.item.present for reply in known], bool)
    return Cases(lambda temperature: expit(logits / temperature), right)


def objectness_cases(scenes: Sequence[SceneReplies]) -> Cases:
    """The boxes that are found, right where there is an object of whatever name."""
    logits, right = [], []
    for scene in scenes:
        scores = scene.single.scores
        assert scores is not None
        logits.append(logit(np.clip(scores.astype(np.float64), _LEAST, 1 - _LEAST)))
        iou = bounds_iou(scene.single, scene.true)
        right.append(iou.max(axis=1, initial=0) >= _NEAR)
    joined = np.concatenate([np.zeros(0), *logits])
    hits = np.concatenate([np.zeros(0, bool), *right])
    return Cases(lambda temperature, bias=0.0: expit(joined / temperature + bias), hits)


def evidence_cases(scenes: Sequence[SceneReplies]) -> tuple[Shares, Rights]:
    """Each object of each item whose evidence is known, and whether it is evidence."""
    known = [r for r in _replies(scenes) if r.evidence is not None and r.item.evidence is not None]
    logits = [reply.evidence for reply in known if reply.evidence is not None]
    shares = expit(np.concatenate([np.zeros(0), *logits]).astype(np.float64))
    return shares, np.concatenate([np.zeros(0, bool), *(reply.proof for reply in known)])


def answer_threshold(confidence: Shares, right: Rights) -> float:
    if not len(right):
        return 0.5
    order = np.argsort(-confidence, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(right) + 1)
    good = np.flatnonzero(precision >= _PRECISION)
    least = float(confidence[order[good[-1]]]) if len(good) else 1.0
    return min(least, float(np.median(confidence)))


def evidence_threshold(shares: Shares, right: Rights) -> float:
    if not right.any():
        return 0.5
    return float(max(_STEPS, key=lambda step: f1(shares >= step, right)))


def presence_threshold(shares: Shares, present: Rights) -> float:
    if present.all() or not present.any():
        return 0.5
    allowed = [step for step in _STEPS if (shares[present] < step).mean() <= _DENIED]
    return float(max(allowed or [_STEPS[0]], key=lambda step: balanced(shares >= step, present)))


def f1(said: Rights, right: Rights) -> float:
    return 2 * float((said & right).sum()) / max(1, int(said.sum()) + int(right.sum()))


def balanced(said: Rights, right: Rights) -> float:
    """Mean of the accuracies on what holds and on what does not."""
    return (float(said[right].mean()) + float((~said)[~right].mean())) / 2


def _replies(scenes: Sequence[SceneReplies]) -> list[Reply]:
    return [reply for scene in scenes for reply in scene.replies]
