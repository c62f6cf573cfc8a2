"""Small pieces that many kinds of furniture share."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from training.rooms.colors import Random
from training.rooms.materials import metal, wood
from training.rooms.solids import Solid, box, cylinder, frame, joined, turned
from training.rooms.types import Part, Rest, Size

Choice = TypeVar("Choice")


def pick(rng: Random, choices: Sequence[Choice]) -> Choice:
    return choices[int(rng.integers(len(choices)))]


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


def oval_ring(width: float, height: float, depth: float, border: float) -> Solid:
    """A frame from the lathe, upright in the x-z plane."""
    inner = 1 - 2 * border / width
    profile = [(inner, 0.0), (1.0, 0.0), (1.0, 0.6), ((1 + inner) / 2, 1.0), (inner, 0.6),
               (inner, 0.0)]  # fmt: skip
    ring = turned(profile, sides=28).scaled(width / 2, height / 2, depth)
    return ring.tilted(90).moved(0, depth / 2, height / 2)


def disc(width: float, height: float, depth: float, sides: int = 28) -> Solid:
    """An upright round plate in the x-z plane."""
    flat = cylinder(0.5, depth, sides=sides).scaled(width, height)
    return flat.tilted(90).moved(0, depth / 2, height / 2)


def rays(rng: Random, size: Size, middle: Part) -> list[Part]:
    """Long and short rays around the middle of something on a wall, which covers their roots."""
    w, d, h = size
    count = int(rng.integers(12, 25))
    stuff = pick(rng, (metal(rng, "gold", "black", "silver"), wood(rng)))
    rays = []
    for i in range(count):
        reach = 1.0 if i % 2 == 0 else 0.82
        ray = box(0.04, 0.4 * d / h, 0.5 * reach - 0.2).moved(z=0.2)
        rays.append(ray.tilted(360 * i / count, axis=1).scaled(w, h, h).moved(0, 0.2 * d, h / 2))
    return [Part("ray", joined(*rays), stuff), middle]


def blob(width: float, depth: float, height: float) -> Solid:
    """A coarse ellipsoid for what is small: blossoms, fruit, buttons."""
    arc = [(0.0, 0.0), (0.36, 0.15), (0.5, 0.5), (0.36, 0.85), (0.0, 1.0)]
    return turned(arc, sides=8).scaled(width, depth, height)


def stretched(solids: Sequence[Solid], low: Sequence[float], high: Sequence[float]) -> list[Solid]:
    """Shapes that together fill exactly the given space."""
    bounds = joined(*solids).bounds
    scale = (np.array(high) - low) / np.maximum(bounds[1] - bounds[0], 1e-6)
    return [Solid((s.vertices - bounds[0]) * scale + low, s.faces, s.smooth) for s in solids]
