"""Votes become proposals (VoteNet, section 4.2): sample, gather, classify, draw a box around."""

from dataclasses import dataclass
from typing import assert_never

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn

from backend.models.layers import SharedMLP
from backend.models.point_ops import farthest_point_sample
from backend.models.pointnet2.set_abstraction import (
    Level,
    SetAbstraction,
    SetAbstractionConfig,
    group_points,
)
from backend.models.votenet.config import Sampling, VoteNetConfig
from backend.models.votenet.voting import Votes


@dataclass(frozen=True)
class Proposals:
    """What the network says about each proposal, before any decision."""

    positions: Float[Tensor, "batch proposals 3"]
    """Of the votes around which the proposals were gathered, metres."""
    features: Float[Tensor, "batch proposals channels"]
    """Of the gathered votes: what later stages know an object by."""
    indices: Int64[Tensor, "batch proposals"]
    """Which votes (and so seeds) they were gathered around."""
    objectness: Float[Tensor, "batch proposals 2"]
    """Logits of nothing and of an object."""
    centers: Float[Tensor, "batch proposals 3"]
    """Metres."""
    heading_scores: Float[Tensor, "batch proposals bins"]
    heading_residuals: Float[Tensor, "batch proposals bins"]
    """Shares of half a bin's width."""
    size_scores: Float[Tensor, "batch proposals classes"]
    """Logits of the size templates, of which each class has one."""
    size_residuals: Float[Tensor, "batch proposals classes 3"]
    """Shares of the template."""
    class_scores: Float[Tensor, "batch proposals classes"]


class ProposalHead(nn.Module):
    def __init__(self, config: VoteNetConfig):
        super().__init__()
        proposals, classes = config.proposals, len(config.classes)
        self.config = proposals
        self.widths = (
            2,
            3,
            config.heading_bins,
            config.heading_bins,
            classes,
            3 * classes,
            classes,
        )
        """The last layer's outputs in VoteNet's order."""
        self.grouping = SetAbstractionConfig(
            proposals.count, proposals.radius, proposals.neighbors, proposals.channels
        )
        self.gathering = SetAbstraction(self.grouping, config.backbone.channels)
        channels = proposals.channels[-1]
        self.mlp = SharedMLP((channels, *proposals.hidden), bias=True)
        self.last = nn.Linear(proposals.hidden[-1], sum(self.widths))

    def forward(self, votes: Votes) -> Proposals:
        with torch.no_grad():
            chosen = sample_votes(votes.positions, self.config.count, self.config.sampling)
            grouping = group_points(votes.positions, self.grouping, chosen)
        gathered = self.gathering(Level(votes.positions, votes.features), grouping)
        assert gathered.features is not None
        raw = self.last(self.mlp(gathered.features)).float()
        parts = raw.split(self.widths, dim=-1)
        objectness, offsets, bins, turns, sizes, growth, classes = parts
        return Proposals(
            positions=gathered.points,
            features=gathered.features,
            indices=chosen,
            objectness=objectness,
            centers=gathered.points + offsets,
            heading_scores=bins,
            heading_residuals=turns,
            size_scores=sizes,
            size_residuals=growth.unflatten(-1, (-1, 3)),
            class_scores=classes,
        )


def sample_votes(
    votes: Float[Tensor, "batch seeds 3"], count: int, sampling: Sampling
) -> Int64[Tensor, "batch count"]:
    """Which votes proposals gather around; votes are expected in the order of their seeds."""
    batch, seeds = votes.shape[:2]
    match sampling:
        case "vote_fps":
            return farthest_point_sample(votes, count)
        case "seed_fps":
            # The seeds come in farthest-point order.
            return torch.arange(count, device=votes.device).expand(batch, -1)
        case "random":
            return torch.rand(batch, seeds, device=votes.device).topk(count, dim=1).indices
        case _:
            assert_never(sampling)
