"""Colours that people name, and how far something has them."""

import re

import numpy as np
from jaxtyping import Float32

_WORDS = {
    "black": (0,), "grey": (1,), "gray": (1,), "white": (2,), "red": (3, 13), "orange": (4,),
    "yellow": (5,), "green": (6,), "blue": (7, 14, 15), "purple": (8,), "violet": (8,),
    "pink": (9,), "brown": (10,), "beige": (11,), "teal": (12,), "turquoise": (12,),
    "navy": (14,), "cream": (11, 2), "tan": (11,), "maroon": (13,),
}  # fmt: skip
"""Which of the named colours of `backend.models.object_colors` each word means."""
_SURFACES = re.compile(r"[\s-]*(?:colou?red|ish)\b")
_NAMED = re.compile(rf"\b({'|'.join(_WORDS)})\b", re.IGNORECASE)
_EVEN = 0.25
"""The share of a colour from which on a thing is rather of it than not: shadows and neighbours
take their part of every scan."""


def colour_words(text: str) -> tuple[str, ...]:
    """Those in the text, in lower case, each once."""
    return tuple(dict.fromkeys(word.lower() for word in _NAMED.findall(text)))


def without_colours(text: str) -> str:
    """What is left of the text: "dark red-coloured chairs" are "dark chairs"."""
    return " ".join(_SURFACES.sub(" ", _NAMED.sub(" ", text)).split())


def colour_match(
    shares: Float32[np.ndarray, "items colors"], words: tuple[str, ...]
) -> Float32[np.ndarray, " items"]:
    """In [0, 1], 0.5 where a quarter is of it; of several colours ("black and white") the least.

    `shares` says how much of each item has each of the named colours.
    """
    matches = [shares[:, list(_WORDS[word])].sum(axis=1) for word in words]
    least = np.min(matches, axis=0)
    return (least / (least + np.float32(_EVEN))).astype(np.float32)
