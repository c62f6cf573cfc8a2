"""Which seeds belong to which split: ranges that never meet."""

from typing import Literal

Split = Literal[
    "train",
    "val",
    "test",
    "novel-categories",  # Shows the held-out categories; everything else as in test.
    "novel-styles",  # Shows the held-out styles of known categories.
    "novel-phrasings",  # Asks and describes in the held-out words.
]

SPLITS: tuple[Split, ...] = (
    "train", "val", "test", "novel-categories", "novel-styles", "novel-phrasings",
)  # fmt: skip

_LENGTH = 10**8
"""Seeds of each split."""


def room_seed(split: Split, index: int) -> int:
    """The seed of a split's room.

    Raises:
        ValueError: the split has no such room.
    """
    if not 0 <= index < _LENGTH:
        raise ValueError(
            f"wanted a room from 0 to {_LENGTH - 1}, got {index}. Choose another --start"
        )
    return SPLITS.index(split) * _LENGTH + index


def split_of(seed: int) -> Split:
    """The split that a seed belongs to."""
    return SPLITS[seed // _LENGTH]


def room_name(split: Split, index: int) -> str:
    """Of a room's folder and in lists: train_000012."""
    return f"{split}_{index:06d}"
