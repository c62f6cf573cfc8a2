"""Single objects as point clouds: whole and clean, or as a scan shows them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from training.rooms.colors import Random
from training.rooms.render.light import shade
from training.rooms.scan.annotated import Scan
from training.rooms.scan.on_triangle import interpolated, random_places
from training.rooms.triangles import placed_triangles
from training.rooms.types import Placed, Room

_LEAST = 0.03
"""A neighbourhood is never taken narrower than this around a thing, metres."""


@dataclass(frozen=True)
class Crop:
    """One object, upright, as it stands in its room."""

    positions: Float32[np.ndarray, "points 3"]
    """Metres, in room coordinates."""
    colors: UInt8[np.ndarray, "points 3"]
    own: Bool[np.ndarray, " points"]
    """Which points are the object's own and not its neighbours'."""
    placed: Placed


def clean_crop(room: Room, object_id: int, count: int, rng: Random) -> Crop:
    """The whole surface of one object, evenly sampled, under the room's light."""
    placed = room.objects[object_id]
    triangles = placed_triangles([placed])
    at, weights = random_places(triangles.corners, count, rng)
    positions = np.round(interpolated(triangles.corners, at, weights), 4)
    normals = interpolated(triangles.normals, at, weights)
    colors = shade(triangles, room, at, weights, positions, normals)
    return Crop(positions, colors, np.ones(count, bool), placed)


def scan_crop(scan: Scan, object_id: int, *, margin: float = 0.08) -> Crop:
    """What the scan has in and around one object's box: partial, with bits of its neighbours.

    Args:
        scan: the scan.
        object_id: an object with at least one point.
        margin: how far the box is widened, as a share of its edges (at least 3 cm).
    """
    points = scan.points
    assert points.instances is not None and points.colors is not None
    own = points.instances == object_id
    if not own.any():
        raise ValueError(f"wanted an object that was seen, got {object_id} without a point")
    low, high = points.positions[own].min(0), points.positions[own].max(0)
    wide = np.maximum(margin * (high - low), _LEAST).astype(np.float32)
    # What carries the thing would be most of the crop.
    wide_low = wide * np.array([1, 1, 0.3], np.float32)
    inside = ((points.positions >= low - wide_low) & (points.positions <= high + wide)).all(axis=1)
    placed = scan.room.objects[object_id]
    return Crop(points.positions[inside], points.colors[inside], own[inside], placed)
