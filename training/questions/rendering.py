"""Pictures of scans from above, drawn by Open3D as in CLIP-guided 3D-VQA (section 4.1).

A white background, 640 × 420 pixels and a field of view of 90°, as in the released code. Several
views (the paper's outlook) look down from the sides as well. Open3D draws on a machine without a
screen too, but crashes where it finds no graphics driver: it runs in a child process.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from jaxtyping import Float32, Float64, UInt8

from backend.scenes.worker import run_in_child
from backend.types import SceneError
from training.errors import CommandError

_MEMORY = 16 << 30
"""Bytes of address space: graphics drivers reserve far more than they use."""
_TILT = np.radians(45)
"""How far views from the sides look down."""

Picture = UInt8[np.ndarray, "h w 3"]


@dataclass(frozen=True)
class RenderConfig:
    width: int = 640
    """Pixels."""
    height: int = 420
    fov: float = 90.0
    """Vertical, degrees."""
    views: int = 1
    """The first is from above, the others from all sides."""
    point: float = 3.0
    """Edge of a point, pixels."""


def render(
    name: str,
    points: Float32[np.ndarray, "points 3"],
    colors: UInt8[np.ndarray, "points 3"],
    config: RenderConfig = RenderConfig(),
) -> list[Picture]:
    """Pictures of a cloud in metres, Z up.

    Raises:
        CommandError: Open3D cannot draw on this machine; says what it needs.
    """
    cameras = np.stack([camera(points, config, view) for view in range(config.views)])
    look = np.array([config.fov, config.width, config.height, config.point])
    try:
        pictures = run_in_child(draw, Path(name), points, colors, cameras, look, memory=_MEMORY)
    except SceneError as error:
        raise CommandError(
            f"Open3D cannot draw {name} ({error}). It needs a graphics driver, if only a software "
            "one: `apt-get install libvulkan1 mesa-vulkan-drivers libegl1 libgl1`"
        ) from error
    return list(pictures)


def camera(
    points: Float32[np.ndarray, "points 3"], config: RenderConfig, view: int
) -> Float64[np.ndarray, "3 3"]:
    """What a camera looks at, where it stands and what is up for it; it sees the whole cloud."""
    low, high = points.min(axis=0).astype(np.float64), points.max(axis=0).astype(np.float64)
    middle, extent = (low + high) / 2, high - low
    slope = np.tan(np.radians(config.fov) / 2)
    aspect = config.width / config.height
    if view == 0:
        away = max(extent[1], extent[0] / aspect) / 2 / slope + extent[2] / 2
        return np.stack([middle, middle + [0, 0, away], [0.0, 1, 0]])
    angle = 2 * np.pi * (view - 1) / (config.views - 1)
    side = np.array([np.cos(angle) * np.cos(_TILT), np.sin(angle) * np.cos(_TILT), np.sin(_TILT)])
    # The ball around the cloud fits into the narrower direction of the view.
    away = np.linalg.norm(extent) / 2 / np.sin(np.arctan(slope * min(1, aspect)))
    return np.stack([middle, middle + away * side, [0.0, 0, 1]])


def draw(
    path: Path,
    points: Float32[np.ndarray, "points 3"],
    colors: UInt8[np.ndarray, "points 3"],
    cameras: Float64[np.ndarray, "views 3 3"],
    look: Float64[np.ndarray, "4"],
) -> UInt8[np.ndarray, "views h w 3"]:
    """Runs in the child process; `look` is field of view, width, height and size of a point."""
    import open3d

    o3d = cast("Any", open3d)  # Its stubs refuse numpy arrays.
    cloud = o3d.geometry.PointCloud(o3d.utility.Vector3dVector(points.astype(np.float64)))
    cloud.colors = o3d.utility.Vector3dVector(colors / 255.0)
    fov, width, height, size = look.tolist()
    rendering = o3d.visualization.rendering
    renderer = rendering.OffscreenRenderer(int(width), int(height))
    # Tone mapping would turn white into grey.
    renderer.scene.view.set_post_processing(False)
    renderer.scene.set_background([1.0, 1.0, 1.0, 1.0])
    material = rendering.MaterialRecord()
    material.shader, material.point_size = "defaultUnlit", size
    renderer.scene.add_geometry("cloud", cloud, material)
    pictures = []
    for center, eye, up in cameras:
        renderer.setup_camera(fov, center, eye, up)
        pictures.append(np.asarray(renderer.render_to_image()).copy())
    return np.stack(pictures)
