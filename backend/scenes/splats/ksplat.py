""".ksplat (mkkellogg/GaussianSplats3D): sections of splats at three levels of compression.

Level 0 holds float32 throughout. Levels 1 and 2 hold positions as uint16 around the centres of
buckets, scales and rotations as float16, and coefficients as float16 (level 1) or bytes (level 2).
Layout: src/loaders/SplatBuffer.js there.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from backend.scenes.check import regular_file
from backend.scenes.splats.assemble import COEFFICIENTS, DAMAGED, assemble, sh_of_colors
from backend.types import Reading, SceneError

_HEADER, _SECTION = 4096, 1024
_BUCKET = 12
_DEFAULT_RANGE = (1, 32767, 32767)
_DEFAULT_SH_LIMIT = 1.5
_TYPES = (("<f4", "<f4", "<f4"), ("<u2", "<f2", "<f2"), ("<u2", "<f2", "u1"))
"""Per level: position, scale and rotation, coefficients."""


@dataclass(frozen=True)
class _Level:
    """What the file's header says about all sections."""

    level: int
    sh_low: float
    sh_high: float


@dataclass(frozen=True)
class _Section:
    """One section's header and where its bytes lie."""

    number: int
    count: int
    capacity: int
    bucket_size: int
    bucket_count: int
    bucket_bytes: int
    block_size: float
    quantisation: int
    full_buckets: int
    partial_buckets: int
    degree: int
    start: int

    @property
    def rows_at(self) -> int:
        return self.start + 4 * self.partial_buckets + self.bucket_bytes * self.bucket_count

    def record(self, level: int) -> np.dtype:
        mean, floats, sh = _TYPES[level]
        rest = 3 * (COEFFICIENTS[self.degree] - 1)
        fields = [("mean", mean, 3), ("scale", floats, 3), ("q", floats, 4)]
        return np.dtype([*fields, ("color", "u1", 3), ("alpha", "u1"), ("sh", sh, (rest,))])


def read_ksplat(path: Path) -> Reading:
    """Read all sections of a file; axes and unit are those of the capture, which it hides.

    Raises:
        SceneError: the file is truncated, of an unknown version or level, or its sections and
            buckets do not fit together.
    """
    regular_file(path)
    data = path.read_bytes()
    if len(data) < _HEADER:
        raise SceneError(path, f"{len(data):,} bytes are less than its header", DAMAGED)
    if data[0] != 0 or data[1] < 1:
        raise SceneError(
            path, f"version {data[0]}.{data[1]} is not known", "Wanted a .ksplat of version 0.1"
        )
    section_count, declared = struct.unpack_from("<I8xI", data, 4)
    number = struct.unpack_from("<H", data, 20)[0]
    if number >= len(_TYPES):
        raise SceneError(path, f"compression level {number} is not 0, 1 or 2", DAMAGED)
    low, high = struct.unpack_from("<ff", data, 36)
    level = _Level(number, low or -_DEFAULT_SH_LIMIT, high or _DEFAULT_SH_LIMIT)
    sections = [s for s in _sections(path, data, section_count, number) if s.count]
    if not sections:
        raise SceneError(path, "it has no splats", DAMAGED)
    coefficients = COEFFICIENTS[max(section.degree for section in sections)]
    count = sum(section.count for section in sections)
    means = np.empty((count, 3), np.float32)
    scales = np.empty((count, 3), np.float32)
    rotations = np.empty((count, 4), np.float32)
    opacities = np.empty(count, np.float32)
    sh = np.zeros((count, coefficients, 3), np.float32)
    end = 0
    for section in sections:
        rows = slice(end, end := end + section.count)
        records = np.frombuffer(data, section.record(number), section.count, section.rows_at)
        means[rows] = _means(path, data, section, level, records)
        scales[rows] = records["scale"]
        rotations[rows] = records["q"]
        opacities[rows] = records["alpha"] / np.float32(255)
        sh[rows, :1] = sh_of_colors(records["color"])
        with np.errstate(all="ignore"):
            _fill_rest(sh[rows], section, level, records)
    differs = f"The header counts {declared:,} splats, the sections hold {count:,}"
    return assemble(
        path,
        f".ksplat level {number}",
        means=means,
        scales=scales,
        rotations=rotations,
        opacities=opacities,
        sh=sh,
        notes=(differs,) if declared != count else (),
    )


def _sections(path: Path, data: bytes, count: int, level: int) -> list[_Section]:
    """The sections' headers, each held against the file's size."""
    start = _HEADER + _SECTION * count
    if start > len(data):
        raise SceneError(
            path, f"{count:,} section headers do not fit into {len(data):,} bytes", DAMAGED
        )
    sections = []
    for i in range(count):
        at = _HEADER + _SECTION * i
        fields = struct.unpack_from("<4IfHxxI4xIIH", data, at)
        splats, capacity, size, buckets, block, bucket_bytes, scale, full, partial, degree = fields
        if degree >= len(COEFFICIENTS):
            raise SceneError(
                path, f"section {i} has spherical-harmonic degree {degree}, wanted 0 to 3", DAMAGED
            )
        quantisation = scale or _DEFAULT_RANGE[level]
        section = _Section(
            i, splats, capacity, size, buckets, bucket_bytes, block, quantisation,
            full, partial, degree, start,
        )  # fmt: skip
        stride = section.record(level).itemsize
        if splats > capacity or section.rows_at + splats * stride > len(data):
            problem = f"section {i} claims {splats:,} splats in {buckets:,} buckets beyond its room"
            raise SceneError(path, problem, DAMAGED)
        if level and splats and (bucket_bytes != _BUCKET or full + partial > buckets):
            problem = f"section {i} has {full + partial:,} filled of {buckets:,} buckets"
            raise SceneError(path, problem, DAMAGED)
        sections.append(section)
        start = section.rows_at + capacity * stride
    return sections


def _means(
    path: Path, data: bytes, section: _Section, level: _Level, records: np.ndarray
) -> Float32[np.ndarray, "splats 3"]:
    if level.level == 0:
        return records["mean"].astype(np.float32)
    full, partial = section.full_buckets, section.partial_buckets
    lengths = np.full(full + partial, section.bucket_size, np.int64)
    lengths[full:] = np.frombuffer(data, "<u4", partial, section.start)
    ends = np.cumsum(lengths)
    if not len(ends) or ends[-1] < section.count:
        problem = f"the buckets of section {section.number} hold fewer than its splats"
        raise SceneError(path, f"{problem} ({section.count:,})", DAMAGED)
    centers_at = section.start + 4 * partial
    centers = np.frombuffer(data, "<f4", 3 * len(ends), centers_at).reshape(-1, 3)
    buckets = np.searchsorted(ends, np.arange(section.count), side="right")
    step = section.block_size / 2 / section.quantisation
    with np.errstate(over="ignore", invalid="ignore"):
        offsets = (records["mean"].astype(np.float64) - section.quantisation) * step
        return (offsets + centers[buckets]).astype(np.float32)


def _fill_rest(
    sh: Float32[np.ndarray, "splats coefficients 3"],
    section: _Section,
    level: _Level,
    records: np.ndarray,
) -> None:
    """Write coefficients beyond degree 0; the file goes band by band, there channel by channel."""
    at = 0
    for band in range(1, section.degree + 1):
        width = 2 * band + 1
        of_band = records["sh"][:, at : at + 3 * width].reshape(-1, 3, width)
        target = sh[:, band * band : (band + 1) ** 2]
        target[:] = of_band.transpose(0, 2, 1)
        if level.level == 2:
            target *= (level.sh_high - level.sh_low) / 255
            target += level.sh_low
        at += 3 * width
