"""Daylight in the room: sun and sky through the window, a lamp, and what the surfaces reflect.

Radiosity on the triangles of the tessellated room; at the samples themselves sun, sky and lamp are
traced again, so that shadows stay sharp. Reflected light `albedo · E` is the unit throughout.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from jaxtyping import Bool, Float64

from scripts.samples.room import DEPTH, HEIGHT, LAMP, WIDTH, WINDOW
from scripts.samples.surfaces import Surface

_TO_SUN = np.array([-0.36, 0.76, 0.6]) / np.linalg.norm([-0.36, 0.76, 0.6])
_SUN = 7.5 * np.array([1.0, 0.86, 0.66])
_SKY = 6.0 * np.array([0.86, 0.95, 1.0])
_BULB = 0.16 * np.array([1.0, 0.72, 0.42])
_OFFSET = 2e-3
"""Rays start this far above the surface, metres."""

Vectors = Float64[np.ndarray, "n 3"]


class Daylight:
    """The light in a room of surfaces, ready to be asked for at any place on them."""

    def __init__(self, surfaces: Sequence[Surface], rng: np.random.Generator):
        import open3d as o3d

        self._rng = rng
        # Open3D's stubs know no arrays.
        self._tensor = tensor = cast("Any", o3d.core.Tensor)
        self._rays = o3d.t.geometry.RaycastingScene(nthreads=2)
        solid = [surface for surface in surfaces if surface.blocks_light]
        triangles = []
        for surface in solid:
            self._rays.add_triangles(
                tensor(surface.vertices.astype(np.float32)),
                tensor(surface.faces.astype(np.uint32)),
            )
            triangles.append(len(surface.faces))
        self._first = np.concatenate([[0], np.cumsum(triangles)])
        centers, normals, albedo = (
            np.concatenate([get(surface) for surface in solid])
            for get in (_centers, _face_normals, _face_albedo)
        )
        glow = np.concatenate([np.full(n, s.glow) for s, n in zip(solid, triangles, strict=True)])
        direct = self._direct(centers, normals)
        self._reflected = albedo * (direct + glow[:, None])
        for _ in range(3):
            gathered = self._gathered(centers, normals, rays=32)
            self._reflected = albedo * (direct + gathered + glow[:, None])

    def at(self, positions: Vectors, normals: Vectors, rays: int = 48) -> Vectors:
        """Irradiance over π at places on the surfaces, linear RGB."""
        gathered = _smoothed(positions, normals, self._gathered(positions, normals, rays))
        return self._direct(positions, normals) + gathered

    def seen(self, positions: Vectors, normals: Vectors) -> Bool[np.ndarray, " n"]:
        """Whether a scanner that is carried through the room sees a place."""
        start = positions + _OFFSET * normals
        low, high = (0.05, 0.05, 0.2), (WIDTH - 0.3, DEPTH - 0.3, HEIGHT - 0.1)
        seen = np.zeros(len(positions), bool)
        for scanner in self._rng.uniform(low, high, (64, 3)):
            hidden = np.flatnonzero(~seen)
            seen[hidden] = ~self._blocked(start[hidden], scanner - start[hidden])
        return seen

    def _direct(self, positions: Vectors, normals: Vectors) -> Vectors:
        start = positions + _OFFSET * normals
        return self._sun(start, normals) + self._sky(start, normals) + self._lamp(start, normals)

    def _sun(self, start: Vectors, normals: Vectors) -> Vectors:
        seen = np.zeros(len(start))
        for _ in range(6):
            towards = _TO_SUN + self._rng.normal(0, 0.006, 3)
            seen += ~self._blocked(start, np.broadcast_to(towards * 20, start.shape))
        return (seen / 6 * np.clip(normals @ _TO_SUN, 0, None))[:, None] * _SUN

    def _sky(self, start: Vectors, normals: Vectors) -> Vectors:
        """The window pane as an area light, one jittered sample in each cell of a grid."""
        x0, x1, z0, z1 = WINDOW
        columns, rows = 8, 6
        area = (x1 - x0) * (z1 - z0) / (columns * rows)
        total = np.zeros(len(start))
        for column in range(columns):
            for row in range(rows):
                u, v = self._rng.random((2, len(start)))
                pane = np.empty_like(start)
                pane[:, 0] = x0 + (x1 - x0) * (column + u) / columns
                pane[:, 1] = DEPTH + 0.08
                pane[:, 2] = z0 + (z1 - z0) * (row + v) / rows
                total += area * self._form_factor(start, normals, pane, facing=(0.0, -1.0, 0.0))
        return total[:, None] * _SKY / np.pi

    def _lamp(self, start: Vectors, normals: Vectors) -> Vectors:
        total = np.zeros(len(start))
        for _ in range(8):
            total += self._form_factor(
                start, normals, LAMP + self._rng.normal(0, 0.05, start.shape)
            )
        return total[:, None] * _BULB / 8

    def _form_factor(
        self,
        start: Vectors,
        normals: Vectors,
        light: Vectors,
        facing: tuple[float, float, float] | None = None,
    ) -> Float64[np.ndarray, " n"]:
        """Cosine over r² towards a point light, times the light's own cosine if it has a side."""
        way = light - start
        r2 = np.maximum((way**2).sum(axis=1), 0.01)
        factor = np.clip((way * normals).sum(axis=1), 0, None) / r2**1.5
        if facing is not None:
            factor *= np.clip(-(way @ np.array(facing)), 0, None) / np.sqrt(r2)
        lit = factor > 1e-6
        factor[lit] *= ~self._blocked(start[lit], way[lit])
        return factor

    def _blocked(self, start: Vectors, way: Vectors) -> np.ndarray:
        rays = np.concatenate([start, way], axis=1).astype(np.float32)
        hit = self._rays.test_occlusions(self._tensor(rays), tnear=0.0, tfar=0.999)
        return hit.numpy()

    def _gathered(self, positions: Vectors, normals: Vectors, rays: int) -> Vectors:
        """Mean reflected light over cosine-distributed directions."""
        start = positions + _OFFSET * normals
        total = np.zeros_like(start)
        for i in range(rays):
            # Stratified in the azimuth, so that few rays see every side.
            turn = 2 * np.pi * (i + self._rng.random(len(start))) * 0.618034
            up = np.sqrt((i + self._rng.random(len(start))) / rays)
            around = np.sqrt(1 - up**2)
            tangent, bitangent = _frame(normals)
            way = (
                up[:, None] * normals
                + (around * np.cos(turn))[:, None] * tangent
                + (around * np.sin(turn))[:, None] * bitangent
            )
            batch = np.concatenate([start, way], axis=1).astype(np.float32)
            hit = self._rays.cast_rays(self._tensor(batch))
            body = hit["geometry_ids"].numpy()
            found = body != self._rays.INVALID_ID
            face = self._first[body[found]] + hit["primitive_ids"].numpy()[found]
            total[found] += self._reflected[face]
        return total / rays


def _smoothed(positions: Vectors, normals: Vectors, light: Vectors) -> Vectors:
    """Mean over near samples that face the same way: takes the noise of few rays out."""
    from scipy.spatial import KDTree

    if len(positions) < 2:
        return light
    count = min(24, len(positions))
    # Normals count as metres, so that the two sides of an edge do not mix.
    tree = KDTree(np.concatenate([positions, 0.25 * normals], axis=1))
    near = tree.query(tree.data, k=count, workers=2)[1]
    return light[near].mean(axis=1)


def _frame(normals: Vectors) -> tuple[Vectors, Vectors]:
    """Two directions at right angles to each normal and to each other."""
    other = np.where(np.abs(normals[:, :1]) > 0.8, [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]])
    tangent = np.cross(normals, other)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    return tangent, np.cross(normals, tangent)


def _centers(surface: Surface) -> Vectors:
    return surface.vertices[surface.faces].mean(axis=1)


def _face_normals(surface: Surface) -> Vectors:
    normals = surface.normals[surface.faces].mean(axis=1)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def _face_albedo(surface: Surface) -> Vectors:
    return surface.paint(surface.local[surface.faces].mean(axis=1))
