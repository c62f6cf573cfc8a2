"""Looking at a scene several times: turned, mirrored, with other points; and what is agreed on.

Test-time augmentation by weighted box fusion (Solovyev et al. 2021), with one deviation: a box
takes at most one partner from each look, so that a single look stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import torch
from jaxtyping import Float, Float32, Int64
from torch import Tensor

from backend.geometry.iou import bounds_iou
from backend.models.votenet.decode import DecodedProposals

_LEAST_WEIGHT = 1e-6


@dataclass(frozen=True)
class ViewConfig:
    """Defaults are one look at the scene as it is."""

    samples: int = 1
    """Looks from each side, in each mirror."""
    quarters: bool = False
    """Whether the scene is looked at from all four sides."""
    mirrored: bool = False
    """Whether it is looked at in the mirror too."""
    min_iou: float = 0.5
    """Boxes of two looks that overlap so far are the same."""


@dataclass(frozen=True)
class View:
    sample: int = 0
    """Number of the draw of points."""
    quarters: int = 0
    """Quarter turns counter-clockwise about z, after mirroring."""
    mirrored: bool = False
    """In x."""

    def seen(self, positions: Float32[np.ndarray, "points 3"]) -> Float32[np.ndarray, "points 3"]:
        """Where points lie in this view."""
        return positions @ self._matrix.T

    def undone(self, seen: DecodedProposals) -> DecodedProposals:
        """Proposals of this view where they lie in the scene."""
        matrix = torch.from_numpy(self._matrix).to(seen.centers)
        # A box turned by a quarter is one with its edges swapped.
        sizes = seen.sizes[..., [1, 0, 2]] if self.quarters % 2 else seen.sizes
        yaws = -seen.yaws if self.mirrored else seen.yaws
        return replace(seen, centers=seen.centers @ matrix, sizes=sizes, yaws=yaws)

    @property
    def _matrix(self) -> Float32[np.ndarray, "3 3"]:
        turned = np.eye(3, dtype=np.float32)
        turned[:2, :2] = np.linalg.matrix_power(np.array([[0, -1], [1, 0]]), self.quarters)
        mirror = np.array([-1 if self.mirrored else 1, 1, 1], np.float32)
        return turned * mirror


def make_views(config: ViewConfig) -> tuple[View, ...]:
    """The looks that a configuration means, each with its own draw of the points.

    The first is at the scene as it is.
    """
    sides = range(4 if config.quarters else 1)
    mirrors = (False, True) if config.mirrored else (False,)
    looks = product(range(config.samples), sides, mirrors)
    return tuple(View(number, *look[1:]) for number, look in enumerate(looks))


def fuse(views: Sequence[DecodedProposals], min_iou: float = 0.5) -> DecodedProposals:
    """The proposals of all looks at one scene, each averaged with its partners in the other looks.

    Boxes and classes are means weighted by objectness; objectness is the mean over all looks, of
    which those without a partner count as 0. Suppression then leaves one box of each object.
    """
    joined = DecodedProposals(
        *(
            torch.cat([getattr(view, name) for view in views], dim=1)
            for name in ("centers", "sizes", "yaws", "objectness", "classes")
        )
    )
    partners, weights = _partners(joined, len(views), min_iou)
    shares = (weights / weights.sum(dim=1, keepdim=True))[..., None]

    def mean(
        values: Float[Tensor, "1 proposals channels"],
    ) -> Float[Tensor, "1 proposals channels"]:
        return (values[0, partners] * shares).sum(dim=1)[None]

    return DecodedProposals(
        centers=mean(joined.centers),
        sizes=mean(joined.sizes),
        yaws=joined.yaws,
        objectness=weights.mean(dim=1)[None],
        classes=mean(joined.classes),
    )


def _partners(
    joined: DecodedProposals, views: int, min_iou: float
) -> tuple[Int64[Tensor, "proposals views"], Float[Tensor, "proposals views"]]:
    """For each proposal the one of each look that overlaps it most, and that one's objectness."""
    boxes = joined.of_scene(0, ("",) * joined.classes.shape[2])
    iou = torch.from_numpy(bounds_iou(boxes, boxes)).to(joined.centers)
    # A flat box overlaps not even itself.
    iou.fill_diagonal_(2)
    count = len(boxes) // views
    best, rows = iou.unflatten(1, (views, count)).max(dim=2)
    rows = rows + count * torch.arange(views, device=rows.device)
    weights = joined.objectness[0, rows].clamp_min(_LEAST_WEIGHT)
    return rows, torch.where(best >= min_iou, weights, 0)
