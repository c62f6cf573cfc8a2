"""Write a scene to the formats that other programs open."""

from pathlib import Path

import numpy as np

from backend.geometry.frames import rotation_to_z_up
from backend.scenes.place import transform
from backend.types import Content, Scene, SceneError, Vector

WRITABLE = (".ply", ".splat", ".spz")


def save_scene(scene: Scene, path: Path) -> None:
    """Write to `.ply` (splats as 3DGS, else points), `.splat` or `.spz`, in metres with Z up.

    SPZ fixes its axes (Y up), and programs take `.splat` to have Y down as COLMAP has it, so the
    scene is turned on the way.

    Raises:
        SceneError: the format cannot hold this scene.
    """
    from backend.scenes.points.point_ply import write_point_ply
    from backend.scenes.splats.dot_splat import write_dot_splat
    from backend.scenes.splats.gaussian_ply import write_gaussian_ply
    from backend.scenes.splats.spz import write_spz

    suffix = path.suffix.lower()
    if suffix not in WRITABLE:
        raise SceneError(path, "no format that can be written", f"Use {', '.join(WRITABLE)}")
    if suffix == ".ply" and scene.splats is None:
        write_point_ply(path, scene.cloud, origin=scene.origin)
        return
    if scene.splats is None:
        raise SceneError(path, f"the scene has no splats and {suffix} holds only such", "Use .ply")
    match suffix:
        case ".ply":
            write_gaussian_ply(path, scene.splats, origin=scene.origin)
        case ".splat":
            turned = _turned(scene, (0.0, -1.0, 0.0))
            assert turned.splats is not None
            write_dot_splat(path, turned.splats, origin=turned.origin)
        case ".spz":
            turned = _turned(scene, (0.0, 1.0, 0.0))
            assert turned.splats is not None
            write_spz(path, turned.splats)


def _turned(scene: Scene, up: Vector) -> Content:
    """The scene in axes in which this direction is up."""
    return transform(scene, (np.ascontiguousarray(rotation_to_z_up(up).T), 1.0))
