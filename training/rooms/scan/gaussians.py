"""A room as Gaussian splats without any fitting: flat discs on everything that can be seen."""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float32, Int32, Int64
from scipy.spatial import KDTree

from backend.types import SH_C0, Splats
from training.rooms.colors import Random
from training.rooms.render.light import shade
from training.rooms.render.raster import barycentric, rasterize
from training.rooms.scan.depth_camera import DepthCamera
from training.rooms.scan.on_triangle import interpolated
from training.rooms.scan.path import PathConfig, camera_path
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Room

_FLATNESS = 0.0015
"""Standard deviation across the surface, metres."""
_OPACITY = 0.97
_NEIGHBOURS = 5
"""How many of them each disc reaches."""


@dataclass(frozen=True)
class GaussianConfig:
    count: int = 80_000
    """About how many."""
    path: PathConfig = field(
        default_factory=lambda: PathConfig(
            area_per_stop=1.2, stops=(8, 20), views_per_stop=12, pitch=(-8.0, 25.0)
        )
    )
    """Many looks in all directions, ceilings too."""
    readings_per_view: int = 9000


@dataclass(frozen=True)
class _Places:
    triangles: Int32[np.ndarray, " places"]
    weights: Float32[np.ndarray, "places 3"]
    facing: Float32[np.ndarray, "places 3"]
    """From the place towards a camera that saw it."""


def room_gaussians(room: Room, rng: Random, config: GaussianConfig = GaussianConfig()) -> Splats:
    """Discs that reach each other, coloured under the room's light."""
    triangles = room_triangles(room)
    places = _seen(triangles, room, rng, config)
    positions = interpolated(triangles.corners, places.triangles, places.weights)
    kept, spacing = _even(positions, config.count)
    at, weights, positions = places.triangles[kept], places.weights[kept], positions[kept]
    normals = interpolated(triangles.normals, at, weights)
    normals *= np.sign((normals * places.facing[kept]).sum(1, keepdims=True) + 1e-9)
    colors = shade(triangles, room, at, weights, positions, normals).astype(np.float32) / 255
    n = len(positions)
    scales = np.empty((n, 3), np.float32)
    scales[:, :2] = _reach(positions, spacing)[:, None] * rng.uniform(0.9, 1.1, (n, 2))
    scales[:, 2] = _FLATNESS
    return Splats(
        np.round(positions, 4),
        scales,
        facing(normals, rng.uniform(0, np.pi, n)),
        np.full(n, _OPACITY, np.float32),
        ((colors - 0.5) / np.float32(SH_C0))[:, None],
    )


def _seen(triangles: Triangles, room: Room, rng: Random, config: GaussianConfig) -> _Places:
    """Places that the camera sees on its walk."""
    camera = DepthCamera(width=320, height=240, field_of_view=75)
    found = []
    for pose in camera_path(room, rng, config.path):
        hits = rasterize(triangles.corners, pose, camera.K, camera.width, camera.height)
        weights = barycentric(hits, triangles.corners, pose, camera.K)
        rows, columns = np.nonzero(hits.triangle >= 0)
        picked = rng.permutation(len(rows))[: config.readings_per_view]
        at = rows[picked], columns[picked]
        position = interpolated(triangles.corners, hits.triangle[at], weights[at])
        towards = (pose[:3, 3] - position).astype(np.float32)
        found.append((hits.triangle[at], weights[at], towards))
    return _Places(*(np.concatenate(columns) for columns in zip(*found, strict=True)))


def _even(
    positions: Float32[np.ndarray, "places 3"], count: int
) -> tuple[Int64[np.ndarray, " kept"], float]:
    """One place in each cell of a grid that leaves about `count`, and the cells' edge in metres."""
    edge, kept = 0.03, np.arange(len(positions))
    for _ in range(4):
        cells = np.floor(positions / edge).astype(np.int64)
        key = (cells[:, 0] * 1_000_003 + cells[:, 1]) * 1_000_003 + cells[:, 2]
        _, kept = np.unique(key, return_index=True)
        edge *= float(np.sqrt(len(kept) / count))
    return kept, round(edge, 4)


def _reach(positions: Float32[np.ndarray, "n 3"], spacing: float) -> Float32[np.ndarray, " n"]:
    """Standard deviations that close the gaps to the neighbours, metres."""
    distances = np.asarray(KDTree(positions).query(positions, k=_NEIGHBOURS + 1)[0])
    reach = np.clip(0.55 * distances[:, -1], 0.5 * spacing, spacing)
    return np.round(reach, 4).astype(np.float32)


def facing(normals: Float32[np.ndarray, "n 3"], turns: np.ndarray) -> Float32[np.ndarray, "n 4"]:
    """Quaternions wxyz that turn +Z to the normals, after a turn about Z (radians)."""
    half = normals + np.array([0.0, 0.0, 1.0])
    half[np.abs(half).sum(axis=1) < 1e-6] = (1, 0, 0)
    x, y, z = (half / np.linalg.norm(half, axis=1, keepdims=True)).T
    # Half a turn about the half-way direction, after a turn about Z.
    c, s = np.cos(turns), np.sin(turns)
    quaternions = np.stack([-z * s, x * c + y * s, y * c - x * s, z * c], axis=1)
    return np.round(quaternions, 6).astype(np.float32)
