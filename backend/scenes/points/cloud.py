"""From a reader's raw columns to a checked `Reading`: the same rules for every point format."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float32, Int32, Num, UInt8

from backend.geometry.frames import localise
from backend.scenes.check import finite_rows
from backend.types import Evidence, Mesh, Points, Reading, Vector

_BLOCK = 1 << 18
"""Rows that are converted at once, so that temporaries stay small."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What a file says about its points, in its own number types."""

    positions: Float[np.ndarray, "points 3"]
    colors: Num[np.ndarray, "points 3"] | None = None
    """uint8, wider integers, or floats of range [0, 1], [0, 255] or [0, 65535]."""
    normals: Num[np.ndarray, "points 3"] | None = None
    classes: Num[np.ndarray, " points"] | None = None
    instances: Num[np.ndarray, " points"] | None = None
    faces: Int32[np.ndarray, "faces 3"] | None = None
    """Vertex indices; those beyond the points are left out with a note."""


def cloud_reading(
    path: Path,
    form: str,
    columns: Columns,
    *,
    vertices: int | None = None,
    class_names: tuple[str, ...] = (),
    up: Vector | None = None,
    up_from: Evidence = "format",
    metres_per_unit: float | None = None,
    scale_from: Evidence = "format",
    notes: tuple[str, ...] = (),
) -> Reading:
    """Check the columns, drop points that lie nowhere, and split off a large offset.

    Args:
        path: the file that errors name.
        form: the format's name as people say it.
        columns: all points; where `vertices` is given, only so many of them are the mesh's.
        vertices: how many of the points are the mesh's vertices, from the first on.
        class_names: what the classes mean.
        up: as in `Reading`, like everything that follows.
        up_from: how it is known.
        metres_per_unit: None where the source does not say.
        scale_from: how it is known.
        notes: what the reader left out before.

    Raises:
        SceneError: there are no points, hardly one is finite, or one lies beyond any scan.
    """
    said = list(notes)
    keep, dropped = finite_rows(path, columns.positions)
    said += dropped
    colors = None if columns.colors is None else to_colors(columns.colors, said)
    normals = None if columns.normals is None else to_normals(columns.normals)
    classes = None if columns.classes is None else to_labels(columns.classes, "classes", said)
    instances = (
        None if columns.instances is None else to_labels(columns.instances, "instances", said)
    )
    faces = None if columns.faces is None else _faces(columns.faces, len(columns.positions), said)
    positions = columns.positions
    if keep is not None:
        # Points and their attributes lose the same rows, faces those that touch a lost point.
        positions = positions[keep]
        vertices = None if vertices is None else int(keep[:vertices].sum())
        colors, normals = _kept(colors, keep), _kept(normals, keep)
        classes, instances = _kept(classes, keep), _kept(instances, keep)
        if faces is not None:
            whole = np.logical_and.reduce(keep[faces], axis=1)
            faces = (np.cumsum(keep, dtype=np.int32) - 1)[faces[whole]].astype(np.int32)
    offsets, origin = localise(positions)
    mesh = None
    if faces is not None and len(faces):
        mesh = Mesh(offsets[:vertices], faces, None if colors is None else colors[:vertices])
    return Reading(
        points=Points(offsets, colors, normals, classes, instances),
        mesh=mesh,
        class_names=class_names,
        origin=origin,
        format=form,
        up=up,
        up_from=up_from,
        metres_per_unit=metres_per_unit,
        scale_from=scale_from,
        notes=tuple(said),
    )


def _kept(values: np.ndarray | None, keep: np.ndarray) -> np.ndarray | None:
    return None if values is None else values[keep]


def to_colors(
    colors: Num[np.ndarray, "points 3"], notes: list[str]
) -> UInt8[np.ndarray, "points 3"] | None:
    """Colours as bytes; what their numbers mean is taken from their type and greatest value.

    Integers go to 255, or to 65535 if one is greater than 255; floats also to 1 if none is
    greater. Colours outside of these ranges are left out, which adds a note.
    """
    if colors.dtype == np.uint8:
        return np.ascontiguousarray(colors)
    low, high = _range(colors)
    tops = (255, 65535) if colors.dtype.kind in "biu" else (1, 255, 65535)
    top = next((top for top in tops if high <= top), None)
    if top is None or low < 0:
        notes.append(f"The colours were left out: their values go from {low:g} to {high:g}.")
        return None
    result = np.empty(colors.shape, np.uint8)
    undefined = 0
    for start in range(0, len(colors), _BLOCK):
        block = colors[start : start + _BLOCK].astype(np.float32)
        if colors.dtype.kind == "f":
            missing = np.isnan(block)
            undefined += int(missing.any(axis=1).sum())
            block[missing] = 0
        result[start : start + _BLOCK] = block * np.float32(255 / top) + np.float32(0.5)
    if undefined:
        notes.append(f"{undefined:,} points have no colour and are drawn black.")
    return result


def _range(values: Num[np.ndarray, "*shape"]) -> tuple[float, float]:
    """Least and greatest value, whatever is not a number left aside."""
    if values.dtype.kind == "f" and values.size:
        with np.errstate(invalid="ignore"):
            # Not fmin, which may forget what came before a signalling NaN.
            values = values[~np.isnan(values)] if np.isnan(values.min()) else values
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def to_normals(normals: Num[np.ndarray, "points 3"]) -> Float32[np.ndarray, "points 3"]:
    """Normals of unit length; those without a direction become zero."""
    result = np.empty(normals.shape, np.float32)
    with np.errstate(all="ignore"):
        for start in range(0, len(normals), _BLOCK):
            # Doubles, because the square of a float may leave its range.
            block = normals[start : start + _BLOCK].astype(np.float64)
            block /= np.sqrt(np.einsum("ni,ni->n", block, block))[:, None]
            block[~np.logical_and.reduce(np.isfinite(block), axis=1)] = 0
            result[start : start + _BLOCK] = block
    return result


def to_labels(
    labels: Num[np.ndarray, " points"], what: str, notes: list[str]
) -> Int32[np.ndarray, " points"] | None:
    """Whole numbers from -1 up; labels that are none are left out, which adds a note.

    The greatest number of an unsigned type means "none", as -1 does.
    """
    if labels.dtype.kind == "u":
        none = labels == np.iinfo(labels.dtype).max
        if labels.dtype.itemsize >= 2 and none.any():
            labels = np.where(none, -1, labels.astype(np.int64))
    low, high = _range(labels)
    whole = labels.dtype.kind in "biu"
    if not whole and not np.isnan(labels).any() and np.isfinite((low, high)).all():
        whole = bool((labels == np.floor(labels)).all())
    if not whole or low < -(1 << 31) or high >= 1 << 31:
        notes.append(f"The {what} were left out: they are no whole numbers of 32 bits.")
        return None
    # Unsigned types have no -1 to compare with.
    return np.maximum(labels.astype(np.int64), -1).astype(np.int32)


def _faces(
    faces: Int32[np.ndarray, "faces 3"], count: int, notes: list[str]
) -> Int32[np.ndarray, "kept 3"]:
    """The faces whose corners exist."""
    if not len(faces) or (faces.min() >= 0 and faces.max() < count):
        return faces
    good = np.logical_and.reduce((faces >= 0) & (faces < count), axis=1)
    notes.append(f"{int((~good).sum()):,} faces left out: they name vertices that do not exist.")
    return faces[good]
