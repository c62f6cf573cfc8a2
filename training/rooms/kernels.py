"""Inner loops that numba compiles."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from numba import njit


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled on first use and kept on disk; other threads may run meanwhile.

    The tests put shape checks around every function, which numba cannot compile: they come off.
    """
    compiled = njit(nogil=True)(inspect.unwrap(function))
    # Beside the source or in the user's cache; where neither can be written, every process
    # compiles for itself.
    with suppress(RuntimeError):
        compiled.enable_caching()
    return compiled
