"""Named colours: what a person would call a paint, and the many tones that carry one name."""

from dataclasses import dataclass

import numpy as np

Random = np.random.Generator
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Color:
    name: str
    """What people call it: "dark blue"."""
    rgb: Rgb
    """sRGB, 0 to 1."""


_TONES: dict[str, tuple[str, ...]] = {
    "white": ("f4f3ef", "eceae4", "f8f8f6"),
    "cream": ("e9dfc6", "efe6d2", "e2d6b8"),
    "beige": ("cdb994", "c9b59a", "d6c3a3"),
    "light gray": ("bdbebe", "c6c5c1", "b3b7b9"),
    "gray": ("8c8d8e", "86888c", "929089"),
    "dark gray": ("4f5154", "595856", "47494d"),
    "black": ("1b1b1c", "232222", "151618"),
    "light brown": ("b58a5a", "c09a6b", "a97f52"),
    "brown": ("7d5334", "86592f", "70492f"),
    "dark brown": ("472e20", "3f2a1f", "523425"),
    "red": ("b3312c", "c03a33", "a62a2d"),
    "dark red": ("6d1f23", "7a2528", "611a1f"),
    "orange": ("d9782d", "e08a3a", "cf6a24"),
    "yellow": ("e3c03f", "eacb52", "d9b232"),
    "light green": ("a3c38a", "b2cc98", "96b98b"),
    "green": ("4f8a48", "5b8f4e", "43804b"),
    "dark green": ("2c4a35", "33523a", "264030"),
    "teal": ("2f7f80", "3a8a86", "29716f"),
    "light blue": ("9dbfd6", "a9c9dc", "8fb4d0"),
    "blue": ("3f6fa8", "4a79b3", "34659e"),
    "dark blue": ("24365c", "2b3f68", "1f2f52"),
    "purple": ("6b4a86", "77558f", "5d3f78"),
    "pink": ("dba0a8", "e0adb6", "d48f9c"),
    "silver": ("b4b8bb", "a9adb1", "c0c3c5"),
    "gold": ("b8944a", "c4a159", "a98540"),
}
"""A few sRGB tones for each name; `color` varies them further."""

NAMES = tuple(_TONES)


def color(rng: Random, *names: str) -> Color:
    """One of the named colours (all names if none is given), in a tone of its own."""
    name = (names or NAMES)[int(rng.integers(len(names or NAMES)))]
    tones = _TONES[name]
    tone = tones[int(rng.integers(len(tones)))]
    r, g, b = (int(tone[i : i + 2], 16) / 255 for i in (0, 2, 4))
    brightness, warmth = 1 + rng.uniform(-0.05, 0.05), rng.uniform(-0.012, 0.012)
    rgb = np.round(
        np.clip([r * brightness + warmth, g * brightness, b * brightness - warmth], 0, 1), 3
    )
    return Color(name, (float(rgb[0]), float(rgb[1]), float(rgb[2])))
