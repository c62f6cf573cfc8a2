"""The objects of scanned rooms as labelled clouds, for measuring."""

from itertools import islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from training.clip.captions import class_name
from training.errors import CommandError
from training.objects.clouds import LabelledClouds, draw_points, read_clouds, write_clouds
from training.objects.room_crops import room_objects
from training.rooms.furniture.catalogue import CATALOGUE

_LEAST = 60
"""Points that a scan must have of an object."""


def room_clouds(folder: Path, points: int, count: int | None = None) -> LabelledClouds:
    """What scans show of the objects in `count` rooms below a folder; all of them by default.

    Classes are those categories that are there, by their usual names, the held-out ones too.

    Raises:
        CommandError: there are no rooms, or one is damaged.
    """
    folders = room_folders(folder, count)
    clouds, colors, categories = [], [], []
    for room in tqdm(folders, desc="Rooms", unit="room"):
        rng = np.random.default_rng(int(room.name.rpartition("_")[2]))
        for crop in room_objects(room, rng, _LEAST):
            kept = draw_points(len(crop.points), points, rng)
            clouds.append(crop.points[kept])
            colors.append(crop.colors[kept])
            categories.append(crop.category)
    if not clouds:
        raise CommandError(f"{folder}: the rooms hold no object with {_LEAST} points")
    shown = [name for name in CATALOGUE if name in set(categories)]
    numbers = {name: i for i, name in enumerate(shown)}
    return LabelledClouds(
        np.stack(clouds).astype(np.float32),
        np.array([numbers[name] for name in categories], np.int64),
        tuple(class_name(name) for name in shown),
        np.stack(colors),
    )


def room_folders(folder: Path, count: int | None = None) -> list[Path]:
    """Raises:
    CommandError: there are none.
    """
    found = sorted(path.parent for path in folder.glob("*/room.json"))
    if not found:
        raise CommandError(
            f"{folder}: there are no rooms. Make some: `python -m training rooms --out {folder}`"
        )
    return list(islice(found, count))


def kept_clouds(file: Path, folder: Path, points: int, count: int | None) -> LabelledClouds:
    """Those of `room_clouds`, from a file if they were read before.

    Raises:
        CommandError: neither the file nor the rooms can be read.
    """
    if not file.exists():
        clouds = room_clouds(folder, points, count)
        half = file.with_name(f".{file.name}.half")
        write_clouds(half, clouds)
        half.replace(file)
    return read_clouds(file)
