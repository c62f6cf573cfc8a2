"""How far predicted boxes overlap the objects of their scenes, for a batch at once."""

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from backend.models.scene_network import EncodedScenes
from training.losses.votenet import DetectionTargets


def token_overlaps(
    encoded: EncodedScenes, targets: DetectionTargets
) -> Float[Tensor, "batch tokens objects"]:
    """IoU of the bounds along the axes of each token's box with those of each object.

    As ScanRefer and ScanQA measure it; 0 for what is no object. Without gradients.
    """
    decoded = encoded.decoded
    with torch.no_grad():
        boxes = bounds(decoded.centers, decoded.sizes, decoded.yaws)  # [batch, proposals, 2, 3]
        rows = encoded.chosen[..., None, None].expand(-1, -1, 2, 3)
        objects = bounds(targets.centers, targets.sizes, targets.yaws)
        return overlaps(boxes.gather(1, rows), objects, targets.mask)


def bounds(
    centers: Float[Tensor, "batch boxes 3"],
    sizes: Float[Tensor, "batch boxes 3"],
    yaws: Float[Tensor, "batch boxes"],
) -> Float[Tensor, "batch boxes 2 3"]:
    """Lowest and highest corner of the box along the axes around each, metres."""
    cos, sin = yaws.cos().abs(), yaws.sin().abs()
    x, y, z = sizes.unbind(dim=-1)
    half = torch.stack([cos * x + sin * y, sin * x + cos * y, z], dim=-1) / 2
    return torch.stack([centers - half, centers + half], dim=2)


def overlaps(
    boxes: Float[Tensor, "batch boxes 2 3"],
    objects: Float[Tensor, "batch objects 2 3"],
    mask: Bool[Tensor, "batch objects"],
) -> Float[Tensor, "batch boxes objects"]:
    low = torch.maximum(boxes[:, :, None, 0], objects[:, None, :, 0])
    high = torch.minimum(boxes[:, :, None, 1], objects[:, None, :, 1])
    common = (high - low).clamp_min(0).prod(dim=-1)
    volumes = [(b[:, :, 1] - b[:, :, 0]).prod(dim=-1) for b in (boxes, objects)]
    union = volumes[0][:, :, None] + volumes[1][:, None] - common
    # A box may be flat and a size be predicted below zero: neither overlaps anything.
    valid = mask[:, None] & (union > 0)
    return torch.where(valid, common / union.where(valid, 1), 0)
