"""A room as points without a scanner: every surface, evenly, seen or not."""

import numpy as np

from backend.types import Points
from training.rooms.colors import Random
from training.rooms.render.light import shade
from training.rooms.scan.annotated import Scan, labelled
from training.rooms.scan.on_triangle import interpolated, random_places
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room


def sample_room(room: Room, rng: Random, count: int = 60_000) -> Scan:
    """Points on all surfaces, ceilings left out."""
    triangles = room_triangles(room)
    shown = np.flatnonzero(~_is_ceiling(triangles))
    chosen, weights = random_places(triangles.corners[shown], count, rng)
    at = shown[chosen].astype(np.int32)
    positions = np.round(interpolated(triangles.corners, at, weights), 4)
    normals = interpolated(triangles.normals, at, weights)
    colors = shade(triangles, room, at, weights, positions, normals)
    points = labelled(room, triangles, Points(positions, colors, normals), at)
    return Scan(room, points, at, np.zeros((0, 4, 4)))


def _is_ceiling(triangles: Triangles) -> np.ndarray:
    names = np.array([name == "ceiling" for name in triangles.part_names])
    return names[triangles.parts] & (triangles.objects < 0)
