"""What every reader checks, and bounded decompression."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backend.types import SceneError


def regular_file(path: Path) -> int:
    """The file's size in bytes; refuses pipes and devices, which may never end."""
    if not path.is_file():
        raise SceneError(path, "not a regular file", "Give the path of a file")
    return path.stat().st_size


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the path's place once it is complete, and never before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
