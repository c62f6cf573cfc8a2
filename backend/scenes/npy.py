"""Arrays of numbers from npy and npz files, without pickle and without evaluating anything.

numpy's own reader evaluates the header as Python and allocates what it promises; here the header
is held to the form in which numpy writes it, and its size to the file's. Arrays of data sets are
mapped instead, by numpy, once their header is known to be short.
"""

import math
import re
import struct
import warnings
import zipfile
from pathlib import Path
from typing import IO

import numpy as np
from jaxtyping import Shaped

from backend.scenes.check import bounded_zip, foreign_errors, regular_file
from backend.types import SceneError

_MAGIC = b"\x93NUMPY"
_TYPE = r"[<>|=]?[biuf][0-9]{1,2}"
_FIELD = rf"\('([^'\\]{{1,64}})', '({_TYPE})'\)"
_HEADER = re.compile(
    rf"\s*{{'descr': (?:'(?P<type>{_TYPE})'|\[(?P<fields>{_FIELD}(?:, {_FIELD})*,?)\]), "
    r"'fortran_order': (?P<fortran>True|False), "
    r"'shape': \((?P<shape>(?:[0-9]{1,15}L?(?:, ?|(?=\)))){0,8})\),? ?}\s*"
)
_LONGEST = 64 * 1024
"""Bytes of a header; no real one comes near."""
_EXPORT_AGAIN = "Save plain arrays of numbers with numpy.save or numpy.savez"
_CUT = "The file is damaged or cut: copy it again"


def read_npy(path: Path) -> np.ndarray:
    """The array of an npy file: numbers, or rows of named numbers.

    Raises:
        SceneError: the file is no npy file, holds Python objects or text, or is cut.
    """
    size = regular_file(path)
    with path.open("rb") as file:
        return _read_array(path, path.name, file, size)


def map_npy(path: Path) -> Shaped[np.ndarray, "..."]:
    """A numpy file of numbers, mapped, so that a header cannot claim more than the file holds.

    Raises:
        SceneError: pickled, damaged, or not numbers.
    """
    size = regular_file(path)
    with path.open("rb") as file:
        start = file.read(12)
    # From version 2 on numpy allocates the four bytes' length of the header before it reads it.
    if start[6:7] > b"\1" and int.from_bytes(start[8:], "little") > size:
        raise SceneError(path, "no readable numpy array (its header is cut off)", _CUT)
    with foreign_errors(path, "no readable numpy array"), warnings.catch_warnings():
        warnings.simplefilter("error")
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf" or array.ndim == 0:
        raise SceneError(path, "wanted an array of numbers", _CUT)
    return array


def read_npz(
    path: Path,
) -> tuple[
    dict[str, np.ndarray],  # by the names they were saved under
    tuple[str, ...],  # names of members that are no arrays of numbers: left out
]:
    """All arrays of numbers in an npz file.

    Raises:
        SceneError: the archive or a member is damaged, or it unpacks to 100 times its size.
    """
    arrays: dict[str, np.ndarray] = {}
    left_out: list[str] = []
    with bounded_zip(path) as archive:
        for member in archive.infolist():
            name = member.filename.removesuffix(".npy")
            with archive.open(member) as file:
                try:
                    arrays[name] = _read_array(path, member.filename, file, member.file_size)
                except _NoNumbersError:
                    left_out.append(name)
    return arrays, tuple(left_out)


class _NoNumbersError(SceneError):
    """The header is whole, but announces something else than numbers."""


def _read_array(
    path: Path, name: str, file: IO[bytes] | zipfile.ZipExtFile, size: int
) -> np.ndarray:
    dtype, shape, fortran, position = _read_header(path, name, file)
    needed = math.prod(shape) * dtype.itemsize
    if needed > size - position:
        problem = (
            f"{name} announces {needed:,} bytes of shape {shape}, but holds {size - position:,}"
        )
        raise SceneError(path, problem, _CUT)
    data = np.empty(needed, np.uint8)
    if not _fill(file, data):
        raise SceneError(path, f"{name} ends before its last number", _CUT)
    order = shape[::-1] if fortran else shape
    array = data.view(dtype).reshape(order)
    return array.T if fortran else array


def _fill(file: IO[bytes] | zipfile.ZipExtFile, data: np.ndarray) -> bool:
    view, filled = data.data, 0
    while filled < len(view):
        part = file.readinto(view[filled:])  # pyright: ignore[reportAttributeAccessIssue]
        if not part:
            return False
        filled += part
    return True


def _read_header(
    path: Path, name: str, file: IO[bytes] | zipfile.ZipExtFile
) -> tuple[np.dtype, tuple[int, ...], bool, int]:
    """Type, shape, whether the first index runs fastest, and where the numbers begin."""
    start = file.read(12)
    wide = start[6:7] in (b"\x02", b"\x03")
    if start[:6] != _MAGIC or len(start) < 12:
        raise _NoNumbersError(path, f"{name} is no npy file", _EXPORT_AGAIN)
    (length,) = struct.unpack_from("<I" if wide else "<H", start, 8)
    position = 8 + (4 if wide else 2) + length
    if length > _LONGEST:
        raise SceneError(path, f"the header of {name} has {length:,} bytes", _CUT)
    text = (start[12 if wide else 10 :] + file.read(max(position - 12, 0))).decode("latin-1")
    match = _HEADER.fullmatch(text)
    if match is None:
        problem = f"{name} holds no plain numbers: {text[:80].strip()}"
        raise _NoNumbersError(path, problem, _EXPORT_AGAIN)
    try:
        dtype = np.dtype(match["type"] or re.findall(_FIELD, match["fields"]))
    except (TypeError, ValueError) as error:
        raise _NoNumbersError(path, f"{name} holds no numbers ({error})", _EXPORT_AGAIN) from error
    shape = tuple(int(n) for n in re.findall("[0-9]+", match["shape"]))
    return dtype, shape, match["fortran"] == "True", position
