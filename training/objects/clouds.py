"""Labelled clouds of single objects, as evaluation takes them, and the plain npz that holds them.

points (N, P, 3) float, upright (Z up), any scale; labels (N,) int; classes (C,) str;
optionally colors (N, P, 3) uint8
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from jaxtyping import Float32, Int64, UInt8

from training.errors import CommandError


@dataclass(frozen=True)
class LabelledClouds:
    """Objects with the same number of points each; Z is up."""

    points: Float32[np.ndarray, "objects points 3"]
    labels: Int64[np.ndarray, " objects"]
    """Index into `classes`."""
    classes: tuple[str, ...]
    colors: UInt8[np.ndarray, "objects points 3"] | None = None
    """sRGB."""

    def __len__(self) -> int:
        return len(self.points)

    def only(self, chosen: Int64[np.ndarray, " chosen"]) -> "LabelledClouds":
        """Some of the objects, in this order; all classes stay."""
        colors = None if self.colors is None else self.colors[chosen]
        return replace(self, points=self.points[chosen], labels=self.labels[chosen], colors=colors)


def thinned(clouds: LabelledClouds, count: int, seed: int = 0) -> LabelledClouds:
    """Each object with `count` points drawn at random, some twice where there are fewer."""
    has = clouds.points.shape[1]
    if has == count:
        return clouds
    rng = np.random.default_rng(seed)
    kept = draw_points(has, count, rng)
    colors = None if clouds.colors is None else clouds.colors[:, kept]
    return replace(clouds, points=clouds.points[:, kept], colors=colors)


def draw_points(has: int, count: int, rng: np.random.Generator) -> Int64[np.ndarray, " count"]:
    """Numbers of points; each at least once where there are too few of them."""
    if has >= count:
        return rng.choice(has, count, replace=False)
    return np.concatenate([rng.permutation(has), rng.integers(has, size=count - has)])


def read_clouds(path: Path) -> LabelledClouds:
    """The plain npz.

    Raises:
        CommandError: it is not there, damaged, or holds something else.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, BadZipFile, AttributeError) as error:
        raise CommandError(f"wanted an npz file of labelled clouds, {path}: {error}") from error
    return checked(arrays, str(path))


def checked(arrays: Mapping[str, np.ndarray], where: str) -> LabelledClouds:
    """Raises:
    CommandError: arrays are missing, of wrong shapes, not finite, or labels without a class.
    """
    for name in ("points", "labels", "classes"):
        if name not in arrays:
            raise CommandError(f"{where}: wanted points, labels and classes, {name} is missing")
    points, labels, classes = arrays["points"], arrays["labels"].reshape(-1), arrays["classes"]
    colors = arrays.get("colors")
    if points.ndim != 3 or points.shape[2] != 3 or not points.size or points.dtype.kind != "f":
        raise CommandError(
            f"{where}: wanted points of shape (N, P, 3) as float, got {points.shape} {points.dtype}"
        )
    if len(labels) != len(points) or labels.dtype.kind not in "iu":
        raise CommandError(
            f"{where}: wanted {len(points)} integer labels, got {len(labels)} {labels.dtype}"
        )
    if classes.ndim != 1 or classes.dtype.kind != "U":
        raise CommandError(f"{where}: wanted classes (C,) as text, got {classes.dtype}")
    if labels.min() < 0 or labels.max() >= len(classes):
        raise CommandError(f"{where}: wanted labels from 0 to {len(classes) - 1}")
    if not np.isfinite(points).all():
        raise CommandError(f"{where}: wanted finite points, some are not")
    if colors is not None and (colors.shape != points.shape or colors.dtype != np.uint8):
        raise CommandError(f"{where}: wanted colors {points.shape} as uint8, got {colors.shape}")
    names = tuple(name.replace("_", " ") for name in classes.tolist())
    return LabelledClouds(points.astype(np.float32), labels.astype(np.int64), names, colors)


def write_clouds(path: Path, clouds: LabelledClouds) -> None:
    arrays = {
        "points": clouds.points, "labels": clouds.labels, "classes": np.array(clouds.classes),
    }  # fmt: skip
    if clouds.colors is not None:
        arrays["colors"] = clouds.colors
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
