"""What language may say about a room: plain facts about each visible thing, without meshes."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from training.rooms.language.facts.fronts import FRONTED
from training.rooms.language.facts.looks import visible_materials
from training.rooms.language.facts.shapes import shape_of
from training.rooms.materials import Material
from training.rooms.types import Floor, Placed, Room, SceneType, Support, Wall

Xy = tuple[float, float]
Xyz = tuple[float, float, float]

PATTERNS = {"stripes": "striped", "checks": "checkered", "dots": "dotted", "rug": "patterned"}
"""Textures of two colours, and what people call them."""

_OPAQUE = 0.5
"""What is clearer than this has no colour that people would name."""


@dataclass(frozen=True)
class Thing:
    """A visible object as it is talked about. Metres, radians, room coordinates."""

    id: int
    category: str
    style: str
    center: Xyz
    size: Xyz
    """Full width, depth and height along its own axes."""
    yaw: float
    colors: tuple[tuple[str, float], ...]
    """Colour names with their shares of what is seen, the greatest first; empty if it has none."""
    substances: tuple[tuple[str, float], ...]
    pattern: str | None
    """"striped", "checkered" … if most of it is."""
    parts: tuple[tuple[str, int], ...]
    """Names of parts and how many there are of each, by name."""
    shape: str | None
    """Seen from above, or from the front if it hangs on a wall; None where people would differ."""
    front: Xy | None
    """Unit vector that it faces, where it has a front."""
    support: Support
    floor: int

    @property
    def low(self) -> float:
        return self.center[2] - self.size[2] / 2

    @property
    def high(self) -> float:
        return self.center[2] + self.size[2] / 2

    @property
    def volume(self) -> float:
        return self.size[0] * self.size[1] * self.size[2]


@dataclass(frozen=True)
class Facts:
    """A room as far as it is talked about."""

    scene_type: SceneType
    floors: tuple[Floor, ...]
    walls: tuple[Wall, ...]
    things: tuple[Thing, ...]
    """In order of their ids."""

    @cached_property
    def by_id(self) -> dict[int, Thing]:
        return {thing.id: thing for thing in self.things}


def facts_of(room: Room, visible: Collection[int] | None = None) -> Facts:
    """Facts about the visible objects, or about all if `visible` is None."""
    shown = [o for o in room.objects if visible is None or o.id in visible]
    materials = visible_materials([o.model for o in shown])
    return Facts(
        room.scene_type,
        room.floors,
        room.walls,
        tuple(_thing(o, shares) for o, shares in zip(shown, materials, strict=True)),
    )


def _thing(placed: Placed, shares: list[tuple[Material, float]]) -> Thing:
    model = placed.model
    w, d, h = model.size
    solid = [(m, share) for m, share in shares if m.transparency < _OPAQUE and m.shine < 1]
    front = None
    if placed.category in FRONTED:
        front = (round(float(np.sin(placed.yaw)), 6), round(-float(np.cos(placed.yaw)), 6))
    return Thing(
        placed.id,
        placed.category,
        model.style,
        (placed.x, placed.y, round(placed.z + h / 2, 5)),
        (w, d, h),
        placed.yaw,
        _colors(solid),
        _ranked([(m.substance, share) for m, share in shares]),
        _pattern(shares),
        tuple(sorted(Counter(part.name for part in model.parts).items())),
        shape_of(model),
        front,
        placed.support,
        placed.floor,
    )


def _colors(shares: list[tuple[Material, float]]) -> tuple[tuple[str, float], ...]:
    named: list[tuple[str, float]] = []
    for material, share in shares:
        if material.texture == "painting":
            return ()
        second = 0.0
        if material.second and material.texture in PATTERNS:
            second = 0.2 if material.texture == "dots" else 0.45
            named.append((material.second.name, share * second))
        named.append((material.color.name, share * (1 - second)))
    return _ranked(named)


def _ranked(named: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Shares added up by name and brought to a sum of one, the greatest first."""
    sums: dict[str, float] = {}
    for name, share in named:
        sums[name] = sums.get(name, 0.0) + share
    total = sum(sums.values()) or 1.0
    ranked = sorted(sums.items(), key=lambda item: (-round(item[1], 4), item[0]))
    return tuple((name, round(float(share / total), 4)) for name, share in ranked)


def _pattern(shares: list[tuple[Material, float]]) -> str | None:
    for material, share in shares:
        if share > 0.5 and material.texture in PATTERNS:
            return PATTERNS[material.texture]
    return None
