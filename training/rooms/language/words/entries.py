"""The shape of a dictionary entry."""

from dataclasses import dataclass

from training.rooms.language.words.nouns import Noun, nouns


@dataclass(frozen=True)
class Entry:
    """What people call one category."""

    category: str
    names: tuple[Noun, ...]
    """Names that fit it without doubt, the usual one first. One name may fit several categories."""
    rare: tuple[Noun, ...]
    """Names kept for the novel split."""
    loose: tuple[str, ...]
    """Names that some people would use for it: with them it is never clear whether it is meant."""


def entry(category: str, names: str, *, rare: str, loose: str = "") -> Entry:
    """An entry from names separated by commas."""
    return Entry(category, nouns(names), nouns(rare), tuple(noun.one for noun in nouns(loose)))
