"""Rooms put together from pieces of two: cuboid mixing.

Ding et al., "DODA: Data-oriented sim-to-real domain adaptation for 3D semantic segmentation"
(ECCV 2022), section on tail-aware cuboid mixing: the plan of each scene is cut into the same
number of columns and rows at places of its own, and pieces of the second take the place of pieces
of the first. Deviation: what is cut in two keeps its label only where most of it is left.
"""

import numpy as np
from jaxtyping import Bool, Float32, Int64

from backend.types import Points
from training.rooms.colors import Random


def mixed(
    first: Points,
    second: Points,
    rng: Random,
    *,
    cuts: tuple[int, int] = (2, 1),
    exchanged: int = 1,
    least_share: float = 0.6,
) -> Points:
    """A cloud with `exchanged` of the first's cuboids replaced by the second's.

    Args:
        first: labelled points, metres, floor at z = 0.
        second: the same of another room; its instances are renumbered after the first's.
        rng: what decides the cuts and the pieces.
        cuts: number of pieces along x and along y.
        exchanged: how many pieces come from the second.
        least_share: an object of which less is left loses its instance (-1).
    """
    lines_a, lines_b = _lines(first.positions, rng, cuts), _lines(second.positions, rng, cuts)
    cell_a, cell_b = _cells(first.positions, lines_a, cuts), _cells(second.positions, lines_b, cuts)
    taken = rng.permutation(cuts[0] * cuts[1])[:exchanged]
    kept, given = ~np.isin(cell_a, taken), np.isin(cell_b, taken)
    moved = _into_place(second.positions, cell_b, lines_b, lines_a, cuts)
    offset = int(_instances(first).max(initial=-1)) + 1
    ids_a = _whole(_instances(first), kept, least_share)
    ids_b = _whole(_instances(second), given, least_share)
    return Points(
        np.concatenate([first.positions[kept], moved[given]]),
        _both(first.colors, second.colors, kept, given),
        _both(first.normals, second.normals, kept, given),
        _both(first.classes, second.classes, kept, given),
        np.concatenate([ids_a, np.where(ids_b >= 0, ids_b + offset, -1)]).astype(np.int32),
    )


def _lines(
    positions: Float32[np.ndarray, "points 3"], rng: Random, cuts: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Places of the cuts along x and y, ends included."""
    low, high = positions.min(0), positions.max(0)
    lines = []
    for axis, count in enumerate(cuts):
        shares = (np.arange(1, count) + rng.uniform(-0.25, 0.25, count - 1)) / count
        lines.append(low[axis] + (high[axis] - low[axis]) * np.array([0, *shares, 1]))
    return lines[0], lines[1]


def _cells(
    positions: Float32[np.ndarray, "points 3"],
    lines: tuple[np.ndarray, np.ndarray],
    cuts: tuple[int, int],
) -> Int64[np.ndarray, " points"]:
    columns, rows = (
        np.clip(np.searchsorted(lines[k], positions[:, k], side="right") - 1, 0, cuts[k] - 1)
        for k in range(2)
    )
    return columns * cuts[1] + rows


def _into_place(
    positions: Float32[np.ndarray, "points 3"],
    cells: Int64[np.ndarray, " points"],
    own: tuple[np.ndarray, np.ndarray],
    wanted: tuple[np.ndarray, np.ndarray],
    cuts: tuple[int, int],
) -> Float32[np.ndarray, "points 3"]:
    """Every piece shifted so that its middle is where the other room's piece has its own."""
    shift = np.zeros((cuts[0] * cuts[1], 3))
    for cell in range(len(shift)):
        for axis, k in enumerate(divmod(cell, cuts[1])):
            shift[cell, axis] = (wanted[axis][k : k + 2].mean()) - own[axis][k : k + 2].mean()
    return (positions + shift[cells]).astype(np.float32)


def _whole(
    instances: np.ndarray, kept: Bool[np.ndarray, " points"], least_share: float
) -> np.ndarray:
    """The kept points' instances, without those of which too little is left."""
    count = int(instances.max(initial=-1)) + 1
    before = np.bincount(instances[instances >= 0], minlength=count)
    after = np.bincount(instances[kept & (instances >= 0)], minlength=count)
    whole = np.append(after >= least_share * np.maximum(before, 1), False)
    left = instances[kept]
    return np.where(whole[left], left, -1)


def _both(a: np.ndarray | None, b: np.ndarray | None, kept: np.ndarray, given: np.ndarray):
    return None if a is None or b is None else np.concatenate([a[kept], b[given]])


def _instances(points: Points) -> np.ndarray:
    assert points.instances is not None
    return points.instances
