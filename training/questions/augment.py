"""The same scene seen anew: turned, mirrored, moved, cropped and thinned.

The paper's augmentations are rotations of up to 5°, flips, translations of up to 0.5 m and random
cuboids (DepthContrast, section 4). Beyond it, for what real scans differ in from rooms: quarter
turns, scale, thinner walls and floors, holes, bent floors, noise, and labels that bleed onto what
lies around an object. Boxes are drawn anew around the objects' points, as those of real scans are.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Int32, Int64

from training.data.examples import QuestionScene
from training.rooms.colors import Random

_TABLE = 1 << 20
_TRIES = 20
"""Cuboids that are drawn before the scene stays whole."""


@dataclass(frozen=True)
class AugmentConfig:
    """Defaults are the "paper" preset."""

    flip: float = 0.5
    """How often the scene is mirrored in x, and how often in y."""
    rotate: float = 5.0
    """Degrees, at most, about each axis."""
    translate: float = 0.5
    """Metres, at most, along each axis."""
    cuboid: float = 1.0
    """How often the scene is cropped to a random cuboid."""
    cuboid_least: float = 0.5
    """Share of the extent along an axis that a cuboid keeps, at least."""
    cuboid_aspect: float = 0.8
    """Shortest by longest of these shares, at least."""
    cuboid_points: int = 30_000
    """A cuboid with fewer points is drawn again."""
    tilt: float | None = None
    """Degrees, at most, about x and y; as `rotate` where it is not given."""
    quarters: bool = False
    """Whether quarter turns about z are drawn too."""
    scale: float = 0.0
    """Share by which the scene grows or shrinks, at most."""
    thin: float = 1.0
    """Share of the points of no object that is kept, at least."""
    noise: float = 0.0
    """Standard deviation of the positions' noise, metres, at most."""
    bend: float = 0.0
    """Metres, at most, by which heights swing over a few metres."""
    holes: float = 0.0
    """Share of the scene's patches that is missing, at most."""
    bleed: float = 0.0
    """How often an object takes points of no object around it."""


NONE = AugmentConfig(flip=0.0, rotate=0.0, translate=0.0, cuboid=0.0)


def moved(
    positions: Float32[np.ndarray, "points 3"], config: AugmentConfig, rng: Random
) -> Float32[np.ndarray, "points 3"]:
    """The positions of a scene, moved as a whole."""
    matrix = np.diag([_sign(rng, config.flip), _sign(rng, config.flip), 1.0])
    tilt = config.rotate if config.tilt is None else config.tilt
    for axis, most in enumerate((tilt, tilt, config.rotate)):
        matrix = rotation(axis, np.radians(rng.uniform(-most, most))) @ matrix
    if config.quarters:
        matrix = rotation(2, np.pi / 2 * int(rng.integers(4))) @ matrix
    matrix *= 1 + rng.uniform(-config.scale, config.scale)
    shift = rng.uniform(-config.translate, config.translate, 3)
    placed = positions @ matrix.T.astype(np.float32) + shift.astype(np.float32)
    if config.bend:
        placed[:, 2] += _swing(placed[:, :2], rng.uniform(0, config.bend), rng)
    if config.noise:
        spread = np.float32(rng.uniform(0, config.noise))
        placed += spread * rng.standard_normal(placed.shape, dtype=np.float32)
    return placed


def kept(
    scene: QuestionScene,
    positions: Float32[np.ndarray, "points 3"],
    config: AugmentConfig,
    rng: Random,
) -> Bool[np.ndarray, " points"]:
    """Which points of the moved scene are left after cropping and thinning."""
    left = np.ones(len(positions), dtype=bool)
    if config.thin < 1:
        share = rng.uniform(config.thin, 1)
        left = (scene.instances >= 0) | (rng.random(len(positions)) < share)
    if config.holes:
        patches = _slots(_cells(positions, rng.uniform(0.15, 0.5), rng))
        chances = rng.random(_TABLE, dtype=np.float32)
        left &= chances[patches] >= rng.uniform(0, config.holes)
    if rng.random() < config.cuboid:
        left &= _cuboid(positions, config, rng)
    return left


def bled(
    instances: Int32[np.ndarray, " points"],
    positions: Float32[np.ndarray, "points 3"],
    config: AugmentConfig,
    rng: Random,
) -> Int32[np.ndarray, " points"]:
    """Object ids after some objects took the points of no object in their cells.

    Segments of real scans reach a few centimetres onto the floor and walls around an object, and
    their boxes with them.
    """
    if not config.bleed:
        return instances
    cells = _cells(positions, rng.uniform(0.03, 0.08), rng)
    slots = _slots(cells)
    takes = rng.random(int(instances.max(initial=0)) + 1) < config.bleed
    owned = instances >= 0
    owned[owned] = takes[instances[owned]]
    # Two cells may share a slot: the last one holds it.
    owners, holders = np.full(_TABLE, -1, np.int32), np.full(_TABLE, -1, np.int64)
    holders[slots[owned]] = cells[owned]
    right = owned & (holders[slots] == cells)
    owners[slots[right]] = instances[right]
    return np.where((instances < 0) & (holders[slots] == cells), owners[slots], instances)


def rotation(axis: int, angle: float) -> Float[np.ndarray, "3 3"]:
    """About one axis, radians."""
    matrix = np.eye(3)
    a, b = (axis + 1) % 3, (axis + 2) % 3
    matrix[[a, b], [a, b]] = np.cos(angle)
    matrix[a, b], matrix[b, a] = -np.sin(angle), np.sin(angle)
    return matrix


def _swing(
    places: Float32[np.ndarray, "points 2"], most: float, rng: Random
) -> Float32[np.ndarray, " points"]:
    """A wave over the floor, metres."""
    direction = rng.uniform(0, 2 * np.pi)
    across = places @ np.array([np.cos(direction), np.sin(direction)], np.float32)
    length, phase = rng.uniform(2, 6), rng.uniform(0, 2 * np.pi)
    return np.float32(most) * np.sin(np.float32(2 * np.pi / length) * across + np.float32(phase))


def _cells(
    positions: Float32[np.ndarray, "points 3"], edge: float, rng: Random
) -> Int64[np.ndarray, " points"]:
    """The number of the cube that each point lies in."""
    shift = rng.uniform(0, edge, 3).astype(np.float32) - positions.min(axis=0)
    x, y, z = ((positions + shift) / np.float32(edge)).astype(np.int64).T
    return x + (y << 20) + (z << 40)


def _slots(cells: Int64[np.ndarray, " points"]) -> Int64[np.ndarray, " points"]:
    """Spread cells over a table: neighbours never meet, others seldom."""
    return (cells ^ (cells >> 20) * 73_856_093 ^ (cells >> 40) * 19_349_663) & (_TABLE - 1)


def _cuboid(
    positions: Float32[np.ndarray, "points 3"], config: AugmentConfig, rng: Random
) -> Bool[np.ndarray, " points"]:
    """Around a random point; everything where no cuboid holds enough points."""
    extent = np.ptp(positions, axis=0)
    for _ in range(_TRIES):
        shares = rng.uniform(config.cuboid_least, 1, 3)
        if shares.min() / shares.max() < config.cuboid_aspect:
            continue
        middle = positions[rng.integers(len(positions))]
        inside = (np.abs(positions - middle) <= extent * shares / 2).all(axis=1)
        if np.count_nonzero(inside) >= config.cuboid_points:
            return inside
    return np.ones(len(positions), dtype=bool)


def _sign(rng: Random, chance: float) -> float:
    return -1.0 if rng.random() < chance else 1.0
