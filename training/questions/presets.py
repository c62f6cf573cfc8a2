"""Networks and settings that are known to work, for pre-training and question answering alike."""

from dataclasses import replace
from typing import Literal, assert_never

from backend.models.pointnet2.backbone import PAPER_BACKBONE, BackboneConfig
from backend.models.pointnet2.set_abstraction import SetAbstractionConfig
from backend.models.scene_encoder import SceneEncoderConfig
from backend.models.scene_network import SceneNetworkConfig, TokenConfig, fact_count
from backend.models.votenet.classes import SCANNET_AND_OTHERS
from backend.models.votenet.config import ProposalConfig, VoteNetConfig
from training.losses.votenet import LossConfig
from training.questions.augment import AugmentConfig
from training.questions.batches import EpochConfig
from training.questions.pretrain import BatchNormConfig, PretrainConfig
from training.questions.sample import SampleConfig

Preset = Literal["paper", "code", "ask3d", "tiny"]
EMBEDDED_DIM = 384
"""Width of the embedded CLIP."""

_LIGHT = BackboneConfig(
    inputs="height",
    levels=(
        SetAbstractionConfig(2048, 0.2, 16, (32, 32, 64)),
        SetAbstractionConfig(1024, 0.4, 16, (64, 64, 128)),
        SetAbstractionConfig(512, 0.8, 16, (128, 128, 256)),
        SetAbstractionConfig(256, 1.2, 16, (128, 128, 256)),
    ),
    upsampling=((256, 256), (256, 256)),
)
"""The fine levels cost most and need the least width and, with 20,000 points in a room, half the
neighbours: four times as fast as VoteNet's."""

_TINY = BackboneConfig(
    inputs="height",
    levels=(
        SetAbstractionConfig(256, 0.3, 16, (16, 32)),
        SetAbstractionConfig(128, 0.6, 16, (32, 64)),
        SetAbstractionConfig(64, 1.0, 16, (64, 64)),
        SetAbstractionConfig(32, 1.5, 16, (64, 64)),
    ),
    upsampling=((64, 64), (64, 64)),
)

ROOM_AUGMENT = AugmentConfig(
    rotate=6.0,
    tilt=1.5,
    translate=0.0,
    cuboid=0.35,
    cuboid_least=0.5,
    cuboid_aspect=0.6,
    cuboid_points=12_000,
    quarters=True,
    scale=0.1,
    thin=0.2,
    noise=0.008,
    bend=0.04,
    holes=0.3,
    bleed=0.5,
)
"""From rooms to real scans: walls and floors of rooms hold more of the points, surfaces are
cleaner and flatter, labels exact, and partial scans rare. Nothing that the network sees depends on
where the scene is."""


def scene_network(preset: Preset) -> SceneNetworkConfig:
    match preset:
        case "paper" | "code":
            encoder = SceneEncoderConfig(clip_dim=EMBEDDED_DIM)
            return SceneNetworkConfig(VoteNetConfig(PAPER_BACKBONE), encoder)
        case "ask3d":
            detector = VoteNetConfig(_LIGHT, ProposalConfig(), SCANNET_AND_OTHERS)
            return _with_facts(
                detector, SceneEncoderConfig(feedforward=512), TokenConfig("objects")
            )
        case "tiny":
            proposals = ProposalConfig(64, channels=(64, 64), hidden=(64,))
            detector = VoteNetConfig(_TINY, proposals, SCANNET_AND_OTHERS)
            encoder = SceneEncoderConfig(64, 64, heads=4, feedforward=128, dropout=0.0)
            return _with_facts(detector, encoder, TokenConfig("objects", most=32))
        case _:
            assert_never(preset)


def pretrain_config(preset: Preset, seed: int = 0) -> PretrainConfig:
    network = scene_network(preset)
    match preset:
        case "paper":
            return PretrainConfig(network, batches=EpochConfig(seed=seed))
        case "code":
            return PretrainConfig(network, batches=EpochConfig(seed=seed), text=0.05, image=0.05)
        case "ask3d":
            return PretrainConfig(
                network,
                SampleConfig(20_000, ROOM_AUGMENT, least_distinct=0.4),
                EpochConfig(8, seed),
                LossConfig(overlap=0.3),
                names=0.05,
                batch_norm=BatchNormConfig(0.1, least=0.01),
                watched=48,
            )
        case "tiny":
            gentle = AugmentConfig(rotate=2.0, translate=0.0, cuboid=0.0)
            return PretrainConfig(
                network,
                SampleConfig(4_096, gentle),
                EpochConfig(2, seed),
                LossConfig(overlap=0.3),
                names=0.05,
                batch_norm=BatchNormConfig(0.1, least=0.1),
                watched=4,
            )
        case _:
            assert_never(preset)


def _with_facts(
    detector: VoteNetConfig, encoder: SceneEncoderConfig, tokens: TokenConfig
) -> SceneNetworkConfig:
    encoder = replace(encoder, facts=fact_count(detector), clip_dim=EMBEDDED_DIM)
    return SceneNetworkConfig(detector, encoder, tokens, object_dim=EMBEDDED_DIM)
