"""Photos and depth images as arrays, held to a sane size before they are decoded."""

import warnings
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Float64, Int32, UInt8

from backend.scenes.check import foreign_errors, regular_file
from backend.types import SceneError

_MOST_PIXELS = 64 << 20


def load_photo(path: Path) -> UInt8[np.ndarray, "h w 3"]:
    """Colours in sRGB.

    Raises:
        SceneError: no readable image, or larger than photos are.
    """
    return np.array(_decoded(path, "RGB"), np.uint8)


def load_depth(path: Path) -> Int32[np.ndarray, "h w"]:
    """The raw numbers of a depth image with one channel.

    Raises:
        SceneError: no readable image, or it has colours.
    """
    return np.array(_decoded(path, None), np.int32)


def back_project(
    depth: Float32[np.ndarray, "h w"],
    K: Float64[np.ndarray, "3 3"],
    photo: UInt8[np.ndarray, "photo_h photo_w 3"],
) -> Float32[np.ndarray, "points 6"]:
    """Rows of camera xyz (metres) and rgb in [0, 1] for all pixels that have a depth.

    A photo of another size is sampled at the same place of the picture.
    """
    v, u = np.nonzero(depth > 0)
    z = depth[v, u]
    rows = (v * photo.shape[0]) // depth.shape[0]
    columns = (u * photo.shape[1]) // depth.shape[1]
    x, y = (u - K[0, 2]) / K[0, 0] * z, (v - K[1, 2]) / K[1, 1] * z
    xyz = np.stack([x, y, z], axis=1).astype(np.float32)
    return np.hstack([xyz, photo[rows, columns].astype(np.float32) / np.float32(255)])


def _decoded(path: Path, mode: str | None) -> np.ndarray:
    from PIL import Image

    regular_file(path)
    with foreign_errors(path, "no readable image"), warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(path) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                problem = f"{width}×{height} pixels are more than photos have"
                raise SceneError(path, problem, "Make it smaller")
            if mode is None and image.mode not in ("I", "I;16", "I;16B", "L"):
                problem = f"image mode {image.mode}, wanted one channel of depth"
                raise SceneError(path, problem, "Give depth as 16-bit PNG")
            return np.asarray(image.convert(mode) if mode else image)
