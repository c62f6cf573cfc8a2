"""What a VoteNet is made of, and the presets in which the papers, their code and VoteNet differ."""

from dataclasses import dataclass, replace
from typing import Literal

from backend.models.pointnet2.backbone import (
    PAPER_BACKBONE,
    VOTENET_BACKBONE,
    BackboneConfig,
)
from backend.models.votenet.classes import SCANNET, SCANREFER, SUNRGBD, DetectionClasses

Sampling = Literal["vote_fps", "seed_fps", "random"]
"""How proposals choose their centres: farthest votes, votes of the farthest seeds, any votes."""


@dataclass(frozen=True)
class ProposalConfig:
    count: int = 256
    sampling: Sampling = "vote_fps"
    radius: float = 0.3
    """Metres: votes that lie this near to a centre make its proposal."""
    neighbors: int = 16
    channels: tuple[int, ...] = (128, 128, 128)
    hidden: tuple[int, ...] = (128, 128)
    """Of the head's layers before the last."""


@dataclass(frozen=True)
class VoteNetConfig:
    """Defaults are the "paper" preset: CLIP-guided 3D-VQA, section 3.1.1."""

    backbone: BackboneConfig = PAPER_BACKBONE
    proposals: ProposalConfig = ProposalConfig()
    classes: DetectionClasses = SCANREFER
    heading_bins: int = 1
    """1 = boxes along the axes, whose heading is not predicted but 0 (as for ScanNet)."""

    def __post_init__(self) -> None:
        if self.heading_bins < 1:
            raise ValueError(f"wanted at least 1 heading bin, got {self.heading_bins}")
        if self.proposals.count > self.backbone.seeds:
            raise ValueError(
                f"wanted at most {self.backbone.seeds} proposals, one per seed, "
                f"got {self.proposals.count}"
            )


PAPER = VoteNetConfig()
"""CLIP-guided 3D-VQA. The text's proposals have h = 256 channels; here, as in the code, they have
128, which the scene encoder lifts to 256."""

VOTENET = VoteNetConfig(VOTENET_BACKBONE, ProposalConfig(sampling="seed_fps"), classes=SCANNET)
"""The original for ScanNet, with its evaluation's sampling (it trains with `vote_fps`)."""

VOTENET_SUNRGBD = replace(VOTENET, classes=SUNRGBD, heading_bins=12)
"""The original for SUN RGB-D. Its published weights count headings clockwise: negate their yaws."""


def with_colors(config: VoteNetConfig) -> VoteNetConfig:
    """The same network for clouds with colours and heights."""
    return replace(config, backbone=replace(config.backbone, inputs="height+rgb"))
