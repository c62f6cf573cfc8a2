"""How much of what people see of a thing is made of each material.

Points spread evenly over a model's surface are put into the cells of coarse grids, seen from above,
from the front and from both sides; the nearest point of each cell counts. So the frame under a
blanket and the inside of a drawer do not matter.
"""

import numpy as np
from jaxtyping import Float64, Int64

from training.rooms.materials import Material
from training.rooms.types import Model

_POINTS, _CELLS = 1300, 6
"""Points on each model, and cells along each edge of a grid."""

_VIEWS = ((2, -1, (0, 1)), (1, 1, (0, 2)), (0, 1, (1, 2)), (0, -1, (1, 2)))
"""Axis of sight, sign that makes the nearest least, axes of the picture."""


def visible_materials(models: list[Model]) -> list[list[tuple[Material, float]]]:
    """For each model its materials with their shares of what is seen; the shares add up to 1."""
    if not models:
        return []
    weights = _seen_weights(models)
    result, start = [], 0
    for model in models:
        sums: dict[Material, float] = {}
        for part, weight in zip(model.parts, weights[start:].tolist(), strict=False):
            sums[part.material] = sums.get(part.material, 0.0) + weight
        start += len(model.parts)
        total = sum(sums.values())
        result.append([(m, round(v / total, 4)) for m, v in sums.items() if v > 0])
    return result


def _seen_weights(models: list[Model]) -> Float64[np.ndarray, " parts"]:
    """Area in square metres, as seen in the four views, of every part of every model."""
    points, parts = _samples(models)
    sizes = np.array([model.size for model in models])
    low = np.stack([-sizes[:, 0] / 2, -sizes[:, 1] / 2, np.zeros(len(sizes))], axis=1)
    unit = np.clip((points - low[:, None]) / sizes[:, None], 0.0, 1.0)
    cells = np.minimum((unit * _CELLS).astype(np.int64), _CELLS - 1)
    model = np.arange(len(models))[:, None]
    weights = np.zeros(sum(len(m.parts) for m in models))
    for axis, sign, (u, v) in _VIEWS:
        cell = (model * _CELLS + cells[..., u]) * _CELLS + cells[..., v]
        depth = unit[..., axis] if sign > 0 else 1 - unit[..., axis]
        order = np.argsort((cell + 0.999 * depth).ravel(), kind="stable")
        sorted_cells = cell.ravel()[order]
        first = order[np.flatnonzero(np.diff(sorted_cells, prepend=-1))]
        area = (sizes[:, u] * sizes[:, v])[first // _POINTS] / _CELLS**2
        weights += np.bincount(parts.ravel()[first], area, minlength=len(weights))
    return weights


def _samples(
    models: list[Model],
) -> tuple[Float64[np.ndarray, "models points 3"], Int64[np.ndarray, "models points"]]:
    """Evenly spread points in each model's own frame, and the running number of their parts."""
    parts = [part for model in models for part in model.parts]
    starts = np.cumsum([0, *(len(part.solid.vertices) for part in parts)])
    vertices = np.concatenate([part.solid.vertices for part in parts])
    faces = np.concatenate(
        [part.solid.faces + start for part, start in zip(parts, starts, strict=False)]
    )
    owner = np.repeat(np.arange(len(parts)), [len(part.solid.faces) for part in parts])
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    ends = np.cumsum(np.linalg.norm(np.cross(b - a, c - a), axis=1))
    counts = np.cumsum([sum(len(p.solid.faces) for p in model.parts) for model in models])
    stops = ends[counts - 1]
    begins = np.concatenate([[0.0], stops[:-1]])
    steps = (np.arange(_POINTS) + 0.5) / _POINTS
    at = begins[:, None] + steps * (stops - begins)[:, None]
    triangle = np.minimum(np.searchsorted(ends, at), (counts - 1)[:, None])
    # Two irrational steps fill the triangles evenly (Roberts' R2 sequence).
    u, v = (np.arange(_POINTS) * step % 1 for step in (0.7548776662, 0.5698402910))
    over = u + v > 1
    u, v = np.where(over, 1 - u, u)[:, None], np.where(over, 1 - v, v)[:, None]
    corner = a[triangle]
    points = corner + u * (b[triangle] - corner) + v * (c[triangle] - corner)
    return points, owner[triangle]
