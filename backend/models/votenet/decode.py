"""From what VoteNet says about its proposals to the boxes that people see."""

from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
import torch
from jaxtyping import Float, Float32, Int64
from torch import Tensor

from backend.geometry.iou import bounds_iou, suppress
from backend.geometry.occupancy import occupied
from backend.models.votenet.classes import DetectionClasses
from backend.models.votenet.coding import decode_headings, decode_sizes, size_templates
from backend.models.votenet.proposals import Proposals
from backend.types import Boxes

Suppression = Literal["class", "all", "none"]
"""Which boxes remove one another: those of one class, all, or none."""


@dataclass(frozen=True)
class DecodedProposals:
    """Every proposal as a box with probabilities; the box is that of its most likely size."""

    centers: Float[Tensor, "batch proposals 3"]
    """Metres."""
    sizes: Float[Tensor, "batch proposals 3"]
    """Full edge lengths, metres."""
    yaws: Float[Tensor, "batch proposals"]
    """Radians, counter-clockwise from +X about +Z."""
    objectness: Float[Tensor, "batch proposals"]
    """Range [0, 1]."""
    classes: Float[Tensor, "batch proposals classes"]
    """Range [0, 1]; they add up to 1."""

    def of_scene(self, scene: int, names: tuple[str, ...]) -> Boxes:
        """All proposals of one scene of the batch, labelled by their likeliest class."""
        labels = tuple(names[i] for i in self.classes[scene].argmax(dim=1).tolist())
        parts = (self.centers, self.sizes, self.yaws, self.objectness)
        centers, sizes, yaws, scores = (_array(part[scene]) for part in parts)
        return Boxes(centers, sizes, yaws, labels, scores)


def decode(proposals: Proposals, classes: DetectionClasses) -> DecodedProposals:
    """The likeliest heading bin and size template of each proposal, refined by their residuals."""
    bins = proposals.heading_scores.argmax(dim=-1)
    residuals = proposals.heading_residuals.gather(-1, bins[..., None]).squeeze(-1)
    templates = proposals.size_scores.argmax(dim=-1)
    chosen = templates[..., None, None].expand(*templates.shape, 1, 3)
    growth = proposals.size_residuals.gather(2, chosen).squeeze(2)
    return DecodedProposals(
        centers=proposals.centers,
        sizes=decode_sizes(growth, templates, size_templates(classes, growth)),
        yaws=decode_headings(bins, residuals, proposals.heading_scores.shape[-1]),
        objectness=proposals.objectness.softmax(dim=-1)[..., 1],
        classes=proposals.class_scores.softmax(dim=-1),
    )


@dataclass(frozen=True)
class SelectionConfig:
    """Which proposals become detections; defaults are VoteNet's evaluation."""

    min_objectness: float = 0.05
    """Exclusive."""
    max_iou: float = 0.25
    """Of the bounds along the axes, between two boxes that both stay."""
    suppression: Suppression = "class"
    per_class: bool = True
    """Each box once per class, scored objectness × probability of the class (better AP); otherwise
    once, with its likeliest class, scored by objectness."""
    min_points: int = 5
    """A box with fewer points is empty."""


@dataclass(frozen=True)
class Detections:
    boxes: Boxes
    proposals: Int64[np.ndarray, " boxes"]
    """Which proposal each box is."""


def select(
    decoded: DecodedProposals,
    scene: int,
    names: tuple[str, ...],
    points: Float32[np.ndarray, "points 3"] | None = None,
    config: SelectionConfig = SelectionConfig(),
) -> Detections:
    """The detections in one scene of the batch, best first.

    The scene's points (metres) tell which boxes are empty; without them none counts as empty.
    """
    boxes = decoded.of_scene(scene, names)
    assert boxes.scores is not None
    # Suppression goes by the same score, so that what is left out first could not suppress others.
    kept = np.flatnonzero(boxes.scores > config.min_objectness)
    if points is not None and config.min_points > 0:
        kept = kept[occupied(points, take(boxes, kept), config.min_points)]
    kept = kept[_unsuppressed(take(boxes, kept), config)]
    if not config.per_class:
        return Detections(take(boxes, kept), kept)
    return _per_class(boxes, kept, _array(decoded.classes[scene]), names)


def take(boxes: Boxes, rows: Int64[np.ndarray, " rows"]) -> Boxes:
    """Some of the boxes, in the order of the rows."""
    return Boxes(
        boxes.centers[rows],
        boxes.sizes[rows],
        boxes.yaws[rows],
        tuple(boxes.labels[i] for i in rows),
        None if boxes.scores is None else boxes.scores[rows],
        None if boxes.instances is None else boxes.instances[rows],
    )


def _unsuppressed(boxes: Boxes, config: SelectionConfig) -> Int64[np.ndarray, " kept"]:
    assert boxes.scores is not None
    match config.suppression:
        case "none":
            return np.argsort(-boxes.scores, kind="stable")
        case "all":
            return suppress(bounds_iou(boxes, boxes), boxes.scores, config.max_iou)
        case "class":
            labels = np.array(boxes.labels, dtype=object)
            same = labels[:, None] == labels
            return suppress(bounds_iou(boxes, boxes) * same, boxes.scores, config.max_iou)
        case _:
            assert_never(config.suppression)


def _per_class(
    boxes: Boxes,
    kept: Int64[np.ndarray, " kept"],
    probabilities: Float32[np.ndarray, "proposals classes"],
    names: tuple[str, ...],
) -> Detections:
    assert boxes.scores is not None
    scores = boxes.scores[kept, None] * probabilities[kept]  # [kept, classes]
    order = np.argsort(-scores, axis=None, kind="stable")
    rows, classes = np.unravel_index(order, scores.shape)
    proposals = kept[rows]
    labels = tuple(names[i] for i in classes)
    arrays = (boxes.centers[proposals], boxes.sizes[proposals], boxes.yaws[proposals])
    return Detections(Boxes(*arrays, labels, scores.ravel()[order]), proposals)


def _array(tensor: Tensor) -> Float32[np.ndarray, "*shape"]:
    return tensor.detach().to("cpu", torch.float32).numpy()
