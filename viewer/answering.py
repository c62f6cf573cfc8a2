"""The one network of a server, shared by all browsers: loaded in the background, used in turn."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from backend.engine import Answer, Answerer, CheckpointError
from backend.types import Boxes, Scene

_LOG = logging.getLogger(__name__)
_FIRST_FRAMES = 1.0
"""Seconds for the first scene to reach its browser before the network takes the processor."""


class Answering:
    """Thread-safe.

    `ask`, `detect` and `suggest` raise `CheckpointError` where the network cannot be had, and
    `SceneError` where there is nothing to see in a scene.
    """

    def __init__(self, checkpoint: Path | None, clip: str, cache: Path | None):
        """As `Answerer` takes them; nothing is loaded yet."""
        self._answerer = Answerer(checkpoint, clip, cache=cache)
        self._suggesting = threading.Lock()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ready = threading.Event()

    def start(self) -> None:
        """Load the network in the background, once."""
        with self._lock:
            if self._timer is not None or self._ready.is_set():
                return
            if not self._answerer.available:
                self._ready.set()
                return
            self._timer = threading.Timer(_FIRST_FRAMES, self._warm)
            self._timer.daemon = True
            self._timer.start()

    def _warm(self) -> None:
        try:
            self._answerer.warm()
        except CheckpointError as error:
            _LOG.warning("cannot answer questions: %s", error)
        finally:
            self._ready.set()

    def ask(self, scene: Scene, question: str) -> Answer:
        """Answer a question; the scene is looked at first if it was not yet.

        Raises:
            QuestionError: nothing that can be answered.
        """
        return self._answerer.ask(scene, question)

    def detect(self, scene: Scene) -> Boxes:
        """The objects in the scene, best first; what scores below 0.5 is more likely none."""
        return self._answerer.detect(scene)

    def suggest(self, scene: Scene, wanted: Callable[[], bool]) -> tuple[str, ...]:
        """Questions that fit the scene: one scene at a time, so that those who ask come first.

        Args:
            scene: is looked at if it was not yet.
            wanted: whether anybody still looks at it.
        """
        self._ready.wait()
        with self._suggesting:
            return self._answerer.suggest(scene) if wanted() else ()

    def close(self) -> None:
        """Nothing is loaded any more, and nobody waits for it."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._ready.set()
