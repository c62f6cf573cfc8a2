"""What people said about a file's up axis and scale, kept across runs."""

import json
import threading
from dataclasses import asdict
from pathlib import Path

from backend.library.files import content_identity, write_atomically
from viewer.store import Correction


class Corrections:
    """A small JSON file in the cache folder; without a writable folder it lives in memory."""

    def __init__(self, folder: Path | None):
        self._file = None if folder is None else folder / "corrections.json"
        self._lock = threading.Lock()
        self._known = self._load()

    def _load(self) -> dict[str, Correction]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            stored = json.loads(self._file.read_text())
            return {
                key: Correction(tuple(value["up"]), float(value["metres_per_unit"]))
                for key, value in stored.items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}  # A damaged cache file costs one click to make again.

    def get(self, path: Path) -> Correction | None:
        with self._lock:
            return self._known.get(content_identity(path))

    def put(self, path: Path, correction: Correction) -> None:
        with self._lock:
            self._known[content_identity(path)] = correction
            if self._file is not None:
                told = {key: asdict(value) for key, value in self._known.items()}
                write_atomically(self._file, json.dumps(told, indent=1).encode())
