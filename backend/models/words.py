"""Words by their stems: whether a network has met a word, in whatever form."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDINGS = ("'s", "ies", "ing", "es", "ed", "s", "y", "e")
"""Longest first: "chairs" and "chair", "berries" and "berry", "store" and "storing" meet."""
_SHORTEST = 3
"""Letters that a stem keeps."""


def word_stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text in their order; numbers are no words."""
    return tuple(stem(word) for word in _WORD.findall(text.lower()))


def stem(word: str) -> str:
    """A word in lower case without its ending; forms of one word share it, other words seldom."""
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
