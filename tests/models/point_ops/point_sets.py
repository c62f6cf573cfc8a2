"""Sets of points that are hard for grids, ties and rounding."""

import torch
from torch import Tensor


def random_cloud(points: int, seed: int) -> Tensor:
    """Within a box of 1 × 1 × 1; every third lies on a coarse lattice and has doubles, [n, 3]."""
    cloud = torch.rand(points, 3, generator=torch.Generator().manual_seed(seed))
    cloud[::3] = (cloud[::3] * 4).round() / 4
    return cloud


def _lattice(side: int) -> Tensor:
    steps = torch.arange(float(side))
    return torch.cartesian_prod(steps, steps, steps)


CLOUDS = {
    "one point": torch.zeros(1, 3),
    "two points": torch.tensor([[0.0, 0, 0], [1, 0, 0]]),
    "random": random_cloud(500, 0),
    "all alike": torch.full((70, 3), 0.3),
    "doubles": random_cloud(90, 1).repeat(3, 1),
    "lattice": _lattice(6) * 0.1,
    "line": torch.linspace(0, 1, 200)[:, None] * torch.tensor([1.0, 0, 0]),
    "diagonal": torch.linspace(-1, 1, 200)[:, None] * torch.tensor([1.0, 2, -1]),
    "plane": random_cloud(300, 2) * torch.tensor([1.0, 1, 0]),
    "far away": random_cloud(300, 3) + 1e5,
    "very far away": random_cloud(300, 4) + torch.tensor([1e7, -1e7, 0]),
    "one far point": torch.cat([random_cloud(300, 5), torch.full((1, 3), 1e6)]),
    "tiny": random_cloud(300, 6) * 1e-20,
    "below the smallest square": random_cloud(300, 7) * 1e-23,
    "huge": (random_cloud(300, 8) - 0.5) * 1e19,
    "squares overflow": (random_cloud(300, 9) - 0.5) * 1e30,
    "steps of one float": torch.nextafter(torch.tensor(1.0), torch.tensor(2.0))
    ** torch.arange(300.0)[:, None].expand(300, 3),
}
