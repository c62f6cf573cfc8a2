"""All that is asked and said about the scenes of a store, without their clouds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqdm import tqdm

from backend.models.votenet.classes import DetectionClasses
from training.data.examples import Question, Utterance
from training.questions.store import SceneStore

_OTHERS = "others"


@dataclass(frozen=True)
class SaidScene:
    """What is said about one scene, and what there is in it."""

    name: str
    questions: tuple[Question, ...]
    descriptions: tuple[Utterance, ...]
    classes: Mapping[int, int]
    """What each object with a box is to the detector, by its id."""
    labels: frozenset[str]
    """What the objects are called."""


@dataclass(frozen=True)
class Corpus:
    scenes: tuple[SaidScene, ...]
    """In the order of the store."""
    others: int | None
    """The class of everything that has no class of its own, if there is one."""

    def questions(self) -> Iterator[Question]:
        for scene in self.scenes:
            yield from scene.questions

    def texts(self) -> Iterator[str]:
        """Everything that a network may have to read."""
        for scene in self.scenes:
            yield from (question.words for question in scene.questions)
            yield from (description.text for description in scene.descriptions)


def read_corpus(store: SceneStore, classes: DetectionClasses, *, progress: bool = True) -> Corpus:
    """Read every scene once; `classes` are those that the store's scenes are labelled with.

    Raises:
        CommandError: a scene's files are missing or damaged.
    """
    rows = tqdm(range(len(store)), desc="Questions", unit="scene", disable=not progress)
    others = classes.names.index(_OTHERS) if _OTHERS in classes.names else None
    return Corpus(tuple(_said(store, row) for row in rows), others)


def _said(store: SceneStore, row: int) -> SaidScene:
    scene = store.scene(row)
    assert scene.boxes.instances is not None
    return SaidScene(
        scene.name,
        scene.questions,
        scene.descriptions,
        dict(zip(scene.boxes.instances.tolist(), scene.classes.tolist(), strict=True)),
        frozenset(scene.boxes.labels),
    )
