"""What walls, floors and ceilings are made of."""

from dataclasses import dataclass, replace

from training.rooms.colors import Random, color
from training.rooms.materials import (
    Material,
    ceramic,
    metal,
    painted_wood,
    stone,
    textured,
    wood,
)
from training.rooms.types import SceneType

_WET: tuple[SceneType, ...] = ("bathroom", "kitchen", "laundry room")
_OFFICIAL: tuple[SceneType, ...] = (
    "office", "conference room", "classroom", "library", "lobby", "hallway",
)  # fmt: skip


@dataclass(frozen=True)
class Finish:
    """Of one of the joined rooms."""

    wall: Material
    accent: Material
    """Of one wall; mostly the same as the others."""
    band: Material
    """Of the lower part of the walls."""
    band_height: float
    """0 without a band, metres."""
    floor: Material
    ceiling: Material
    trim: Material
    """Frames of doors, sills, skirting."""
    skirting: float
    """Height of the boards along the floor, 0 without, metres."""


def finish(rng: Random, scene: SceneType) -> Finish:
    wall = _wall(rng, scene)
    accent = _accent(rng, wall)
    band, band_height = wall, 0.0
    if scene == "bathroom" or (scene in _WET and rng.random() < 0.25):
        band = _tiles(rng)
        band_height = float(rng.uniform(1.1, 2.1))
        if rng.random() < 0.25:
            band_height = 4.0
    elif rng.random() < 0.1:
        band = textured(painted_wood(rng, "white", "cream", "light gray"), "planks", scale=0.09)
        band_height = float(rng.uniform(0.85, 1.1))
    trim = painted_wood(rng, "white", "cream", "light gray") if rng.random() < 0.7 else wood(rng)
    return Finish(
        wall,
        accent,
        band,
        round(band_height, 3),
        _floor(rng, scene),
        _plaster(rng, "white", "white", "cream"),
        trim,
        round(float(rng.uniform(0.05, 0.12)), 3) if rng.random() < 0.7 else 0.0,
    )


def _plaster(rng: Random, *names: str) -> Material:
    """Paint on plaster, of any sort of tone that walls have."""
    c = color(rng, *names)
    # Walls are paler than things of the same colour.
    r, g, b = (round(1 - 0.65 * (1 - v), 3) for v in c.rgb)
    pale = replace(c, rgb=(r, g, b)) if c.name not in ("white", "cream") else c
    return Material("plaster", pale, shine=0.03, seed=int(rng.integers(1 << 16)))


def _wall(rng: Random, scene: SceneType) -> Material:
    draw = rng.random()
    if draw < 0.62 or scene in _OFFICIAL:
        return _plaster(rng, "white", "white", "cream", "beige", "light gray")
    if draw < 0.85:
        return _plaster(rng, "light blue", "light green", "yellow", "pink", "beige", "teal", "gray")
    paper = _plaster(rng, "cream", "beige", "light gray", "light blue", "light green")
    pattern = ("stripes", "stripes", "dots")[int(rng.integers(3))]
    second = color(rng, "white", "beige", "light gray", "gold")
    return textured(
        replace(paper, substance="paper"), pattern, second, round(float(rng.uniform(0.06, 0.2)), 3)
    )


def _accent(rng: Random, wall: Material) -> Material:
    draw = rng.random()
    if draw < 0.78:
        return wall
    if draw < 0.92:
        return _plaster(rng, "blue", "dark blue", "green", "teal", "dark red", "gray", "orange")
    if draw < 0.97:
        brick = Material("brick", color(rng, "dark red", "brown", "light gray"), shine=0.02)
        return textured(brick, "bricks", color(rng, "light gray", "beige"), 0.075)
    return textured(wood(rng), "planks", scale=0.12)


def _tiles(rng: Random) -> Material:
    tile = ceramic(rng, "white", "white", "cream", "light blue", "light gray", "beige", "dark gray")
    joint = color(rng, "light gray", "gray", "white")
    return textured(tile, "tiles", joint, round(float(rng.uniform(0.1, 0.3)), 3))


def _floor(rng: Random, scene: SceneType) -> Material:
    draw = rng.random()
    if scene in _WET or (scene == "storage room" and draw < 0.4):
        if draw < 0.75:
            tile = ceramic(rng, "white", "beige", "gray", "dark gray", "light brown", "light gray")
            return textured(
                tile, "tiles", color(rng, "gray", "light gray"), float(rng.uniform(0.2, 0.6))
            )
        return textured(wood(rng), "planks", scale=round(float(rng.uniform(0.08, 0.2)), 3))
    if draw < (0.45 if scene in _OFFICIAL else 0.2):
        c = color(rng, "gray", "dark gray", "beige", "blue", "brown", "dark blue", "dark green")
        spots = color(rng, "gray", "light gray", "dark gray", "beige")
        return Material("carpet", c, "speckle", spots, 0.012, 0.01, seed=int(rng.integers(1 << 16)))
    if draw < 0.62 and scene in _OFFICIAL:
        slab = stone(rng, "beige", "light gray", "gray", "white")
        return textured(slab, "tiles" if rng.random() < 0.6 else "speckle", slab.second, 0.5)
    if draw < 0.66 and scene == "storage room":
        return stone(rng, "gray", "light gray")
    return textured(wood(rng), "planks", scale=round(float(rng.uniform(0.06, 0.22)), 3))


def column(rng: Random, wall: Material) -> Material:
    """Of a pillar or a beam."""
    draw = rng.random()
    if draw < 0.7:
        return wall
    return wood(rng) if draw < 0.85 else metal(rng, "gray", "white", "dark gray")
