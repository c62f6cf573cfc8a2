"""Values between processes as JSON and raw arrays: reading them can run no code."""

import json
import math
import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

Message = tuple[Any, list[np.ndarray]]
"""A JSON tree and the arrays that it mentions, in order."""

_HEADER = struct.Struct("<Q")


def encode(value: Any) -> Message:
    """Take a value apart.

    Raises:
        TypeError: it holds something else than arrays of numbers, text, numbers, booleans, None,
            paths, lists, tuples and dicts with text keys.
    """
    arrays: list[np.ndarray] = []
    return _tree(value, arrays), arrays


def _tree(value: Any, arrays: list[np.ndarray]) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case np.generic():
            return value.item()
        case np.ndarray() if value.dtype.kind in "biuf":
            arrays.append(np.ascontiguousarray(value))
            return {"array": value.dtype.str, "shape": value.shape}
        case Path():
            return {"path": str(value)}
        case list():
            return [_tree(v, arrays) for v in value]
        case tuple():
            return {"tuple": [_tree(v, arrays) for v in value]}
        case dict() if all(isinstance(key, str) for key in value):
            return {"dict": {k: _tree(v, arrays) for k, v in value.items()}}
    raise TypeError(f"wanted arrays, text and numbers, got {type(value).__name__}")


def send(pipe: BinaryIO, message: Message) -> None:
    tree, arrays = message
    text = json.dumps(tree).encode()
    pipe.write(_HEADER.pack(len(text)) + text)
    for array in arrays:
        pipe.write(array.reshape(-1).view(np.uint8).data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Any:
    """The next message's value.

    Raises:
        EOFError: the other side closed the pipe.
    """
    (length,) = _HEADER.unpack(_exactly(pipe, _HEADER.size))
    return _value(json.loads(_exactly(pipe, length)), pipe)


def _value(tree: Any, pipe: BinaryIO) -> Any:
    match tree:
        case list():
            return [_value(v, pipe) for v in tree]
        case {"array": kind, "shape": shape}:
            dtype = np.dtype(kind)
            raw = np.empty(math.prod(shape) * dtype.itemsize, np.uint8)
            if len(raw) and pipe.readinto(raw.data) != len(raw):  # pyright: ignore[reportAttributeAccessIssue]
                raise EOFError
            return raw.view(dtype).reshape(shape)
        case {"path": path}:
            return Path(path)
        case {"tuple": values}:
            return tuple(_value(v, pipe) for v in values)
        case {"dict": items}:
            return {k: _value(v, pipe) for k, v in items.items()}
    return tree


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    part = pipe.read(length)
    if len(part) != length:
        raise EOFError
    return part
