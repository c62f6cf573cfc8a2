"""Arrays about scenes on disk.

One uncompressed `.npz` (no pickle) for each key, whose checksums tell damage. The least recently
used go where all together become too large. A cache can do without: what cannot be read is
computed again, what cannot be written is not kept.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import numpy as np

from backend.library.files import usable_folder, write_atomically

Value = TypeVar("Value")


class ArrayCache:
    """Safe for many threads and processes."""

    def __init__(self, folder: Path | None, own: str, *, largest: int):
        """In the folder `own` below `folder`, which other caches may share; without one nothing is
        kept. `largest` is in bytes, of all files together.
        """
        self._folder = None if folder is None else usable_folder(folder / own)
        self._largest = largest

    def get(self, key: str, unpack: Callable[[Mapping[str, np.ndarray]], Value]) -> Value | None:
        """What was kept under this key; None where there is nothing, or something damaged.

        `unpack` may raise KeyError, TypeError or ValueError at what it does not know.
        """
        if self._folder is None:
            return None
        path = self._folder / f"{key}.npz"
        try:
            content = path.read_bytes()
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                value = unpack(arrays)
        except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile):
            return None
        with suppress(OSError):
            path.touch()
        return value

    def put(self, key: str, arrays: Mapping[str, np.ndarray]) -> None:
        if self._folder is None:
            return
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **arrays)
        write_atomically(self._folder / f"{key}.npz", buffer.getvalue())
        self._prune(self._folder)

    def _prune(self, folder: Path) -> None:
        found = []
        for path in folder.glob("*.npz"):
            with suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime_ns, stat.st_size, path))
        total = 0
        for _, size, path in sorted(found, reverse=True):
            total += size
            if total > self._largest:
                path.unlink(missing_ok=True)
