"""`Answerer`: questions about scenes, by one trained network."""

import os
import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from backend.engine.answers import Answer, Embeddings
from backend.engine.questions import clean_question, unknown_words
from backend.engine.scene_cache import SceneCache, content_key, default_folder
from backend.engine.scene_memory import SceneMemory, Seen
from backend.engine.suggestions import suggested
from backend.models.card import CheckpointError
from backend.progress import Listener, report, reporting
from backend.types import Boxes, Scene

if TYPE_CHECKING:
    from backend.engine.network import Network

VQA_FOLDER = Path(__file__).parents[2] / "assets" / "vqa"
"""The shipped checkpoint."""
_AT_ONCE = 8
"""Questions that are answered at the same time, at most."""


class Answerer:
    """Answers questions about any number of scenes; safe for many threads.

    Nothing is loaded before it is needed, and then once. Every method may raise `CheckpointError`
    where the network cannot be had: not there, damaged, or trained with another CLIP.
    """

    def __init__(
        self,
        checkpoint: Path | None = None,
        clip: str = "embedded",
        *,
        cache: Path | None = None,
    ):
        """
        Args:
            checkpoint: Folder of a trained network; the shipped one by default.
            clip: Name of the CLIP whose words the network reads, as `load_clip` takes it.
            cache: Below which encoded scenes are kept; the user's cache folder by default.
        """
        self.checkpoint = VQA_FOLDER if checkpoint is None else checkpoint
        self._clip = clip
        self._cache = SceneCache(cache or default_folder())
        self._memory: SceneMemory[Seen] = SceneMemory()
        self._network: Network | None = None
        self._loading = threading.Lock()
        self._encoding = threading.Lock()
        self._thinking = threading.BoundedSemaphore(min(_AT_ONCE, os.cpu_count() or 1))
        """A question keeps one core busy: more of them at once would only slow each other down."""

    @property
    def available(self) -> bool:
        """Whether there is a checkpoint at all; says nothing about whether it is whole."""
        return self.checkpoint.is_dir()

    @property
    def clip_identity(self) -> str:
        """The CLIP that is in use, for people."""
        return str(self._loaded().clip.identity)

    @property
    def network(self) -> "Network":
        """The network and its CLIP, loaded if need be."""
        return self._loaded()

    def load(self) -> None:
        """Load network and CLIP now.

        Raises:
            CheckpointError: the network cannot be had.
        """
        self._loaded()

    def warm(self) -> None:
        """Load now and go once through all the work, so that nobody waits for what comes first.

        Raises:
            CheckpointError: the network cannot be had.
        """
        from backend.engine.rehearsal import rehearse

        rehearse(self._loaded())

    def encode(self, scene: Scene, progress: Listener | None = None) -> Seen:
        """Look at the scene now, so that questions about it are answered at once.

        Raises:
            SceneError: there is nothing to see in it.
        """
        seen = self._memory.get(scene)
        if seen is not None:
            return seen
        with reporting(progress) if progress is not None else nullcontext():
            network = self._loaded()
            with self._encoding:
                return self._memory.get(scene) or self._encoded(scene, network)

    def ask(self, scene: Scene, text: str) -> Answer:
        """Answer a question about the scene, which is encoded first if it was not yet.

        Raises:
            QuestionError: nothing that can be answered.
            SceneError: there is nothing to see in the scene.
        """
        question = clean_question(text)
        network = self._loaded()
        known = network.vocabulary
        unknown = unknown_words(question.text, known) if known else ()
        start = perf_counter()
        seen = self.encode(scene)
        encoded = perf_counter()
        from backend.engine.answering import answer_question

        with self._thinking:
            answer = answer_question(network, scene.cloud.positions, seen, question.text)
        return replace(
            answer,
            unknown=unknown,
            notes=(*question.notes, *answer.notes),
            seconds={"encode": encoded - start, **answer.seconds},
        )

    def detect(self, scene: Scene) -> Boxes:
        """The objects in the scene with their probabilities as scores, best first.

        All that the network thinks possible, an object of unclear class once for each: what
        scores below 0.5 is more likely none.
        """
        return self.encode(scene).features.detections

    def embed(self, scene: Scene) -> Embeddings:
        """The scene and its objects as vectors."""
        return self.encode(scene).features.embeddings

    def suggest(self, scene: Scene) -> tuple[str, ...]:
        """Questions that fit what was detected in the scene."""
        return suggested(self.detect(scene), colored=scene.cloud.colors is not None)

    def _encoded(self, scene: Scene, network: "Network") -> Seen:
        from backend.engine.network import near_seeds

        key = f"{content_key(scene)}-{network.identity[:32]}"
        features = self._cache.get(key)
        if features is None:
            features = network.encode(scene)
            self._cache.put(key, features)
        seen = Seen(features, near_seeds(scene.cloud.positions, features.seeds))
        self._memory.put(scene, seen)
        return seen

    def _loaded(self) -> "Network":
        if self._network is None:
            with self._loading:
                if self._network is None:
                    self._network = self._load()
        return self._network

    def _load(self) -> "Network":
        if not self.available:
            raise CheckpointError(
                f"There is no trained network in {self.checkpoint}. Train one with "
                "`python -m training vqa`, or name another folder with --checkpoint"
            )
        report("Loading the network", 0, 0)
        from backend.engine.network import load_network

        return load_network(self.checkpoint, self._clip)
