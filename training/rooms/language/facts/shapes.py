"""Shape words for models, from the name of the style and the outline of the piece."""

import numpy as np
from jaxtyping import Float64

from training.rooms.types import Model

WORDS = {
    "round": ("round", "circular", "globe", "sphere", "barrel"),
    "oval": ("oval", "elliptical"),
    "square": ("square",),
    "l-shaped": ("l-shaped", "corner", "sectional"),
    "u-shaped": ("u-shaped",),
    "kidney-shaped": ("kidney",),
    "cylindrical": ("cylindrical", "drum", "cylinder"),
    "rectangular": ("rectangular",),
}
"""Shapes, and the words in a style's name that give them away."""

TOPS = ("top", "tabletop", "seat", "rug", "mat", "shade")
"""Parts whose outline from above people take for the shape of the whole."""

SHAPED_FROM_ABOVE = frozenset({
    "table", "coffee table", "end table", "desk", "rug", "stool", "ottoman", "bench", "box",
    "trash can", "basket", "laundry basket", "bathtub", "bucket", "tissue box", "plate",
    "night stand", "bed", "counter", "lamp", "vase", "sofa",
})  # fmt: skip
SHAPED_FROM_THE_FRONT = frozenset({
    "picture", "mirror", "window", "clock", "whiteboard", "blackboard", "bulletin board", "tv",
    "monitor", "pillow", "refrigerator", "cabinet", "bookshelf", "wardrobe", "dresser", "door",
})  # fmt: skip
"""The categories whose shape is worth a word; seen from the side where it shows."""

_ROUND, _FULL = 0.78, 0.95
"""Extent along the diagonals over that of the bounding rectangle: a disc has 0.707, a board 1."""


def shape_of(model: Model) -> str | None:
    """The shape's name, or None where people would differ or nobody would ask."""
    named = _named(model.style)
    above = model.category in SHAPED_FROM_ABOVE
    if not above and model.category not in SHAPED_FROM_THE_FRONT:
        return None
    if named and not (named == "l-shaped" and model.category in SHAPED_FROM_THE_FRONT):
        return named
    across, along = (0, 1) if above else (0, 2)
    outline = _outline(model, (across, along))
    if outline is None:
        return None
    edges = np.ptp(outline, axis=0)
    diagonals = np.ptp(outline[:, 0] + outline[:, 1]) + np.ptp(outline[:, 0] - outline[:, 1])
    return _by_filling(float(diagonals / (2 * edges.sum())), float(edges.max() / edges.min()))


def _named(style: str) -> str | None:
    words = style.lower().split()
    for shape, hints in WORDS.items():
        if any(hint in words for hint in hints):
            return shape
    return None


def _by_filling(filled: float, ratio: float) -> str | None:
    if filled < _ROUND:
        return "round" if ratio < 1.06 else ("oval" if ratio > 1.2 else None)
    if filled < _FULL:
        return None
    if ratio < 1.06:
        return "square"
    return "rectangular" if ratio > 1.25 else None


def _outline(model: Model, axes: tuple[int, int]) -> Float64[np.ndarray, "points 2"] | None:
    """Corners of the part that shows the shape, else of all parts; None if it is too thin."""
    parts = [part for part in model.parts if part.name in TOPS] or list(model.parts)
    points = np.concatenate([part.solid.vertices for part in parts])[:, axes]
    return points if (np.ptp(points, axis=0) > 0.02).all() else None
