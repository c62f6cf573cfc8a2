"""Where to look from: camera presets as pure functions of what is in the scene."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64

from backend.types import Camera, Splats

_EYE_HEIGHT = 1.6
_SOLID = 0.1
"""Opacity below which a splat is haze."""
_NEARLY_ALL = 0.9
_FOV = np.radians(68)
"""A little less than viser's 75 degrees, which leaves a margin."""


@dataclass(frozen=True)
class Viewpoint:
    position: Float64[np.ndarray, "3"]
    look_at: Float64[np.ndarray, "3"]


def robust_bounds(positions: Float32[np.ndarray, "points 3"]) -> Float64[np.ndarray, "2 3"]:
    """The box that holds all but stray points, metres: strays must not push the camera away."""
    sample = positions[:: max(1, len(positions) // 100_000)]
    low, high = np.percentile(sample.astype(np.float64), [0.5, 99.5], axis=0)
    margin = 0.02 * (high - low) + 1e-3
    return np.stack([low - margin, high + margin])


def solid_bounds(splats: Splats) -> Float64[np.ndarray, "2 3"]:
    """The box around what a person sees of splats, metres: their extent counts, haze does not."""
    solid = np.flatnonzero(splats.opacities >= _SOLID)
    if not len(solid):
        return robust_bounds(splats.means)
    solid = solid[:: max(1, len(solid) // 100_000)]
    means = splats.means[solid].astype(np.float64)
    reach = splats.scales[solid].max(axis=1, keepdims=True)
    reach = np.minimum(reach, np.percentile(reach, 99))
    low = np.percentile(means - reach, 0.5, axis=0)
    high = np.percentile(means + reach, 99.5, axis=0)
    return np.stack([low - 1e-3, high + 1e-3])


def corner(bounds: Float64[np.ndarray, "2 3"], turn: float = 0.0, rise: float = 0.78) -> Viewpoint:
    """From above a corner, the whole scene in view.

    Args:
        bounds: Least and greatest corner, metres.
        turn: Radians counter-clockwise from the corner where x and y are least.
        rise: Height of the camera over its horizontal distance.
    """
    c, s = np.cos(turn), np.sin(turn)
    x, y = -0.61, -0.79  # A little off the diagonal.
    return _towards(bounds, np.array([c * x - s * y, s * x + c * y, rise]))


def top(bounds: Float64[np.ndarray, "2 3"]) -> Viewpoint:
    """The floor plan; a hair off the vertical, where the up direction would be undefined."""
    return _towards(bounds, np.array([0.0, -0.002, 1.0]))


def _towards(bounds: Float64[np.ndarray, "2 3"], back: Float64[np.ndarray, "3"]) -> Viewpoint:
    """As near as all eight corners fit into a square picture, and in its middle."""
    center = bounds.mean(axis=0)
    back = back / np.linalg.norm(back)
    right = np.cross([0.0, 0.0, 1.0], back)
    right /= np.linalg.norm(right)
    sideways = np.stack([right, np.cross(back, right)])
    corners = np.stack(np.meshgrid(*bounds.T), axis=-1).reshape(-1, 3) - center
    aside, nearer = corners @ sideways.T, (corners @ back)[:, None]
    slope = np.tan(_FOV / 2)
    high, low = (aside + slope * nearer).max(axis=0), (slope * nearer - aside).max(axis=0)
    distance = float((high + low).max() / (2 * slope))
    middle = (high - low) / 2
    for _ in range(8):  # The side that leaves room is not in its middle yet.
        seen = (aside - middle) / (distance - nearer)
        middle += distance * (seen.max(axis=0) + seen.min(axis=0)) / 2
    center = center + middle @ sideways
    return Viewpoint(center + back * distance, center)


def saw_it_all(camera: Camera, positions: Float32[np.ndarray, "points 3"]) -> bool:
    """Whether a scene is a single look: nearly all of it lies within the camera's photo."""
    sample = positions[:: max(1, len(positions) // 20_000)].astype(np.float64)
    x, y, z = (
        np.linalg.inv(camera.T_world_camera)[:3] @ np.append(sample, np.ones((len(sample), 1)), 1).T
    )
    ahead = z > 1e-6
    u, v, _ = camera.K @ (np.stack([x, y, z]) / np.where(ahead, z, 1.0))
    within = ahead & (u >= 0) & (u <= camera.width) & (v >= 0) & (v <= camera.height)
    return float(within.mean()) >= _NEARLY_ALL


def behind(camera: Camera, bounds: Float64[np.ndarray, "2 3"]) -> Viewpoint:
    """Over the shoulder of the one camera that saw the scene: there it looks complete."""
    forward = camera.T_world_camera[:3, 2]
    reach = float(np.linalg.norm(bounds.mean(axis=0) - camera.T_world_camera[:3, 3]))
    position = camera.T_world_camera[:3, 3] - 0.35 * reach * forward + [0.0, 0.0, 0.15 * reach]
    return Viewpoint(position, camera.T_world_camera[:3, 3] + reach * forward)


def walk_in(
    positions: Float32[np.ndarray, "points 3"], bounds: Float64[np.ndarray, "2 3"]
) -> Viewpoint:
    """Standing inside where there is most room to move, looking along the longest free sight."""
    low, high = bounds
    eye = low[2] + min(_EYE_HEIGHT, 0.6 * (high[2] - low[2]))
    cell = max(float((high - low)[:2].max()) / 48, 0.05)
    shape = tuple(np.maximum(np.ceil((high - low)[:2] / cell).astype(int), 1))
    sample = positions[:: max(1, len(positions) // 200_000)]
    body = sample[(sample[:, 2] > low[2] + 0.3) & (sample[:, 2] < low[2] + 1.9)]
    occupied, floor = np.zeros(shape, bool), np.zeros(shape, bool)
    for grid, points in ((occupied, body), (floor, sample)):
        ij = ((points[:, :2] - low[:2]) / cell).astype(int)
        ij = ij[((ij >= 0) & (ij < shape)).all(axis=1)]
        grid[ij[:, 0], ij[:, 1]] = True
    place = _freest_cell(occupied, floor)
    position = np.array([*(low[:2] + (place + 0.5) * cell), eye])
    look = _longest_sight(occupied, place)
    return Viewpoint(position, position + np.array([look[0], look[1], -0.12]))


def _freest_cell(
    occupied: np.ndarray,  # [x, y] bool
    floor: np.ndarray,  # [x, y] bool
) -> Float64[np.ndarray, "2"]:
    """The covered, free cell farthest from anything solid."""
    free = np.argwhere(floor & ~occupied)
    solid = np.argwhere(occupied)
    if not len(free) or not len(solid):
        return np.array(occupied.shape) / 2 - 0.5
    clearance = ((free[:, None] - solid[None]) ** 2).sum(-1).min(axis=1)
    return free[int(clearance.argmax())].astype(np.float64)


def _longest_sight(
    occupied: np.ndarray,  # [x, y] bool
    place: Float64[np.ndarray, "2"],
) -> Float64[np.ndarray, "2"]:
    """Unit direction in the plane with the longest way to the next solid cell."""
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    steps = np.arange(1, max(occupied.shape) + 1)
    cells = (place + directions[:, None] * steps[:, None] + 0.5).astype(int)  # [angle, step, 2]
    inside = ((cells >= 0) & (cells < occupied.shape)).all(axis=2)
    clipped = np.clip(cells, 0, np.array(occupied.shape) - 1)
    blocked = ~inside | occupied[clipped[..., 0], clipped[..., 1]]
    return directions[int(np.where(blocked.any(1), blocked.argmax(1), len(steps)).argmax())]


def closeup(
    center: Float64[np.ndarray, "3"], size: float, seen_from: Float64[np.ndarray, "3"]
) -> Viewpoint:
    """Near to a thing of this size (metres), from the side where the camera already is."""
    direction = np.asarray(seen_from, dtype=np.float64) - center
    length = np.linalg.norm(direction)
    direction = direction / length if length > 1e-6 else np.array([0.0, -1.0, 0.5])
    distance = max(0.9 * size / np.sin(_FOV / 2), 0.4)
    return Viewpoint(center + direction * distance, center)


def between(a: Viewpoint, b: Viewpoint, t: float) -> Viewpoint:
    """On the way from a to b; t in [0, 1], slow at both ends."""
    s = t * t * (3 - 2 * t)
    return Viewpoint(
        a.position + s * (b.position - a.position), a.look_at + s * (b.look_at - a.look_at)
    )
