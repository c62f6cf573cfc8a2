"""A heat map as a point cloud that other programs open."""

from pathlib import Path

import numpy as np
from jaxtyping import Float32, UInt8

from backend.geometry.colors import ramp
from backend.scenes.ply import write_ply
from backend.types import Points, Scene, SceneError

_FADED = 0.45
"""How bright the scene is where it is cold."""


def save_heat(path: Path, scene: Scene, heat: Float32[np.ndarray, " points"]) -> None:
    """The scene's points in grey, warm ones in viridis' colours, with a property `heat` in [0, 1].

    Raises:
        SceneError: the disk does not take it.
    """
    cloud = scene.cloud
    rows = np.empty(len(cloud), [*((axis, "f8") for axis in "xyz"), ("heat", "f4"), *_RGB])
    for column, axis in enumerate("xyz"):
        rows[axis] = cloud.positions[:, column] + scene.origin[column]
    rows["heat"] = heat
    for (name, _), column in zip(_RGB, heat_colors(cloud, heat).T, strict=True):
        rows[name] = column
    try:
        write_ply(path, {"vertex": rows}, ["units: m", "up: +z"])
    except OSError as error:
        raise SceneError(path, "could not be written", "Make room on the disk") from error


_RGB = (("red", "u1"), ("green", "u1"), ("blue", "u1"))


def heat_colors(cloud: Points, heat: Float32[np.ndarray, " points"]) -> UInt8[np.ndarray, "n 3"]:
    """The warmer, the more of the colour map is seen instead of the scene in grey."""
    grey = np.full(len(cloud), 128.0) if cloud.colors is None else cloud.colors.mean(axis=1)
    base = np.repeat(grey[:, None] * _FADED, 3, axis=1)
    share = np.sqrt(np.clip(heat / max(float(heat.max(initial=0)), 1e-6), 0, 1))[:, None]
    return ((1 - share) * base + share * ramp(heat)).astype(np.uint8)
