"""Folders of triplets such as Objaverse's: points, a picture and texts of each object.

    <folder>/<object>/points.npy      (P, 3) or (P, 6) float, Z up; colours in [0, 1]
                      picture.png     or picture.jpg; may lack
                      texts.json      {"category": "mug", "texts": ["a blue mug", …]}

They are packed into parts of the training corpus with `training.objects.corpus.write_part`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image, UnidentifiedImageError

from training.errors import CommandError
from training.objects.clouds import draw_points
from training.objects.corpus import Described

_GRAY = 102
"""0.4, the colour of points without one."""


def read_triplets(
    folder: Path, points: int, views: int, seed: int = 0, edge: int = 128
) -> Iterator[Described]:
    """The objects of a folder, in the order of their names.

    Raises:
        CommandError: there are none, or one of them is damaged.
    """
    found = sorted(path.parent for path in folder.glob("*/points.npy"))
    if not found:
        raise CommandError(f"{folder}: wanted triplets, <object>/points.npy; there are none")
    for number, path in enumerate(found):
        yield _triplet(path, points, views, np.random.default_rng([seed, number]), edge)


def _triplet(
    folder: Path, points: int, views: int, rng: np.random.Generator, edge: int
) -> Described:
    try:
        rows = np.load(folder / "points.npy", allow_pickle=False)
        words = json.loads((folder / "texts.json").read_text("utf-8"))
        category, texts = str(words["category"]), [str(text) for text in words["texts"]]
        picture = _picture(folder, edge)
    except (OSError, ValueError, KeyError, TypeError, EOFError, UnidentifiedImageError) as error:
        raise CommandError(f"{folder}: a damaged triplet ({error})") from error
    if rows.ndim != 2 or rows.shape[1] not in (3, 6) or not len(rows) or rows.dtype.kind != "f":
        raise CommandError(f"{folder}: wanted points (P, 3) or (P, 6) as float, got {rows.shape}")
    if not np.isfinite(rows).all():
        raise CommandError(f"{folder}: wanted finite points")
    colors = np.full((len(rows), 3), _GRAY, np.uint8)
    if rows.shape[1] == 6:
        colors = (rows[:, 3:].clip(0, 1) * 255).round().astype(np.uint8)
    kept = np.stack([draw_points(len(rows), points, rng) for _ in range(views)])
    positions = rows[:, :3].astype(np.float32)[kept]
    return Described(positions, colors[kept], category, tuple(texts or [category]), picture)


def _picture(folder: Path, edge: int) -> UInt8[np.ndarray, "edge edge 3"] | None:
    for name in ("picture.png", "picture.jpg"):
        if (folder / name).exists():
            with Image.open(folder / name) as image:
                return np.asarray(image.convert("RGB").resize((edge, edge)))
    return None
