"""ShapeNet-55 as Point-BERT prepared it.

{train,test}.txt        lines such as 02691156-1a04e3eab45ca15dd86060f189eb133.npy
shapenet_pc/*.npy       (8192, 3) float32, Y up
taxonomy.json           [{"synsetId": "02691156", "name": "airplane,aeroplane,plane", …}]
"""

import json
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float32
from tqdm import tqdm

from training.errors import CommandError
from training.objects.clouds import LabelledClouds, draw_points
from training.objects.names import SHAPENET_NAMES, z_up


def read_shapenet(folder: Path, part: Literal["train", "test"], points: int) -> LabelledClouds:
    """All shapes of a split, `points` points of each, Z up.

    Raises:
        CommandError: a file is missing or damaged.
    """
    names = read_taxonomy(_find(folder, "taxonomy.json"))
    try:
        shapes = _find(folder, f"{part}.txt").read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{folder}: wanted ShapeNet-55's {part}.txt ({error})") from error
    synsets = [shape.partition("-")[0] for shape in shapes]
    if unknown := sorted(set(synsets) - names.keys()):
        raise CommandError(f"{folder}: the taxonomy lacks {', '.join(unknown[:5])}")
    if not shapes:
        raise CommandError(f"{folder}: {part}.txt names no shape")
    classes = tuple(sorted({names[synset] for synset in synsets}))
    clouds = [
        _cloud(folder / "shapenet_pc" / shape, points, np.random.default_rng(number))
        for number, shape in enumerate(tqdm(shapes, desc="Shapes", unit="shape"))
    ]
    labels = np.array([classes.index(names[synset]) for synset in synsets], np.int64)
    return LabelledClouds(np.stack(clouds), labels, classes)


def read_taxonomy(path: Path) -> dict[str, str]:
    """The name of each synset, as CG3D calls it: the first one, three of them changed.

    Raises:
        CommandError: it is not there or damaged.
    """
    try:
        entries = json.loads(path.read_text("utf-8"))
        first: dict[str, str] = {
            entry["synsetId"]: entry["name"].split(",")[0].strip() for entry in entries
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"wanted ShapeNet's taxonomy, {path}: {error}") from error
    return {synset: SHAPENET_NAMES.get(name) or name for synset, name in first.items()}


def _find(folder: Path, name: str) -> Path:
    """In the folder itself, or in the one inside that the data set's archive makes."""
    places = (folder / name, folder / "ShapeNet-55" / name, folder.parent / name)
    return next((path for path in places if path.is_file()), places[0])


def _cloud(path: Path, points: int, rng: np.random.Generator) -> Float32[np.ndarray, "points 3"]:
    try:
        rows = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise CommandError(f"wanted points of a shape, {path}: {error}") from error
    if rows.ndim != 2 or rows.shape[1] < 3 or not len(rows) or rows.dtype.kind != "f":
        raise CommandError(f"{path}: wanted points (P, 3) as float, got {rows.shape} {rows.dtype}")
    rows = rows[:, :3].astype(np.float32)
    if not np.isfinite(rows).all():
        raise CommandError(f"{path}: wanted finite points")
    return z_up(rows[draw_points(len(rows), points, rng)])
