"""Parts of a scene in CLIP space, by the encoder of single objects.

This module needs PyTorch: whoever uses it imports it when it has to.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float32, Int64

from backend.models.card import Card
from backend.models.checkpoint import CARD, WEIGHTS
from backend.models.layers import fold_batch_norm
from backend.models.object_network import ObjectNetwork, load_object_network
from backend.progress import report

_AT_ONCE = 16
"""Objects in a batch: their activations stay small."""


@dataclass(frozen=True)
class Crop:
    """The points of one object."""

    positions: Float32[np.ndarray, "points 3"]
    """Metres, Z up."""
    colors: Float32[np.ndarray, "points 3"]
    """sRGB in [0, 1]."""


@dataclass(frozen=True, eq=False)
class ObjectEmbedder:
    network: ObjectNetwork
    """For inference, batch norms folded."""
    card: Card
    points: int
    """Of each object."""
    identity: str
    """Hash of the checkpoint."""

    @property
    def dim(self) -> int:
        return self.network.encoder.dim

    def embed(self, crops: Sequence[Crop]) -> Float32[np.ndarray, "crops clip"]:
        """Of unit length; each crop has at least one point."""
        found = [np.zeros((0, self.dim), np.float32)]
        for start in range(0, len(crops), _AT_ONCE):
            part = crops[start : start + _AT_ONCE]
            rows = [_even_rows(len(crop.positions), self.points) for crop in part]
            positions = np.stack([c.positions[r] for c, r in zip(part, rows, strict=True)])
            colors = np.stack([c.colors[r] for c, r in zip(part, rows, strict=True)])
            with torch.inference_mode():
                embedded = self.network(torch.from_numpy(positions), torch.from_numpy(colors))
            found.append(embedded.numpy())
            report("Recognising objects", min(start + _AT_ONCE, len(crops)), len(crops))
        return np.concatenate(found)


def load_embedder(folder: Path) -> ObjectEmbedder:
    """
    Raises:
        CheckpointError: it is not there, damaged, or for another task.
    """
    loaded = load_object_network(folder)
    digest = hashlib.sha256()
    for name in (CARD, WEIGHTS):
        digest.update((folder / name).read_bytes())
    network = fold_batch_norm(loaded.network)
    return ObjectEmbedder(network, loaded.card, loaded.points, digest.hexdigest())


def _even_rows(has: int, count: int) -> Int64[np.ndarray, " count"]:
    """Evenly through the points where there are more, again and again where there are fewer."""
    if has >= count:
        return np.linspace(0, has - 1, count).astype(np.int64)
    return np.resize(np.arange(has), count)
