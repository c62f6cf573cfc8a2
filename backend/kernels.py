"""Inner loops that numba compiles, and the folder where their machine code is kept."""

import inspect
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import numba
from numba.core import config

_numba_settings: Any = config
_changing = Lock()


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled on first use and kept on disk; other threads may run meanwhile.

    It is kept where `NUMBA_CACHE_DIR` says, else in a folder that only this user can enter, else
    nowhere: then every process compiles for itself. The tests put shape checks around every
    function, which numba cannot compile: they come off.
    """
    compiled = numba.njit(nogil=True)(inspect.unwrap(function))
    with _changing:
        chosen = _numba_settings.CACHE_DIR
        folder = chosen or private_folder()
        if folder:
            _numba_settings.CACHE_DIR = str(folder)
            with suppress(RuntimeError):
                compiled.enable_caching()
            _numba_settings.CACHE_DIR = chosen
    return compiled


def private_folder() -> Path | None:
    """`ask3d/kernels` in the user's cache folder, or none where it cannot be had.

    What lies there is run as machine code. A folder that others could have written to or that
    belongs to somebody else is therefore left alone.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(given) if given else Path.home() / ".cache"
        folder = home / "ask3d" / "kernels"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except (OSError, RuntimeError):  # Path.home() has no other error for a user without a home.
        return None
    if not stat.S_ISDIR(found.st_mode) or not os.access(folder, os.W_OK | os.X_OK):
        return None
    if os.name == "posix" and (found.st_uid != os.getuid() or found.st_mode & 0o077):
        return None
    return folder
