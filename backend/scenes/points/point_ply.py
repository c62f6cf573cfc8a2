"""Point clouds and meshes in PLY files."""

import re
from pathlib import Path

import numpy as np
from jaxtyping import Float64, Int32

from backend.geometry.frames import up_vector
from backend.scenes.ply import PlyFile, PlyList, write_ply
from backend.scenes.points.cloud import cloud_reading
from backend.scenes.points.columns import named_columns
from backend.types import Points, Reading, SceneError, Vector

_FACES = ("vertex_indices", "vertex_index")
_UNITS = {"mm": 0.001, "cm": 0.01, "m": 1.0, "millimet": 0.001, "centimet": 0.01, "met": 1.0}


def read_point_ply(ply: PlyFile) -> Reading:
    """The vertices as points, and the faces as a mesh where there are any.

    Raises:
        SceneError: there are no vertices with x, y and z, or their positions are damaged.
    """
    vertex = ply.elements.get("vertex")
    if vertex is None:
        problem = "the file has no element vertex"
        raise SceneError(ply.path, problem, "Export it as a point cloud, mesh or Gaussian splats")
    notes = list(ply.notes)
    faces = _faces(ply, notes)
    columns = named_columns(ply.path, vertex, faces=faces)
    return cloud_reading(
        ply.path,
        "PLY point cloud" if faces is None else "PLY mesh",
        columns,
        class_names=_class_names(ply.comments),
        up=_up(ply.comments),
        up_from="file",
        metres_per_unit=_metres_per_unit(ply.comments),
        scale_from="file",
        notes=tuple(notes),
    )


def _faces(ply: PlyFile, notes: list[str]) -> Int32[np.ndarray, "faces 3"] | None:
    lists = ply.elements["face"].lists if "face" in ply.elements else {}
    corners = next((lists[name] for name in _FACES if name in lists), None)
    if "tristrips" in ply.elements:
        notes.append("Triangle strips were left out.")
    if corners is None or not len(corners.values):
        return None
    return triangles(corners, notes)


def triangles(polygons: PlyList, notes: list[str]) -> Int32[np.ndarray, "faces 3"]:
    """Polygons as fans of triangles around their first corner."""
    lengths, values = polygons.lengths, polygons.values
    if values.dtype.kind == "f":
        values = np.where(np.isfinite(values), values, -1)
    # Indices beyond 31 bits exist no more than negative ones do.
    corners = np.clip(values, -1, np.iinfo(np.int32).max).astype(np.int32)
    if (lengths == 3).all():
        return corners.reshape(-1, 3)
    thin = int((lengths < 3).sum())
    if thin:
        notes.append(f"{thin:,} faces left out: they have fewer than three corners.")
    fans = np.maximum(lengths - 2, 0)
    starts = np.cumsum(lengths) - lengths
    first = np.repeat(starts, fans)
    step = np.arange(len(first)) - np.repeat(np.cumsum(fans) - fans, fans)
    return corners[np.stack([first, first + step + 1, first + step + 2], axis=1)]


def _metres_per_unit(comments: tuple[str, ...]) -> float | None:
    """What a comment such as `units: mm` or `unit = metres` says."""
    for comment in comments:
        said = re.search(r"\bunits?\b[\s:=]*(mm|cm|m|millimet|centimet|met)(?:(?:er|re)s?)?\b",
                         comment, re.IGNORECASE)  # fmt: skip
        if said:
            return _UNITS[said[1].lower()]
    return None


def _class_names(comments: tuple[str, ...]) -> tuple[str, ...]:
    """What comments such as `class 0 floor`, numbered without a gap, call the labels."""
    said = [re.fullmatch(r"class (\d{1,4}) (\S.*)", comment.strip()) for comment in comments]
    names = {int(match[1]): match[2] for match in said if match}
    return (
        tuple(names[i] for i in range(len(names))) if set(names) == set(range(len(names))) else ()
    )


def _up(comments: tuple[str, ...]) -> Vector | None:
    """What a comment such as `up: +z` says."""
    said = [re.search(r"\bup[\s:=]+([+-][xyz])\s*$", c, re.IGNORECASE) for c in comments]
    return next((up_vector(match[1].lower()) for match in said if match), None)


def write_point_ply(
    path: Path, points: Points, *, origin: Float64[np.ndarray, "3"] | None = None
) -> None:
    """Write a scene's points as a binary PLY: whole or not at all.

    Args:
        path: the file.
        points: positions in metres, relative to the origin.
        origin: added to the positions; where it is not zero they are written as doubles, so that
            millimetres survive.
    """
    far = origin is not None and bool(np.any(origin))
    fields: list[tuple[str, str]] = [(axis, "f8" if far else "f4") for axis in "xyz"]
    sources = list(points.positions.T)
    if far:
        assert origin is not None
        sources = [column + shift for column, shift in zip(sources, origin, strict=True)]
    if points.normals is not None:
        fields += [(name, "f4") for name in ("nx", "ny", "nz")]
        sources += list(points.normals.T)
    if points.colors is not None:
        fields += [(name, "u1") for name in ("red", "green", "blue")]
        sources += list(points.colors.T)
    for name, labels in (("label", points.classes), ("instance", points.instances)):
        if labels is not None:
            fields.append((name, _integer_type(labels)))
            sources.append(labels)
    rows = np.empty(len(points), fields)
    for (name, _), source in zip(fields, sources, strict=True):
        rows[name] = source
    write_ply(path, {"vertex": rows}, ["units: m", "up: +z"])


def _integer_type(labels: Int32[np.ndarray, " points"]) -> str:
    """Two bytes where all the numbers fit into them."""
    two = np.iinfo(np.int16)
    fit = labels.min(initial=0) >= two.min and labels.max(initial=0) <= two.max
    return "i2" if fit else "i4"
