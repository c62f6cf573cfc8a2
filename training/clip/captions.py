"""What people might write under a picture of a thing or of a room.

Several kinds of text for each picture: a plain name, a name with attributes, a use, a description
that tells the thing from the others in its room.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from training.rooms.colors import Random
from training.rooms.language.describing.describe import Describer
from training.rooms.language.describing.scenes import describe_scene
from training.rooms.language.facts.facts import Facts
from training.rooms.language.naming.filters import Filter, Named, Phrase, Styled
from training.rooms.language.naming.refer import Namer
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import survey_of
from training.rooms.language.naming.wording import Speaker
from training.rooms.language.words.lexicon import ENTRIES, uses_of
from training.rooms.language.words.nouns import a, listed

CaptionKind = Literal["name", "attributes", "use", "description", "scene"]
CAPTION_KINDS: tuple[CaptionKind, ...] = get_args(CaptionKind)

_TEMPLATES = (
    "{}", "a photo of {}", "a picture of {}", "there is {} in the scene", "this is {}",
    "{} in a room", "a close-up of {}", "a rendering of {}", "a photo of {} indoors",
)  # fmt: skip
"""For plain names and attributes; the bare name comes first and more often."""

_VIEWS = ("a view of {}", "a photo of {}", "{}", "part of {}", "inside {}")
_MAPS = ("a top-down view of {}", "{} seen from above", "a bird's-eye view of {}", "{}")


@dataclass(frozen=True)
class Caption:
    text: str
    kind: CaptionKind


class Captioner:
    """Writes captions for the things of one room; `rng` decides among ways to say the same."""

    def __init__(self, facts: Facts, rng: Random, *, novel: bool = False) -> None:
        resolver = Resolver(survey_of(facts))
        self._resolver = resolver
        self._rng = rng
        self._novel = novel
        self._namer = Namer(resolver, rng, novel=novel)
        self._speaker = Speaker(rng, novel=novel)
        self._describer = Describer(resolver, rng, novel=novel)
        self._index = {thing.id: i for i, thing in enumerate(facts.things)}
        self._scene_type = facts.scene_type

    def of_object(self, object_id: int, *, place: bool = True) -> list[Caption]:
        """Of one thing; `place` says also where in its room it is."""
        index = self._index[object_id]
        captions = [
            Caption(self._framed(self._name(index)), "name"),
            Caption(self._framed(self._with_attributes(index, 1)), "attributes"),
            Caption(self._framed(self._with_attributes(index, 3)), "attributes"),
        ]
        use = self._use(index)
        if use is not None:
            captions.append(Caption(use, "use"))
        described = self._describer.describe(index) if place else None
        if described is not None:
            captions.append(Caption(described.text, "description"))
        return captions

    def of_view(self, object_ids: list[int]) -> list[Caption]:
        """Of a view into a room in which these things are seen, the most prominent first."""
        room = a(self._scene_type)
        captions = [Caption(self._pick(_VIEWS).format(room), "name")]
        if object_ids:
            named = [self._with_attributes(self._index[i], n % 2) for n, i in enumerate(object_ids)]
            captions.append(Caption(f"{room} with {listed(named[:3])}", "scene"))
            captions.append(Caption(self._pick(_VIEWS).format(listed(named[:5])), "scene"))
        return captions

    def of_map(self) -> list[Caption]:
        """Of a room from above."""
        described = [describe_scene(self._resolver, self._rng, novel=self._novel) for _ in range(2)]
        return [
            Caption(self._pick(_MAPS).format(a(self._scene_type)), "name"),
            *(Caption(text, "scene") for text in dict.fromkeys(described)),
        ]

    def _name(self, index: int) -> str:
        noun = self._namer.noun(index)
        return f"some {noun.one}" if noun.are else a(noun.one)

    def _with_attributes(self, index: int, count: int) -> str:
        adjectives = self._namer.adjectives(index)[:count]
        # A style's name holds the noun: the phrase would name the thing twice.
        filters: tuple[Filter, ...] = tuple(f for f in adjectives if not isinstance(f, Styled))
        return self._speaker.some(Phrase((Named(self._namer.noun(index)), *filters)))

    def _use(self, index: int) -> str | None:
        category = self._resolver.survey.things[index].category
        uses = uses_of(category)
        kind = self._namer.hypernym(index)
        if uses and (kind is None or self._rng.random() < 0.7):
            phrases = uses[int(self._rng.integers(len(uses)))].phrases
            # The last phrase of each use is kept for the novel split.
            usual = phrases[-1:] if self._novel else phrases[:-1]
            return usual[int(self._rng.integers(len(usual)))].one
        return None if kind is None else a(kind.one)

    def _framed(self, phrase: str) -> str:
        return phrase if self._rng.random() < 0.4 else self._pick(_TEMPLATES).format(phrase)

    def _pick(self, options: tuple[str, ...]) -> str:
        return options[int(self._rng.integers(len(options)))]


def class_name(category: str) -> str:
    """The usual name of a category."""
    return ENTRIES[category].names[0].one
