"""A small picture of a scene, drawn on the processor in a fraction of a second, and kept."""

import io
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float32, UInt8

from backend.geometry.colors import height_colors
from backend.library.discs import draw_discs
from backend.library.files import content_identity, usable_folder, write_atomically
from backend.library.framing import Framing, frame
from backend.types import Content

_VERSION = 1
"""Pictures of other versions are drawn again."""
_SIZE = (256, 192)
_IN_MEMORY = 1000
"""Pictures (of some 50 kB) that a cache without a folder keeps."""
_MOST = 150_000
"""Points that are drawn at most."""
_SHARPER = 2
"""Pixels drawn per pixel and axis of the picture."""
_BACKGROUND = np.array([[0.955, 0.96, 0.97], [0.86, 0.87, 0.89]], dtype=np.float32)
"""Top and bottom."""
_LIGHT = np.array([0.35, -0.45, 0.82], dtype=np.float32)


def render_thumbnail(content: Content, size: tuple[int, int] = _SIZE) -> UInt8[np.ndarray, "h w 3"]:
    """The scene from an elevated corner, rooms without ceiling and near walls.

    Args:
        content: metres, Z up.
        size: width and height, pixels.
    """
    return render_view(content, size)[0]


def render_view(
    content: Content, size: tuple[int, int]
) -> tuple[UInt8[np.ndarray, "h w 3"], Framing]:
    """The same picture, and how it was looked at, so that more can be drawn over it."""
    width, height = size[0] * _SHARPER, size[1] * _SHARPER
    marks = _marks(content)
    view = frame(marks.positions, width / height, trim=0.03 if content.splats else 0.003)
    marks = marks.only(view.keep)
    pixels, depths = view.project(marks.positions, width, height)
    image, front = draw_discs(
        pixels,
        depths,
        _radii(marks, view, pixels, depths, (height, width)),
        marks.weights,
        marks.colors,
        (height, width),
        thickness=0.01 * float(np.linalg.norm(np.ptp(marks.positions, axis=0))),
    )
    image, front = _without_holes(image, front)
    image[..., :3] *= _eye_dome(front)[..., None]
    return _on_background(image), view


class ThumbnailCache:
    """Pictures by their source's content identity, as PNG files; safe for many threads.

    Without a folder, or with one that cannot be written, it remembers them as long as it lives.
    """

    def __init__(self, folder: Path | None, size: tuple[int, int] = _SIZE):
        self._folder = None if folder is None else usable_folder(folder)
        self._size = size
        self._memory: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, path: Path) -> UInt8[np.ndarray, "h w 3"] | None:
        """The picture of the source as it is now; None if there is none, or a damaged one."""
        from PIL import Image

        try:
            name = self._name(path)
            with self._lock:
                png = self._memory.get(name)
            if png is None and self._folder is not None:
                png = (self._folder / name).read_bytes()
            if png is None:
                return None
            with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
                if image.size == self._size and image.mode == "RGB":
                    return np.array(image)
        except (OSError, SyntaxError, ValueError):
            pass  # Gone, or not a picture: it is drawn again.
        return None

    def put(self, path: Path, thumbnail: UInt8[np.ndarray, "h w 3"]) -> None:
        """Keep the picture; a source that has vanished meanwhile is passed over."""
        from PIL import Image

        try:
            name = self._name(path)
        except OSError:
            return
        buffer = io.BytesIO()
        Image.fromarray(thumbnail).save(buffer, "PNG")
        png = buffer.getvalue()
        if self._folder is not None and write_atomically(self._folder / name, png):
            return
        with self._lock:
            while len(self._memory) >= _IN_MEMORY:
                del self._memory[next(iter(self._memory))]
            self._memory[name] = png

    def _name(self, path: Path) -> str:
        width, height = self._size
        return f"{content_identity(path)}-{width}x{height}-v{_VERSION}.png"


@dataclass(frozen=True)
class _Marks:
    """What is drawn."""

    positions: Float32[np.ndarray, "n 3"]
    colors: Float32[np.ndarray, "n 3"]
    """Linear in the display's values, range [0, 1]."""
    weights: Float32[np.ndarray, " n"]
    sizes: Float32[np.ndarray, " n"] | None
    """Metres; None where the points have none."""

    def only(self, which: np.ndarray) -> "_Marks":
        sizes = None if self.sizes is None else self.sizes[which]
        return _Marks(self.positions[which], self.colors[which], self.weights[which], sizes)


def _marks(content: Content) -> _Marks:
    """At most `_MOST` points or splats, picked evenly."""
    if content.splats is not None:
        splats = content.splats
        which = _sample(len(splats))
        share = len(splats) / len(which)
        opacities = splats.opacities[which]
        # The middle axis: right for flat Gaussians, and needles do not swell. Larger where only a
        # part of the splats is drawn.
        sizes = np.median(splats.scales[which], axis=1) * np.float32(2 * share**0.5)
        seen = opacities > 0.05
        colors = splats.colors[which].astype(np.float32) / 255
        marks = _Marks(splats.means[which], colors, opacities, sizes)
        return marks.only(seen) if seen.any() else marks
    cloud = content.cloud
    which = _sample(len(cloud))
    positions = cloud.positions[which]
    if cloud.colors is None:
        colors = 0.35 + 0.65 * height_colors(positions).astype(np.float32) / 255
    else:
        colors = cloud.colors[which].astype(np.float32) / 255
    if cloud.normals is not None:
        facing = np.abs(cloud.normals[which] @ _LIGHT)
        colors = colors * (0.75 + 0.25 * facing)[:, None]
    return _Marks(positions, colors, np.ones(len(which), dtype=np.float32), None)


def _sample(n: int) -> np.ndarray:
    if n <= _MOST:
        return np.arange(n)
    steps = np.linspace(0, n, _MOST, endpoint=False)
    # Somewhere within each step, so that no pattern of the file's order shows.
    return (steps + np.random.default_rng(0).random(_MOST) * (n / _MOST)).astype(np.int64)


def _radii(
    marks: _Marks,
    view: Framing,
    pixels: Float[np.ndarray, "n 2"],
    depths: Float[np.ndarray, " n"],
    shape: tuple[int, int],
) -> Float[np.ndarray, " n"]:
    """Pixels: a splat's own size, or what closes the gaps between points."""
    if marks.sizes is not None:
        return marks.sizes * np.float32(view.focal * shape[0]) / depths
    coarse = np.zeros((shape[0] // 8 + 1, shape[1] // 8 + 1), dtype=bool)
    inside = ((pixels >= 0) & (pixels < shape[::-1])).all(axis=1)
    columns, rows = (pixels[inside] // 8).astype(int).T
    coarse[rows, columns] = True
    per_point = coarse.sum() * 64 / max(len(pixels), 1)
    return np.full(len(pixels), np.clip(1.5 * per_point**0.5, 1, shape[0] / 64))


def _without_holes(
    image: Float32[np.ndarray, "h w 4"], front: Float32[np.ndarray, "h w"]
) -> tuple[Float32[np.ndarray, "h w 4"], Float32[np.ndarray, "h w"]]:
    """Empty pixels that are mostly surrounded by drawn ones take their mean."""
    for size, most in ((3, 0.5), (5, 0.55), (9, 0.6)):
        drawn = np.isfinite(front)
        layers = np.dstack([drawn, np.where(drawn[..., None], np.dstack([image, front]), 0)])
        means = _box_means(layers, size)
        holes = ~drawn & (means[..., 0] > most)
        filled = means[holes, 1:] / means[holes, :1]
        image[holes], front[holes] = filled[:, :4], filled[:, 4]
    return image, front


def _box_means(
    layers: Float[np.ndarray, "h w layers"], size: int
) -> Float[np.ndarray, "h w layers"]:
    """Means over squares of an odd size around each pixel, zero beyond the border."""
    r = size // 2
    sums = np.pad(layers, ((r + 1, r), (r + 1, r), (0, 0))).astype(np.float64)
    for axis in (0, 1):
        np.cumsum(sums, axis=axis, out=sums)
    rows = sums[size:] - sums[:-size]
    return (rows[:, size:] - rows[:, :-size]) / size**2


def _eye_dome(front: Float32[np.ndarray, "h w"]) -> Float32[np.ndarray, "h w"]:
    """Darken what lies behind its neighbours in the picture (eye-dome lighting, Boucheny 2009)."""
    drawn = np.isfinite(front)
    # The background lies a little behind everything, which outlines the scene.
    depth = np.log2(np.where(drawn, front, 1.07 * front[drawn].max(initial=1)))
    behind = np.zeros_like(depth)
    for radius in (2, 4):
        for shift in ((radius, 0), (-radius, 0), (0, radius), (0, -radius)):
            neighbor = np.roll(depth, shift, axis=(0, 1))
            behind += np.clip(depth - neighbor, 0, 0.05)
    return np.exp(-3 * behind)


def _on_background(image: Float32[np.ndarray, "h w 4"]) -> UInt8[np.ndarray, "hh ww 3"]:
    """The picture at its own size over a soft gradient."""
    h, w = image.shape[0] // _SHARPER, image.shape[1] // _SHARPER
    image[..., :3] *= image[..., 3:]
    small = image.reshape(h, _SHARPER, w, _SHARPER, 4).mean(axis=(1, 3))
    down = np.linspace(0, 1, h, dtype=np.float32)[:, None, None]
    behind = (1 - down) * _BACKGROUND[0] + down * _BACKGROUND[1]
    mixed = small[..., :3] + (1 - small[..., 3:]) * behind
    return (np.clip(mixed, 0, 1) * 255 + 0.5).astype(np.uint8)
