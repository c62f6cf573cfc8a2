"""Deep Hough voting (VoteNet, section 4.1): each seed points to the centre of its object."""

from dataclasses import dataclass

from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from backend.models.layers import SharedMLP


@dataclass(frozen=True)
class Votes:
    positions: Float[Tensor, "batch seeds 3"]
    """Metres: where each seed believes its object's centre to be."""
    features: Float[Tensor, "batch seeds channels"]
    """Unit length."""


class Voting(nn.Module):
    """One vote per seed: an offset and a residual of the features.

    The seeds that lie on no object vote too; the proposals' objectness sorts them out.
    """

    def __init__(self, channels: int):
        super().__init__()
        self.mlp = SharedMLP((channels, channels, channels), bias=True)
        self.last = nn.Linear(channels, 3 + channels)

    def forward(
        self,
        seeds: Float[Tensor, "batch seeds 3"],
        features: Float[Tensor, "batch seeds channels"],
    ) -> Votes:
        moved = self.last(self.mlp(features))
        # Positions stay in float32: under autocast a room's coordinates would lose centimetres.
        positions = seeds + moved[..., :3].float()
        return Votes(positions, functional.normalize(features + moved[..., 3:], dim=-1))
