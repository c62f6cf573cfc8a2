"""What every reader checks: files, positions, and decompression within bounds."""

import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from jaxtyping import Bool, Float

from backend.types import SceneError

FARTHEST = 1e12
"""No coordinate of a scan lies beyond, in whatever unit: the file is damaged."""

_EXPORT_AGAIN = "Copy or export the file again"
_RATIO = 100
"""Real scenes shrink less than this when they are packed; more is taken for a bomb."""
_ALWAYS = 64 << 20
"""Bytes that may come out of any packed file, however small it is."""


def regular_file(path: Path) -> int:
    """The file's size in bytes; refuses pipes and devices, which may never end."""
    if not path.is_file():
        raise SceneError(path, "not a regular file", "Give the path of a file")
    return path.stat().st_size


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the path's place once it is complete, and never before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def foreign_errors(path: Path, problem: str) -> Iterator[None]:
    """Turn whatever a library raises about damaged input into one `SceneError`."""
    try:
        yield
    except (SceneError, MemoryError):
        raise
    except Exception as error:  # Libraries raise a dozen kinds, seldom the ones they document.
        lines = str(error).splitlines() or [""]
        reason = f"{problem} ({type(error).__name__}: {lines[0][:200]})"
        raise SceneError(path, reason, _EXPORT_AGAIN) from error


def finite_rows(
    path: Path, positions: Float[np.ndarray, "points 3"], what: str = "point"
) -> tuple[
    Bool[np.ndarray, " points"] | None,  # the rows to keep; None for all
    tuple[str, ...],  # notes
]:
    """Find points that lie nowhere, as organised clouds have them.

    Raises:
        SceneError: there is no point, hardly one is finite, or one lies beyond any scan.
    """
    if not len(positions):
        raise SceneError(path, f"there is no {what} in it", "Export the scene again")
    with np.errstate(invalid="ignore"):
        low, high = positions.min(), positions.max()
        if abs(low) <= FARTHEST and abs(high) <= FARTHEST:
            return None, ()
        keep = np.logical_and.reduce(np.isfinite(positions), axis=1)
        far = keep & (np.abs(positions) > FARTHEST).any(axis=1)
    if far.any():
        first = int(far.argmax())
        x, y, z = positions[first]
        problem = f"{what} {first} lies at ({x:g}, {y:g}, {z:g}), beyond any scan"
        raise SceneError(path, problem, _EXPORT_AGAIN)
    left_out = len(keep) - int(keep.sum())
    if left_out > 0.99 * len(keep):
        problem = f"{left_out:,} of {len(keep):,} {what}s have no finite position"
        raise SceneError(path, problem, _EXPORT_AGAIN)
    return keep, (f"{left_out:,} of {len(keep):,} {what}s without a finite position left out.",)


def bounded_gzip(path: Path, packed: bytes, limit: int | None = None) -> bytes:
    """Unpack gzip data.

    Args:
        path: the file that errors name.
        packed: one or more gzip members.
        limit: bytes that may come out; by default 100 times the packed size.

    Raises:
        SceneError: the data are damaged, cut, or unpack to more than the limit.
    """
    limit = _limit(len(packed)) if limit is None else limit
    parts: list[bytes] = []
    left = limit
    while packed:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(packed, left + 1))
        except zlib.error as error:
            raise SceneError(path, f"damaged gzip data ({error})", _EXPORT_AGAIN) from error
        left -= len(parts[-1])
        if left < 0:
            raise _too_much(path, limit)
        if not unpacker.eof:
            raise SceneError(path, "the gzip data are cut", _EXPORT_AGAIN)
        packed = unpacker.unused_data
    return b"".join(parts)


def bounded_zstd(path: Path, packed: bytes, limit: int | None = None) -> bytes:
    """Unpack zstandard data.

    Args:
        path: the file that errors name.
        packed: one frame.
        limit: bytes that may come out; by default 100 times the packed size.

    Raises:
        SceneError: the data are damaged, cut, or unpack to more than the limit.
    """
    import zstandard

    limit = _limit(len(packed)) if limit is None else limit
    # A frame may ask for a window far beyond its content; 128 MB are the format's own advice.
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    parts: list[bytes] = []
    left = limit
    try:
        # Small bites: each may unpack to thousands of times its size.
        for start in range(0, len(packed), 1 << 10):
            if unpacker.eof:
                break
            parts.append(unpacker.decompress(packed[start : start + (1 << 10)]))
            left -= len(parts[-1])
            if left < 0:
                raise _too_much(path, limit)
    except zstandard.ZstdError as error:
        raise SceneError(path, f"damaged zstandard data ({error})", _EXPORT_AGAIN) from error
    if not unpacker.eof:
        raise SceneError(path, "the zstandard data are cut", _EXPORT_AGAIN)
    return b"".join(parts)


@contextmanager
def bounded_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive whose members may be read in full: together they stay within bounds.

    Raises:
        SceneError: the archive or, while it is open, a member is damaged, packed in a way that
            cannot be bounded, encrypted, or the members unpack to 100 times the file's size.
    """
    limit = _limit(regular_file(path))
    with foreign_errors(path, "damaged zip archive"), zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > limit:
            raise _too_much(path, limit)
        for member in archive.infolist():
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                problem = f"{member.filename} is packed in a way that cannot be read"
                raise SceneError(path, problem, "Pack it with deflate")
        yield archive


def _limit(packed: int) -> int:
    return max(_ALWAYS, _RATIO * packed)


def _too_much(path: Path, limit: int) -> SceneError:
    problem = f"it unpacks to more than {limit / 2**20:,.0f} MB"
    return SceneError(path, problem, "If it is no attack, unpack it yourself")
