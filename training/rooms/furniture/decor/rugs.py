"""Rugs: at most two centimetres thick."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import (
    Material,
    fabric,
    textured,
)
from training.rooms.solids import (
    Solid,
    box,
    cylinder,
    extruded,
    joined,
    skin,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _weave(rng: Random) -> Material:
    ground = fabric(
        rng, "red", "dark red", "beige", "gray", "blue", "dark blue", "cream", "brown", "green",
        "light gray", "dark gray",
    )  # fmt: skip
    return replace(ground, texture="woven", second=None)


def _patterned(rng: Random) -> Material:
    ground = _weave(rng)
    second = color(rng, "cream", "beige", "dark blue", "dark red", "white", "gray")
    kind = pick(rng, ("rug", "rug", "stripes", "checks", "woven"))
    return textured(ground, kind, second, round(float(rng.uniform(0.08, 0.3)), 3))


def _border(width: float, depth: float, height: float, band: float) -> Solid:
    """A flat rectangular ring on the floor."""
    return joined(
        *(box(width, band, height).moved(0, s * (depth - band) / 2) for s in (-1, 1)),
        *(
            box(band, depth - 2 * band, height).moved(s * (width - band) / 2)
            for s in (-1, 1)
        ),
    )  # fmt: skip


def _bordered_rug(rng: Random, size: Size) -> Built:
    """Woven, with a border; a fringe at both ends at times."""
    w, d, h = size
    fringe = 0.05 if rng.random() < 0.4 else 0.0
    inner, band = w - 2 * fringe, rng.uniform(0.05, 0.12) * min(w, d)
    field = _patterned(rng)
    parts = [
        Part("field", box(inner - 2 * band, d - 2 * band, h), field),
        Part("border", _border(inner, d, h, band), _weave(rng)),
    ]
    if fringe:
        count = round(d / 0.04)
        tuft = box(fringe, 0.02, 0.4 * h)
        tufts = joined(
            *(tuft.moved(s * (w - fringe) / 2, (i + 0.5 - count / 2) * d / count)
              for s in (-1, 1) for i in range(count))
        )  # fmt: skip
        parts.append(Part("fringe", tufts, fabric(rng, "cream", "white")))
    return parts, []


def _plain_rug(rng: Random, size: Size) -> Built:
    """A mat with bound edges."""
    w, d, h = size
    parts = [
        Part("field", box(w - 0.04, d - 0.04, h), _patterned(rng)),
        Part("border", _border(w, d, 0.8 * h, 0.02), _weave(rng)),
    ]
    return parts, []


def _round_rug(rng: Random, size: Size) -> Built:
    """Rings of two or three colours."""
    w, d, h = size
    count = int(rng.integers(1, 4))
    parts = []
    for i in range(count):
        share = 1 - i / count
        disc = cylinder(0.5, h * (0.9 + 0.1 * i / count), sides=32).scaled(share * w, share * d)
        parts.append(Part("ring", disc, _patterned(rng) if count == 1 else _weave(rng)))
    return parts, []


def _shaggy_rug(rng: Random, size: Size) -> Built:
    """Long pile: an uneven top."""
    w, d, h = size
    columns, rows = (int(np.clip(round(a / 0.06), 10, 40)) for a in (w, d))
    x, y = np.linspace(-w / 2, w / 2, columns), np.linspace(-d / 2, d / 2, rows)
    points = np.empty((rows, columns, 3))
    points[..., 0] = x[None] + np.pad(rng.normal(0, 0.008, (rows, columns - 2)), ((0, 0), (1, 1)))
    points[..., 1] = y[:, None]
    points[..., 2] = h * rng.uniform(0.45, 1.0, (rows, columns))
    points[[0, -1], :, 2] = points[:, [0, -1], 2] = 0.0
    pile = fabric(rng, "white", "cream", "beige", "gray", "dark gray", "pink", "brown", "red")
    wool = replace(pile, texture="speckle", second=pile.color)
    return [
        Part("backing", box(w, d, 0.2 * h), wool), Part("pile", skin(points), wool),
    ], []  # fmt: skip


def _hide(rng: Random, size: Size) -> Built:
    """The outline of a cow's skin."""
    w, d, h = size
    angles = np.arange(40) * (2 * np.pi / 40)
    legs = 0.32 * np.clip(
        np.cos(2 * (np.abs(np.mod(angles, np.pi) - np.pi / 2) - np.pi / 3.6)), 0, 1
    )
    radius = 0.62 + legs**2 * 2.2 + 0.06 * np.sin(3 * angles + rng.uniform(0, 6))
    outline = np.stack([radius * np.cos(angles), 0.75 * radius * np.sin(angles)], axis=1)
    outline = np.round(outline / np.ptp(outline, axis=0) * (w, d), 4)
    hair = Material(
        "leather", color(rng, "brown", "dark brown", "white", "beige"), "speckle",
        color(rng, "white", "black", "cream"), 0.25, shine=0.05, seed=int(rng.integers(1 << 16)),
    )  # fmt: skip
    points = [(float(a), float(b)) for a, b in outline]
    return [Part("hide", extruded(points, h), hair)], []


RUG = Category(
    "rug",
    "floor",
    (
        Style("bordered", (2.3, 1.7, 0.010), (0.35, 0.3, 0.25), _bordered_rug, 1.4),
        Style("mat", (0.85, 0.56, 0.010), (0.2, 0.15, 0.25), _plain_rug, 2.0),
        Style("round", (1.3, 1.3, 0.010), (0.25, 0.25, 0.25), _round_rug, 0.6, round=True),
        Style("runner", (2.2, 0.72, 0.009), (0.2, 0.15, 0.25), _plain_rug, 0.7),
        Style("shaggy", (1.5, 1.05, 0.014), (0.25, 0.25, 0.15), _shaggy_rug, 0.8),
        Style("hide", (1.9, 1.5, 0.008), (0.15, 0.15, 0.2), _hide, held_out=True),
    ),
    sunrgbd="floor mat",
)
