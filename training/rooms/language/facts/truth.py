"""Three-valued truth (Kleene): what is neither clearly so nor clearly not so is never asked."""

import numpy as np
from jaxtyping import Float64, Int8

NO, UNCLEAR, YES = 0, 1, 2
"""Ordered, so that "and" is the minimum and "or" the maximum."""

Truth = Int8[np.ndarray, "..."]


def at_most(value: Float64[np.ndarray, "..."], yes: float, no: float) -> Truth:
    """Yes up to `yes`, no from `no` on, unclear between them; `yes` is below `no`.

    Rounded first, so that lengths given to 0.1 mm fall on the same side on every processor.
    """
    value = np.round(value, 6)
    return np.where(value <= yes, YES, np.where(value >= no, NO, UNCLEAR)).astype(np.int8)


def at_least(value: Float64[np.ndarray, "..."], yes: float, no: float) -> Truth:
    """Yes from `yes` on, no up to `no`, unclear between them; `no` is below `yes`."""
    return at_most(-value, -yes, -no)


def both(*truths: Truth) -> Truth:
    return _fold(np.minimum, truths)


def either(*truths: Truth) -> Truth:
    return _fold(np.maximum, truths)


def negated(truth: Truth) -> Truth:
    return (YES - truth).astype(np.int8)


def certain(condition: np.ndarray) -> Truth:
    """Yes where it holds, no elsewhere."""
    return np.where(condition, YES, NO).astype(np.int8)


def _fold(operation: np.ufunc, truths: tuple[Truth, ...]) -> Truth:
    result = truths[0]
    for truth in truths[1:]:
        result = operation(result, truth)
    return result
