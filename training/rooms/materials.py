"""Materials: what a surface is made of, how it looks and how a depth camera sees it.

A material is plain data. `textures.py` turns it into a reflectance at a place on the surface.
"""

from dataclasses import dataclass, replace
from typing import Literal

from training.rooms.colors import Color, Random, color

Substance = Literal[
    "wood", "metal", "plastic", "fabric", "leather", "glass", "ceramic", "stone", "paper", "plant",
    "rubber", "plaster", "carpet", "brick",
]  # fmt: skip
"""What people say that a thing is made of."""

Texture = Literal[
    "plain",  # One colour with slight, smooth variation.
    "woven",  # Threads over slow variation.
    "grain",  # Wood: grain along the part's longest axis.
    "planks",  # Boards side by side (floors, panelling): `scale` is a board's width.
    "tiles",  # Square tiles with joints in `second`: `scale` is a tile's edge.
    "bricks",  # Courses of bricks with joints in `second`: `scale` is a brick's height.
    "speckle",  # Terrazzo, granite, carpet: spots of `second`, `scale` wide.
    "marble",  # Veins of `second`.
    "stripes",  # `color` and `second` in turn, upright: `scale` is the period.
    "checks",  # A chequered cloth: `scale` is the period.
    "dots",  # Dots of `second`: `scale` is the period.
    "rug",  # Border and diamonds in `second`.
    "painting",  # A picture: layered patches of colour made from the seed, `color` the ground.
    "poster",  # A sheet with a title bar and lines of text in `second`.
    "screen",  # A lit screen with a window and lines.
    "keys",  # Rows of keys in `second`: `scale` is a key's width.
    "leaves",  # Mottled greens.
    "brushed",  # Brushed metal: fine lines along the longest axis.
    "mesh",  # Perforated or netted: half of it is `second`.
]


@dataclass(frozen=True)
class Material:
    substance: Substance
    color: Color
    texture: Texture = "plain"
    second: Color | None = None
    """The texture's other colour."""
    scale: float = 0.05
    """Size of the texture's features, metres."""
    shine: float = 0.1
    """0 dull to 1 mirror: shiny surfaces return no depth at a slant."""
    transparency: float = 0.0
    """0 opaque to 1 clear glass: the share of depth readings that come from what lies behind."""
    glow: float = 0.0
    """Light sent out, in multiples of the reflectance."""
    seed: int = 0
    """What makes two textures of one kind differ."""


WOODS = ("light brown", "brown", "dark brown", "beige")
CLOTHS = (
    "beige", "gray", "dark gray", "light gray", "cream", "blue", "dark blue", "light blue",
    "green", "dark green", "teal", "red", "dark red", "brown", "black", "orange", "yellow",
    "purple", "pink", "white",
)  # fmt: skip


def wood(rng: Random, *names: str) -> Material:
    """Grained wood; the usual browns unless named."""
    return Material("wood", color(rng, *(names or WOODS)), "grain", shine=0.15, seed=_seed(rng))


def painted_wood(rng: Random, *names: str) -> Material:
    return Material(
        "wood",
        color(rng, *(names or ("white", "cream", "black", "light gray"))),
        shine=0.2,
        seed=_seed(rng),
    )


def metal(rng: Random, *names: str) -> Material:
    """Shiny unless it is painted black or white."""
    c = color(rng, *(names or ("silver", "dark gray", "black")))
    shine = 0.6 if c.name in ("silver", "gold") else 0.3
    return Material(
        "metal", c, "brushed" if c.name == "silver" else "plain", shine=shine, seed=_seed(rng)
    )


def plastic(rng: Random, *names: str) -> Material:
    return Material(
        "plastic", color(rng, *(names or ("black", "white", "gray"))), shine=0.25, seed=_seed(rng)
    )


def fabric(rng: Random, *names: str) -> Material:
    """Cloth: mostly one woven colour, at times striped, chequered or dotted."""
    c = color(rng, *(names or CLOTHS))
    kind: Texture = "woven"
    second: Color | None = None
    if rng.random() < 0.15:
        kind = ("stripes", "checks", "dots")[int(rng.integers(3))]
        second = color(rng, "white", "cream", "dark gray", "light blue", "red")
    return Material(
        "fabric",
        c,
        kind,
        second,
        scale=round(float(rng.uniform(0.04, 0.12)), 3),
        shine=0.02,
        seed=_seed(rng),
    )


def leather(rng: Random, *names: str) -> Material:
    c = color(rng, *(names or ("black", "brown", "dark brown", "beige", "dark red", "white")))
    return Material("leather", c, "speckle", c, scale=0.01, shine=0.25, seed=_seed(rng))


def ceramic(rng: Random, *names: str) -> Material:
    return Material("ceramic", color(rng, *(names or ("white",))), shine=0.45, seed=_seed(rng))


def glass(rng: Random, *names: str) -> Material:
    return Material(
        "glass",
        color(rng, *(names or ("light blue", "light gray"))),
        shine=0.8,
        transparency=0.8,
        seed=_seed(rng),
    )


def mirror_glass(rng: Random) -> Material:
    return Material("glass", color(rng, "light gray"), shine=1.0, seed=_seed(rng))


def stone(rng: Random, *names: str) -> Material:
    c = color(rng, *(names or ("gray", "dark gray", "white", "beige", "black")))
    kind: Texture = "marble" if rng.random() < 0.5 else "speckle"
    return Material(
        "stone",
        c,
        kind,
        color(rng, "dark gray", "light gray", "white"),
        scale=0.02,
        shine=0.4,
        seed=_seed(rng),
    )


def paper(rng: Random, *names: str) -> Material:
    return Material(
        "paper",
        color(rng, *(names or ("white", "cream", "light brown"))),
        shine=0.02,
        seed=_seed(rng),
    )


def foliage(rng: Random) -> Material:
    return Material(
        "plant",
        color(rng, "green", "dark green", "light green"),
        "leaves",
        color(rng, "dark green", "light green"),
        scale=0.03,
        seed=_seed(rng),
    )


def textured(
    material: Material, texture: Texture, second: Color | None = None, scale: float | None = None
) -> Material:
    """The same substance with another pattern."""
    return replace(
        material, texture=texture, second=second or material.second, scale=scale or material.scale
    )


def _seed(rng: Random) -> int:
    return int(rng.integers(1 << 16))
