"""Write a scene to the formats that other programs open."""

from pathlib import Path

import numpy as np

from backend.geometry.frames import rotation_to_z_up
from backend.scenes.place import transform
from backend.types import Scene, SceneError


def save_scene(scene: Scene, path: Path) -> None:
    """Write to `.ply` (splats as 3DGS, else points), `.splat` or `.spz`, in metres with Z up.

    SPZ fixes its axes (Y up), so the scene is turned on the way.

    Raises:
        SceneError: the format cannot hold this scene.
    """
    from backend.scenes.points.point_ply import write_point_ply
    from backend.scenes.splats.dot_splat import write_dot_splat
    from backend.scenes.splats.gaussian_ply import write_gaussian_ply
    from backend.scenes.splats.spz import write_spz

    suffix = path.suffix.lower()
    if suffix == ".ply" and scene.splats is None:
        write_point_ply(path, scene.cloud, origin=scene.origin)
        return
    if scene.splats is None:
        raise SceneError(path, f"the scene has no splats and {suffix} holds only such", "Use .ply")
    match suffix:
        case ".ply":
            write_gaussian_ply(path, scene.splats, origin=scene.origin)
        case ".splat":
            write_dot_splat(path, scene.splats, origin=scene.origin)
        case ".spz":
            y_up = rotation_to_z_up((0.0, 1.0, 0.0)).T
            splats = transform(scene, (np.ascontiguousarray(y_up), 1.0)).splats
            assert splats is not None
            write_spz(path, splats)
        case _:
            raise SceneError(path, "no format that can be written", "Use .ply, .splat or .spz")
