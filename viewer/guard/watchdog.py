"""Disconnects browsers that take nothing of what is sent to them.

websockets' own keepalive does not: its ping waits behind the full buffer before its timeout
starts, so a stalled client holds its buffers, 31 MB each for a scene of a million points, for ever.
"""

import asyncio
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

SLOWEST = 1024.0
"""Bytes per second below which a client counts as stalled."""


@runtime_checkable
class Connection(Protocol):
    """What the watchdog needs of a connection."""

    @property
    def backlog(self) -> int:
        """Bytes that wait to be sent."""
        ...

    @property
    def drained(self) -> int:
        """Bytes that have left the waiting line so far."""
        ...

    def abort(self) -> None:
        """End the connection at once."""
        ...


@dataclass(frozen=True)
class Mark:
    """How far a connection had come when it last made progress."""

    drained: int
    time: float


class Watchdog:
    """Follows the progress of connections from look to look."""

    def __init__(self, stall_seconds: float):
        self._stall = stall_seconds
        self._marks: dict[int, Mark] = {}

    def stalled(self, connections: Iterable[Connection], now: float) -> list[Connection]:
        """The connections that made too little progress for too long.

        Args:
            connections: all that are open.
            now: monotonic time in seconds.
        """
        marks, late = {}, []
        for connection in connections:
            mark = self._marks.get(id(connection), Mark(connection.drained, now))
            enough = max(SLOWEST * (now - mark.time), 1.0)
            if connection.backlog == 0 or connection.drained - mark.drained >= enough:
                mark = Mark(connection.drained, now)
            elif now - mark.time > self._stall:
                late.append(connection)
            marks[id(connection)] = mark
        self._marks = marks
        return late


async def watch(connections: set, stall_seconds: float, logger: logging.Logger) -> None:
    """Abort stalled connections until cancelled.

    Args:
        connections: the open ones; the caller adds and removes.
        stall_seconds: how long a client may take nothing.
        logger: told about each one that is dropped.
    """
    watchdog = Watchdog(stall_seconds)
    while True:
        await asyncio.sleep(min(2.0, stall_seconds / 4))
        for connection in watchdog.stalled(tuple(connections), time.monotonic()):
            logger.warning("dropped a browser that took no data for %g s", stall_seconds)
            connection.abort()
