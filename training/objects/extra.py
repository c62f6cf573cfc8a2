"""Objects of other data sets as parts of the training corpus, beside those of rooms."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from training.objects.clouds import LabelledClouds
from training.objects.corpus import Described, ObjectsConfig, write_part
from training.objects.modelnet import read_modelnet
from training.objects.shapenet import read_shapenet
from training.objects.triplets import read_triplets

_CAPTIONS = ("a {}", "a 3D model of a {}", "a rendering of a {}")
_GRAY = 102
"""0.4, the colour of points without one."""


def extra_parts(
    folder: Path,
    config: ObjectsConfig,
    *,
    modelnet: Path | None,
    shapenet: Path | None,
    triplets: Path | None,
) -> list[Path]:
    """Write those that are asked for and not there yet, from the training splits; their paths.

    Raises:
        CommandError: a data set is missing or damaged.
        OSError: the folder cannot be written.
    """
    sources: list[tuple[Path, Callable[[], Iterable[Described]]]] = []
    if modelnet is not None:
        clouds = partial(read_modelnet, modelnet, "train", config.points)
        sources.append((folder / f"modelnet_{modelnet.name}", lambda: described(clouds(), config)))
    if shapenet is not None:
        shapes = partial(read_shapenet, shapenet, "train", config.points)
        sources.append((folder / f"shapenet_{shapenet.name}", lambda: described(shapes(), config)))
    if triplets is not None:
        read = partial(read_triplets, triplets, config.points, config.views)
        sources.append((folder / f"triplets_{triplets.name}", read))
    for path, objects in sources:
        if not (path / "words.json").exists():
            write_part(path, objects())
    return [path for path, _ in sources]


def described(clouds: LabelledClouds, config: ObjectsConfig) -> Iterator[Described]:
    """Labelled clouds with sentences around their classes' names; the same points in each view."""
    for number, label in enumerate(clouds.labels):
        points = np.repeat(clouds.points[number][None], config.views, axis=0)
        colors = np.full(points.shape, _GRAY, np.uint8)
        if clouds.colors is not None:
            colors[:] = clouds.colors[number]
        name = clouds.classes[label]
        yield Described(points, colors, name, tuple(one.format(name) for one in _CAPTIONS))
