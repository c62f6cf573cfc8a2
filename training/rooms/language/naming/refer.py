"""Referring phrases: as short as possible, and true of exactly one visible thing.

A phrase starts from a name; if that fits several things (or might), an adjective is added, then a
relation to something that can be named in short, then an order or a superlative. Things that share
a name or a hypernym count as possible meanings, and so does whatever is unclear.
"""

from collections.abc import Iterator

from training.rooms.colors import Random
from training.rooms.language.facts import viewer
from training.rooms.language.facts.facts import Thing
from training.rooms.language.facts.stance import Stance
from training.rooms.language.naming.filters import (
    At,
    Between,
    Colored,
    Extreme,
    Filter,
    Made,
    Named,
    Nearest,
    Ordinal,
    Patterned,
    Phrase,
    Related,
    Seen,
    Shaped,
    Styled,
)  # fmt: skip
from training.rooms.language.naming.matching import ADJECTIVES
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import SPOTS, members
from training.rooms.language.words.colors import SYNONYMS
from training.rooms.language.words.lexicon import ENTRIES, kinds_of
from training.rooms.language.words.nouns import Noun
from training.rooms.language.words.styles import VAGUE, types_of

_RELATIONS = ("on", "next to", "under", "above", "left of", "right of", "in front of", "behind",
              "near", "opposite")  # fmt: skip
WALL_PARTS = ("door", "window")
"""Categories that are always in a wall, so that nobody says so."""
_BROAD = 4
_COLOR_FIRST = 0.6
"""How often a colour is tried before other adjectives."""
_COMMON = 0.55
"""How often the usual name of a category is taken."""


class Namer:
    """Makes referring phrases for one room."""

    def __init__(self, resolver: Resolver, rng: Random, *, novel: bool = False) -> None:
        self.resolver = resolver
        self.things = resolver.survey.things
        self._rng = rng
        self._novel = novel
        self._short: dict[int, Phrase | None] = {}

    def noun(self, index: int) -> Noun:
        """One of the names of the thing's category."""
        entry = ENTRIES[self.things[index].category]
        if self._novel and self._rng.random() < 0.4:
            return entry.rare[int(self._rng.integers(len(entry.rare)))]
        if self._rng.random() < _COMMON:
            return entry.names[0]
        return entry.names[int(self._rng.integers(len(entry.names)))]

    def hypernym(self, index: int, *, broad: bool = False) -> Noun | None:
        """A word for the thing's kind, as "seat", if there is one.

        `broad` leaves out kinds of a few categories only, which would give the thing away.
        """
        kinds = kinds_of(self.things[index].category)
        if broad:
            kinds = tuple(kind for kind in kinds if len(kind.sure) >= _BROAD)
        if not kinds:
            return None
        kind = kinds[int(self._rng.integers(len(kinds)))]
        nouns = kind.phrases if self._novel else kind.usual
        return nouns[int(self._rng.integers(len(nouns)))]

    def short(self, index: int) -> Phrase | None:
        """A name, perhaps with one adjective; None if that is not enough."""
        if index not in self._short:
            self._short[index] = self._shortest(index)
        return self._short[index]

    def plain(self, index: int) -> Phrase | None:
        """As in answers: the usual name, with a colour or material at most."""
        base = Phrase((Named(ENTRIES[self.things[index].category].names[0]),))
        if self.resolver.only(base) == index and self._rng.random() < 0.5:
            return base
        for adjective in self.adjectives(index):
            phrase = base.with_(adjective)
            if self.resolver.only(phrase) == index:
                return phrase
        return base if self.resolver.only(base) == index else None

    def _shortest(self, index: int) -> Phrase | None:
        usual = Phrase((Named(ENTRIES[self.things[index].category].names[0]),))
        own = Phrase((Named(self.noun(index)),))
        for base in (own, usual):
            if self.resolver.only(base) == index:
                return base
        for base in (usual, own):
            for adjective in self.adjectives(index):
                phrase = base.with_(adjective)
                if self.resolver.only(phrase) == index:
                    return phrase
        return None

    def phrase(self, index: int, *, details: float = 0.4) -> Phrase | None:
        """A phrase of any make; `details` is the chance of more than is needed."""
        base = Phrase((Named(self.noun(index)),))
        enough = self.resolver.only(base) == index
        if enough and self._rng.random() >= details:
            return base
        for adjective in self.adjectives(index)[:3]:
            phrase = base.with_(adjective)
            if self.resolver.only(phrase) == index and self._rng.random() < 0.8:
                return phrase
        return self._by_relation(base, index) or self.short(index)

    def _by_relation(self, base: Phrase, index: int) -> Phrase | None:
        tries = list(self.relations(index, 8))
        ranks = list(self.ranks(index, 4))
        if self._rng.random() < 0.3:
            tries, ranks = ranks, tries
        for f in (*tries, *ranks):
            phrase = base.with_(f)
            if self.resolver.only(phrase) == index:
                return phrase
        for adjective in self.adjectives(index)[:2]:
            for f in (*tries[:4], *ranks[:2]):
                phrase = base.with_(adjective, f)
                if self.resolver.only(phrase) == index:
                    return phrase
        return None

    def adjectives(self, index: int) -> list[Filter]:
        """Attributes that are true of the thing without doubt, in random order."""
        thing = self.things[index]
        found = [f for f in self._attributes(thing) if self._holds(f, index)]
        order = [found[i] for i in self._rng.permutation(len(found))]
        if self._rng.random() < _COLOR_FIRST:
            order.sort(key=lambda f: not isinstance(f, Colored))
        return order

    def _attributes(self, thing: Thing) -> Iterator[Filter]:
        for name, _ in thing.colors[:1]:
            other = SYNONYMS.get(name, ())
            if other and self._rng.random() < 0.3:
                yield Colored(other[int(self._rng.integers(len(other)))])
            yield Colored(name)
        for substance, _ in thing.substances[:1]:
            if substance in ADJECTIVES:
                yield Made(substance)
        if thing.shape:
            yield Shaped(thing.shape)
        if thing.pattern:
            yield Patterned(thing.pattern)
        word = types_of(thing.category, thing.style)[0]
        if not word.startswith(VAGUE):
            yield Styled(thing.category, word)

    def relations(self, index: int, count: int) -> Iterator[Filter]:
        """Places and relations to short-named things, true without doubt, in random order."""
        anchors = self.resolver.survey.anchors[index]
        closer = {a for name in _RELATIONS if name != "near" for a in anchors.get(name, ())}
        options = [
            (name, anchor)
            for name in _RELATIONS
            for anchor in anchors.get(name, ())
            if name != "near" or anchor not in closer
        ]
        order = self._rng.permutation(len(options))
        for spot in SPOTS:
            if self.things[index].category in WALL_PARTS:
                break
            if self._holds(At(spot), index) and self._rng.random() < 0.4:
                yield At(spot)
                count -= 1
        used: set[int] = set()
        for i in order:
            relation, anchor = options[i]
            short = None if anchor in used else self.short(anchor)
            used.add(anchor)
            if short is not None:
                yield Related(relation, short)
                count -= 1
            if count <= 0:
                return

    def between(self, index: int) -> Between | None:
        """Two short-named things that it stands between, if there are any."""
        near = members(self.resolver.survey.related("near", index).sure)
        for a in near:
            for b in near:
                first, second = self.short(a), self.short(b)
                if a < b and first and second:
                    f = Between(first, second)
                    if self._holds(f, index):
                        return f
        return None

    def ranks(self, index: int, count: int) -> Iterator[Filter]:
        """Superlatives, distances to things and orders from viewers, not all of them true."""
        measures = ("height", "width", "volume")
        for _ in range(count):
            kind = self._rng.random()
            if kind < 0.3:
                yield Extreme(measures[int(self._rng.integers(3))], bool(self._rng.random() < 0.6))
                continue
            anchor = int(self._rng.integers(len(self.things)))
            short = self.short(anchor)
            if short is None or anchor == index:
                continue
            if kind < 0.7:
                yield Nearest(short, bool(self._rng.random() < 0.4))
                continue
            stance = self.stance(anchor, ("door", "facing", "middle"))
            if stance:
                side = "left" if self._rng.random() < 0.5 else "right"
                yield Ordinal(1 + int(self._rng.integers(3)), side, stance, short)

    def seen(self, index: int) -> Seen | None:
        """Left or right of something for a viewer at a door or before something."""
        for anchor, relation, stance, where in self._views(index):
            short = self.short(anchor)
            f = Seen(relation, short, stance, where) if short else None
            if f and self._holds(f, index):
                return f
        return None

    def _views(self, index: int):
        near = members(self.resolver.survey.related("near", index).sure)
        for anchor in near[:4]:
            at = int(self._rng.integers(len(self.things)))
            where, stance = self.short(at), self.stance(at, ("door", "facing"))
            if where and stance and at not in (anchor, index):
                yield anchor, "left of", stance, where
                yield anchor, "right of", stance, where

    def stance(self, index: int, kinds: tuple[str, ...]) -> Stance | None:
        """A viewer whose place the thing gives, if one of the kinds fits it."""
        thing = self.things[index]
        fitting = [kind for kind in kinds if stands(thing, kind)]
        if not fitting:
            return None
        kind = fitting[int(self._rng.integers(len(fitting)))]
        return viewer.standing_at(thing, kind, self.resolver.survey.facts)

    def _holds(self, f: Filter, index: int) -> bool:
        return bool(self.resolver.filter(f).sure >> index & 1)


def stands(thing: Thing, kind: str) -> bool:
    """Whether a viewer of the kind can be told of by naming the thing."""
    if kind == "door":
        return thing.category == "door"
    if kind == "sitting":
        return thing.category in ("chair", "armchair", "sofa", "toilet")
    if kind == "back":
        return thing.category in ("window", "whiteboard", "blackboard", "bookshelf", "tv", "door")
    if kind == "facing":
        return thing.front is not None and (thing.support.kind != "object")
    return thing.category not in ("rug", "ceiling lamp")
