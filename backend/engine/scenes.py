"""Scenes as such: opening, placing, saving and describing them.

Readers and everything heavy are imported by the call that needs them, so that a page can be
served before.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int32

from backend.engine.labels import SceneLabels
from backend.types import Camera, Evidence, Scene, Vector


@dataclass(frozen=True)
class Count:
    """How often something occurs."""

    name: str
    count: int


@dataclass(frozen=True)
class Photo:
    """A camera of the scene, without its image."""

    name: str
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    position: Vector
    """Metres, relative to the scene's origin."""


@dataclass(frozen=True)
class SceneInfo:
    """What is in a scene, in plain numbers."""

    name: str
    path: str
    kind: str
    """`points`, `mesh` or `splats`."""
    format: str
    points: int
    faces: int
    splats: int
    sh_degree: int | None
    """Degree of the splats' spherical harmonics; None without splats."""
    least: Vector
    """Least corner, metres, relative to the origin."""
    greatest: Vector
    """Greatest corner, metres, relative to the origin."""
    origin: Vector
    """Where (0, 0, 0) lies in the source's own coordinate system, metres."""
    up: str
    """The source's axis that points up: `+z`, `-y`, or a vector."""
    up_from: Evidence
    metres_per_unit: float
    scale_from: Evidence
    classes: tuple[Count, ...]
    """Points of every class that occurs, in the order of the class list."""
    unlabelled: int
    """Points without a class in a scene that has classes."""
    instances: int
    """Objects that the points are assigned to."""
    boxes: tuple[Count, ...]
    """Boxes of every label, the most frequent first."""
    cameras: tuple[Photo, ...]
    notes: tuple[str, ...]

    @property
    def size(self) -> Vector:
        """Extent along x, y and z, metres."""
        return _vector(np.subtract(self.greatest, self.least))

    def to_json(self) -> dict[str, Any]:
        """The same as an object that `json.dumps` takes."""
        told = asdict(self)
        least, greatest = told.pop("least"), told.pop("greatest")
        return told | {"bounds": {"min": least, "max": greatest, "size": self.size}}


def open_scene(path: Path | str) -> Scene:
    """Read a file or folder and place it in metres with Z up.

    Raises:
        SceneError: the source is missing, damaged, or of no known kind.
    """
    from backend.scenes.open import open_scene as open_now

    return open_now(path)


def reorient(scene: Scene, *, up: Vector, metres_per_unit: float) -> Scene:
    """The same scene under the user's word on the source's up direction and scale."""
    from backend.scenes.place import reorient as reorient_now

    return reorient_now(scene, up=up, metres_per_unit=metres_per_unit)


def save_scene(scene: Scene, path: Path) -> None:
    """Write to `.ply` (splats as 3DGS, else points), `.splat` or `.spz`, in metres with Z up.

    Raises:
        SceneError: the format cannot hold this scene.
    """
    from backend.scenes.write import save_scene as save_now

    save_now(scene, path)


def save_labels(path: Path, scene: Scene, labels: SceneLabels) -> None:
    """Write what `Finder.label_all` says to a `.ply`, coloured, with labels and instances.

    Raises:
        SceneError: the disk does not take it.
    """
    from backend.engine.label_ply import save_labels as save_now

    save_now(path, scene, labels)


def scene_paths(root: Path) -> Iterator[Path]:
    """The scene itself, or every scene below a folder."""
    from backend.scenes.discover import scene_paths as find_now

    return find_now(root)


def scene_name(path: Path) -> str:
    """What people call the scene: the file's or folder's name without its endings."""
    from backend.scenes.open import scene_name as name_now

    return name_now(path)


def describe(scene: Scene) -> SceneInfo:
    """Count and measure what is in a scene."""
    points, splats, mesh = scene.points, scene.splats, scene.mesh
    classes = None if points is None else points.classes
    instances = None if points is None else points.instances
    counted = () if classes is None else _class_counts(classes, scene.class_names)
    return SceneInfo(
        name=scene.name,
        path=str(scene.path),
        kind=scene.kind,
        format=scene.format,
        points=0 if points is None else len(points),
        faces=0 if mesh is None else len(mesh.faces),
        splats=0 if splats is None else len(splats),
        sh_degree=None if splats is None else splats.sh_degree,
        least=_vector(scene.bounds[0]),
        greatest=_vector(scene.bounds[1]),
        origin=_vector(scene.origin),
        up=scene.frame.up_name,
        up_from=scene.frame.up_from,
        metres_per_unit=scene.frame.metres_per_unit,
        scale_from=scene.frame.scale_from,
        classes=counted,
        unlabelled=0 if classes is None else int(np.count_nonzero(classes < 0)),
        instances=0 if instances is None else len(np.unique(instances[instances >= 0])),
        boxes=_box_counts(() if scene.boxes is None else scene.boxes.labels),
        cameras=tuple(_photo(camera) for camera in scene.cameras),
        notes=scene.notes,
    )


def _class_counts(
    classes: Int32[np.ndarray, " points"], names: tuple[str, ...]
) -> tuple[Count, ...]:
    occurring, counts = np.unique(classes[classes >= 0], return_counts=True)
    return tuple(
        Count(names[i] if i < len(names) else f"class {i}", int(n))
        for i, n in zip(occurring, counts, strict=True)
    )


def _box_counts(labels: tuple[str, ...]) -> tuple[Count, ...]:
    return tuple(Count(label, n) for label, n in Counter(labels).most_common())


def _photo(camera: Camera) -> Photo:
    return Photo(camera.name, camera.width, camera.height, _vector(camera.T_world_camera[:3, 3]))


def _vector(values: Float[np.ndarray, "3"]) -> Vector:
    """Three plain numbers to the micrometre, without float32's trailing digits."""
    x, y, z = (round(float(value), 6) for value in values)
    return (x, y, z)
