"""Which rooms a report is about."""

from dataclasses import dataclass

from training.rooms.generate import room_from_seed
from training.rooms.programs.wishes import novelty
from training.rooms.splits import Split, room_seed
from training.rooms.types import Room


@dataclass(frozen=True)
class Rooms:
    """So many rooms of a split, from one on."""

    split: Split
    start: int
    count: int

    def __str__(self) -> str:
        return f"{self.split} {self.start} to {self.start + self.count - 1}"

    @property
    def indices(self) -> range:
        return range(self.start, self.start + self.count)

    def first(self, most: int) -> "Rooms":
        """The first of them, at most so many."""
        return Rooms(self.split, self.start, min(self.count, most))

    def others(self) -> "Rooms":
        """A third as many of another split, for questions not yet met: of the test split, or of
        the validation split if these are themselves of the test split.
        """
        return Rooms("val" if self.split == "test" else "test", 0, -(-self.count // 3))


def room_of(split: Split, index: int) -> Room:
    """The room with this number in a split, as examples show it."""
    return room_from_seed(room_seed(split, index), novel=novelty(split))
