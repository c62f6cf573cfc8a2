"""A scene with what is asked and said about it: rooms and real scans go through this interface."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Int32, Int64, UInt8

from backend.types import Boxes, Vector

Quaternion = tuple[float, float, float, float]


@dataclass(frozen=True)
class Utterance:
    """What somebody said so that others find one object."""

    scene: str
    object_id: int
    object_name: str
    text: str
    number: str = ""
    """Tells apart what is said about one object, where the data set numbers that."""


@dataclass(frozen=True)
class Situation:
    """Where somebody stands who asks."""

    text: str
    alternatives: tuple[str, ...] = ()
    """The same in other words."""
    position: Vector | None = None
    """Metres, in the axes of the data set's file."""
    rotation: Quaternion | None = None
    """Unit quaternion wxyz, in the axes of the data set's file."""


@dataclass(frozen=True)
class Question:
    id: str
    """Unique within its data set."""
    scene: str
    text: str
    """Without the situation."""
    answers: tuple[str, ...] = ()
    """Acceptable ones, the best first; empty where they are kept secret."""
    object_ids: tuple[int, ...] = ()
    """What it is about, the objects of the answer first; empty where that is not annotated."""
    object_names: tuple[str, ...] = ()
    situation: Situation | None = None
    kind: str = ""
    """As the data set calls it; empty where it has no kinds."""

    @property
    def words(self) -> str:
        """All that is asked: the situation, if there is one, and the question."""
        return self.text if self.situation is None else f"{self.situation.text} {self.text}"


@dataclass(frozen=True)
class QuestionScene:
    """A labelled cloud in metres, Z up and along the walls, and its questions."""

    name: str
    points: Float32[np.ndarray, "points 3"]
    colors: UInt8[np.ndarray, "points 3"]
    """sRGB."""
    instances: Int32[np.ndarray, " points"]
    """Object id; -1 = none."""
    boxes: Boxes
    """Along the axes and tight to the objects' points; `instances` are object ids."""
    classes: Int64[np.ndarray, " boxes"]
    """Index into the names of the detector's classes."""
    questions: tuple[Question, ...] = ()
    descriptions: tuple[Utterance, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader had to leave out or to assume, one sentence each."""

    def __post_init__(self) -> None:
        if self.boxes.instances is None:
            raise ValueError(f"wanted the object ids of the boxes of {self.name}, got none")

    def boxes_of(self, object_ids: Sequence[int]) -> tuple[int, ...]:
        """Rows of the boxes of objects, in the order of the ids; those without a box left out."""
        assert self.boxes.instances is not None
        rows = {int(number): row for row, number in enumerate(self.boxes.instances) if number >= 0}
        return tuple(rows[i] for i in object_ids if i in rows)
