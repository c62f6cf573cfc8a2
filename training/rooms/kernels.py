"""Inner loops that numba compiles."""

import functools
import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import njit
from numba.core import config

_SOURCES = Path(__file__).parent


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled on first use and kept on disk; other threads may run meanwhile.

    The tests put shape checks around every function, which numba cannot compile: they come off.
    """
    config.CACHE_DIR = str(cache_folder())  # pyright: ignore[reportAttributeAccessIssue]
    return njit(cache=True, nogil=True)(inspect.unwrap(function))


@functools.cache
def cache_folder() -> Path:
    """Where compiled kernels are kept: a folder of its own for each state of their sources.

    Numba by itself looks only at a kernel's own file for changes, not at the files of the kernels
    that it calls, and it writes beside the sources, which may be read-only.
    """
    name = f"kernels-{_digest(_SOURCES)}"
    for parent in _parents():
        folder = parent / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="ask3d-kernels-"))


def _parents() -> list[Path]:
    """`$XDG_CACHE_HOME/ask3d`, else `~/.cache/ask3d`, else this user's temporary folder."""
    given = os.environ.get("XDG_CACHE_HOME")
    own = Path(tempfile.gettempdir()) / f"ask3d-{os.getuid()}"
    try:
        return [(Path(given) if given else Path.home() / ".cache") / "ask3d", own]
    except RuntimeError:  # A user without a home.
        return [own]


def _digest(sources: Path) -> str:
    """Of all files below a folder that have kernels in them."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*.py")):
        source = path.read_bytes()
        if b"@kernel" in source:
            digest.update(source)
    return digest.hexdigest()[:16]
