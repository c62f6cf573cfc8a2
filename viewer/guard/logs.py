"""Few lines in the terminal, whatever arrives from outside.

websockets writes a traceback for each request that it cannot parse, and anyone can send a
thousand of them.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

LINES = 5
"""Lines of one kind that are written within one period."""
PERIOD = 60.0
"""Length of a period in seconds."""
# The only websockets error that comes from our own callbacks and not from what a client sent.
OUR_FAULT = "connection handler failed"


class RateLimit(logging.Filter):
    """Passes a few records of each kind per period, one line each, and counts the others.

    Records are of one kind if they share the unformatted message.
    """

    def __init__(
        self,
        lines: int = LINES,
        period: float = PERIOD,
        clock: Callable[[], float] = time.monotonic,
    ):
        super().__init__()
        self._lines, self._period, self._clock = lines, period, clock
        self._kinds: dict[tuple[int, str], tuple[float, int]] = {}  # Start of period, count.

    def filter(self, record: logging.LogRecord) -> bool:
        kind, now = (record.levelno, str(record.msg)), self._clock()
        start, count = self._kinds.get(kind, (now, 0))
        suppressed = 0
        if now - start >= self._period:
            suppressed = max(count - self._lines, 0)
            start, count = now, 0
        self._kinds[kind] = (start, count + 1)
        if count >= self._lines:
            return False
        self._shorten(record, suppressed, last=count + 1 == self._lines)
        return True

    def _shorten(self, record: logging.LogRecord, suppressed: int, last: bool) -> None:
        text = record.getMessage()
        if record.exc_info and record.msg != OUR_FAULT:
            error = record.exc_info[1]
            text += f": {type(error).__name__}: {error}"[:200]
            record.exc_info = None
        if suppressed:
            text += f" ({suppressed} more like this in between)"
        if last:
            text += f" (no more of these for {self._period:.0f} s)"
        record.msg, record.args = text, ()


def quiet_logger(name: str) -> logging.Logger:
    """The logger `name` with one rate limit on it."""
    logger = logging.getLogger(name)
    if not any(isinstance(known, RateLimit) for known in logger.filters):
        logger.addFilter(RateLimit())
    return logger


def quiet_loop(loop: asyncio.AbstractEventLoop, logger: logging.Logger) -> None:
    """Send the loop's unhandled errors through the rate limit of `logger`."""

    def report(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        info = (type(error), error, error.__traceback__) if error is not None else None
        logger.error("error in the viewer's event loop", exc_info=info)

    loop.set_exception_handler(report)
