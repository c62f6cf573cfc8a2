"""What lamps share: shades, bulbs, stands and their materials."""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.materials import Material, ceramic, fabric, glass, metal, paper, textured
from training.rooms.solids import Solid, ellipsoid, turned
from training.rooms.types import Part


def shining(rng: Random, material: Material, chance: float = 0.4) -> Material:
    """At times switched on."""
    on = rng.random() < chance
    return replace(material, glow=round(float(rng.uniform(0.3, 0.9)), 2)) if on else material


def shade_material(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.75:
        cloth = fabric(rng, "white", "cream", "cream", "beige", "white", "gray", "black", "red",
                       "brown", "light blue", "dark blue")  # fmt: skip
        return shining(rng, textured(cloth, "woven"))
    return shining(rng, paper(rng) if kind < 0.9 else glass(rng, "white", "cream"))


def opal(rng: Random) -> Material:
    """White glass that lets no depth through."""
    return shining(rng, ceramic(rng, "white", "white", "cream"))


def stand_metal(rng: Random) -> Material:
    return metal(rng, "silver", "black", "black", "gold", "dark gray", "white")


def open_shade(bottom: float, top: float, height: float, *, sides: int = 20) -> Solid:
    """A thin cone or drum, open above and below."""
    thin = 0.003
    return turned(
        [(bottom - thin, 0), (bottom, 0), (top, height), (top - thin, height), (bottom - thin, 0)],
        sides=sides,
    )


def any_shade(rng: Random, radius: float, height: float) -> Solid:
    """An empire cone, a drum, a square cone or a bell."""
    kind = int(rng.integers(4))
    if kind == 0:
        return open_shade(radius, rng.uniform(0.45, 0.7) * radius, height)
    if kind == 1:
        return open_shade(radius, rng.uniform(0.88, 1.0) * radius, height)
    if kind == 2:
        square = open_shade(radius * 1.41, rng.uniform(0.6, 0.95) * radius * 1.41, height, sides=4)
        return Solid(square.moved(yaw=45).vertices, square.faces)
    upper = 0.4 * radius
    curve = [
        (upper + (radius - upper) * (1 - t) ** 1.8, t * height) for t in (0, 0.25, 0.5, 0.75, 1)
    ]
    inner = [(r - 0.003, z) for r, z in reversed(curve)]
    return turned([*curve, *inner, curve[0]], sides=20)


def light_bulb(rng: Random, z: float) -> Part:
    bulb = ellipsoid(0.06, 0.06, 0.09).moved(z=z)
    return Part("bulb", bulb, opal(rng))
