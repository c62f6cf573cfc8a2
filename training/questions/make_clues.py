"""Clues of pre-training from the features of descriptions and pictures."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from training.questions.clues import StoredClues
from training.questions.corpus import Corpus
from training.questions.pictures import PictureStore
from training.questions.texts import TextStore

PREFIX = "Point cloud of a scene where "
"""Before each description, as in 3D-VQA's released code."""


def clue_texts(corpus: Corpus) -> list[list[str]]:
    """What should be encoded of each scene's descriptions."""
    return [
        [PREFIX + description.text for description in scene.descriptions] for scene in corpus.scenes
    ]


def make_clues(corpus: Corpus, texts: TextStore, pictures: PictureStore) -> StoredClues:
    """Features of all descriptions and pictures, scene after scene.

    Raises:
        CommandError: a text or a scene's pictures were not encoded.
    """
    said = clue_texts(corpus)
    seen = pictures.of([scene.name for scene in corpus.scenes])
    return StoredClues(
        texts=texts.pooled([text for scene in said for text in scene]),
        text_starts=_starts([len(scene) for scene in said]),
        images=np.concatenate(seen),
        image_starts=_starts([len(views) for views in seen]),
    )


def _starts(counts: Sequence[int]) -> tuple[int, ...]:
    return (0, *accumulate(counts))
