"""Question answering over a scene: the scene network and the fusion with the question's words."""

from dataclasses import dataclass, field

from jaxtyping import Bool, Float, Int64
from torch import Tensor, nn

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
