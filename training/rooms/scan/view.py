"""One look into a room in the manner of SUN RGB-D: a photo, its depth as points, oriented boxes.

Song et al., "SUN RGB-D: A RGB-D scene understanding benchmark suite" (CVPR 2015). Points and boxes
are in upright depth coordinates: the camera at the origin, X right, Y forward along the floor, Z
up. Boxes are whole, also where things are hidden or cut off by the image.
"""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float64

from backend.types import Boxes, Camera, Points
from training.rooms.colors import Random
from training.rooms.render.images import Picture, photograph
from training.rooms.render.light import Lighting
from training.rooms.render.raster import rasterize
from training.rooms.scan.annotated import labels_of
from training.rooms.scan.depth_camera import DepthCamera, Readings, Surfaces, sense
from training.rooms.scan.path import PathConfig, camera_path
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room

_TRIES = 10


@dataclass(frozen=True)
class ViewConfig:
    camera: DepthCamera = field(
        default_factory=lambda: DepthCamera(width=320, height=240, far=7.0, field_of_view=57)
    )
    path: PathConfig = field(default_factory=lambda: PathConfig(pitch=(-14.0, 8.0), stops=(3, 5)))
    least_points: int = 40
    """Objects of which fewer points are seen get no box."""


@dataclass(frozen=True)
class View:
    picture: Picture
    """Its camera stands in room coordinates."""
    points: Points
    """Upright depth coordinates; instances are the room's object ids."""
    boxes: Boxes
    """Whole objects, upright depth coordinates."""
    T_room_view: Float64[np.ndarray, "4 4"]


def view_room(room: Room, rng: Random, config: ViewConfig = ViewConfig()) -> View:
    """The richest of a few random looks into a room."""
    triangles = room_triangles(room)
    poses = camera_path(room, rng, config.path)
    tried = rng.permutation(len(poses))[:_TRIES]
    pose = max((poses[i] for i in tried), key=lambda pose: _richness(triangles, pose))
    readings = _readings(triangles, pose, config.camera, int(rng.integers(1 << 32)))
    size = config.camera.width, config.camera.height
    camera = Camera("view", pose, config.camera.K, *size)
    picture = photograph(Lighting.of(triangles, room), camera)
    T_room_view = _upright(pose)
    points = _points(room, triangles, readings, picture, pose, T_room_view)
    return View(picture, points, _boxes(room, points, T_room_view, config), T_room_view)


def _richness(triangles: Triangles, pose: Float64[np.ndarray, "4 4"]) -> int:
    """How many objects a small picture shows."""
    small = DepthCamera(width=80, height=60)
    hits = rasterize(triangles.corners, pose, small.K, small.width, small.height).triangle
    ids, counts = np.unique(triangles.objects[hits[hits >= 0]], return_counts=True)
    return int(((ids >= 0) & (counts >= 8)).sum())


def _readings(
    triangles: Triangles, pose: Float64[np.ndarray, "4 4"], camera: DepthCamera, seed: int
) -> Readings:
    surfaces = Surfaces.of(triangles)
    hits, behind = (
        rasterize(triangles.corners, pose, camera.K, camera.width, camera.height, skip=skip)
        for skip in (None, surfaces.transparency > 0)
    )
    return sense(hits, behind, surfaces, pose, camera, seed)


def _upright(pose: Float64[np.ndarray, "4 4"]) -> Float64[np.ndarray, "4 4"]:
    """The camera's place with its tilt and roll taken out."""
    forward = pose[:2, 2] / np.linalg.norm(pose[:2, 2])
    T = np.eye(4)
    T[:2, 0], T[:2, 1] = (forward[1], -forward[0]), forward
    T[:3, 3] = pose[:3, 3]
    return np.round(T, 9)


def _points(
    room: Room,
    triangles: Triangles,
    readings: Readings,
    picture: Picture,
    pose: Float64[np.ndarray, "4 4"],
    T_room_view: Float64[np.ndarray, "4 4"],
) -> Points:
    T = np.linalg.inv(T_room_view) @ pose
    positions = np.round(readings.positions @ T[:3, :3].T + T[:3, 3], 4).astype(np.float32)
    colors = picture.image.reshape(-1, 3)[readings.pixels]
    classes, instances = labels_of(room, triangles, readings.triangles)
    return Points(positions, colors, classes=classes, instances=instances)


def _boxes(
    room: Room, points: Points, T_room_view: Float64[np.ndarray, "4 4"], config: ViewConfig
) -> Boxes:
    assert points.instances is not None
    seen = np.bincount(points.instances[points.instances >= 0], minlength=len(room.objects))
    shown = [o for o in room.objects if seen[o.id] >= config.least_points]
    T = np.linalg.inv(T_room_view)
    middles = np.array([(o.x, o.y, o.z + o.model.size[2] / 2) for o in shown]).reshape(-1, 3)
    turn = np.arctan2(T[1, 0], T[0, 0])
    yaws = np.array([o.yaw + turn for o in shown], np.float32)
    return Boxes(
        (middles @ T[:3, :3].T + T[:3, 3]).astype(np.float32),
        np.array([o.model.size for o in shown], np.float32).reshape(-1, 3),
        np.mod(yaws + np.float32(np.pi), np.float32(2 * np.pi)) - np.float32(np.pi),
        tuple(o.category for o in shown),
        instances=np.array([o.id for o in shown], np.int32),
    )
