"""What is done to objects before a network sees them (CG3D's and Uni3D's augmentations).

Every object meets each change with a chance of its own; random numbers come from PyTorch's default
generator, which the loop seeds for each batch. Clouds are in the unit sphere.
"""

from dataclasses import dataclass
from math import pi

import torch
from jaxtyping import Float
from torch import Tensor

from backend.models.object_network import GRAY


@dataclass(frozen=True)
class AugmentConfig:
    chance: float = 0.3
    """Of each of tilt, jitter and drop (CG3D)."""
    turn: float = 1.0
    """Share of objects turned by any angle about the vertical."""
    tumble: float = 0.0
    """Share of objects turned in any way at all (SO(3)), for clouds that say not what is up."""
    tilt: float = 0.06
    """Standard deviation of small rotations about all axes, radians."""
    jitter: float = 0.01
    """Standard deviation of noise on each point, at most five times that; of the radius."""
    drop: float = 0.5
    """Greatest share of points that is replaced by the first one."""
    cut: float = 0.35
    """Greatest share of the points that a plane cuts away, as an occluder does."""
    scale: tuple[float, float] = (2 / 3, 3 / 2)
    """Along each axis on its own."""
    shift: float = 0.2
    gray: float = 0.4
    """Share of objects that lose their colours: CAD models and many scans have none."""
    color: float = 0.1
    """Greatest change of brightness and contrast of the others."""


def augmented(
    points: Float[Tensor, "batch points 3"],
    colors: Float[Tensor, "batch points 3"],
    config: AugmentConfig,
) -> tuple[Float[Tensor, "batch points 3"], Float[Tensor, "batch points 3"]]:
    """Changed copies. Colours are in [0, 1]."""
    batch = len(points)
    low, high = config.scale
    points = points * torch.empty(batch, 1, 3, device=points.device).uniform_(low, high)
    points = points @ _turns(points, config).transpose(1, 2)
    noise = (config.jitter * torch.randn_like(points)).clamp(-5 * config.jitter, 5 * config.jitter)
    points = points + noise * _chosen(points, config.chance)
    points = points + config.shift * (2 * torch.rand(batch, 1, 3, device=points.device) - 1)
    points, colors = _cut(points, colors, config)
    points, colors = _dropped(points, colors, config)
    return points, _recolored(colors, config)


def random_rotations(count: int, device: torch.device) -> Float[Tensor, "count 3 3"]:
    """Uniform over SO(3), from unit quaternions."""
    w, x, y, z = torch.nn.functional.normalize(torch.randn(count, 4, device=device)).unbind(1)
    rows = (
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    )  # fmt: skip
    return torch.stack(rows, dim=1).view(count, 3, 3)


def turns_about_z(angles: Float[Tensor, " count"]) -> Float[Tensor, "count 3 3"]:
    """Rotations, radians."""
    c, s, o, i = angles.cos(), angles.sin(), torch.zeros_like(angles), torch.ones_like(angles)
    return torch.stack([c, -s, o, s, c, o, o, o, i], dim=1).view(-1, 3, 3)


def _turns(points: Tensor, config: AugmentConfig) -> Float[Tensor, "batch 3 3"]:
    count, device = len(points), points.device
    angles = 2 * pi * torch.rand(count, device=device) * _chosen(points, config.turn)[:, 0, 0]
    turns = turns_about_z(angles)
    small = config.tilt * torch.randn(count, 3, device=device)
    x, y, z = (small * _chosen(points, config.chance)[:, 0]).unbind(1)
    o = torch.zeros_like(x)
    skew = torch.stack([o, -z, y, z, o, -x, -y, x, o], dim=1).view(-1, 3, 3)
    turns = torch.matrix_exp(skew) @ turns
    tumbling = _chosen(points, config.tumble) > 0
    return torch.where(tumbling, random_rotations(count, device), turns)


def _cut(
    points: Tensor, colors: Tensor, config: AugmentConfig
) -> tuple[Float[Tensor, "batch points 3"], Float[Tensor, "batch points 3"]]:
    """A plane takes away one side; points of the other side come twice in their place."""
    batch, count = points.shape[:2]
    normal = torch.nn.functional.normalize(torch.randn(batch, 3, device=points.device))
    order = torch.einsum("bpc,bc->bp", points, normal).argsort(dim=1)
    share = config.cut * torch.rand(batch, 1, device=points.device)
    kept = ((1 - share * _chosen(points, config.chance)[:, 0]) * count).ceil().clamp_min(1)
    rows = order.gather(1, torch.arange(count, device=points.device) % kept.long())
    # The order must say nothing of where a point lies.
    rows = rows.gather(1, torch.rand(batch, count, device=points.device).argsort(dim=1))
    rows = rows[..., None].expand(-1, -1, 3)
    return points.gather(1, rows), colors.gather(1, rows)


def _dropped(
    points: Tensor, colors: Tensor, config: AugmentConfig
) -> tuple[Float[Tensor, "batch points 3"], Float[Tensor, "batch points 3"]]:
    share = config.drop * torch.rand(len(points), 1, 1, device=points.device)
    share = share * _chosen(points, config.chance)
    gone = torch.rand(*points.shape[:2], 1, device=points.device) < share
    return torch.where(gone, points[:, :1], points), torch.where(gone, colors[:, :1], colors)


def _recolored(
    colors: Float[Tensor, "batch points 3"], config: AugmentConfig
) -> Float[Tensor, "batch points 3"]:
    change = 2 * config.color * torch.rand(2, len(colors), 1, 3, device=colors.device)
    brightness, contrast = change - config.color
    colors = ((colors - 0.5) * (1 + contrast) + 0.5 + brightness).clamp(0, 1)
    return torch.where(_chosen(colors, config.gray) > 0, torch.full_like(colors, GRAY), colors)


def _chosen(like: Tensor, chance: float) -> Float[Tensor, "batch 1 1"]:
    """1 for objects that meet the change, 0 for the others."""
    return (torch.rand(len(like), 1, 1, device=like.device) < chance).float()
