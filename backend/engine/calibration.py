"""Temperatures and thresholds of a checkpoint's card, with which its scores mean what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite

import numpy as np
from jaxtyping import Float

from backend.models.card import CheckpointError


@dataclass(frozen=True)
class Calibration:
    """Logits are divided by the temperature and raised by the bias; below the threshold the answer
    to "is it so" is no.
    """

    answer_temperature: float = 1.0
    answer_bias: float = 0.0
    answer_threshold: float = 0.5
    """Below it people are told "not sure"."""
    reference_temperature: float = 1.0
    evidence_threshold: float = 0.5
    presence_temperature: float = 1.0
    presence_threshold: float = 0.5
    objectness_temperature: float = 1.0
    objectness_bias: float = 0.0

    @classmethod
    def of_card(cls, values: Mapping[str, float]) -> "Calibration":
        """What the card does not say stays as it is.

        Raises:
            CheckpointError: a temperature that is not above 0, or a value that is not finite.
        """
        known = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        for name, value in known.items():
            if not isfinite(value) or ("temperature" in name and value <= 0):
                raise CheckpointError(f"the card's calibration has {name} {value}")
        return cls(**known)


def sigmoid(logits: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """-inf becomes 0."""
    return 0.5 * (1 + np.tanh(logits / 2))


def softmax(logits: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
    """Of logits of which at least one is finite."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
