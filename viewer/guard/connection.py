import asyncio
import time
from typing import Any

from websockets.asyncio.server import Server, ServerConnection
from websockets.server import ServerProtocol

from viewer.guard.door import Door
from viewer.guard.messages import Inbox
from viewer.guard.wire import MalformedError, decode

RATE = 200.0
"""Messages per second that are read; a client that drags something sends about 70."""
BURST = 400.0
"""Messages that are read at once after a pause."""
MALFORMED_LIMIT = 50
"""Frames that no stock client sends, after which the connection is closed."""


class Pace:
    """A token bucket: how long to wait before the next message is read.

    Waiting fills the receive queue, the queue stops reading, and the sender has to wait too. So
    nothing is lost, and nobody can queue work faster than it is done.
    """

    def __init__(self, rate: float = RATE, burst: float = BURST):
        self._rate, self._burst = rate, burst
        self._tokens, self._time = burst, time.monotonic()

    def delay(self, now: float) -> float:
        """Seconds to wait before a message that arrived at `now` is read."""
        self._tokens = min(self._burst, self._tokens + (now - self._time) * self._rate)
        self._tokens -= 1.0
        self._time = now
        return max(0.0, -self._tokens / self._rate)


class GuardedConnection(ServerConnection):
    """A connection that hands viser only what the stock client could have sent."""

    def __init__(self, door: Door, protocol: ServerProtocol, server: Server, **settings: Any):
        super().__init__(protocol, server, **settings)
        self._door = door
        self._pace = Pace()
        self._inbox: Inbox | None = None
        self._malformed = 0
        self._appended = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if not self._door.enter(self):
            self.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.leave(self)
        super().connection_lost(exc)

    def abort(self) -> None:
        """End the connection at once, with everything that waits to be sent."""
        self.transport.abort()

    @property
    def backlog(self) -> int:
        """Bytes that wait to be sent."""
        return self.transport.get_write_buffer_size()

    @property
    def drained(self) -> int:
        """Bytes that have left the waiting line so far, less those that never had to wait."""
        return self._appended - self.backlog

    def send_data(self) -> None:
        # All on one thread, so what the buffer grows by in here is what was appended.
        before = self.backlog
        super().send_data()
        self._appended += max(self.backlog - before, 0)

    async def recv(self, decode: bool | None = None) -> Any:
        """The next message that viser may see."""
        while True:
            raw = await super().recv(decode)
            if (delay := self._pace.delay(time.monotonic())) > 0:
                await asyncio.sleep(delay)
            if self._admits(raw):
                return raw
            if self._malformed > MALFORMED_LIMIT:
                await self.close(1008, "too many malformed messages")

    def _admits(self, raw: bytes | str) -> bool:
        logger = self._door.logger
        try:
            message = decode(raw)
        except MalformedError as error:
            self._malformed += 1
            logger.warning("dropped a malformed message: %s", error)
            return False
        if self._inbox is None:
            self._inbox = self._door.inbox(self)
        try:
            problem = self._inbox.problem(message)
        except Exception:
            # Better one message lost than one let through.
            logger.exception("could not check a message")
            return False
        if problem is not None:
            logger.warning("dropped a %s: %s", type(message).__name__, problem)
        return problem is None
