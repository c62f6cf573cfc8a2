"""Flower pots without their plants: clay cones, glazed bulbs, troughs, urns."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built, chance, legs
from training.rooms.materials import (
    Material,
    ceramic,
    metal,
    painted_wood,
    plastic,
    stone,
    textured,
    wood,
)
from training.rooms.solids import Ring, box, joined, lofted, turned
from training.rooms.types import Category, Part, Rest, Size, Style

GLAZES = ("white", "cream", "blue", "dark blue", "teal", "green", "yellow", "red", "gray", "black")


def soil(rng: Random) -> Material:
    """Potting earth."""
    return Material("plant", color(rng, "dark brown", "dark brown", "brown"), "speckle")


def _glaze(rng: Random) -> Material:
    """One colour, or a pattern on it."""
    coat = ceramic(rng, *GLAZES)
    if chance(rng, 0.3):
        return textured(coat, pick(rng, ("stripes", "dots", "speckle")), color(rng, *GLAZES), 0.03)
    return coat


def _round(
    rng: Random, outside: list[tuple[float, float]], size: Size, coat: Material, lift: float = 0.0
) -> Built:
    """A vessel from (radius, height) pairs between 0 and 1 up its outside; empty or with earth."""
    w, d, h = size
    wall = rng.uniform(0.08, 0.13)
    widest = max(r for r, _ in outside)
    up = [(r / widest, z) for r, z in outside]
    level = rng.uniform(0.75, 0.9)
    down = [(r - wall, max(z, 0.12)) for r, z in reversed(up)]
    body = turned([(0, 0), *up, *down, (0, 0.12)], sides=22).scaled(w / 2, d / 2, h)
    parts = [Part("pot", body.moved(z=lift), coat)]
    inner = [(r, z) for r, z in down if z > 0.5]
    mouth = min(r for r, _ in inner)
    if chance(rng, 0.5):
        earth = turned([(1.06 * mouth, level - 0.02), (0.5 * mouth, level), (0, level + 0.01)])
        parts.append(Part("soil", earth.scaled(w / 2, d / 2, h).moved(z=lift), soil(rng)))
        return parts, []
    hollow = 0.6 * mouth / 2
    x, y = (-hollow * w, hollow * w), (-hollow * d, hollow * d)
    return parts, [Rest("inside", x, y, lift + 0.12 * h, 0.85 * h)]


def _terracotta(rng: Random, size: Size) -> Built:
    """A cone of burnt clay with a thick rim, at times on its saucer."""
    w, d, h = size
    clay = Material("ceramic", color(rng, "orange", "brown", "light brown"), shine=0.05)
    foot, rim = rng.uniform(0.55, 0.72), rng.uniform(0.74, 0.84)
    lip = rng.uniform(0.86, 0.93)
    outside = [(foot, 0.0), (lip, rim), (1.0, rim), (1.0, 1.0)]
    if chance(rng, 0.5):
        return _round(rng, outside, size, clay)
    low = 0.05 * h
    built, rests = _round(rng, outside, (w, d, h - 0.4 * low), clay, 0.4 * low)
    out = min(foot + 0.2, 0.95)
    saucer = turned(
        [(0, 0), (0.85 * out, 0), (out, 1), (0.94 * out, 1), (0.8 * out, 0.4), (0, 0.4)]
    )
    return [*built, Part("saucer", saucer.scaled(w / 2, d / 2, 3 * low), clay)], rests


def _glazed(rng: Random, size: Size) -> Built:
    """A bulb that closes again towards its mouth."""
    belly, foot, mouth = rng.uniform(0.4, 0.6), rng.uniform(0.45, 0.7), rng.uniform(0.68, 0.88)
    outside = [
        (foot, 0.0), (0.5 * (foot + 1.02), 0.4 * belly), (0.98, 0.8 * belly), (1.0, belly),
        (0.97, 0.5 * (belly + 0.85)), (0.98 * mouth, 0.94), (mouth, 1.0),
    ]  # fmt: skip
    return _round(rng, outside, size, _glaze(rng))


def _urn(rng: Random, size: Size) -> Built:
    """A flared bowl on a waisted foot."""
    waist, foot = rng.uniform(0.26, 0.38), rng.uniform(0.5, 0.66)
    low = rng.uniform(0.24, 0.34)
    outside = [
        (foot, 0.0), (foot, 0.08), (waist, 0.6 * low), (waist, low), (0.72, low + 0.14),
        (0.8, 0.84), (1.0, 0.94), (1.0, 1.0),
    ]  # fmt: skip
    coat = pick(rng, (stone(rng, "gray", "beige", "white"), metal(rng, "black", "dark gray")))
    w, d, h = size
    # The bowl alone is hollow: the foot below it is solid.
    up = [(r, z) for r, z in outside if z > low]
    down = [(r - 0.09, z) for r, z in reversed(up)]
    body = turned([(0, 0), *outside, *down, (0, low + 0.1)], sides=22).scaled(w / 2, d / 2, h)
    level = rng.uniform(0.72, 0.84)
    earth = turned([(0.71, level), (0, level + 0.02)]).scaled(w / 2, d / 2, h)
    parts = [Part("pot", body, coat)]
    if chance(rng, 0.6):
        parts.append(Part("soil", earth, soil(rng)))
    return parts, []


def _planter(rng: Random, size: Size) -> Built:
    """A long trough, flared or straight, on the ground or on legs; empty or with earth."""
    w, d, h = size
    coat = pick(
        rng,
        (
            wood(rng),
            painted_wood(rng, "white", "black", "dark gray", "green"),
            plastic(rng, "brown", "dark gray", "white", "green"),
            stone(rng, "gray", "light gray"),
            metal(rng, "silver", "black"),
        ),
    )
    low = h * rng.uniform(0.3, 0.5) if chance(rng, 0.3) else 0.0
    foot, wall = rng.uniform(0.76, 1.0), rng.uniform(0.012, 0.025)
    high, rim = h - low, rng.uniform(0.0, 0.02)
    wide, deep = w - 2 * rim, d - 2 * rim
    rings = [
        Ring(0, 0, 0), Ring(foot * wide, foot * deep, 0), Ring(wide, deep, 0.86 * high),
        Ring(w, d, 0.86 * high), Ring(w, d, high),
        Ring(wide - 2 * wall, deep - 2 * wall, high),
        Ring(foot * wide - 2 * wall, foot * deep - 2 * wall, 0.1 * high), Ring(0, 0, 0.1 * high),
    ]  # fmt: skip
    square = [Ring(a.width, a.depth, a.z, power=30) for a in rings]
    body = lofted(square, sides=24, smooth=False).moved(z=low)
    parts = [Part("pot", body, coat)]
    if low:
        parts += legs(0.9 * foot * w, 0.9 * foot * d, low + 0.01, coat, thick=0.03)
    elif chance(rng, 0.4):
        rails = [box(w, 0.012, 0.1 * h).moved(0, s * (d / 2 - 0.006), 0.9 * h) for s in (-1, 1)]
        parts.append(Part("rim", joined(*rails), coat))
    x, y = foot * wide / 2 - 2 * wall, foot * deep / 2 - 2 * wall
    if chance(rng, 0.55):
        earth = box(0.95 * wide - 2 * wall, 0.95 * deep - 2 * wall, 0.2 * high)
        return [*parts, Part("soil", earth.moved(z=low + 0.55 * high), soil(rng))], []
    return parts, [Rest("inside", (-x, x), (-y, y), low + 0.1 * high, 0.9 * high)]


FLOWER_POT = Category(
    "flower pot",
    "surface",
    (
        Style("terracotta", (0.2, 0.2, 0.19), (0.22, 0.22, 0.2), _terracotta, 1.5, round=True),
        Style("glazed", (0.24, 0.24, 0.22), (0.22, 0.22, 0.2), _glazed, 1.2, round=True),
        Style("trough", (0.62, 0.22, 0.25), (0.2, 0.15, 0.2), _planter, 0.9, stands="floor"),
        Style("urn", (0.42, 0.42, 0.46), (0.15, 0.15, 0.15), _urn, 0.5, stands="floor", round=True),
    ),
)
