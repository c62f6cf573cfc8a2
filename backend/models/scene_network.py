"""Scenes as objects and one embedding: VoteNet, then the scene encoder (3D-VQA, section 3.1).

Beyond the paper, as options: what each object's token is told beside its features, one token per
object instead of one per proposal, and an embedding of each proposal in CLIP space.
"""

from dataclasses import dataclass, field
from typing import Literal, assert_never

import numpy as np
import torch
from jaxtyping import Bool, Float, Int64
from torch import Tensor, nn
from torch.nn.functional import normalize

from backend.geometry.iou import bounds_iou, suppress
from backend.models.layers import MLP
from backend.models.object_colors import COLORS, object_colors
from backend.models.pointnet2.backbone import Plan
from backend.models.pointnet2.inputs import floor_height, make_cloud
from backend.models.scene_encoder import SceneEncoder, SceneEncoderConfig, SceneTokens
from backend.models.votenet.config import PAPER, VoteNetConfig
from backend.models.votenet.decode import DecodedProposals, decode, take
from backend.models.votenet.votenet import VoteNet, VoteNetOutput

BOX_FACTS = 7
"""Centre, full size and objectness."""


@dataclass(frozen=True)
class TokenConfig:
    """Which proposals become tokens."""

    kind: Literal["proposals", "objects"] = "proposals"
    """All proposals, of which those that look like an object count, as in the paper; or only the
    best proposal of each object, which makes fewer tokens and lets things be counted."""
    most: int = 64
    """Objects at most."""
    max_iou: float = 0.4
    """Of the bounds of two objects."""
    min_objectness: float = 0.1


@dataclass(frozen=True)
class SceneNetworkConfig:
    """Defaults are the "paper" preset."""

    detector: VoteNetConfig = PAPER
    encoder: SceneEncoderConfig = field(default_factory=SceneEncoderConfig)
    tokens: TokenConfig = field(default_factory=TokenConfig)
    object_dim: int = 0
    """Width of the proposals' embeddings in CLIP space; 0 for none."""

    def __post_init__(self) -> None:
        if self.encoder.facts not in (0, fact_count(self.detector)):
            raise ValueError(
                f"wanted 0 or {fact_count(self.detector)} facts about each object, "
                f"got {self.encoder.facts}"
            )
        if self.encoder.objects != self.detector.proposals.channels[-1]:
            raise ValueError(
                f"wanted as many channels per object as proposals have, "
                f"{self.detector.proposals.channels[-1]}, got {self.encoder.objects}"
            )


def fact_count(detector: VoteNetConfig) -> int:
    """Box, objectness, classes and colours."""
    return BOX_FACTS + len(detector.classes) + COLORS


@dataclass(frozen=True)
class ScenePoints:
    """A batch of clouds of one length."""

    positions: Float[Tensor, "batch points 3"]
    """Metres, Z up."""
    colors: Float[Tensor, "batch points 3"]
    """sRGB in [0, 1]."""


@dataclass(frozen=True)
class EncodedScenes:
    detector: VoteNetOutput
    decoded: DecodedProposals
    chosen: Int64[Tensor, "batch tokens"]
    """Which proposal each token is."""
    tokens: SceneTokens
    objects: Float[Tensor, "batch proposals clip"] | None
    """Each proposal in CLIP space, of unit length; None where the network has no such head."""


class SceneNetwork(nn.Module):
    def __init__(self, config: SceneNetworkConfig = SceneNetworkConfig()):
        super().__init__()
        self.config = config
        self.detector = VoteNet(config.detector)
        self.encoder = SceneEncoder(config.encoder)
        width = config.encoder.objects
        self.objects = MLP((width, 2 * width, config.object_dim)) if config.object_dim else None

    def forward(self, scenes: ScenePoints, plan: Plan | None = None) -> EncodedScenes:
        """Detect, choose tokens, encode; `plan` saves the backbone's point operations."""
        config = self.config
        cloud = make_cloud(scenes.positions, config.detector.backbone.inputs, scenes.colors)
        found = self.detector(cloud, plan)
        decoded = decode(found.proposals, config.detector.classes)
        chosen, counted = choose_tokens(decoded, config.tokens)
        features, facts = found.proposals.features, None
        if config.encoder.facts:
            facts = _rows(object_facts(scenes, found, decoded), chosen)
        tokens = self.encoder(_rows(features, chosen), self._seen(counted), facts)
        tokens = SceneTokens(tokens.cls, tokens.objects, counted, tokens.embedding)
        embedded = None
        if self.objects is not None:
            embedded = normalize(self.objects(features).float(), dim=-1)
        return EncodedScenes(found, decoded, chosen, tokens, embedded)

    def _seen(self, counted: Bool[Tensor, "batch tokens"]) -> Bool[Tensor, "batch tokens"] | None:
        """The paper's scene encoder attends to all proposals, whatever their objectness."""
        return None if self.config.tokens.kind == "proposals" else counted


def object_facts(
    scenes: ScenePoints, found: VoteNetOutput, decoded: DecodedProposals
) -> Float[Tensor, "batch proposals facts"]:
    """What is known about each proposal, without gradients.

    Its centre (metres from the middle of the seeds and above the floor), size, objectness, classes
    and colours.
    """
    with torch.no_grad():
        seeds = found.backbone.seeds
        middle = (seeds.amin(dim=1) + seeds.amax(dim=1)) / 2
        base = torch.cat([middle[:, :2], floor_height(scenes.positions)], dim=1)
        centers = decoded.centers - base[:, None]
        tints = _rows(scenes.colors, found.backbone.indices)
        colors = object_colors(found.proposals.positions, found.votes.positions, tints)
        parts = (centers, decoded.sizes, decoded.objectness[..., None], decoded.classes, colors)
        return torch.cat(parts, dim=-1)


def choose_tokens(
    decoded: DecodedProposals, config: TokenConfig
) -> tuple[Int64[Tensor, "batch tokens"], Bool[Tensor, "batch tokens"]]:
    """Which proposals become tokens, and which of these count; at least one of each scene does."""
    match config.kind:
        case "proposals":
            counted = decoded.objectness > 0.5
            best = decoded.objectness.argmax(dim=1, keepdim=True)
            counted = counted.scatter(1, best, True)
            rows = torch.arange(counted.shape[1], device=counted.device)
            return rows.expand_as(counted), counted
        case "objects":
            return _distinct(decoded, config)
        case _:
            assert_never(config.kind)


def _distinct(
    decoded: DecodedProposals, config: TokenConfig
) -> tuple[Int64[Tensor, "batch tokens"], Bool[Tensor, "batch tokens"]]:
    batch, device = len(decoded.objectness), decoded.objectness.device
    chosen = np.zeros((batch, config.most), np.int64)
    counted = np.zeros((batch, config.most), bool)
    for scene in range(batch):
        boxes = decoded.of_scene(scene, ("",) * decoded.classes.shape[2])
        assert boxes.scores is not None
        likely = np.flatnonzero(boxes.scores > config.min_objectness)
        if not len(likely):
            likely = np.array([boxes.scores.argmax()])
        few = take(boxes, likely)
        assert few.scores is not None
        kept = likely[suppress(bounds_iou(few, few), few.scores, config.max_iou)][: config.most]
        chosen[scene, : len(kept)] = kept
        counted[scene, : len(kept)] = True
    return torch.from_numpy(chosen).to(device), torch.from_numpy(counted).to(device)


def _rows(
    values: Float[Tensor, "batch items channels"], rows: Int64[Tensor, "batch rows"]
) -> Float[Tensor, "batch rows channels"]:
    return values.gather(1, rows[..., None].expand(-1, -1, values.shape[2]))
