"""What a question asks, as a small program that can be run again. `reply` runs it."""

from dataclasses import dataclass
from typing import Literal

from training.rooms.language.facts.stance import Stance
from training.rooms.language.naming.filters import Around, Filter, Phrase, Related, Seen

Attribute = Literal["color", "material", "shape", "type", "pattern", "state", "look"]


@dataclass(frozen=True)
class Which:
    """The names of the only thing that fits, or of the few that do."""

    phrase: Phrase
    among: Phrase | None = None
    """Those from which the answer must tell it apart: "which chair" wants more than "chair"."""


@dataclass(frozen=True)
class Anchors:
    """The only thing to which the phrase's thing stands in the relation."""

    relation: str
    phrase: Phrase
    among: Phrase


@dataclass(frozen=True)
class Count:
    phrase: Phrase


@dataclass(frozen=True)
class Exists:
    phrase: Phrase


@dataclass(frozen=True)
class Holds:
    """Whether a filter holds for the only thing that the phrase means."""

    phrase: Phrase
    filter: Filter


@dataclass(frozen=True)
class Has:
    """An attribute of the only thing."""

    phrase: Phrase
    attribute: Attribute


@dataclass(frozen=True)
class PartCount:
    phrase: Phrase
    part: str


@dataclass(frozen=True)
class Where:
    """Places of all that the phrase means; each place is one or more filters that hold."""

    phrase: Phrase
    places: tuple[tuple[Filter, ...], ...]


@dataclass(frozen=True)
class Side:
    """Left or right of an anchor, by two filters that exclude each other."""

    phrase: Phrase
    left: Related | Seen
    right: Related | Seen


@dataclass(frozen=True)
class Turn:
    """On which of the four sides of a viewer."""

    phrase: Phrase
    sides: tuple[Around, ...]
    stance: Stance


@dataclass(frozen=True)
class Compare:
    """Which of two things is greater in a measure."""

    first: Phrase
    second: Phrase
    measure: Literal["height", "width", "volume", "top"]
    most: bool


@dataclass(frozen=True)
class Closer:
    first: Phrase
    second: Phrase
    anchor: Phrase


@dataclass(frozen=True)
class Same:
    first: Phrase
    second: Phrase
    attribute: Literal["color", "material"]


@dataclass(frozen=True)
class More:
    """Of which of two kinds there are more."""

    first: Phrase
    second: Phrase


@dataclass(frozen=True)
class RoomType:
    pass


Claim = (
    Which | Anchors | Count | Exists | Holds | Has | PartCount | Where | Side | Turn | Compare
    | Closer | Same | More | RoomType
)  # fmt: skip
