"""LAS and LAZ files, read by the optional package laspy in a child process."""

import re
import struct
from pathlib import Path
from typing import Any

import numpy as np

from backend.scenes.check import regular_file
from backend.scenes.points.cloud import Columns, cloud_reading
from backend.scenes.worker import run_in_child
from backend.types import Reading, SceneError

ASPRS_CLASSES = (
    "never classified", "unclassified", "ground", "low vegetation", "medium vegetation",
    "high vegetation", "building", "low noise", "model key point", "water", "rail", "road surface",
    "overlap", "wire guard", "wire conductor", "transmission tower", "wire connector",
    "bridge deck", "high noise",
)  # fmt: skip
"""Classification codes 0 to 18 of LAS 1.4 R15, table 17."""

_GEO_KEYS, _WKT = 34735, 2112
"""Record numbers of the two ways to name a coordinate system."""
_LINEAR_UNIT = 3076
_METRES = {9001: 1.0, 9002: 0.3048, 9003: 1200 / 3937}
"""EPSG codes: metre, foot, US survey foot."""
_UNKNOWN = 0.0
_CUT = "The file is damaged or cut: copy it again"


def read_las(path: Path) -> Reading:
    """Read a LAS or LAZ file; z is up, and the unit is what the coordinate system says.

    Raises:
        SceneError: laspy is not installed, or the file is damaged.
    """
    size = regular_file(path)
    _check_header(path, size)
    found = run_in_child(decode_las, path, timeout=30 + size / 1e6, memory=(256 << 20) + 40 * size)
    classes = found["classes"]
    names: tuple[str, ...] = ()
    if classes is not None:
        extra = range(len(ASPRS_CLASSES), int(classes.max(initial=0)) + 1)
        names = ASPRS_CLASSES + tuple(f"class {i}" for i in extra)
    columns = Columns(
        positions=found["positions"],
        colors=found["colors"],
        classes=classes,
    )
    return cloud_reading(
        path,
        "LAZ point cloud" if found["compressed"] else "LAS point cloud",
        columns,
        class_names=names,
        up=(0.0, 0.0, 1.0),
        metres_per_unit=found["metres_per_unit"] or None,
        scale_from="file",
        notes=tuple(found["notes"]),
    )


def _check_header(path: Path, size: int) -> None:
    """Refuse counts that the file cannot hold: laspy would count to them, whatever they are."""
    with path.open("rb") as file:
        head = file.read(375).ljust(375, b"\0")
    if head[:4] != b"LASF" or head[24] != 1 or head[25] > 4:
        raise SceneError(path, "the file does not begin as LAS 1.0 to 1.4 do", _CUT)
    length, start, records, kind, row, points = struct.unpack_from("<HIIBHI", head, 94)
    extended = 0
    if head[25] == 4:
        first, extended, points = struct.unpack_from("<QIQ", head, 235)
        extended = extended * 60 + first if extended else 0
    # The two upper bits of the kind mark compressed points; no real ones shrink a hundredfold.
    most = 100 * size if kind & 0xC0 else size - start
    for what, needed, available in (
        ("the header and its records", length + records * 54, min(start, size)),
        ("the extended records", extended, size),
        (f"{points:,} points", points * row, most),
    ):
        if needed > available:
            raise SceneError(path, f"{what} take {needed:,} bytes of {max(available, 0):,}", _CUT)


def decode_las(path: Path) -> dict[str, Any]:
    """The file's columns; to be run in a child process, because its parsers are not hardened."""
    try:
        import laspy
    except ImportError as error:
        remedy = 'Install it with: pip install "laspy[lazrs]"'
        raise SceneError(path, "reading LAS files needs the package laspy", remedy) from error
    with laspy.open(path) as file:
        header = file.header
        las = file.read()
    names = set(las.point_format.dimension_names)
    colors = classes = None
    if {"red", "green", "blue"} <= names:
        colors = np.stack([las["red"], las["green"], las["blue"]], axis=1)
    elif np.any(las["intensity"]):
        colors = np.repeat(np.asarray(las["intensity"])[:, None], 3, axis=1)
    codes = np.asarray(las["classification"])
    if (codes > 1).any():
        # Codes 0 and 1 both say that nobody has classified the point.
        classes = np.where(codes > 1, codes.astype(np.int32), -1)
    positions = np.empty((len(las.points), 3))
    for i, axis in enumerate("XYZ"):
        positions[:, i] = las[axis] * header.scales[i] + header.offsets[i]
    unit, notes = _unit(header.vlrs)
    return {
        "positions": positions,
        "colors": colors,
        "classes": classes,
        "compressed": bool(header.are_points_compressed),
        "metres_per_unit": unit,
        "notes": notes,
    }


def _unit(records: Any) -> tuple[float, list[str]]:
    """Metres per unit, 0 where the file does not say."""
    for record in records:
        if record.record_id == _GEO_KEYS:
            data = record.record_data_bytes()
            keys = np.frombuffer(data[: len(data) // 8 * 8], "<u2").reshape(-1, 4)
            for key, _, _, value in keys[1:].tolist():
                if key == _LINEAR_UNIT and value in _METRES:
                    return _METRES[value], []
        if record.record_id == _WKT:
            text = record.record_data_bytes().decode("utf-8", "replace")
            units = re.findall(r'(?:LENGTH)?UNIT\["([^"]*)",\s*([0-9.eE+-]+)', text)
            lengths = [float(value) for name, value in units if "deg" not in name.lower()]
            if lengths and 1e-4 < lengths[-1] < 1e4:
                return lengths[-1], []
            if units and not lengths:
                return _UNKNOWN, ["The coordinates are degrees, which is no unit of length."]
    return _UNKNOWN, []
