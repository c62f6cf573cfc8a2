"""Question answering over a scene: the scene network and the fusion with the question's words."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from jaxtyping import Bool, Float, Int64
from torch import Tensor, nn

from backend.models.checkpoint import Card, CheckpointError, fill, load_checkpoint
from backend.models.pointnet2.backbone import Plan
from backend.models.scene_network import (
    EncodedScenes,
    SceneNetwork,
    SceneNetworkConfig,
    ScenePoints,
)
from backend.models.vqa import Vqa, VqaConfig, VqaOutput


@dataclass(frozen=True)
class QuestionNetworkConfig:
    vqa: VqaConfig
    scene: SceneNetworkConfig = field(default_factory=SceneNetworkConfig)

    def __post_init__(self) -> None:
        if self.vqa.scene != self.scene.encoder.dim:
            raise ValueError(
                f"wanted scene tokens of {self.scene.encoder.dim} channels, got {self.vqa.scene}"
            )
        if self.vqa.classes != len(self.scene.detector.classes):
            raise ValueError(
                f"wanted the detector's {len(self.scene.detector.classes)} classes, "
                f"got {self.vqa.classes}"
            )


@dataclass(frozen=True)
class Asked:
    """Questions as the text encoder's token states."""

    words: Float[Tensor, "questions words channels"]
    mask: Bool[Tensor, "questions words"]
    """Which tokens belong to the question."""
    scenes: Int64[Tensor, " questions"]
    """The row of the scene that each question is about."""


@dataclass(frozen=True)
class QuestionOutput:
    scenes: EncodedScenes
    answers: VqaOutput


class QuestionNetwork(nn.Module):
    def __init__(self, config: QuestionNetworkConfig):
        super().__init__()
        self.config = config
        self.scene = SceneNetwork(config.scene)
        self.vqa = Vqa(config.vqa)

    def forward(
        self, scenes: ScenePoints, asked: Asked, plan: Plan | None = None
    ) -> QuestionOutput:
        """Encode each scene once and answer all questions about it."""
        encoded = self.scene(scenes, plan)
        tokens = encoded.tokens.of_questions(asked.scenes)
        return QuestionOutput(encoded, self.vqa(asked.words, asked.mask, tokens))


@dataclass(frozen=True)
class LoadedQuestions:
    network: QuestionNetwork
    """In evaluation mode."""
    card: Card


def load_question_network(folder: Path) -> LoadedQuestions:
    """A trained network from its checkpoint.

    Raises:
        CheckpointError: it is not there, damaged, or for another task.
    """
    checkpoint = load_checkpoint(folder)
    card = checkpoint.card
    if card.task != "vqa":
        raise CheckpointError(
            f"{folder} was trained for {card.task!r}, wanted 'vqa'. Give a checkpoint of "
            "`python -m training vqa`"
        )
    try:
        config = msgspec.convert(card.config, QuestionNetworkConfig)
    except (msgspec.ValidationError, ValueError) as error:
        raise CheckpointError(
            f"{folder}: the card's configuration is unusable ({error})"
        ) from error
    if len(card.answers) != config.vqa.answers:
        raise CheckpointError(
            f"{folder}: the card lists {len(card.answers)} answers, the network has "
            f"{config.vqa.answers}. Fetch the checkpoint again"
        )
    network = QuestionNetwork(config)
    fill(network, checkpoint.tensors)
    return LoadedQuestions(network.eval(), card)
