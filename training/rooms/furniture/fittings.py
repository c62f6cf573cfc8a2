"""Small pieces that many kinds of furniture share."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from training.rooms.colors import Random
from training.rooms.solids import Solid, box, frame, joined
from training.rooms.types import Part, Rest

Built = tuple[list[Part], list[Rest]]
"""What a style builds: its parts, and where things may stand on it."""

Choice = TypeVar("Choice")


def pick(rng: Random, choices: Sequence[Choice]) -> Choice:
    return choices[int(rng.integers(len(choices)))]


def moved(
    parts: Iterable[Part], x: float = 0, y: float = 0, z: float = 0, *, yaw: float = 0
) -> list[Part]:
    """The parts together turned about Z (degrees), then shifted."""
    return [Part(p.name, p.solid.moved(x, y, z, yaw=yaw), p.material) for p in parts]


def mirrored(parts: Iterable[Part]) -> list[Part]:
    """Left and right exchanged."""
    return [Part(p.name, p.solid.mirrored(), p.material) for p in parts]


def top_rest(width: float, depth: float, z: float, *, clearance: float = 1.0) -> Rest:
    """The level top of something centred on x = y = 0."""
    return Rest("top", (-width / 2, width / 2), (-depth / 2, depth / 2), z, clearance)


def inside_rest(width: float, depth: float, z: float, *, clearance: float) -> Rest:
    """The bottom of an open cavity centred on x = y = 0."""
    return Rest("inside", (-width / 2, width / 2), (-depth / 2, depth / 2), z, clearance)


def lattice(
    width: float, height: float, depth: float, border: float, columns: int, rows: int, bar: float
) -> Solid:
    """An upright frame in the x-z plane whose opening is divided by bars."""
    clear, free = width - 2 * border, height - 2 * border
    return joined(
        frame(width, height, depth, border),
        *(
            box(bar, depth * 0.8, free).moved(clear * (i / columns - 0.5), 0, border)
            for i in range(1, columns)
        ),
        *(
            box(clear, depth * 0.8, bar).moved(0, 0, border + free * i / rows - bar / 2)
            for i in range(1, rows)
        ),
    )


def round_outline(
    width: float, depth: float, *, corners: int = 24, power: float = 2.0
) -> list[tuple[float, float]]:
    """An ellipse, or with a greater power a rectangle with rounded corners, centred."""
    angles = np.arange(corners) * (2 * np.pi / corners)
    c, s = np.cos(angles), np.sin(angles)
    x = width / 2 * np.sign(c) * np.abs(c) ** (2 / power)
    y = depth / 2 * np.sign(s) * np.abs(s) ** (2 / power)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def stretched(solids: Sequence[Solid], low: Sequence[float], high: Sequence[float]) -> list[Solid]:
    """Shapes that together fill exactly the given space."""
    bounds = joined(*solids).bounds
    scale = (np.array(high) - low) / np.maximum(bounds[1] - bounds[0], 1e-6)
    return [Solid((s.vertices - bounds[0]) * scale + low, s.faces, s.smooth) for s in solids]
