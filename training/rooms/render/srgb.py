"""Between the numbers of an image (sRGB) and amounts of light (linear), both 0 to 1."""

import numpy as np
from jaxtyping import Float, Float64

STEPS = 4096
"""Entries of the tables but one; in between they are interpolated."""


def to_linear(srgb: Float[np.ndarray, "*shape"]) -> Float64[np.ndarray, "*shape"]:
    """IEC 61966-2-1, to seven places: powers differ in their last bits between processors."""
    s = np.clip(np.asarray(srgb, np.float64), 0, 1)
    return np.round(np.where(s <= 0.04045, s / 12.92, ((s + 0.055) / 1.055) ** 2.4), 7)


def to_srgb(linear: Float[np.ndarray, "*shape"]) -> Float64[np.ndarray, "*shape"]:
    """The inverse of `to_linear`."""
    v = np.clip(np.asarray(linear, np.float64), 0, 1)
    return np.round(np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055), 7)


TO_LINEAR = to_linear(np.arange(STEPS + 2) / STEPS)
"""For kernels: entry i is the light of i / STEPS, with one entry to spare."""

TO_SRGB = to_srgb(np.arange(STEPS + 2) / STEPS)
