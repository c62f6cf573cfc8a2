"""What categories, colours and materials are called, and which words may mean which."""

from functools import cache

from training.rooms.language.facts.truth import NO, UNCLEAR, YES
from training.rooms.language.words.colors import COLOR_WORDS
from training.rooms.language.words.entries import Entry
from training.rooms.language.words.groups import KINDS, USES, Group, Use
from training.rooms.language.words.lexicon_fixtures import FIXTURES
from training.rooms.language.words.lexicon_furniture import FURNITURE
from training.rooms.language.words.lexicon_small import SMALL
from training.rooms.language.words.lexicon_things import THINGS

ENTRIES: dict[str, Entry] = {
    entry.category: entry for entry in (*FURNITURE, *FIXTURES, *THINGS, *SMALL)
}

ANYTHING = ("thing", "object", "item")
"""Nouns for everything that stands, lies or hangs in a room."""


@cache
def _meanings() -> dict[str, dict[str, int]]:
    """For every noun in the singular, how true it is of which categories."""
    truth: dict[str, dict[str, int]] = {}

    def note(word: str, category: str, value: int) -> None:
        known = truth.setdefault(word, {})
        known[category] = max(known.get(category, NO), value)

    for entry in ENTRIES.values():
        for noun in (*entry.names, *entry.rare):
            note(noun.one, entry.category, YES)
        for word in entry.loose:
            note(word, entry.category, UNCLEAR)
    for group in (*KINDS, *USES):
        for noun in group.phrases:
            for category in group.sure:
                note(noun.one, category, YES)
            for category in group.perhaps:
                note(noun.one, category, UNCLEAR)
    return truth


def categories_of(word: str) -> dict[str, int]:
    """For a noun in the singular, how true it is of each category; those left out: not at all."""
    return _meanings().get(word, {})


def denotes(word: str, category: str) -> int:
    """YES, UNCLEAR or NO."""
    if word in ANYTHING:
        return YES
    return categories_of(word).get(category, NO)


@cache
def kinds_of(category: str) -> tuple[Group, ...]:
    return tuple(kind for kind in KINDS if category in kind.sure)


@cache
def uses_of(category: str) -> tuple[Use, ...]:
    return tuple(use for use in USES if category in use.sure)


@cache
def has_color(word: str, color: str) -> int:
    """Whether a surface whose paint is called `color` may be called `word`."""
    entry = COLOR_WORDS[word]
    return YES if color in entry.sure else UNCLEAR if color in entry.perhaps else NO
