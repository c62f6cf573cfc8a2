"""PCD files of the Point Cloud Library: ascii, binary and binary_compressed."""

import re
import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn, cast, get_args

import numpy as np

from backend.scenes.check import regular_file
from backend.scenes.ply_body import parse_numbers
from backend.scenes.points.cloud import Columns, cloud_reading
from backend.scenes.points.columns import named_columns
from backend.scenes.points.lzf import decompress_lzf
from backend.scenes.table import Table
from backend.types import Reading, SceneError

Encoding = Literal["ascii", "binary", "binary_compressed"]

_HEADER_BYTES = 64 * 1024
_KINDS = {"F": (4, 8), "I": (1, 2, 4, 8), "U": (1, 2, 4, 8)}
"""Sizes in bytes that each type letter may have."""
_EXPORT_AGAIN = "Export the file again, or open it in the program that wrote it"
_CUT = "The file is damaged or cut: copy it again"


@dataclass(frozen=True)
class _Header:
    dtype: np.dtype
    """One row: the fields of one number, by name; others only take their room."""
    points: int
    size: tuple[int, int]
    viewpoint: tuple[float, ...]
    encoding: Encoding
    length: int
    """Bytes up to the first row."""


def read_pcd(path: Path) -> Reading:
    """Read a PCD file.

    Raises:
        SceneError: the header breaks the grammar or promises more than the file holds, a row cannot
            be decoded, or positions are damaged.
    """
    regular_file(path)
    with path.open("rb") as file:
        header = _parse_header(path, file.read(_HEADER_BYTES))
        file.seek(header.length)
        body = np.fromfile(file, np.uint8)
    rows = {"ascii": _ascii, "binary": _binary, "binary_compressed": _compressed}[header.encoding](
        path, header, body
    )
    notes = []
    width, height = header.size
    if height > 1 and width * height == header.points:
        notes.append(f"An organised cloud of {width} x {height} points was read as a list.")
    if header.viewpoint != (0, 0, 0, 1, 0, 0, 0):
        place = " ".join(f"{value:g}" for value in header.viewpoint)
        notes.append(f"The sensor's pose (VIEWPOINT {place}) was not applied.")
    return cloud_reading(path, "PCD point cloud", _columns(path, rows), notes=tuple(notes))


def _parse_header(path: Path, head: bytes) -> _Header:
    values: dict[str, list[str]] = {}
    position, number = 0, 0
    while "DATA" not in values:
        end = head.find(b"\n", position)
        number += 1
        if end < 0:
            raise SceneError(path, "the header has no line DATA: this is no PCD file", _CUT)
        line, position = head[position:end], end + 1
        if line.lstrip().startswith(b"#"):
            continue
        try:
            key, *words = line.decode("utf-8").split() or [""]
        except UnicodeDecodeError:
            _refuse(path, f"header line {number} is no text")
        if not key:
            continue
        if key in values or not re.fullmatch("[A-Z]{1,16}", key):
            _refuse(path, f'header line {number}: unexpected "{key[:40]}"')
        values[key] = words
    dtype = _dtype(path, values)
    width, height = _count(path, values, "WIDTH", 1), _count(path, values, "HEIGHT", 1)
    points = _count(path, values, "POINTS", width * height)
    if "WIDTH" in values and width * height != points:
        _refuse(path, f"WIDTH {width} x HEIGHT {height} are not POINTS {points}")
    encoding = " ".join(values["DATA"])
    if encoding not in get_args(Encoding):
        _refuse(path, f'DATA must be one of {", ".join(get_args(Encoding))}, got "{encoding}"')
    try:
        viewpoint = tuple(float(word) for word in values.get("VIEWPOINT", ["0", "0", "0", "1"]))
    except ValueError:
        _refuse(path, "VIEWPOINT holds something else than numbers")
    viewpoint = (*viewpoint, 0.0, 0.0, 0.0)[:7] if len(viewpoint) == 4 else viewpoint
    return _Header(dtype, points, (width, height), viewpoint, cast("Encoding", encoding), position)


def _dtype(path: Path, values: dict[str, list[str]]) -> np.dtype:
    """A row, for which names that stand twice and padding ("_") get names of their own."""
    names = values.get("FIELDS", values.get("COLUMNS", []))
    sizes, kinds = values.get("SIZE", []), values.get("TYPE", [])
    counts = values.get("COUNT", ["1"] * len(names))
    if not names or not len(names) == len(sizes) == len(kinds) == len(counts):
        _refuse(path, "FIELDS, SIZE, TYPE and COUNT must name as many fields as each other")
    fields: list[tuple] = []
    for i, (name, size, kind, count) in enumerate(zip(names, sizes, kinds, counts, strict=True)):
        if size not in [str(s) for s in _KINDS.get(kind, ())]:
            _refuse(path, f"field {name}: no type is {kind} of {size} bytes")
        if not re.fullmatch("[0-9]{1,6}", count):
            _refuse(path, f"field {name}: COUNT must be a number from 0, got {count}")
        scalar = count == "1" and name not in ("_", *(field[0] for field in fields))
        base = np.dtype(f"<{kind.lower()}{size}")
        fields.append((name, base) if scalar else (f"{name} {i}", base, (int(count),)))
    try:
        return np.dtype(fields)
    except ValueError:
        _refuse(path, "a row of these fields is larger than 2 GB")


def _count(path: Path, values: dict[str, list[str]], key: str, default: int) -> int:
    if key not in values:
        return default
    if len(values[key]) != 1 or not re.fullmatch("[0-9]{1,15}", values[key][0]):
        _refuse(path, f"{key} must be one number from 0, got {' '.join(values[key])[:40]}")
    return int(values[key][0])


def _binary(path: Path, header: _Header, body: np.ndarray) -> np.ndarray:
    needed = header.points * header.dtype.itemsize
    if needed > len(body):
        problem = f"{header.points:,} points take {needed:,} bytes, the file has {len(body):,}"
        raise SceneError(path, problem, _CUT)
    return body[:needed].view(header.dtype)


def _compressed(path: Path, header: _Header, body: np.ndarray) -> np.ndarray:
    if len(body) < 8:
        raise SceneError(path, "the compressed points are missing", _CUT)
    packed, unpacked = struct.unpack("<II", body[:8].tobytes())
    needed = header.points * header.dtype.itemsize
    if needed != unpacked:
        problem = f"{header.points:,} points take {needed:,} bytes, but {unpacked:,} are announced"
        raise SceneError(path, problem, _CUT)
    if packed > len(body) - 8:
        problem = f"{packed:,} compressed bytes are announced, the file has {len(body) - 8:,}"
        raise SceneError(path, problem, _CUT)
    columns = decompress_lzf(path, body[8 : 8 + packed], unpacked)
    rows, position = np.empty(header.points, header.dtype), 0
    # Compressed files hold one field after the other.
    for name in header.dtype.names or ():
        field = header.dtype[name]
        end = position + header.points * field.itemsize
        rows[name] = columns[position:end].view(field.base).reshape(-1, *field.shape)
        position = end
    return rows


def _ascii(path: Path, header: _Header, body: np.ndarray) -> np.ndarray:
    names = header.dtype.names or ()
    widths = [int(np.prod(header.dtype[name].shape)) for name in names]
    needed = header.points * sum(widths)
    if 2 * needed > len(body) + 1:
        problem = f"{header.points:,} points are announced, but {len(body):,} bytes follow"
        raise SceneError(path, problem, _CUT)
    numbers = parse_numbers(body)
    if len(numbers.values) < needed:
        row = len(numbers.values) // sum(widths)
        if numbers.stopper is not None:
            problem = f'row {row:,} of the points: "{numbers.stopper}" is no number'
            raise SceneError(path, problem, "Correct the word or export the file again")
        problem = f"the file ends after {row:,} of {header.points:,} points"
        raise SceneError(path, problem, _CUT)
    table = numbers.values[:needed].reshape(header.points, -1)
    rows, column = np.empty(header.points, header.dtype), 0
    for name, width in zip(names, widths, strict=True):
        part = table[:, column : column + width]
        with np.errstate(over="ignore", invalid="ignore"):
            rows[name] = part if header.dtype[name].shape else part[:, 0]
        column += width
    return rows


def _columns(path: Path, rows: np.ndarray) -> Columns:
    scalars = [n for n in rows.dtype.names or () if not rows.dtype[n].shape]
    columns = named_columns(path, Table(rows[scalars]))
    packed = next((name for name in ("rgb", "rgba") if name in scalars), None)
    if packed is None or rows.dtype[packed].itemsize != 4:
        return columns
    # 0xAARRGGBB in an integer or in the bits of a float.
    bits = np.ascontiguousarray(rows[packed]).view(np.uint8).reshape(-1, 4)
    return replace(columns, colors=np.ascontiguousarray(bits[:, 2::-1]))


def _refuse(path: Path, problem: str) -> NoReturn:
    raise SceneError(path, problem, _EXPORT_AGAIN)
