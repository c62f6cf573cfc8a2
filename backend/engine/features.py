"""What the network makes of a scene once, so that each question about it is cheap."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int16

from backend.types import Boxes


@dataclass(frozen=True)
class SceneFeatures:
    """Boxes and seeds are in the scene's own frame."""

    cls: Float32[np.ndarray, " dim"]
    tokens: Float32[np.ndarray, "tokens dim"]
    counted: Bool[np.ndarray, " tokens"]
    """Which tokens are objects; the others mean nothing."""
    boxes: Boxes
    """Of the tokens, scored by calibrated objectness."""
    detections: Boxes
    """The objects, each once, scored by calibrated objectness, best first."""
    objects: Float32[np.ndarray, "detections clip"]
    """Of the detections, of unit length in CLIP space; of width 0 where the network has none."""
    embedding: Float32[np.ndarray, " clip_dim"]
    """Of the scene, of unit length."""
    seeds: Float32[np.ndarray, "seeds 3"]
    """Points that voted."""
    belonging: Float32[np.ndarray, "seeds tokens"]
    """How much each seed's vote belongs to each token's box, in [0, 1]."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NearSeeds:
    """How a value at the seeds becomes one at every point of the scene."""

    indices: Int16[np.ndarray, "points 3"]
    weights: Float32[np.ndarray, "points 3"]
    """They add up to 1."""

    @property
    def nbytes(self) -> int:
        return self.indices.nbytes + self.weights.nbytes
