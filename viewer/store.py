"""Scenes in memory: opened once, shared by sessions, freed when the last one has left."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from backend import engine
from backend.progress import Listener, Progress, reporting
from backend.types import Scene, Vector
from viewer.opened import OpenedScene


@dataclass(frozen=True)
class Correction:
    """A person's word on which way is up and how long a unit is."""

    up: Vector
    metres_per_unit: float


@dataclass(frozen=True)
class SceneKey:
    """What makes two sessions look at the same thing."""

    path: Path
    correction: Correction | None = None


@dataclass
class _Slot:
    users: int = 0
    opened: OpenedScene | None = None
    opening: threading.Lock = field(default_factory=threading.Lock)
    timer: threading.Timer | None = None
    waiting: list[Listener] = field(default_factory=list)

    def tell(self, progress: Progress) -> None:
        """To all who wait for this scene, whoever of them opens it."""
        for listener in list(self.waiting):
            listener(progress)

    @contextmanager
    def told(self, listener: Listener) -> Iterator[None]:
        self.waiting.append(listener)
        try:
            yield
        finally:
            self.waiting.remove(listener)


class SceneStore:
    """Thread-safe. Every `acquire` needs one `release`."""

    def __init__(self, idle_seconds: float = 20.0, on_drop: Callable[[], None] = lambda: None):
        """
        Args:
            idle_seconds: how long a scene stays that nobody looks at.
            on_drop: called after a scene was let go.
        """
        self._idle_seconds = idle_seconds
        self._on_drop = on_drop
        self._slots: dict[SceneKey, _Slot] = {}
        self._lock = threading.Lock()

    def acquire(self, key: SceneKey, follow: Listener = lambda _: None) -> OpenedScene:
        """Open the scene, or share it if a session has it open.

        Args:
            key: the scene.
            follow: called while the scene is being opened, for whichever session that began.

        Raises:
            SceneError: the source cannot be opened.
        """
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            slot.users += 1
            if slot.timer is not None:
                slot.timer.cancel()
                slot.timer = None
        try:
            with slot.told(follow), slot.opening:
                if slot.opened is None:
                    with reporting(slot.tell):
                        slot.opened = OpenedScene(self._open(key))
                return slot.opened
        except BaseException:
            self.release(key)
            raise

    def _open(self, key: SceneKey) -> Scene:
        scene = engine.open_scene(key.path)
        if key.correction is None:
            return scene
        return engine.reorient(
            scene, up=key.correction.up, metres_per_unit=key.correction.metres_per_unit
        )

    def release(self, key: SceneKey, *, keep: bool = True) -> None:
        """Give a scene back; it stays a little while, so that a reload finds it."""
        with self._lock:
            slot = self._slots[key]
            slot.users -= 1
            if slot.users > 0:
                return
            if slot.opened is None or not keep:
                del self._slots[key]
                return
            slot.timer = threading.Timer(self._idle_seconds, self._drop, (key, slot))
            slot.timer.daemon = True
            slot.timer.start()

    def _drop(self, key: SceneKey, slot: _Slot) -> None:
        with self._lock:
            if slot.users == 0 and self._slots.get(key) is slot:
                del self._slots[key]
        self._on_drop()

    def open_keys(self) -> list[SceneKey]:
        """What is in memory now."""
        with self._lock:
            return list(self._slots)
