"""What the columns of a point file mean: by their names, or by how many there are."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Num

from backend.scenes.points.cloud import Columns
from backend.scenes.table import Table
from backend.types import SceneError

_COLORS = (
    ("red", "green", "blue"),
    ("r", "g", "b"),
    ("diffuse_red", "diffuse_green", "diffuse_blue"),
)
_GRAYS = ("intensity", "scalar_intensity", "gray", "grey", "i")
_NORMALS = (("nx", "ny", "nz"), ("normal_x", "normal_y", "normal_z"))
_CLASSES = (
    "label", "class", "classification", "semantic", "semantic_label", "sem_label",
    "scalar_label", "scalar_class", "scalar_classification",
)  # fmt: skip
_INSTANCES = (
    "instance", "instance_id", "instance_label", "ins_label", "object", "object_id", "objectid",
    "scalar_instance",
)  # fmt: skip

_BY_COUNT = {
    3: "x y z",
    4: "x y z intensity",
    6: "x y z red green blue",
    7: "x y z intensity red green blue",
    9: "x y z red green blue nx ny nz",
}
"""Usual meanings of columns without names; seven are Leica's PTS and Semantic3D."""


def has_positions(names: Sequence[str]) -> bool:
    return {"x", "y", "z"} <= {name.lower() for name in names}


def named_columns(path: Path, table: Table, **more: np.ndarray | None) -> Columns:
    """The columns whose names are known, in upper or lower case.

    Raises:
        SceneError: x, y or z is missing.
    """
    lower = {name.lower(): name for name in reversed(table.names)}
    positions = _triple(table, lower, (("x", "y", "z"),))
    if positions is None:
        names = " ".join(table.names)[:200]
        problem = f"wanted columns x, y and z, got {names or 'none'}"
        raise SceneError(path, problem, "Name the columns or export the file as a point cloud")
    if positions.dtype != np.float32:
        positions = positions.astype(np.float64)
    return Columns(
        positions=positions,
        colors=_colors(table, lower),
        normals=_triple(table, lower, _NORMALS),
        classes=_single(table, lower, _CLASSES),
        instances=_single(table, lower, _INSTANCES),
        **more,
    )


def _colors(table: Table, lower: dict[str, str]) -> Num[np.ndarray, "rows 3"] | None:
    colors = _triple(table, lower, _COLORS)
    if colors is not None:
        return colors
    gray = _single(table, lower, _GRAYS)
    return None if gray is None else np.repeat(gray[:, None], 3, axis=1)


def _triple(
    table: Table, lower: dict[str, str], choices: tuple[tuple[str, ...], ...]
) -> Num[np.ndarray, "rows 3"] | None:
    for choice in choices:
        if all(name in lower for name in choice):
            names = [lower[name] for name in choice]
            return table.matrix(names, np.result_type(*(table[name].dtype for name in names)))
    return None


def _single(
    table: Table, lower: dict[str, str], choices: tuple[str, ...]
) -> Num[np.ndarray, " rows"] | None:
    name = next((lower[name] for name in choices if name in lower), None)
    return None if name is None else table.matrix([name], table[name].dtype.newbyteorder("="))[:, 0]


def unnamed_columns(
    path: Path, table: Num[np.ndarray, "rows columns"], notes: list[str]
) -> Columns:
    """Columns without names: x y z, then what their number suggests.

    Three columns that hold negative numbers where colours are expected are normals.

    Raises:
        SceneError: there are fewer than three columns.
    """
    width = table.shape[1]
    if width < 3:
        problem = f"wanted at least the three columns x y z, got {width}"
        raise SceneError(path, problem, "Export the positions too")
    names = _BY_COUNT.get(width, "x y z").split()
    if width in (6, 9) and len(table) and np.fmin.reduce(table[:, 3:6], axis=None) < 0:
        names[3:] = ["nx", "ny", "nz", "red", "green", "blue"][: width - 3]
    if len(names) > 3:
        notes.append(f"The columns have no names and were read as {' '.join(names)}.")
    elif width > 3:
        notes.append(f"{width - 3} columns without names were left out.")
    return named_columns(path, as_table(table[:, : len(names)], names))


def as_table(table: Num[np.ndarray, "rows columns"], names: Sequence[str]) -> Table:
    """Name the columns of a matrix, without a copy where they lie side by side."""
    layout = np.dtype([(name, table.dtype) for name in names])
    return Table(np.ascontiguousarray(table).view(layout)[:, 0])
