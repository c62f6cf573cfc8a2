"""The small files that lie beside scans: arrays, JSON, lines of numbers, photos."""

import io
import json
import math
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64, Int32, Shaped

from backend.scenes.check import foreign_errors, regular_file
from backend.scenes.npy import map_npy
from backend.types import SceneError

_COPY_AGAIN = "Copy the file again from its source"
_MOST_TEXT = 1 << 30
_HUGE = 1e15
"""No number of a calibration comes near, and squares of smaller ones do not overflow."""
_CALIBRATION = 16 << 20
"""Bytes that poses of a hundred thousand frames take."""


def load_table(path: Path, columns: Sequence[int]) -> Shaped[np.ndarray, "rows columns"]:
    """A matrix with one of the given numbers of columns.

    Raises:
        SceneError: it has another shape.
    """
    array = map_npy(path)
    if array.ndim != 2 or array.shape[1] not in columns:
        wanted = " or ".join(str(c) for c in columns)
        problem = f"shape {array.shape}, wanted rows of {wanted} numbers"
        raise SceneError(path, problem, _COPY_AGAIN)
    return array


def load_ids(path: Path, count: int, beside: Path) -> Int32[np.ndarray, " points"]:
    """One integer per point of another file.

    Raises:
        SceneError: the lengths differ (both are named), or a value is no 32-bit integer.
    """
    array = map_npy(path)
    if array.shape not in ((count,), (count, 1)):
        problem = f"shape {array.shape}, but {beside.name} has {count:,} points"
        raise SceneError(path, problem, "Take both files from the same version of the data set")
    values = array.reshape(-1).astype(np.float64)
    if not (np.abs(values) < 2**31).all() or (values != np.round(values)).any():
        raise SceneError(path, "holds values that are no 32-bit integers", _COPY_AGAIN)
    return values.astype(np.int32)


def read_text(path: Path, limit: int = _CALIBRATION) -> str:
    """A text file; bytes that are no UTF-8 become replacement characters.

    Raises:
        SceneError: it is longer than such files are.
    """
    if regular_file(path) > limit:
        problem = f"longer than {limit / 2**20:.0f} MB, which no such file is"
        raise SceneError(path, problem, _COPY_AGAIN)
    return path.read_text(encoding="utf-8", errors="replace")


def read_json(path: Path) -> Any:
    """A JSON file.

    Raises:
        SceneError: it breaks the grammar.
    """
    text = read_text(path, _MOST_TEXT)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SceneError(path, f"damaged JSON ({error})", _COPY_AGAIN) from error


def numbers(path: Path, text: str, count: int, where: str) -> Float64[np.ndarray, " count"]:
    """Exactly so many numbers of a sane size, separated by blanks or commas.

    Raises:
        SceneError: naming the place, if there are others.
    """
    words = re.split(r"[\s,]+", text.strip())
    try:
        values = np.array([float(word) for word in words])
    except ValueError:
        values = np.zeros(0)
    if values.shape != (count,) or not (np.abs(values) < _HUGE).all():
        shown = text.strip()[:60]
        raise SceneError(path, f'{where}: wanted {count} numbers, got "{shown}"', _COPY_AGAIN)
    return values


def rigid(path: Path, matrix: Float64[np.ndarray, "4 4"], where: str) -> Float64[np.ndarray, "4 4"]:
    """The matrix with its rotation made exactly orthonormal.

    Raises:
        SceneError: it is no rigid motion.
    """
    R = matrix[:3, :3]
    bottom = np.allclose(matrix[3], (0, 0, 0, 1), atol=1e-4)
    if not bottom or not np.allclose(R @ R.T, np.eye(3), atol=1e-2) or np.linalg.det(R) < 0:
        problem = f"{where} is no rotation with a translation"
        raise SceneError(path, problem, "Check that poses are camera-to-world 4×4 matrices")
    if np.abs(matrix[:3, 3]).max() > 1e6:
        raise SceneError(path, f"{where} lies beyond any scan", _COPY_AGAIN)
    U, _, Vt = np.linalg.svd(R)
    exact = matrix.copy()
    exact[:3, :3] = U @ Vt
    return exact


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height from the header alone, pixels.

    Raises:
        SceneError: no photo that can be read.
    """
    from PIL import Image

    regular_file(path)
    with foreign_errors(path, "no readable photo"), warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(path) as image:
            return image.size


def parse_array(path: Path, data: bytes, what: str) -> Shaped[np.ndarray, "..."]:
    """A numpy array inside another file, read-only, held to the bytes that are there.

    Raises:
        SceneError: pickled, damaged, not numbers, or longer than its bytes.
    """
    stream = io.BytesIO(data)
    with foreign_errors(path, f"{what} is no readable numpy array"), warnings.catch_warnings():
        warnings.simplefilter("error")
        version = np.lib.format.read_magic(stream)
        read = (
            np.lib.format.read_array_header_1_0
            if version == (1, 0)
            else np.lib.format.read_array_header_2_0
        )
        shape, fortran, dtype = read(stream)
    count = math.prod(shape)
    rest = len(data) - stream.tell()
    if dtype.kind not in "biuf" or not shape or count * dtype.itemsize != rest:
        problem = f"{what} is no array of numbers of its own length"
        raise SceneError(path, problem, _COPY_AGAIN)
    flat = np.frombuffer(data, dtype, count, stream.tell())
    return flat.reshape(shape, order="F" if fortran else "C")
