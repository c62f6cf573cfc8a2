"""The other way in which each text is typed: one for each, so that it can be encoded beforehand."""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from training.rooms.language.casual import casual


def hurried(text: str) -> str:
    """The text as somebody might have typed it in a hurry; the same every time."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return casual(text, np.random.default_rng(int.from_bytes(digest, "little")))


def both_ways(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield text
        yield hurried(text)
