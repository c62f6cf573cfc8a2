"""A scene from above with what was found and what is there, drawn with Pillow alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32, UInt8
from PIL import Image, ImageDraw, ImageFont

from backend.geometry.boxes import box_corners
from backend.geometry.iou import bounds_iou
from backend.types import Boxes

_WIDTH = 1400
"""Pixels of the longer side of the plan."""
_MARGIN = 40
_HEAD = 70
"""Pixels above the plan, for the legend."""
_CEILING = 0.9
"""Quantile of the heights above which points are left out."""
_AROUND = (0, 1, 3, 2, 0)
"""Corners of a box's floor, in turn."""
_TRUE, _RIGHT, _WRONG = (120, 124, 130), (0, 114, 178), (213, 94, 0)
"""Grey, blue and orange, which colour-blind people tell apart."""


@dataclass(frozen=True)
class Plan:
    """Where metres lie in the picture."""

    low: Float[np.ndarray, "2"]
    high: Float[np.ndarray, "2"]

    @property
    def scale(self) -> float:
        """Pixels per metre."""
        return _WIDTH / float((self.high - self.low).max())

    @property
    def size(self) -> tuple[int, int]:
        width, height = np.ceil((self.high - self.low) * self.scale).astype(int) + 2 * _MARGIN
        return int(width), int(height) + _HEAD

    def pixels(self, positions: Float[np.ndarray, "n 2"]) -> Float[np.ndarray, "n 2"]:
        x, y = ((positions - self.low) * self.scale + _MARGIN).T
        return np.stack([x, self.size[1] - y], axis=1)


def draw_floor_plan(
    points: Float32[np.ndarray, "points 3"],
    colors: UInt8[np.ndarray, "points 3"],
    true: Boxes,
    found: Boxes,
    threshold: float = 0.25,
) -> Image.Image:
    """What is there in grey; what was found in blue where it is right, otherwise in orange.

    Right boxes overlap one of their name by more than the threshold. Scores stand beside names.
    """
    low, high = np.quantile(points[:, :2], [0.002, 0.998], axis=0)
    plan = Plan(low, high)
    image = Image.new("RGB", plan.size, "white")
    _draw_points(image, plan, points, colors)
    pen = ImageDraw.Draw(image)
    for i, label in enumerate(true.labels):
        _draw_box(pen, plan, true, i, _TRUE, 7, label, low=True)
    right = _right(found, true, threshold)
    for i, label in enumerate(found.labels):
        score = "" if found.scores is None else f" {found.scores[i]:.2f}"
        color = _RIGHT if right[i] else _WRONG
        _draw_box(pen, plan, found, i, color, 3, f"{label}{score}", low=False)
    _draw_legend(pen, [("there", _TRUE), ("found, right", _RIGHT), ("found, wrong", _WRONG)])
    return image


def _draw_points(
    image: Image.Image,
    plan: Plan,
    points: Float32[np.ndarray, "points 3"],
    colors: UInt8[np.ndarray, "points 3"],
) -> None:
    shown = np.flatnonzero(points[:, 2] <= np.quantile(points[:, 2], _CEILING))
    # What is higher is drawn later, over what is below.
    shown = shown[np.argsort(points[shown, 2], kind="stable")]
    pixels = plan.pixels(points[shown, :2].astype(np.float64)).astype(int)
    canvas = np.array(image)
    height, width = canvas.shape[:2]
    pale = (colors[shown] * 0.6 + 255 * 0.4).astype(np.uint8)
    for dx in range(-2, 3):
        for dy in range(-2, 3):
            x, y = pixels[:, 0] + dx, pixels[:, 1] + dy
            inside = (x >= 0) & (x < width) & (y >= _HEAD) & (y < height)
            canvas[y[inside], x[inside]] = pale[inside]
    image.paste(Image.fromarray(canvas))


def _right(found: Boxes, true: Boxes, threshold: float) -> Sequence[bool]:
    if not len(true):
        return [False] * len(found)
    labels = np.array(found.labels, dtype=object)[:, None] == np.array(true.labels, dtype=object)
    return ((bounds_iou(found, true) > threshold) & labels).any(axis=1).tolist()


def _draw_box(
    pen: ImageDraw.ImageDraw,
    plan: Plan,
    boxes: Boxes,
    row: int,
    color: tuple[int, int, int],
    width: int,
    text: str,
    *,
    low: bool,
) -> None:
    corners = plan.pixels(box_corners(boxes)[row, :, :2].astype(np.float64))
    outline = [(float(x), float(y)) for x, y in corners[list(_AROUND)]]
    pen.line(outline, color, width, joint="curve")
    left, top = corners.min(axis=0)
    bottom = float(corners[:, 1].max())
    # Names of what is there stand at the bottom of the box, so that both can be read.
    at = (float(left) + 4, bottom - 22 if low else float(top) + 3)
    pen.text(at, text, color, ImageFont.load_default(17), stroke_width=2, stroke_fill="white")


def _draw_legend(
    pen: ImageDraw.ImageDraw, entries: Sequence[tuple[str, tuple[int, int, int]]]
) -> None:
    for i, (text, color) in enumerate(entries):
        x = _MARGIN + 260 * i
        pen.line([(x, 34), (x + 40, 34)], color, 7)
        pen.text((x + 52, 22), text, (40, 40, 45), ImageFont.load_default(20))
