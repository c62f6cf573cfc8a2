"""A network for questions that is small, untrained and always the same: for all but its answers."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

import torch

from backend.models.card import Card, ClipIdentity
from backend.models.checkpoint import save_checkpoint
from backend.models.clip.loading import load_clip
from backend.models.clip.minilm import WIDTH
from backend.models.pointnet2.backbone import BackboneConfig
from backend.models.pointnet2.set_abstraction import SetAbstractionConfig
from backend.models.question_network import QuestionNetwork, QuestionNetworkConfig
from backend.models.scene_encoder import SceneEncoderConfig
from backend.models.scene_network import SceneNetworkConfig, TokenConfig, fact_count
from backend.models.votenet.classes import DetectionClasses
from backend.models.votenet.config import ProposalConfig, VoteNetConfig
from backend.models.vqa import VqaConfig
from backend.models.words import stem
from tests.models.small import settled

CLASSES = DetectionClasses(
    ("bed", "chair", "lamp", "others"),
    ((2.0, 1.6, 0.8), (0.5, 0.5, 0.9), (0.3, 0.3, 0.6), (0.5, 0.5, 0.5)),
)
ANSWERS = ("yes", "no", "brown", "white", "2", "3", "on the left of the bed")
WORDS = (
    "what how many where is are there the a an in of on to next color bed chair lamp room this i"
).split()
POINTS = 3000
_BACKBONE = BackboneConfig(
    inputs="height",
    levels=(
        SetAbstractionConfig(128, 0.4, 16, (8, 16)),
        SetAbstractionConfig(64, 0.8, 8, (16, 16)),
        SetAbstractionConfig(32, 1.6, 8, (16, 24)),
    ),
    upsampling=((24, 24),),
)
_PROPOSALS = ProposalConfig(count=24, radius=0.6, neighbors=6, channels=(16, 16), hidden=(16,))


def question_config(*, evidence: bool = True, presence: bool = False) -> QuestionNetworkConfig:
    detector = VoteNetConfig(_BACKBONE, _PROPOSALS, CLASSES)
    encoder = SceneEncoderConfig(
        16, 16, heads=2, feedforward=32, clip_dim=WIDTH, facts=fact_count(detector)
    )
    scene = SceneNetworkConfig(detector, encoder, TokenConfig("objects", most=16), object_dim=WIDTH)
    vqa = VqaConfig(
        answers=len(ANSWERS), classes=len(CLASSES), words=WIDTH, scene=16, dim=16, heads=2,
        feedforward=32, pooling="mean", evidence=evidence, presence=presence,
    )  # fmt: skip
    return QuestionNetworkConfig(vqa, scene)


def write_questions(
    folder: Path,
    *,
    evidence: bool = True,
    presence: bool = False,
    calibration: Mapping[str, float] | None = None,
    clip: ClipIdentity | None = None,
    words: tuple[str, ...] = tuple(WORDS),
    seed: int = 0,
) -> Path:
    """A checkpoint that goes with the embedded CLIP, or claims to go with another."""
    config = question_config(evidence=evidence, presence=presence)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = settled(QuestionNetwork(config))
    card = Card(
        "vqa",
        "QuestionNetwork",
        asdict(config),
        clip=clip or embedded_identity(),
        classes=CLASSES.names,
        answers=ANSWERS,
        points=POINTS,
        data={"words": [stem(word) for word in words]} if words else {},
        calibration=dict(calibration or {}),
    )
    save_checkpoint(folder, network.state_dict(), card)
    return folder


@cache
def embedded_identity() -> ClipIdentity:
    return load_clip("embedded").identity
