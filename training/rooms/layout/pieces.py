"""Models as boxes: what collisions are judged by.

A piece is a closed bit of a part's mesh: a tray is five boards, not one block. Its bounding box in
the model's frame stands for it; where that would be mostly air (round tops, corner desks, open
doors), the boxes of a few strips of it do.
"""

import numpy as np
from jaxtyping import Float64

from backend.kernels import kernel
from training.rooms.solids import Solid
from training.rooms.types import Model

Boxes = Float64[np.ndarray, "_ 6"]
"""Lower and upper corners x, y, z, x, y, z in the model's own frame, metres."""

_MOST_PIECES = 24
"""A part of more pieces (a keyboard's keys) counts as one."""
_STRIPS = 6
_FULL = 0.92
"""Strips replace a box of which they fill a smaller share."""
_LONG, _BROAD = 0.25, 0.1
"""Smaller pieces stay whole, metres."""


def pieces(model: Model) -> Boxes:
    """Boxes that hold all of the model."""
    return np.concatenate([_of_part(part.solid) for part in model.parts])


def _of_part(solid: Solid) -> Boxes:
    vertices, faces = solid.vertices, solid.faces
    label = _components(faces, len(vertices))
    owner = label[faces[:, 0]]
    used = np.unique(owner)
    if len(used) == 1:
        return _of_piece(vertices, faces)
    if len(used) > _MOST_PIECES or not _all_closed(
        vertices, faces, np.searchsorted(used, owner), len(used)
    ):
        return _of_piece(vertices, faces)
    return np.concatenate([_of_piece(vertices, faces[owner == i]) for i in used])


def _of_piece(vertices: np.ndarray, faces: np.ndarray) -> Boxes:
    corners = vertices[faces].reshape(-1, 3)
    low, high = corners.min(0), corners.max(0)
    whole = np.concatenate([low, high])[None]
    edges = high - low
    if max(edges[0], edges[1]) < _LONG or min(edges[0], edges[1]) < _BROAD:
        return whole
    choices = [_strips(vertices, faces, axis, _STRIPS) for axis in (0, 1)]
    best = min((_some(strips) for strips in choices), key=_volume)
    return best if _volume(best) < _FULL * _volume(whole) else whole


def _some(strips: Boxes) -> Boxes:
    """Without those in which there is nothing."""
    return strips[np.isfinite(strips[:, 0])]


def _volume(boxes: Boxes) -> float:
    return float(np.prod(boxes[:, 3:] - boxes[:, :3], axis=1).sum())


@kernel
def _strips(vertices: np.ndarray, faces: np.ndarray, axis: int, count: int) -> np.ndarray:
    """Bounding boxes of what lies between evenly spaced planes across an axis."""
    low, high = np.inf, -np.inf
    for f in range(len(faces)):
        for k in range(3):
            low = min(low, vertices[faces[f, k], axis])
            high = max(high, vertices[faces[f, k], axis])
    step = (high - low) / count
    found = np.empty((count, 6))
    found[:, :3], found[:, 3:] = np.inf, -np.inf
    for f in range(len(faces)):
        for k in range(3):
            p, q = vertices[faces[f, k]], vertices[faces[f, (k + 1) % 3]]
            reach = q[axis] - p[axis]
            for i in range(count):
                begin, end = low + i * step, low + (i + 1) * step
                if min(p[axis], q[axis]) > end or max(p[axis], q[axis]) < begin:
                    continue
                # The ends of the edge's stretch between the two planes.
                for plane in (begin, end):
                    t = 0.0
                    if abs(reach) > 1e-12:
                        t = min(max((plane - p[axis]) / reach, 0.0), 1.0)
                    for c in range(3):
                        at = p[c] + t * (q[c] - p[c])
                        found[i, c] = min(found[i, c], at)
                        found[i, 3 + c] = max(found[i, 3 + c], at)
                        if abs(reach) <= 1e-12:
                            found[i, c] = min(found[i, c], q[c])
                            found[i, 3 + c] = max(found[i, 3 + c], q[c])
    return found


def _all_closed(vertices: np.ndarray, faces: np.ndarray, owner: np.ndarray, count: int) -> bool:
    """Whether the area vectors of each connected bit cancel: the side of a cushion is no piece."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    total = np.zeros((count, 3))
    np.add.at(total, owner, np.cross(b - a, c - a))
    return bool((np.abs(total) < 1e-7).all())


@kernel
def _components(faces: np.ndarray, count: int) -> np.ndarray:
    """For each vertex, the least vertex that edges join it to."""
    root = np.arange(count)
    for f in range(len(faces)):
        for k in range(2):
            a, b = faces[f, k], faces[f, k + 1]
            while root[a] != a:
                root[a] = root[root[a]]
                a = root[a]
            while root[b] != b:
                root[b] = root[root[b]]
                b = root[b]
            if a < b:
                root[b] = a
            else:
                root[a] = b
    for v in range(count):
        r = v
        while root[r] != r:
            r = root[r]
        root[v] = r
    return root
