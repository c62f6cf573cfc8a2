"""Questions for colour, material, shape, type, pattern, state, parts and look."""

from training.rooms.language.asking.ask_places import anchors_of
from training.rooms.language.asking.ask_things import one_there, some_place
from training.rooms.language.asking.asker import Asker
from training.rooms.language.asking.claims import Attribute, Has, PartCount
from training.rooms.language.asking.question import Question
from training.rooms.language.facts.parts import COUNTED, count_parts
from training.rooms.language.naming.filters import (
    Colored,
    Made,
    Named,
    Patterned,
    Phrase,
    Related,
    Shaped,
    Styled,
)  # fmt: skip

_GIVE_AWAY: dict[str, tuple[type, ...]] = {
    "color": (Colored, Styled),
    "material": (Made, Styled),
    "shape": (Shaped, Styled),
    "pattern": (Patterned, Colored, Styled),
    "state": (Styled,),
    "look": (Colored, Made, Styled),
}
"""Filters that must not be in the question."""


def _attribute(asker: Asker, attribute: Attribute) -> Question | None:
    index = asker.index()
    phrase = asker.namer.phrase(index)
    if phrase is None or isinstance(phrase.filters[-1], _GIVE_AWAY[attribute]):
        return None
    if any(isinstance(f, _GIVE_AWAY[attribute]) for f in phrase.filters):
        return None
    slots = {"x": asker.speaker.bare(phrase)}
    about = [index, *anchors_of(asker, (phrase.filters,))]
    claim = Has(phrase, attribute)
    spread = attribute == "look"
    return asker.ask(attribute, claim, slots, about, plural=phrase.noun.are, spread=spread)


def color(asker: Asker) -> Question | None:
    return _color_by_place(asker) if asker.chance(0.3) else _attribute(asker, "color")


def _color_by_place(asker: Asker) -> Question | None:
    """What color chair is next to the desk?"""
    place = some_place(asker)
    there = one_there(asker, place)
    if place is None or there is None:
        return None
    f, anchors = place
    named = asker.noun_phrase(there)
    phrase = named.with_(f)
    found = asker.found(phrase)
    if len(found) != 1 or named.noun.are:
        return None
    slots = {"noun": named.noun.one, "rel": asker.speaker.complement(f) or ""}
    return asker.ask("color, by place", Has(phrase, "color"), slots, [*found, *anchors])


def material(asker: Asker) -> Question | None:
    return _attribute(asker, "material")


def shape(asker: Asker) -> Question | None:
    return _attribute(asker, "shape")


def pattern(asker: Asker) -> Question | None:
    return _attribute(asker, "pattern")


def state(asker: Asker) -> Question | None:
    return _attribute(asker, "state")


def look(asker: Asker) -> Question | None:
    return _attribute(asker, "look")


def kind(asker: Asker) -> Question | None:
    """What type of chair is next to the desk?"""
    index = asker.index()
    named = Phrase((Named(asker.usual(index)),))
    if named.noun.are:
        return None
    if asker.resolver.only(named) == index and asker.chance(0.4):
        return asker.ask("type, alone", Has(named, "type"), {"noun": named.noun.one}, [index])
    for f in asker.namer.relations(index, 6):
        phrase = named.with_(f)
        if isinstance(f, Related) and asker.resolver.only(phrase) == index:
            slots = {"noun": named.noun.one, "rel": asker.speaker.complement(f) or ""}
            about = [index, *anchors_of(asker, ((f,),))]
            return asker.ask("type", Has(phrase, "type"), slots, about)
    return None


def parts(asker: Asker) -> Question | None:
    """How many drawers does the dresser have?"""
    index = asker.index()
    countable = [part for part in COUNTED if count_parts(asker.thing(index), part) is not None]
    phrase = asker.namer.phrase(index)
    if not countable or phrase is None or phrase.noun.are:
        return None
    part = asker.pick(countable)
    slots = {"x": asker.speaker.bare(phrase), "parts": part}
    about = [index, *anchors_of(asker, (phrase.filters,))]
    return asker.ask("parts", PartCount(phrase, part), slots, about)
