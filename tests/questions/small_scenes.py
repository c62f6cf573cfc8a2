"""Two scenes of a few blocks on a floor, with questions, that a small network learns by heart."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from backend.models.card import ClipIdentity
from backend.models.clip.minilm import WIDTH
from backend.models.scene_network import fact_count
from backend.types import Boxes
from tests.checkpoints import CLASSES, question_config
from training.data.answers import AnswerVocabulary, answer_vocabulary
from training.data.examples import Question, QuestionScene, Utterance
from training.loop.seeds import seed_all
from training.losses.votenet import LossConfig
from training.questions.asking import QuestionData
from training.questions.augment import NONE
from training.questions.batches import EpochConfig
from training.questions.corpus import read_corpus
from training.questions.items import ItemConfig
from training.questions.presets import scene_network
from training.questions.pretrain import BatchNormConfig
from training.questions.sample import SampleConfig
from training.questions.store import SceneStore
from training.questions.texts import TextPart, TextStore
from training.questions.vqa import VqaTask
from training.questions.vqa_config import VocabularyConfig, VqaTaskConfig, vqa_task_config

CLIP = ClipIdentity("small", "random", "0" * 64)
_KINDS = {"bed": (2.0, 1.6, 0.5), "chair": (0.5, 0.5, 0.9), "lamp": (0.3, 0.3, 0.6)}


def block_scene(name: str, things: list[tuple[str, float, float]], seed: int) -> QuestionScene:
    """Things by their kind and place on the floor, metres."""
    rng = np.random.default_rng(seed)
    sizes = np.array([_KINDS[kind] for kind, _, _ in things], np.float32)
    centers = np.array([(x, y, size[2] / 2) for (_, x, y), size in zip(things, sizes, strict=True)])
    points = [rng.uniform((0, 0, 0), (5, 5, 0.01), (300, 3))]
    instances = [np.full(300, -1)]
    for number, (center, size) in enumerate(zip(centers, sizes, strict=True)):
        points.append(center + size * rng.uniform(-0.5, 0.5, (250, 3)))
        instances.append(np.full(250, 10 + number))
    positions = np.concatenate(points).astype(np.float32)
    kinds = tuple(kind for kind, _, _ in things)
    return QuestionScene(
        name=name,
        points=positions,
        colors=rng.integers(0, 255, positions.shape).astype(np.uint8),
        instances=np.concatenate(instances).astype(np.int32),
        boxes=Boxes(
            centers.astype(np.float32),
            sizes,
            np.zeros(len(things), np.float32),
            kinds,
            instances=np.arange(10, 10 + len(things), dtype=np.int32),
        ),
        classes=np.array([CLASSES.names.index(kind) for kind in kinds], np.int64),
    )


def asked(
    scene: str, number: int, text: str, answers: tuple[str, ...], ids: tuple[int, ...],
    names: tuple[str, ...], kind: str,
) -> Question:  # fmt: skip
    return Question(f"{scene}-{number}", scene, text, answers, ids, names, kind=kind)


FIRST = replace(
    block_scene("first", [("bed", 1.2, 1.0), ("chair", 4.0, 1.0), ("chair", 4.0, 4.0)], 0),
    questions=(
        asked("first", 0, "How many chairs are there?", ("2",), (11, 12), ("chair", "chair"),
              "count"),
        asked("first", 1, "What color is the bed?", ("white",), (10,), ("bed",), "color"),
        asked("first", 2, "Is there a lamp?", ("no",), (), (), "exists"),
        asked("first", 3, "What is next to the bed?", ("brown chair", "chair"), (11, 10),
              ("chair", "bed"), "what is"),
        asked("first", 4, "Is the chair near the bed?", ("yes",), (11, 10), ("chair", "bed"),
              "is it"),
    ),
    descriptions=(Utterance("first", 10, "bed", "This is the large bed."),),
)  # fmt: skip
SECOND = replace(
    block_scene("second", [("lamp", 1.0, 4.0), ("chair", 2.5, 2.5)], 1),
    questions=(
        asked("second", 0, "How many chairs are there?", ("1",), (11,), ("chair",), "count"),
        asked("second", 1, "What color is the lamp?", ("brown",), (10,), ("lamp",), "color"),
        asked("second", 2, "Is there a lamp?", ("yes",), (10,), ("lamp",), "exists"),
        asked("second", 3, "Is there a bed?", ("no",), (), (), "exists"),
    ),
    descriptions=(Utterance("second", 11, "chair", "The chair in the middle."),),
)


class Scenes:
    """A store in memory."""

    def __init__(self, *scenes: QuestionScene) -> None:
        self._scenes = scenes

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(scene.name for scene in self._scenes)

    def __len__(self) -> int:
        return len(self._scenes)

    def scene(self, index: int) -> QuestionScene:
        return self._scenes[index]

    def scene_type(self, index: int) -> str:
        return "bedroom"


def random_texts(texts: Iterable[str]) -> TextStore:
    """States that depend on the words, without any text tower."""
    unique = sorted(set(texts))
    words = {word for text in unique for word in text.split()}
    rng = np.random.default_rng(0)
    states = {word: rng.standard_normal(WIDTH).astype(np.float16) for word in sorted(words)}
    rows = [np.stack([states[word] for word in text.split()]) for text in unique]
    pooled = np.stack([row.mean(axis=0) for row in rows])
    starts = np.cumsum([0, *(len(row) for row in rows)])
    part = TextPart(tuple(unique), np.concatenate(rows), starts, pooled)
    return TextStore(CLIP, (part,))


def question_data(store: SceneStore | None = None) -> QuestionData:
    store = store or Scenes(FIRST, SECOND)
    corpus = read_corpus(store, CLASSES, progress=False)
    return QuestionData(store, corpus, random_texts(corpus.texts()))


def vocabulary(data: QuestionData) -> AnswerVocabulary:
    return answer_vocabulary(data.corpus.questions())


def task_config(answers: int) -> VqaTaskConfig:
    """Ours, small and without dropout."""
    network = question_config(presence=True)
    fusion = replace(network.vqa, answers=answers, linear_heads=False, dropout=0.0,
                     word_dropout=0.0, answer_dropout=0.0)  # fmt: skip
    scene = replace(network.scene, encoder=replace(network.scene.encoder, dropout=0.0))
    return VqaTaskConfig(
        replace(network, vqa=fusion, scene=scene),
        SampleConfig(800, NONE),
        EpochConfig(2),
        ItemConfig(questions=5, descriptions=1, foreign=1),
        rounds=1,
        vocabulary=VocabularyConfig(1, "any", prior=True),
        detection=LossConfig(),
        batch_norm=BatchNormConfig(0.1, least=0.1),
    )


def tiny_config(answers: int) -> VqaTaskConfig:
    """The preset "tiny", which is large enough to find the things."""
    scene = scene_network("tiny")
    detector = replace(scene.detector, classes=CLASSES)
    encoder = replace(scene.encoder, facts=fact_count(detector))
    config = vqa_task_config("tiny", answers, 0, replace(scene, detector=detector, encoder=encoder))
    return replace(config, sample=SampleConfig(800, NONE), items=task_config(answers).items)


def question_task(config: VqaTaskConfig | None = None, data: QuestionData | None = None) -> VqaTask:
    data = data or question_data()
    answers = vocabulary(data)
    seed_all(0)
    return VqaTask(data, data, answers, config or task_config(len(answers)))
