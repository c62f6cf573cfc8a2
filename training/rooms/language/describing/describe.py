"""Descriptions of objects in the manner of ScanRefer (Chen et al., 2020): one to three sentences.

All that is said is kept as a phrase, which is true of the one object and of no other.
"""

from dataclasses import dataclass

from training.rooms.colors import Random
from training.rooms.language.asking.templates import Template
from training.rooms.language.describing.templates_describe import OBJECTS, SCENES
from training.rooms.language.facts.parts import COUNTED, count_parts
from training.rooms.language.naming.filters import (
    RANKS,
    At,
    Between,
    Colored,
    Filter,
    Made,
    Patterned,
    Phrase,
    Related,
    Seen,
    Shaped,
    Styled,
)  # fmt: skip
from training.rooms.language.naming.matching import ADJECTIVES
from training.rooms.language.naming.refer import Namer
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.wording import Speaker

_ADJECTIVES = (Colored, Made, Shaped, Patterned, Styled)
_PLACES = (At, Related, Between, Seen)


@dataclass(frozen=True)
class Description:
    """What somebody says so that others find one object."""

    object_id: int
    object_name: str
    text: str
    phrase: Phrase
    """All that the text says, except for counts of parts."""
    templates: tuple[str, ...]


def template_count() -> int:
    """How many different sentence templates there are for objects and rooms."""
    return sum(len(kind) for kind in (*OBJECTS.values(), *SCENES.values()))


class Describer:
    def __init__(self, resolver: Resolver, rng: Random, *, novel: bool = False) -> None:
        self.resolver = resolver
        self.things = resolver.survey.things
        self._rng = rng
        self._novel = novel
        self._namer = Namer(resolver, rng, novel=novel)
        self._speaker = Speaker(rng, novel=novel)

    def describe(self, index: int) -> Description | None:
        """A new description of a thing, None if nothing tells it apart."""
        phrase = self._namer.phrase(index, details=0.5)
        if phrase is None:
            return None
        whole = self._enriched(phrase, index)
        if self.resolver.only(whole) != index:
            whole = phrase
        sentences, used = self._sentences(whole, index)
        thing = self.things[index]
        text = " ".join(sentences)
        return Description(thing.id, thing.category, text, whole, tuple(used))

    def _enriched(self, phrase: Phrase, index: int) -> Phrase:
        """With more that is true of the thing."""
        known = {type(f) for f in phrase.filters}
        extra: list[Filter] = []
        for f in self._namer.adjectives(index)[:2]:
            if type(f) not in known and not isinstance(f, Styled) and self._rng.random() < 0.5:
                extra.append(f)
                known.add(type(f))
        said = {f.anchor for f in phrase.filters if isinstance(f, Related | Seen)}
        places = [
            f
            for f in self._namer.relations(index, 3)
            if f not in phrase.filters and not (isinstance(f, Related) and f.anchor in said)
        ]
        wanted = int(self._rng.integers(0, 3))
        ranked = any(isinstance(f, RANKS) for f in phrase.filters)
        if ranked:
            # What comes before a rank changes what is compared.
            return phrase.with_(*places[:wanted])
        between = self._namer.between(index) if self._rng.random() < 0.15 else None
        return phrase.with_(*extra, *([between] if between else places[:wanted]))

    def _sentences(self, whole: Phrase, index: int) -> tuple[list[str], list[str]]:
        named = whole.filters[0]
        adjectives = [f for f in whole.filters if isinstance(f, _ADJECTIVES)]
        places: list[Filter] = [f for f in whole.filters if isinstance(f, _PLACES)]
        ranks: list[Filter] = [f for f in whole.filters if isinstance(f, RANKS)]
        if not ranks and len(places) < 2 and self._rng.random() < 0.25:
            return self._say("whole", {"the_x": self._speaker.the(whole)})
        late = adjectives and not ranks and self._rng.random() < 0.2
        spoken = adjectives[:-1] if late and not isinstance(adjectives[-1], Styled) else adjectives
        base = Phrase((named, *spoken))
        slots = {"a_x": self._speaker.some(base), "noun": base.noun.one}
        parts = [self._opening(slots, places)]
        if len(spoken) < len(adjectives):
            word = _adjective_word(adjectives[-1])
            parts.append(self._say("attribute", slots | {"adjective": word}))
        parts += [self._rank(base, ranks)] if ranks else []
        parts += self._places(slots, places)
        parts += self._more(index, slots)
        sentences = [text for texts, _ in parts for text in texts]
        if base.noun.are:
            sentences = [_plural(text, base.noun.one) for text in sentences]
        return sentences, [name for _, names in parts for name in names]

    def _opening(self, slots: dict[str, str], places: list[Filter]) -> tuple[list[str], list[str]]:
        if places and self._rng.random() < 0.35:
            first = places.pop(0)
            return self._say("opening with a place", slots | {"rel": self._place(first)})
        return self._say("opening", slots)

    def _rank(self, base: Phrase, ranks: list[Filter]) -> tuple[list[str], list[str]]:
        return self._say("rank", {"the_x": self._speaker.the(base.with_(*ranks))})

    def _places(
        self, slots: dict[str, str], places: list[Filter]
    ) -> list[tuple[list[str], list[str]]]:
        words = [self._place(f) for f in places]
        if len(words) == 2 and self._rng.random() < 0.6:
            return [self._say("two places", slots | {"rel": words[0], "also": words[1]})]
        return [self._say("place", slots | {"rel": text}) for text in words]

    def _more(self, index: int, slots: dict[str, str]) -> list[tuple[list[str], list[str]]]:
        """At times a count of parts."""
        if self._rng.random() >= 0.12:
            return []
        thing = self.things[index]
        counts = {part: count_parts(thing, part) for part in COUNTED}
        known = [(part, n) for part, n in counts.items() if n is not None and n > 1]
        if not known:
            return []
        part, number = known[int(self._rng.integers(len(known)))]
        return [self._say("parts", slots | {"n": str(number), "parts": part})]

    def _place(self, f: Filter) -> str:
        return self._speaker.complement(f) or ""

    def _say(self, kind: str, slots: dict[str, str]) -> tuple[list[str], list[str]]:
        template = choose(self._rng, OBJECTS[kind], novel=self._novel)
        return [fill(template, slots)], [template.id]


def choose(rng: Random, known: tuple[Template, ...], *, novel: bool) -> Template:
    """Any template; in the novel split mostly those that are held out."""
    held_out = [t for t in known if t.held_out]
    if novel and held_out and rng.random() < 0.7:
        return held_out[int(rng.integers(len(held_out)))]
    usual = [t for t in known if not t.held_out]
    return usual[int(rng.integers(len(usual)))]


def fill(template: Template, slots: dict[str, str]) -> str:
    """The sentence; {Rel} is {rel} with a capital."""
    capitals = {key.capitalize(): text[:1].upper() + text[1:] for key, text in slots.items()}
    text = template.text.format_map(slots | capitals)
    return text[:1].upper() + text[1:]


def _adjective_word(f: Filter) -> str:
    match f:
        case Colored(word):
            return word
        case Made(substance):
            return ADJECTIVES[substance]
        case Shaped(shape):
            return shape
        case Patterned(pattern):
            return pattern
    raise TypeError(f"Wanted an adjective, got {f!r}.")


def _plural(text: str, noun: str) -> str:
    """Singular frames for a noun that has only a plural."""
    for old, new in (
        ("This is ", "These are "), ("There is ", "There are "), ("there is ", "there are "),
        ("It is ", "They are "), ("It has ", "They have "), ("It looks ", "They look "),
        ("It can ", "They can "), ("This one is ", "These ones are "), ("find it ", "find them "),
        ("see it ", "see them "), (f"he {noun} is ", f"he {noun} are "),
        (f"his {noun} is ", f"hese {noun} are "), ("it is ", "they are "),
        ("call it ", "call them "),
        (f"{noun} is ", f"{noun} are "),
    ):  # fmt: skip
        text = text.replace(old, new)
    return text
