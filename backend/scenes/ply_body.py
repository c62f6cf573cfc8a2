"""The rows of a PLY file: binary or text, scalars and lists.

Rows whose lists all have the same lengths are one structured view of the file's bytes. Other rows
are walked through one by one to find where everything lies; the values are then copied out at
once. Text becomes float64 numbers, which are decoded like a binary file of doubles and then
brought to the declared types: a double holds every value that the format can declare.
"""

import re
import struct
from array import array
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn

import numpy as np
from jaxtyping import Float64, Integer, Shaped, UInt8

from backend.progress import report
from backend.types import SceneError

_TEXT_CHUNK = 1 << 20
"""Bytes of text that are split into words at once."""

Where = tuple[Path, str]
"""File and element, for messages."""


@dataclass(frozen=True)
class Property:
    """A property as the header declares it; `counter` is the type of a list's length."""

    name: str
    dtype: np.dtype
    counter: np.dtype | None = None

    def in_order(self, order: Literal["<", ">"]) -> "Property":
        """The same property in a byte order, `<` or `>`."""
        counter = self.counter and self.counter.newbyteorder(order)
        return Property(self.name, self.dtype.newbyteorder(order), counter)


@dataclass(frozen=True)
class PlyList:
    """A list property of all rows."""

    values: Shaped[np.ndarray, " values"]
    """The items of all rows one after another, in the file's byte order."""
    lengths: Integer[np.ndarray, " rows"]
    """How many of them belong to each row."""


Decoded = tuple[
    np.ndarray,  # rows, structured: the scalar properties
    dict[str, PlyList],
    int,  # where the next element begins, in bytes
]


def decode_binary(
    where: Where, body: UInt8[np.ndarray, " bytes"], start: int, count: int, props: list[Property]
) -> Decoded:
    """Decode `count` rows that begin at byte `start` of the file's body.

    Raises:
        SceneError: the rows go beyond the body, or a list has an impossible length.
    """
    lengths = dict.fromkeys((p.name for p in props if p.counter), 0)
    if count and lengths:
        lengths = _first_lengths(where, body, start, count, props)
    stride = sum(_stride(p, lengths) for p in props)
    end = start + count * stride
    if end <= len(body) and stride < 1 << 31:
        rows = body[start:end].view(_row_dtype(props, lengths))
        if all((rows[_counter(name)] == n).all() for name, n in lengths.items()):
            lists = {
                name: PlyList(rows[name].reshape(-1), np.broadcast_to(np.int64(n), count))
                for name, n in lengths.items()
            }
            return _scalars(rows, props), lists, end
    if not lengths:
        _cut(where, (len(body) - start) // stride, count)
    return _decode_ragged(where, body, start, count, props)


def _stride(p: Property, lengths: dict[str, int]) -> int:
    if p.counter is None:
        return p.dtype.itemsize
    return p.counter.itemsize + lengths[p.name] * p.dtype.itemsize


def _counter(name: str) -> str:
    return f"count of {name}"  # The space keeps it apart from every name of a file.


def _row_dtype(props: list[Property], lengths: dict[str, int]) -> np.dtype:
    fields: list[tuple] = []
    for p in props:
        if p.counter:
            fields.append((_counter(p.name), p.counter))
            fields.append((p.name, p.dtype, (lengths[p.name],)))
        else:
            fields.append((p.name, p.dtype))
    return np.dtype(fields)


def _scalars(rows: np.ndarray, props: list[Property]) -> np.ndarray:
    """The same rows without their lists: a view."""
    offsets = {str(name): field[1] for name, field in (rows.dtype.fields or {}).items()}
    scalars = [p for p in props if not p.counter]
    layout = {
        "names": [p.name for p in scalars],
        "formats": [p.dtype for p in scalars],
        "offsets": [offsets[p.name] for p in scalars],
        "itemsize": rows.dtype.itemsize,
    }
    return rows.view(np.dtype(layout))  # pyright: ignore[reportArgumentType, reportCallIssue]


def _first_lengths(
    where: Where, body: np.ndarray, start: int, count: int, props: list[Property]
) -> dict[str, int]:
    _, sizes, _ = _walk(where, body, start, range(1), count, props)
    return {
        p.name: size[0] // p.dtype.itemsize
        for p, size in zip(props, sizes, strict=True)
        if p.counter
    }


def _decode_ragged(
    where: Where, body: np.ndarray, start: int, count: int, props: list[Property]
) -> Decoded:
    starts, sizes, end = _walk(where, body, start, range(count), count, props)
    rows = np.empty(count, [(p.name, p.dtype) for p in props if not p.counter])
    lists = {}
    for p, first, size in zip(props, starts, sizes, strict=True):
        first, size = np.frombuffer(first, np.int64) - start, np.frombuffer(size, np.int64)
        values = _gather(body[start:end], first, size).view(p.dtype)
        if p.counter:
            lists[p.name] = PlyList(values, size // p.dtype.itemsize)
        else:
            rows[p.name] = values
    return rows, lists, end


def _walk(
    where: Where,
    body: np.ndarray,
    start: int,
    walked: range,
    count: int,
    props: list[Property],
) -> tuple[list[array], list[array], int]:
    """Where the values of each property of each row begin and how many bytes they take."""
    starts, sizes = [array("q") for _ in props], [array("q") for _ in props]
    plan = [
        (starts[i].append, sizes[i].append, p.counter and _reader(p.counter), p.dtype.itemsize)
        for i, p in enumerate(props)
    ]
    raw = memoryview(body.data)
    end, position = len(raw), start
    for row in walked:
        for add_start, add_size, reader, size in plan:
            if reader:
                width, read = reader
                if position + width > end:
                    _cut(where, row, count)
                n = read(raw[position : position + width])
                if not (n >= 0 and n % 1 == 0):
                    _refuse(where, row, f"a list cannot have {n} items")
                position += width
                size = int(n) * size
            if position + size > end:
                _cut(where, row, count)
            add_start(position)
            add_size(size)
            position += size
    return starts, sizes, position


def _reader(counter: np.dtype):
    """Bytes of a list's length, and what turns them into a number."""
    if counter.kind == "f":
        return 8, lambda part: struct.unpack("<d", part)[0]
    order = "big" if counter.str[0] == ">" else "little"
    return counter.itemsize, lambda part: int.from_bytes(part, order, signed=counter.kind == "i")


def _gather(
    body: UInt8[np.ndarray, " bytes"],
    starts: Integer[np.ndarray, " stretches"],
    sizes: Integer[np.ndarray, " stretches"],
) -> UInt8[np.ndarray, " selected"]:
    """The bytes of all stretches one after another; no stretch touches the next one."""
    filled = sizes > 0
    edges = np.zeros(len(body) + 1, np.int8)
    edges[starts[filled]] = 1
    edges[(starts + sizes)[filled]] = -1
    return body[np.cumsum(edges[:-1], dtype=np.int8).view(bool)]


@dataclass(frozen=True)
class Numbers:
    """The numbers of a text body up to its end or to the first word that is none."""

    values: Float64[np.ndarray, " numbers"]
    stopper: str | None
    """The word that is no number."""


def parse_numbers(body: UInt8[np.ndarray, " bytes"]) -> Numbers:
    """All numbers of a text in order, whatever blanks and line ends part them."""
    raw, blank = memoryview(body.data), re.compile(rb"\s")
    parts, position, stopper = [np.empty(0)], 0, None
    while position < len(raw) and stopper is None:
        gap = blank.search(raw, min(position + _TEXT_CHUNK, len(raw)))
        end = gap.start() if gap else len(raw)
        words = bytes(raw[position:end]).split()
        try:
            part = np.array([float(word) for word in words])
        except ValueError:
            good = next(i for i, word in enumerate(words) if not _is_number(word))
            stopper = words[good][:40].decode("utf-8", "replace")
            part = np.array([float(word) for word in words[:good]])
        parts.append(part)
        position = end
        report("Reading text", position, len(raw))
    return Numbers(np.concatenate(parts), stopper)


def _is_number(word: bytes) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def decode_ascii(
    where: Where, numbers: Numbers, start: int, count: int, props: list[Property]
) -> Decoded:
    """Decode `count` rows that begin at number `start` of the file's body.

    Raises:
        SceneError: as `decode_binary`, and for numbers that do not fit their declared type.
    """
    double = np.dtype("<f8")
    doubles = [replace(p, dtype=double, counter=p.counter and double) for p in props]
    body = numbers.values.view(np.uint8)
    try:
        rows, lists, end = decode_binary(where, body, start * 8, count, doubles)
    except SceneError as error:
        if numbers.stopper is None:
            raise
        problem = f'element {where[1]}: "{numbers.stopper}" is no number'
        raise SceneError(where[0], problem, "Correct the word or export the file again") from error
    columns = np.empty(count, [(p.name, p.dtype) for p in props if not p.counter])
    for p in props:
        if p.counter:
            values = _cast(where, p, lists[p.name].values)
            lists[p.name] = PlyList(values, lists[p.name].lengths)
        else:
            columns[p.name] = _cast(where, p, rows[p.name])
    return columns, lists, end // 8


def _cast(where: Where, p: Property, values: Float64[np.ndarray, " n"]) -> np.ndarray:
    if p.dtype.kind == "f":
        with np.errstate(over="ignore"):
            return values.astype(p.dtype)
    limits = np.iinfo(p.dtype)
    wrong = ~((values >= limits.min) & (values <= limits.max) & (values == np.floor(values)))
    if wrong.any():
        problem = f"element {where[1]}: {p.name} {values[wrong][0]:g} does not fit {p.dtype.name}"
        raise SceneError(where[0], problem, "Export the file again with a fitting type")
    return values.astype(p.dtype)


def _refuse(where: Where, row: int, problem: str) -> NoReturn:
    remedy = "The file is damaged: copy or export it again"
    raise SceneError(where[0], f"element {where[1]}, row {row}: {problem}", remedy)


def _cut(where: Where, found: int, count: int) -> NoReturn:
    problem = f"element {where[1]}: the file ends after {found:,} of {count:,} rows"
    raise SceneError(where[0], problem, "The file is damaged or cut: copy it again")
