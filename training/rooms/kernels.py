"""Inner loops that numba compiles."""

import inspect
from collections.abc import Callable
from typing import Any

from numba import njit


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled on first use and kept on disk; other threads may run meanwhile.

    The tests put shape checks around every function, which numba cannot compile: they come off.
    """
    return njit(cache=True, nogil=True)(inspect.unwrap(function))
