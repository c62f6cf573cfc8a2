"""Walk through a room with a depth camera and fuse what it saw to a labelled cloud."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from jaxtyping import Float32, Float64, Int32

from backend.types import Points
from training.rooms.colors import Random
from training.rooms.render.light import shade
from training.rooms.render.raster import rasterize
from training.rooms.scan.annotated import Scan, labelled
from training.rooms.scan.decimate import keep_detail
from training.rooms.scan.depth_camera import DepthCamera, Readings, Surfaces, sense
from training.rooms.scan.drift import drifted
from training.rooms.scan.exposure import exposed
from training.rooms.scan.fusion import Volume
from training.rooms.scan.on_triangle import nearest_weights
from training.rooms.scan.path import PathConfig, camera_path
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room

_PER_VOXEL = 3.0
"""Readings per voxel and frame beyond which more add nothing."""


@dataclass(frozen=True)
class ScanConfig:
    path: PathConfig = field(default_factory=PathConfig)
    camera: DepthCamera = field(default_factory=DepthCamera)
    voxel: float = 0.0155
    """Edge of the fused grid for a floor of 12 square metres, metres; it varies by a tenth."""
    growth: float = 0.25
    """The grid's edge grows with this power of the floor's area: large scans are kept coarser."""
    drift: tuple[float, float] = (0.008, 0.25)
    """Standard deviation of the pose, metres and degrees."""
    least_weight: float = 0.5
    """How much a voxel must have been seen: about one reading at a metre and a half."""
    spacing: tuple[float, float] = (0.9, 2.1)
    """Least distance of the points that stay, on bent and on plane surfaces, in voxels."""


def scan_room(room: Room, rng: Random, config: ScanConfig = ScanConfig()) -> Scan:
    """The cloud that a hand-held depth camera would deliver of a room."""
    triangles = room_triangles(room)
    poses = camera_path(room, rng, config.path)
    area = sum(shapely.Polygon(floor.outline).area for floor in room.floors)
    voxel = config.voxel * (area / 12) ** config.growth * float(rng.uniform(0.9, 1.1))
    volume = _fused(triangles, poses, voxel, rng, config)
    surface = volume.surface(least_weight=config.least_weight)
    fine, coarse = (voxel * spacing for spacing in config.spacing)
    kept = keep_detail(surface.positions, surface.normals, rng, fine=fine, coarse=coarse)
    positions, normals = surface.positions[kept], surface.normals[kept]
    at = surface.triangles[kept]
    weights = nearest_weights(triangles.corners[at], positions)
    lit = shade(triangles, room, at, weights, positions, _outwards(normals, triangles, at))
    colors = exposed(lit, positions, rng)
    points = labelled(room, triangles, Points(positions, colors, normals), at)
    return Scan(room, points, at, poses)


def _outwards(
    normals: Float32[np.ndarray, "points 3"], triangles: Triangles, at: Int32[np.ndarray, " points"]
) -> Float32[np.ndarray, "points 3"]:
    """Turned to the side of the triangles that a camera saw.

    Thin things get stray points whose slope is reversed; no camera sees them dark.
    """
    n = triangles.normals[at, 0]
    side = n[:, 0] * normals[:, 0] + n[:, 1] * normals[:, 1] + n[:, 2] * normals[:, 2]
    return np.where(side[:, None] < 0, -normals, normals)


def _fused(
    triangles: Triangles,
    poses: Float64[np.ndarray, "frames 4 4"],
    voxel: float,
    rng: Random,
    config: ScanConfig,
) -> Volume:
    surfaces = Surfaces.of(triangles)
    clear = surfaces.transparency > 0
    believed = drifted(poses, rng, metres=config.drift[0], degrees=config.drift[1])
    bounds = np.stack([triangles.corners.min((0, 1)), triangles.corners.max((0, 1))])
    volume = Volume(bounds.astype(np.float64), voxel, yaw=rng.uniform(0, np.pi))
    camera, seed = config.camera, int(rng.integers(1 << 32))
    for frame, (pose, belief) in enumerate(zip(poses, believed, strict=True)):
        hits = rasterize(triangles.corners, pose, camera.K, camera.width, camera.height)
        behind = hits
        if clear[np.maximum(hits.triangle, 0)].any():
            behind = rasterize(
                triangles.corners, pose, camera.K, camera.width, camera.height, skip=clear
            )
        readings = sense(hits, behind, surfaces, pose, camera, seed + 7919 * frame)
        readings = _not_too_many(readings, camera, voxel, rng)
        at = _to_room(readings.positions, belief)
        volume.add(at, belief[:3, 3].copy(), readings.triangles, readings.weights)
    return volume


def _not_too_many(readings: Readings, camera: DepthCamera, voxel: float, rng: Random) -> Readings:
    """Near the camera many pixels fall into one voxel: a few of them, with more weight, will do."""
    footprint = readings.positions[:, 2] / (camera.K[0, 0] * voxel)
    share = np.clip(_PER_VOXEL * footprint**2, 0.1, 1)
    kept = rng.random(len(share), np.float32) < share
    weights = (readings.weights[kept] / share[kept]).astype(np.float32)
    arrays = (readings.positions, readings.triangles, readings.pixels)
    positions, triangles, pixels = (array[kept] for array in arrays)
    return Readings(positions, triangles, weights, pixels)


def _to_room(positions: np.ndarray, T: Float64[np.ndarray, "4 4"]) -> np.ndarray:
    """Written out, since matrix libraries round differently on different processors."""
    x, y, z = positions.astype(np.float64).T
    rows = [T[i, 0] * x + T[i, 1] * y + T[i, 2] * z + T[i, 3] for i in range(3)]
    return np.stack(rows, axis=1).astype(np.float32)
