"""What a structured-light depth camera makes of a view: noise, quantisation, holes.

Constants follow what is published of such sensors: disparity noise and steps of an eighth of a
pixel make errors grow with the square of the distance (Khoshelham and Elberink 2012; Nguyen et al.
2012), readings fail at grazing incidence, on dark, shiny and transparent surfaces, at the edges of
things and beyond four to five metres.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64, Int32

from backend.kernels import kernel
from training.rooms.noise import chance
from training.rooms.render.raster import Hits
from training.rooms.triangles import Triangles


@dataclass(frozen=True)
class DepthCamera:
    width: int = 192
    height: int = 144
    field_of_view: float = 58.0
    """Horizontal, degrees."""
    near: float = 0.4
    far: float = 4.6
    """Metres; between three quarters of it and all of it readings get rare."""
    disparity_noise: float = 0.09
    """Standard deviation, pixels of the sensor's own 640-pixel image."""
    disparity_step: float = 0.125
    """Pixels of the sensor's own image."""
    baseline: float = 0.075
    """Metres between projector and sensor."""
    hole_size: int = 9
    """Holes come in patches about as wide as this many pixels."""

    @property
    def K(self) -> Float64[np.ndarray, "3 3"]:
        f = self.width / 2 / np.tan(np.radians(self.field_of_view) / 2)
        return np.array([[f, 0, self.width / 2], [0, f, self.height / 2], [0, 0, 1.0]])

    @property
    def disparity_at_one_metre(self) -> float:
        """Pixels of the sensor's own image."""
        return self.baseline * 320 / np.tan(np.radians(self.field_of_view) / 2)


@dataclass(frozen=True)
class Readings:
    """What one frame measured."""

    positions: Float32[np.ndarray, "readings 3"]
    """Metres, in camera coordinates (OpenCV axes)."""
    triangles: Int32[np.ndarray, " readings"]
    weights: Float32[np.ndarray, " readings"]
    """How much a reading is to be trusted: near and frontal ones most."""
    pixels: Int32[np.ndarray, " readings"]
    """Row · width + column."""


@dataclass(frozen=True)
class Surfaces:
    """What the sensor needs to know of every triangle."""

    normals: Float32[np.ndarray, "triangles 3"]
    shine: Float32[np.ndarray, " triangles"]
    brightness: Float32[np.ndarray, " triangles"]
    """Mean reflectance in infrared, taken to be that of the colour."""
    transparency: Float32[np.ndarray, " triangles"]

    @classmethod
    def of(cls, triangles: Triangles) -> "Surfaces":
        a, b, c = (triangles.corners[:, i] for i in range(3))
        n = np.cross(b - a, c - a)
        n = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)

        def per_triangle(values: list[float]) -> Float32[np.ndarray, " triangles"]:
            return np.array(values, np.float32)[triangles.parts]

        return cls(
            n.astype(np.float32),
            per_triangle([m.shine for m in triangles.materials]),
            per_triangle([float(np.mean(m.color.rgb)) ** 2.2 for m in triangles.materials]),
            per_triangle([m.transparency for m in triangles.materials]),
        )


def sense(
    hits: Hits,
    behind: Hits,
    surfaces: Surfaces,
    T_room_camera: Float64[np.ndarray, "4 4"],
    camera: DepthCamera,
    seed: int,
) -> Readings:
    """The readings of one frame.

    Args:
        hits: what each pixel sees.
        behind: the same without transparent triangles.
        surfaces: properties of the triangles that the hits name.
        T_room_camera: where the frame was taken from.
        camera: the sensor.
        seed: what decides noise and holes.
    """
    R = np.ascontiguousarray(T_room_camera[:3, :3])
    return Readings(
        *_sense(
            hits.triangle,
            hits.depth,
            behind.triangle,
            behind.depth,
            surfaces.normals,
            surfaces.shine,
            surfaces.brightness,
            surfaces.transparency,
            R,
            camera.K,
            camera.near,
            camera.far,
            camera.disparity_noise,
            camera.disparity_step,
            camera.disparity_at_one_metre,
            camera.hole_size,
            seed,
        )
    )


@kernel
def _bell(a, b, seed):
    """About normal, at most 3.5: a sum of four uniforms needs no logarithm."""
    total = 0.0
    for k in range(4):
        total += chance(a, b, k, seed)
    return (total - 2.0) * 1.7320508


@kernel
def _patch(u, v, size, seed):
    """Smooth noise in [0, 1] over the image, so that holes are patches and not dust."""
    x, y = u / size, v / size
    i, j = int(np.floor(x)), int(np.floor(y))
    fx, fy = x - i, y - j
    a, b = chance(i, j, 7, seed), chance(i + 1, j, 7, seed)
    c, d = chance(i, j + 1, 7, seed), chance(i + 1, j + 1, 7, seed)
    return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy


@kernel
def _edge(depth, v, u):
    """Whether a neighbour lies much nearer or farther."""
    z = depth[v, u]
    for dv, du in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        y, x = v + dv, u + du
        if 0 <= y < depth.shape[0] and 0 <= x < depth.shape[1]:
            other = depth[y, x]
            if other > 0 and abs(other - z) > 0.03 + 0.03 * z:
                return True
    return False


@kernel
def _sense(
    triangle, depth, behind_triangle, behind_depth, normals, shine, brightness, transparency,
    R, K, near, far, noise, quantum, focal_baseline, hole, seed,
):  # fmt: skip
    height, width = depth.shape
    positions = np.empty((height * width, 3), np.float32)
    triangles = np.empty(height * width, np.int32)
    weights = np.empty(height * width, np.float32)
    pixels = np.empty(height * width, np.int32)
    n = 0
    for row in range(height):
        for column in range(width):
            number = row * width + column
            # Which place a reading comes from is itself uncertain by a pixel.
            v = row + int(np.rint(0.6 * _bell(number, 1, seed)))
            u = column + int(np.rint(0.6 * _bell(number, 2, seed)))
            if v < 0 or u < 0 or v >= height or u >= width:
                continue
            t, z = triangle[v, u], np.float64(depth[v, u])
            if t >= 0 and transparency[t] > 0 and chance(number, 3, 8, seed) < transparency[t]:
                t, z = behind_triangle[v, u], np.float64(behind_depth[v, u])
            if t < 0 or z < near or z > far:
                continue
            x = (column + 0.5 - K[0, 2]) / K[0, 0]
            y = (row + 0.5 - K[1, 2]) / K[1, 1]
            length = np.sqrt(x * x + y * y + 1.0)
            dx = R[0, 0] * x + R[0, 1] * y + R[0, 2]
            dy = R[1, 0] * x + R[1, 1] * y + R[1, 2]
            dz = R[2, 0] * x + R[2, 1] * y + R[2, 2]
            cosine = abs(normals[t, 0] * dx + normals[t, 1] * dy + normals[t, 2] * dz) / length
            fails = 0.03
            if cosine < 0.35:
                fails += ((0.35 - cosine) / 0.3) ** 2
            fails += 1.4 * shine[t] * shine[t] * (1.0 - cosine) + (0.75 if shine[t] > 0.95 else 0.0)
            if brightness[t] < 0.06:
                fails += 0.45 * (1.0 - brightness[t] / 0.06) * min(z / 3.0, 1.2)
            if z > 0.75 * far:
                fails += (z - 0.75 * far) / (0.25 * far)
            if _edge(depth, v, u):
                fails += 0.35
            luck = 0.75 * _patch(column, row, hole, seed) + 0.25 * chance(number, 4, 8, seed)
            if luck < 0.12 + 0.76 * fails - 0.1 * (1.0 - fails):
                continue
            disparity = focal_baseline / z + noise * _bell(number, 5, seed)
            disparity = np.rint(disparity / quantum) * quantum
            if disparity <= 0:
                continue
            measured = focal_baseline / disparity
            positions[n, 0] = x * measured
            positions[n, 1] = y * measured
            positions[n, 2] = measured
            triangles[n] = t
            weights[n] = max(cosine, 0.1) / max(measured * measured, 0.25)
            pixels[n] = number
            n += 1
    return positions[:n], triangles[:n], weights[:n], pixels[:n]
