"""Keyboards and mice."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.electronics.screens import casing
from training.rooms.furniture.shapes.pieces import Built, pad, profile
from training.rooms.materials import Material, metal, plastic, textured
from training.rooms.solids import Ring, Solid, box, cylinder, lofted, tube
from training.rooms.types import Category, Part, Size, Style


def key_tops(rng: Random, shell: Material) -> Material:
    other = color(rng, "light gray", "white", "gray") if shell.color.name in (
        "black", "dark gray") else color(rng, "dark gray", "light gray", "gray")  # fmt: skip
    return textured(shell, "keys", other, 0.019)


def _slab(w: float, d: float, front: float, back: float) -> Solid:
    """A wedge that rises towards its back."""
    return profile([(-d / 2, 0), (d / 2, 0), (d / 2, back), (-d / 2, front)], w)


def _blocks(rng: Random, w: float, d: float, z: float, slope: float, shell: Material) -> list[Part]:
    """Raised fields of keys: letters, arrows and digits on a wide board, else letters only."""
    wide = w > 0.39
    fields = [(-0.5, 0.2), (0.22, 0.33), (0.35, 0.5)] if wide else [(-0.5, 0.5)]
    keys = key_tops(rng, shell)
    parts = []
    for a, b in fields:
        wide = (b - a) * (w - 0.02)
        block = box(wide - 0.004, d - 0.025, 0.007).tilted(float(np.degrees(slope)))
        parts.append(Part("keys", block.moved((a + b) / 2 * (w - 0.02), 0, z), keys))
    return parts


def _standard(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = casing(rng)
    front, back = 0.4 * h, h - 0.007
    slope = float(np.arctan2(back - front, d))
    return [
        Part("case", _slab(w, d, front, back), shell),
        *_blocks(rng, w, d, (front + back) / 2 - 0.001, slope, shell),
    ], []


def _slim(rng: Random, size: Size) -> Built:
    """Flat metal with low keys, a bar under its back edge."""
    w, d, h = size
    shell = metal(rng, "silver") if rng.random() < 0.6 else plastic(rng, "white", "black")
    caps = plastic(rng, "white", "black", "light gray")
    bar = tube([(-w / 2, d / 2 - 0.01, 0.5 * h), (w / 2, d / 2 - 0.01, 0.5 * h)], 0.48 * h, sides=8)
    return [
        Part("case", _slab(w, d, 0.3 * h, 0.7 * h), shell),
        Part("bar", bar, shell),
        *_blocks(rng, w, d - 0.02, 0.5 * h, 0.4 * h / d, caps),
    ], []


def _compact(rng: Random, size: Size) -> Built:
    """High keys on a thick case, without a field of digits."""
    w, d, h = size
    shell = casing(rng)
    caps = plastic(rng, "black", "white", "gray", "light blue", "dark gray", "beige")
    return [
        Part("case", pad(w, d, 0.62 * h, bevel=0.008), shell),
        Part("keys", box(w - 0.02, d - 0.02, 0.42 * h).moved(z=0.58 * h), key_tops(rng, caps)),
    ], []


def _split(rng: Random, size: Size) -> Built:
    """Two halves, turned and raised in the middle, and a rest for the hands."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray", "black")
    parts = []
    for s in (-1, 1):
        half = box(0.46 * w, 0.62 * d, 0.45 * h).tilted(s * 8, axis=1).moved(yaw=-s * 10)
        x = s * 0.25 * w
        parts.append(Part("case", half.moved(x, 0.12 * d, 0.25 * h), shell))
        keys = box(0.42 * w, 0.52 * d, 0.1 * h).moved(z=0.45 * h).tilted(s * 8, axis=1)
        turned_ = keys.moved(yaw=-s * 10).moved(x, 0.12 * d, 0.25 * h)
        parts.append(Part("keys", turned_, key_tops(rng, shell)))
    rest = pad(w, 0.3 * d, 0.4 * h, bevel=0.01).moved(0, -0.35 * d)
    return [*parts, Part("hand rest", rest, shell)], []


KEYBOARD = Category(
    "keyboard",
    "surface",
    (
        Style("standard", (0.445, 0.15, 0.032), (0.04, 0.12, 0.15), _standard, 3),
        Style("slim", (0.41, 0.13, 0.02), (0.1, 0.1, 0.12), _slim, 1.2),
        Style("compact", (0.36, 0.14, 0.04), (0.08, 0.08, 0.1), _compact, 0.6),
        Style("split", (0.46, 0.23, 0.06), (0.05, 0.08, 0.12), _split, held_out=True),
    ),
)


def _hump(w: float, d: float, h: float, *, crest: float, power: float = 2.6) -> Solid:
    """A shell that is highest `crest` of the depth behind its middle."""
    y = crest * d
    return lofted(
        [
            Ring(0, 0, 0),
            Ring(0.94 * w, d, 0, power=power),
            Ring(w, 0.99 * d, 0.3 * h, power=power),
            Ring(0.86 * w, 0.86 * d, 0.7 * h, 0.3 * y, power),
            Ring(0.55 * w, 0.55 * d, 0.95 * h, 0.8 * y, power),
            Ring(0, 0, h, y),
        ],
        sides=16,
    )


def _two_button(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = casing(rng)
    body = _hump(w, d, 0.96 * h, crest=rng.uniform(0.05, 0.15))
    wheel = cylinder(0.011, 0.007, sides=12).tilted(90, axis=1).moved(-0.0035, -0.22 * d, 0.72 * h)
    parts = [Part("case", body, shell), Part("wheel", wheel, plastic(rng, "black", "gray"))]
    return parts, []


def _corded(rng: Random, size: Size) -> Built:
    """The cable runs off behind; only its first centimetres belong to it."""
    w, d, h = size
    shell = casing(rng)
    long = 0.72 * d
    y = long / 2 - d / 2
    body = _hump(w, long, h, crest=0.1).moved(0, y)
    cable = [(0, long - d / 2 - 0.01, 0.006), (0.1 * w, 0.42 * d, 0.004), (0.3 * w, 0.5 * d, 0.004)]
    line = tube([(float(a), float(b), float(c)) for a, b, c in cable], 0.0035, sides=5)
    wheel = cylinder(0.011, 0.007, sides=12).tilted(90, axis=1)
    return [
        Part("case", body, shell),
        Part("cable", line, plastic(rng, "black", "gray")),
        Part("wheel", wheel.moved(-0.0035, y - 0.2 * long, 0.68 * h), plastic(rng, "black")),
    ], []


def _low_mouse(rng: Random, size: Size) -> Built:
    """A smooth flat shell without visible buttons."""
    w, d, h = size
    white = plastic(rng, "white", "white", "light gray", "black")
    return [
        Part("base", _hump(0.97 * w, 0.98 * d, 0.4 * h, crest=0.0), metal(rng, "silver")),
        Part("case", _hump(w, d, h, crest=0.02, power=3.2), white),
    ], []


def _upright_mouse(rng: Random, size: Size) -> Built:
    """Held like a hand in greeting: a steep ridge."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray")
    body = _hump(w, d, h, crest=0.08)
    v = body.vertices.copy()
    v[:, 0] += 0.3 * w * np.clip(v[:, 2] / h, 0, 1) - 0.12 * w * np.sin(np.pi * v[:, 2] / h)
    return [Part("case", Solid(v, body.faces, smooth=True), shell)], []


MOUSE = Category(
    "mouse",
    "surface",
    (
        Style("wireless", (0.064, 0.11, 0.038), (0.08, 0.08, 0.08), _two_button, 2),
        Style("corded", (0.063, 0.15, 0.037), (0.08, 0.08, 0.08), _corded, 1.2),
        Style("flat", (0.058, 0.113, 0.025), (0.06, 0.05, 0.12), _low_mouse, 0.6),
        Style("upright", (0.075, 0.115, 0.07), (0.06, 0.06, 0.08), _upright_mouse, held_out=True),
    ),
)
