"""Files of the library: what identifies a source, and writing that never leaves half a file."""

import hashlib
import os
import tempfile
from pathlib import Path


def content_identity(path: Path) -> str:
    """A key that changes when the source does: its place, size and time of change.

    A folder is identified by the same facts of the files directly in it.
    """
    path = path.resolve()
    parts = [str(path)]
    for file in [path, *(sorted(path.iterdir()) if path.is_dir() else ())]:
        stat = file.stat()
        parts.append(f"{file.name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def usable_folder(folder: Path) -> Path | None:
    """The folder, made if need be; None where nothing can be written (a read-only home)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def write_atomically(path: Path, content: bytes) -> bool:
    """The whole file or none; False where the disk does not take it (a cache can do without)."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            return False
    except OSError:
        return False
    return True
