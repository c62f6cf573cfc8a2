"""Attributes of single things: is it called so, has it that colour? Three-valued."""

from training.rooms.language.facts.facts import Thing
from training.rooms.language.facts.truth import NO, UNCLEAR, YES
from training.rooms.language.words.lexicon import denotes, has_color
from training.rooms.language.words.styles import types_of

ADJECTIVES = {
    "wood": "wooden", "metal": "metal", "plastic": "plastic", "fabric": "fabric",
    "leather": "leather", "glass": "glass", "ceramic": "ceramic", "stone": "stone",
    "paper": "paper", "rubber": "rubber",
}  # fmt: skip
"""Substances and the adjective for what is made of them."""

_MAIN, _SOME = 0.6, 0.25
"""Shares of the surface from which a colour or substance is the thing's, and might be."""


def named(thing: Thing, word: str) -> int:
    return denotes(word, thing.category)


def colored(thing: Thing, word: str) -> int:
    """By how much of the surface has the colour for sure, and at most."""
    return _by_share(thing.colors, lambda name: has_color(word, name))


def made(thing: Thing, substance: str) -> int:
    return _by_share(thing.substances, lambda name: YES if name == substance else NO)


def shaped(thing: Thing, shape: str) -> int:
    if thing.shape is None:
        return UNCLEAR
    close = {thing.shape, shape} in (
        {"square", "rectangular"},
        {"round", "oval"},
        {"round", "cylindrical"},
        {"oval", "rectangular"},
    )
    return YES if thing.shape == shape else UNCLEAR if close else NO


def patterned(thing: Thing, pattern: str) -> int:
    if thing.pattern == pattern:
        return YES
    return UNCLEAR if thing.pattern or not thing.colors else NO


def styled(thing: Thing, category: str, word: str) -> int:
    """Whether the type's name fits; unclear for others that its last words might mean."""
    if word in types_of(thing.category, thing.style):
        return YES
    if thing.category == category:
        return NO
    words = word.split()
    ends = (" ".join(words[i:]) for i in range(len(words)))
    return max((min(denotes(end, thing.category), UNCLEAR) for end in ends), default=NO)


def _by_share(shares, truth) -> int:
    sure = sum(share for name, share in shares if truth(name) == YES)
    possible = sum(share for name, share in shares if truth(name) >= UNCLEAR)
    if not shares:
        return UNCLEAR
    return YES if sure >= _MAIN else UNCLEAR if possible >= _SOME else NO
