"""Painted surfaces: boxes, cushions and turned shapes as fine triangle meshes.

Everything is tessellated to about `STEP`, so that light can be kept per triangle.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from jaxtyping import Float64, Int64

STEP = 0.08
"""Wanted edge length of the triangles, metres."""

Paint = Callable[[Float64[np.ndarray, "n 3"]], Float64[np.ndarray, "n 3"]]
"""From positions in the shape's own coordinates to linear RGB reflectance."""


@dataclass(frozen=True)
class Surface:
    """One painted part of an object."""

    vertices: Float64[np.ndarray, "vertices 3"]
    normals: Float64[np.ndarray, "vertices 3"]
    local: Float64[np.ndarray, "vertices 3"]
    """Where the paint is looked up: the vertices before they were moved."""
    faces: Int64[np.ndarray, "faces 3"]
    paint: Paint
    label: str = ""
    instance: int = -1
    glow: float = 0.0
    """Light that the surface sends out by itself, in multiples of its paint."""
    blocks_light: bool = True
    scanned: bool = True
    """Whether it is part of the sample; walls on the viewer's side only hold the light in."""

    def moved(self, x: float = 0, y: float = 0, z: float = 0, *, yaw: float = 0) -> "Surface":
        """Turned about Z by degrees, then shifted by metres."""
        a = np.radians(yaw)
        R = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
        return replace(self, vertices=self.vertices @ R.T + (x, y, z), normals=self.normals @ R.T)

    def tilted(self, degrees: float, axis: int = 0) -> "Surface":
        """Turned about its own x (0) or y (1) axis."""
        a = np.radians(degrees)
        i, j = ((1, 2), (2, 0))[axis]
        R = np.eye(3)
        R[i, i] = R[j, j] = np.cos(a)
        R[j, i], R[i, j] = np.sin(a), -np.sin(a)
        return replace(self, vertices=self.vertices @ R.T, normals=self.normals @ R.T)


def box(size: tuple[float, float, float], paint: Paint, *, step: float = STEP) -> Surface:
    """A box that stands on its centre: z from 0 to the height."""
    return cushion(size, paint, radius=0.0, step=step)


def cushion(
    size: tuple[float, float, float],
    paint: Paint,
    *,
    radius: float,
    bulge: float = 0.0,
    step: float = STEP,
) -> Surface:
    """A box with rounded edges whose top and bottom bulge outwards by `bulge` metres."""
    half = np.array(size) / 2
    lines = [_grid_lines(h, min(radius, h * 0.98), step) for h in half]
    vertices, normals, faces, count = [], [], [], 0
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            side = np.zeros((len(lines[u]), len(lines[v]), 3))
            side[..., axis] = sign * half[axis]
            side[..., u] = lines[u][:, None]
            side[..., v] = lines[v][None]
            out = np.zeros(3)
            out[axis] = sign
            vertices.append(side.reshape(-1, 3))
            normals.append(np.broadcast_to(out, vertices[-1].shape))
            faces.append(_grid_faces(*side.shape[:2], flip=sign < 0) + count)
            count += len(vertices[-1])
    points, out = np.concatenate(vertices), np.concatenate(normals)
    if radius:
        inner = np.clip(points, -(half - radius), half - radius)
        out = points - inner
        out = out / np.linalg.norm(out, axis=1, keepdims=True)
        points = inner + radius * out
    if bulge:
        dome = np.prod(np.clip(1 - (points[:, :2] / half[:2]) ** 2, 0, 1), axis=1)
        points[:, 2] += np.sign(points[:, 2]) * bulge * dome
    points = points + np.array([0.0, 0.0, half[2]])
    return Surface(points, out, points, np.concatenate(faces), paint)


def turned(
    profile: list[tuple[float, float]], paint: Paint, *, sides: int = 24, step: float = STEP
) -> Surface:
    """A shape from the lathe: (radius, height) pairs from bottom to top, turned about Z."""
    corners = np.array(profile)
    rings = [corners[:1]]
    for a, b in pairwise(corners):
        n = max(1, round(float(np.linalg.norm(b - a)) / step))
        rings.append(a + (b - a) * (np.arange(1, n + 1) / n)[:, None])
    ring = np.concatenate(rings)
    slope = np.gradient(ring, axis=0)
    angles = np.linspace(0, 2 * np.pi, sides + 1)
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    vertices = np.empty((len(ring), sides + 1, 3))
    vertices[..., :2] = ring[:, None, :1] * around
    vertices[..., 2] = ring[:, None, 1]
    normals = np.empty_like(vertices)
    normals[..., :2] = slope[:, None, 1:] * around
    normals[..., 2] = -slope[:, None, 0]
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-9)
    faces = _grid_faces(len(ring), sides + 1, flip=True)
    points = vertices.reshape(-1, 3)
    return Surface(points, normals.reshape(-1, 3), points, faces, paint)


def sheet(
    width: float, height: float, paint: Paint, *, waves: float = 0.0, step: float = STEP
) -> Surface:
    """An upright sheet in the x-z plane that faces -y; `waves` metres deep folds make a curtain."""
    x = np.linspace(-width / 2, width / 2, max(2, round(width / step) + 1))
    z = np.linspace(0, height, max(2, round(height / step) + 1))
    phase = 2 * np.pi * x / 0.16
    points = np.zeros((len(x), len(z), 3))
    points[..., 0], points[..., 2] = x[:, None], z[None]
    points[..., 1] = waves * np.sin(phase)[:, None]
    normals = np.zeros_like(points)
    normals[..., 0] = (waves * np.cos(phase) * 2 * np.pi / 0.16)[:, None]
    normals[..., 1] = -1
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    flat = points.reshape(-1, 3)
    faces = _grid_faces(len(x), len(z), flip=False)
    return Surface(flat, normals.reshape(-1, 3), flat, faces, paint)


def leaf(length: float, width: float, droop: float, paint: Paint) -> Surface:
    """A leaf that grows from zero along +x and bends down."""
    t, s = np.meshgrid(np.linspace(0, 1, 8), np.linspace(-1, 1, 4), indexing="ij")
    half = width / 2 * np.sin(np.pi * np.clip(t, 0.03, 0.97)) ** 0.8
    points = np.stack(
        [length * t, half * s, length * (0.55 * t - droop * t**2) + 0.15 * half * s**2], axis=-1
    ).reshape(-1, 3)
    slope = np.stack([np.ones_like(t), 0 * t, 0.55 - 2 * droop * t], axis=-1).reshape(-1, 3)
    normals = np.cross(slope, (0.0, 1.0, 0.0)) * (1.0, 1.0, 1.0)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Surface(points, normals, points, _grid_faces(8, 4, flip=False), paint)


def _grid_lines(half: float, radius: float, step: float) -> Float64[np.ndarray, " lines"]:
    inner = half - radius
    n = max(2, round(2 * inner / step) + 1)
    lines = np.linspace(-inner, inner, n)
    if not radius:
        return lines
    rounded = inner + radius * np.array([0.4, 0.8, 1.0])
    return np.concatenate([-rounded[::-1], lines, rounded])


def _grid_faces(rows: int, columns: int, *, flip: bool) -> Int64[np.ndarray, "faces 3"]:
    """Two triangles per cell of a grid; counter-clockwise where rows × columns points outwards."""
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    b, c, d = a + columns, a + columns + 1, a + 1
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return faces[:, ::-1] if flip else faces
