"""Trained networks from their checkpoints, for measuring."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch

from backend.models.checkpoint import Card, CheckpointError, fill, load_checkpoint, require_clip
from backend.models.clip.loading import load_clip
from backend.models.clip.model import Clip
from backend.models.question_network import QuestionNetwork, load_question_network
from backend.models.scene_network import SceneNetwork, SceneNetworkConfig
from training.errors import CommandError

_POINTS = 40_000
"""The paper's, where a card does not say."""


@dataclass(frozen=True)
class Trained:
    """Networks in evaluation mode, on the GPU where there is one."""

    card: Card
    scene: SceneNetwork
    questions: QuestionNetwork | None
    """Whose scene network that is; None for a pre-training checkpoint."""

    @property
    def points(self) -> int:
        """How many points of a scene the network was trained with."""
        return self.card.points or _POINTS


def load_trained(folder: Path) -> Trained:
    """What a pre-training or a question answering checkpoint holds.

    Raises:
        CommandError: it is not there, damaged, or for another task.
    """
    try:
        checkpoint = load_checkpoint(folder)
        if checkpoint.card.task == "vqa":
            loaded = load_question_network(folder)
            network = loaded.network.to(_device())
            return Trained(loaded.card, network.scene, network)
        if checkpoint.card.task != "pretrain":
            raise CheckpointError(
                f"{folder} was trained for {checkpoint.card.task!r}, wanted 'vqa' or 'pretrain'. "
                "Give a checkpoint of `python -m training vqa` or `pretrain`"
            )
        scene = SceneNetwork(msgspec.convert(checkpoint.card.config, SceneNetworkConfig))
        fill(scene, checkpoint.tensors)
    except CheckpointError as error:
        raise CommandError(str(error)) from error
    except ValueError as error:
        raise CommandError(f"{folder}: the card's configuration is unusable ({error})") from error
    return Trained(checkpoint.card, scene.eval().to(_device()), None)


def clip_of(trained: Trained, name: str) -> Clip:
    """The CLIP of this name.

    Raises:
        CommandError: it cannot be had, or is not the one that the network was trained with.
    """
    try:
        clip = load_clip(name, device=_device())
        require_clip(trained.card, clip.identity)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return clip


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
