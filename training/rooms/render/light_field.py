"""How much light gets where: a coarse grid of the room with openness and sight of its lamps.

Openness is ambient occlusion towards six sides (the ambient cube of McTaggart, "Half-Life 2
shading", 2004), found by sweeping the distance to the next occupied cell along 26 directions. Each
cell of 12 cm then stands for what is around it: corners, the room under a table and the inside of
shelves are darker, and lamps throw soft shadows.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64

from backend.kernels import kernel

CELL = 0.12
"""Metres."""

_REACH = 1.5
"""What is farther away does not darken, metres."""


@dataclass(frozen=True)
class LightField:
    """Cells are numbered from `origin`, the corner of the first."""

    origin: Float64[np.ndarray, "3"]
    occupied: Bool[np.ndarray, "x y z"]
    openness: Float32[np.ndarray, "x y z 6"]
    """Towards +x, -x, +y, -y, +z, -z: 1 where nothing is near, 0 where all is blocked."""
    sight: Float32[np.ndarray, "x y z lamps"]
    """1 where the lamp is seen, 0 where it is hidden."""


def light_field(
    corners: Float32[np.ndarray, "triangles 3 3"], lamps: Float64[np.ndarray, "lamps 3"]
) -> LightField:
    """Of a room whose triangles block light.

    Args:
        corners: The triangles, metres.
        lamps: Where light comes from.
    """
    low, high = corners.min((0, 1)), corners.max((0, 1))
    origin = np.floor(low.astype(np.float64) / CELL) * CELL - CELL
    x, y, z = (np.ceil((high - origin) / CELL) + 1).astype(int).tolist()
    occupied = np.zeros((x, y, z), np.bool_)
    _occupy(corners, origin, occupied)
    openness = np.zeros((x, y, z, 6), np.float32)
    for direction, shares in zip(_DIRECTIONS, _SHARES, strict=True):
        _open(occupied, direction, shares, openness)
    sight = np.zeros((x, y, z, len(lamps)), np.float32)
    _see(occupied, (lamps - origin) / CELL, sight)
    # Lamps and windows are wide: their shadows have soft edges.
    for _ in range(2):
        sight = _softened(occupied, sight)
    return LightField(origin, occupied, openness, sight)


def _directions() -> Int64[np.ndarray, "26 3"]:
    steps = np.stack(np.meshgrid(*[[-1, 0, 1]] * 3, indexing="ij"), -1).reshape(-1, 3)
    return steps[np.abs(steps).sum(1) > 0]


def _side_shares(directions: Int64[np.ndarray, "26 3"]) -> Float64[np.ndarray, "26 6"]:
    """How much each direction counts for the light that falls on each side."""
    length = np.sqrt((directions**2).sum(1, keepdims=True))
    sides = np.stack([directions, -directions], axis=2).reshape(-1, 6) / length
    shares = np.maximum(sides, 0)
    return np.round(shares / shares.sum(0), 6)


_DIRECTIONS = _directions()
_SHARES = _side_shares(_DIRECTIONS)


@kernel
def _occupy(corners, origin, occupied):
    """Marks the cells that triangles run through, by places closer together than cells."""
    start, right, left = np.empty(3), np.empty(3), np.empty(3)
    for n in range(len(corners)):
        longest = 0.0
        for k in range(3):
            # In units of cells.
            start[k] = (corners[n, 0, k] - origin[k]) / CELL
            right[k] = (corners[n, 1, k] - corners[n, 0, k]) / CELL
            left[k] = (corners[n, 2, k] - corners[n, 0, k]) / CELL
            longest = max(longest, abs(right[k]), abs(left[k]), abs(right[k] - left[k]))
        steps = max(int(np.ceil(longest / 0.5)), 1)
        for i in range(steps + 1):
            for j in range(steps + 1 - i):
                u, v = i / steps, j / steps
                x = start[0] + u * right[0] + v * left[0]
                y = start[1] + u * right[1] + v * left[1]
                z = start[2] + u * right[2] + v * left[2]
                occupied[int(x), int(y), int(z)] = True


@kernel
def _open(occupied, direction, shares, openness):
    """Adds what one direction lets through; cells are visited against it, from the rim inwards."""
    width, depth, height = occupied.shape
    dx, dy, dz = direction
    stride = CELL * np.sqrt(float(dx * dx + dy * dy + dz * dz))
    free = np.empty(occupied.shape, np.float32)
    for i in range(width):
        x = width - 1 - i if dx > 0 else i
        for j in range(depth):
            y = depth - 1 - j if dy > 0 else j
            for k in range(height):
                z = height - 1 - k if dz > 0 else k
                u, v, w = x + dx, y + dy, z + dz
                if not (0 <= u < width and 0 <= v < depth and 0 <= w < height):
                    free[x, y, z] = _REACH
                elif occupied[u, v, w]:
                    free[x, y, z] = 0.5 * stride
                else:
                    free[x, y, z] = min(free[u, v, w] + stride, _REACH)
                if not occupied[x, y, z]:
                    # What blocks the sky is itself lit a little.
                    passes = 0.1 + 0.9 * free[x, y, z] / _REACH
                    for side in range(6):
                        openness[x, y, z, side] += shares[side] * passes


@kernel
def _see(occupied, lamps, sight):
    """Walks from every free cell to every lamp, in steps of a cell."""
    width, depth, height = occupied.shape
    for x in range(width):
        for y in range(depth):
            for z in range(height):
                if occupied[x, y, z]:
                    continue
                for n in range(len(lamps)):
                    sight[x, y, z, n] = _sees(occupied, x + 0.5, y + 0.5, z + 0.5, lamps[n])


@kernel
def _sees(occupied, x, y, z, lamp):
    width, depth, height = occupied.shape
    dx, dy, dz = lamp[0] - x, lamp[1] - y, lamp[2] - z
    length = np.sqrt(dx * dx + dy * dy + dz * dz)
    # The last two cells hold the lamp itself.
    for step in range(1, int(length) - 1):
        t = step / length
        u, v, w = int(x + t * dx), int(y + t * dy), int(z + t * dz)
        if not (0 <= u < width and 0 <= v < depth and 0 <= w < height):
            return 1.0
        if occupied[u, v, w]:
            return 0.0
    return 1.0


@kernel
def _softened(occupied, sight):
    """Every free cell the mean of itself, counted twice, and its free neighbours."""
    width, depth, height, lamps = sight.shape
    soft = np.zeros_like(sight)
    for x in range(width):
        for y in range(depth):
            for z in range(height):
                if occupied[x, y, z]:
                    continue
                count = 2
                for n in range(lamps):
                    soft[x, y, z, n] = 2 * sight[x, y, z, n]
                for side in range(6):
                    u = x + (1 if side == 0 else 0) - (1 if side == 1 else 0)
                    v = y + (1 if side == 2 else 0) - (1 if side == 3 else 0)
                    w = z + (1 if side == 4 else 0) - (1 if side == 5 else 0)
                    inside = 0 <= u < width and 0 <= v < depth and 0 <= w < height
                    if inside and not occupied[u, v, w]:
                        count += 1
                        for n in range(lamps):
                            soft[x, y, z, n] += sight[u, v, w, n]
                for n in range(lamps):
                    soft[x, y, z, n] /= count
    return soft
