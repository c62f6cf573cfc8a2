"""Slow, plain second opinion: evaluates phrases thing by thing, without sets or tables.

Nothing of `survey` or `resolve` is used: every relation is asked of one pair at a time.
"""

import numpy as np

from training.rooms.language.facts import places, relations, viewer
from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.pieces import Pieces, footprint_gap, height_gap, pieces_of
from training.rooms.language.facts.places import surroundings_of
from training.rooms.language.facts.ranks import extreme, kth, measure_of, nearest
from training.rooms.language.facts.truth import NO, UNCLEAR, YES
from training.rooms.language.naming import matching
from training.rooms.language.naming.filters import (
    RANKS,
    Around,
    At,
    Between,
    Colored,
    Extreme,
    Filter,
    Identity,
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

_PAIRS = {
    "on": relations.on, "near": relations.near, "next to": relations.next_to,
    "above": relations.above, "under": relations.under,
    "left of": relations.left, "right of": relations.right,
    "anywhere left of": relations.left_anywhere, "anywhere right of": relations.right_anywhere,
    "in front of": relations.in_front, "behind": relations.behind,
    "facing": relations.faces, "opposite": relations.opposite,
}  # fmt: skip


class Witness:
    """Answers about one room by looking at its things one after the other."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._room = surroundings_of(facts)
        bare = pieces_of(facts, [0] * len(facts.things))
        backed = [places.backed(bare.one(i), self._room).item() for i in range(len(facts.things))]
        whole = pieces_of(facts, backed)
        self._piece: dict[int, Pieces] = {
            thing.id: whole.one(i) for i, thing in enumerate(facts.things)
        }

    def truth(self, thing: Thing, f: Filter) -> int:
        """Whether a thing passes a filter that looks at it alone."""
        piece = self._piece[thing.id]
        match f:
            case Named(noun):
                return matching.named(thing, noun.one)
            case Identity(wanted):
                return YES if thing.id == wanted else NO
            case Colored(word):
                return matching.colored(thing, word)
            case Made(substance):
                return matching.made(thing, substance)
            case Shaped(shape):
                return matching.shaped(thing, shape)
            case Patterned(pattern):
                return matching.patterned(thing, pattern)
            case Styled(category, word):
                return matching.styled(thing, category, word)
            case At(spot):
                return self._at(thing, spot)
            case Related(relation, anchor, negated):
                truth = self.relation(relation, thing, self.one(anchor))
                return YES - truth if negated else truth
            case Between(first, second):
                b, c = self.one(first), self.one(second)
                if b is None or c is None or thing.id in (b.id, c.id):
                    return NO
                return relations.between(piece, self._piece[b.id], self._piece[c.id]).item()
            case Seen(relation, anchor, stance, _):
                other = self.one(anchor)
                if other is None or other.id == thing.id:
                    return NO
                return viewer.seen(relation, piece, self._piece[other.id], stance).item()
            case Around(direction, stance, _):
                return viewer.around(direction, piece, stance).item()
        raise TypeError(f"Wanted a filter of single things, got {f!r}.")

    def relation(self, relation: str, thing: Thing, anchor: Thing | None) -> int:
        if anchor is None or anchor.id == thing.id:
            return NO
        return _PAIRS[relation](self._piece[thing.id], self._piece[anchor.id]).item()

    def sets(self, phrase: Phrase) -> tuple[list[Thing], list[Thing]]:
        """Those that the phrase describes for sure, and those that it may describe besides."""
        sure, perhaps = list(self.facts.things), list[Thing]()
        for f in phrase.filters:
            if isinstance(f, RANKS):
                sure, perhaps = self._ranked(sure, perhaps, f)
                continue
            truths = {t.id: self.truth(t, f) for t in (*sure, *perhaps)}
            perhaps = [t for t in perhaps if truths[t.id] != NO] + [
                t for t in sure if truths[t.id] == UNCLEAR
            ]
            sure = [t for t in sure if truths[t.id] == YES]
        return sure, perhaps

    def one(self, phrase: Phrase) -> Thing | None:
        """The thing that is meant, None if it is not clear or not one."""
        sure, perhaps = self.sets(phrase)
        return sure[0] if len(sure) == 1 and not perhaps else None

    def distance(self, a: Thing, b: Thing) -> float:
        p, q = self._piece[a.id], self._piece[b.id]
        return round(np.hypot(footprint_gap(p, q), height_gap(p, q)).item(), 6)

    def _at(self, thing: Thing, spot: str) -> int:
        piece = self._piece[thing.id]
        if spot == "against wall":
            return places.against_wall(piece, self._room).item()
        if spot == "in corner":
            return places.in_corner(piece, self._room).item()
        if spot == "in middle":
            return places.in_middle(piece, self._room).item()
        return YES if thing.support.kind == "wall" else NO

    def _ranked(
        self, sure: list[Thing], perhaps: list[Thing], f: Extreme | Nearest | Ordinal
    ) -> tuple[list[Thing], list[Thing]]:
        if perhaps:
            return [], sure + perhaps
        if isinstance(f, Extreme):
            best = extreme([measure_of(t, f.measure) for t in sure], f.measure, most=f.most)
        elif isinstance(f, Nearest):
            anchor = self.one(f.anchor)
            if anchor is None:
                return [], []
            sure = [t for t in sure if t.id != anchor.id]
            best = nearest([self.distance(t, anchor) for t in sure], farthest=f.farthest)
        else:
            sign = 1 if f.side == "left" else -1
            offsets = [sign * viewer.sideways(self._piece[t.id], f.stance).item() for t in sure]
            best = kth(offsets, f.number)
        return ([], []) if best is None else ([sure[best]], [])
