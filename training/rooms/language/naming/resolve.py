"""Which things a phrase means, by the bit sets of a survey."""

from functools import cached_property

from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.ranks import extreme, kth, measure_of, nearest
from training.rooms.language.facts.relations import between
from training.rooms.language.facts.truth import NO, UNCLEAR, YES
from training.rooms.language.facts.viewer import sideways
from training.rooms.language.naming import matching
from training.rooms.language.naming.filters import (
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
from training.rooms.language.naming.survey import NONE, Marks, Survey, marks_of, members


class Resolver:
    """Resolves phrases about one room and remembers the results."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._filters: dict[Filter, Marks] = {}
        self._phrases: dict[Phrase, Marks] = {}

    @property
    def facts(self) -> Facts:
        return self.survey.facts

    def sets(self, phrase: Phrase) -> tuple[list[Thing], list[Thing]]:
        """Those that fit for sure, and those that may fit besides."""
        marks, things = self.marks(phrase), self.survey.things
        unsure = marks.open & ~marks.sure
        return [things[i] for i in members(marks.sure)], [things[i] for i in members(unsure)]

    def truth(self, thing: Thing, f: Filter) -> int:
        marks, bit = self.filter(f), 1 << self.index[thing.id]
        return YES if marks.sure & bit else UNCLEAR if marks.open & bit else NO

    def distance(self, a: Thing, b: Thing) -> float:
        return float(self.survey.distance[self.index[a.id], self.index[b.id]])

    @cached_property
    def index(self) -> dict[int, int]:
        """From ids to positions."""
        return {thing.id: i for i, thing in enumerate(self.survey.things)}

    @cached_property
    def all(self) -> Marks:
        return Marks(self.survey.everything, self.survey.everything)

    def marks(self, phrase: Phrase) -> Marks:
        """The set that the phrase describes."""
        if phrase not in self._phrases:
            found = self.all
            for f in phrase.filters:
                found = self.narrowed(found, f)
            self._phrases[phrase] = found
        return self._phrases[phrase]

    def only(self, phrase: Phrase) -> int | None:
        """The index of the one thing that is meant, None if it is not clear or not one."""
        return self.marks(phrase).only

    def narrowed(self, marks: Marks, f: Filter) -> Marks:
        """The members that pass a filter."""
        if isinstance(f, Extreme | Nearest | Ordinal):
            return self._ranked(marks, f)
        return marks & self.filter(f)

    def filter(self, f: Filter) -> Marks:
        """All things of the room that pass a filter which looks at one thing at a time."""
        if f not in self._filters:
            self._filters[f] = self._compute(f)
        return self._filters[f]

    def _compute(self, f: Filter) -> Marks:
        things, survey = self.survey.things, self.survey
        match f:
            case Named(noun):
                return marks_of([matching.named(t, noun.one) for t in things])
            case Identity(thing):
                return marks_of([YES if t.id == thing else NO for t in things])
            case Colored(word):
                return marks_of([matching.colored(t, word) for t in things])
            case Made(substance):
                return marks_of([matching.made(t, substance) for t in things])
            case Shaped(shape):
                return marks_of([matching.shaped(t, shape) for t in things])
            case Patterned(pattern):
                return marks_of([matching.patterned(t, pattern) for t in things])
            case Styled(category, word):
                return marks_of([matching.styled(t, category, word) for t in things])
            case At(spot):
                return survey.at(spot)
            case Related(relation, anchor, negated):
                return self._related(relation, anchor, negated)
            case Between(first, second):
                return self._between(first, second)
            case Seen(relation, anchor, stance, _):
                index = self.only(anchor)
                return NONE if index is None else survey.seen(relation, index, stance)
            case Around(direction, stance, _):
                return survey.around(direction, stance)
        raise TypeError(f"Wanted a filter of single things, got {f!r}.")

    def _related(self, relation: str, anchor: Phrase, negated: bool) -> Marks:
        index = self.only(anchor)
        if index is None:
            return NONE
        marks = self.survey.related(relation, index)
        if not negated:
            return marks
        whole = self.survey.everything & ~(1 << index)
        return Marks(whole & ~marks.open, whole & ~marks.sure)

    def _between(self, first: Phrase, second: Phrase) -> Marks:
        b, c = self.only(first), self.only(second)
        if b is None or c is None or b == c:
            return NONE
        pieces = self.survey.pieces
        return marks_of(between(pieces, pieces.one(b), pieces.one(c)).tolist())

    def _ranked(self, marks: Marks, f: Extreme | Nearest | Ordinal) -> Marks:
        if not marks.clear:
            return Marks(0, marks.open)
        found = members(marks.sure)
        if isinstance(f, Nearest):
            # Nothing counts as closest to itself.
            found = [i for i in found if i != self.only(f.anchor)]
        position = self._rank(found, f)
        return NONE if position is None else Marks(1 << found[position], 1 << found[position])

    def _rank(self, found: list[int], f: Extreme | Nearest | Ordinal) -> int | None:
        survey = self.survey
        if isinstance(f, Extreme):
            values = [measure_of(survey.things[i], f.measure) for i in found]
            return extreme(values, f.measure, most=f.most)
        if isinstance(f, Nearest):
            anchor = self.only(f.anchor)
            if anchor is None:
                return None
            distances = [float(survey.distance[i, anchor]) for i in found]
            return nearest(distances, farthest=f.farthest)
        to_the_right = sideways(survey.pieces, f.stance)
        sign = 1 if f.side == "left" else -1
        return kth([sign * float(to_the_right[i]) for i in found], f.number)
