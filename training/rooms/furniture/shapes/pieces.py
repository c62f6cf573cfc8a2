"""Shapes that many pieces of furniture share: legs, pads, ribbons, drawer fronts, draped cloth."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from jaxtyping import Float64, Int64

from training.rooms.colors import Random
from training.rooms.materials import Material
from training.rooms.solids import Solid, box, cylinder, extruded, joined, tube
from training.rooms.types import Part, Rest

Built = tuple[list[Part], list[Rest]]
"""What a style builds: its parts, and where things may stand on it."""

Point = tuple[float, float, float]
SIDES = (-1, 1)


def chance(rng: Random, probability: float) -> bool:
    return bool(rng.random() < probability)


def pad(width: float, depth: float, height: float, *, bevel: float = 0.02) -> Solid:
    """A box with bevelled edges: boards, cushions and cases, seven times lighter than `cushion`."""
    half = np.array([width, depth, height]) / 2
    bevel = min(bevel, 0.9 * float(half.min()))
    signs, axes, faces = _bevelled()
    # Every corner becomes three: each keeps its full distance along one axis only.
    vertices = signs * np.where(np.arange(3) == axes[:, None], half, half - bevel)
    return Solid(vertices + (0, 0, half[2]), faces, smooth=True)


@cache
def _bevelled() -> tuple[
    Int64[np.ndarray, "24 3"], Int64[np.ndarray, "24"], Int64[np.ndarray, "44 3"]
]:
    """Signs and full axis of each vertex, and the faces that join them."""
    signs = np.array([(x, y, z) for x in SIDES for y in SIDES for z in SIDES for _ in range(3)])
    axes = np.tile(np.arange(3), 8)
    names = [(*s, a) for s, a in zip(signs.tolist(), axes.tolist(), strict=True)]
    number = {name: i for i, name in enumerate(names)}
    quads, triangles = [], []
    for axis in range(3):
        others = [a for a in range(3) if a != axis]
        for s in SIDES:
            ring = []
            for u, v in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
                at = [0, 0, 0]
                at[axis], at[others[0]], at[others[1]] = s, u, v
                ring.append(number[(*at, axis)])
            quads.append(ring)
            # The bevel along the edges that run parallel to this axis.
            for t in SIDES:
                at = [0, 0, 0]
                at[others[0]], at[others[1]] = s, t
                low, high = list(at), list(at)
                low[axis], high[axis] = -1, 1
                a, b = others
                quads.append(
                    [number[(*low, a)], number[(*high, a)], number[(*high, b)], number[(*low, b)]]
                )
    for corner in range(8):
        triangles.append([3 * corner, 3 * corner + 1, 3 * corner + 2])
    for a, b, c, d in quads:
        triangles += [[a, b, c], [a, c, d]]
    faces = np.array(triangles)
    # A shape around the origin: a face is turned the right way when it looks away from there.
    at = signs * np.where(np.arange(3) == axes[:, None], 1.0, 0.5)
    a, b, c = (at[faces[:, i]] for i in range(3))
    inwards = (np.cross(b - a, c - a) * (a + b + c)).sum(1) < 0
    faces[inwards] = faces[inwards][:, ::-1]
    return signs, axes, faces


def profile(outline: list[tuple[float, float]], width: float) -> Solid:
    """A side view, counter-clockwise (y, z) corners, drawn `width` metres along x."""
    solid = extruded(outline, width)
    return Solid(solid.vertices[:, [2, 0, 1]] - (width / 2, 0, 0), solid.faces, solid.smooth)


def ribbon(path: list[tuple[float, float]], thickness: float, width: float) -> Solid:
    """A bent board `width` metres wide that follows a side view (y, z): moulded seats, shells."""
    line = np.array(path, dtype=np.float64)
    steps = np.diff(line, axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    along = np.concatenate([steps[:1], steps[:-1] + steps[1:], steps[-1:]])
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    left = np.column_stack([-along[:, 1], along[:, 0]]) * thickness / 2
    outline = np.concatenate([line - left, (line + left)[::-1]])
    return profile([(float(y), float(z)) for y, z in outline], width)


def arc(
    width: float, depth: float, thickness: float, height: float, *, degrees: float = 180
) -> Solid:
    """An upright bent wall, hollow towards -y, its outside on a half ellipse of that width.

    Its middle stands at y = 0 and its ends `depth` metres nearer for a half turn.
    """
    turns = np.radians(np.linspace(90 - degrees / 2, 90 + degrees / 2, 13))
    outer = np.column_stack([width / 2 * np.cos(turns), depth * np.sin(turns) - depth])
    inner = np.column_stack(
        [
            (width / 2 - thickness) * np.cos(turns),
            (depth - thickness) * np.sin(turns) - depth,
        ]
    )
    ring = np.concatenate([outer, inner[::-1]])
    return extruded([(float(x), float(y)) for x, y in ring], height)


def rounded(
    width: float, depth: float, *, radius: float, steps: int = 4
) -> list[tuple[float, float]]:
    """A rectangle's outline with round corners, counter-clockwise."""
    radius = min(radius, 0.499 * width, 0.499 * depth)
    turns = np.radians(np.linspace(0, 90, steps + 1))
    x, y = width / 2 - radius, depth / 2 - radius
    corners = ((x, y, 0.0), (-x, y, 90.0), (-x, -y, 180.0), (x, -y, 270.0))
    return [
        (
            cx + radius * float(np.cos(t + np.radians(start))),
            cy + radius * float(np.sin(t + np.radians(start))),
        )
        for cx, cy, start in corners
        for t in turns
    ]


def oval(width: float, depth: float, *, power: float = 2.0, sides: int = 28):
    """The outline of an ellipse (power 2) or of something squarer, counter-clockwise."""
    turns = np.arange(sides) * (2 * np.pi / sides)
    x, y = (
        np.sign(v) * np.abs(np.round(v, 12)) ** (2 / power) for v in (np.cos(turns), np.sin(turns))
    )
    return [(float(a), float(b)) for a, b in zip(width / 2 * x, depth / 2 * y, strict=True)]


def bar(start: Point, end: Point, radius: float, *, sides: int = 8) -> Solid:
    """A straight round rod between two points."""
    return tube([start, end], radius, sides=sides)


def post(
    foot: tuple[float, float],
    top: tuple[float, float],
    height: float,
    thick: float,
    *,
    taper: float = 1.0,
    square: bool = False,
) -> Solid:
    """A leg from `foot` up to `top`, `thick` across there and `taper` times that below."""
    if square:
        solid = cylinder(taper * thick / 2**0.5, height, top=thick / 2**0.5, sides=4).moved(yaw=45)
    else:
        solid = cylinder(taper * thick / 2, height, top=thick / 2, sides=10)
    share = solid.vertices[:, 2:] / height
    shift = np.array(foot) * (1 - share) + np.array(top) * share
    vertices = np.column_stack([solid.vertices[:, :2] + shift, solid.vertices[:, 2]])
    return Solid(vertices, solid.faces, solid.smooth)


def legs(
    width: float,
    depth: float,
    height: float,
    material: Material,
    *,
    thick: float = 0.04,
    taper: float = 1.0,
    splay: float = 0.0,
    square: bool = True,
    name: str = "leg",
) -> list[Part]:
    """Four legs whose feet stand in the corners of a rectangle; they lean in by `splay` metres."""
    x, y = (width - thick) / 2, (depth - thick) / 2
    return [
        Part(
            name,
            post(
                (i * x, j * y),
                (i * max(x - splay, 0.01), j * max(y - splay, 0.01)),
                height,
                thick,
                taper=taper,
                square=square,
            ),
            material,
        )
        for i in SIDES
        for j in SIDES
    ]


def apron(
    width: float, depth: float, z: float, height: float, material: Material, *, thick: float = 0.02
) -> list[Part]:
    """Four boards on edge, under a table's top or a seat, their lower edge at `z`."""
    long, short = box(width, thick, height), box(thick, depth - 2 * thick, height)
    return [
        *(Part("apron", long.moved(0, s * (depth - thick) / 2, z), material) for s in SIDES),
        *(Part("apron", short.moved(s * (width - thick) / 2, 0, z), material) for s in SIDES),
    ]


def leaned(parts: list[Part], degrees: float, y: float, z: float) -> list[Part]:
    """Upright parts tipped back about their foot, which comes to stand at (y, z)."""
    return [Part(p.name, p.solid.tilted(-degrees).moved(0, y, z), p.material) for p in parts]


def moved(
    parts: Iterable[Part], x: float = 0, y: float = 0, z: float = 0, *, yaw: float = 0
) -> list[Part]:
    """The parts together turned about Z (degrees), then shifted."""
    return [Part(p.name, p.solid.moved(x, y, z, yaw=yaw), p.material) for p in parts]


def drawer_fronts(
    rng: Random,
    width: float,
    z: tuple[float, float],
    y: float,
    count: int,
    front: Material,
    handle: Material,
    *,
    x: float = 0.0,
) -> list[Part]:
    """Fronts one above the other before the plane y, each with a knob or a handle."""
    pitch = (z[1] - z[0]) / count
    knob = chance(rng, 0.4)
    board = box(width - 0.012, 0.018, pitch - 0.012).moved(x, y - 0.009)
    grip = (
        box(0.03, 0.025, 0.03).moved(x, y - 0.0305, -0.015)
        if knob
        else box(min(0.14, 0.5 * width), 0.022, 0.014).moved(x, y - 0.029, -0.007)
    )
    return [
        part
        for i in range(count)
        for part in (
            Part("drawer", board.moved(z=z[0] + i * pitch + 0.006), front),
            Part("handle", grip.moved(z=z[0] + (i + 0.55) * pitch), handle),
        )
    ]


def star_base(
    radius: float, height: float, material: Material, rubber: Material, *, arms: int = 5
) -> list[Part]:
    """What a swivel chair rolls on: arms from a hub, castors, a column up to `height`."""
    turns = np.arange(arms) * (2 * np.pi / arms) + np.pi / 2
    ends = [(float(np.cos(t)), float(np.sin(t))) for t in turns]
    reach = radius - 0.03
    spokes = joined(
        *(bar((0, 0, 0.11), (reach * x, reach * y, 0.075), 0.02, sides=6) for x, y in ends)
    )
    wheel = cylinder(0.028, 0.045, sides=8).tilted(90).moved(y=0.0225, z=0.028)
    wheels = joined(
        *(wheel.moved(reach * x, reach * y, yaw=float(40 * i)) for i, (x, y) in enumerate(ends))
    )
    return [
        Part("base", spokes, material),
        Part("wheels", wheels, rubber),
        Part("column", cylinder(0.03, height - 0.09, top=0.022, sides=10).moved(z=0.09), material),
    ]


def cloth(
    rng: Random,
    outline: Float64[np.ndarray, "rows columns 2"],
    height: Float64[np.ndarray, "rows columns"],
    *,
    wrinkles: float = 0.01,
    period: float = 0.25,
) -> Solid:
    """A sheet over a grid of places (x, y) at given heights, with smooth random wrinkles."""
    z = np.maximum(height + wrinkles * waves(rng, outline, period), 0.0)
    rows, columns = z.shape
    vertices = np.concatenate([outline, z[..., None]], axis=-1).reshape(-1, 3)
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    b, c, d = a + columns, a + columns + 1, a + 1
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return Solid(vertices, faces, smooth=True)


def waves(
    rng: Random, at: Float64[np.ndarray, "*shape 2"], period: float
) -> Float64[np.ndarray, "*shape"]:
    """Smooth noise in the plane, of unit standard deviation: five waves of random heading."""
    total = np.zeros(at.shape[:-1])
    for _ in range(5):
        heading, phase = rng.uniform(0, 2 * np.pi, size=2)
        k = 2 * np.pi / (period * rng.uniform(0.7, 1.6))
        total += np.sin(k * (at[..., 0] * np.cos(heading) + at[..., 1] * np.sin(heading)) + phase)
    return total / 2.5**0.5


def grid(width: float, depth: float, rows: int, columns: int) -> Float64[np.ndarray, "r c 2"]:
    """Places (x, y) over a centred rectangle; going along rows, x grows."""
    x, y = np.linspace(-width / 2, width / 2, rows), np.linspace(-depth / 2, depth / 2, columns)
    return np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)


def heap(rng: Random, width: float, depth: float, height: float, *, rough: float = 0.3) -> Solid:
    """A crumpled heap of cloth: steep flanks, a lumpy top, an irregular edge."""
    unit = grid(2.0, 2.0, 13, 13)
    # From the square to the disc, so that all of the grid is used.
    x, y = unit[..., 0], unit[..., 1]
    disc = np.stack([x * np.sqrt(1 - y**2 / 2), y * np.sqrt(1 - x**2 / 2)], axis=-1)
    radius = np.linalg.norm(disc, axis=-1)
    edge = 1 + 0.12 * waves(rng, disc, 1.6)
    rise = np.clip(1 - radius**3, 0, 1) * (1 + rough * waves(rng, disc, 0.9))
    rise[radius > 0.999] = 0
    rise = np.maximum(rise, 0) / max(float(rise.max()), 1e-3)
    places = disc * edge[..., None] * (width / 2, depth / 2)
    return cloth(rng, places, height * rise, wrinkles=0.0)
