"""The pieces of a referring phrase: each narrows a set of things down."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from training.rooms.language.facts.stance import Stance
from training.rooms.language.words.nouns import Noun


@dataclass(frozen=True)
class Named:
    noun: Noun


@dataclass(frozen=True)
class Identity:
    """One thing by its id: for claims that range over things, never put into words."""

    id: int


@dataclass(frozen=True)
class Colored:
    word: str


@dataclass(frozen=True)
class Made:
    """Of a substance, as an adjective: "wooden"."""

    substance: str


@dataclass(frozen=True)
class Shaped:
    shape: str


@dataclass(frozen=True)
class Patterned:
    pattern: str


@dataclass(frozen=True)
class Styled:
    """Of a type that has a name: "office chair". Takes the place of the noun."""

    category: str
    word: str


@dataclass(frozen=True)
class At:
    """In a place of the room: a key of `survey.SPOTS`."""

    spot: str


@dataclass(frozen=True)
class Related:
    """In a relation (a key of `survey.PAIRS`) to one thing."""

    relation: str
    anchor: "Phrase"
    negated: bool = False


@dataclass(frozen=True)
class Between:
    first: "Phrase"
    second: "Phrase"


@dataclass(frozen=True)
class Seen:
    """Left or right of a thing for a viewer; the stance's thing has a phrase of its own."""

    relation: Literal["left of", "right of"]
    anchor: "Phrase"
    stance: Stance
    where: "Phrase"


@dataclass(frozen=True)
class Around:
    """On one side of a viewer: ahead, left, right, behind."""

    direction: str
    stance: Stance
    where: "Phrase"


@dataclass(frozen=True)
class Extreme:
    """The one of greatest or least measure, clearly ahead of the rest."""

    measure: Literal["height", "width", "volume", "top"]
    most: bool


@dataclass(frozen=True)
class Nearest:
    """The one closest to, or farthest from, a thing."""

    anchor: "Phrase"
    farthest: bool = False


@dataclass(frozen=True)
class Ordinal:
    """The k-th from the left or right for a viewer, counting from 1."""

    number: int
    side: Literal["left", "right"]
    stance: Stance
    where: "Phrase"


Filter = (
    Named | Identity | Colored | Made | Shaped | Patterned | Styled | At | Related | Between | Seen
    | Around | Extreme | Nearest | Ordinal
)  # fmt: skip
RANKS = (Extreme, Nearest, Ordinal)
"""Filters that compare the members of a set with each other: they come last."""


@dataclass(frozen=True)
class Phrase:
    """A set of things in words. The first filter is a `Named`; the order matters to `RANKS`."""

    filters: tuple[Filter, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Phrases within phrases make hashing slow; they are looked up all the time."""
        return hash(self.filters)

    def __reduce__(self) -> tuple[type["Phrase"], tuple[tuple[Filter, ...]]]:
        """Hashes of texts differ between processes and must not travel."""
        return Phrase, (self.filters,)

    @property
    def noun(self) -> Noun:
        return next(f.noun for f in self.filters if isinstance(f, Named))

    def with_(self, *filters: Filter) -> "Phrase":
        return Phrase((*self.filters, *filters))
