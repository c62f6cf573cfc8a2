"""SPZ (Niantic, versions 1 to 4): splats by attribute, quantised, then compressed.

Versions 1 to 3 are one gzip stream behind a 16-byte header, version 4 has a plain 32-byte header,
a table of contents and one Zstandard stream per attribute. The format fixes the axes as RUB
(x right, y up, z back) unless its coordinate-system extension says otherwise.
Layout and constants: github.com/nianticlabs/spz, README and src/cc/load-spz.cc.
"""

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float, Float32, UInt8

from backend.geometry.frames import up_vector
from backend.scenes.check import bounded_gzip, bounded_zstd, regular_file, written_whole
from backend.scenes.splats.assemble import (
    COEFFICIENTS,
    DAMAGED,
    assemble,
    check_count,
    exponential,
    smallest_three,
)
from backend.types import Reading, SceneError, Splats, Vector

_MAGIC = b"NGSP"
_HAS_EXTENSIONS = 0x2
_LONGEST_EXTENSIONS = 1 << 16
_COLOR_SCALE = 0.15
_COORDINATE_SYSTEM = 0xADBE0003
_UP_OF_SYSTEM = {0: "+y", 1: "-y", 4: "+y", 6: "-y", 7: "+y"}
"""Right-handed numbers of that extension: unsaid (RUB), LDB, RUB, RDF, LUF."""


@dataclass(frozen=True)
class _Header:
    version: int
    count: int
    degree: int
    fractional_bits: int
    flags: int

    @property
    def lengths(self) -> tuple[int, ...]:
        """Bytes per splat of positions, alphas, colours, scales, rotations and coefficients."""
        positions = 6 if self.version == 1 else 9
        rotations = 3 if self.version < 3 else 4
        return (positions, 1, 3, 3, rotations, 3 * ((self.degree + 1) ** 2 - 1))


def read_spz(path: Path) -> Reading:
    """Read splats of any version; degree 4 is cut to degree 3.

    Raises:
        SceneError: the file is damaged, of an unknown version, left-handed, or claims more splats
            than its size can hold.
    """
    regular_file(path)
    data = path.read_bytes()
    if data.startswith(_MAGIC) and data[4:8] == struct.pack("<I", 4):
        header, streams, extensions = _unpack_streams(path, data)
    else:
        header, streams, extensions = _unpack_single(path, data)
    n = header.count
    positions, alphas, colors, scales, rotations, rest = (
        np.frombuffer(stream, np.uint8).reshape(n, -1) for stream in streams
    )
    degree = min(header.degree, 3)
    sh = np.empty((n, COEFFICIENTS[degree], 3), np.float32)
    sh[:, 0] = (colors * np.float32(1 / 255) - 0.5) / np.float32(_COLOR_SCALE)
    if degree:
        sh[:, 1:] = rest.reshape(n, -1, 3)[:, : COEFFICIENTS[degree] - 1]
        sh[:, 1:] -= 128
        sh[:, 1:] /= 128
    cut = "Coefficients of degree 4 were left out; the view dependence is that of degree 3"
    up, notes = _axes(path, extensions)
    return assemble(
        path,
        f"SPZ version {header.version}",
        means=_positions(header, positions),
        scales=exponential(scales / np.float32(16) - 10),
        rotations=_rotations(header, rotations),
        opacities=alphas[:, 0] / np.float32(255),
        sh=sh,
        up=up,
        notes=notes + ((cut,) if header.degree == 4 else ()),
    )


def write_spz(path: Path, splats: Splats, *, version: Literal[2, 3, 4] = 3) -> None:
    """Write splats whose axes are already the format's: x right, y up, z back.

    Positions get the finest of the fixed-point steps that 24 bits allow, 2⁻¹² m where they can.

    Raises:
        SceneError: the splats reach beyond 8,000 km.
    """
    reach = float(np.abs(splats.means).max(initial=0))
    bits = next((b for b in range(12, -1, -1) if reach * 2.0**b < 2**23 - 1), None)
    if bits is None:
        raise SceneError(path, f"24 bits cannot hold positions up to {reach:,.0f} m", "Use .ply")
    header = _Header(version, len(splats), splats.sh_degree, bits, 0)
    fixed = np.rint(splats.means.astype(np.float64) * 2.0**bits).astype("<i4")
    with np.errstate(divide="ignore"):
        log_scales = np.log(splats.scales)
    attributes = (
        np.ascontiguousarray(fixed).view(np.uint8).reshape(-1, 3, 4)[..., :3],
        _bytes(splats.opacities * 255),
        _bytes(splats.sh[:, 0] * (_COLOR_SCALE * 255) + 127.5),
        _bytes((log_scales + 10) * 16),
        _packed_rotations(splats.rotations, version),
        _bytes(splats.sh[:, 1:] * 128 + 128),
    )
    with written_whole(path) as file:
        file.write(_packed(header, [attribute.tobytes() for attribute in attributes]))


def _packed(header: _Header, streams: list[bytes]) -> bytes:
    fields = (header.version, header.count, header.degree, header.fractional_bits, header.flags)
    if header.version < 4:
        body = _MAGIC + struct.pack("<IIBBBx", *fields) + b"".join(streams)
        packer = zlib.compressobj(wbits=31)
        return packer.compress(body) + packer.flush()
    import zstandard

    streams = [stream for stream in streams if stream]
    chunks = [zstandard.ZstdCompressor().compress(stream) for stream in streams]
    table = b"".join(
        struct.pack("<QQ", len(chunk), len(stream))
        for chunk, stream in zip(chunks, streams, strict=True)
    )
    start = _MAGIC + struct.pack("<IIBBBBI12x", *fields, len(chunks), 32)
    return start + table + b"".join(chunks)


def _unpack_single(path: Path, data: bytes) -> tuple[_Header, list[bytes], bytes]:
    """Versions 1 to 3: 16 bytes tell the size, and nothing beyond it is unpacked."""
    packed = data.startswith(b"\x1f\x8b")
    header = _header(path, _first_inflated(data) if packed else data[:16], len(data))
    wanted = 16 + sum(header.lengths) * header.count
    room = _LONGEST_EXTENSIONS if header.flags & _HAS_EXTENSIONS else 0
    body = bounded_gzip(path, data, wanted + room) if packed else data
    if not wanted <= len(body) <= wanted + room:
        problem = f"{len(body):,} bytes for {header.count:,} splats, wanted {wanted:,}"
        raise SceneError(path, problem, DAMAGED)
    ends = 16 + np.cumsum([0, *(length * header.count for length in header.lengths)])
    streams = [body[a:b] for a, b in pairwise(ends.tolist())]
    return header, streams, body[wanted:]


def _first_inflated(data: bytes) -> bytes:
    """The first 16 bytes, fewer where the stream is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, 16)
    except zlib.error:
        return b""


def _unpack_streams(path: Path, data: bytes) -> tuple[_Header, list[bytes], bytes]:
    """Version 4; an attribute without bytes (coefficients of degree 0) may have no stream."""
    header = _header(path, data[:16], len(data))
    if len(data) < 32:
        raise SceneError(path, "its header is truncated", DAMAGED)
    table_at = struct.unpack_from("<I", data, 16)[0]
    streams_at = table_at + 16 * data[15]
    sizes = [length * header.count for length in header.lengths]
    present = [i for i, size in enumerate(sizes) if size or data[15] == len(sizes)]
    if data[15] != len(present) or not 32 <= table_at <= streams_at <= len(data):
        raise SceneError(
            path, f"its table of {data[15]} streams at byte {table_at:,} does not fit", DAMAGED
        )
    table = struct.unpack_from(f"<{2 * len(present)}Q", data, table_at)
    streams, at = [b""] * len(sizes), streams_at
    for i, packed, plain in zip(present, table[::2], table[1::2], strict=True):
        if plain != sizes[i] or packed > len(data) - at:
            problem = f"stream {i} has {packed:,} bytes for {plain:,}, wanted {sizes[i]:,}"
            raise SceneError(path, problem, DAMAGED)
        streams[i] = bounded_zstd(path, data[at : at + packed], plain)
        if len(streams[i]) != plain:
            raise SceneError(path, f"stream {i} does not hold its {plain:,} bytes", DAMAGED)
        at += packed
    return header, streams, data[32:table_at] if header.flags & _HAS_EXTENSIONS else b""


def _header(path: Path, start: bytes, size: int) -> _Header:
    if len(start) < 16 or not start.startswith(_MAGIC):
        raise SceneError(
            path, "no SPZ file (its first bytes are not NGSP)", "Check the file's kind"
        )
    header = _Header(*struct.unpack_from("<IIBBB", start, 4))
    if not 1 <= header.version <= 4:
        raise SceneError(
            path, f"version {header.version} is not known", "Versions 1 to 4 can be read"
        )
    if header.degree > 4:
        raise SceneError(path, f"spherical-harmonic degree {header.degree} is not 0 to 4", DAMAGED)
    if header.fractional_bits > 24:
        raise SceneError(path, f"{header.fractional_bits} fractional bits of 24", DAMAGED)
    if not header.count:
        raise SceneError(path, "it has no splats", DAMAGED)
    # An uncompressed file holds fewer splats still; its exact length is checked afterwards.
    check_count(path, header.count, sum(header.lengths), size)
    return header


def _axes(path: Path, extensions: bytes) -> tuple[Vector, tuple[str, ...]]:
    """The up direction that the format or its extension fixes; records are type, length, data."""
    up, notes, at = up_vector("+y"), [], 0
    while at + 8 <= len(extensions):
        kind, length = struct.unpack_from("<II", extensions, at)
        record = extensions[at + 8 : at + 8 + length]
        at += 8 + length
        if kind != _COORDINATE_SYSTEM or length != 4 or len(record) != 4:
            notes.append(f"SPZ extension {kind:#x} was left out")
            continue
        number = int.from_bytes(record, "little")
        if number not in _UP_OF_SYSTEM:
            raise SceneError(
                path, f"its coordinate system {number} is not supported", "Save it as RUB or RDF"
            )
        up = up_vector(_UP_OF_SYSTEM[number])
    return up, tuple(notes)


def _positions(
    header: _Header, packed: UInt8[np.ndarray, "splats bytes"]
) -> Float32[np.ndarray, "splats 3"]:
    if header.version == 1:
        return np.ascontiguousarray(packed).view("<f2").astype(np.float32)
    # Into the upper three bytes of 32: the shift back down carries the sign.
    wide = np.zeros((header.count, 3, 4), np.uint8)
    wide[..., 1:] = packed.reshape(header.count, 3, 3)
    fixed = wide.view("<i4")[..., 0] >> 8
    return fixed.astype(np.float32) * np.float32(2.0**-header.fractional_bits)


def _rotations(
    header: _Header, packed: UInt8[np.ndarray, "splats bytes"]
) -> Float32[np.ndarray, "splats 4"]:
    """wxyz; the format counts xyzw."""
    if header.version < 3:
        xyz = packed / np.float32(127.5) - 1
        return smallest_three(xyz, np.zeros(len(xyz), np.uint8))
    bits = np.ascontiguousarray(packed).view("<u4")[:, 0]
    fields = np.stack([bits >> 20, bits >> 10, bits], 1)
    others = (fields & 511) * np.float32(np.sqrt(0.5) / 511)
    others = np.where(fields & 512, -others, others)
    return np.roll(smallest_three(others, bits >> 30), 1, axis=1)


def _packed_rotations(
    rotations: Float32[np.ndarray, "splats 4"], version: int
) -> UInt8[np.ndarray, "splats bytes"]:
    xyzw = np.roll(rotations, -1, axis=1)
    if version < 3:
        return _bytes((xyzw[:, :3] * np.where(xyzw[:, 3:] < 0, -1, 1) + 1) * 127.5)
    largest = np.abs(xyzw).argmax(1)
    rows = np.arange(len(xyzw))
    xyzw = xyzw * np.where(xyzw[rows, largest] < 0, -1, 1)[:, None]
    others = xyzw[np.arange(4) != largest[:, None]].reshape(-1, 3)
    fields = np.minimum(np.rint(np.abs(others) * (511 / np.sqrt(0.5))), 511).astype(np.uint32)
    fields |= np.where(others < 0, np.uint32(512), np.uint32(0))
    bits = largest.astype(np.uint32) << 30 | fields[:, 0] << 20 | fields[:, 1] << 10 | fields[:, 2]
    return bits.astype("<u4").view(np.uint8).reshape(-1, 4)


def _bytes(values: Float[np.ndarray, "*n"]) -> UInt8[np.ndarray, "*n"]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
