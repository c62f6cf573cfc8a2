"""Towels: hung, folded, rolled, thrown down."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, fabric, metal, textured
from training.rooms.solids import Solid, cylinder, ellipsoid, joined, skin, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _terry(rng: Random) -> Material:
    plain = fabric(
        rng, "white", "white", "white", "cream", "beige", "light blue", "blue", "dark blue",
        "gray", "green", "teal", "pink", "dark red", "brown", "light gray",
    )  # fmt: skip
    return textured(plain, "woven") if rng.random() < 0.8 else plain


def _draped(rng: Random, width: float, depth: float, front: float, back: float) -> Solid:
    """Cloth over a bar at z = 0: rows run down behind it, over it and down in front."""
    x = np.linspace(-width / 2, width / 2, 9)
    ripple = 0.12 * depth * np.sin(np.linspace(0, 2 * np.pi * rng.uniform(1, 2.5), 9))
    half = 0.42 * depth
    path = [(half, -back), (half, -0.5 * back), (half, -half), (0.7 * half, -0.3 * half), (0, 0),
            (-0.7 * half, -0.3 * half), (-half, -half), (-half, -0.5 * front),
            (-half, -front)]  # fmt: skip
    skew = rng.uniform(-0.03, 0.03)
    rows = []
    for y, z in path:
        low = min(1.0, -z / max(front, 1e-3))
        rows.append(np.column_stack([x * (1 - 0.04 * low), y + low * ripple, z + low * skew * x]))
    return skin(np.stack(rows))


def _over_bar(rng: Random, size: Size) -> Built:
    w, d, h = size
    drop = h - 0.01
    thick = 0.55 * d
    cloth = _draped(rng, 0.85 * w, thick, drop, drop * rng.uniform(0.6, 0.95))
    chrome = metal(rng, "silver", "silver", "black", "white")
    z, y = h - 0.014, -0.2 * d
    bar = tube([(-w / 2, y, z), (w / 2, y, z)], 0.009, sides=6)
    ends = [
        joined(
            tube([(x, y, z), (x, d / 2, z)], 0.008, sides=6),
            cylinder(0.02, 0.01, sides=8).tilted(90).moved(x, d / 2, z),
        )
        for x in (0.01 - w / 2, w / 2 - 0.01)
    ]
    return [
        Part("cloth", cloth.moved(0, y, h), _terry(rng)),
        Part("bar", joined(bar, *ends), chrome),
    ], []


def _on_hook(rng: Random, size: Size) -> Built:
    """Hung by one point: narrow on top, falling into deep folds."""
    w, d, h = size
    columns = 17
    phase = np.linspace(0, 1, columns)
    count = rng.uniform(2, 3.5)
    swell = rng.uniform(0.6, 1, size=columns)
    skew = rng.uniform(-0.1, 0.1, size=columns)
    rows = []
    for z in (0.0, 0.3, 0.6, 0.85, 0.97, 1.0):
        open_ = (1 - z) ** 0.55
        x = (phase - 0.5) * w * (0.18 + 0.82 * open_)
        y = d / 2 * np.sin(2 * np.pi * count * phase) * swell * (0.3 + 0.7 * open_)
        lift = h * (z + (skew + 0.15 * np.abs(phase - 0.5)) * (1 - z) ** 2)
        rows.append(np.column_stack([x, y, np.maximum(lift, 0)]))
    hook = tube([(0, d / 2, h - 0.04), (0, 0, h - 0.045), (0, -0.02, h - 0.01)], 0.008, sides=6)
    return [
        Part("cloth", skin(np.stack(rows)), _terry(rng)),
        Part("hook", hook, metal(rng, "silver")),
    ], []


def _folded(rng: Random, size: Size) -> Built:
    """One towel or a pile, the folded edges in front."""
    w, d, h = size
    count = max(1, round(h / rng.uniform(0.045, 0.07)))
    each = h / count
    same = _terry(rng)
    parts = []
    for i in range(count):
        cloth = same if rng.random() < 0.7 else _terry(rng)
        wide, deep = w * rng.uniform(0.93, 1), d * rng.uniform(0.93, 1)
        layers = joined(
            *(
                pad(wide, deep, 0.48 * each, bevel=0.02).moved(0, 0, k * 0.5 * each)
                for k in range(2)
            )
        )
        shift = rng.uniform(-0.03, 0.03) * w
        parts.append(Part("cloth", layers.moved(shift, 0, i * each), cloth))
    return parts, [Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), 0.99 * h, 0.3)]


def _rolled(rng: Random, size: Size) -> Built:
    """A roll, the end of its spiral seen at both sides."""
    w, d, h = size
    cloth = _terry(rng)
    turns = np.linspace(0, 2 * np.pi * 2.6, 34)
    r = 0.16 + 0.34 * turns / turns[-1]
    y, z = r * d * np.cos(turns), r * h * np.sin(turns) + 0.5 * h
    rows = [np.column_stack([np.full(len(turns), x), y, z]) for x in (w / 2, -w / 2)]
    core = ellipsoid(0.9 * w, 0.3 * d, 0.3 * h).moved(0, 0, 0.35 * h)
    return [Part("cloth", skin(np.stack(rows)), cloth), Part("core", core, cloth)], []


def _crumpled(rng: Random, size: Size) -> Built:
    """Thrown down or over something: a lumpy heap."""
    w, d, h = size
    n = 13
    u = np.linspace(-1, 1, n)
    x, y = np.meshgrid(u, u, indexing="ij")
    height = np.clip(1 - 0.75 * (x**2 + y**2), 0, 1)
    for _ in range(5):
        a, b, c = rng.uniform(1.5, 4), rng.uniform(1.5, 4), rng.uniform(0, 6.28)
        height *= 1 + 0.3 * np.sin(a * x + b * y + c)
    height = h * height / height.max()
    edge = 1 + 0.12 * np.sin(3 * np.arctan2(y, x) + rng.uniform(0, 6))
    points = np.stack([x * edge * w / 2, y * edge * d / 2, height], axis=-1)
    return [Part("cloth", skin(points[:, ::-1]), _terry(rng))], []


TOWEL = Category(
    "towel",
    "wall",
    (
        Style("over a bar", (0.4, 0.13, 0.48), (0.25, 0.2, 0.3), _over_bar, 2),
        Style("on a hook", (0.28, 0.15, 0.62), (0.25, 0.25, 0.3), _on_hook, 1.2),
        Style("folded", (0.33, 0.24, 0.12), (0.2, 0.2, 0.45), _folded, 1.6, stands="surface"),
        Style("rolled", (0.32, 0.13, 0.13), (0.2, 0.15, 0.15), _rolled, 0.4, stands="surface"),
        Style(
            "crumpled",
            (0.42, 0.32, 0.14),
            (0.25, 0.25, 0.3),
            _crumpled,
            held_out=True,
            stands="surface",
        ),
    ),
    sunrgbd="towel",
)
