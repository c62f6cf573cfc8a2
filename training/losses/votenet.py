"""VoteNet's loss (section 4.3 and appendix), with the weights that 3D-VQA uses unchanged.

vote + 0.5 objectness + box + 0.1 class, all × 10, where
box = centre + 0.1 heading bin + heading + 0.1 size template + size.

Beyond the original, as an option: the overlap of the decoded box with its object's, which sizes and
centres alone hardly push to the last centimetres (MMDetection3D reports 44 instead of 41 mAP@0.5).

One deviation: the original pads each scene's boxes with zeros and lets proposals near the origin
be assigned to them. Here padded boxes are infinitely far away.
"""

from dataclasses import dataclass, fields

import torch
from jaxtyping import Bool, Float, Int64
from torch import Tensor
from torch.nn import functional

from backend.models.votenet.coding import (
    decode_sizes,
    encode_headings,
    encode_sizes,
    size_templates,
)
from backend.models.votenet.config import VoteNetConfig
from backend.models.votenet.proposals import Proposals
from backend.models.votenet.votenet import VoteNetOutput

_EPSILON = 1e-6


@dataclass(frozen=True)
class DetectionTargets:
    """What should be found in a batch of scenes; at least one row per scene, if only of padding."""

    centers: Float[Tensor, "batch objects 3"]
    """Metres."""
    sizes: Float[Tensor, "batch objects 3"]
    """Full edge lengths, metres."""
    yaws: Float[Tensor, "batch objects"]
    """Radians, counter-clockwise from +X about +Z."""
    classes: Int64[Tensor, "batch objects"]
    mask: Bool[Tensor, "batch objects"]
    """Which rows are objects; scenes with fewer are padded."""
    votes: Float[Tensor, "batch points 3 3"]
    """From each input point to the centres of up to three objects it may belong to, metres;
    repeated where it belongs to fewer."""
    votes_mask: Bool[Tensor, "batch points"]
    """Which points belong to an object."""

    def to(self, device: torch.device | str) -> "DetectionTargets":
        return DetectionTargets(*(getattr(self, f.name).to(device) for f in fields(self)))


@dataclass(frozen=True)
class LossConfig:
    near: float = 0.3
    """Metres: proposals nearer than this to an object's centre are objects."""
    far: float = 0.6
    """Metres: proposals farther than this are nothing; those between do not count."""
    objectness_weights: tuple[float, float] = (0.2, 0.8)
    """Of nothing and of objects in the cross-entropy."""
    vote: float = 1.0
    objectness: float = 0.5
    box: float = 1.0
    classes: float = 0.1
    heading_bin: float = 0.1
    """Within the box's loss, as `size_template`."""
    size_template: float = 0.1
    overlap: float = 0.0
    """Within the box's loss; 0 for the original."""
    scale: float = 10.0


@dataclass(frozen=True)
class Assignment:
    """Which object each proposal answers for."""

    objects: Int64[Tensor, "batch proposals"]
    """The nearest."""
    positive: Bool[Tensor, "batch proposals"]
    """Near enough to be that object."""
    counted: Bool[Tensor, "batch proposals"]
    """Near enough to be an object, or far enough to be none."""


@dataclass(frozen=True)
class VoteNetLoss:
    """The total, and its parts before their weights."""

    total: Float[Tensor, ""]
    vote: Float[Tensor, ""]
    objectness: Float[Tensor, ""]
    center: Float[Tensor, ""]
    heading_bin: Float[Tensor, ""]
    heading: Float[Tensor, ""]
    size_template: Float[Tensor, ""]
    size: Float[Tensor, ""]
    overlap: Float[Tensor, ""]
    classes: Float[Tensor, ""]
    assignment: Assignment

    @property
    def parts(self) -> dict[str, Tensor]:
        """By name, for the log."""
        named = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in named if name not in ("total", "assignment")}


def votenet_loss(
    output: VoteNetOutput,
    targets: DetectionTargets,
    model: VoteNetConfig,
    config: LossConfig = LossConfig(),
) -> VoteNetLoss:
    proposals = output.proposals
    assignment = assign(proposals.positions, targets, config)
    vote = vote_loss(output, targets)
    objectness = objectness_loss(proposals.objectness, assignment, config)
    center = center_loss(proposals.centers, targets, assignment)
    heading_bin, heading = heading_losses(proposals, targets, assignment, model.heading_bins)
    size_template, size = size_losses(proposals, targets, assignment, model)
    own = targets.classes.gather(1, assignment.objects)
    classes = _cross_entropy(proposals.class_scores, own, assignment.positive)
    box = center + config.heading_bin * heading_bin + heading
    box = box + config.size_template * size_template + size
    overlap = overlap_loss(proposals, targets, assignment, model)
    if config.overlap:
        box = box + config.overlap * overlap
    total = config.vote * vote + config.objectness * objectness
    total = config.scale * (total + config.box * box + config.classes * classes)
    return VoteNetLoss(
        total, vote, objectness, center, heading_bin, heading, size_template, size, overlap,
        classes, assignment,
    )  # fmt: skip


def assign(
    positions: Float[Tensor, "batch proposals 3"], targets: DetectionTargets, config: LossConfig
) -> Assignment:
    """By the distance from the proposal's vote cluster, not from its predicted centre."""
    distances, objects = _distances(positions.detach(), targets).min(dim=2)
    positive = distances < config.near
    return Assignment(objects, positive, positive | (distances > config.far))


def vote_loss(output: VoteNetOutput, targets: DetectionTargets) -> Float[Tensor, ""]:
    """L1 distance from each seed's vote to the nearest of its three centres, over object seeds."""
    indices = output.backbone.indices
    rows = torch.arange(len(indices), device=indices.device)[:, None]
    wanted = output.backbone.seeds[:, :, None] + targets.votes[rows, indices]
    distances = (output.votes.positions[:, :, None] - wanted).abs().sum(dim=-1)
    return _mean(distances.amin(dim=-1), targets.votes_mask[rows, indices])


def objectness_loss(
    logits: Float[Tensor, "batch proposals 2"], assignment: Assignment, config: LossConfig
) -> Float[Tensor, ""]:
    weights = logits.new_tensor(config.objectness_weights)
    labels = assignment.positive.long()
    losses = functional.cross_entropy(
        logits.flatten(0, 1), labels.flatten(), weights, reduction="none"
    )
    return _mean(losses.view_as(labels), assignment.counted)


def center_loss(
    centers: Float[Tensor, "batch proposals 3"], targets: DetectionTargets, assignment: Assignment
) -> Float[Tensor, ""]:
    """Chamfer distance in square metres: positive proposals to objects, objects to proposals."""
    squared = (centers[:, :, None] - targets.centers[:, None]).square().sum(dim=-1)
    squared = squared.masked_fill(~targets.mask[:, None], torch.inf)
    there = _mean(squared.amin(dim=2), assignment.positive)
    return there + _mean(squared.amin(dim=1), targets.mask)


def heading_losses(
    proposals: Proposals, targets: DetectionTargets, assignment: Assignment, bins: int
) -> tuple[Float[Tensor, ""], Float[Tensor, ""]]:
    """Cross-entropy of the bin, and the Huber loss of the right bin's residual."""
    code = encode_headings(targets.yaws.gather(1, assignment.objects), bins)
    chosen = proposals.heading_residuals.gather(-1, code.bins[..., None]).squeeze(-1)
    error = functional.huber_loss(chosen, code.residuals, reduction="none")
    bin_loss = _cross_entropy(proposals.heading_scores, code.bins, assignment.positive)
    return bin_loss, _mean(error, assignment.positive)


def size_losses(
    proposals: Proposals, targets: DetectionTargets, assignment: Assignment, model: VoteNetConfig
) -> tuple[Float[Tensor, ""], Float[Tensor, ""]]:
    """Cross-entropy of the template, and the Huber loss of the right template's residual."""
    own = targets.classes.gather(1, assignment.objects)
    sizes = _of_objects(targets.sizes, assignment)
    wanted = encode_sizes(sizes, own, size_templates(model.classes, sizes))
    chosen = own[..., None, None].expand(*own.shape, 1, 3)
    growth = proposals.size_residuals.gather(2, chosen).squeeze(2)
    error = functional.huber_loss(growth, wanted, reduction="none").mean(dim=-1)
    template_loss = _cross_entropy(proposals.size_scores, own, assignment.positive)
    return template_loss, _mean(error, assignment.positive)


def overlap_loss(
    proposals: Proposals, targets: DetectionTargets, assignment: Assignment, model: VoteNetConfig
) -> Float[Tensor, ""]:
    """1 - IoU along the axes, with the size of the right template; yaws are ignored."""
    own = targets.classes.gather(1, assignment.objects)
    templates = size_templates(model.classes, proposals.size_residuals)
    chosen = own[..., None, None].expand(*own.shape, 1, 3)
    growth = proposals.size_residuals.gather(2, chosen).squeeze(2)
    sizes = decode_sizes(growth, own, templates)
    true_sizes = _of_objects(targets.sizes, assignment)
    true_centers = _of_objects(targets.centers, assignment)
    low = torch.maximum(proposals.centers - sizes / 2, true_centers - true_sizes / 2)
    high = torch.minimum(proposals.centers + sizes / 2, true_centers + true_sizes / 2)
    shared = (high - low).clamp_min(0).prod(dim=-1)
    union = sizes.prod(dim=-1) + true_sizes.prod(dim=-1) - shared
    return _mean(1 - shared / union.clamp_min(_EPSILON), assignment.positive)


def _distances(
    positions: Float[Tensor, "batch proposals 3"], targets: DetectionTargets
) -> Float[Tensor, "batch proposals objects"]:
    """Metres; infinite to what is no object."""
    apart = torch.linalg.vector_norm(positions[:, :, None] - targets.centers[:, None], dim=-1)
    return apart.masked_fill(~targets.mask[:, None], torch.inf)


def _of_objects(
    values: Float[Tensor, "batch objects 3"], assignment: Assignment
) -> Float[Tensor, "batch proposals 3"]:
    return values.gather(1, assignment.objects[..., None].expand(-1, -1, 3))


def _cross_entropy(
    logits: Float[Tensor, "batch proposals choices"],
    labels: Int64[Tensor, "batch proposals"],
    mask: Bool[Tensor, "batch proposals"],
) -> Float[Tensor, ""]:
    losses = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none")
    return _mean(losses.view_as(labels), mask)


def _mean(
    values: Float[Tensor, "batch items"], mask: Bool[Tensor, "batch items"]
) -> Float[Tensor, ""]:
    """Over what counts; 0 where nothing does, even if what does not count is infinite."""
    kept = torch.where(mask, values, 0)
    return kept.sum() / (mask.sum() + _EPSILON)
