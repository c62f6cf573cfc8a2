"""A strict PLY parser of our own, shared by point clouds, meshes and Gaussian splats.

All three encodings, any elements and properties. The header is held to its grammar and every
count to the file's size before anything is allocated. Binary rows stay views of the file's bytes,
so their numbers keep the file's byte order; `Table.matrix` converts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, cast, get_args

import numpy as np

from backend.scenes.check import regular_file, written_whole
from backend.scenes.ply_body import PlyList, Property, decode_ascii, decode_binary, parse_numbers
from backend.scenes.table import Table
from backend.types import SceneError

Encoding = Literal["ascii", "binary_little_endian", "binary_big_endian"]

_HEADER_BYTES = 64 * 1024
"""No real header comes near; more is not read in search of its end."""

_TYPES = {
    "char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4", "uint": "u4",
    "float": "f4", "double": "f8", "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2",
    "int32": "i4", "uint32": "u4", "float32": "f4", "float64": "f8",
}  # fmt: skip
"""The format's type names, old and new, as numpy writes them."""

_EXPORT_AGAIN = "Export the file again, or open it in the program that wrote it"


@dataclass(frozen=True)
class PlyElement(Table):
    """One element of a file ("vertex", "face"): its scalar columns and its lists; read-only."""

    name: str
    lists: dict[str, PlyList]


@dataclass(frozen=True)
class PlyFile:
    """A parsed file."""

    path: Path
    encoding: Encoding
    comments: tuple[str, ...]
    """Text of the `comment` and `obj_info` lines, in order."""
    elements: dict[str, PlyElement]
    """By name, in the file's order."""
    notes: tuple[str, ...] = ()
    """What was left out, one sentence each."""


@dataclass
class _Header:
    encoding: Encoding
    comments: list[str]
    elements: dict[str, tuple[int, list[Property]]]
    size: int


def read_ply(path: Path) -> PlyFile:
    """Parse a PLY file of any encoding.

    Raises:
        SceneError: the header breaks the grammar or promises more than the file holds, or a row
            cannot be decoded.
    """
    size = regular_file(path)
    with path.open("rb") as file:
        header = _parse_header(path, file.read(_HEADER_BYTES))
        _check_size(path, header, size - header.size)
        file.seek(header.size)
        body = np.fromfile(file, np.uint8)
    body.flags.writeable = False
    numbers = parse_numbers(body) if header.encoding == "ascii" else None
    elements, position = {}, 0
    for name, (count, properties) in header.elements.items():
        where = (path, name)
        if numbers is None:
            decoded = decode_binary(where, body, position, count, properties)
        else:
            decoded = decode_ascii(where, numbers, position, count, properties)
        rows, lists, position = decoded
        rows.flags.writeable = False
        elements[name] = PlyElement(rows, name, lists)
    notes = _trailing(len(body) - position, "bytes")
    if numbers is not None:
        rest = f'numbers and all from "{numbers.stopper}" on' if numbers.stopper else "numbers"
        notes = _trailing(len(numbers.values) - position + bool(numbers.stopper), rest)
    return PlyFile(path, header.encoding, tuple(header.comments), elements, notes)


def _trailing(count: int, what: str) -> tuple[str, ...]:
    return (f"{count:,} {what} after the last element were left out.",) if count else ()


def _parse_header(path: Path, head: bytes) -> _Header:
    if not re.match(rb"ply[ \t]*[\r\n]", head):
        raise SceneError(
            path, 'the file does not begin with the line "ply"', "Rename it to what it is"
        )
    line_end = b"\n" if re.match(rb"ply[ \t]*\r?\n", head) else b"\r"
    comments: list[str] = []
    elements: dict[str, tuple[int, list[Property]]] = {}
    encoding: Encoding | None = None
    position, number = 0, 0
    while True:
        end = head.find(line_end, position)
        number += 1
        # A file may end with its header, without a line end.
        last = end < 0 and len(head) < _HEADER_BYTES
        line = head[position : None if last else end].rstrip()
        if end < 0 and not (last and line == b"end_header"):
            problem = f'the header has no line "end_header" within {_HEADER_BYTES // 1024} KB'
            raise SceneError(path, problem, "The file is damaged or cut: copy it again")
        position = len(head) if last else end + 1
        keyword, _, rest = line.partition(b" ")
        if keyword in (b"comment", b"obj_info"):
            comments.append(rest.decode("utf-8", "replace").strip())
            continue
        words = _words(path, number, line)
        if number == 1 or not words:
            continue
        if words == ["end_header"]:
            break
        if words[0] == "format":
            encoding = _parse_format(path, number, words, encoding)
        elif words[0] == "element":
            _parse_element(path, number, words, elements)
        elif words[0] == "property":
            _parse_property(path, number, words, elements)
        else:
            _refuse(path, number, f'"{words[0]}" is no keyword of the format')
    if encoding is None:
        raise SceneError(path, 'the header has no line "format"', _EXPORT_AGAIN)
    order: Literal["<", ">"] = ">" if encoding == "binary_big_endian" else "<"
    ordered = {
        name: (count, [p.in_order(order) for p in properties])
        for name, (count, properties) in elements.items()
    }
    return _Header(encoding, comments, ordered, position)


def _words(path: Path, number: int, line: bytes) -> list[str]:
    try:
        return line.decode("utf-8").split()
    except UnicodeDecodeError as error:
        _refuse(path, number, f"byte 0x{line[error.start]:02x} is no text", cause=error)


def _parse_format(path: Path, number: int, words: list[str], known: Encoding | None) -> Encoding:
    if known is not None:
        _refuse(path, number, "there is a second format")
    if len(words) != 3 or words[1] not in get_args(Encoding) or words[2] != "1.0":
        wanted = ", ".join(get_args(Encoding))
        _refuse(path, number, f'wanted {wanted} and version 1.0, got "{" ".join(words[1:])}"')
    return cast("Encoding", words[1])


def _parse_element(
    path: Path, number: int, words: list[str], elements: dict[str, tuple[int, list[Property]]]
) -> None:
    # Fifteen digits are far beyond any file and keep the arithmetic small.
    if len(words) != 3 or not re.fullmatch(r"[0-9]{1,15}", words[2]):
        line = " ".join(words)
        _refuse(path, number, f'wanted "element NAME COUNT" with a count from 0, got "{line}"')
    if words[1] in elements:
        _refuse(path, number, f"the element {words[1]} is declared twice")
    elements[words[1]] = (int(words[2]), [])


def _parse_property(
    path: Path, number: int, words: list[str], elements: dict[str, tuple[int, list[Property]]]
) -> None:
    if not elements:
        _refuse(path, number, "a property stands before the first element")
    is_list = len(words) > 1 and words[1] == "list"
    types = words[2:-1] if is_list else words[1:-1]
    if len(types) != (2 if is_list else 1):
        _refuse(path, number, f'"{" ".join(words)}" is no property')
    for name in types:
        if name not in _TYPES:
            _refuse(path, number, f'"{name}" is no type of the format')
    if is_list and _TYPES[types[0]][0] == "f":
        _refuse(path, number, f"a list counts its items in whole numbers, not in {types[0]}")
    element, (_, properties) = next(reversed(elements.items()))
    if any(p.name == words[-1] for p in properties):
        _refuse(path, number, f"the element {element} has two properties {words[-1]}")
    counter = np.dtype(_TYPES[types[0]]) if is_list else None
    properties.append(Property(words[-1], np.dtype(_TYPES[types[-1]]), counter))


def _check_size(path: Path, header: _Header, available: int) -> None:
    """Refuse counts that the file cannot hold even if every list were empty."""
    needed = 0
    for name, (count, properties) in header.elements.items():
        if count and not properties:
            raise SceneError(path, f"the element {name} has no properties", _EXPORT_AGAIN)
        if header.encoding == "ascii":
            row = 2 * len(properties)  # A digit and what parts it from the next one.
        else:
            row = sum((p.counter or p.dtype).itemsize for p in properties)
        needed += count * row
        if needed > available + (header.encoding == "ascii"):
            problem = (
                f"the header promises {count:,} rows of {name}, at least {needed:,} bytes, "
                f"but {available:,} follow it"
            )
            raise SceneError(path, problem, "The file is damaged or cut: copy it again")


def _refuse(path: Path, number: int, problem: str, cause: Exception | None = None) -> NoReturn:
    raise SceneError(path, f"header line {number}: {problem}", _EXPORT_AGAIN) from cause


def write_ply(path: Path, elements: Mapping[str, np.ndarray], comments: Sequence[str] = ()) -> None:
    """Write a little-endian binary PLY whole or not at all.

    Args:
        path: the file; it is replaced only once the new one is complete.
        elements: structured arrays by element name, one field per property; a field that is
            itself a row of n numbers becomes a list of n items.
        comments: one line of text each.
    """
    lines = ["ply", "format binary_little_endian 1.0"]
    for comment in comments:
        if not comment.isprintable():
            raise ValueError(f"wanted a comment of one line, got {comment!r}")
        lines.append(f"comment {comment}")
    for name, rows in elements.items():
        lines += [f"element {name} {len(rows)}", *_property_lines(rows.dtype)]
    with written_whole(path) as file:
        file.write("\n".join([*lines, "end_header\n"]).encode())
        for rows in elements.values():
            packed = np.dtype([f for name in rows.dtype.names or () for f in _packed(rows, name)])
            step = max(1, (1 << 22) // packed.itemsize)
            for start in range(0, len(rows), step):
                _pack(rows[start : start + step], packed).tofile(file)


def _property_lines(dtype: np.dtype) -> list[str]:
    names = {code: name for name, code in reversed(_TYPES.items())}
    lines = []
    for name in dtype.names or ():
        base, shape = dtype[name].base, dtype[name].shape
        kind = names.get(base.str[1:])
        if kind is None or not re.fullmatch(r"[!-~]+", name) or len(shape) > 1:
            raise ValueError(f"wanted a number of up to 32 bits or a double, got {name} {base}")
        lines.append(f"property {'list uchar ' if shape else ''}{kind} {name}")
    return lines


def _packed(rows: np.ndarray, name: str) -> list[tuple]:
    field = rows.dtype[name]
    value = (name, field.base.newbyteorder("<"), field.shape)
    return [(f"count of {name}", "u1"), value] if field.shape else [value]


def _pack(rows: np.ndarray, dtype: np.dtype) -> np.ndarray:
    packed = np.empty(len(rows), dtype)
    for name in rows.dtype.names or ():
        packed[name] = rows[name]
        if rows.dtype[name].shape:
            packed[f"count of {name}"] = rows.dtype[name].shape[0]
    return packed
