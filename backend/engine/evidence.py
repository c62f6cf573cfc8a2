"""From what the network says to one question to what people are told and shown."""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Float32, Int

from backend.engine.answers import Ranked
from backend.engine.calibration import Calibration, sigmoid, softmax
from backend.engine.features import SceneFeatures, some_boxes
from backend.geometry.iou import bounds_iou, suppress
from backend.types import Boxes

_MOST = 5
"""Answers that are told."""
_SAME = 0.4
"""Overlap of the bounds from which on two boxes show the same object."""
_WARM = 0.02
"""Probability from which on an object is worth being on the heat map."""
_DENIALS = frozenset({"no", "none", "nothing", "zero", "0"})
NOTHING = np.zeros(0, np.int64)
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Evidence:
    """Tokens, and how likely the answer rests on each."""

    likely: Float32[np.ndarray, " tokens"]
    """In [0, 1]."""
    shown: Int[np.ndarray, " shown"]
    """The tokens whose boxes are shown, best first."""
    warm: Int[np.ndarray, " warm"]
    """The tokens on the heat map."""

    def none(self) -> "Evidence":
        """Nothing to show."""
        return replace(self, shown=NOTHING, warm=NOTHING)


def ranked(
    logits: Float32[np.ndarray, " answers"], texts: tuple[str, ...], calibration: Calibration
) -> tuple[Ranked, ...]:
    """The best answers, best first."""
    scaled = logits.astype(np.float64) / calibration.answer_temperature
    confidence = sigmoid(scaled + calibration.answer_bias)
    best = np.argsort(-confidence, kind="stable")[:_MOST]
    return tuple(Ranked(texts[i], float(confidence[i])) for i in best)


def gather_evidence(
    features: SceneFeatures,
    reference: Float32[np.ndarray, " tokens"],
    evidence: Float32[np.ndarray, " tokens"] | None,
    answer: str,
    calibration: Calibration,
) -> Evidence:
    """Which objects bear the answer out.

    A network that says so of each object is taken at its word; of another the objects that it most
    likely refers to are shown, as many as the answer counts. An answer such as "no" needs none.

    Of the tokens, `reference` holds logits, -inf for those that do not count, and so does
    `evidence`; None where the network does not say it. `answer` is the best one.
    """
    referred = softmax(reference.astype(np.float64) / calibration.reference_temperature)
    real = features.real
    likely = referred if evidence is None else sigmoid(evidence.astype(np.float64))
    likely = np.where(real, likely, 0)
    chosen = (
        NOTHING
        if evidence is None
        else np.flatnonzero(real & (likely >= calibration.evidence_threshold))
    )
    if not len(chosen) and answer.lower() not in _DENIALS:
        # The object that is referred to is better than none.
        chosen = np.argsort(np.where(real, -referred, 1), kind="stable")[: real.sum()]
        chosen = chosen[: _counted(answer) if evidence is None else 1]
    order = chosen[np.argsort(-likely[chosen], kind="stable")]
    shown = _distinct(features.boxes, order, likely)
    warm = np.union1d(np.flatnonzero(likely >= _WARM), shown).astype(np.int64)
    return Evidence(likely.astype(np.float32), shown, warm)


def boxes_of(features: SceneFeatures, evidence: Evidence) -> Boxes:
    """The boxes that are shown, scored by how likely the answer rests on them."""
    shown = some_boxes(features.boxes, evidence.shown)
    return replace(shown, scores=evidence.likely[evidence.shown])


def _distinct(
    boxes: Boxes, rows: Int[np.ndarray, " rows"], likely: Float[np.ndarray, " tokens"]
) -> Int[np.ndarray, " kept"]:
    """Without further boxes of the same object."""
    few = some_boxes(boxes, rows)
    return rows[suppress(bounds_iou(few, few), likely[rows], _SAME)]


def _counted(answer: str) -> int:
    """How many objects an answer speaks of: "3" and "three" of three, "brown" of one."""
    text = answer.lower()
    number = _NUMBERS.index(text) if text in _NUMBERS else int(text) if text.isdecimal() else 1
    return max(1, number)
