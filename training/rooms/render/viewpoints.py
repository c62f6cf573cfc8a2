"""Where cameras stand to take pictures of rooms and objects."""

import numpy as np
from jaxtyping import Bool, Float32, Float64

from backend.types import Camera
from training.rooms.render.raster import rasterize, silhouettes
from training.rooms.triangles import Triangles
from training.rooms.types import Placed

Point = tuple[float, float, float]
Corners = Float32[np.ndarray, "_ 3 3"]

_WELL_SEEN = 0.25
"""A view whose score is less is not worth taking while there may be another."""


def look_at(
    eye: Point,
    target: Point,
    *,
    width: int = 320,
    height: int = 240,
    field_of_view: float = 65.0,
    name: str = "",
) -> Camera:
    """An upright camera.

    Args:
        eye: Where it is, metres.
        target: What is in the middle of the image.
        width: Of the image, pixels.
        height: Of the image, pixels.
        field_of_view: Horizontal, degrees.
        name: Of the camera.
    """
    forward = np.array(target, np.float64) - eye
    # A camera that looks straight down has the room's +y at the top of the image.
    level = np.cross(forward, (0, 0, 1)) if np.hypot(*forward[:2]) > 1e-6 else np.array([1.0, 0, 0])
    right, forward = (v / np.sqrt((v * v).sum()) for v in (level, forward))
    T = np.eye(4)
    T[:3, :3] = np.round(np.stack([right, np.cross(forward, right), forward], axis=1), 9)
    T[:3, 3] = eye
    f = round(width / 2 / float(np.tan(np.radians(field_of_view / 2))), 4)
    K = np.array([[f, 0, width / 2], [0, f, height / 2], [0, 0, 1]])
    return Camera(name, T, K, width, height)


def above(corners: Corners, *, width: int, height: int) -> Camera:
    """So high that walls are hardly seen from the side; +y is up in the image."""
    low, high = corners.min((0, 1)).astype(np.float64), corners.max((0, 1)).astype(np.float64)
    x, y, _ = (low + high) / 2
    reach = 1.04 * max(high[0] - low[0], (high[1] - low[1]) * width / height)
    distance = 8 * reach
    angle = 2 * float(np.degrees(np.arctan(0.5 * reach / (distance - high[2] + low[2]))))
    eye = (float(x), float(y), float(low[2]) + distance)
    down = (float(x), float(y), float(low[2]))
    return look_at(eye, down, width=width, height=height, field_of_view=angle, name="top")


def around(corners: Corners, turn: float, *, width: int, height: int, rise: float = 0.45) -> Camera:
    """A camera that has a thing fill its image.

    Args:
        corners: Of the thing, whose front is towards -y.
        turn: Radians from the front, counter-clockwise.
        width: Of the image, pixels.
        height: Of the image, pixels.
        rise: Radians above the horizon.
    """
    return _fitting(corners, turn, rise, width, height)


def towards(
    triangles: Triangles, placed: Placed, turn: float, *, width: int, height: int
) -> Camera:
    """The camera around an object that sees most of it, at its wanted side or the next best one."""
    own = triangles.objects == placed.id
    shell = triangles.corners[triangles.objects < 0]
    score, camera = _best_side(triangles, own, placed.yaw + turn, shell, width, height)
    if score < _WELL_SEEN:
        # From between the things that hide it: under a bed, inside a shelf.
        rest = triangles.corners[~own]
        closer = _best_side(triangles, own, placed.yaw + turn, rest, width, height)
        score, camera = max((score, camera), closer, key=lambda pair: pair[0])
    return camera


def _best_side(
    triangles: Triangles,
    own: Bool[np.ndarray, " triangles"],
    turn: float,
    obstacles: Corners,
    width: int,
    height: int,
) -> tuple[float, Camera]:
    """The best of some cameras around an object that stand before all obstacles, and its score."""
    best: list[tuple[float, Camera]] = []
    for away in (0.0, 0.5, -0.5, 1.0, -1.0, 2.0):
        for rise in (0.45, 0.9, 0.1):
            camera = _fitting(
                triangles.corners[own], turn + away, rise, width, height, obstacles=obstacles
            )
            # Wide angles distort, and seen from high above things look alike.
            narrow = min(1.0, float(camera.K[0, 0]) / width)
            pleasant = (1 - 0.2 * abs(away)) * (1.2 - 0.4 * abs(rise - 0.45)) * narrow
            best.append((_seen(triangles, own, camera) * pleasant, camera))
    return max(best, key=lambda pair: pair[0])


def _fitting(
    corners: Corners,
    turn: float,
    rise: float,
    width: int,
    height: int,
    *,
    obstacles: Corners | None = None,
) -> Camera:
    """From a multiple of its diagonal, with a field of view that holds it and a rim."""
    points = corners.reshape(-1, 3).astype(np.float64)
    low, high = points.min(0), points.max(0)
    middle = (low + high) / 2
    size = max(float(np.sqrt(((high - low) ** 2).sum())), 0.05)
    out = np.array([np.sin(turn) * np.cos(rise), -np.cos(turn) * np.cos(rise), np.sin(rise)])
    distance = 2.2 * size
    if obstacles is not None:
        distance = min(distance, 0.9 * _free(obstacles, middle, out))
    eye = np.round(middle + max(distance, 0.3 * size) * out, 4)
    place, target = (tuple(float(v) for v in p) for p in (eye, middle))
    camera = look_at(place, target, width=width, height=height)  # pyright: ignore[reportArgumentType]
    seen = _in_camera(points, camera)
    # What is beside the camera cannot be held.
    reach = np.abs(seen[:, :2] / np.maximum(seen[:, 2:], 0.3 * distance)).max(0)
    tangent = min(1.15 * max(reach[0], reach[1] * width / height), 1.2)
    angle = 2 * float(np.degrees(np.arctan(tangent)))
    return look_at(place, target, width=width, height=height, field_of_view=angle, name="object")  # pyright: ignore[reportArgumentType]


def _free(
    corners: Corners, start: Float64[np.ndarray, "3"], along: Float64[np.ndarray, "3"]
) -> float:
    """Metres from a point to the first triangle in one direction (Möller and Trumbore 1997)."""
    a, b, c = (corners[:, i].astype(np.float64) for i in range(3))
    ab, ac, out = b - a, c - a, start - a
    p, q = np.cross(along, ac), np.cross(out, ab)
    volume = (ab * p).sum(1)
    volume = np.where(np.abs(volume) < 1e-12, np.inf, volume)
    u, v = (out * p).sum(1) / volume, (q * along).sum(1) / volume
    t = (q * ac).sum(1) / volume
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0)
    return float(t[hit].min(initial=1e3))


def _in_camera(
    points: Float64[np.ndarray, "points 3"], camera: Camera
) -> Float64[np.ndarray, "points 3"]:
    """Written out, since matrix libraries round differently on different processors."""
    R, t = camera.T_world_camera[:3, :3], camera.T_world_camera[:3, 3]
    x, y, z = (points - t).T
    return np.stack([R[0, i] * x + R[1, i] * y + R[2, i] * z for i in range(3)], axis=1)


def _seen(triangles: Triangles, own: np.ndarray, camera: Camera) -> float:
    """Share of an object's outline that nothing hides, in a small image."""
    K = camera.K * np.array([[48 / camera.width], [48 / camera.width], [1]])
    view = (camera.T_world_camera, K, 48, round(48 * camera.height / camera.width))
    groups = np.where(own, 0, -1).astype(np.int32)
    whole = silhouettes(triangles.corners, groups, *view)
    hits = rasterize(triangles.corners, *view)
    return float(np.append(own, False)[hits.triangle].sum() / max(whole.max(initial=0), 1))
