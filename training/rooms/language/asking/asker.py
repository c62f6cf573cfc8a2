"""The workshop in which all kinds of questions about one room are made."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from training.rooms.colors import Random
from training.rooms.language.asking.claims import Claim
from training.rooms.language.asking.question import Question
from training.rooms.language.asking.reply import reply
from training.rooms.language.asking.templates import Template
from training.rooms.language.asking.templates_attributes import ATTRIBUTES
from training.rooms.language.asking.templates_numbers import NUMBERS
from training.rooms.language.asking.templates_places import PLACES
from training.rooms.language.asking.templates_things import THINGS
from training.rooms.language.facts.facts import Thing
from training.rooms.language.facts.viewer import standing_at
from training.rooms.language.naming.filters import Around, Named, Phrase, Related
from training.rooms.language.naming.refer import Namer, stands
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import PAIRS, members
from training.rooms.language.naming.wording import Speaker
from training.rooms.language.words.lexicon import ENTRIES
from training.rooms.language.words.nouns import Noun

T = TypeVar("T")

VIEWS = ("door", "sitting", "facing", "back")
"""Kinds of stances in which people say to be."""

_PLAIN = 4
"""So many templates of each kind, the first, are asked as often as all together."""

TEMPLATES: dict[str, tuple[Template, ...]] = {**PLACES, **THINGS, **ATTRIBUTES, **NUMBERS}


def template_count() -> int:
    """How many different templates there are for questions."""
    return sum(len(kind) for kind in TEMPLATES.values())


class Asker:
    def __init__(self, resolver: Resolver, rng: Random, *, novel: bool = False) -> None:
        self.resolver = resolver
        self.survey = resolver.survey
        self.things = resolver.survey.things
        self.rng = rng
        self.novel = novel
        self.namer = Namer(resolver, rng, novel=novel)
        self.speaker = Speaker(rng, novel=novel)

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.rng.integers(len(options)))]

    def index(self) -> int:
        """Any thing."""
        return int(self.rng.integers(len(self.things)))

    def thing(self, index: int) -> Thing:
        return self.things[index]

    def usual(self, index: int) -> Noun:
        return ENTRIES[self.things[index].category].names[0]

    @cached_property
    def places(self) -> dict[str, list[tuple[Related, int]]]:
        """By relation: places that can be named in short and where there surely is something."""
        found: dict[str, list[tuple[Related, int]]] = {}
        for anchor in range(len(self.things)):
            short = self.namer.short(anchor)
            if short is None:
                continue
            for name in PAIRS:
                if self.survey.related(name, anchor).sure:
                    found.setdefault(name, []).append((Related(name, short), anchor))
        return found

    def view(self) -> tuple[Around, int] | None:
        """One side of a viewer whose place can be told in short, and the thing that tells it."""
        at = self.index()
        kinds = [kind for kind in VIEWS if stands(self.things[at], kind)]
        where = self.namer.short(at)
        if not kinds or where is None:
            return None
        stance = standing_at(self.things[at], self.pick(kinds), self.survey.facts)
        if stance is None:
            return None
        known = {"facing": ("left", "right", "behind"), "back": ("left", "right", "ahead")}
        side = self.pick(known.get(stance.kind, ("left", "right", "ahead", "behind")))
        return Around(side, stance, where), at

    @cached_property
    def clear_places(self) -> dict[str, list[tuple[Related, int]]]:
        """Those of which it is clear what is there, if that is four things at most."""
        clear = {
            name: [
                (f, anchor)
                for f, anchor in places
                if self.survey.related(name, anchor).clear
                and self.survey.related(name, anchor).sure.bit_count() <= 4
            ]
            for name, places in self.places.items()
        }
        return {name: places for name, places in clear.items() if places}

    def noun_phrase(self, index: int) -> Phrase:
        """Only a name of the thing's category."""
        return Phrase((Named(self.namer.noun(index)),))

    def found(self, phrase: Phrase) -> list[int]:
        """The things that a phrase means for sure; none if others may be meant too."""
        marks = self.resolver.marks(phrase)
        return members(marks.sure) if marks.clear else []

    def surely(self, phrase: Phrase) -> list[int]:
        """The things that fit a phrase for sure, whatever else may."""
        return members(self.resolver.marks(phrase).sure)

    def ask(
        self,
        kind: str,
        claim: Claim,
        slots: dict[str, str],
        about: Sequence[int],
        *,
        situation: str | None = None,
        plural: bool = False,
        spread: bool = False,
    ) -> Question | None:
        """Put a claim into words; None if it has no clear answer.

        `about` are positions of the things it is about, those of the answer first; `situation` is
        what the viewer does, without "I am"; `plural` says that {x} takes "are", `spread` that the
        first answer is drawn from all instead of being the usual one.
        """
        right = reply(claim, self.resolver)
        if not right:
            return None
        template = self._template(kind)
        text = template.text.format_map(_with_capitals(slots, situation))
        things = [self.things[i] for i in dict.fromkeys(about)]
        return Question(
            _sentence(_agreeing(text, slots.get("x", "")) if plural else text),
            self._answers(right, spread=spread),
            kind,
            tuple(thing.id for thing in things),
            tuple(thing.category for thing in things),
            f"I am {situation}." if situation else None,
            template.id,
            claim,
        )

    def _template(self, kind: str) -> Template:
        known = TEMPLATES[kind]
        held_out = [t for t in known if t.held_out]
        if self.novel and held_out and self.chance(0.7):
            return self.pick(held_out)
        usual = [t for t in known if not t.held_out]
        return self.pick(usual[:_PLAIN] if self.chance(0.5) else usual)

    def _answers(self, right: tuple[str, ...], *, spread: bool) -> tuple[str, ...]:
        """All of a short list; of a long one the usual answer and two others, in random order."""
        right = tuple(dict.fromkeys(right))
        if not spread:
            return right[:4]
        others = [right[1 + i] for i in self.rng.permutation(len(right) - 1)[:2]]
        chosen = [right[0], *others]
        return tuple(chosen) if self.chance(0.4) else (*chosen[1:], chosen[0])


def _with_capitals(slots: dict[str, str], situation: str | None) -> dict[str, str]:
    known = slots | ({"situation": situation} if situation else {})
    return known | {key.capitalize(): text[:1].upper() + text[1:] for key, text in known.items()}


def _agreeing(text: str, subject: str) -> str:
    """Verbs of a singular frame made plural."""
    for old, new in (("is", "are"), ("does", "do"), ("has", "have")):
        text = re.sub(rf"\b{old} the {re.escape(subject)}", f"{new} the {subject}", text)
        text = re.sub(
            rf"\b{old.capitalize()} the {re.escape(subject)}",
            f"{new.capitalize()} the {subject}",
            text,
        )
        text = re.sub(rf"\bhe {re.escape(subject)} {old}\b", f"he {subject} {new}", text)
    return text


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
