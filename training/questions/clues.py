"""What CLIP knows of the training scenes: features of their descriptions and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float16, Float32

from training.questions.corpus import Corpus
from training.questions.pictures import PictureStore
from training.questions.texts import TextStore
from training.rooms.colors import Random

_SAID = "Point cloud of a scene where {}"
"""How 3D-VQA's code puts a description to CLIP."""

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


def scene_captions(corpus: Corpus, most: int) -> list[list[str]]:
    """Of each scene at most so many descriptions, as they are put to CLIP."""
    return [
        [_SAID.format(one.text) for one in scene.descriptions[:most]] for scene in corpus.scenes
    ]


def stored_clues(
    captions: Sequence[Sequence[str]],
    texts: TextStore,
    pictures: PictureStore,
    names: Sequence[str],
) -> StoredClues:
    """The features of scenes in the order of their names.

    Raises:
        CommandError: a caption or a scene's picture was not encoded.
    """
    views = pictures.of(names)
    return StoredClues(
        texts.pooled([text for scene in captions for text in scene]),
        _starts(captions),
        np.concatenate(views),
        _starts(views),
    )


def _starts(parts: Sequence[Sequence[object] | np.ndarray]) -> tuple[int, ...]:
    return (0, *np.cumsum([len(part) for part in parts]).tolist())


def _one(
    features: Float16[np.ndarray, "features clip"],
    starts: tuple[int, ...],
    scene: int,
    rng: Random,
) -> Clue:
    first, end = starts[scene], starts[scene + 1]
    return None if first == end else features[rng.integers(first, end)].astype(np.float32)
