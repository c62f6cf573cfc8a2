"""Telephones."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.electronics.screens import screen
from training.rooms.furniture.shapes.pieces import Built, pad, profile
from training.rooms.materials import metal, plastic, textured
from training.rooms.solids import Ring, Solid, box, cylinder, joined, lofted, skin, tube
from training.rooms.types import Category, Part, Size, Style


def _handset(length: float, lift: float) -> Solid:
    """Along y: an ear and a mouth piece under a bowed grip."""
    bow = [(0, -0.42 * length, 0.6 * lift), (0, -0.25 * length, lift), (0, 0.25 * length, lift),
           (0, 0.42 * length, 0.6 * lift)]  # fmt: skip
    ends = [
        cylinder(0.028, 0.7 * lift, sides=12).moved(0, s * (length / 2 - 0.028)) for s in (-1, 1)
    ]
    grip = tube([(float(a), float(b), float(c)) for a, b, c in bow], 0.014)
    return joined(grip, *ends)


def _desk_phone(rng: Random, size: Size) -> Built:
    """A sloping set with keys, a display and the handset on its left."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "light gray", "beige", "white")
    body = h - 0.035
    lean = float(np.degrees(np.arctan2(0.7 * body, d)))
    side = [(-d / 2, 0), (d / 2, 0), (d / 2, body), (0.42 * d, body), (-d / 2, 0.3 * body)]

    def on_slope(solid: Solid, x: float, y: float) -> Solid:
        return solid.tilted(lean).moved(x, y, body * (0.3 + 0.7 * (y / d + 0.5)))

    keys = textured(shell, "keys", color(rng, "light gray", "white"), 0.02)
    pane = box(0.42 * w, 0.24 * d, 0.008)
    return [
        Part("base", profile(side, w), shell),
        Part("handset", on_slope(_handset(0.96 * d, 0.035), -0.32 * w, 0), shell),
        Part("keys", on_slope(box(0.4 * w, 0.42 * d, 0.008), 0.16 * w, -0.2 * d), keys),
        Part("display", on_slope(pane, 0.16 * w, 0.26 * d), screen(rng, 0.4)),
    ], []  # fmt: skip


def _cordless(rng: Random, size: Size) -> Built:
    """A slim handset upright in its cradle."""
    w, d, h = size
    shell = plastic(rng, "black", "white", "dark gray", "silver")
    low = 0.25 * h
    body = pad(0.55 * w, 0.28 * d, 0.9 * h, bevel=0.012).tilted(-12).moved(0, -0.08 * d, 0.1 * h)
    keys = textured(shell, "keys", color(rng, "light gray"), 0.012)
    face = box(0.42 * w, 0.004, 0.4 * h).tilted(-12).moved(0, -0.2 * d, 0.2 * h)
    pane = box(0.42 * w, 0.004, 0.16 * h).tilted(-12).moved(0, -0.09 * d, 0.68 * h)
    cradle = pad(w, d, low, bevel=0.015)
    return [
        Part("cradle", cradle, shell), Part("handset", body, shell), Part("keys", face, keys),
        Part("display", pane, screen(rng, 0.4)),
    ], []  # fmt: skip


def _conference(rng: Random, size: Size) -> Built:
    """A flat three-armed star for a meeting table."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray")
    angles = np.arange(25) * (2 * np.pi / 24)
    reach = 0.36 + 0.14 * np.cos(3 * (angles + np.pi / 2))
    outline = [(float(r * w * np.cos(a)), float(r * d * np.sin(a)))
               for r, a in zip(reach[:-1], angles[:-1], strict=True)]  # fmt: skip
    rings = np.array(outline + outline[:1])
    rows = [(0.0, 0.0), (1.0, 0.0), (0.95, 0.35 * h), (0.45, 0.85 * h), (0.0, h)]
    points = [np.column_stack([s * rings, np.full(len(rings), z)]) for s, z in rows]
    keys = textured(shell, "keys", color(rng, "light gray"), 0.015)
    face = box(0.18 * w, 0.16 * d, 0.01).tilted(14).moved(0, -0.2 * d, 0.68 * h)
    return [Part("case", skin(np.stack(points)), shell), Part("keys", face, keys)], []


def _wall_phone(rng: Random, size: Size) -> Built:
    """The handset hangs beside the keys, a curled cord below."""
    w, d, h = size
    shell = plastic(rng, "white", "beige", "black", "red")
    low = 0.3 * h
    tall = h - low
    plate = pad(w, 0.5 * d, tall, bevel=0.015).moved(0, 0.25 * d, low)
    handset = _handset(tall, 0.5 * d).tilted(90).moved(-0.2 * w, 0.0, low + tall / 2)
    t = np.linspace(0, 1, 26)
    x = -0.2 * w + 0.4 * w * t + 0.008 * np.cos(30 * t)
    y = 0.2 * d + 0.008 * np.sin(30 * t)
    z = low + 0.02 - (low + 0.01) * np.sin(np.pi * t)
    cord = [(float(a), float(b), float(c)) for a, b, c in zip(x, y, z, strict=True)]
    keys = textured(shell, "keys", color(rng, "dark gray", "light gray"), 0.02)
    face = box(0.35 * w, 0.008, 0.45 * tall)
    return [
        Part("base", plate, shell), Part("handset", handset, shell),
        Part("cord", tube(cord, 0.004, sides=5), shell),
        Part("keys", face.moved(0.22 * w, -0.01, low + 0.3 * tall), keys),
    ], []  # fmt: skip


def _rotary(rng: Random, size: Size) -> Built:
    """An old one with a dial, its handset across the top."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "red", "cream", "green")
    body = 0.68 * h
    foot = lofted(
        [
            Ring(0, 0, 0),
            *(Ring(0.9 * w, d, z, power=4) for z in (0.0, 0.15 * h)),
            Ring(0.5 * w, 0.4 * d, body, 0.15 * d, 3),
            Ring(0, 0, body, 0.15 * d),
        ]
    )
    dial = cylinder(0.28 * min(w, d), 0.012, sides=18).tilted(40).moved(0, -0.29 * d, 0.62 * body)
    prongs = [
        box(0.03, 0.1 * d, 0.1 * h).moved(s * 0.2 * w, 0.15 * d, body - 0.01) for s in (-1, 1)
    ]
    across = _handset(w, 0.24 * h).moved(yaw=90).moved(0, 0.15 * d, h - 0.24 * h - 0.014)
    return [
        Part("base", foot, shell), Part("dial", dial, metal(rng, "silver", "gold")),
        Part("cradle", joined(*prongs), shell), Part("handset", across, shell),
    ], []  # fmt: skip


TELEPHONE = Category(
    "telephone",
    "surface",
    (
        Style("desk", (0.22, 0.2, 0.12), (0.1, 0.1, 0.12), _desk_phone, 3),
        Style("cordless", (0.1, 0.1, 0.17), (0.1, 0.1, 0.1), _cordless, 0.6),
        Style("conference", (0.34, 0.3, 0.07), (0.1, 0.1, 0.1), _conference, 0.6),
        Style("wall", (0.16, 0.1, 0.32), (0.12, 0.12, 0.12), _wall_phone, 0.6, stands="wall"),
        Style("rotary", (0.24, 0.2, 0.14), (0.08, 0.08, 0.08), _rotary, 0.2),
    ),
    held_out=True,
)
