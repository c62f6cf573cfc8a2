"""Inner loops that numba compiles, and the folder where their machine code is kept."""

import inspect
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

import numba
from numba.core import config
from numba.core.dispatcher import Dispatcher

_numba_settings: Any = config
_changing = Lock()


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled on first use and kept on disk; other threads may run meanwhile.

    It is kept where `NUMBA_CACHE_DIR` says, else in a folder that only this user can enter, else
    nowhere: then every process compiles for itself. It is compiled anew when its file or that of
    a kernel it calls has changed; a constant imported from elsewhere must not change alone. The
    tests put shape checks around every function, which numba cannot compile: they come off.
    """
    plain = inspect.unwrap(function)
    compiled = numba.njit(nogil=True)(plain)
    with _changing:
        chosen = _numba_settings.CACHE_DIR
        folder = chosen or private_folder()
        if folder:
            _numba_settings.CACHE_DIR = str(Path(folder) / _imported_digest(plain.__module__))
            with suppress(RuntimeError):
                compiled.enable_caching()
            _numba_settings.CACHE_DIR = chosen
    return compiled


def _imported_digest(module: str) -> str:
    """Of the files of all kernels that a module imports: numba itself looks only at its own."""
    digest = sha256()
    for file in sorted(_imported(module)):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:16]


@cache
def _imported(module: str) -> frozenset[str]:
    """The files, also of kernels that those import."""
    files: frozenset[str] = frozenset()
    for value in list(vars(sys.modules[module]).values()):
        if isinstance(value, Dispatcher):
            value = sys.modules.get(value.__module__)
        if not isinstance(value, ModuleType) or value.__name__ == module:
            continue
        if getattr(value, "kernel", None) is kernel:
            files |= {str(value.__file__)} | _imported(value.__name__)
    return files


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
