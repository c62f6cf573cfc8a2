"""How far long work has come: readers `report`, and whoever waits for them listens.

    with reporting(lambda progress: print(progress.text)):
        scene = open_scene(path)

A report without a listener costs next to nothing. A listener belongs to its context: threads do
not hear each other, and the innermost listener is the only one that hears.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic

_PERIOD = 0.1
"""Seconds between two reports of the same work; nobody reads faster."""
_MOST_COUNTED = 10_000
"""Larger numbers, such as bytes, say less to a person than their share."""


@dataclass(frozen=True)
class Progress:
    """How far one step of the work has come."""

    what: str
    """What is being done, as a person calls it: "Fusing frames"."""
    done: int
    total: int
    """0 where nobody knows how much there is."""

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nobody knows."""
        return min(max(self.done / self.total, 0.0), 1.0) if self.total > 0 else None

    @property
    def text(self) -> str:
        """One line: "Fusing frames: 34 of 71", "Reading text: 48 %"."""
        if self.share is None:
            return self.what
        if self.total > _MOST_COUNTED:
            return f"{self.what}: {self.share:.0%}".replace("%", " %")
        return f"{self.what}: {self.done} of {self.total}"


Listener = Callable[[Progress], None]


class _Reporter:
    """Passes on the first and the last report of each step, and few of those between."""

    def __init__(self, listener: Listener):
        self._listener = listener
        self._lock = threading.RLock()
        self._open = True
        self._told: Progress | None = None
        self._held: Progress | None = None
        self._next = 0.0

    def report(self, progress: Progress) -> None:
        with self._lock:
            if not self._open:
                return
            new = self._told is None or self._told.what != progress.what
            if progress == self._told:
                self._held = None
            elif new or 0 < progress.total <= progress.done or monotonic() >= self._next:
                self._tell(progress)
            else:
                self._held = progress

    def _tell(self, progress: Progress) -> None:
        self._told, self._held = progress, None
        self._next = monotonic() + _PERIOD
        self._listener(progress)

    def close(self) -> None:
        """Nothing is told any more, whichever threads still work."""
        with self._lock:
            self._open = False
            if self._held is not None:
                self._tell(self._held)


_reporter: ContextVar[_Reporter | None] = ContextVar("reporter", default=None)


def report(what: str, done: int, total: int) -> None:
    """Say how far the work has come, as often as is convenient; `total` 0 means unknown."""
    reporter = _reporter.get()
    if reporter is not None:
        reporter.report(Progress(what, done, total))


@contextmanager
def reporting(listener: Listener) -> Iterator[None]:
    """Call `listener` with what the block reports, at most about ten times a second.

    Calls come one after the other, from the thread that reports, and never after the block. The
    last report is always told.
    """
    reporter = _Reporter(listener)
    token = _reporter.set(reporter)
    try:
        yield
    finally:
        _reporter.reset(token)
        reporter.close()
