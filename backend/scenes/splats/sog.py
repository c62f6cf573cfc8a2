"""SOG (PlayCanvas): splats as pixels of lossless pictures, described by `meta.json`.

A bundle is a ZIP with the ending .sog, unpacked it is a folder. Version 1 (no version in the meta)
interpolates bytes between a least and a greatest value, version 2 looks them up in codebooks.
Format: developer.playcanvas.com/user-manual/gaussian-splatting/formats/sog.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from jaxtyping import Float, Float32, Float64, UInt8

from backend.scenes.splats.assemble import (
    COEFFICIENTS,
    DAMAGED,
    Y_DOWN,
    assemble,
    check_count,
    exponential,
    sigmoid,
    smallest_three,
)
from backend.scenes.splats.sog_files import SogFiles, open_sog
from backend.types import Reading, SceneError

_PALETTE_ROW = 64
_LARGEST_PALETTE = 1 << 16
_DECODED = 4 * 7
"""Bytes of one pixel in each of at most seven pictures."""
_BLOCK = 1 << 16
"""Splats whose coefficients are looked up at once, so that the temporary stays small."""


def is_sog_folder(path: Path) -> bool:
    """Whether the folder holds an unpacked SOG."""
    return (path / "meta.json").is_file() and any(path.glob("means_l.*"))


def read_sog(path: Path) -> Reading:
    """Read a bundle or an unpacked folder.

    The tools that write this format show it with -y up, which is taken as a guess.

    Raises:
        SceneError: members are missing, damaged, lossy or do not fit together.
    """
    with open_sog(path) as files:
        return _read(files)


def _read(files: SogFiles) -> Reading:
    meta = _Meta(files.path, files.meta(), "meta.json")
    version = meta.value.get("version", 1)
    if version not in (1, 2):
        raise SceneError(
            files.path, f"SOG version {version!r} is not known", "Export it as version 2"
        )
    means, scales, quats, sh0 = (meta.child(n) for n in ("means", "scales", "quats", "sh0"))
    count = meta.count("count") if version == 2 else means.count("shape")
    check_count(files.path, count, _DECODED, files.size)
    low, high = (_pixels(files, name, count) for name in means.files(2))
    with np.errstate(all="ignore"):
        steps = low[:, :3] + np.float64(256) * high[:, :3]
        logs = _between(steps / 65535, means.numbers("mins", 3), means.numbers("maxs", 3))
        positions = (np.sign(logs) * np.expm1(np.abs(logs))).astype(np.float32)
    scale, color = (_pixels(files, part.files(1)[0], count) for part in (scales, sh0))
    if version == 2:
        log_scales = scales.codebook()[scale[:, :3]]
        constant = sh0.codebook()[color[:, :3]]
        opacities = color[:, 3] / np.float32(255)
    else:
        log_scales = _between(
            scale[:, :3] / 255, scales.numbers("mins", 3), scales.numbers("maxs", 3)
        )
        values = _between(color / 255, sh0.numbers("mins", 4), sh0.numbers("maxs", 4))
        constant, opacities = values[:, :3], sigmoid(values[:, 3])
    constant = constant[:, None].astype(np.float32)
    sh = _with_rest(files, meta, version, constant) if meta.value.get("shN") else constant
    return assemble(
        files.path,
        f"SOG version {version}",
        means=positions,
        scales=exponential(log_scales),
        rotations=_rotations(files, quats, count),
        opacities=opacities,
        sh=sh,
        up=Y_DOWN,
        up_from="guessed",
    )


@dataclass(frozen=True)
class _Meta:
    """An object of `meta.json` whose values are checked as they are taken."""

    path: Path
    value: Mapping[str, Any]
    where: str

    def child(self, key: str) -> "_Meta":
        value = self.value.get(key)
        if not isinstance(value, dict):
            self._refuse(key, "an object")
        return _Meta(self.path, value, f"{self.where} {key}")

    def count(self, key: str) -> int:
        """A positive number, or the first one of a shape."""
        value = self.value.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if not isinstance(value, int) or not 0 < value < 1 << 31:
            self._refuse(key, "a number of splats")
        return value

    def files(self, count: int) -> list[str]:
        value = self.value.get("files")
        if not isinstance(value, list) or len(value) != count:
            self._refuse("files", f"{count} file names")
        return [str(name) for name in value]

    def numbers(self, key: str, count: int) -> Float64[np.ndarray, " numbers"]:
        value = self.value.get(key)
        try:
            numbers = np.array(value if isinstance(value, list) else [value], dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            self._refuse(key, f"{count} numbers")
        if numbers.shape != (count,) or not np.isfinite(numbers).all():
            self._refuse(key, f"{count} finite numbers")
        return numbers

    def codebook(self) -> Float32[np.ndarray, "256"]:
        """What the 256 bytes mean."""
        value = self.value.get("codebook")
        if isinstance(value, list) and len(value) == 256 and value[0] is None:
            # Early writers left the first entry empty; it continues the even spacing.
            later = _Meta(self.path, {"codebook": value[1:]}, self.where).numbers("codebook", 255)
            return np.concatenate([[later[0] + (later[0] - later[-1]) / 255], later]).astype(
                np.float32
            )
        with np.errstate(over="ignore"):
            return self.numbers("codebook", 256).astype(np.float32)

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        raise SceneError(self.path, f"{self.where} has no {key} with {wanted}", DAMAGED)


def _pixels(files: SogFiles, name: str, count: int) -> UInt8[np.ndarray, "splats 4"]:
    """One RGBA pixel per splat, row by row."""
    # The rest of the last rows is padding; some writers round both sides up.
    pixels = files.picture(name, 4 * count + (1 << 16)).reshape(-1, 4)
    if len(pixels) < count:
        raise SceneError(files.path, f"{name} has {len(pixels):,} of {count:,} pixels", DAMAGED)
    return pixels[:count]


def _between(
    fractions: Float[np.ndarray, "splats channels"],
    low: Float64[np.ndarray, " channels"],
    high: Float64[np.ndarray, " channels"],
) -> Float32[np.ndarray, "splats channels"]:
    with np.errstate(over="ignore", invalid="ignore"):
        return (low + (high - low) * fractions).astype(np.float32)


def _rotations(files: SogFiles, quats: _Meta, count: int) -> Float32[np.ndarray, "splats 4"]:
    """The three smaller components, and in the alpha which one (252 + index) is left out."""
    packed = _pixels(files, quats.files(1)[0], count)
    others = (packed[:, :3] / np.float32(127.5) - 1) * np.float32(np.sqrt(0.5))
    rotations = smallest_three(others, np.maximum(packed[:, 3], 252) - 252)
    rotations[packed[:, 3] < 252] = 0
    return rotations


def _with_rest(
    files: SogFiles, meta: _Meta, version: int, constant: Float32[np.ndarray, "splats 1 3"]
) -> Float32[np.ndarray, "splats coefficients 3"]:
    """Adds what lies beyond degree 0: every splat names an entry of a palette."""
    part = meta.child("shN")
    centroids_name, labels_name = part.files(2)
    most = _LARGEST_PALETTE * (COEFFICIENTS[-1] - 1)
    centroids = files.picture(centroids_name, most)[..., :3]
    width = centroids.shape[1]
    per_splat = width // _PALETTE_ROW
    if width % _PALETTE_ROW or per_splat + 1 not in COEFFICIENTS[1:]:
        raise SceneError(
            files.path, f"{centroids_name} is {width} pixels wide, wanted 192, 512 or 960", DAMAGED
        )
    if version == 2:
        values = part.codebook()[centroids]
    else:
        low, high = part.numbers("mins", 1), part.numbers("maxs", 1)
        values = _between(centroids.reshape(-1, 1) / 255, low, high)
    palette = values.reshape(-1, per_splat, 3)
    packed = _pixels(files, labels_name, len(constant))
    labels = packed[:, 0] + (packed[:, 1].astype(np.int64) << 8)
    if labels.max() >= len(palette):
        problem = f"{labels_name} names entry {labels.max():,} of {len(palette):,} in the palette"
        raise SceneError(files.path, problem, DAMAGED)
    sh = np.empty((len(labels), per_splat + 1, 3), np.float32)
    sh[:, :1] = constant
    for start in range(0, len(labels), _BLOCK):
        sh[start : start + _BLOCK, 1:] = palette[labels[start : start + _BLOCK]]
    return sh
