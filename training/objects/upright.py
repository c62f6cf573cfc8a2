"""Which way is up in a cloud that does not say: candidates along its own axes."""

from itertools import product

import torch
from jaxtyping import Float
from torch import Tensor


def candidate_turns(
    points: Float[Tensor, "batch points 3"],
) -> Float[Tensor, "batch candidates 3 3"]:
    """Six rotations of each cloud: every one of its axes upwards, both ways.

    The axes are the directions of greatest, middle and least spread: furniture is mostly
    symmetric, and they follow its edges. Which way it faces is left to the network, which is
    trained with any turn about the vertical.
    """
    centered = points - points.mean(dim=1, keepdim=True)
    _, axes = torch.linalg.eigh((centered.transpose(1, 2) @ centered).float())
    rows = axes.transpose(1, 2)  # [B, 3, 3], one axis a row
    turns = []
    for up, sign in product(range(3), (1.0, -1.0)):
        z = sign * rows[:, up]
        x = rows[:, (up + 1) % 3]
        turns.append(torch.stack([x, torch.linalg.cross(z, x), z], dim=1))
    return torch.stack(turns, dim=1)
