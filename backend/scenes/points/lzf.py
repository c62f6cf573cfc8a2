"""The LZF compression of PCD files.

A control byte c < 32 announces c + 1 literal bytes. Any other one refers back: 2 + (c >> 5) bytes,
where 7 means that the next byte is added to the length, from 1 + ((c & 31) << 8 | next byte) bytes
before the end of the output. Nothing is written beyond the announced size or read before it.
"""

from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from backend.types import SceneError


def decompress_lzf(
    path: Path, packed: UInt8[np.ndarray, " packed"], size: int
) -> UInt8[np.ndarray, " size"]:
    """Unpack exactly `size` bytes.

    Raises:
        SceneError: more is announced than LZF can hold, or the data are damaged.
    """
    # A reference of three bytes stands for at most 264.
    if size > 264 * len(packed):
        problem = f"{len(packed):,} LZF bytes cannot hold {size:,}"
        raise SceneError(path, problem, "The file is damaged or cut: copy it again")
    output = np.empty(size, np.uint8)
    source, written = _unpack(packed, output)
    if source != len(packed) or written != size:
        problem = f"damaged LZF data at byte {source:,} of {len(packed):,}"
        raise SceneError(path, problem, "Copy or export the file again")
    return output


def _unpack(packed: np.ndarray, output: np.ndarray) -> tuple[int, int]:
    """Bytes read and written until the end or the first impossible reference."""
    data, size = packed.tobytes(), len(output)
    result = bytearray()
    position = 0
    while position < len(data):
        start = position
        control = data[position]
        position += 1
        if control < 32:
            end = position + control + 1
            if end > len(data) or len(result) + control + 1 > size:
                return start, len(result)
            result += data[position:end]
            position = end
            continue
        length = control >> 5
        extra = length == 7
        if position + extra >= len(data):
            return start, len(result)
        if extra:
            length += data[position]
            position += 1
        back = len(result) - ((control & 31) << 8 | data[position]) - 1
        position += 1
        length += 2
        if back < 0 or len(result) + length > size:
            return start, len(result)
        piece = result[back : back + length]
        # A reference may run into its own output, which repeats it.
        while len(piece) < length:
            piece += piece[: length - len(piece)]
        result += piece
    output[: len(result)] = np.frombuffer(result, np.uint8)
    return position, len(result)
