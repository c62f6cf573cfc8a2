"""Which points of a scene the network is shown.

Networks were trained on a fixed number of points drawn at random from evenly dense scans. Whatever
order a file has, the same points are drawn: those whose coordinates have the least hash.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Int, UInt64

from backend.engine.walls import Turn, upright_turn
from backend.models.point_count import MOST, point_count
from backend.types import Points, Scene, SceneError

_SEEN = 0.1
"""Splats of less opacity are haze."""
_DENSE = 120_000
"""Points: rooms of the training have fewer, as even as a scanner's fusion leaves them."""
_VOXELS = (0.04, 0.02, 0.01)
"""Metres: a scan that has more is thinned to one point in each voxel of the largest size that
leaves enough."""
_CONSIDERED = 400_000
"""Points among which is thinned."""
_GREY = 0.4
"""ScanNet's mean brightness, for scans without colours."""
_LARGE = 150.0
"""Square metres; rooms of the training are smaller."""
_FEW = 2000
"""Points with which hardly anything can be recognised."""


@dataclass(frozen=True)
class Shown:
    positions: Float32[np.ndarray, "points 3"]
    """Metres, around the origin, walls along the axes."""
    colors: Float32[np.ndarray, "points 3"]
    """sRGB in [0, 1]."""
    turn: Turn
    """From the scene to these positions."""
    notes: tuple[str, ...]


def seen(scene: Scene) -> Points:
    """Positions and colours of what can be seen: all points, or the splats that are not haze."""
    cloud, splats = scene.cloud, scene.cloud_splats
    if splats is None:
        return Points(cloud.positions, cloud.colors)
    solid = splats.opacities >= _SEEN
    if not solid.any():
        return Points(cloud.positions, cloud.colors)
    colors = None if cloud.colors is None else cloud.colors[solid]
    return Points(cloud.positions[solid], colors)


def shown(scene: Scene, trained: int) -> Shown:
    """As many points as the network was trained with, or more of a scene that is larger than
    rooms are; repeated where there are fewer.

    Raises:
        SceneError: there is no point at all.
    """
    cloud = seen(scene)
    if not len(cloud):
        raise SceneError(scene.path, "has no points", "Open a scan that has some")
    rows = drawn(cloud.positions, MOST * trained)
    count = point_count(cloud.positions[rows], trained)
    rows = rows[:count]
    turn = upright_turn(cloud.positions[rows])
    positions = turn.there(cloud.positions[rows])
    # In an order that a turn by a quarter does not change, as the first point begins the sampling.
    order = np.argsort(_hashes(positions), kind="stable")
    order = np.resize(order, count)
    if cloud.colors is None:
        colors = np.full((count, 3), _GREY, np.float32)
    else:
        colors = cloud.colors[rows][order].astype(np.float32) / 255
    return Shown(positions[order], colors, turn, _notes(cloud))


def drawn(positions: Float32[np.ndarray, "points 3"], count: int) -> Int[np.ndarray, " drawn"]:
    """At most so many rows, the same points in whatever order they come."""
    hashes = _hashes(positions)
    rows = np.arange(len(positions))
    if len(rows) > _CONSIDERED:
        rows = np.flatnonzero(hashes < np.uint64(2**64 * (_CONSIDERED / len(rows))))
    rows = rows[np.argsort(hashes[rows], kind="stable")]
    if len(positions) > _DENSE:
        rows = rows[_thinned(positions[rows], count)]
    return rows[:count]


def _thinned(positions: Float32[np.ndarray, "points 3"], enough: int) -> Int[np.ndarray, " kept"]:
    """Evenly dense, where that leaves enough; in their order."""
    for size in _VOXELS:
        kept = _one_per_voxel(positions, size)
        if len(kept) >= enough:
            return kept
    return np.arange(len(positions))


def _one_per_voxel(
    positions: Float32[np.ndarray, "points 3"], size: float
) -> Int[np.ndarray, " kept"]:
    """The first point in each, in their order."""
    cells = np.floor((positions - positions.min(axis=0)) / np.float32(size)).astype(np.uint64)
    keys = cells[:, 0] << np.uint64(42) | cells[:, 1] << np.uint64(21) | cells[:, 2]
    return np.sort(np.unique(keys, return_index=True)[1])


def _hashes(positions: Float32[np.ndarray, "points 3"]) -> UInt64[np.ndarray, " points"]:
    """Numbers that look random and depend on the coordinates only (splitmix64)."""
    plain = np.ascontiguousarray(positions + np.float32(0))  # -0 becomes 0.
    bits = plain.view(np.uint32).astype(np.uint64)
    mixed = np.zeros(len(bits), np.uint64)
    for column in bits.T:
        mixed = (mixed ^ column) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed


def _notes(cloud: Points) -> tuple[str, ...]:
    notes = []
    if np.ptp(cloud.positions[:, :2], axis=0).prod() > _LARGE:
        notes.append("The scene is larger than a room: small things may have been missed.")
    if len(cloud) < _FEW:
        notes.append(
            f"The scene has only {len(cloud):,} points: hardly anything can be recognised."
        )
    if cloud.colors is None:
        notes.append("The scene has no colours: questions about them cannot be answered.")
    return tuple(notes)
