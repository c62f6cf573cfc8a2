"""VoteNet (Qi et al., ICCV 2019): points to seeds to votes to proposals."""

from dataclasses import dataclass

from torch import nn

from backend.models.pointnet2.backbone import Backbone, BackboneOutput, Plan
from backend.models.pointnet2.inputs import Cloud
from backend.models.votenet.config import PAPER, VoteNetConfig
from backend.models.votenet.proposals import ProposalHead, Proposals
from backend.models.votenet.voting import Votes, Voting


@dataclass(frozen=True)
class VoteNetOutput:
    backbone: BackboneOutput
    votes: Votes
    proposals: Proposals


class VoteNet(nn.Module):
    def __init__(self, config: VoteNetConfig = PAPER):
        super().__init__()
        self.config = config
        self.backbone = Backbone(config.backbone)
        self.voting = Voting(config.backbone.channels)
        self.head = ProposalHead(config)

    def forward(self, cloud: Cloud, plan: Plan | None = None) -> VoteNetOutput:
        """Detect in a batch of clouds; `plan` saves the backbone's point operations."""
        found = self.backbone(cloud, plan)
        votes = self.voting(found.seeds, found.features)
        return VoteNetOutput(found, votes, self.head(votes))
