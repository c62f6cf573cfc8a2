"""What the network makes of a scene once, so that each question about it is cheap."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int, Int16

from backend.engine.answers import Embeddings
from backend.types import Boxes

_OBJECT = 0.1
"""Of the objectness: below it there is no object that could be shown."""


@dataclass(frozen=True)
class SceneFeatures:
    """Boxes and seeds are in the scene's own frame."""

    cls: Float32[np.ndarray, " dim"]
    tokens: Float32[np.ndarray, "tokens dim"]
    counted: Bool[np.ndarray, " tokens"]
    """Which tokens are objects; the others mean nothing."""
    boxes: Boxes
    """Of the tokens, scored by calibrated objectness."""
    objects: Float32[np.ndarray, "tokens clip"]
    """Of the tokens, of unit length in CLIP space; of width 0 where the network has none."""
    detections: Boxes
    """Boxes once for each class that they may be of, scored by the product of the calibrated
    objectness and the class's probability, best first; on average precision that is better than
    each box once."""
    embedding: Float32[np.ndarray, " clip_dim"]
    """Of the scene, of unit length."""
    seeds: Float32[np.ndarray, "seeds 3"]
    """Points that voted."""
    belonging: Float32[np.ndarray, "seeds tokens"]
    """How much each seed's vote belongs to each token's box, in [0, 1]."""
    notes: tuple[str, ...] = ()

    @property
    def real(self) -> Bool[np.ndarray, " tokens"]:
        """Which tokens are likely enough to be objects that they can be shown."""
        assert self.boxes.scores is not None
        return self.counted & (self.boxes.scores >= _OBJECT)

    @property
    def embeddings(self) -> Embeddings:
        rows = np.flatnonzero(self.real)
        return Embeddings(self.embedding, some_boxes(self.boxes, rows), self.objects[rows])


def some_boxes(boxes: Boxes, rows: Int[np.ndarray, " rows"]) -> Boxes:
    """Some of the boxes, in the order of the rows."""
    labels = tuple(boxes.labels[i] for i in rows)
    scores = None if boxes.scores is None else boxes.scores[rows]
    return Boxes(boxes.centers[rows], boxes.sizes[rows], boxes.yaws[rows], labels, scores)


@dataclass(frozen=True)
class NearSeeds:
    """How a value at the seeds becomes one at every point of the scene."""

    indices: Int16[np.ndarray, "points 3"]
    weights: Float32[np.ndarray, "points 3"]
    """They add up to 1."""

    @property
    def nbytes(self) -> int:
        return self.indices.nbytes + self.weights.nbytes
