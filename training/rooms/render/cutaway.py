"""Rooms as architects show them: from above a corner, without ceilings and the walls in front."""

import numpy as np
from jaxtyping import Bool, Float64

from backend.types import Camera
from training.rooms.render.images import Picture, photograph
from training.rooms.render.light import Lighting
from training.rooms.render.raster import rasterize
from training.rooms.render.viewpoints import Corners, look_at
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room, Wall

_TURNS = tuple(np.radians([35.0, 125.0, 215.0, 305.0, 55.0, 145.0, 235.0, 325.0]).tolist())
"""Directions that are tried, counter-clockwise from +x."""
_RISE = float(np.radians(48))
"""Of the camera above the horizon."""
_FIELD_OF_VIEW = 32.0
"""Horizontal, degrees: narrow, so that what is near does not look large."""
_RIM = 1.03
"""The picture is this much wider than what it holds."""
_BELOW_CEILING = 0.6
"""Parts of the building whose lowest point is higher than this share of the room's height hang
from the ceiling."""


def cut_away(room: Room, *, width: int = 640, height: int = 480) -> Picture:
    """The whole of a room from the side that shows most of its objects."""
    triangles = room_triangles(room)
    views = [_view(room, triangles, turn, width, height) for turn in _TURNS]
    camera, skip = max(views, key=lambda view: _objects_seen(triangles, *view))
    return photograph(Lighting.of(triangles, room), camera, skip=skip)


def _view(
    room: Room, triangles: Triangles, turn: float, width: int, height: int
) -> tuple[Camera, Bool[np.ndarray, " triangles"]]:
    """A camera in a direction, and what is left out for it to see."""
    out = np.array([np.cos(turn) * np.cos(_RISE), np.sin(turn) * np.cos(_RISE), np.sin(_RISE)])
    skip = _in_the_way(room, triangles, out)
    return _fitting(triangles.corners[~skip], out, width, height), skip


def _in_the_way(
    room: Room, triangles: Triangles, out: Float64[np.ndarray, "3"]
) -> Bool[np.ndarray, " triangles"]:
    """Ceilings, walls whose backs are seen, and all that hangs on either."""
    near = np.array([_inwards(wall) @ out[:2] < 0 for wall in room.walls])
    shell = np.array([_hides(room, i, near) for i in range(len(room.shell))] or [False])
    things = np.array(
        [
            thing.support.kind == "ceiling"
            or (thing.support.kind == "wall" and near[thing.support.id])
            for thing in room.objects
        ]
        or [False]
    )
    of_shell = triangles.objects < 0
    part = np.where(of_shell, triangles.parts, 0)
    return np.where(of_shell, shell[part], things[np.maximum(triangles.objects, 0)])


def _hides(room: Room, part: int, near: Bool[np.ndarray, " walls"]) -> bool:
    """Whether a part of the shell belongs to the ceiling or to a wall in front."""
    name, (low, high) = room.shell[part].name, room.shell[part].solid.bounds
    if name == "floor":
        return False
    if name == "ceiling" or low[2] > _BELOW_CEILING * max(f.height for f in room.floors):
        return True
    middle = ((low + high) / 2)[:2]
    return bool(near[min(range(len(near)), key=lambda i: _distance(room.walls[i], middle))])


def _inwards(wall: Wall) -> Float64[np.ndarray, "2"]:
    """The room lies on the left of a wall."""
    along = np.array(wall.end) - wall.start
    return np.array([-along[1], along[0]]) / np.hypot(*along)


def _distance(wall: Wall, place: Float64[np.ndarray, "2"]) -> float:
    start, along = np.array(wall.start), np.array(wall.end) - wall.start
    share = np.clip(((place - start) * along).sum() / (along * along).sum(), 0, 1)
    return float(np.hypot(*(start + share * along - place)))


def _fitting(corners: Corners, out: Float64[np.ndarray, "3"], width: int, height: int) -> Camera:
    """In one direction from the triangles, as near as it may be to hold them all."""
    points = corners.reshape(-1, 3).astype(np.float64)
    middle = (points.min(0) + points.max(0)) / 2
    level = np.array([-out[1], out[0], 0.0]) / np.hypot(out[0], out[1])
    upright = np.cross(out, level)
    u, v, w = (((points - middle) * axis).sum(1) for axis in (level, upright, out))
    tangent = np.tan(np.radians(_FIELD_OF_VIEW / 2)) / _RIM
    # The picture's middle is not that of the box: what is nearer to the eye looks larger.
    right, up = 0.0, 0.0
    for _ in range(4):
        distance = _holding(u - right, (v - up) * width / height, w, tangent)
        x, y = u / (distance - w), v / (distance - w)
        right, up = (float(a.max() + a.min()) / 2 * distance for a in (x, y))
    distance = _holding(u - right, (v - up) * width / height, w, tangent)
    target = middle + right * level + up * upright
    eye, at = (tuple(np.round(p, 4).tolist()) for p in (target + distance * out, target))
    return look_at(eye, at, width=width, height=height, field_of_view=_FIELD_OF_VIEW)


def _holding(across: np.ndarray, upwards: np.ndarray, nearer: np.ndarray, tangent: float) -> float:
    """The distance at which a square image holds points at these offsets from its middle."""
    return float((np.maximum(np.abs(across), np.abs(upwards)) / tangent + nearer).max())


def _objects_seen(
    triangles: Triangles, camera: Camera, skip: Bool[np.ndarray, " triangles"]
) -> int:
    """How many objects a small picture shows."""
    scale = 96 / camera.width
    K = camera.K * np.array([[scale], [scale], [1]])
    hits = rasterize(
        triangles.corners, camera.T_world_camera, K, 96, round(camera.height * scale), skip=skip
    ).triangle
    ids, counts = np.unique(triangles.objects[hits[hits >= 0]], return_counts=True)
    return int(((ids >= 0) & (counts >= 4)).sum())
