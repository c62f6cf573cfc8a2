"""Files and folders that are there whole or not at all, however the process ends.

New content is written under a temporary name beside its place, synced to the disk and renamed.
A folder that is already there changes places with the new one in a single system call where the
system has one (Linux), otherwise in two renames, and `sweep` repairs what a crash between them
left. Temporary names end in `.half` (unfinished, or about to be deleted) or `.old` (the folder
before the second rename).
"""

import ctypes
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write_file(path: Path, content: bytes) -> None:
    """Replace a file by a whole new one.

    Raises:
        OSError: the disk does not take it; what was there before is still there.
    """
    half = _beside(path, "half")
    try:
        _write_synced(half, content)
        half.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Replace a folder by one that holds exactly these files.

    Raises:
        OSError: the disk does not take it; what was there before is still there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = _beside(folder, "half")
    with _removed_at_the_end(half):
        half.mkdir()
        for name, content in files.items():
            _write_synced(half / name, content)
        sync_folder(half)
        _put_in_place(half, folder)
        sync_folder(folder.parent)


def sweep(folder: Path) -> list[Path]:
    """Finish or delete what killed processes left half done directly in a folder; what it found.

    Only for a folder to which nobody else writes at the moment.
    """
    found = [path for path in folder.glob(".*") if path.suffix in (".half", ".old")]
    for path in found:
        target = folder / path.name[1:].rsplit(".", 2)[0]
        if path.suffix == ".old" and not target.exists():
            path.replace(target)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return found


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.{suffix}")


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _removed_at_the_end(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(new: Path, folder: Path) -> None:
    """After this `folder` is the new one; the old one may be left under the name of the new."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        old = _beside(folder, "old")
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders at once; False where system or file system cannot."""
    library = _c_library()
    if library is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0


@cache
def _c_library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "renameat2") else None
