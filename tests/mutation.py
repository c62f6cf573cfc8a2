"""Damaged files by the thousand: each one opens as a sound scene or ends in one `SceneError`.

A `Family` names a reader and makes a few valid files. Seeded mutations of their bytes imitate what
happens to files (cut and spliced copies, changed line ends, flipped bits) and what an attacker
tries (counts that are negative or huge, renamed types, wrong magic numbers, NaN positions).
"""

import re
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from backend.types import Reading, SceneError

_MEMORY_BASE = 24 << 20
_MEMORY_FACTOR = 40
"""A reader may allocate this much at once: bytes, and bytes per byte of the file."""
_MEASURED = 25
"""Every so many files one runs under tracemalloc, which is slow."""

_NUMBERS = (
    b"-1", b"0", b"1", b"2", b"255", b"256", b"65536", b"2147483647", b"2147483648", b"4294967295",
    b"99999999999999999999", b"1e9", b"nan", b"inf", b"-1e38", b"1e400", b"0x10", b"",
)  # fmt: skip
_WORDS = (
    b"float", b"double", b"uchar", b"char", b"int", b"uint", b"short", b"list", b"property", b"x",
    b"element", b"ascii", b"binary", b"F", b"U", b"I", b"8", b"\xff\xfe", b"\x00", b"<f8", b"|O",
)  # fmt: skip
_HEAD = 1024
"""Bytes at the beginning in which headers are attacked."""


@dataclass(frozen=True)
class Family:
    """One kind of file: its reader and what makes valid examples in a folder."""

    name: str
    read: Callable[[Path], Reading]
    make_seeds: Callable[[Path], list[Path]]


@dataclass
class Tally:
    """What became of the files of a family."""

    files: int = 0
    opened: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    """What should not happen: other exceptions, unsound scenes, too much memory."""
    seconds: float = 0.0
    slowest: float = 0.0


def check_family(family: Family, folder: Path, count: int) -> None:
    """Assert that `count` mutated files of a family open soundly or end in one `SceneError`."""
    for tally in run_family(family, folder, count):
        assert not tally.wrong, tally.wrong[0]


def run_family(family: Family, folder: Path, count: int) -> Iterator[Tally]:
    """Read the valid files, then mutated ones; yields the same running tally after each file."""
    tally = Tally()
    paths = family.make_seeds(folder)
    for path in paths:
        _sound(family.read(path))
    seeds = [path.read_bytes() for path in paths]
    rng = np.random.default_rng(0)
    for i in range(count):
        which = int(rng.integers(len(seeds)))
        # The mutated file takes the place of the valid one, so that files beside it are found.
        target = paths[which]
        data = mutate(seeds[which], seeds, rng)
        target.write_bytes(data)
        _try(family, target, len(data), tally, measured=i % _MEASURED == 0)
        target.write_bytes(seeds[which])
        yield tally


def _try(family: Family, path: Path, size: int, tally: Tally, *, measured: bool) -> None:
    tally.files += 1
    start = time.perf_counter()
    if measured:
        tracemalloc.start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _sound(family.read(path))
        tally.opened += 1
    except SceneError as error:
        tally.refused += 1
        if len(str(error).splitlines()) != 1 or path.name not in str(error):
            tally.wrong.append(f"{family.name} {tally.files}: unclear message: {error}")
    except (Exception, RecursionError) as error:
        tally.wrong.append(f"{family.name} {tally.files}: {type(error).__name__}: {error}")
    if measured:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if peak > _MEMORY_BASE + _MEMORY_FACTOR * size:
            tally.wrong.append(f"{family.name} {tally.files}: {peak:,} bytes for {size:,}")
    seconds = time.perf_counter() - start
    tally.seconds += seconds
    tally.slowest = max(tally.slowest, seconds)


def _sound(reading: Reading) -> None:
    """What every scene promises; lengths and types are checked by the types themselves."""
    cloud = reading.cloud
    count = len(cloud)
    assert count > 0, "a scene without points"
    assert cloud.positions.dtype == np.float32, "positions of another type"
    assert np.isfinite(cloud.positions).all(), "positions that are not finite"
    assert np.isfinite(reading.origin).all(), "an origin that is not finite"
    for name in ("colors", "normals", "classes", "instances"):
        values = getattr(cloud, name)
        assert values is None or len(values) == count, f"{name} of another length"
    if reading.class_names and cloud.classes is not None:
        assert cloud.classes.max() < len(reading.class_names), "a class without a name"
    if reading.mesh is not None:
        faces = reading.mesh.faces
        assert len(faces) == 0 or 0 <= faces.min() <= faces.max() < len(reading.mesh.vertices)
    if reading.splats is not None:
        splats = reading.splats
        for name in ("scales", "rotations", "opacities", "sh"):
            assert len(getattr(splats, name)) == count, f"{name} of another length"
            assert np.isfinite(getattr(splats, name)).all(), f"{name} that are not finite"


def mutate(data: bytes, others: Sequence[bytes], rng: np.random.Generator) -> bytes:
    """One to four random mutations."""
    for _ in range(int(rng.integers(1, 5))):
        mutation = _MUTATIONS[int(rng.integers(len(_MUTATIONS)))]
        data = bytes(mutation(bytearray(data), others, rng))
    return data or b"\0"  # Empty files are refused before any reader.


def _place(data: bytearray, rng: np.random.Generator) -> int:
    """A random offset; every other time within the header."""
    end = len(data) if rng.random() < 0.5 else min(len(data), _HEAD)
    return int(rng.integers(end + 1))


def _truncate(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    return data[: _place(data, rng)]


def _flip(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    for _i in range(int(rng.integers(1, 9))):
        at = _place(data, rng)
        if at < len(data):
            data[at] ^= 1 << int(rng.integers(8))
    return data


def _swap(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    a, b, n = _place(data, rng), _place(data, rng), int(rng.integers(1, 9))
    data[a : a + n], data[b : b + n] = data[b : b + n], data[a : a + n]
    return data


def _insert(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    at = _place(data, rng)
    data[at:at] = rng.bytes(int(rng.integers(1, 65)))
    return data


def _delete(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    at = _place(data, rng)
    del data[at : at + int(rng.integers(1, 65))]
    return data


def _repeat(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    at, n = _place(data, rng), int(rng.integers(1, 257))
    data[at:at] = data[at : at + n]
    return data


def _number(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    return _exchange(data, rb"-?[0-9.]+", _NUMBERS, rng)


def _word(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    own = re.findall(rb"[!-~]+", bytes(data[:_HEAD]))[:200]
    return _exchange(data, rb"[!-~]+", (*_WORDS, *own), rng)


def _exchange(
    data: bytearray, pattern: bytes, values: Sequence[bytes], rng: np.random.Generator
) -> bytearray:
    found = list(re.finditer(pattern, bytes(data[:_HEAD])))
    if found:
        match = found[int(rng.integers(len(found)))]
        data[match.start() : match.end()] = values[int(rng.integers(len(values)))]
    return data


def _line_ends(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    end = _HEAD if rng.random() < 0.5 else len(data)
    new = (b"\r\n", b"\r", b"", b"\n\n", b"\0")[int(rng.integers(5))]
    return data[:end].replace(b"\n", new) + data[end:]


def _binary_number(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    kind = str(rng.choice(["<f4", ">f4", "<f8", ">f8", "<i4", ">i4", "<u8", "u1", "<u2"]))
    dtype = np.dtype(kind)
    if dtype.kind == "f":
        value = rng.choice([np.nan, np.inf, -np.inf, 1e30, -1e30, 0.0, 1e13])
    else:
        limits = np.iinfo(dtype)
        value = [limits.min, limits.max, limits.max // 2 + 1, 0, 1][int(rng.integers(5))]
    raw = np.array(value).astype(dtype).tobytes()
    at = _place(data, rng)
    data[at : at + len(raw)] = raw
    return data


def _splice(data: bytearray, others: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    other = others[int(rng.integers(len(others)))]
    return data[: _place(data, rng)] + other[_place(bytearray(other), rng) :]


def _magic(data: bytearray, _: Sequence[bytes], rng: np.random.Generator) -> bytearray:
    n = int(rng.integers(1, 9))
    data[:n] = rng.bytes(n)
    return data


_MUTATIONS = (
    _truncate, _flip, _swap, _insert, _delete, _repeat, _number, _number, _word, _line_ends,
    _binary_number, _binary_number, _splice, _magic,
)  # fmt: skip
