"""Triangles to pixels: which triangle each pixel sees, and how far away it is.

A z-buffer in homogeneous pixel coordinates (Olano and Greer, "Triangle scan conversion using 2D
homogeneous coordinates", 1997): edges and 1/z are linear over the image even where a triangle runs
through the plane of the camera, so nothing has to be cut to pieces. Both sides of a triangle are
seen. The centre of the pixel in column x and row y is at (x + 0.5, y + 0.5). Only sums, products
and quotients in double precision are used: the result is the same on every processor.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int32, Int64

from backend.kernels import kernel

NEAR = 0.01
"""What is nearer than this to the camera's plane is not seen, metres."""


@dataclass(frozen=True)
class Hits:
    """What each pixel sees."""

    triangle: Int32[np.ndarray, "height width"]
    """-1 = nothing."""
    depth: Float32[np.ndarray, "height width"]
    """Along the camera's z, metres; 0 = nothing."""


def rasterize(
    triangles: Float32[np.ndarray, "triangles 3 3"],
    T_room_camera: Float64[np.ndarray, "4 4"],
    K: Float64[np.ndarray, "3 3"],
    width: int,
    height: int,
    *,
    skip: Bool[np.ndarray, " triangles"] | None = None,
    orthographic: bool = False,
) -> Hits:
    """The nearest triangle in each pixel; of several equally near, the first.

    Args:
        triangles: Corners, metres.
        T_room_camera: Pose of the camera, whose x goes right, y down and z forwards.
        K: Maps (x / z, y / z) to pixels, or (x, y) where the view is orthographic.
        width: Of the image, pixels.
        height: Of the image, pixels.
        skip: Triangles to leave out, such as panes of glass.
        orthographic: Whether all rays are parallel to the camera's z.
    """
    if skip is None:
        skip = np.zeros(len(triangles), np.bool_)
    nearness = np.full((height, width), -np.inf)
    triangle = np.full((height, width), -1, np.int32)
    M = _pixel_matrix(T_room_camera, K, orthographic)
    _draw(triangles, skip, M, orthographic, nearness, triangle)
    depth = -nearness if orthographic else 1 / nearness
    return Hits(triangle, np.where(triangle >= 0, depth, 0).astype(np.float32))


def silhouettes(
    triangles: Float32[np.ndarray, "triangles 3 3"],
    groups: Int32[np.ndarray, " triangles"],
    T_room_camera: Float64[np.ndarray, "4 4"],
    K: Float64[np.ndarray, "3 3"],
    width: int,
    height: int,
    *,
    orthographic: bool = False,
) -> Int64[np.ndarray, " groups"]:
    """How many pixels each group of triangles covers, whatever stands before it.

    Args:
        triangles: Corners, metres.
        groups: The group of each, -1 for none; a group's triangles follow one another.
        T_room_camera: See `rasterize`; `K`, `width`, `height`, `orthographic` as well.
        K: See `rasterize`.
        width: See `rasterize`.
        height: See `rasterize`.
        orthographic: See `rasterize`.
    """
    pixels = np.zeros(groups.max(initial=-1) + 1, np.int64)
    last = np.full((height, width), -1, np.int32)
    M = _pixel_matrix(T_room_camera, K, orthographic)
    _cover(triangles, groups, M, orthographic, last, pixels)
    return pixels


def barycentric(
    hits: Hits,
    triangles: Float32[np.ndarray, "triangles 3 3"],
    T_room_camera: Float64[np.ndarray, "4 4"],
    K: Float64[np.ndarray, "3 3"],
    *,
    orthographic: bool = False,
) -> Float32[np.ndarray, "height width 3"]:
    """Weights of its triangle's corners in each pixel, with their sum 1; 0 where nothing is."""
    weights = np.zeros((*hits.triangle.shape, 3), np.float32)
    M = _pixel_matrix(T_room_camera, K, orthographic)
    _weigh(triangles, M, orthographic, hits.triangle, weights)
    return weights


@kernel
def _pixel_matrix(T_room_camera, K, orthographic):
    """(3, 4): from room coordinates to (u z, v z, z), or to (u, v, z) where rays are parallel."""
    C = np.empty((3, 4))
    for i in range(3):
        C[i, 3] = 0.0
        for j in range(3):
            C[i, j] = T_room_camera[j, i]
            C[i, 3] -= T_room_camera[j, i] * T_room_camera[j, 3]
    M = C.copy()
    for i in range(2):
        for j in range(4):
            M[i, j] = K[i, 0] * C[0, j] + K[i, 1] * C[1, j]
            if orthographic:
                M[i, j] += K[i, 2] if j == 3 else 0.0
            else:
                M[i, j] += K[i, 2] * C[2, j]
    return M


@kernel
def _project(corners, M, orthographic, p, z):
    """Fills p with the homogeneous pixels (u w, v w, w) of three corners, z with their depths."""
    for i in range(3):
        x, y, up = float(corners[i, 0]), float(corners[i, 1]), float(corners[i, 2])
        p[i, 0] = M[0, 0] * x + M[0, 1] * y + M[0, 2] * up + M[0, 3]
        p[i, 1] = M[1, 0] * x + M[1, 1] * y + M[1, 2] * up + M[1, 3]
        z[i] = M[2, 0] * x + M[2, 1] * y + M[2, 2] * up + M[2, 3]
        p[i, 2] = 1.0 if orthographic else z[i]


@kernel
def _volume(p):
    """Determinant of the corners, its sign being the side that is seen; 0 if seen edge-on."""
    e0, e1, e2 = p[1, 0] - p[0, 0], p[1, 1] - p[0, 1], p[1, 2] - p[0, 2]
    f0, f1, f2 = p[2, 0] - p[0, 0], p[2, 1] - p[0, 1], p[2, 2] - p[0, 2]
    volume = (
        p[0, 0] * (e1 * f2 - e2 * f1)
        + p[0, 1] * (e2 * f0 - e0 * f2)
        + p[0, 2] * (e0 * f1 - e1 * f0)
    )
    size = (
        (abs(p[0, 0]) + abs(p[0, 1]) + abs(p[0, 2]))
        * (abs(e0) + abs(e1) + abs(e2))
        * (abs(f0) + abs(f1) + abs(f2))
    )
    return volume if abs(volume) > 1e-13 * size else 0.0


@kernel
def _set_edges(p, volume, edges):
    """Fills rows 0 to 2 with (a, b, c): a u + b v + c is not negative on the triangle's side.

    An edge that two triangles share has exactly opposite numbers in them, so no pixel is lost.
    """
    sign = 1.0 if volume > 0 else -1.0
    for i in range(3):
        j, k = (i + 1) % 3, (i + 2) % 3
        edges[i, 0] = sign * (p[j, 1] * p[k, 2] - p[j, 2] * p[k, 1])
        edges[i, 1] = sign * (p[j, 2] * p[k, 0] - p[j, 0] * p[k, 2])
        edges[i, 2] = sign * (p[j, 0] * p[k, 1] - p[j, 1] * p[k, 0])


@kernel
def _nearness(p, z, volume, orthographic):
    """(a, b, c): a u + b v + c is 1 / z on the triangle's plane, or -z where rays are parallel."""
    e0, e1, e2 = p[1, 0] - p[0, 0], p[1, 1] - p[0, 1], p[1, 2] - p[0, 2]
    f0, f1, f2 = p[2, 0] - p[0, 0], p[2, 1] - p[0, 1], p[2, 2] - p[0, 2]
    if orthographic:
        e2, f2 = z[1] - z[0], z[2] - z[0]
        a, b = (e1 * f2 - e2 * f1) / volume, (e2 * f0 - e0 * f2) / volume
        return a, b, -z[0] - a * p[0, 0] - b * p[0, 1]
    return (
        (e1 * f2 - e2 * f1) / volume,
        (e2 * f0 - e0 * f2) / volume,
        (e0 * f1 - e1 * f0) / volume,
    )


@kernel
def _outside(p, z, width, height):
    """Whether one side of the view has all three corners beyond it."""
    if z[0] < NEAR and z[1] < NEAR and z[2] < NEAR:
        return True
    for axis, size in ((0, width), (1, height)):
        if p[0, axis] < 0 and p[1, axis] < 0 and p[2, axis] < 0:
            return True
        if (
            p[0, axis] > size * p[0, 2]
            and p[1, axis] > size * p[1, 2]
            and p[2, axis] > size * p[2, 2]
        ):
            return True
    return False


@kernel
def _range(p, z, axis, size):
    """First and one past the last pixel whose centre the part beyond NEAR may cover."""
    low, high = np.inf, -np.inf
    for i in range(3):
        if z[i] >= NEAR:
            at = p[i, axis] / p[i, 2]
            low, high = min(low, at), max(high, at)
        j = (i + 1) % 3
        if (z[i] < NEAR) != (z[j] < NEAR):
            t = (NEAR - z[i]) / (z[j] - z[i])
            at = (p[i, axis] + t * (p[j, axis] - p[i, axis])) / (p[i, 2] + t * (p[j, 2] - p[i, 2]))
            low, high = min(low, at), max(high, at)
    # A hair more on both sides: the edges decide.
    first = np.ceil(min(max(low - 0.501, 0.0), float(size)))
    last = np.floor(min(max(high - 0.499, -1.0), float(size - 1)))
    return int(first), int(last) + 1


@kernel
def _set_bounds(edges, bounds):
    """Fills bounds with (d, e, side): u >= d v + e if side is 1, u <= d v + e if it is -1.

    A level edge has side 0 and keeps (b, c): b v + c is not negative.
    """
    for i in range(len(edges)):
        slope = edges[i, 0]
        if slope == 0:
            bounds[i, 0], bounds[i, 1], bounds[i, 2] = edges[i, 1], edges[i, 2], 0.0
        else:
            bounds[i, 0], bounds[i, 1] = -edges[i, 1] / slope, -edges[i, 2] / slope
            bounds[i, 2] = 1.0 if slope > 0 else -1.0


@kernel
def _scan(corners, M, orthographic, begin, end, width, p, z, edges, bounds):
    """Fills in which pixels of each row a triangle covers: from `begin` to before `end`.

    Returns:
        The first row and one past the last, and (a, b, c) of `_nearness`.
    """
    _project(corners, M, orthographic, p, z)
    if _outside(p, z, width, len(begin)):
        return 0, 0, 0.0, 0.0, 0.0
    volume = _volume(p)
    if volume == 0.0:
        return 0, 0, 0.0, 0.0, 0.0
    top, bottom = _range(p, z, 1, len(begin))
    first, last = _range(p, z, 0, width)
    if top >= bottom or first >= last:
        return 0, 0, 0.0, 0.0, 0.0
    a, b, c = _nearness(p, z, volume, orthographic)
    limit = -NEAR if orthographic else 1 / NEAR
    _set_edges(p, volume, edges)
    edges[3, 0], edges[3, 1], edges[3, 2] = -a, -b, limit - c
    count = 4 if min(z[0], z[1], z[2]) < NEAR else 3
    _set_bounds(edges, bounds)
    for y in range(top, bottom):
        begin[y], end[y] = _span(bounds, count, y + 0.5, first + 0.5, last - 0.5)
    return top, bottom, a, b, c


@kernel
def _draw(triangles, skip, M, orthographic, nearness, triangle):
    height, width = triangle.shape
    begin, end = np.empty(height, np.int32), np.empty(height, np.int32)
    p, z, edges, bounds = np.empty((3, 3)), np.empty(3), np.empty((4, 3)), np.empty((4, 3))
    for n in range(len(triangles)):
        if skip[n]:
            continue
        top, bottom, a, b, c = _scan(
            triangles[n], M, orthographic, begin, end, width, p, z, edges, bounds
        )
        for y in range(top, bottom):
            row = b * (y + 0.5) + c
            for x in range(begin[y], end[y]):
                near = a * (x + 0.5) + row
                if near > nearness[y, x]:
                    nearness[y, x] = near
                    triangle[y, x] = n


@kernel
def _cover(triangles, groups, M, orthographic, last, pixels):
    height, width = last.shape
    begin, end = np.empty(height, np.int32), np.empty(height, np.int32)
    p, z, edges, bounds = np.empty((3, 3)), np.empty(3), np.empty((4, 3)), np.empty((4, 3))
    for n in range(len(triangles)):
        group = groups[n]
        if group < 0:
            continue
        top, bottom, _, _, _ = _scan(
            triangles[n], M, orthographic, begin, end, width, p, z, edges, bounds
        )
        for y in range(top, bottom):
            for x in range(begin[y], end[y]):
                if last[y, x] != group:
                    last[y, x] = group
                    pixels[group] += 1


@kernel
def _span(bounds, count, v, left, right):
    """First and one past the last pixel of row v between left and right within all bounds."""
    for i in range(count):
        at = bounds[i, 0] * v + bounds[i, 1]
        if bounds[i, 2] > 0:
            left = max(left, at)
        elif bounds[i, 2] < 0:
            right = min(right, at)
        elif at < 0:
            return 0, 0
    if left > right:
        return 0, 0
    return int(np.ceil(left - 0.5)), int(np.floor(right - 0.5)) + 1


@kernel
def _weigh(triangles, M, orthographic, triangle, weights):
    height, width = triangle.shape
    p, z, edges = np.empty((3, 3)), np.empty(3), np.empty((4, 3))
    seen = -1
    for y in range(height):
        for x in range(width):
            n = triangle[y, x]
            if n < 0:
                continue
            if n != seen:
                _project(triangles[n], M, orthographic, p, z)
                _set_edges(p, _volume(p), edges)
                seen = n
            total = 0.0
            for i in range(3):
                w = edges[i, 0] * (x + 0.5) + edges[i, 1] * (y + 0.5) + edges[i, 2]
                weights[y, x, i] = max(0.0, w)
                total += max(0.0, w)
            for i in range(3):
                weights[y, x, i] /= total
