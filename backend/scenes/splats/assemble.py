"""From decoded arrays to a reading: what every splat format has in common.

Formats differ in packing only. Here are the activations, the smallest-three quaternions that four
of them use, and the one place that decides which splats can be shown.
"""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float, Float32, Integer, UInt8

from backend.geometry.frames import localise
from backend.scenes.check import FARTHEST
from backend.types import SH_C0, Evidence, Points, Reading, SceneError, Splats, Vector

COEFFICIENTS = (1, 4, 9, 16)
"""Spherical-harmonic coefficients per channel of degree 0, 1, 2, 3."""

DAMAGED = "Copy or export the file again"

Y_DOWN: Vector = (0.0, -1.0, 0.0)
"""Up in the axes of SuperSplat and splat-transform, which show the files of 3DGS that way."""

_RATIO = 100
_ALWAYS = 64 << 20
"""Packed splats may unpack to so many bytes per byte, or to so many however small the file is."""


def assemble(
    path: Path,
    format: str,
    *,
    means: Float[np.ndarray, "splats 3"],
    scales: Float[np.ndarray, "splats 3"],
    rotations: Float[np.ndarray, "splats 4"],
    opacities: Float[np.ndarray, " splats"],
    sh: Float32[np.ndarray, "splats coefficients 3"],
    up: Vector | None = None,
    up_from: Evidence = "format",
    metres_per_unit: float | None = None,
    labels: Points | None = None,
    class_names: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Reading:
    """A reading of activated splats in the file's axes; `labels` are what a file says per splat.

    Splats without finite values are left out, quaternions of any length become unit ones.

    Raises:
        SceneError: no splat can be shown.
    """
    count = len(means)
    if not count:
        raise SceneError(path, "it has no splats", "Export the scene again")
    with np.errstate(all="ignore"):
        rotations, turned = _unit(rotations)
        good = _bounded(means) & _bounded(scales) & _bounded(rotations) & _bounded(sh)
        good &= np.isfinite(opacities)
    if not good.any():
        raise SceneError(path, f"none of its {count:,} splats has finite values", DAMAGED)
    if not good.all():
        left_out = count - np.count_nonzero(good)
        notes += (f"{left_out:,} of {count:,} splats without finite values were left out",)
        means, scales, rotations = means[good], scales[good], rotations[good]
        opacities, sh, turned = opacities[good], sh[good], turned[good]
        labels = labels and _subset(labels, good)
    if not turned.all():
        notes += (f"{np.count_nonzero(~turned):,} splats have no rotation and stay unrotated",)
    positions, origin = localise(means)
    splats = Splats(
        means=positions,
        # Only squares of scales are ever used, so their signs mean nothing.
        scales=np.abs(scales).astype(np.float32, copy=False),
        rotations=rotations,
        opacities=np.clip(opacities, 0, 1).astype(np.float32, copy=False),
        sh=np.ascontiguousarray(sh),
    )
    return Reading(
        splats=splats,
        points=labels and replace(labels, positions=positions),
        class_names=class_names,
        origin=origin,
        format=format,
        up=up,
        up_from=up_from,
        metres_per_unit=metres_per_unit,
        scale_from="file",
        notes=notes,
    )


def check_count(path: Path, count: int, splat_bytes: int, packed_bytes: int) -> None:
    """Refuse a declared number of splats that no real file packs into so few bytes.

    Raises:
        SceneError: `count` splats of `splat_bytes` each would be a decompression bomb.
    """
    if count * splat_bytes > max(_ALWAYS, _RATIO * packed_bytes):
        problem = f"claims {count:,} splats in {packed_bytes:,} bytes of packed data"
        raise SceneError(path, problem, DAMAGED)


def sigmoid(logits: Float[np.ndarray, "*n"]) -> Float32[np.ndarray, "*n"]:
    """Opacity of a logit; infinite logits are 0 and 1."""
    with np.errstate(over="ignore", invalid="ignore"):
        return (1 / (1 + np.exp(-logits.astype(np.float32, copy=False)))).astype(np.float32)


def exponential(logarithms: Float[np.ndarray, "*n"]) -> Float32[np.ndarray, "*n"]:
    """Scale of a logarithm; -inf, which trained files hold, is a scale of zero."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(logarithms.astype(np.float32, copy=False))


def sh_of_colors(
    colors: Float[np.ndarray, "splats 3"] | UInt8[np.ndarray, "splats 3"],
) -> Float32[np.ndarray, "splats 1 3"]:
    """The constant coefficient of colours, which are 0 to 1, or 0 to 255 as bytes."""
    unit = np.float32(1 / 255) if colors.dtype == np.uint8 else np.float32(1)
    with np.errstate(over="ignore", invalid="ignore"):
        return ((colors.astype(np.float32) * unit - 0.5) / np.float32(SH_C0))[:, None]


def smallest_three(
    others: Float[np.ndarray, "splats 3"], largest: Integer[np.ndarray, " splats"]
) -> Float32[np.ndarray, "splats 4"]:
    """Quaternions of which the largest component (index 0 to 3) is left out and not negative."""
    quaternions = np.empty((len(others), 4), np.float32)
    left = 1 - np.einsum("ij,ij->i", others, others)
    for index in range(4):
        rows = np.flatnonzero(largest == index)
        kept = [i for i in range(4) if i != index]
        quaternions[rows[:, None], kept] = others[rows]
        quaternions[rows, index] = np.sqrt(np.maximum(left[rows], 0))
    return quaternions


def _unit(
    quaternions: Float[np.ndarray, "splats 4"],
) -> tuple[
    Float32[np.ndarray, "splats 4"],
    Bool[np.ndarray, " splats"],  # False where the quaternion was zero: the identity stands there
]:
    """Quaternions of length one; the peak is divided out first, so that no square overflows."""
    peak = np.maximum(quaternions.max(1), -quaternions.min(1))
    turned = peak != 0
    unit = (quaternions / np.where(turned, peak, 1)[:, None]).astype(np.float32)
    unit[~turned] = (1, 0, 0, 0)
    unit /= np.sqrt(np.einsum("ij,ij->i", unit, unit))[:, None]
    return unit, turned


def _bounded(values: Float[np.ndarray, "splats ..."]) -> Bool[np.ndarray, " splats"]:
    """Which splats have only finite values of sane size (comparisons with NaN are false)."""
    if values.max() < FARTHEST and values.min() > -FARTHEST:
        return np.ones(len(values), np.bool_)
    rows = values.reshape(len(values), -1)
    return (rows.max(1) < FARTHEST) & (rows.min(1) > -FARTHEST)


def _subset(points: Points, rows: Bool[np.ndarray, " points"]) -> Points:
    present = {f.name: getattr(points, f.name) for f in fields(points)}
    return replace(points, **{n: v[rows] for n, v in present.items() if v is not None})
