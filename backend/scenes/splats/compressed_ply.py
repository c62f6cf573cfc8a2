"""Compressed PLY (PlayCanvas): 16 bytes a splat, quantised within chunks of 256 splats.

A chunk holds the least and greatest position, logarithm of scale and (in newer files) colour; a
splat holds four words of bit fields between them. Coefficients of higher degrees are bytes in an
element of their own. Bit layout: github.com/playcanvas/splat-transform.
"""

import numpy as np
from jaxtyping import Float32, UInt32

from backend.scenes.ply import PlyFile
from backend.scenes.splats.assemble import (
    COEFFICIENTS,
    DAMAGED,
    Y_DOWN,
    assemble,
    exponential,
    sh_of_colors,
    smallest_three,
)
from backend.types import Reading, SceneError

_CHUNK = 256
_BLOCK = 1 << 16
"""Splats whose coefficients are looked up at once, so that the temporary stays small."""

_PACKED = ("packed_position", "packed_rotation", "packed_scale", "packed_color")


def is_compressed_ply(ply: PlyFile) -> bool:
    """Whether there are packed positions."""
    return "vertex" in ply.elements and "packed_position" in ply.elements["vertex"]


def read_compressed_ply(ply: PlyFile) -> Reading:
    """Unpack the splats of a parsed file.

    The tools that write this format show it with -y up, which is taken as a guess.

    Raises:
        SceneError: properties or chunks are missing, or nothing finite is left.
    """
    vertex = ply.elements["vertex"]
    if "chunk" not in ply.elements:
        raise SceneError(ply.path, "compressed splats without the element chunk", DAMAGED)
    chunk = ply.elements["chunk"]
    wanted = -(-len(vertex) // _CHUNK)
    if len(chunk) != wanted:
        problem = f"{len(chunk):,} chunks for {len(vertex):,} splats, wanted {wanted:,}"
        raise SceneError(ply.path, problem, DAMAGED)
    for name in _PACKED:
        if name not in vertex or vertex[name].dtype.newbyteorder("=") != np.uint32:
            raise SceneError(ply.path, f"{name} is missing or no uint", DAMAGED)
    position, rotation, scale, color = (vertex[name].astype(np.uint32) for name in _PACKED)
    with np.errstate(over="ignore", invalid="ignore"):
        rgba = _fractions(color, (24, 8), (16, 8), (8, 8), (0, 8))
        rgb = rgba[:, :3]
        if {"min_r", "min_g", "min_b", "max_r", "max_g", "max_b"} <= set(chunk.names):
            rgb = _between(ply, "", "rgb", rgb)
        means = _between(ply, "", "xyz", _fractions(position, (21, 11), (11, 10), (0, 11)))
        scales = _between(ply, "scale_", "xyz", _fractions(scale, (21, 11), (11, 10), (0, 11)))
    others = (_fractions(rotation, (20, 10), (10, 10), (0, 10)) - 0.5) * np.float32(np.sqrt(2))
    sh = _coefficients(ply, sh_of_colors(rgb))
    unknown = [name for name in ply.elements if name not in ("chunk", "vertex", "sh")]
    return assemble(
        ply.path,
        "Compressed ply",
        means=means,
        scales=exponential(scales),
        rotations=smallest_three(others, rotation >> 30),
        opacities=rgba[:, 3],
        sh=sh,
        up=Y_DOWN,
        up_from="guessed",
        notes=ply.notes + tuple(f"Left out: element {name}" for name in unknown),
    )


def _fractions(
    words: UInt32[np.ndarray, " splats"], *fields: tuple[int, int]
) -> Float32[np.ndarray, "splats fields"]:
    """Bit fields, given as (lowest bit, width), as fractions of their greatest value."""
    fractions = np.empty((len(words), len(fields)), np.float32)
    for i, (shift, width) in enumerate(fields):
        fractions[:, i] = words >> shift & (1 << width) - 1
        fractions[:, i] /= (1 << width) - 1
    return fractions


def _between(
    ply: PlyFile, prefix: str, axes: str, fractions: Float32[np.ndarray, "splats 3"]
) -> Float32[np.ndarray, "splats 3"]:
    """Where the fractions lie between each chunk's least and greatest values."""
    chunk = ply.elements["chunk"]
    names = [f"{end}_{prefix}{axis}" for end in ("min", "max") for axis in axes]
    missing = [name for name in names if name not in chunk]
    if missing:
        raise SceneError(ply.path, f"its chunks have no {', '.join(missing)}", DAMAGED)
    ends = chunk.matrix(names, np.float32)[np.arange(len(fractions)) // _CHUNK]
    return ends[:, :3] * (1 - fractions) + ends[:, 3:] * fractions


def _coefficients(
    ply: PlyFile, constant: Float32[np.ndarray, "splats 1 3"]
) -> Float32[np.ndarray, "splats coefficients 3"]:
    """Adds what lies beyond degree 0: bytes from -4 to 4, channel by channel, both ends exact."""
    if "sh" not in ply.elements:
        return constant
    element, count = ply.elements["sh"], len(constant)
    rest = len(element.names) // 3
    names = [f"f_rest_{c * rest + k}" for k in range(rest) for c in range(3)]
    known = 3 * rest == len(element.names) and rest + 1 in COEFFICIENTS[1:]
    if len(element) != count or not known or set(names) != set(element.names):
        problem = f"element sh has {len(element):,} rows of {len(element.names)} coefficients"
        raise SceneError(
            ply.path, problem, f"Wanted {count:,} rows of f_rest_0 and so on, 9, 24 or 45 of them"
        )
    if any(element[name].dtype != np.uint8 for name in names):
        raise SceneError(ply.path, "element sh holds other numbers than bytes", DAMAGED)
    table = (np.arange(256, dtype=np.float32) + 0.5) / 32 - 4
    table[[0, 255]] = (-4, 4)
    sh = np.empty((count, rest + 1, 3), np.float32)
    sh[:, :1] = constant
    numbers = element.matrix(names, np.uint8).reshape(count, rest, 3)
    for start in range(0, count, _BLOCK):
        sh[start : start + _BLOCK, 1:] = table[numbers[start : start + _BLOCK]]
    return sh
