"""One training example: a room, its scan, and what can be said and asked about it.

Everything follows from the seed. Layout, scan and words draw from streams of their own, so that a
change in one leaves the others as they were.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.generate import room_from_seed
from training.rooms.language.room_language import LanguageConfig, RoomLanguage, speak
from training.rooms.programs.wishes import novelty
from training.rooms.scan.annotated import Scan
from training.rooms.scan.clean import sample_room
from training.rooms.scan.scanner import ScanConfig, scan_room
from training.rooms.splits import Split, room_name, room_seed
from training.rooms.types import Room, SceneType

_SCAN, _WORDS = 1, 2
"""Numbers of the random streams beside the layout's."""


@dataclass(frozen=True)
class ExampleConfig:
    """What an example consists of."""

    points: Literal["scan", "clean"] = "scan"
    """Through the simulated sensor, or evenly on all surfaces."""
    clean_count: int = 60_000
    """Points of a clean sampling."""
    scan: ScanConfig = field(default_factory=ScanConfig)
    scene_type: SceneType | None = None
    """Only rooms of this type; all types in their usual shares where it is not given."""
    words: LanguageConfig | None = field(default_factory=LanguageConfig)
    """How much is said and asked about what was seen; None leaves it out."""


@dataclass(frozen=True)
class Example:
    split: Split
    index: int
    room: Room
    scan: Scan
    words: RoomLanguage | None

    @property
    def name(self) -> str:
        return room_name(self.split, self.index)


def make_example(split: Split, index: int, config: ExampleConfig = ExampleConfig()) -> Example:
    """The room with this number in a split, scanned and put into words."""
    seed = room_seed(split, index)
    room = room_from_seed(seed, scene_type=config.scene_type, novel=novelty(split))
    scan = _scanned(room, np.random.default_rng([seed, _SCAN]), config)
    return Example(split, index, room, scan, _said(split, scan, config.words))


def _scanned(room: Room, rng: Random, config: ExampleConfig) -> Scan:
    if config.points == "clean":
        return sample_room(room, rng, config.clean_count)
    return scan_room(room, rng, config.scan)


def _said(split: Split, scan: Scan, config: LanguageConfig | None) -> RoomLanguage | None:
    """Only about what can be seen in the scan."""
    if config is None:
        return None
    questions = replace(config.questions, novel=split == "novel-phrasings")
    rng = np.random.default_rng([scan.room.seed, _WORDS])
    return speak(scan.room, rng, scan.visible(), replace(config, questions=questions))
