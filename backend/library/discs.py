"""Drawing discs on the processor: a depth pass, then every disc near the front adds its colour."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float, Float32, Float64, Int

_WORK = 3_000_000
"""Pixels that all discs may cover together; it bounds the radius where there are many."""
_LARGEST = 32
_SOLID = 0.3
"""Weight from which on a disc hides what is behind it; at the edge of a full disc it is 0.33."""


def draw_discs(
    pixels: Float[np.ndarray, "discs 2"],
    depths: Float[np.ndarray, " discs"],
    radii: Float[np.ndarray, " discs"],
    weights: Float[np.ndarray, " discs"],
    colors: Float[np.ndarray, "discs 3"],
    shape: tuple[int, int],
    thickness: float,
) -> tuple[Float32[np.ndarray, "h w 4"], Float32[np.ndarray, "h w"]]:
    """Colours with coverage, and depths (infinite where there is nothing).

    Surface splatting in two passes: the front is the least depth over all solid pixels of the
    discs, and what is not deeper than `thickness` behind it is averaged, which smooths noise.
    A disc fades from its middle to a third at its edge.

    Args:
        pixels: column and row of each disc's middle.
        depths: from the camera.
        radii: pixels; large ones are cut where there are many discs.
        weights: in [0, 1].
        colors: any unit.
        shape: height and width.
        thickness: in the unit of the depths.
    """
    largest = np.clip((_WORK / (3 * max(len(depths), 1))) ** 0.5, 3, _LARGEST)
    whole = np.round(np.clip(radii, 0, largest)).astype(int)
    groups = [(int(r), np.flatnonzero(whole == r)) for r in np.unique(whole)]
    front = np.full(shape[0] * shape[1], np.inf, dtype=np.float32)
    for radius, discs in groups:
        # One pixel wider than drawn: nothing behind a surface shines through between its discs.
        for at, which, falloff in _covered(pixels[discs], radius + 1, shape):
            here = discs[which]
            solid = weights[here] * falloff >= _SOLID
            np.minimum.at(front, at[solid], depths[here[solid]].astype(np.float32))
    total = np.zeros((5, front.size))
    for radius, discs in groups:
        for at, which, falloff in _covered(pixels[discs], radius, shape):
            here = discs[which]
            shown = depths[here] <= front[at] + thickness
            at, here = at[shown], here[shown]
            weight = weights[here] * falloff[shown]
            for c, values in enumerate((*colors[here].T, depths[here], 1.0)):
                total[c] += np.bincount(at, weight * values, front.size)
    cover = total[4]
    mean = (total[:4] / np.maximum(cover, 1e-6)).astype(np.float32).reshape(4, *shape)
    alpha = (
        np.where(np.isfinite(front) & (cover > 0), 1, np.minimum(cover, 1))
        .astype(np.float32)
        .reshape(shape)
    )
    return np.dstack([*mean[:3], alpha]), np.where(alpha > 0, mean[3], np.float32(np.inf))


def _covered(
    pixels: Float[np.ndarray, "discs 2"], radius: int, shape: tuple[int, int]
) -> Iterator[
    tuple[
        Int[np.ndarray, " n"],  # flat pixel index
        Int[np.ndarray, " n"],  # disc
        Float64[np.ndarray, " n"],  # weight by the distance from the disc's middle
    ]
]:
    """All pixels of all discs of one radius, in parts of bounded size."""
    column, row = np.floor(pixels).astype(np.int32).T
    steps = np.arange(-radius, radius + 1, dtype=np.int32)
    x, y = (a.ravel() for a in np.meshgrid(steps, steps))
    within = x * x + y * y <= (radius + 0.3) ** 2
    x, y = x[within], y[within]
    falloff = np.exp(-1.1 * (x * x + y * y) / (radius + 0.3) ** 2)
    for start in range(0, len(column), max(1, _WORK // len(x) // 4)):
        part = slice(start, start + max(1, _WORK // len(x) // 4))
        columns, rows = column[part, None] + x, row[part, None] + y
        inside = (columns >= 0) & (columns < shape[1]) & (rows >= 0) & (rows < shape[0])
        disc, offset = np.nonzero(inside)
        yield (rows * shape[1] + columns)[inside], disc + start, falloff[offset]
