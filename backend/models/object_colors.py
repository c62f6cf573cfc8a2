"""Which colours an object has, as shares of a few colours that people name.

The networks of the paper see no colours. Telling each object's token the colours of the seeds that
voted for it lets a question about colours be answered, while what the detector sees stays pure
geometry, which carries over from rooms to real scans.
"""

import torch
from jaxtyping import Float
from torch import Tensor

_NAMED = (
    (20, 20, 20), (128, 128, 128), (235, 235, 235), (190, 40, 40), (220, 130, 50),
    (225, 205, 70), (70, 140, 70), (50, 80, 170), (120, 60, 140), (225, 150, 175),
    (110, 70, 40), (205, 180, 145), (70, 160, 160), (110, 25, 35), (35, 40, 80), (150, 190, 225),
)  # fmt: skip
"""Typical sRGB of black, grey, white, red, orange, yellow, green, blue, purple, pink, brown,
beige, teal, dark red, navy and light blue things in photos."""

COLORS = len(_NAMED)
_SPREAD = 12.0
"""In CIE Lab, where 2.3 is about what people just see."""
_REACH = 0.2
"""Metres: a vote counts the less for an object the farther away it is."""


def object_colors(
    objects: Float[Tensor, "batch objects 3"],
    votes: Float[Tensor, "batch seeds 3"],
    colors: Float[Tensor, "batch seeds 3"],
) -> Float[Tensor, "batch objects colors"]:
    """Shares of the named colours around each object's votes; they add up to 1.

    Args:
        objects: Where the objects' votes were gathered, metres.
        votes: Where each seed believes its object's centre to be, metres.
        colors: sRGB of the seeds in [0, 1].
    """
    weights = torch.softmax(-(torch.cdist(objects, votes) / _REACH).square(), dim=-1)
    return weights @ color_shares(colors)


def color_shares(colors: Float[Tensor, "*points 3"]) -> Float[Tensor, "*points colors"]:
    """How much each sRGB colour in [0, 1] is like each of the named ones; they add up to 1."""
    named = _lab(colors.new_tensor(_NAMED) / 255)
    apart = (_lab(colors)[..., None, :] - named).square().sum(dim=-1)
    return torch.softmax(-apart / (2 * _SPREAD**2), dim=-1)


def _lab(colors: Float[Tensor, "*points 3"]) -> Float[Tensor, "*points 3"]:
    """CIE Lab under D65 from sRGB in [0, 1]."""
    linear = torch.where(
        colors <= 0.04045, colors / 12.92, ((colors.clamp_min(0) + 0.055) / 1.055) ** 2.4
    )
    # XYZ of the sRGB primaries, divided by that of the white point.
    xyz = linear @ linear.new_tensor(
        [[0.4339, 0.2126, 0.0177], [0.3762, 0.7152, 0.1095], [0.1899, 0.0722, 0.8728]]
    )
    f = torch.where(xyz > 0.008856, xyz.clamp_min(1e-6) ** (1 / 3), 7.787 * xyz + 16 / 116)
    x, y, z = f.unbind(dim=-1)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], dim=-1)
