"""The scenes that can be opened, each with a picture and a line of facts.

Summaries are made once in the background and kept on disk, keyed by the source's content identity.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from backend import engine
from backend.library.files import content_identity, write_atomically
from backend.library.thumbnail import ThumbnailCache, render_thumbnail
from backend.types import Content, Scene, SceneError


@dataclass(frozen=True)
class Entry:
    """One scene that can be opened."""

    path: Path
    name: str

    @property
    def id(self) -> str:
        """Stable across runs, and no path: safe to hand to a browser."""
        return hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Facts:
    """What the library says of a scene that is not open."""

    kind: str
    count: str
    format: str
    error: str = ""


@dataclass(frozen=True)
class Summary:
    facts: Facts
    thumbnail: UInt8[np.ndarray, "h w 3"] | None


Opener = Callable[[Path], AbstractContextManager[Scene]]


@contextmanager
def _open(path: Path) -> Iterator[Scene]:
    yield engine.open_scene(path)


class Catalog:
    """Thread-safe. Knows its entries at once and their summaries bit by bit."""

    def __init__(self, paths: Iterable[Path], cache: Path | None):
        """List the scenes: files, data-set folders, and everything below other folders.

        Raises:
            SceneError: a path does not exist or has no scene in it.
        """
        self.entries: tuple[Entry, ...] = tuple(
            Entry(path, engine.scene_name(path)) for given in paths for path in _scenes(given)
        )
        self._cache = cache
        self._thumbnails = ThumbnailCache(cache)
        self._summaries: dict[Entry, Summary] = {}
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._stop = threading.Event()

    def find(self, id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == id), None)

    def summary(self, entry: Entry) -> Summary | None:
        """What is known so far."""
        with self._lock:
            return self._summaries.get(entry)

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call this after each new summary; returns how to stop."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def _forget(self, listener: Callable[[], None]) -> None:
        with self._lock:
            self._listeners.remove(listener)

    def _put(self, entry: Entry, summary: Summary) -> None:
        with self._lock:
            self._summaries[entry] = summary
            listeners = list(self._listeners)
        for listener in listeners:
            listener()

    def note_open(self, entry: Entry, scene: Scene) -> None:
        """A session has opened this scene anyway: use it."""
        if self.summary(entry) is None:
            self._put(entry, self._remember(entry, scene))

    def note_failure(self, entry: Entry, problem: str) -> None:
        """It could not be opened."""
        self._put(entry, Summary(Facts("", "", "", error=problem), None))

    def index(self, opened: Opener = _open) -> None:
        """Summarise every entry, one after the other; ends early on `close`.

        Args:
            opened: opens a scene for the time of a `with` block; shares it with those who have it.
        """
        for entry in self.entries:
            if self._stop.is_set():
                return
            if self.summary(entry) is None:
                try:
                    known = self._recall(entry)
                    if known is not None:
                        self._put(entry, known)
                        continue
                    with opened(entry.path) as scene:
                        self.note_open(entry, scene)
                except (SceneError, OSError) as error:
                    self.note_failure(entry, told(error, entry))

    def start_indexing(self, opened: Opener = _open) -> None:
        """Index in the background."""
        threading.Thread(target=self.index, args=(opened,), name="library", daemon=True).start()

    def close(self) -> None:
        self._stop.set()

    def _recall(self, entry: Entry) -> Summary | None:
        """The summary that an earlier run left on disk."""
        thumbnail = self._thumbnails.get(entry.path)
        if self._cache is None or thumbnail is None:
            return None
        try:
            told = json.loads(self._facts_file(self._cache, entry).read_text())
            return Summary(Facts(**told), thumbnail)
        except (OSError, ValueError, TypeError):
            return None

    def _remember(self, entry: Entry, scene: Scene) -> Summary:
        facts = Facts(kind=scene.kind, count=count_of(scene), format=scene.format)
        thumbnail = self._thumbnails.get(entry.path)
        if thumbnail is None:
            thumbnail = render_thumbnail(scene)
            self._thumbnails.put(entry.path, thumbnail)
        if self._cache is not None:
            content = json.dumps(asdict(facts)).encode()
            # A source that has vanished meanwhile is passed over.
            with suppress(OSError):
                write_atomically(self._facts_file(self._cache, entry), content)
        return Summary(facts, thumbnail)

    def _facts_file(self, cache: Path, entry: Entry) -> Path:
        return cache / f"{content_identity(entry.path)}.json"


def told(error: Exception, entry: Entry) -> str:
    """What went wrong, for people who need not know where this machine keeps its files."""
    return str(error).replace(f"{entry.path.parent}/", "")


def count_of(content: Content) -> str:
    """How much there is, in the unit of its kind."""
    if content.splats is not None:
        return f"{len(content.splats):,} splats"
    if content.mesh is not None:
        return f"{len(content.mesh.faces):,} faces"
    return f"{len(content.cloud):,} points"


def _scenes(given: Path) -> list[Path]:
    if not given.exists():
        raise SceneError(given, "no such file or folder", "Check the path")
    found = list(engine.scene_paths(given))
    if not found:
        raise SceneError(given, "no scene in it", "Give a scan, or a folder that holds scans")
    return found
