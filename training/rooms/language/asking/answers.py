"""How things, places and attributes are put into answers.

Lower case, digits for numbers, no articles: the answers of ScanQA have none.
"""

import re

from training.rooms.language.facts.facts import Thing
from training.rooms.language.facts.truth import YES
from training.rooms.language.naming.filters import (
    At,
    Between,
    Filter,
    Nearest,
    Phrase,
    Related,
    Seen,
)
from training.rooms.language.naming.matching import ADJECTIVES, colored, made
from training.rooms.language.naming.wording import Speaker
from training.rooms.language.words.colors import SYNONYMS
from training.rooms.language.words.lexicon import ENTRIES
from training.rooms.language.words.nouns import Noun, listed
from training.rooms.language.words.styles import types_of
from training.rooms.language.words.types_table import STATES
from training.rooms.types import SceneType

_ARTICLES = re.compile(r"\b(?:the|a|an) ")

_SHAPES = {
    "round": ("round", "circular", "circle"),
    "rectangular": ("rectangular", "rectangle"),
    "square": ("square",),
    "oval": ("oval",),
    "l-shaped": ("l-shaped", "l shape"),
    "u-shaped": ("u-shaped", "u shape"),
    "cylindrical": ("cylindrical", "cylinder"),
    "kidney-shaped": ("kidney-shaped",),
}
_MATERIALS = {"wood": ("wood", "wooden"), "fabric": ("fabric", "cloth"), "metal": ("metal",)}
_PLACES = {
    "against wall": "against wall",
    "in corner": "in corner",
    "in middle": "in middle of room",
    "on wall": "on wall",
}
_SCENES: dict[SceneType, tuple[str, ...]] = {
    "storage room": ("storage room", "storage"),
    "studio apartment": ("studio apartment", "studio"),
    "conference room": ("conference room", "meeting room"),
    "laundry room": ("laundry room",),
    "living room": ("living room",),
}


def without_articles(text: str) -> str:
    return _ARTICLES.sub("", text)


def usual(thing: Thing) -> Noun:
    return ENTRIES[thing.category].names[0]


def color_of(thing: Thing) -> tuple[str, ...]:
    """Its colour and what else people would call it; two colours if there is no main one."""
    if not thing.colors:
        return ()
    name = thing.colors[0][0]
    if colored(thing, name) == YES:
        return name, *(other for other in SYNONYMS.get(name, ()) if colored(thing, other) == YES)
    if len(thing.colors) > 1:
        (first, much), (second, some) = thing.colors[:2]
        if some >= 0.3 and much + some >= 0.8:
            return f"{first} and {second}", f"{second} and {first}"
    return ()


def material_of(thing: Thing) -> tuple[str, ...]:
    if not thing.substances:
        return ()
    name = thing.substances[0][0]
    return _MATERIALS.get(name, (name,)) if made(thing, name) == YES else ()


def shape_answers(thing: Thing) -> tuple[str, ...]:
    return _SHAPES[thing.shape] if thing.shape else ()


def type_answers(thing: Thing) -> tuple[str, ...]:
    return types_of(thing.category, thing.style)


def state_of(thing: Thing) -> tuple[str, ...]:
    state = STATES.get((thing.category, thing.style))
    return (state,) if state else ()


def look_of(thing: Thing) -> tuple[str, ...]:
    """Colour and substance in a few words."""
    colors, materials = color_of(thing), material_of(thing)
    adjective = ADJECTIVES.get(thing.substances[0][0]) if materials else None
    if not colors or not adjective:
        return ()
    return (
        f"{colors[0]} and {adjective}",
        f"{colors[0]} {adjective} {usual(thing).one}",
        f"{colors[0]} {adjective}",
    )


def described(thing: Thing) -> tuple[str, ...]:
    """Its name with adjectives, without the bare name: "brown wooden desk"."""
    name = usual(thing).one
    found = [f"{color} {name}" for color in color_of(thing) if " and " not in color]
    if material_of(thing) and thing.substances[0][0] in ADJECTIVES:
        adjective = ADJECTIVES[thing.substances[0][0]]
        found += [f"{adjective} {name}", *(f"{c} {adjective} {name}" for c in color_of(thing)[:1])]
    if thing.shape:
        found += [
            f"{thing.shape} {name}",
            *(f"{c} {thing.shape} {name}" for c in color_of(thing)[:1]),
        ]
    return (*found, *type_answers(thing))


def called(thing: Thing) -> tuple[str, ...]:
    """Its name, other common names, and its name with adjectives."""
    names = tuple(noun.one for noun in ENTRIES[thing.category].names[:3])
    return (*names, *described(thing))


def several(things: list[Thing]) -> tuple[str, ...]:
    """Two to four things: "2 brown chairs", "lamp and clock"."""
    names = [usual(thing) for thing in things]
    if len({name.one for name in names}) == 1:
        name, count = names[0], len(things)
        shared = [c for c in color_of(things[0]) if all(c in color_of(t) for t in things)]
        tinted = [f"{count} {color} {name.many}" for color in shared if " and " not in color]
        tinted += [f"{color} {name.many}" for color in shared[:1] if " and " not in color]
        return (f"{count} {name.many}", name.many, *tinted)
    if len(things) > 2:
        return ()
    one, other = (name.one for name in names)
    return listed([one, other]), listed([other, one])


def place_words(f: Filter) -> str:
    """A place as an answer: "left of brown desk"."""
    match f:
        case At(spot):
            return _PLACES[spot]
        case Related(relation, anchor, False):
            return f"{relation} {plain(anchor)}"
        case Between(first, second):
            return f"between {plain(first)} and {plain(second)}"
        case Seen(relation, anchor, _, _):
            return f"{relation} {plain(anchor)}"
        case Nearest(anchor, farthest):
            return f"{'farthest from' if farthest else 'closest to'} {plain(anchor)}"
    raise TypeError(f"Wanted a place, got {f!r}.")


def plain(phrase: Phrase) -> str:
    """A short phrase without articles, always in the same words."""
    return without_articles(Speaker(None).bare(phrase))


def scene_names(scene_type: SceneType) -> tuple[str, ...]:
    return _SCENES.get(scene_type, (scene_type,))
