"""Make the sample scenes in assets/samples: `python -m scripts.make_samples`.

One furnished room as a labelled point cloud, as Gaussian splats and as a mesh. Seeded: the same
numbers make the same scenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tyro

from backend.geometry.frames import rotation_to_z_up, up_vector
from backend.scenes.place import transform
from backend.scenes.ply import write_ply
from backend.scenes.splats.spz import write_spz
from backend.types import Content, Mesh, Points, Splats
from scripts.samples.light import Daylight
from scripts.samples.room import CLASSES, furnished_room
from scripts.samples.scan import colored_mesh, flat_gaussians, sample, scanned_points
from scripts.samples.surfaces import Surface


@dataclass(frozen=True)
class Config:
    out: Path = Path("assets/samples")
    points: int = 112_000
    splats: int = 80_000
    seed: int = 0


def make_samples(config: Config, surfaces: Sequence[Surface]) -> None:
    """Write the three sample scenes of one room."""
    rng = np.random.default_rng(config.seed)
    daylight = Daylight(surfaces, rng)
    points = scanned_points(sample(surfaces, daylight, config.points, rng), daylight, rng)
    write_points(config.out / "sample_room_points.ply", points)
    splats = flat_gaussians(sample(surfaces, daylight, config.splats, rng), daylight, rng)
    write_spz(config.out / "sample_room_splats.spz", _y_up(splats))
    write_mesh(config.out / "sample_room_mesh.ply", colored_mesh(surfaces, daylight))


def _y_up(splats: Splats) -> Splats:
    """In the axes that SPZ fixes."""
    turned = transform(Content(splats=splats), (rotation_to_z_up(up_vector("+y")).T, 1.0)).splats
    assert turned is not None
    return turned


def write_points(path: Path, points: Points) -> None:
    """A binary PLY with colours, classes and objects; its comments name the classes."""
    rows = np.empty(len(points), [*_XYZ, *_RGB, ("label", "u1"), ("instance", "u1")])
    _fill(rows, points.positions, points.colors)
    rows["label"], rows["instance"] = points.classes, points.instances
    names = [f"class {i} {name}" for i, name in enumerate(CLASSES)]
    write_ply(path, {"vertex": rows}, [*_TOLD, *names])


def write_mesh(path: Path, mesh: Mesh) -> None:
    """A binary PLY with vertex colours and triangles, small enough for 16-bit indices."""
    rows = np.empty(len(mesh.vertices), [*_XYZ, *_RGB])
    _fill(rows, mesh.vertices, mesh.colors)
    assert len(rows) < 1 << 16
    faces = np.empty(len(mesh.faces), [("vertex_indices", "u2", 3)])
    faces["vertex_indices"] = mesh.faces
    write_ply(path, {"vertex": rows, "face": faces}, _TOLD)


_TOLD = ["made sample, CC0: scripts/make_samples.py", "units: m", "up: +z"]
_XYZ = [(name, "f4") for name in ("x", "y", "z")]
_RGB = [(name, "u1") for name in ("red", "green", "blue")]


def _fill(rows: np.ndarray, positions: np.ndarray, colors: np.ndarray | None) -> None:
    assert colors is not None
    for i, (xyz, rgb) in enumerate(zip(_XYZ, _RGB, strict=True)):
        rows[xyz[0]], rows[rgb[0]] = positions[:, i], colors[:, i]


if __name__ == "__main__":
    config = tyro.cli(Config, description=__doc__)
    make_samples(config, furnished_room(config.seed))
