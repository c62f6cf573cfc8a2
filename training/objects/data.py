"""The corpus of objects in reach: points stay on the disk and are mapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float16, Float64, Int64, UInt8

from backend.models.clip.model import Clip
from training.errors import CommandError
from training.objects.features import PartFeatures, read_features, read_words


@dataclass(frozen=True)
class _Part:
    points: Float16[np.ndarray, "objects views points 3"]
    colors: UInt8[np.ndarray, "objects views points 3"]
    pictures: UInt8[np.ndarray, "objects edge edge 3"] | None


@dataclass(frozen=True)
class Objects:
    """All parts one after the other. Captions of object i: `starts[i]` to `starts[i + 1]`."""

    parts: tuple[_Part, ...]
    at: Int64[np.ndarray, "objects 2"]
    """Part and row in it of each object."""
    categories: tuple[str, ...]
    captions: tuple[str, ...]
    starts: Int64[np.ndarray, " ends"]
    text_features: Float16[np.ndarray, "captions dim"]
    picture_features: Float16[np.ndarray, "objects dim"]
    pictured: np.ndarray
    """(objects,) bool: which of them have a picture; the features of the others are 0."""

    def __len__(self) -> int:
        return len(self.at)

    @property
    def points(self) -> int:
        """Of each object."""
        return self.parts[0].points.shape[2]

    def cloud(
        self, index: int, view: int
    ) -> tuple[Float16[np.ndarray, "points 3"], UInt8[np.ndarray, "points 3"]]:
        """Points and colours of one drawing of an object; `view` is taken modulo their number."""
        part, row = self.parts[self.at[index, 0]], self.at[index, 1]
        view %= part.points.shape[1]
        return part.points[row, view], part.colors[row, view]

    def picture(self, index: int) -> UInt8[np.ndarray, "edge edge 3"] | None:
        pictures = self.parts[self.at[index, 0]].pictures
        return None if pictures is None else pictures[self.at[index, 1]]


def read_objects(paths: Sequence[Path], clip: Clip) -> Objects:
    """Parts with their features.

    Raises:
        CommandError: one is damaged, or there is no object at all.
    """
    words = [read_words(path) for path in paths]
    filled = [i for i, (categories, _) in enumerate(words) if categories]
    if not filled:
        raise CommandError("wanted objects to train with, there are none. Give more rooms")
    words, paths = [words[i] for i in filled], [paths[i] for i in filled]
    features = [read_features(path, clip) for path in paths]
    captions = [own for _, of_part in words for own in of_part]
    sizes = [len(categories) for categories, _ in words]
    return Objects(
        tuple(_mapped(path, size) for path, size in zip(paths, sizes, strict=True)),
        np.array([(p, row) for p, size in enumerate(sizes) for row in range(size)]),
        tuple(category for categories, _ in words for category in categories),
        tuple(text for own in captions for text in own),
        np.cumsum([0, *(len(own) for own in captions)]),
        np.concatenate([one.texts for one in features]),
        np.concatenate([_pictures(o, n) for o, n in zip(features, sizes, strict=True)]),
        np.concatenate(
            [np.full(n, o.pictures is not None) for o, n in zip(features, sizes, strict=True)]
        ),
    )


def balanced_weights(categories: Sequence[str], power: float) -> Float64[np.ndarray, " objects"]:
    """How often each object is shown, as a share: 0 = all alike, 1 = all categories alike."""
    _, inverse, counts = np.unique(np.array(categories), return_inverse=True, return_counts=True)
    weights = counts[inverse].astype(np.float64) ** -power
    return weights / weights.sum()


def _mapped(path: Path, count: int) -> _Part:
    pictures = path / "pictures.npy"
    try:
        part = _Part(
            np.load(path / "points.npy", mmap_mode="r"),
            np.load(path / "colors.npy", mmap_mode="r"),
            np.load(pictures, mmap_mode="r") if pictures.exists() else None,
        )
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: damaged ({error}). Delete it, it is made again") from error
    if len(part.points) != count or part.points.shape != part.colors.shape:
        raise CommandError(f"{path}: damaged (wanted {count} objects). Delete it")
    return part


def _pictures(features: PartFeatures, count: int) -> Float16[np.ndarray, "objects dim"]:
    if features.pictures is not None:
        return features.pictures
    return np.zeros((count, features.texts.shape[1]), np.float16)
