"""Kernels work wherever the sources lie."""

import numba.core.caching
import pytest

from training.rooms.kernels import kernel


def sum_below(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def test_a_kernel_is_the_function() -> None:
    assert kernel(sum_below)(10) == sum_below(10) == 45


def test_a_kernel_needs_no_place_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.core.caching.CacheImpl, "_locator_classes", [])
    assert kernel(sum_below)(10) == 45
