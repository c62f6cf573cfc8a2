"""Colours for what has none: heights, normals, categories, and a ramp for values."""

from functools import lru_cache
from typing import Literal

import numpy as np
from jaxtyping import Float, Float32, Int, UInt8

_RAMPS = {
    "viridis": "440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725",
    "turbo": "30123b 4145ab 4675ed 39a2fc 1bcfd4 24eca6 61fc6c a4fc3b d1e834 f3c63a fe9b2d f36315"
    " d93806 b11901 7a0402",
}
"""Equally spaced samples of the maps by Smith and van der Walt (2015) and Mikhailov (2019)."""

_GREY = 150
_PALETTE = 256
"""Categories that get a colour of their own."""


def ramp(
    values: Float[np.ndarray, " n"], name: Literal["viridis", "turbo"] = "viridis"
) -> UInt8[np.ndarray, "n 3"]:
    """The colours of values in [0, 1]; beyond it the ends', and the lower one for NaN.

    viridis is perceptually uniform, turbo tells more values apart.
    """
    return _table(name)[(np.nan_to_num(np.clip(values, 0, 1)) * 255 + 0.5).astype(np.uint8)]


def height_colors(positions: Float32[np.ndarray, "points 3"]) -> UInt8[np.ndarray, "points 3"]:
    """By z, from the first to the last percentile, so that single outliers do not matter."""
    z = positions[:, 2]
    low, high = np.percentile(z[:: max(1, len(z) // 100_000)], [1, 99])
    return ramp((z - np.float32(low)) / np.float32(max(high - low, 1e-6)))


def normal_colors(normals: Float32[np.ndarray, "points 3"]) -> UInt8[np.ndarray, "points 3"]:
    """The usual picture of directions: x, y, z from -1 to 1 are red, green, blue from 0 to 255."""
    return (np.clip(normals, -1, 1) * 127.5 + 128).astype(np.uint8)


def categorical_colors(ids: Int[np.ndarray, " n"]) -> UInt8[np.ndarray, "n 3"]:
    """A colour that depends on the id alone; small ids differ most, negative ones are grey."""
    return np.where((ids < 0)[:, None], np.uint8(_GREY), _palette()[ids % _PALETTE])


@lru_cache
def _table(name: str) -> UInt8[np.ndarray, "256 3"]:
    anchors = np.array([list(bytes.fromhex(sample)) for sample in _RAMPS[name].split()])
    at = np.linspace(0, 1, len(anchors))
    columns = [np.interp(np.linspace(0, 1, 256), at, anchors[:, c]) for c in range(3)]
    return (np.stack(columns, axis=1) + 0.5).astype(np.uint8)


@lru_cache
def _palette() -> UInt8[np.ndarray, "colors 3"]:
    """Each colour is the one farthest from grey and from all before it in OKLab (Ottosson 2020)."""
    hues = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    hue, chroma, lightness = np.meshgrid(hues, [0.09, 0.13, 0.17], np.linspace(0.48, 0.88, 6))
    oklab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1).reshape(
        -1, 3
    )
    linear = _linear_srgb(oklab)
    shown = ((linear >= 0) & (linear <= 1)).all(axis=1)
    oklab, linear = oklab[shown], linear[shown]
    distances = np.linalg.norm(oklab - [0.67, 0, 0], axis=1)
    chosen = np.empty(_PALETTE, dtype=np.int64)
    for i in range(_PALETTE):
        chosen[i] = np.argmax(distances)
        distances = np.minimum(distances, np.linalg.norm(oklab - oklab[chosen[i]], axis=1))
    linear = linear[chosen]
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (encoded * 255 + 0.5).astype(np.uint8)


def _linear_srgb(oklab: Float[np.ndarray, "n 3"]) -> Float[np.ndarray, "n 3"]:
    lms = oklab @ np.array(
        [
            [1, 1, 1],
            [0.3963377774, -0.1055613458, -0.0894841775],
            [0.2158037573, -0.0638541728, -1.2914855480],
        ]
    )
    return lms**3 @ np.array(
        [
            [4.0767416621, -1.2684380046, -0.0041960863],
            [-3.3077115913, 2.6097574011, -0.7034186147],
            [0.2309699292, -0.3413193965, 1.7076147010],
        ]
    )
