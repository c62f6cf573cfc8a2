"""Shower curtains with the stretch of rod that they cover."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, fabric, metal, plastic, textured
from training.rooms.solids import Solid, box, joined, skin, tube
from training.rooms.types import Category, Part, Size, Style


def _cloth(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.45:
        return plastic(rng, "white", "white", "cream", "light gray", "light blue")
    plain = fabric(
        rng, "white", "cream", "beige", "gray", "light blue", "teal", "dark blue", "pink"
    )
    if kind < 0.7:
        return plain
    pattern = ("stripes", "checks", "dots")[int(rng.integers(3))]
    other = fabric(rng, "white", "blue", "gray", "green", "red", "dark blue")
    return textured(plain, pattern, other.color)


def folds(
    rng: Random, width: float, height: float, depth: float, *, count: int, flare: float = 0.25
) -> Solid:
    """Hanging cloth with uneven folds, held at even distances along its upper edge."""
    columns = 6 * count + 1
    phase = np.linspace(0, 1, columns)
    bend = 0.35 / columns * rng.normal(size=columns)
    swell = rng.uniform(0.55, 1.0, size=columns)
    side = np.sin(2 * np.pi * count * phase) * swell
    rows = []
    for z in (0.0, 0.35, 0.7, 0.93, 1.0):
        loose = 1 - z
        x = (phase - 0.5 + bend * loose) * width * (1 - flare + flare * loose)
        y = depth / 2 * side * (0.45 + 0.55 * loose**0.5)
        rows.append(np.column_stack([x, y, np.full(columns, z * height)]))
    return skin(np.stack(rows))


def _rod(rng: Random, width: float, z: float, count: int) -> list[Part]:
    """The stretch of the rod that the curtain covers, and the rings on it."""
    chrome = metal(rng, "silver", "white", "silver")
    rod = tube([(-width / 2, 0, z), (width / 2, 0, z)], 0.013, sides=8)
    at = np.linspace(-0.46, 0.46, count) * width
    hooks = joined(*(box(0.008, 0.03, 0.06).moved(float(x), 0, z - 0.045) for x in at))
    return [Part("rod", rod, chrome), Part("rings", hooks, chrome)]


def _gathered(rng: Random, size: Size) -> Built:
    """Pushed together at one end."""
    w, d, h = size
    count = int(rng.integers(4, 7))
    cloth = folds(rng, w, h - 0.05, d, count=count, flare=0.3)
    return [Part("curtain", cloth, _cloth(rng)), *_rod(rng, 0.85 * w, h - 0.014, 2 * count)], []


def _half_drawn(rng: Random, size: Size) -> Built:
    """Wide soft folds."""
    w, d, h = size
    count = int(rng.integers(4, 6))
    cloth = folds(rng, w, h - 0.05, d, count=count, flare=0.1)
    return [Part("curtain", cloth, _cloth(rng)), *_rod(rng, w, h - 0.014, 2 * count)], []


def _with_liner(rng: Random, size: Size) -> Built:
    """Two layers: cloth outside, a thin plastic one inside that hangs lower."""
    w, d, h = size
    count = int(rng.integers(4, 7))
    outer = folds(rng, w, h - 0.12, 0.55 * d, count=count, flare=0.2).moved(0, -0.22 * d, 0.07)
    inner = folds(rng, 0.85 * w, h - 0.05, 0.5 * d, count=count, flare=0.15).moved(0, 0.25 * d)
    liner = plastic(rng, "white", "light gray")
    return [
        Part("curtain", outer, _cloth(rng)),
        Part("liner", inner, liner),
        *_rod(rng, 0.9 * w, h - 0.014, 2 * count),
    ], []


def _drawn(rng: Random, size: Size) -> Built:
    """Pulled across the whole opening, on a curved rod."""
    w, d, h = size
    cloth = folds(rng, w, h - 0.05, 0.9 * d, count=8, flare=0.02)
    bow = 0.3 * d * np.cos(np.pi * cloth.vertices[:, 0] / w)
    v = cloth.vertices - np.column_stack([np.zeros_like(bow), bow, np.zeros_like(bow)])
    steps = np.linspace(-0.5, 0.5, 9)
    rod = [(float(t * w), float(-0.3 * d * np.cos(np.pi * t)), h - 0.014) for t in steps]
    return [
        Part("curtain", Solid(v, cloth.faces, smooth=True), _cloth(rng)),
        Part("rod", tube(rod, 0.013), metal(rng, "silver")),
    ], []


SHOWER_CURTAIN = Category(
    "shower curtain",
    "wall",
    (
        Style("gathered", (0.42, 0.28, 1.75), (0.25, 0.25, 0.08), _gathered, 2),
        Style("half drawn", (0.72, 0.28, 1.75), (0.2, 0.25, 0.08), _half_drawn, 0.8),
        Style("with liner", (0.5, 0.36, 1.75), (0.3, 0.2, 0.08), _with_liner, 1),
        Style("drawn", (1.45, 0.24, 1.85), (0.08, 0.2, 0.06), _drawn, held_out=True),
    ),
    scannet="shower curtain",
    sunrgbd="shower curtain",
)
