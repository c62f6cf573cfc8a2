"""Laws of calibration: a slow twin, temperatures that are found again, thresholds that hold."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from training.questions.calibrate import (
    Cases,
    answer_threshold,
    balanced,
    calibration_error,
    evidence_threshold,
    f1,
    fit_line,
    fit_temperature,
    presence_threshold,
)

SEEDS = st.integers(0, 10_000)


def cases(seed: int, count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    shares = rng.random(count)
    return shares, rng.random(count) < shares**2


def slow_error(confidence: np.ndarray, right: np.ndarray, bins: int) -> float:
    total = 0.0
    for i in range(bins):
        low, high = i / bins, (i + 1) / bins
        inside = [
            j for j, c in enumerate(confidence) if low <= c < high or (i == bins - 1 and c == high)
        ]
        if inside:
            sure = sum(confidence[j] for j in inside) / len(inside)
            hits = sum(bool(right[j]) for j in inside) / len(inside)
            total += len(inside) / len(right) * abs(sure - hits)
    return total


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(1, 20))
def test_the_error_is_that_of_its_slow_twin(seed: int, bins: int) -> None:
    confidence, right = cases(seed, 60)
    confidence[:2] = 0, 1
    expected = slow_error(confidence, right, bins)
    assert calibration_error(confidence, right, bins) == pytest.approx(expected, abs=1e-9)


def test_honest_confidences_have_no_error_and_boasts_have_theirs() -> None:
    right = np.arange(100) < 80
    assert calibration_error(np.full(100, 0.8), right) == pytest.approx(0)
    assert calibration_error(np.full(100, 0.95), right) == pytest.approx(0.15)


@pytest.mark.parametrize("temperature", [0.4, 1.0, 3.0])
def test_a_temperature_is_found_again(temperature: float) -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(0, 2, 20_000)
    right = rng.random(20_000) < expit(honest)
    found = fit_temperature(Cases(lambda t: expit(honest * temperature / t), right))
    assert found == pytest.approx(temperature, rel=0.1)


@pytest.mark.parametrize(("temperature", "bias"), [(0.5, 0.0), (2.0, -1.5), (1.0, 2.0)])
def test_a_temperature_and_a_bias_are_found_again(temperature: float, bias: float) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, 20_000)
    right = rng.random(20_000) < expit(logits / temperature + bias)
    cases = Cases(lambda t, b=0.0: expit(logits / t + b), right)
    assert fit_line(cases) == pytest.approx((temperature, bias), rel=0.1, abs=0.1)
    assert calibration_error(cases.confidence(*fit_line(cases)), right) < 0.02


def constant(value: float) -> Callable[[float], np.ndarray]:
    return lambda _: np.full(4, value)


def test_without_contrast_the_temperature_stays() -> None:
    assert fit_temperature(Cases(constant(0.3), np.ones(4, bool))) == 1
    assert fit_temperature(Cases(constant(0.3), np.zeros(4, bool))) == 1
    assert fit_temperature(Cases(lambda _: np.zeros(0), np.zeros(0, bool))) == 1


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_sure_answers_are_right_often_enough_or_half_of_all(seed: int) -> None:
    confidence, right = cases(seed)
    threshold = answer_threshold(confidence, right)
    sure = confidence >= threshold
    assert right[sure].mean() >= 0.7 or sure.mean() == pytest.approx(0.5, abs=0.01)
    assert sure.mean() >= 0.5


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_no_other_evidence_threshold_is_better(seed: int) -> None:
    shares, right = cases(seed)
    best = f1(shares >= evidence_threshold(shares, right), right)
    for step in (0.05, 0.2, 0.5, 0.8, 0.95):
        assert f1(shares >= step, right) <= best + 1e-9


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_what_is_there_is_seldom_denied(seed: int) -> None:
    shares, present = cases(seed)
    threshold = presence_threshold(shares, present)
    denied = (shares[present] < threshold).mean()
    assert denied <= 0.03 or threshold == pytest.approx(0.01)
    assert 0.45 <= balanced(shares >= threshold, present) <= 1


def test_nothing_known_leaves_the_defaults() -> None:
    nothing, none = np.zeros(0), np.zeros(0, bool)
    assert answer_threshold(nothing, none) == 0.5
    assert evidence_threshold(nothing, none) == 0.5
    assert presence_threshold(nothing, none) == 0.5
