"""A picture of a scene with boxes, drawn without a browser."""

from pathlib import Path

import numpy as np
from jaxtyping import Float
from PIL import Image, ImageDraw, ImageFont

from backend.geometry.boxes import box_corners, box_edges
from backend.library.framing import Framing
from backend.library.thumbnail import render_view
from backend.types import Boxes, Scene, SceneError

_SIZE = (1280, 960)
_DRAWN = (640, 480)
"""At which scans of usual density have no gaps between their points."""
_FINER = 2
"""Pixels per pixel and axis while lines are drawn, so that they become smooth."""
_COLORS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#0072b2")
"""Okabe and Ito's (2008), which people with any colour vision tell apart."""
_TEXT = 18
"""Height in pixels."""


def save_picture(path: Path, scene: Scene, boxes: Boxes, caption: str, least: float = 0.0) -> None:
    """The scene from an elevated corner, without ceiling and near walls, and the boxes over it.

    Boxes of a lower score than `least` are left out.

    Raises:
        SceneError: the disk does not take it.
    """
    pixels, view = render_view(scene, _DRAWN)
    large = (_SIZE[0] * _FINER, _SIZE[1] * _FINER)
    image = Image.fromarray(pixels).resize(large, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    # The best box comes last and so lies over the others.
    for i in reversed(range(len(boxes))):
        if boxes.scores is None or boxes.scores[i] >= least:
            _draw_box(pen, view, boxes, i)
    _write(pen, (10 * _FINER, 10 * _FINER), caption, "white", "#202020")
    try:
        image.resize(_SIZE, Image.Resampling.LANCZOS).save(path)
    except OSError as error:
        raise SceneError(path, "could not be written", "Make room on the disk") from error


def _draw_box(pen: ImageDraw.ImageDraw, view: Framing, boxes: Boxes, i: int) -> None:
    color = _COLORS[i % len(_COLORS)]
    ends, depths = _projected(view, box_edges(boxes)[i].reshape(-1, 3))
    for (a, b), near in zip(ends.reshape(-1, 2, 2), depths.reshape(-1, 2).min(axis=1), strict=True):
        if near > 0:
            pen.line([tuple(a), tuple(b)], fill=color, width=3 * _FINER)
    corners, depths = _projected(view, box_corners(boxes)[i])
    x, y = corners[corners[:, 1].argmin()].tolist()
    if depths.min() > 0:
        score = "" if boxes.scores is None else f" {boxes.scores[i]:.2f}"
        height = (_TEXT + 10) * _FINER
        _write(pen, (x, y - height), f"{boxes.labels[i]}{score}", "black", color)


def _projected(
    view: Framing, positions: Float[np.ndarray, "n 3"]
) -> tuple[Float[np.ndarray, "n 2"], Float[np.ndarray, " n"]]:
    """Pixels of the large picture, and depths."""
    return view.project(positions, _SIZE[0] * _FINER, _SIZE[1] * _FINER)


def _write(
    pen: ImageDraw.ImageDraw, corner: tuple[float, float], text: str, ink: str, paper: str
) -> None:
    """On a patch of colour, within the picture."""
    font = ImageFont.load_default(_TEXT * _FINER)
    pad = 4 * _FINER
    left, upper, right, lower = pen.textbbox((0, 0), text, font=font)
    width, height = right - left + 2 * pad, lower - upper + 2 * pad
    x = min(max(corner[0], 0), max(0, _SIZE[0] * _FINER - width))
    y = min(max(corner[1], 0), _SIZE[1] * _FINER - height)
    pen.rectangle((x, y, x + width, y + height), fill=paper)
    pen.text((x + pad - left, y + pad - upper), text, fill=ink, font=font)
