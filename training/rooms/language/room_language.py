"""All that can be said and asked about a room, from its seed."""

from collections.abc import Collection
from dataclasses import dataclass, field

from training.rooms.colors import Random
from training.rooms.language.asking.question import Question
from training.rooms.language.asking.questions import QuestionConfig, ask
from training.rooms.language.describing.describe import Describer, Description
from training.rooms.language.describing.scenes import describe_scene
from training.rooms.language.facts.facts import Facts, facts_of
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import survey_of
from training.rooms.types import Room


@dataclass(frozen=True)
class LanguageConfig:
    per_object: int = 2
    """Descriptions of each visible object."""
    scenes: int = 2
    """Descriptions of the whole room."""
    questions: QuestionConfig = field(default_factory=QuestionConfig)

    @property
    def novel(self) -> bool:
        return self.questions.novel


@dataclass(frozen=True)
class RoomLanguage:
    facts: Facts
    scenes: tuple[str, ...]
    descriptions: tuple[Description, ...]
    questions: tuple[Question, ...]


def speak(
    room: Room,
    rng: Random,
    visible: Collection[int] | None = None,
    config: LanguageConfig = LanguageConfig(),
) -> RoomLanguage:
    """Descriptions and questions about the visible objects, all if `visible` is None."""
    facts = facts_of(room, visible)
    resolver = Resolver(survey_of(facts))
    describer = Describer(resolver, rng, novel=config.novel)
    descriptions: dict[str, Description] = {}
    for index in range(len(facts.things)):
        for _ in range(config.per_object):
            found = describer.describe(index)
            if found is not None:
                descriptions.setdefault(found.text, found)
    scenes = (describe_scene(resolver, rng, novel=config.novel) for _ in range(config.scenes))
    return RoomLanguage(
        facts,
        tuple(dict.fromkeys(scenes)),
        tuple(descriptions.values()),
        ask(resolver, rng, config.questions),
    )
