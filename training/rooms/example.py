"""One training example: a room, its scan, and what can be said and asked about it.

Everything follows from the seed. Layout, scan and words draw from streams of their own, so that a
change in one leaves the others as they were.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from training.rooms.generate import room_from_seed
from training.rooms.programs.wishes import Novel
from training.rooms.scan.annotated import Scan
from training.rooms.scan.clean import sample_room
from training.rooms.scan.scanner import ScanConfig, scan_room
from training.rooms.splits import Split, room_name, room_seed
from training.rooms.types import Room, SceneType

_SCAN = 1
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


@dataclass(frozen=True)
class Example:
    split: Split
    index: int
    room: Room
    scan: Scan

    @property
    def name(self) -> str:
        return room_name(self.split, self.index)


def make_example(split: Split, index: int, config: ExampleConfig = ExampleConfig()) -> Example:
    """The room with this number in a split, scanned."""
    seed = room_seed(split, index)
    room = room_from_seed(seed, scene_type=config.scene_type, novel=_novel(split))
    rng = np.random.default_rng([seed, _SCAN])
    if config.points == "clean":
        return Example(split, index, room, sample_room(room, rng, config.clean_count))
    return Example(split, index, room, scan_room(room, rng, config.scan))


def _novel(split: Split) -> Novel:
    match split:
        case "novel-categories":
            return "categories"
        case "novel-styles":
            return "styles"
        case _:
            return "nothing"
