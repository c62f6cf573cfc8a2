"""Ctrl+C and the signal by which clusters end a job: save first, then stop."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass
class Stop:
    """What was asked for while the block ran."""

    signal: int = 0
    """0 where nobody asked."""

    @property
    def asked(self) -> bool:
        return self.signal != 0


@contextmanager
def stop_signals() -> Iterator[Stop]:
    """Note SIGTERM and SIGINT in the block; the second one ends the process as ever.

    Threads other than the main one cannot listen and are left alone.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    owner = os.getpid()

    def note(number: int, frame: FrameType | None) -> None:
        # A forked worker inherits the handler, but has nothing to save.
        if stop.asked or os.getpid() != owner:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        stop.signal = number

    before = {number: signal.signal(number, note) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
