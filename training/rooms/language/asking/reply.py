"""Runs a claim: all answers that count as right, or none where the question is not clear.

It sees the room through a `View`; the fast `Resolver` makes questions, the slow `Witness` checks
them.
"""

from typing import Protocol, assert_never, runtime_checkable

from training.rooms.language.asking import answers
from training.rooms.language.asking.claims import (
    Anchors,
    Claim,
    Closer,
    Compare,
    Count,
    Exists,
    Has,
    Holds,
    More,
    PartCount,
    RoomType,
    Same,
    Side,
    Turn,
    Where,
    Which,
)  # fmt: skip
from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.parts import count_parts
from training.rooms.language.facts.ranks import exceeds, measure_of
from training.rooms.language.facts.truth import NO, YES
from training.rooms.language.naming.filters import Filter, Identity, Phrase, Related

Answers = tuple[str, ...]
_MOST_NAMED = 6
_MOST_COUNTED = 24
_YES, _NO = ("yes",), ("no",)


@runtime_checkable
class View(Protocol):
    """What a claim needs to know of a room."""

    @property
    def facts(self) -> Facts: ...

    def sets(self, phrase: Phrase) -> tuple[list[Thing], list[Thing]]:
        """Those that fit for sure, and those that may fit besides."""
        ...

    def truth(self, thing: Thing, f: Filter) -> int: ...

    def distance(self, a: Thing, b: Thing) -> float: ...


def one(view: View, phrase: Phrase) -> Thing | None:
    """The thing that a phrase means, None if that is not clear."""
    sure, perhaps = view.sets(phrase)
    return sure[0] if len(sure) == 1 and not perhaps else None


def reply(claim: Claim, view: View) -> Answers:
    """Every acceptable answer; the first is the usual one."""
    match claim:
        case Which(phrase, among):
            return _which(view, phrase, among)
        case Anchors(relation, phrase, among):
            return _anchors(view, relation, phrase, among)
        case Count(phrase):
            sure, perhaps = view.sets(phrase)
            return (str(len(sure)),) if not perhaps and len(sure) <= _MOST_COUNTED else ()
        case Exists(phrase):
            sure, perhaps = view.sets(phrase)
            return _YES if sure else () if perhaps else _NO
        case Holds(phrase, f):
            thing = one(view, phrase)
            return () if thing is None else _said(view.truth(thing, f))
        case Has(phrase, attribute):
            thing = one(view, phrase)
            return () if thing is None else _attribute(thing, attribute)
        case PartCount(phrase, part):
            thing = one(view, phrase)
            number = None if thing is None else count_parts(thing, part)
            return () if number is None else (str(number),)
        case Where(phrase, places):
            return _where(view, phrase, places)
        case Side(phrase, left, right):
            thing = one(view, phrase)
            if thing is None:
                return ()
            sides = view.truth(thing, left), view.truth(thing, right)
            return {(YES, NO): LEFT, (NO, YES): RIGHT}.get(sides, ())
        case Turn(phrase, sides, _):
            return _turn(view, phrase, [(side, TURNS[side.direction]) for side in sides])
        case Compare():
            return _compare(view, claim)
        case Closer(first, second, anchor):
            return _closer(view, first, second, anchor)
        case Same(first, second, attribute):
            return _same(view, first, second, attribute)
        case More(first, second):
            return _more(view, first, second)
        case RoomType():
            joined = len(view.facts.floors) > 1
            return () if joined else answers.scene_names(view.facts.scene_type)
    assert_never(claim)


LEFT = ("left side", "left", "on left side", "to left")
RIGHT = ("right side", "right", "on right side", "to right")
TURNS = {
    "left": ("left", "on left", "to left"),
    "right": ("right", "on right", "to right"),
    "ahead": ("in front", "ahead", "straight ahead"),
    "behind": ("behind", "behind you"),
}


def _said(truth: int) -> Answers:
    return {YES: _YES, NO: _NO}.get(truth, ())


def _which(view: View, phrase: Phrase, among: Phrase | None) -> Answers:
    sure, perhaps = view.sets(phrase)
    if perhaps or not 1 <= len(sure) <= _MOST_NAMED:
        return ()
    if among is not None:
        return _told_apart(view, sure[0], among) if len(sure) == 1 else ()
    return answers.called(sure[0]) if len(sure) == 1 else answers.several(sure)


def _told_apart(view: View, thing: Thing, among: Phrase) -> Answers:
    """Descriptions that fit none of the others."""
    sure, perhaps = view.sets(among)
    others = {text for t in (*sure, *perhaps) if t.id != thing.id for text in answers.called(t)}
    return tuple(text for text in answers.described(thing) if text not in others)


def _anchors(view: View, relation: str, phrase: Phrase, among: Phrase) -> Answers:
    """The relation read backwards: what the thing is on, next to, facing."""
    thing = one(view, phrase)
    if thing is None:
        return ()
    sure, perhaps = view.sets(among)
    found = []
    for other in (*sure, *perhaps):
        truth = view.truth(thing, Related(relation, _just(other)))
        if other.id == thing.id or truth == NO:
            continue
        if truth != YES or other in perhaps:
            return ()
        found.append(other)
    return answers.called(found[0]) if len(found) == 1 else ()


def _attribute(thing: Thing, attribute: str) -> Answers:
    known = {
        "color": answers.color_of,
        "material": answers.material_of,
        "shape": answers.shape_answers,
        "type": answers.type_answers,
        "state": answers.state_of,
        "look": answers.look_of,
    }
    if attribute == "pattern":
        return (thing.pattern,) if thing.pattern else ()
    return known[attribute](thing)


def _where(view: View, phrase: Phrase, places: tuple[tuple[Filter, ...], ...]) -> Answers:
    sure, perhaps = view.sets(phrase)
    if perhaps or not 1 <= len(sure) <= _MOST_NAMED:
        return ()
    return tuple(
        " and ".join(answers.place_words(f) for f in place)
        for place in places
        if all(view.truth(thing, f) == YES for thing in sure for f in place)
    )


def _turn(view: View, phrase: Phrase, sides: list[tuple[Filter, Answers]]) -> Answers:
    thing = one(view, phrase)
    if thing is None:
        return ()
    truths = [view.truth(thing, side) for side, _ in sides]
    if sorted(truths) != [NO] * (len(sides) - 1) + [YES]:
        return ()
    return sides[truths.index(YES)][1]


def _pair(view: View, first: Phrase, second: Phrase) -> tuple[Thing, Thing] | None:
    a, b = one(view, first), one(view, second)
    return (a, b) if a is not None and b is not None and a.id != b.id else None


def _choice(a: Thing, b: Thing, chosen: Thing, first: Phrase, second: Phrase) -> Answers:
    """One of two things, by the words in which the question offers it, or by its bare name."""
    words = answers.plain(first if chosen is a else second)
    name = answers.usual(chosen).one
    return (words,) if a.category == b.category else tuple(dict.fromkeys((name, words)))


def _compare(view: View, claim: Compare) -> Answers:
    pair = _pair(view, claim.first, claim.second)
    if pair is None:
        return ()
    a, b = pair
    x, y = measure_of(a, claim.measure), measure_of(b, claim.measure)
    if not exceeds(max(x, y), min(x, y), claim.measure):
        return ()
    chosen = a if (x > y) == claim.most else b
    return _choice(a, b, chosen, claim.first, claim.second)


def _closer(view: View, first: Phrase, second: Phrase, anchor: Phrase) -> Answers:
    pair, third = _pair(view, first, second), one(view, anchor)
    if pair is None or third is None or third in pair:
        return ()
    x, y = (view.distance(thing, third) for thing in pair)
    if max(x, y) < 1.3 * min(x, y) or abs(x - y) < 0.3:
        return ()
    return _choice(*pair, pair[0] if x < y else pair[1], first, second)


def _same(view: View, first: Phrase, second: Phrase, attribute: str) -> Answers:
    """Yes if the usual names agree, no if not even the accepted ones overlap."""
    pair = _pair(view, first, second)
    if pair is None:
        return ()
    x, y = (_attribute(thing, attribute) for thing in pair)
    if not x or not y:
        return ()
    if x[0] == y[0]:
        return _YES
    return () if attribute == "color" and _alike(x, y) else _NO


def _alike(x: Answers, y: Answers) -> bool:
    """Whether two colours share a word: "dark blue" and "blue", "gray" and "dark gray"."""
    return bool({w for c in x for w in c.split()} & {w for c in y for w in c.split()})


def _more(view: View, first: Phrase, second: Phrase) -> Answers:
    (a, unsure_a), (b, unsure_b) = view.sets(first), view.sets(second)
    if unsure_a or unsure_b or not a or not b or len(a) == len(b):
        return ()
    return ((first if len(a) > len(b) else second).noun.many,)


def _just(thing: Thing) -> Phrase:
    """A phrase that only stands for one thing, for asking about its relations."""
    return Phrase((Identity(thing.id),))
