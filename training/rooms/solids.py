"""Shapes that furniture is put together from, as triangle meshes. Metres, Z up.

Every shape is centred on x = y = 0 and stands on z = 0 unless it says otherwise; angles are
degrees. Meshes are coarse on purpose: textures are computed per pixel and light per corner, so a
flat board needs twelve triangles. Faces are counter-clockwise seen from outside.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int64

from training.rooms.earcut import triangulate


@dataclass(frozen=True)
class Ring:
    """A level outline of a lofted shape."""

    width: float
    depth: float
    z: float
    y: float = 0.0
    """Where its middle lies."""
    power: float = 2.0
    """2 an ellipse, 4 a rounded rectangle, 20 nearly a rectangle."""
    taper: float = 0.0
    """How much narrower it is in front, and wider behind: an egg, a toilet seat."""


@dataclass(frozen=True)
class Solid:
    vertices: Float64[np.ndarray, "vertices 3"]
    faces: Int64[np.ndarray, "faces 3"]
    smooth: bool = False
    """Whether light runs smoothly over the edges between its triangles."""

    def moved(self, x: float = 0, y: float = 0, z: float = 0, *, yaw: float = 0) -> "Solid":
        """Turned about Z, then shifted."""
        turned = self.vertices @ _rotation(yaw, 2).T if yaw else self.vertices
        return Solid(turned + (x, y, z), self.faces, self.smooth)

    def tilted(self, degrees: float, axis: int = 0) -> "Solid":
        """Turned about the x (0) or y (1) axis through the origin; 90 about x lays +z onto -y."""
        return Solid(self.vertices @ _rotation(degrees, axis).T, self.faces, self.smooth)

    def scaled(self, x: float = 1, y: float = 1, z: float = 1) -> "Solid":
        return Solid(self.vertices * (x, y, z), self.faces, self.smooth)

    def mirrored(self) -> "Solid":
        """Left and right exchanged."""
        return Solid(self.vertices * (-1, 1, 1), self.faces[:, ::-1], self.smooth)

    @property
    def bounds(self) -> Float64[np.ndarray, "2 3"]:
        return np.stack([self.vertices.min(0), self.vertices.max(0)])


def joined(*solids: Solid) -> Solid:
    """Several shapes as one."""
    starts = np.cumsum([0, *(len(s.vertices) for s in solids)])
    faces = [s.faces + start for s, start in zip(solids, starts[:-1], strict=True)]
    return Solid(
        np.concatenate([s.vertices for s in solids]),
        np.concatenate(faces),
        any(s.smooth for s in solids),
    )


def box(width: float, depth: float, height: float) -> Solid:
    """Width along x, depth along y."""
    x, y = width / 2, depth / 2
    corners = [(sx * x, sy * y, z) for z in (0.0, height) for sy in (-1, 1) for sx in (-1, 1)]
    return Solid(np.array(corners), _BOX)


_BOX = np.array(
    [
        (0, 2, 3), (0, 3, 1), (4, 5, 7), (4, 7, 6), (0, 1, 5), (0, 5, 4),
        (2, 6, 7), (2, 7, 3), (0, 4, 6), (0, 6, 2), (1, 3, 7), (1, 7, 5),
    ]
)  # fmt: skip


def cushion(
    width: float, depth: float, height: float, *, radius: float = 0.04, bulge: float = 0.0
) -> Solid:
    """A box with rounded edges whose top and bottom bulge out by `bulge` metres at the middle."""
    half = np.array([width, depth, height]) / 2
    radius = min(radius, 0.98 * float(half.min()))
    vertices, faces, count = [], [], 0
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            side = np.empty((6, 6, 3))
            side[..., axis] = sign * half[axis]
            side[..., u] = _lines(half[u], radius)[:, None]
            side[..., v] = _lines(half[v], radius)[None]
            vertices.append(side.reshape(-1, 3))
            faces.append(_grid(6, 6, flip=sign < 0) + count)
            count += 36
    points = np.concatenate(vertices)
    inner = np.clip(points, radius - half, half - radius)
    out = points - inner
    points = inner + radius * out / np.linalg.norm(out, axis=1, keepdims=True)
    if bulge:
        dome = np.prod(np.clip(1 - (points[:, :2] / half[:2]) ** 2, 0, 1), axis=1)
        points[:, 2] += np.sign(points[:, 2]) * bulge * dome
    return Solid(points + (0, 0, half[2] + bulge), np.concatenate(faces), smooth=True)


def _lines(half: float, radius: float) -> Float64[np.ndarray, "6"]:
    inner = half - radius
    return np.array(
        [-half, -inner - 0.4 * radius, -inner / 3, inner / 3, inner + 0.4 * radius, half]
    )


def cylinder(radius: float, height: float, *, top: float | None = None, sides: int = 14) -> Solid:
    """A closed cylinder, or a truncated cone whose upper radius is `top`."""
    return turned(
        [(0, 0), (radius, 0), (radius if top is None else top, height), (0, height)],
        sides=sides,
        smooth=False,
    )


def turned(profile: list[tuple[float, float]], *, sides: int = 16, smooth: bool = True) -> Solid:
    """A shape from the lathe: (radius, height) pairs, up the outside, turned about Z."""
    ring = np.array(profile, dtype=np.float64)
    angles = np.arange(sides + 1) * (2 * np.pi / sides)
    vertices = np.empty((len(ring), sides + 1, 3))
    vertices[..., 0] = ring[:, :1] * np.cos(angles)
    vertices[..., 1] = ring[:, :1] * np.sin(angles)
    vertices[..., 2] = ring[:, 1:]
    return skin(vertices, smooth=smooth)


def lofted(rings: list[Ring], *, sides: int = 24, smooth: bool = True) -> Solid:
    """Outlines joined in order, up the outside and down the inside: basins, tubs, shells.

    An end stays open unless its outline has no width.
    """
    angles = np.arange(sides + 1) * (2 * np.pi / sides)
    cos, sin = np.cos(angles), np.sin(angles)
    vertices = np.empty((len(rings), sides + 1, 3))
    for row, ring in zip(vertices, rings, strict=True):
        x, y = (np.sign(v) * np.abs(np.round(v, 12)) ** (2 / ring.power) for v in (cos, sin))
        row[:, 0] = ring.width / 2 * x * (1 + ring.taper * y)
        row[:, 1] = ring.y + ring.depth / 2 * y
        row[:, 2] = ring.z
    return skin(vertices, smooth=smooth)


def skin(points: Float64[np.ndarray, "rows columns 3"], *, smooth: bool = True) -> Solid:
    """A surface through rows of points: seen from outside, columns run left to right, rows up."""
    rows, columns, _ = points.shape
    return _whole(Solid(points.reshape(-1, 3), _grid(rows, columns, flip=True), smooth))


def ellipsoid(width: float, depth: float, height: float) -> Solid:
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)
    profile = [(float(np.cos(a)) / 2, float(np.sin(a)) / 2 + 0.5) for a in angles]
    return turned(profile, sides=14).scaled(width, depth, height)


def tube(path: list[tuple[float, float, float]], radius: float, *, sides: int = 8) -> Solid:
    """A round bar along a line of points, its ends closed: bent steel, taps, handles, cables."""
    line = np.array(path, dtype=np.float64)
    steps = np.diff(line, axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    along = np.concatenate([steps[:1], steps[:-1] + steps[1:], steps[-1:]])
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(steps[0], (0.0, 0.0, 1.0) if abs(steps[0, 2]) < 0.9 else (1.0, 0.0, 0.0))
    angles = np.arange(sides + 1) * (2 * np.pi / sides)
    rings = []
    for at, forward in zip(line, along, strict=True):
        side = side - forward * (side @ forward)
        side /= np.linalg.norm(side)
        up = np.cross(forward, side)
        rings.append(at + radius * (np.cos(angles)[:, None] * side + np.sin(angles)[:, None] * up))
    first, last = (
        np.broadcast_to(line[0], rings[0].shape),
        np.broadcast_to(line[-1], rings[0].shape),
    )
    vertices = np.concatenate([first, *rings, last])
    return _whole(Solid(vertices, _grid(len(line) + 2, sides + 1, flip=True), smooth=True))


def extruded(outline: list[tuple[float, float]], height: float) -> Solid:
    """A simple polygon of counter-clockwise (x, y) corners, drawn upwards from where it is."""
    corners = np.array(outline, dtype=np.float64)
    n = len(corners)
    low = np.column_stack([corners, np.zeros(n)])
    high = low + (0, 0, height)
    cap = triangulate(corners)
    a = np.arange(n)
    b = (a + 1) % n
    # Sides have corners of their own, so that the edges stay sharp.
    sides = np.concatenate([np.stack([a, b, b + n], 1), np.stack([a, b + n, a + n], 1)]) + 2 * n
    faces = np.concatenate([cap[:, ::-1], cap + n, sides])
    return Solid(np.concatenate([low, high, low, high]), faces)


def tray(width: float, depth: float, height: float, wall: float) -> Solid:
    """A box without a lid: bins, basins, drawers, crates."""
    return joined(
        box(width, depth, wall),
        *(box(wall, depth, height - wall).moved(s * (width - wall) / 2, 0, wall) for s in (-1, 1)),
        *(
            box(width - 2 * wall, wall, height - wall).moved(0, s * (depth - wall) / 2, wall)
            for s in (-1, 1)
        ),
    )


def frame(width: float, height: float, depth: float, border: float) -> Solid:
    """An upright rectangular frame in the x-z plane: pictures, windows, mirrors."""
    return joined(
        box(width, depth, border),
        box(width, depth, border).moved(z=height - border),
        *(
            box(border, depth, height - 2 * border).moved(s * (width - border) / 2, 0, border)
            for s in (-1, 1)
        ),
    )


def sheet(width: float, height: float, *, waves: float = 0.0, period: float = 0.16) -> Solid:
    """An upright sheet in the x-z plane, two-sided; folds `waves` metres deep make a curtain."""
    columns = 2 if not waves else max(5, round(4 * width / period) + 1)
    x, z = np.linspace(-width / 2, width / 2, columns), np.array([0.0, height])
    points = np.zeros((columns, 2, 3))
    points[..., 0], points[..., 2] = x[:, None], z[None]
    points[..., 1] = (waves * np.sin(2 * np.pi * x / period))[:, None]
    faces = _grid(columns, 2, flip=False)
    return Solid(points.reshape(-1, 3), faces, smooth=bool(waves))


def leaf(length: float, width: float, droop: float) -> Solid:
    """A leaf that grows from the origin along +x, rises and bends down."""
    t, s = np.meshgrid(np.linspace(0, 1, 5), np.array([-1.0, 0, 1]), indexing="ij")
    half = width / 2 * np.sin(np.pi * np.clip(t, 0.04, 0.97)) ** 0.8
    points = np.stack(
        [length * t, half * s, length * (0.55 * t - droop * t**2) + 0.3 * half * s**2], axis=-1
    )
    return Solid(points.reshape(-1, 3), _grid(5, 3, flip=False), smooth=True)


def _grid(rows: int, columns: int, *, flip: bool) -> Int64[np.ndarray, "faces 3"]:
    """Two triangles per cell of a grid; counter-clockwise where rows × columns points outwards."""
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    b, c, d = a + columns, a + columns + 1, a + 1
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return faces[:, ::-1] if flip else faces


def _whole(solid: Solid) -> Solid:
    """Without the triangles that have shrunk to a line."""
    a, b, c = (solid.vertices[solid.faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return Solid(solid.vertices, solid.faces[area > 1e-12], solid.smooth)


def _rotation(degrees: float, axis: int) -> Float64[np.ndarray, "3 3"]:
    a = np.radians(degrees)
    i, j = ((1, 2), (2, 0), (0, 1))[axis]
    R = np.eye(3)
    R[i, i] = R[j, j] = np.cos(a)
    R[j, i], R[i, j] = np.sin(a), -np.sin(a)
    return R
