"""Point clouds in numpy's npy and npz files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Num

from backend.scenes.npy import read_npy, read_npz
from backend.scenes.points.cloud import Columns, cloud_reading
from backend.scenes.points.columns import has_positions, named_columns, unnamed_columns
from backend.scenes.table import Table
from backend.types import Reading, SceneError

_POSITIONS = (
    "points", "xyz", "coord", "coords", "pc", "positions", "position", "pos", "point_cloud",
    "pointcloud", "vertices", "means3d", "arr_0",
)  # fmt: skip
_COLORS = ("colors", "color", "rgb", "colours", "colour")
_NORMALS = ("normals", "normal")
_CLASSES = (
    "labels", "label", "semantic", "semantic_labels", "semantics", "classes", "segment",
    "sem_labels", "semantic_gt", "semantic_gt20",
)  # fmt: skip
_INSTANCES = ("instances", "instance", "instance_labels", "instance_gt", "ins_labels")
_EXPORT_AGAIN = "Save the positions as an array of shape (points, 3) or wider"


def read_arrays(path: Path) -> Reading:
    """Read an npy file of one row per point, or an npz file of several arrays.

    Raises:
        SceneError: there is no array of positions, it holds no numbers, or the file is damaged.
    """
    notes: list[str] = []
    if path.suffix.lower() == ".npy":
        columns = _points(path, path.name, read_npy(path), notes)
        return cloud_reading(path, "npy point cloud", columns, notes=tuple(notes))
    arrays, left_out = read_npz(path)
    if left_out:
        notes.append(f"Left out, because they are no plain numbers: {_list(left_out)}.")
    columns = _archive(path, arrays, notes)
    return cloud_reading(path, "npz point cloud", columns, notes=tuple(notes))


def _points(path: Path, name: str, array: np.ndarray, notes: list[str]) -> Columns:
    if array.dtype.names and has_positions(array.dtype.names):
        return named_columns(path, Table(array.reshape(-1)))
    if array.dtype.names or array.ndim != 2:
        problem = f"{name} has the shape {array.shape} and the type {array.dtype}"
        raise SceneError(path, problem[:200], _EXPORT_AGAIN)
    return unnamed_columns(path, array, notes)


def _archive(path: Path, arrays: Mapping[str, np.ndarray], notes: list[str]) -> Columns:
    """Positions by the usual names, then arrays of as many rows."""
    lower = {name.lower(): name for name in reversed(list(arrays))}
    name = next((lower[name] for name in _POSITIONS if name in lower), None)
    if name is None:
        problem = f"none of its arrays ({_list(tuple(arrays)) or 'none'}) has a name of positions"
        raise SceneError(path, problem, f"Wanted one of {', '.join(_POSITIONS)}")
    columns = _points(path, name, arrays[name], notes)
    count = len(columns.positions)
    used = {name}
    found: dict[str, Num[np.ndarray, ...]] = {}
    for field, names, shape in (
        ("colors", _COLORS, (count, 3)),
        ("normals", _NORMALS, (count, 3)),
        ("classes", _CLASSES, (count,)),
        ("instances", _INSTANCES, (count,)),
    ):
        for choice in (lower[n] for n in names if n in lower):
            array = arrays[choice]
            if len(shape) == 1 and array.shape == (count, 1):
                array = array[:, 0]
            if len(shape) == 2 and array.shape == (count, 4) and field == "colors":
                array = array[:, :3]
            if array.shape == shape and not array.dtype.names and field not in found:
                found[field] = array.astype(array.dtype.newbyteorder("="), copy=False)
                used.add(choice)
    unused = tuple(name for name in arrays if name not in used)
    if unused:
        notes.append(f"Arrays that were left out: {_list(unused)}.")
    return replace(columns, **found)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
