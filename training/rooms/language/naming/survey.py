"""All relations of a room at once, as bit sets: bit i stands for the i-th thing of `facts`.

Language tries thousands of phrases per room; sets as Python integers make each trial a few
operations. `verify` never uses this file: it asks `relations` about single pairs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from jaxtyping import Float64

from training.rooms.language.facts import places, relations, viewer
from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.pieces import Pieces, footprint_gap, height_gap, pieces_of
from training.rooms.language.facts.places import Surroundings, surroundings_of
from training.rooms.language.facts.stance import Stance
from training.rooms.language.facts.truth import UNCLEAR, YES, Truth


@dataclass(frozen=True)
class Marks:
    """A set of things that is known in part."""

    sure: int
    """Bits of those that belong to it."""
    open: int
    """Bits of those that may belong to it, the sure ones among them."""

    def __and__(self, other: "Marks") -> "Marks":
        return Marks(self.sure & other.sure, self.open & other.open)

    @property
    def clear(self) -> bool:
        return self.sure == self.open

    @property
    def only(self) -> int | None:
        """The index of its only member, or None if it has not exactly one for sure."""
        if not self.clear or self.sure.bit_count() != 1:
            return None
        return self.sure.bit_length() - 1


NONE = Marks(0, 0)

PAIRS: dict[str, Callable[[Pieces, Pieces], Truth]] = {
    "on": relations.on,
    "near": relations.near,
    "next to": relations.next_to,
    "above": relations.above,
    "under": relations.under,
    "left of": relations.left,
    "right of": relations.right,
    "anywhere left of": relations.left_anywhere,
    "anywhere right of": relations.right_anywhere,
    "in front of": relations.in_front,
    "behind": relations.behind,
    "facing": relations.faces,
    "opposite": relations.opposite,
}
"""Relations of a thing to an anchor."""

SPOTS: dict[str, Callable[[Pieces, Surroundings], Truth]] = {
    "against wall": places.against_wall,
    "in corner": places.in_corner,
    "in middle": places.in_middle,
    "on wall": lambda p, room: relations.certain(p.hangs),
}
"""Where in the room a thing is."""


@dataclass(frozen=True)
class Survey:
    facts: Facts
    room: Surroundings
    pieces: Pieces
    _seen: dict[tuple[str, int, Stance], Marks] = field(default_factory=dict)

    @property
    def things(self) -> tuple[Thing, ...]:
        return self.facts.things

    @cached_property
    def everything(self) -> int:
        return (1 << len(self.things)) - 1

    @cached_property
    def _pairs(self) -> dict[str, list[Marks]]:
        column, row = self.pieces.column, self.pieces.row
        return {
            name: _marks_by_column(_without_itself(relation(column, row)))
            for name, relation in PAIRS.items()
        }

    @cached_property
    def _spots(self) -> dict[str, Marks]:
        return {
            name: _marks_by_column(spot(self.pieces, self.room)[:, None])[0]
            for name, spot in SPOTS.items()
        }

    @cached_property
    def distance(self) -> Float64[np.ndarray, "things things"]:
        """Between boxes, metres: along the ground and upwards."""
        column, row = self.pieces.column, self.pieces.row
        return np.round(np.hypot(footprint_gap(column, row), height_gap(column, row)), 6)

    @cached_property
    def anchors(self) -> list[dict[str, list[int]]]:
        """For each thing, by relation, the anchors to which it surely stands in it."""
        result: list[dict[str, list[int]]] = [{} for _ in self.things]
        for name, columns in self._pairs.items():
            for anchor, marks in enumerate(columns):
                for i in members(marks.sure):
                    result[i].setdefault(name, []).append(anchor)
        return result

    def related(self, relation: str, anchor: int) -> Marks:
        """The things that stand in the relation to the anchor (an index)."""
        return self._pairs[relation][anchor]

    def at(self, spot: str) -> Marks:
        return self._spots[spot]

    def seen(self, relation: str, anchor: int, stance: Stance) -> Marks:
        """The things left or right of the anchor for the viewer."""
        key = relation, anchor, stance
        if key not in self._seen:
            truth = viewer.seen(relation, self.pieces, self.pieces.one(anchor), stance)
            truth[anchor] = 0
            self._seen[key] = _marks_by_column(truth[:, None])[0]
        return self._seen[key]

    def around(self, direction: str, stance: Stance) -> Marks:
        """The things on one side of the viewer."""
        key = direction, -1, stance
        if key not in self._seen:
            truth = viewer.around(direction, self.pieces, stance)
            self._seen[key] = _marks_by_column(truth[:, None])[0]
        return self._seen[key]


def survey_of(facts: Facts) -> Survey:
    """What phrases are tried against."""
    room = surroundings_of(facts)
    bare = pieces_of(facts, [0] * len(facts.things))
    backed = places.backed(bare, room).tolist() if facts.things else []
    return Survey(facts, room, pieces_of(facts, backed))


def marks_of(truths: Sequence[int]) -> Marks:
    """From the truth for each thing."""
    sure = possible = 0
    for i, truth in enumerate(truths):
        sure |= (truth == YES) << i
        possible |= (truth >= UNCLEAR) << i
    return Marks(sure, possible)


def members(bits: int) -> list[int]:
    """The indices of a bit set."""
    result = []
    while bits:
        low = bits & -bits
        result.append(low.bit_length() - 1)
        bits ^= low
    return result


def _without_itself(truth: Truth) -> Truth:
    truth = truth.copy()
    np.fill_diagonal(truth, 0)
    return truth


def _marks_by_column(truth: Truth) -> list[Marks]:
    sure, possible = _bits(truth == YES), _bits(truth >= UNCLEAR)
    return [Marks(s, o) for s, o in zip(sure, possible, strict=True)]


def _bits(table: np.ndarray) -> list[int]:
    """Each column as an integer whose bit i is row i."""
    packed = np.packbits(table, axis=0, bitorder="little")
    return [int.from_bytes(packed[:, j].tobytes(), "little") for j in range(packed.shape[1])]
