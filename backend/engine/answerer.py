"""`Answerer`: questions about scenes, by one trained network."""

from pathlib import Path

from backend.engine.answers import Answer, Embeddings
from backend.progress import Listener
from backend.types import Boxes, Scene

VQA_FOLDER = Path(__file__).parents[2] / "assets" / "vqa"
"""The shipped checkpoint."""


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
            cache: Where encoded scenes are kept; the user's cache folder by default.
        """
        raise NotImplementedError

    @property
    def available(self) -> bool:
        """Whether there is a checkpoint at all; says nothing about whether it is whole."""
        raise NotImplementedError

    def warm(self) -> None:
        """Load network and CLIP now.

        Raises:
            CheckpointError: the network cannot be had.
        """
        raise NotImplementedError

    def encode(self, scene: Scene, progress: Listener | None = None) -> None:
        """Look at the scene now, so that questions about it are answered at once."""
        raise NotImplementedError

    def ask(self, scene: Scene, text: str) -> Answer:
        """Answer a question about the scene, which is encoded first if it was not yet.

        Raises:
            QuestionError: nothing that can be answered.
        """
        raise NotImplementedError

    def detect(self, scene: Scene) -> Boxes:
        """The objects in the scene with calibrated scores, best first."""
        raise NotImplementedError

    def embed(self, scene: Scene) -> Embeddings:
        """The scene and its objects as vectors."""
        raise NotImplementedError

    def suggest(self, scene: Scene) -> tuple[str, ...]:
        """Questions that fit what was detected in the scene."""
        raise NotImplementedError
