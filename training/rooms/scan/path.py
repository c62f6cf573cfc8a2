"""Where somebody with a depth camera stands and looks: a walk through the free floor.

People scan from eye or chest height, turn on the spot, look a little down, rarely up: ceilings
and the tops of tall furniture stay unseen, as in real scans.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from jaxtyping import Bool, Float64
from scipy.ndimage import distance_transform_edt

from training.rooms.colors import Random
from training.rooms.types import Placed, Room

_CELL = 0.1
"""Edge of the cells in which free floor is looked for, metres."""


@dataclass(frozen=True)
class PathConfig:
    area_per_stop: float = 1.6
    """Square metres of floor for each place to stop at."""
    stops: tuple[int, int] = (5, 16)
    """Least and greatest number of stops."""
    views_per_stop: int = 12
    heights: tuple[float, float] = (1.15, 1.7)
    """Metres above the floor."""
    pitch: tuple[float, float] = (-19.0, 18.0)
    """Mean and standard deviation of the look upwards, degrees."""
    turn: tuple[float, float] = (240.0, 360.0)
    """How far somebody turns at a stop, degrees."""
    clearance: float = 0.25
    """Distance kept from walls and furniture, metres."""


def camera_path(
    room: Room, rng: Random, config: PathConfig = PathConfig()
) -> Float64[np.ndarray, "frames 4 4"]:
    """T_room_camera (OpenCV axes) of every frame, in the order in which they are taken."""
    stops = _stops(room, rng, config)
    poses = []
    for x, y in stops:
        height = rng.uniform(*config.heights)
        turn = np.radians(rng.uniform(*config.turn))
        start = rng.uniform(0, 2 * np.pi)
        for i in range(config.views_per_stop):
            yaw = start + turn * (i + rng.uniform(-0.3, 0.3)) / config.views_per_stop
            pitch = np.radians(np.clip(rng.normal(*config.pitch), -65, 22))
            roll = np.radians(rng.normal(0, 3))
            sway = rng.normal(0, 0.08, 3)
            poses.append(look(np.array([x, y, height]) + sway, yaw, pitch, roll))
    return np.stack(poses)


def look(
    eye: Float64[np.ndarray, "3"], yaw: float, pitch: float, roll: float = 0.0
) -> Float64[np.ndarray, "4 4"]:
    """T_room_camera of a camera at the eye that looks along (cos yaw, sin yaw), radians."""
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    forward = np.array([cy * cp, sy * cp, sp])
    right = np.array([sy, -cy, 0.0])
    down = np.cross(forward, right)
    cr, sr = np.cos(roll), np.sin(roll)
    T = np.eye(4)
    T[:3, 0], T[:3, 1], T[:3, 2] = cr * right + sr * down, cr * down - sr * right, forward
    T[:3, 3] = eye
    return np.round(T, 9)


def _stops(room: Room, rng: Random, config: PathConfig) -> list[tuple[float, float]]:
    """Places far from each other, in the order of a walk."""
    free, low = free_floor(room, config.clearance)
    cells = np.argwhere(free)
    if not len(cells):
        cells = np.argwhere(free_floor(room, 0.0)[0])
    area = float(free_floor(room, -1.0)[0].sum()) * _CELL**2
    count = int(np.clip(round(area / config.area_per_stop), *config.stops))
    at = low + (cells + 0.5) * _CELL
    chosen = [int(rng.integers(len(at)))]
    gap = np.full(len(at), np.inf)
    for _ in range(min(count, len(at)) - 1):
        gap = np.minimum(gap, np.hypot(*(at - at[chosen[-1]]).T))
        # Not always the very farthest: people do not walk to every corner.
        near = np.flatnonzero(gap >= 0.6 * gap.max())
        chosen.append(int(rng.choice(near)))
    order = _walk(at[chosen])
    return [(round(float(x), 4), round(float(y), 4)) for x, y in at[chosen][order]]


def _walk(at: Float64[np.ndarray, "stops 2"]) -> list[int]:
    """From the first stop always on to the nearest one not yet visited."""
    order, left = [0], set(range(1, len(at)))
    while left:
        here = at[order[-1]]
        order.append(min(sorted(left), key=lambda i: float(((at[i] - here) ** 2).sum())))
        left.remove(order[-1])
    return order


def free_floor(
    room: Room, clearance: float
) -> tuple[Bool[np.ndarray, "columns rows"], Float64[np.ndarray, "2"]]:
    """Cells of 0.1 m whose middle is this far from walls and furniture, and where they begin.

    A negative clearance leaves the furniture out of account.
    """
    outlines = [shapely.Polygon(floor.outline) for floor in room.floors]
    whole = shapely.union_all(outlines)
    x0, y0, x1, y1 = whole.bounds
    shape = (int(np.ceil((x1 - x0) / _CELL)), int(np.ceil((y1 - y0) / _CELL)))
    low = np.array([x0, y0])
    x, y = (low[:, None, None] + (np.indices(shape) + 0.5) * _CELL).reshape(2, -1)
    inside = np.zeros(len(x), bool)
    for outline in outlines:
        inside |= shapely.contains_xy(outline, x, y)
    free = inside.reshape(shape)
    if clearance < 0:
        return free, low
    for placed in room.objects:
        _block(free, low, placed)
    padded = np.pad(free, 1)
    distance = distance_transform_edt(padded)
    assert isinstance(distance, np.ndarray)
    return distance[1:-1, 1:-1] * _CELL > max(clearance, 0.01), low


def _block(
    free: Bool[np.ndarray, "columns rows"], low: Float64[np.ndarray, "2"], placed: Placed
) -> None:
    """Take the cells under the parts between shin and head height away."""
    T = placed.T_room_model
    for part in placed.model.parts:
        (x0, y0, z0), (x1, y1, z1) = part.solid.bounds
        if placed.z + z1 < 0.15 or placed.z + z0 > 1.7:
            continue
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        at = (
            np.stack(
                [
                    T[0, 0] * corners[:, 0] + T[0, 1] * corners[:, 1],
                    T[1, 0] * corners[:, 0] + T[1, 1] * corners[:, 1],
                ],
                1,
            )
            + T[:2, 3]
        )
        first = np.clip(np.floor((at.min(0) - low) / _CELL).astype(int), 0, free.shape)
        last = np.clip(np.ceil((at.max(0) - low) / _CELL).astype(int), 0, free.shape)
        grid = np.indices(tuple(last - first)) + first[:, None, None] + 0.5
        x, y = low[0] + grid[0] * _CELL - T[0, 3], low[1] + grid[1] * _CELL - T[1, 3]
        own_x, own_y = T[0, 0] * x + T[1, 0] * y, T[0, 1] * x + T[1, 1] * y
        hit = (
            (own_x >= x0 - 0.05)
            & (own_x <= x1 + 0.05)
            & (own_y >= y0 - 0.05)
            & (own_y <= y1 + 0.05)
        )
        free[first[0] : last[0], first[1] : last[1]] &= ~hit
