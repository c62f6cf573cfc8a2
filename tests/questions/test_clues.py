"""Clues about scenes come from those scenes' own descriptions and pictures."""

from collections.abc import Sequence

import numpy as np
import pytest
from jaxtyping import Float16

from backend.models.card import ClipIdentity
from training.data.examples import Utterance
from training.questions.clues import StoredClues, scene_captions, stored_clues
from training.questions.corpus import Corpus, SaidScene
from training.questions.pictures import PictureStore
from training.questions.texts import TextStore

NOBODY = ClipIdentity("none", "none", "0")


class Texts(TextStore):
    """Each text's feature is its length."""

    def pooled(self, texts: Sequence[str]) -> Float16[np.ndarray, "texts dim"]:
        return np.array([[len(text), 0.0] for text in texts], np.float16)


def scene(name: str, *said: str) -> SaidScene:
    utterances = tuple(Utterance(name, i, "chair", text) for i, text in enumerate(said))
    return SaidScene(name, (), utterances, {}, frozenset())


@pytest.fixture
def clues() -> StoredClues:
    corpus = Corpus((scene("a", "one", "three"), scene("b"), scene("c", "thirteen")), None)
    captions = scene_captions(corpus, 8)
    views = {name: np.full((n + 1, 2), n, np.float16) for n, name in enumerate("abc")}
    pictures = PictureStore(NOBODY, views)
    return stored_clues(captions, Texts(NOBODY, ()), pictures, tuple("abc"))


def test_each_scene_has_its_own(clues: StoredClues) -> None:
    rng = np.random.default_rng(0)
    prefix = len("Point cloud of a scene where ")
    drawn = {row: {draw(clues, row, rng) for _ in range(30)} for row in (0, 2)}
    assert drawn[0] == {(prefix + 3, 0), (prefix + 5, 0)}
    assert drawn[2] == {(prefix + 8, 2)}


def test_a_scene_of_which_nothing_is_said_has_a_picture_only(clues: StoredClues) -> None:
    text, image = clues.draw(1, np.random.default_rng(0))
    assert text is None and image is not None and image.tolist() == [1, 1]


def test_only_so_many_captions_are_kept() -> None:
    corpus = Corpus((scene("a", *"abcdefgh"),), None)
    assert [len(part) for part in scene_captions(corpus, 3)] == [3]


def draw(clues: StoredClues, row: int, rng: np.random.Generator) -> tuple[float, float]:
    text, image = clues.draw(row, rng)
    assert text is not None and image is not None
    return float(text[0]), float(image[0])
