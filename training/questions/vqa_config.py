"""How to train question answering, and the presets that are known to work."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from backend.models.question_network import QuestionNetworkConfig
from backend.models.scene_network import SceneNetworkConfig
from backend.models.vqa import VqaConfig
from training.losses.questions import QuestionLossConfig
from training.losses.votenet import LossConfig
from training.questions.augment import AugmentConfig
from training.questions.batches import EpochConfig
from training.questions.items import ItemConfig
from training.questions.presets import EMBEDDED_DIM, ROOM_AUGMENT, Preset, scene_network
from training.questions.pretrain import BatchNormConfig
from training.questions.sample import SampleConfig
from training.questions.targets import Soft


@dataclass(frozen=True)
class VocabularyConfig:
    min_frequency: int = 1
    """How often an answer must occur in training to be one that the network can give."""
    soft: Soft = "scanqa"
    prior: bool = False
    """Whether each answer starts as likely as it is in training. Otherwise all start at one half,
    and the sum over thousands of answers drowns everything else at first."""


@dataclass(frozen=True)
class VqaTaskConfig:
    """Defaults are the "paper" preset, but for the network, whose answers are counted first."""

    network: QuestionNetworkConfig
    sample: SampleConfig = field(default_factory=SampleConfig)
    batches: EpochConfig = field(default_factory=EpochConfig)
    items: ItemConfig = field(default_factory=ItemConfig)
    rounds: int | None = None
    """How often an epoch goes through the scenes; None for as often as it takes to ask every
    question once, on average."""
    vocabulary: VocabularyConfig = field(default_factory=VocabularyConfig)
    detection: LossConfig = field(default_factory=LossConfig)
    losses: QuestionLossConfig = field(default_factory=QuestionLossConfig)
    detector_lr: float = 1.0
    """Factor on the learning rate of the detector; 0 freezes it, and its statistics."""
    batch_norm: BatchNormConfig = field(default_factory=BatchNormConfig)
    watched: int = 32
    """Validation scenes of the quick figures after an epoch."""

    @property
    def frozen(self) -> bool:
        return self.detector_lr == 0


def vqa_task_config(
    preset: Preset, answers: int, seed: int = 0, scene: SceneNetworkConfig | None = None
) -> VqaTaskConfig:
    """The settings of a preset, for a vocabulary of so many answers.

    `scene` is the network that pre-training left, in the place of the preset's own.
    """
    scene = scene or scene_network(preset)
    network = QuestionNetworkConfig(_fusion(preset, answers, scene), scene)
    match preset:
        case "paper" | "code":
            return VqaTaskConfig(
                network,
                batches=EpochConfig(16, seed),
                items=ItemConfig(questions=1, descriptions=0, foreign=0, several=False),
                losses=QuestionLossConfig(min_iou=0.0),
            )
        case "ask3d":
            # The mirror would swap left and right, which questions ask for.
            sample = SampleConfig(20_000, replace(ROOM_AUGMENT, flip=0.0, cuboid=0.15))
            return VqaTaskConfig(
                network,
                sample,
                EpochConfig(8, seed),
                ItemConfig(questions=12, descriptions=4, foreign=3, hurried=0.3),
                vocabulary=VOCABULARY[preset],
                detection=LossConfig(overlap=0.3),
                batch_norm=BatchNormConfig(0.1, least=0.01),
                watched=48,
            )
        case "tiny":
            still = AugmentConfig(flip=0.0, rotate=0.0, translate=0.0, cuboid=0.0)
            return VqaTaskConfig(
                network,
                SampleConfig(2_048, still),
                EpochConfig(2, seed),
                ItemConfig(questions=12, descriptions=2, foreign=2),
                rounds=1,
                vocabulary=VOCABULARY[preset],
                batch_norm=BatchNormConfig(0.1, least=0.1),
                watched=4,
            )
        case _:
            assert_never(preset)


VOCABULARY: dict[Preset, VocabularyConfig] = {
    "paper": VocabularyConfig(),
    "code": VocabularyConfig(),
    "ask3d": VocabularyConfig(3, "any", prior=True),
    "tiny": VocabularyConfig(1, "any", prior=True),
}


def _fusion(preset: Preset, answers: int, scene: SceneNetworkConfig) -> VqaConfig:
    """Paper and code read the words of the embedded CLIP here, whose states are narrower."""
    plain = VqaConfig(
        answers,
        classes=len(scene.detector.classes),
        words=EMBEDDED_DIM,
        scene=scene.encoder.dim,
    )
    ours = replace(
        plain, pooling="mean", linear_heads=False, evidence=True, presence=True, regard=True
    )
    match preset:
        case "paper":
            return plain
        case "code":
            return replace(plain, pooling="bos", linear_heads=False)
        case "ask3d":
            # On a CPU, drawing the random numbers of dropout takes as long as everything else.
            return replace(ours, feedforward=512, dropout=0.0, word_dropout=0.1)
        case "tiny":
            still = replace(ours, dim=64, heads=4, feedforward=128, dropout=0.0)
            return replace(still, word_dropout=0.0, answer_dropout=0.0)
        case _:
            assert_never(preset)
