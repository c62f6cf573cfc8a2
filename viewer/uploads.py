"""What people sent or had made: private to their browser, gone some time after they left."""

import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from backend import engine
from backend.library.catalog import Entry

_KEEP_SECONDS = 30 * 60
_UNSAFE = re.compile(r"[^\w.\- ()]+")


class Uploads:
    """Each upload gets an unguessable id; who knows it (one browser) can open it again."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._entries: dict[str, tuple[Entry, float]] = {}
        self._lock = threading.Lock()

    def add(self, name: str, content: bytes) -> tuple[str, Entry]:
        """Keep a file; its id and the entry to open it.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        return self.make(lambda folder: _written(folder / safe_name(name), content))

    def make(self, work: Callable[[Path], Path]) -> tuple[str, Entry]:
        """Keep what `work` makes in the empty folder that it is given; its id and its entry.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._forget_old()
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="ask3d-uploads-"))
            id = secrets.token_urlsafe(16)
            folder = self._folder / id
        folder.mkdir()
        try:
            path = work(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        entry = Entry(path, engine.scene_name(path))
        with self._lock:
            self._entries[id] = (entry, time.monotonic())
        return id, entry

    def get(self, id: str) -> Entry | None:
        with self._lock:
            if id not in self._entries:
                return None
            entry, _ = self._entries[id]
            self._entries[id] = (entry, time.monotonic())
            return entry

    def _forget_old(self) -> None:
        limit = time.monotonic() - _KEEP_SECONDS
        with self._lock:
            old = [id for id, (_, used) in self._entries.items() if used < limit]
            paths = [self._entries.pop(id)[0].path.parent for id in old]
        for path in paths:
            shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Delete everything."""
        with self._lock:
            self._entries.clear()
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def safe_name(name: str) -> str:
    """A file name without folders, control characters or tricks; its ending survives."""
    last = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")
    return last[-100:] or "upload"
