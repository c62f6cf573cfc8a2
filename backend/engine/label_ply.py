"""A labelled scene as a point cloud that other programs open, and that this one reads again."""

from pathlib import Path

import numpy as np

from backend.engine.labels import SceneLabels
from backend.geometry.colors import categorical_colors
from backend.scenes.ply import write_ply
from backend.types import Scene, SceneError

_RGB = (("red", "u1"), ("green", "u1"), ("blue", "u1"))


def save_labels(path: Path, scene: Scene, labels: SceneLabels) -> None:
    """Points coloured by object, or by class where there is none; grey what has neither.

    The properties `label` and `instance` hold the numbers, comments the names of the classes.

    Raises:
        SceneError: the disk does not take it.
    """
    cloud = scene.cloud
    numbers = [("label", "i4"), ("instance", "i4")]
    rows = np.empty(len(cloud), [*((axis, "f8") for axis in "xyz"), *_RGB, *numbers])
    for column, axis in enumerate("xyz"):
        rows[axis] = cloud.positions[:, column] + scene.origin[column]
    rows["label"], rows["instance"] = labels.classes, labels.instances
    objects = len(labels.boxes)
    ids = np.where(labels.instances >= 0, labels.instances, labels.classes + objects)
    ids = np.where(labels.classes < 0, -1, ids)
    for (name, _), column in zip(_RGB, categorical_colors(ids).T, strict=True):
        rows[name] = column
    classes = [f"class {i} {name}" for i, name in enumerate(labels.class_names)]
    try:
        write_ply(path, {"vertex": rows}, ["units: m", "up: +z", *classes])
    except OSError as error:
        raise SceneError(path, "could not be written", "Make room on the disk") from error
