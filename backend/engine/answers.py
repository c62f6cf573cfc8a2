"""What comes back: the answer to a question, and the embeddings of a scene."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from jaxtyping import Float32

from backend.types import Boxes


@dataclass(frozen=True)
class Ranked:
    """A possible answer."""

    text: str
    confidence: float
    """How likely it is right, calibrated, in [0, 1]. Several answers may be right."""


@dataclass(frozen=True)
class Answer:
    question: str
    """As it was understood: cleaned and cut."""
    answers: tuple[Ranked, ...]
    """The best five, best first."""
    sure: bool
    """Whether the best one is likely enough; otherwise people are told "not sure"."""
    not_found: bool
    """Nothing like what the question speaks of is in the scene; then there are no boxes."""
    boxes: Boxes
    """The evidence: the objects that bear the answer out, with label and score, best first."""
    heat: Float32[np.ndarray, " points"]
    """For each point of `scene.cloud` how likely the answer rests on it, in [0, 1]."""
    unknown: tuple[str, ...] = ()
    """Words that the network never met in training."""
    notes: tuple[str, ...] = ()
    """What was done to the question or the scene, one sentence each."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """What took how long: encode, words, answer, heat."""

    @property
    def best(self) -> Ranked:
        return self.answers[0]

    def to_json(self) -> dict[str, Any]:
        """An object that `json.dumps` takes; without the heat, which is as long as the scene."""
        return {
            "kind": "answer",
            "question": self.question,
            "answers": [
                {"text": one.text, "confidence": round(one.confidence, 4)} for one in self.answers
            ],
            "sure": self.sure,
            "boxes": boxes_json(self.boxes),
            "not_found": self.not_found,
            "unknown": list(self.unknown),
            "notes": list(self.notes),
            "seconds": {name: round(value, 4) for name, value in self.seconds.items()},
        }


@dataclass(frozen=True)
class Embeddings:
    """A scene and its objects as vectors."""

    scene: Float32[np.ndarray, " dim"]
    """Unit length, in the space of the CLIP that the network was trained with."""
    boxes: Boxes
    """Of the objects."""
    objects: Float32[np.ndarray, "boxes clip"]
    """Unit length, in CLIP space; of width 0 where the network does not embed objects."""


def boxes_json(boxes: Boxes) -> list[dict[str, Any]]:
    """Metres relative to the scene's origin, full sizes, radians counter-clockwise about +Z."""
    scores = np.ones(len(boxes)) if boxes.scores is None else boxes.scores
    return [
        {
            "center": _rounded(boxes.centers[i]),
            "size": _rounded(boxes.sizes[i]),
            "yaw": round(float(boxes.yaws[i]), 4),
            "label": boxes.labels[i],
            "score": round(float(scores[i]), 4),
        }
        for i in range(len(boxes))
    ]


def _rounded(values: Float32[np.ndarray, "3"]) -> list[float]:
    """To a tenth of a millimetre."""
    return [round(float(value), 4) for value in values]
