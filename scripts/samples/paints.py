"""Procedural paints: reflectance as a function of position, without any image."""

import numpy as np
from jaxtyping import Float64

from scripts.samples.surfaces import Paint

Rgb = tuple[float, float, float]


def linear(hexadecimal: str) -> Float64[np.ndarray, "3"]:
    """Linear reflectance of an sRGB colour like `c8a27a`."""
    srgb = np.array([int(hexadecimal[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return srgb**2.2


def noise(
    p: Float64[np.ndarray, "n 3"], scale: Rgb | float, seed: int
) -> Float64[np.ndarray, " n"]:
    """Smooth noise in about [-1, 1] with features of the given size in metres."""
    rng = np.random.default_rng(seed)
    waves = rng.normal(size=(7, 3)) * 2.2 / np.asarray(scale)
    return np.sin(p @ waves.T + rng.uniform(0, 7, 7)).mean(axis=1) * 1.8


def plain(color: str, *, variation: float = 0.04, scale: Rgb | float = 0.3, seed: int = 0) -> Paint:
    """One colour with slight, smooth variation."""
    base = linear(color)
    return lambda p: base * (1 + variation * noise(p, scale, seed))[:, None]


def woven(color: str, seed: int = 0) -> Paint:
    """Cloth: fine irregular threads over slow variation."""
    base = linear(color)

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        threads = 0.07 * noise(p, 0.02, seed) + 0.05 * noise(p, 0.25, seed + 1)
        return base * (1 + threads)[:, None]

    return paint


def wood(color: str, *, along: int = 0, seed: int = 0) -> Paint:
    """Grain along one axis of the shape."""
    base = linear(color)
    scale = [0.03, 0.03, 0.03]
    scale[along] = 0.6

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        grain = 0.13 * noise(p, (scale[0], scale[1], scale[2]), seed) + 0.05 * noise(
            p, 0.4, seed + 1
        )
        return base * (1 + grain)[:, None]

    return paint


def planks(width: float = 0.16, length: float = 1.3) -> Paint:
    """A floor of oak boards along x, each with its own tone and grain."""
    rng = np.random.default_rng(7)
    tones = rng.normal(0, 1, (64, 64))
    shifts = rng.uniform(0, length, 64)
    base = linear("c6a077")

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        row = np.floor(p[:, 1] / width).astype(int) % 64
        x = p[:, 0] + shifts[row]
        tone = tones[row, np.floor(x / length).astype(int) % 64]
        grain = noise(p + np.stack([0 * tone, 0 * tone, 9 * tone], 1), (0.7, 0.03, 0.5), 3)
        edge = np.minimum(p[:, 1] % width, x % length)
        shade = (1 + 0.13 * tone + 0.09 * grain) * np.where(edge < 0.005, 0.7, 1)
        warm = np.stack([0.02 * tone, 0 * tone, -0.03 * tone], axis=1)
        return np.clip(base * shade[:, None] * (1 + warm), 0.01, 0.9)

    return paint


def rug(width: float, depth: float) -> Paint:
    """A woven rug: border, stripes and a row of diamonds."""
    ground, line, accent = linear("d9cdb8"), linear("33506b"), linear("b4573a")

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        x, y = np.abs(p[:, 0]), np.abs(p[:, 1])
        rim = np.minimum(width / 2 - x, depth / 2 - y)
        diamond = (
            np.abs((p[:, 0] + 0.25) % 0.5 - 0.25) / 0.25 + np.abs((p[:, 1] + 0.2) % 0.4 - 0.2) / 0.2
        )
        color = np.where((diamond < 0.55)[:, None], accent, ground)
        color = np.where(((diamond > 0.8) & (diamond < 1.0))[:, None], line, color)
        color = np.where((rim < 0.17)[:, None], line, color)
        color = np.where(((rim < 0.11) & (rim > 0.06))[:, None], ground, color)
        return color * (1 + 0.1 * noise(p, 0.03, 5))[:, None]

    return paint


def stripes(a: str, b: str, *, period: float, axis: int = 0) -> Paint:
    """Two colours in turn."""
    first, second = linear(a), linear(b)
    return lambda p: np.where((p[:, axis] % period < period / 2)[:, None], first, second)


def sky(height: float) -> Paint:
    """What the window shows: a meadow, a line of trees and a summer sky with clouds."""
    low, high, cloud = np.array([0.62, 0.78, 0.95]), np.array([0.22, 0.45, 0.85]), np.ones(3)
    meadow, trees = linear("8aa85a"), linear("4c6b3c")

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        t = np.clip(p[:, 2] / height, 0, 1)[:, None]
        cover = np.clip(1.6 * noise(p, (0.5, 1, 0.18), 11) - 0.1, 0, 0.85)[:, None]
        color = (low + (high - low) * t) * (1 - cover) + cloud * cover
        crowns = 0.30 + 0.05 * noise(p, 0.18, 12) + 0.03 * noise(p, 0.07, 13)
        color = np.where(
            t < crowns[:, None], trees * (1 + 0.3 * noise(p, 0.05, 14))[:, None], color
        )
        return np.clip(np.where(t < 0.16, meadow, color), 0.02, 1)

    return paint


def landscape(width: float, height: float) -> Paint:
    """The picture on the wall: a low sun over layered hills."""
    hills = [linear(c) for c in ("e8a45c", "c9694b", "7d4559", "3a3150")]

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        x, t = p[:, 0] / width, p[:, 2] / height
        color = linear("f3d9a4") + (linear("8fb3c9") - linear("f3d9a4")) * t[:, None]
        sun = np.hypot(p[:, 0] - 0.12 * width, p[:, 2] - 0.68 * height) < 0.12 * height
        color = np.where(sun[:, None], linear("fff3cf"), color)
        for i, hill in enumerate(hills):
            ridge = 0.6 - 0.15 * i + 0.06 * np.sin(7 * x + 2.1 * i) + 0.03 * np.sin(17 * x + i)
            color = np.where((t < ridge)[:, None], hill, color)
        return color

    return paint


def screen(width: float, height: float) -> Paint:
    """A monitor that shows a window with lines of text on a blue desktop."""
    back, page, text = linear("2b5f8f"), linear("f4f6f8"), linear("6f7f94")

    def paint(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        x, t = p[:, 0] / width, p[:, 2] / height
        inside = (np.abs(x) < 0.36) & (t > 0.15) & (t < 0.86)
        lines = inside & (np.abs(x + 0.05) < 0.26) & (t < 0.7) & ((t * 5) % 1 < 0.4)
        color = np.where(inside[:, None], page, back)
        color = np.where(lines[:, None], text, color)
        return np.where((inside & (t > 0.79))[:, None], linear("e2793f"), color)

    return paint
