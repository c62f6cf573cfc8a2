"""Giving memory back when a browser has left."""

import ctypes
import gc


def tidy() -> None:
    """Collect what nobody refers to and hand free pages back to the system (glibc keeps them)."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError):
        return  # Another C library, which decides for itself.
