"""Relations between things, from geometry alone: the one place where they are defined.

Lengths are metres between footprints (the rectangles on the ground) unless said otherwise. Every
relation is three-valued: between the two limits of a measure it is unclear, and nothing that is
unclear is ever said. All take `Pieces` of any shapes that broadcast: a row and a column for all
pairs, single values for one.

Left and right need a viewer:
- of a thing that stands with its back to a wall or hangs on one, the viewer stands before it and
  faces it (`left`, `right`), as people do who do not say where they stand;
- otherwise the viewer is somewhere (`stance.Stance`) and looks at the anchor (`left_seen_along`).

In front of and behind go by the anchor's own front (`in_front`, `behind`), and unclear for what
has none.
"""

import numpy as np

from training.rooms.language.facts.pieces import (
    Array,
    Pieces,
    cover,
    footprint_gap,
    height_gap,
    reach,
)  # fmt: skip
from training.rooms.language.facts.truth import (
    NO,
    UNCLEAR,
    YES,
    Truth,
    at_least,
    at_most,
    both,
    certain,
    either,
    negated,
)  # fmt: skip


def on(a: Pieces, b: Pieces) -> Truth:
    """A is carried by b, or by what b carries, or stands on b as on a rug."""
    carried = (a.carrier == b.index) | (a.second_carrier == b.index)
    covered, gap = cover(a, b), np.abs(a.low - b.high)
    flat = (b.high - b.low <= 0.05) & (b.low <= 0.05) & (a.high - a.low > 0.05)
    on_rug = both(at_least(covered, 0.8, 0.1), at_most(gap, 0.04, 0.1), certain(flat & ~a.hangs))
    touching = np.where((covered >= 0.3) & (gap <= 0.03), UNCLEAR, NO).astype(np.int8)
    free = either(on_rug, np.where(flat, NO, touching).astype(np.int8))
    return np.where(carried, YES, np.where(a.index == b.index, NO, free)).astype(np.int8)


def near(a: Pieces, b: Pieces) -> Truth:
    """At most 1 m apart on the ground, whatever the heights; no from 2 m on."""
    return _in_one_room(a, b, at_most(footprint_gap(a, b), 1.0, 2.0))


def next_to(a: Pieces, b: Pieces) -> Truth:
    """At most 0.5 m apart (no from 1 m on), at like heights, neither on nor under the other.

    Of two that neither share a carrier nor stand on the floor or hang, it is unclear.
    """
    gap, rise = footprint_gap(a, b), height_gap(a, b)
    close = both(at_most(gap, 0.5, 1.0), at_most(rise, 0.15, 0.6))
    covered = np.maximum(cover(a, b), cover(b, a))
    shared = np.minimum(a.high, b.high) - np.maximum(a.low, b.low)
    stacked = both(at_least(covered, 0.25, 0.05), at_most(shared, 0.05, 0.15))
    apart = negated(either(stacked, at_least(covered, 0.7, 0.5)))
    level = np.where(a.carrier == b.carrier, YES, UNCLEAR).astype(np.int8)
    return _in_one_room(a, b, both(close, apart, level))


def above(a: Pieces, b: Pieces) -> Truth:
    """A ends at least 0.05 m over b's top, at most 2 m: straight over it, or on the wall behind it.

    Sideways a's middle lies within b's extent. What hangs on a wall may be 0.35 m behind.
    """
    rise = a.low - b.high
    height = both(at_least(rise, 0.05, -0.02), at_most(rise, 2.0, 2.6))
    aside = np.abs((a.x - b.x) * a.cos + (a.y - b.y) * a.sin) - reach(b, a.cos, a.sin)
    half = np.maximum(reach(a, a.cos, a.sin), 0.05)
    sideways = at_most(aside / half, -0.1, 1.0)
    deep = np.abs((a.y - b.y) * a.cos - (a.x - b.x) * a.sin)
    deep = deep - a.depth / 2 - reach(b, -a.sin, a.cos)
    behind = at_most(deep, 0.35, 0.6)
    over = at_least(cover(a, b), 0.6, 0.02)
    place = np.where(a.hangs, both(sideways, behind), over).astype(np.int8)
    carried = (a.carrier == b.index) | (a.second_carrier == b.index)
    return _in_one_room(a, b, both(height, place, certain(~carried & (a.index != b.index))))


def under(a: Pieces, b: Pieces) -> Truth:
    """B is above a, or a lies within b's legs: 70 % of it below b's top, lower than it.

    A rug is under a table if 70 % of the table stand over it.
    """
    flat = (a.high - a.low <= 0.05) & (a.low <= 0.05)
    covered = np.maximum(cover(a, b), np.where(flat, cover(b, a), 0.0))
    within = both(
        at_least(covered, 0.7, 0.25),
        at_least(b.high - a.high, 0.03, 0.0),
        at_most(a.low - b.low, 0.1, 0.3),
        certain((a.carrier != b.index) & (a.second_carrier != b.index) & (a.index != b.index)),
        certain(~a.hangs),
    )
    return either(above(b, a), _in_one_room(a, b, within))


def left_seen_along(a: Pieces, b: Pieces, ux: Array, uy: Array) -> Truth:
    """A is left of b for a viewer who looks along the unit vector (ux, uy), at any distance.

    Sideways a begins where b ends (3 cm of overlap at most) and its middle is 5 cm further left at
    least; in depth they overlap or are at most 0.25 m apart, or half of the sideways gap.
    """
    lx, ly = -uy, ux
    dx, dy = a.x - b.x, a.y - b.y
    left, ahead = dx * lx + dy * ly, dx * ux + dy * uy
    gap = left - reach(a, lx, ly) - reach(b, lx, ly)
    slant = np.maximum(0.0, np.abs(ahead) - reach(a, ux, uy) - reach(b, ux, uy))
    slant = slant - 0.5 * np.maximum(gap, 0.0)
    side = both(at_least(gap, -0.03, -0.3), at_least(left, 0.05, 0.0))
    return _in_one_room(a, b, both(side, at_most(slant, 0.25, 0.9)))


def right_seen_along(a: Pieces, b: Pieces, ux: Array, uy: Array) -> Truth:
    """The mirror image of `left_seen_along`."""
    return left_seen_along(a, b, -ux, -uy)


def left_anywhere(a: Pieces, b: Pieces) -> Truth:
    """A is left of b, at any distance, for who stands before b and faces it.

    Unclear where b neither hangs on a wall nor has its back to one.
    """
    stood = np.where(b.fronted, np.maximum(b.backed, UNCLEAR), UNCLEAR)
    return both(left_seen_along(a, b, -b.sin, b.cos), stood.astype(np.int8))


def right_anywhere(a: Pieces, b: Pieces) -> Truth:
    stood = np.where(b.fronted, np.maximum(b.backed, UNCLEAR), UNCLEAR)
    return both(right_seen_along(a, b, -b.sin, b.cos), stood.astype(np.int8))


def left(a: Pieces, b: Pieces) -> Truth:
    """`left_anywhere` and at most 1 m apart; no from 2 m on."""
    return both(left_anywhere(a, b), _beside(a, b))


def right(a: Pieces, b: Pieces) -> Truth:
    return both(right_anywhere(a, b), _beside(a, b))


def in_front(a: Pieces, b: Pieces) -> Truth:
    """A is before b's front, at most 1 m away (no from 2 m on), its middle within b's width.

    Unclear of what hangs on a wall: the wall ends there.
    """
    truth = _before(a, b, b.sin, -b.cos)
    return np.where(a.hangs, np.minimum(truth, UNCLEAR), truth).astype(np.int8)


def behind(a: Pieces, b: Pieces) -> Truth:
    return _before(a, b, -b.sin, b.cos)


def faces(a: Pieces, b: Pieces) -> Truth:
    """B lies before a's front, at most 3 m away, and its middle within a's width or a's in its."""
    ahead, aside = _ahead(b, a, a.sin, -a.cos)
    clear = both(
        ahead, aside, at_most(footprint_gap(a, b), 3.0, 4.5), at_most(height_gap(a, b), 0.6, 1.2)
    )
    known = np.where(a.fronted, clear, UNCLEAR).astype(np.int8)
    return _in_one_room(a, b, both(known, certain(a.index != b.index)))


def opposite(a: Pieces, b: Pieces) -> Truth:
    """They face each other across at least 0.6 m."""
    return both(faces(a, b), faces(b, a), at_least(footprint_gap(a, b), 0.6, 0.3))


def between(a: Pieces, b: Pieces, c: Pieces) -> Truth:
    """A's middle is in the middle half of the way from b to c, and at most a fifth of it aside.

    Both are at most 1.2 m away from it, it shares their heights and carriers, and touches neither's
    footprint by more than an edge.
    """
    dx, dy = c.x - b.x, c.y - b.y
    length = np.maximum(np.sqrt(dx * dx + dy * dy), 1e-6)
    along = ((a.x - b.x) * dx + (a.y - b.y) * dy) / length**2
    aside = np.abs((a.y - b.y) * dx - (a.x - b.x) * dy) / length**2
    close = np.maximum(footprint_gap(a, b), footprint_gap(a, c))
    rise = np.maximum(height_gap(a, b), height_gap(a, c))
    level = np.where((a.carrier == b.carrier) & (a.carrier == c.carrier), YES, UNCLEAR)
    free = np.maximum(np.maximum(cover(a, b), cover(b, a)), np.maximum(cover(a, c), cover(c, a)))
    truth = both(
        at_most(np.abs(along - 0.5), 0.25, 0.45),
        at_most(aside, 0.2, 0.4),
        at_most(close, 1.2, 2.0),
        at_most(rise, 0.1, 0.5),
        at_most(free, 0.0, 0.3),
        level.astype(np.int8),
    )
    distinct = (a.index != b.index) & (a.index != c.index) & (b.index != c.index)
    return _in_one_room(b, c, _in_one_room(a, b, both(truth, certain(distinct))))


def _beside(a: Pieces, b: Pieces) -> Truth:
    return both(at_most(footprint_gap(a, b), 1.0, 2.0), at_most(height_gap(a, b), 0.4, 1.2))


def _before(a: Pieces, b: Pieces, fx: Array, fy: Array) -> Truth:
    ahead, aside = _ahead(a, b, fx, fy)
    clear = both(ahead, aside, _beside(a, b))
    carried = (a.carrier == b.index) | (b.carrier == a.index) | (a.second_carrier == b.index)
    known = np.where(b.fronted, clear, UNCLEAR).astype(np.int8)
    return _in_one_room(a, b, both(known, certain(~carried & (a.index != b.index))))


def _ahead(a: Pieces, b: Pieces, fx: Array, fy: Array) -> tuple[Truth, Truth]:
    """Whether a's middle is beyond b's edge on the side of (fx, fy), and not much to the side."""
    dx, dy = a.x - b.x, a.y - b.y
    ahead = dx * fx + dy * fy - reach(b, fx, fy)
    aside = np.abs(dy * fx - dx * fy) - np.maximum(reach(a, -fy, fx), reach(b, -fy, fx))
    return at_least(ahead, 0.05, -0.15), at_most(aside, 0.0, 0.35)


def _in_one_room(a: Pieces, b: Pieces, truth: Truth) -> Truth:
    """Of things in different rooms of a home nothing is said for sure."""
    return np.where(a.floor == b.floor, truth, np.minimum(truth, UNCLEAR)).astype(np.int8)
