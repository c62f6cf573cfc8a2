"""Helmets: a face would look towards -y."""

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    arc,
    bar,
    chance,
    pad,
)
from training.rooms.materials import Material, fabric, metal, plastic
from training.rooms.solids import (
    Ring,
    Solid,
    cylinder,
    ellipsoid,
    extruded,
    joined,
    lofted,
    skin,
    turned,
)
from training.rooms.types import Category, Part, Size, Style

COATS = ("white", "black", "red", "blue", "yellow", "dark gray", "green", "orange", "silver")


def _dome(
    size: Size,
    lateral: Float64[np.ndarray, "rows columns"],
    around: Float64[np.ndarray, "rows columns"],
    reach: Float64[np.ndarray, "rows columns"],
) -> Solid:
    """Places on half an ellipsoid: degrees to the side, degrees from the brow over to the nape."""
    w, d, h = size
    v, u = np.radians(lateral), np.radians(around)
    points = np.stack(
        [w / 2 * np.sin(v) * np.sin(u), -d / 2 * np.cos(u), h * np.cos(v) * np.sin(u)], axis=-1
    )
    return skin(points * reach[..., None])


def _rib(size: Size, at: float, half: float, ends: tuple[float, float]) -> Solid:
    """A ridge of foam that runs from the brow to the nape at an angle to the side."""
    around = np.repeat(np.linspace(*ends, 11)[:, None], 6, axis=1)
    lateral = at + half * np.array([-0.8, -1.0, -0.6, 0.6, 1.0, 0.8]) + np.zeros_like(around)
    reach = np.array([0.84, 0.95, 1.0, 1.0, 0.95, 0.84]) + np.zeros_like(around)
    reach[[0, -1]] = 0.84
    return _dome(size, lateral, around, reach)


def _shell(w: float, d: float, h: float, *, wall: float = 0.05, power: float = 2.2) -> Solid:
    """A bowl turned upside down, hollow below."""
    up = [(1.0, 0.0), (1.0, 0.3), (0.95, 0.55), (0.8, 0.8), (0.55, 0.94), (0.28, 0.99), (0.0, 1.0)]
    outer = [Ring(w * r, d * r, h * z, power=power) for r, z in up]
    inner = [
        Ring(w * (1 - wall) * r, d * (1 - wall) * r, h * (1 - wall) * z, power=power)
        for r, z in reversed(up)
    ]
    return lofted([*inner, *outer], sides=24)


def _straps(rng: Random, w: float, d: float, z: float) -> Part:
    """Webbing under the chin, fallen to the ground inside."""
    ends = [(s * 0.4 * w, y * d, z) for s in SIDES for y in (-0.12, 0.1)]
    knots = [(s * 0.25 * w, -0.02 * d, 0.004) for s in SIDES for _ in range(2)]
    return Part(
        "strap",
        joined(*(bar(a, b, 0.004, sides=5) for a, b in zip(ends, knots, strict=True))),
        fabric(rng, "black", "dark gray"),
    )


def _bicycle(rng: Random, size: Size) -> Built:
    """Ridges of foam with vents between over a dark inside, at times a small peak."""
    w, d, h = size
    count = 2 * int(rng.integers(2, 4)) + 1
    low = float(rng.uniform(0.12, 0.2)) * h
    dome = (w, d, h - low)
    half = float(rng.uniform(0.62, 0.78)) * 78 / count
    coat = plastic(rng, *COATS)
    second = plastic(rng, *COATS) if chance(rng, 0.5) else coat
    middles = np.linspace(-78 + half, 78 - half, count)
    ribs = [
        Part(
            "ridge",
            _rib(dome, float(at), half, (8, 172)).moved(z=low),
            coat if i % 2 == 0 else second,
        )
        for i, at in enumerate(middles)
    ]
    rim = turned([(0.86, -0.5), (0.98, -0.5), (1.0, 0.0), (0.98, 0.5), (0.88, 0.5)], sides=24)
    rim = rim.scaled(w / 2, d / 2, 0.26 * h).moved(z=low + 0.02 * h)
    inner = _shell(0.88 * w, 0.88 * d, 0.86 * (h - low)).moved(z=low)
    parts = [
        *ribs,
        Part("rim", rim, coat),
        Part("lining", inner, plastic(rng, "black", "dark gray")),
        _straps(rng, w, d, low),
    ]
    if chance(rng, 0.4):
        turns = np.radians(np.linspace(215, 325, 9))
        front = [(0.46 * w * float(np.cos(t)), 0.56 * d * float(np.sin(t))) for t in turns]
        rear = [(0.42 * w * float(np.cos(t)), 0.44 * d * float(np.sin(t))) for t in turns[::-1]]
        parts.append(
            Part(
                "peak",
                extruded([*front, *rear], 0.006).moved(z=low + 0.1 * h),
                plastic(rng, "black"),
            )
        )
    return parts, []


def _hard_hat(rng: Random, size: Size) -> Built:
    """A smooth shell with a ridge along the middle, a brim and a peak."""
    w, d, h = size
    coat = plastic(rng, "yellow", "yellow", "white", "orange", "blue", "red", "green")
    low = 0.05 * h
    wide, deep = 0.88 * w, 0.8 * d
    back = float(rng.uniform(0.03, 0.06)) * d
    shell = _shell(wide, deep, 0.95 * h - low).moved(0, back, low)
    brim = lofted(
        [Ring(0.9 * wide, 0.9 * deep, low, back), Ring(w, d, 0.0, -0.0), Ring(w, d, 0.03 * h),
         Ring(0.98 * wide, 0.98 * deep, low + 0.09 * h, back)]
    )  # fmt: skip
    ridges = [
        _rib((1.07 * wide, 1.07 * deep, 1.06 * (0.95 * h - low)), at, 5, (28, 158))
        for at in ((0,) if chance(rng, 0.5) else (-16, 0, 16))
    ]
    return [
        Part("shell", shell, coat),
        Part("brim", brim, coat),
        Part("ridge", joined(*ridges).moved(0, back, low), coat),
        Part("band", lofted([Ring(0.8 * wide, 0.8 * deep, 0.02, back),
                             Ring(0.8 * wide, 0.8 * deep, 0.25 * h, back)]), fabric(rng, "black")),
    ], []  # fmt: skip


def _visor(outer: list[Ring], h: float) -> Solid:
    """A pane that follows the shell around the eyes, a little before it."""
    turns = np.radians(np.linspace(196, 344, 15))
    heights = h * np.array([0.34, 0.36, 0.5, 0.64, 0.67])
    swell = np.array([0.98, 1.015, 1.02, 1.015, 0.98])
    levels = np.array([r.z for r in outer])
    wide = np.interp(heights, levels, [r.width for r in outer]) / 2 * swell
    deep = np.interp(heights, levels, [r.depth for r in outer]) / 2 * swell
    middle = np.interp(heights, levels, [r.y for r in outer])
    points = np.empty((5, 15, 3))
    points[..., 0] = wide[:, None] * np.sign(np.cos(turns)) * np.abs(np.cos(turns)) ** (2 / 2.3)
    points[..., 1] = middle[:, None] - deep[:, None] * np.abs(np.sin(turns)) ** (2 / 2.3)
    points[..., 2] = heights[:, None]
    return skin(points)


def _motorcycle(rng: Random, size: Size) -> Built:
    """Closed all round with a chin guard and a visor before the eyes."""
    w, d, h = size
    coat = plastic(rng, *COATS)
    up = [(0.78, 0.84, 0.0, 0.0), (0.86, 0.94, 0.03, 0.0), (0.95, 0.99, 0.2, -0.01),
          (1.0, 0.97, 0.45, 0.0), (0.97, 0.93, 0.65, 0.02), (0.82, 0.8, 0.84, 0.03),
          (0.5, 0.5, 0.96, 0.03), (0.0, 0.0, 1.0, 0.03)]  # fmt: skip
    outer = [Ring(w * a, d * b, h * z, d * y, 2.3) for a, b, z, y in up]
    inner = [Ring(0.9 * r.width, 0.9 * r.depth, 0.93 * r.z, r.y, r.power) for r in outer[:0:-1]]
    shell = lofted([*inner, Ring(0.7 * w, 0.76 * d, 0.0, 0, 2.3), *outer], sides=28)
    tint = Material("glass", color(rng, "black", "black", "dark gray", "dark blue"), shine=0.8)
    disc = cylinder(0.04 * d, 0.02 * w, sides=12).tilted(90, axis=1)
    hinges = [disc.moved(s * 0.475 * w - 0.01 * w, -0.16 * d, 0.5 * h) for s in SIDES]
    vent = pad(0.22 * w, 0.03 * d, 0.06 * h, bevel=0.008).moved(0, -0.475 * d, 0.16 * h)
    edge = [(0.8, 0.86, 0.0), (0.88, 0.96, 0.03), (0.9, 0.955, 0.05)]
    trim = lofted([Ring(w * a, d * b, h * z, power=2.3) for a, b, z in edge])
    dark = plastic(rng, "black", "dark gray")
    parts = [
        Part("shell", shell, coat),
        Part("visor", _visor(outer, h), tint),
        Part("hinge", joined(*hinges), dark),
        Part("vent", vent, dark),
        Part("trim", trim, dark),
    ]
    if chance(rng, 0.5):
        stripes = [_rib((0.985 * w, 0.97 * d, 0.61 * h), s * 9, 4, (40, 160)) for s in SIDES]
        parts.append(
            Part("stripe", joined(*stripes).moved(0, 0.02 * d, 0.4 * h), plastic(rng, *COATS))
        )
    return parts, []


def _skate(rng: Random, size: Size) -> Built:
    """A plain round shell that comes down over the nape, with a few holes and a strap."""
    w, d, h = size
    coat = plastic(rng, *COATS) if chance(rng, 0.7) else metal(rng, "dark gray", "silver")
    low = 0.1 * h
    shell = _shell(w, 0.96 * d, h - low, wall=0.09, power=2.3).moved(z=low)
    nape = arc(0.94 * w, 0.46 * d, 0.06 * w, 0.34 * h, degrees=130).moved(0, 0.475 * d)
    rows = int(rng.integers(1, 3))
    holes = [
        ellipsoid(0.07 * w, 0.13 * d, 0.05 * h).moved(
            s * (0.12 + 0.19 * j) * w, (i - 0.5) * 0.34 * d, (0.955 - 0.115 * j) * h
        )
        for s in SIDES
        for i in (0, 1)
        for j in range(rows)
    ]
    rim = turned([(0.97, -0.5), (1.02, -0.5), (1.02, 0.5), (0.99, 0.5)], sides=24)
    rim = rim.scaled(w / 2, 0.48 * d, 0.08 * h).moved(z=low + 0.03 * h)
    return [
        Part("shell", joined(shell, nape), coat),
        Part("hole", joined(*holes), plastic(rng, "black")),
        Part("rim", rim, plastic(rng, "black")),
        _straps(rng, w, d, low),
    ], []


HELMET = Category(
    "helmet",
    "surface",
    (
        Style("bicycle", (0.21, 0.28, 0.165), (0.06, 0.06, 0.08), _bicycle, 1.5),
        Style("construction", (0.23, 0.29, 0.165), (0.05, 0.05, 0.08), _hard_hat),
        Style("motorcycle", (0.25, 0.33, 0.26), (0.05, 0.05, 0.06), _motorcycle),
        Style("skate", (0.215, 0.265, 0.165), (0.05, 0.05, 0.08), _skate, 0.6),
    ),
)
