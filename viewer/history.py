"""What one browser has asked: kept in its own storage, so that a reload brings it back."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from viewer.text import plain

_MOST = 30
"""Questions that are remembered."""
_MOST_TEXT = 300
"""Characters of each part: a browser's storage is small, and what it gives back is not trusted."""


@dataclass(frozen=True)
class Past:
    """A question and what came out."""

    scene: str
    """How the browser names the scene: `scene:…` or `upload:…`."""
    scene_name: str
    question: str
    answer: str


class History:
    """The latest first; asked again, a question moves to the front."""

    def __init__(self) -> None:
        self._items: tuple[Past, ...] = ()

    @property
    def items(self) -> tuple[Past, ...]:
        return self._items

    def add(self, past: Past) -> None:
        """Put a question in front of all others."""
        past = _short(past)
        same = (past.scene, past.question)
        older = [old for old in self._items if (old.scene, old.question) != same]
        self._items = (past, *older)[:_MOST]

    def to_json(self) -> str:
        return msgspec.json.encode(self._items).decode()

    def restore(self, stored: str | None) -> None:
        """Take over what a browser had stored; what is no history is left out."""
        try:
            items: Sequence[Past] = msgspec.json.decode(stored or "[]", type=list[Past])
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return  # Somebody else's, or of another version.
        for past in reversed(items[:_MOST]):
            self.add(past)


def _short(past: Past) -> Past:
    return Past(
        scene=plain(past.scene, _MOST_TEXT),
        scene_name=plain(past.scene_name, _MOST_TEXT),
        question=plain(past.question, _MOST_TEXT),
        answer=plain(past.answer, _MOST_TEXT),
    )
