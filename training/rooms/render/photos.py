"""Photos of a scanned room: from above, and from the places where the scan shows most."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from backend.types import Camera
from training.rooms.render.images import Picture, photograph, top_down
from training.rooms.render.light import Lighting
from training.rooms.render.raster import rasterize
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room

_SMALL = (64, 48)
"""Width and height at which views are compared, pixels."""
_FIELD_OF_VIEW = 65.0
"""Horizontal, degrees."""


@dataclass(frozen=True)
class Photo:
    name: str
    picture: Picture


def take_photos(
    room: Room, poses: Float64[np.ndarray, "frames 4 4"], count: int, *, width: int, height: int
) -> list[Photo]:
    """One from above, and `count` of the poses that together show most of the objects."""
    photos = [Photo("top", top_down(room, width=width, height=height))]
    triangles = room_triangles(room)
    lighting = Lighting.of(triangles, room)
    K = pinhole(width, height)
    for number, i in enumerate(_telling(triangles, poses, count)):
        camera = Camera(f"view_{number:02d}", poses[i], K, width, height)
        photos.append(Photo(camera.name, photograph(lighting, camera)))
    return photos


def pinhole(width: int, height: int) -> Float64[np.ndarray, "3 3"]:
    f = width / 2 / np.tan(np.radians(_FIELD_OF_VIEW) / 2)
    return np.array([[f, 0, width / 2], [0, f, height / 2], [0, 0, 1.0]])


def _telling(
    triangles: Triangles, poses: Float64[np.ndarray, "frames 4 4"], count: int
) -> list[int]:
    """Greedily the poses that show most objects not shown yet."""
    shown = [_objects(triangles, pose) for pose in poses]
    chosen: list[int] = []
    seen: frozenset[int] = frozenset()
    for _ in range(min(count, len(poses))):
        left = [i for i in range(len(poses)) if i not in chosen]
        best = max(left, key=lambda i: (len(shown[i] - seen), len(shown[i]), -i))
        chosen.append(best)
        seen |= shown[best]
    return chosen


def _objects(triangles: Triangles, pose: Float64[np.ndarray, "4 4"]) -> frozenset[int]:
    hits = rasterize(triangles.corners, pose, pinhole(*_SMALL), *_SMALL).triangle
    ids, counts = np.unique(triangles.objects[hits[hits >= 0]], return_counts=True)
    return frozenset(int(i) for i in ids[(ids >= 0) & (counts >= 6)])
