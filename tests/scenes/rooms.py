"""Rooms made of primitives: floor, walls and furniture whose places are known."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Furniture:
    """An upright box that stands on the floor."""

    label: str
    nyu40: int
    center: np.ndarray
    size: np.ndarray
    """Full edges, metres."""
    yaw: float = 0.0

    def own(self, positions: np.ndarray) -> np.ndarray:
        """Positions in the box's own axes, in units of half its edges."""
        cos, sin = np.cos(self.yaw), np.sin(self.yaw)
        turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
        return (positions - self.center) @ turn / (self.size / 2)


@dataclass(frozen=True)
class Room:
    positions: np.ndarray
    colors: np.ndarray
    classes: np.ndarray
    """nyu40 ids: 1 wall, 2 floor."""
    instances: np.ndarray
    """Index into the furniture; -1 = none."""
    furniture: tuple[Furniture, ...]


def box_surface(size: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Points on the sides and the top of a box around zero, its corners among them."""
    area = np.array([size[1] * size[2], size[0] * size[2], size[0] * size[1] / 2])
    axis = rng.choice(3, count, p=area / area.sum())
    points = rng.uniform(-0.5, 0.5, (count, 3))
    sign = np.where(axis == 2, 1, rng.choice([-1, 1], count))
    points[np.arange(count), axis] = 0.5 * sign
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) / 2
    return np.concatenate([corners, points]) * size


def furnished(
    furniture: tuple[Furniture, ...],
    *,
    size: tuple[float, float, float] = (5.0, 4.0, 2.5),
    per_square_metre: int = 150,
    ceiling: bool = False,
    seed: int = 0,
) -> Room:
    """A room around zero whose floor is at height zero."""
    rng = np.random.default_rng(seed)
    width, depth, height = size
    floor = rng.uniform(-0.5, 0.5, (int(width * depth * per_square_metre), 3)) * size
    floor[:, 2] = 0
    walls = box_surface(np.array(size), int(2 * (width + depth) * height * per_square_metre), rng)
    walls = walls[8:] + np.array([0, 0, height / 2])
    if not ceiling:
        walls = walls[walls[:, 2] < height - 1e-6]
    rows = [floor, walls]
    classes = [np.full(len(floor), 2), np.full(len(walls), 1)]
    instances = [np.full(len(floor) + len(walls), -1)]
    for i, thing in enumerate(furniture):
        surface = box_surface(thing.size, int(6 * per_square_metre * thing.size.max() ** 2), rng)
        cos, sin = np.cos(thing.yaw), np.sin(thing.yaw)
        turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
        rows.append(surface @ turn.T + thing.center)
        classes.append(np.full(len(surface), thing.nyu40))
        instances.append(np.full(len(surface), i))
    positions = np.concatenate(rows)
    return Room(
        positions,
        rng.integers(0, 256, positions.shape).astype(np.uint8),
        np.concatenate(classes),
        np.concatenate(instances),
        furniture,
    )


def standing(
    label: str, nyu40: int, x: float, y: float, size: tuple[float, float, float], yaw: float = 0.0
) -> Furniture:
    """Furniture on the floor."""
    return Furniture(label, nyu40, np.array([x, y, size[2] / 2]), np.array(size), yaw)


BEDROOM = (
    standing("bed", 4, -1.4, 0.9, (2.0, 1.6, 0.55)),
    standing("desk", 14, 1.9, -1.0, (0.7, 1.4, 0.75)),
    standing("chair", 5, 1.1, -0.9, (0.5, 0.55, 0.85)),
    standing("night stand", 32, -2.2, -0.3, (0.45, 0.4, 0.5)),
)


def turned(axis: np.ndarray, angle: float) -> np.ndarray:
    """The rotation about an axis (Rodrigues)."""
    x, y, z = axis / np.linalg.norm(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
