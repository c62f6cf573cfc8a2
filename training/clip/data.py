"""A corpus in memory: pictures, and for each the features of its captions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float16, Int64, UInt8

from training.clip.captions import CAPTION_KINDS, CaptionKind
from training.clip.corpus import Part, features_path, read_part
from training.clip.pictures import PICTURE_KINDS, PictureKind
from training.errors import CommandError
from training.rooms.colors import Random

_WEIGHTS: dict[CaptionKind, float] = {
    "name": 1.0, "attributes": 1.0, "use": 0.5, "description": 0.7, "scene": 1.0,
}  # fmt: skip
"""How often a picture is shown with a caption of each kind."""


@dataclass(frozen=True)
class Pairs:
    """Pictures with their captions' features.

    The captions of picture i are those from `starts[i]` to `starts[i + 1]`.
    """

    images: UInt8[np.ndarray, "pictures edge edge 3"]
    kinds: Int64[np.ndarray, " pictures"]
    categories: tuple[str, ...]
    texts: tuple[str, ...]
    text_kinds: Int64[np.ndarray, " texts"]
    starts: Int64[np.ndarray, " ends"]
    features: Float16[np.ndarray, "texts width"]
    """Of the frozen text tower, before the projection."""

    def __len__(self) -> int:
        return len(self.images)

    def of_kind(self, kind: PictureKind) -> Int64[np.ndarray, " chosen"]:
        """Indices of the pictures of one kind."""
        return np.flatnonzero(self.kinds == PICTURE_KINDS.index(kind))

    def a_caption(self, picture: int, rng: Random) -> int:
        """One of a picture's captions at random, by the weights of their kinds."""
        start, end = self.starts[picture], self.starts[picture + 1]
        weights = _BY_KIND[self.text_kinds[start:end]]
        at = rng.random() * weights.sum()
        return int(start + min(np.searchsorted(np.cumsum(weights), at), end - start - 1))

    def caption(self, picture: int, kinds: Sequence[CaptionKind]) -> int | None:
        """A picture's last caption of one of these kinds, the richest of them."""
        wanted = [CAPTION_KINDS.index(kind) for kind in kinds]
        start, end = self.starts[picture], self.starts[picture + 1]
        found = np.flatnonzero(np.isin(self.text_kinds[start:end], wanted))
        return int(start + found[-1]) if len(found) else None


_BY_KIND = np.array([_WEIGHTS[kind] for kind in CAPTION_KINDS])


def read_pairs(paths: Sequence[Path]) -> Pairs:
    """All parts one after the other.

    Raises:
        CommandError: one is damaged, or lacks its features.
    """
    parts = [read_part(path) for path in paths]
    features = [_features(path, part) for path, part in zip(paths, parts, strict=True)]
    return pairs_of(parts, features)


def pairs_of(parts: Sequence[Part], features: Sequence[Float16[np.ndarray, "_ width"]]) -> Pairs:
    counts = [np.bincount(part.owners, minlength=len(part)) for part in parts]
    return Pairs(
        np.concatenate([part.images for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        tuple(category for part in parts for category in part.categories),
        tuple(text for part in parts for text in part.texts),
        np.concatenate([part.text_kinds for part in parts]),
        np.concatenate([[0], *counts]).cumsum(),
        np.concatenate(features),
    )


def _features(path: Path, part: Part) -> Float16[np.ndarray, "_ width"]:
    try:
        features = np.load(features_path(path), allow_pickle=False)
    except (OSError, ValueError) as error:
        problem = f"wanted features of the texts in {path}, cannot read them ({error})"
        raise CommandError(f"{problem}. Delete {features_path(path).name}") from error
    if len(features) != len(part.texts):
        problem = f"wanted features of {len(part.texts)} texts, got {len(features)}"
        raise CommandError(f"{problem}. Delete {features_path(path)}")
    return features
