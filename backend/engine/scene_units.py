"""A scene as units that have a meaning: its objects, and superpoints where no object is.

Each point belongs to one unit. What holds for a unit, such as its relevancy to a query, holds for
its points: a heat map of a million points is one look-up.
"""

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float32, Int, Int32, Int64

from backend.engine.features import some_boxes
from backend.engine.object_embedder import Crop, ObjectEmbedder
from backend.engine.owners import owners
from backend.engine.sampling import drawn
from backend.engine.scene_memory import Seen
from backend.geometry.superpoints import superpoints
from backend.models.object_colors import COLORS, color_shares
from backend.progress import report
from backend.types import Boxes, Points, Scene

_DRAWN = 150_000
"""Points of a scene of which crops are made and colours are counted."""
_LEAST = 64
"""Of those points a unit needs to be recognised."""
_SUPERPOINTS = 128
"""Superpoints that are embedded, the largest ones: small ones are scraps."""
_GREY = 0.4


@dataclass(frozen=True)
class SceneUnits:
    units: Int32[np.ndarray, " points"]
    """The unit of each point; the first units are the objects."""
    boxes: Boxes
    """Of the objects, with the detector's labels and calibrated objectness."""
    embeddings: Float32[np.ndarray, "units clip"]
    """Of unit length in CLIP space; 0 for what was not embedded."""
    shares: Float32[np.ndarray, "units colors"]
    """How much of each unit has each of the named colours; 0 without colours."""

    @property
    def objects(self) -> int:
        return len(self.boxes)

    @property
    def embedded(self) -> Bool[np.ndarray, " units"]:
        return np.any(self.embeddings, axis=1, keepdims=True)[:, 0]

    @property
    def nbytes(self) -> int:
        return self.units.nbytes + self.embeddings.nbytes + self.shares.nbytes

    def points_of(self, unit: int) -> Int64[np.ndarray, " rows"]:
        """Rows of the scene's cloud."""
        return np.flatnonzero(self.units == unit)


def find_units(scene: Scene, seen: Seen, network: ObjectEmbedder | None) -> SceneUnits:
    """Cut the scene into units and embed them.

    Without an object encoder the objects have the embeddings that the detector gives its own
    proposals, and superpoints none. With one, objects have the mean of both where the detector
    has them in the same space: it sees their surroundings, the encoder their shape.
    """
    features, cloud = seen.features, scene.cloud
    rows = np.flatnonzero(features.real)
    boxes = some_boxes(features.boxes, rows)
    report("Separating objects", 0, 2)
    mine = owners(cloud.positions, seen.near, features.belonging[:, rows], boxes)
    # Numbered without gaps: of some superpoints every point belongs to an object.
    rest = mine < 0
    used, numbers = np.unique(superpoints(cloud)[rest], return_inverse=True)
    mine[rest] = numbers + len(boxes)
    report("Separating objects", 1, 2)
    count = len(boxes) + len(used)
    few = drawn(cloud.positions, _DRAWN)
    embeddings = features.objects[rows]
    if network is not None:
        embeddings = _embedded(network, cloud, few, mine[few], count, embeddings)
    padding = np.zeros((count - len(embeddings), embeddings.shape[1]), np.float32)
    return SceneUnits(
        mine,
        boxes,
        np.concatenate([embeddings, padding]),
        color_means(cloud, few, mine[few], count),
    )


def color_means(
    cloud: Points, rows: Int[np.ndarray, " rows"], units: Int[np.ndarray, " rows"], count: int
) -> Float32[np.ndarray, "units colors"]:
    """The shares of the named colours in each unit, of these rows of the cloud."""
    if cloud.colors is None:
        return np.zeros((count, COLORS), np.float32)
    shares = color_shares(torch.from_numpy(cloud.colors[rows].astype(np.float32) / 255)).numpy()
    sums = np.stack([np.bincount(units, column, count) for column in shares.T], axis=1)
    counts = np.maximum(np.bincount(units, minlength=count), 1)
    return (sums / counts[:, None]).astype(np.float32)


def crop(cloud: Points, rows: Int[np.ndarray, " rows"]) -> Crop:
    """These rows of a cloud as an object."""
    colors = np.full((len(rows), 3), _GREY, np.float32)
    if cloud.colors is not None:
        colors = cloud.colors[rows].astype(np.float32) / 255
    return Crop(cloud.positions[rows], colors)


def _embedded(
    network: ObjectEmbedder,
    cloud: Points,
    few: Int[np.ndarray, " few"],
    units: Int[np.ndarray, " few"],
    count: int,
    detected: Float32[np.ndarray, "objects clip"],
) -> Float32[np.ndarray, "units clip"]:
    sizes = np.bincount(units, minlength=count)
    order = np.argsort(units, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)])
    largest = len(detected) + np.argsort(-sizes[len(detected) :], kind="stable")[:_SUPERPOINTS]
    chosen = np.concatenate([np.arange(len(detected)), np.sort(largest)])
    chosen = chosen[sizes[chosen] >= _LEAST]
    crops = [crop(cloud, few[order[starts[i] : starts[i + 1]]]) for i in chosen]
    embeddings = np.zeros((count, network.dim), np.float32)
    embeddings[chosen] = network.embed(crops)
    if detected.shape[1] == embeddings.shape[1]:
        both = embeddings[: len(detected)] + detected
        lengths = np.linalg.norm(both, axis=1, keepdims=True)
        embeddings[: len(detected)] = both / np.maximum(lengths, 1e-6)
    return embeddings
