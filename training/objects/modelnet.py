"""ModelNet10 and ModelNet40 as folders of meshes or of sampled points.

ModelNet10/<class>/{train,test}/<shape>.off                    meshes, Z up
modelnet40_normal_resampled/modelnet40_{train,test}.txt        lists of shapes
                           /<class>/<shape>.txt                x,y,z,nx,ny,nz; Y up
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float32, Float64, Int64
from tqdm import tqdm

from training.errors import CommandError
from training.objects.clouds import LabelledClouds, draw_points
from training.objects.names import z_up

Part = Literal["train", "test"]


def read_modelnet(folder: Path, part: Part, points: int) -> LabelledClouds:
    """All shapes of a split, `points` points of each, Z up.

    Raises:
        CommandError: the folder is of another form, or a file is missing or damaged.
    """
    lists = sorted(folder.glob(f"modelnet*_{part}.txt"))
    shapes = list(_listed(folder, lists[0]) if lists else _meshes(folder, part))
    if not shapes:
        raise CommandError(
            f"{folder}: wanted ModelNet, <class>/{part}/*.off or modelnet40_{part}.txt"
        )
    classes = tuple(sorted({name for name, _ in shapes}))
    numbers = {name: i for i, name in enumerate(classes)}
    clouds = [
        _cloud(path, points, np.random.default_rng(number))
        for number, (_, path) in enumerate(tqdm(shapes, desc="Shapes", unit="shape"))
    ]
    return LabelledClouds(
        np.stack(clouds),
        np.array([numbers[name] for name, _ in shapes], np.int64),
        tuple(name.replace("_", " ") for name in classes),
    )


def read_off(
    path: Path,
) -> tuple[Float64[np.ndarray, "vertices 3"], Int64[np.ndarray, "triangles 3"]]:
    """Vertices and triangles of an OFF file; polygons become fans. "OFF" may run into the counts.

    Raises:
        CommandError: it is not there or damaged.
    """
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"wanted an OFF mesh, {path}: {error}") from error
    lines = [line.partition("#")[0] for line in text.splitlines()]
    words = " ".join(lines).split()
    if not words or not words[0].startswith("OFF"):
        raise CommandError(f"wanted an OFF mesh, {path} does not begin with OFF")
    words = [words[0][3:], *words[1:]] if words[0] != "OFF" else words[1:]
    try:
        vertex_count, face_count = int(words[0]), int(words[1])
        end = 3 + 3 * vertex_count
        vertices = np.array(words[3:end], np.float64).reshape(vertex_count, 3)
        triangles = np.array(_fans(words, end, face_count), np.int64).reshape(-1, 3)
    except (ValueError, IndexError) as error:
        raise CommandError(f"{path}: a damaged OFF mesh ({error})") from error
    outside = triangles.size and not (0 <= triangles.min() <= triangles.max() < vertex_count)
    if not triangles.size or outside or not np.isfinite(vertices).all():
        raise CommandError(f"{path}: a damaged OFF mesh (faces or vertices make no sense)")
    return vertices, triangles


def sample_surface(
    vertices: Float64[np.ndarray, "vertices 3"],
    triangles: Int64[np.ndarray, "triangles 3"],
    count: int,
    rng: np.random.Generator,
) -> Float32[np.ndarray, "count 3"]:
    """Points evenly on the surface."""
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    chances = areas / areas.sum() if areas.sum() > 0 else None
    chosen = rng.choice(len(triangles), count, p=chances)
    root, share = np.sqrt(rng.random((count, 1))), rng.random((count, 1))
    weights = (1 - root, root * (1 - share), root * share)
    corners = zip(weights, (a, b, c), strict=True)
    return sum((w * corner[chosen] for w, corner in corners), np.zeros(3)).astype(np.float32)


def _fans(words: list[str], at: int, count: int) -> list[list[int]]:
    triangles: list[list[int]] = []
    for _ in range(count):
        size = int(words[at])
        face = [int(word) for word in words[at + 1 : at + 1 + size]]
        if size < 3 or len(face) < size:
            raise ValueError(f"a face of {len(face)} corners")
        triangles += [[face[0], face[i], face[i + 1]] for i in range(1, size - 1)]
        at += 1 + size
    return triangles


def _meshes(folder: Path, part: Part) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob(f"*/{part}/*.off")):
        yield path.parent.parent.name, path


def _listed(folder: Path, file: Path) -> Iterator[tuple[str, Path]]:
    """A shape is named <class>_<number>, and classes may have underscores of their own."""
    for shape in file.read_text("utf-8").split():
        name = shape.rpartition("_")[0]
        yield name, folder / name / f"{shape}.txt"


def _cloud(path: Path, points: int, rng: np.random.Generator) -> Float32[np.ndarray, "points 3"]:
    if path.suffix == ".off":
        return sample_surface(*read_off(path), points, rng)
    try:
        rows = np.loadtxt(path, np.float32, delimiter=",", usecols=(0, 1, 2), ndmin=2)
    except (OSError, ValueError, IndexError) as error:
        raise CommandError(f"wanted points of a shape, {path}: {error}") from error
    if not len(rows) or not np.isfinite(rows).all():
        raise CommandError(f"{path}: wanted finite points of a shape")
    return z_up(rows[draw_points(len(rows), points, rng)])
