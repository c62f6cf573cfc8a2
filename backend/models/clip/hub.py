"""The Hugging Face hub, asked only for what is not here, and only if it answers.

Left alone, its client asks the network about every file that is already in its cache, and without
a network tries again for half a minute before it looks there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from huggingface_hub import constants
from huggingface_hub.utils import get_session

Result = TypeVar("Result")

_PATIENCE = 5.0
"""Seconds for the hub's first answer."""

_setting = Lock()


def cached_first(get: Callable[[], Result]) -> Result:
    """What `get` returns from the hub's cache, else from the network.

    Raises:
        ConnectionError: It is not in the cache, and the hub does not answer or may not be asked.
    """
    may_ask = not constants.is_offline_mode()
    try:
        with _offline():
            return get()
    except Exception as error:  # The errors of all that loads from the hub have no common base.
        if not (may_ask and _answers()):
            raise ConnectionError(
                f"it is not in the cache, and {constants.ENDPOINT} does not answer"
            ) from error
    return get()


@contextmanager
def _offline() -> Iterator[None]:
    """The hub's client answers from its cache, in all threads."""
    with _setting:
        before = constants.HF_HUB_OFFLINE
        constants.HF_HUB_OFFLINE = True
        try:
            yield
        finally:
            constants.HF_HUB_OFFLINE = before


def _answers() -> bool:
    try:
        get_session().head(constants.ENDPOINT, timeout=_PATIENCE)
    except Exception:  # Whatever keeps one request from its answer would keep the others, too.
        return False
    return True
