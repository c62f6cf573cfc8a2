"""What CLIP knows of the training scenes: features of their descriptions and pictures."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float16, Float32

from training.rooms.colors import Random

Clue = Float32[np.ndarray, " clip"] | None


@runtime_checkable
class Clues(Protocol):
    def draw(self, scene: int, rng: Random) -> tuple[Clue, Clue]:
        """Features of one description and one picture of a scene; None where there are none."""
        ...


@dataclass(frozen=True)
class NoClues:
    """For training the detector alone."""

    def draw(self, scene: int, rng: Random) -> tuple[Clue, Clue]:
        return None, None


NO_CLUES = NoClues()


@dataclass(frozen=True)
class StoredClues:
    """Features that were computed once, scene after scene."""

    texts: Float16[np.ndarray, "texts clip"]
    text_starts: tuple[int, ...]
    """Where each scene's texts start, and after the last where they end."""
    images: Float16[np.ndarray, "images clip"]
    image_starts: tuple[int, ...]

    def draw(self, scene: int, rng: Random) -> tuple[Clue, Clue]:
        return (
            _one(self.texts, self.text_starts, scene, rng),
            _one(self.images, self.image_starts, scene, rng),
        )


def _one(
    features: Float16[np.ndarray, "features clip"],
    starts: tuple[int, ...],
    scene: int,
    rng: Random,
) -> Clue:
    first, end = starts[scene], starts[scene + 1]
    return None if first == end else features[rng.integers(first, end)].astype(np.float32)
