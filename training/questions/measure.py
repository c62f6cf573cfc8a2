"""Everything that a network finds and says in the scenes of a store."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tqdm import tqdm

from training.questions.corpus import Corpus, read_corpus
from training.questions.detect import DetectConfig
from training.questions.items import ItemConfig, asked, described, draw_foreign, foreign
from training.questions.replies import Query, SceneReplies, Speaker, look
from training.questions.store import SceneStore
from training.questions.texts import add_texts
from training.questions.trained import Trained, clip_of


@dataclass(frozen=True)
class MeasureConfig:
    detect: DetectConfig = field(default_factory=DetectConfig)
    descriptions: bool = False
    """Whether descriptions are grounded too."""
    foreign: int = 3
    """Questions about each scene that are about something it lacks, at most."""
    clip: str = "embedded"
    """The CLIP that the network was trained with."""
    texts: Path = Path("runs/texts")
    """Folder for what the text encoder makes of the questions."""


def measure(trained: Trained, store: SceneStore, config: MeasureConfig) -> Iterator[SceneReplies]:
    """One scene after the other, all its questions asked where the network answers.

    Raises:
        CommandError: a scene's files are missing or damaged, or the CLIP is not the network's.
    """
    queries: list[list[Query]] = [[] for _ in range(len(store))]
    speaker = None
    if trained.questions is not None:
        clip = clip_of(trained, config.clip)
        corpus = read_corpus(store, trained.scene.config.detector.classes)
        queries = [scene_queries(corpus, row, config) for row in range(len(store))]
        texts = add_texts(config.texts, (q.item.text for own in queries for q in own), clip)
        speaker = Speaker(trained.questions, texts, trained.card.answers)
    for row, own in enumerate(tqdm(queries, desc="Scenes", unit="scene")):
        yield look(trained.scene, store.scene(row), config.detect, speaker, own)


def scene_queries(corpus: Corpus, row: int, config: MeasureConfig) -> list[Query]:
    """All that is asked about one scene; the same whenever it is called."""
    scene, settings = corpus.scenes[row], ItemConfig()
    queries = [Query(asked(question, settings), question) for question in scene.questions]
    if config.descriptions:
        queries += [Query(described(text), text) for text in scene.descriptions]
    others = draw_foreign(corpus, row, config.foreign, np.random.default_rng([row]))
    return queries + [Query(foreign(question), None) for question in others]
