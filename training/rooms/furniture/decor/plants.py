"""Plants in pots, on the floor, on tables and from the ceiling."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob, pick, stretched
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, ceramic, foliage, metal, plastic, stone, wood
from training.rooms.solids import Ring, Solid, box, joined, leaf, lofted, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _soil() -> Material:
    return Material("plant", color(np.random.default_rng(0), "dark brown"), "speckle")


def _clay(rng: Random) -> Material:
    return pick(
        rng,
        (
            Material("ceramic", color(rng, "orange", "brown", "dark red"), shine=0.1),
            ceramic(rng, "white", "black", "light gray", "teal", "dark blue", "beige"),
            plastic(rng, "white", "black", "brown", "gray"),
            stone(rng),
        ),
    )


def pot(rng: Random, width: float, height: float) -> list[Part]:
    """A pot full of soil: round and tapered, bellied, or square."""
    r = width / 2
    kind = pick(rng, ("tapered", "tapered", "bellied", "square"))
    if kind == "square":
        low = rng.uniform(0.65, 1.0) * width
        rings = [Ring(0, 0, 0), Ring(low, low, 0), Ring(width, width, height),
                 Ring(0.88 * width, 0.88 * width, height),
                 Ring(0.86 * width, 0.86 * width, 0.85 * height)]  # fmt: skip
        square = [Ring(a.width, a.depth, a.z, power=30) for a in rings]
        body = lofted(square, sides=24, smooth=False)
    else:
        foot = rng.uniform(0.55, 0.8) * r
        belly = [(r, 0.45 * height), (0.8 * r, height)] if kind == "bellied" else [(r, height)]
        lip = belly[-1][0]
        profile = [(0, 0), (foot, 0), *belly, (0.88 * lip, height), (0.86 * lip, 0.85 * height)]
        body = turned(profile, sides=14)
    soil = turned([(0.78 * r, 0.85 * height), (0, 0.88 * height)], sides=14)
    return [Part("pot", body, _clay(rng)), Part("soil", soil, _soil())]


def _spray(
    rng: Random, count: int, length: float, width: float, rise: tuple[float, float], droop: float
) -> list[Solid]:
    """Leaves that start at one point, all around, each raised by degrees between two limits."""
    leaves = []
    for i in range(count):
        long = length * rng.uniform(0.65, 1.0)
        one = leaf(long, width * rng.uniform(0.7, 1.1), droop * rng.uniform(0.7, 1.3))
        leaves.append(
            one.tilted(-rng.uniform(*rise), axis=1).moved(
                yaw=360 * i / count + rng.uniform(-25, 25)
            )
        )
    return leaves


def _filled(leaves: list[Solid], size: Size, bottom: float) -> Solid:
    """Leaves that reach from `bottom` to the top of the space."""
    w, d, h = size
    return joined(*stretched(leaves, (-w / 2, -d / 2, bottom), (w / 2, d / 2, h)))


def _potted(rng: Random, size: Size) -> Built:
    """Broad leaves out of a small pot."""
    w, d, h = size
    high = rng.uniform(0.3, 0.48) * h
    count = int(rng.integers(12, 26))
    rise = (5.0, rng.uniform(50, 80))
    leaves = _spray(rng, count, 1.0, rng.uniform(0.18, 0.5), rise, rng.uniform(0.5, 1.0))
    parts = pot(rng, min(w, d) * rng.uniform(0.55, 0.85), high)
    return [*parts, Part("leaves", _filled(leaves, size, 0.85 * high), foliage(rng))], []


def _flowers(rng: Random, size: Size) -> Built:
    """Blossoms on stems over a bush of leaves."""
    w, d, h = size
    high = rng.uniform(0.3, 0.45) * h
    parts = pot(rng, min(w, d) * rng.uniform(0.55, 0.8), high)
    leaves = _spray(rng, 14, 1.0, 0.3, (10, 70), 0.8)
    green = foliage(rng)
    petals = plastic(rng, "red", "pink", "yellow", "white", "purple", "orange")
    count = int(rng.integers(5, 10))
    stems, heads = [], []
    head = rng.uniform(0.05, 0.08) * (w + d)
    for i in range(count):
        turn, out = 2 * np.pi * i / count, rng.uniform(0.2, 0.95) if i % 3 else 0.95
        x = float(np.cos(turn)) * out * (w - head) / 2
        y = float(np.sin(turn)) * out * (d - head) / 2
        z = h - 0.7 * head - rng.uniform(0, 0.15) * h * out if i else h - 0.7 * head
        stems.append(tube([(0.3 * x, 0.3 * y, 0.8 * high), (x, y, z)], 0.005, sides=4))
        heads.append(blob(head, head, 0.7 * head).moved(x, y, z))
    bush = _filled(leaves, (0.9 * w, 0.9 * d, high + 0.6 * (h - high)), 0.85 * high)
    return [
        *parts, Part("leaves", joined(bush, *stems), green),
        Part("blossoms", joined(*heads), Material("plant", petals.color)),
    ], []  # fmt: skip


def _bushy(rng: Random, size: Size) -> Built:
    """A floor plant: several stems, each with whorls of large leaves."""
    w, d, h = size
    high = rng.uniform(0.2, 0.33) * h
    wide = min(w, d) * rng.uniform(0.42, 0.65)
    stems, leaves = [], []
    for i in range(int(rng.integers(2, 5))):
        turn = rng.uniform(0, 2 * np.pi)
        lean = rng.uniform(0.0, 0.2) if i else 0.0
        top = rng.uniform(0.55, 0.85)
        x, y = float(np.cos(turn)) * lean * w, float(np.sin(turn)) * lean * d
        stems.append(tube([(0.3 * x, 0.3 * y, 0.8 * high), (x, y, top * h)], 0.012, sides=5))
        for f in (0.45, 0.7, 1.0):
            z = high + f * (top * h - high)
            for one in _spray(rng, 6, 0.42 * w, 0.14 * w, (0, 65), 0.9):
                leaves.append(one.moved(f * x, f * y, z))
    return [
        *pot(rng, wide, high),
        Part("stem", joined(*stems), wood(rng, "brown", "light brown")),
        Part("leaves", _filled(leaves, size, 0.9 * high), foliage(rng)),
    ], []


def _tree(rng: Random, size: Size) -> Built:
    """A bare trunk under a crown."""
    w, d, h = size
    high = rng.uniform(0.14, 0.22) * h
    crown = rng.uniform(0.4, 0.6) * h
    wide = min(w, d) * rng.uniform(0.35, 0.55)
    bend = rng.uniform(-0.05, 0.05) * w
    trunk = tube(
        [(0, 0, 0.8 * high), (bend, 0, (high + crown) / 2), (0, 0, 0.85 * h)], 0.022, sides=6
    )
    leaves = []
    size_of_leaf = rng.uniform(0.28, 0.45) * w
    for _ in range(11):
        turn, out = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.27)
        x, y = float(np.cos(turn)) * out * w, float(np.sin(turn)) * out * d
        z = rng.uniform(crown, 0.88 * h)
        leaves += [
            one.moved(x, y, z) for one in _spray(rng, 5, size_of_leaf, 0.35 * size_of_leaf,
                                                 (-20, 60), 0.9)
        ]  # fmt: skip
    return [
        *pot(rng, wide, high),
        Part("trunk", trunk, wood(rng, "brown", "light brown", "dark brown")),
        Part("leaves", _filled(leaves, size, 0.85 * crown), foliage(rng)),
    ], []


def _blades(rng: Random, size: Size) -> Built:
    """Stiff upright leaves like swords."""
    w, d, h = size
    high = rng.uniform(0.25, 0.38) * h
    blades = []
    for i in range(int(rng.integers(9, 18))):
        one = leaf(rng.uniform(0.7, 1.0), 0.14, rng.uniform(0.3, 0.6))
        blades.append(one.tilted(-rng.uniform(48, 72), axis=1).moved(yaw=47.0 * i))
    return [
        *pot(rng, min(w, d) * rng.uniform(0.6, 0.9), high),
        Part("leaves", _filled(blades, (w, d, h), 0.8 * high), foliage(rng)),
    ], []


def _cactus(rng: Random, size: Size) -> Built:
    """Ribbed columns, or one with arms."""
    w, d, h = size
    high = rng.uniform(0.3, 0.42) * h
    parts = pot(rng, 0.7 * min(w, d), high)
    green = foliage(rng)
    thick = rng.uniform(0.3, 0.42) * min(w, d)
    body = _column(thick, h - 0.8 * high).moved(z=0.8 * high)
    solids = [body]
    if rng.random() < 0.6:
        for side, f in ((-1, rng.uniform(0.3, 0.45)), (1, rng.uniform(0.4, 0.6))):
            z, out = high + f * (h - high), 0.5 * w - 0.22 * thick
            path = [(0.0, 0.0, z), (side * out, 0.0, z), (side * out, 0.0, z + 0.28 * (h - high))]
            solids.append(tube(path, 0.22 * thick, sides=8))
    else:
        small = _column(0.7 * thick, 0.45 * (h - high))
        solids += [small.moved(s * 0.3 * w, s * 0.12 * d, 0.8 * high) for s in (-1, 1)]
    wide = turned([(min(w, d) / 2, 0), (min(w, d) / 2, 0.02), (0, 0.02)], sides=14)
    saucer = wide.scaled(w / min(w, d), d / min(w, d))
    return [*parts, Part("saucer", saucer, _clay(rng)), Part("stem", joined(*solids), green)], []


def _column(width: float, height: float) -> Solid:
    """A ribbed column with a round head."""
    r = width / 2
    heights = ((0.0, 0.85), (0.3, 1.0), (0.8, 0.95), (0.94, 0.7), (1.0, 0.05))
    smooth = turned([(f * r, z * height) for z, f in heights], sides=20)
    ribs = np.arctan2(smooth.vertices[:, 1], smooth.vertices[:, 0])
    scale = np.round(1 - 0.09 * (1 + np.cos(10 * ribs)), 4)
    scaled = smooth.vertices * np.stack([scale, scale, np.ones_like(scale)], axis=1)
    return Solid(scaled, smooth.faces, smooth=False)


def _hanging(rng: Random, size: Size) -> Built:
    """A pot on cords from which shoots trail down."""
    w, d, h = size
    wide, high = rng.uniform(0.5, 0.7) * min(w, d), rng.uniform(0.18, 0.26) * h
    low = rng.uniform(0.2, 0.4) * h
    parts = moved(pot(rng, wide, high), z=low)
    r, green = 0.45 * wide, foliage(rng)
    shoots, cords = [], []
    for i in range(7):
        turn = 2 * np.pi * i / 7
        c, s = float(np.cos(turn)), float(np.sin(turn))
        end = 0.0 if i == 0 else rng.uniform(0, low)
        for f in (0.1, 0.4, 0.7, 1.0):
            z = low + high - f * (low + high - end)
            one = leaf(0.22 * w, 0.12 * w, 0.9).moved(yaw=float(np.degrees(turn)))
            shoots.append(one.moved(c * 0.9 * r, s * 0.9 * r, z + 0.02))
    bush = _spray(rng, 12, 0.45 * w, 0.16 * w, (0, 60), 0.9)
    for turn in (0.5, 2.6, 4.7):
        x, y = r * float(np.cos(turn)), r * float(np.sin(turn))
        cords.append(tube([(x, y, low + 0.9 * high), (0, 0, h)], 0.004, sides=4))
    leaves = joined(*shoots, *(one.moved(z=low + 0.9 * high) for one in bush))
    fill = stretched([leaves], (-w / 2, -d / 2, 0), (w / 2, d / 2, float(leaves.bounds[1, 2])))
    return [
        *parts, Part("leaves", fill[0], green),
        Part("cord", joined(*cords), metal(rng, "black", "silver")),
    ], []  # fmt: skip


def _palm(rng: Random, size: Size) -> Built:
    """Long arching fronds, each a rib with rows of narrow leaflets."""
    w, d, h = size
    high = rng.uniform(0.15, 0.24) * h
    fronds = []
    leaflet = leaf(0.28, 0.055, 0.8)
    for i in range(int(rng.integers(8, 12))):
        rise = rng.uniform(0.7, 1.3)
        path = [(0.5 * t, 0.0, rise * (1.5 * t - 0.9 * t * t)) for t in (0.0, 0.3, 0.6, 1.0)]
        pieces = [tube(path, 0.006, sides=4)]
        for t in np.linspace(0.3, 1.0, 7).tolist():
            at = (0.5 * t, 0.0, rise * (1.5 * t - 0.9 * t * t))
            pieces += [leaflet.moved(yaw=s * 55).moved(*at) for s in (-1, 1)]
        fronds.append(joined(*pieces).moved(yaw=360 * i / 10 + rng.uniform(-15, 15)))
    return [
        *pot(rng, 0.38 * min(w, d), high),
        Part("leaves", _filled(fronds, size, 0.85 * high), foliage(rng)),
        Part("stem", box(0.05, 0.05, 0.1).moved(z=0.85 * high), wood(rng, "brown")),
    ], []


PLANT = Category(
    "plant",
    "floor",
    (
        Style("small pot", (0.32, 0.32, 0.36), (0.2, 0.2, 0.25), _potted, 2.0, stands="surface"),
        Style("flowering", (0.34, 0.33, 0.42), (0.2, 0.2, 0.2), _flowers, 1.0, stands="surface"),
        Style("cactus", (0.18, 0.18, 0.3), (0.2, 0.2, 0.25), _cactus, 0.5, stands="surface"),
        Style("bushy floor", (0.7, 0.66, 1.05), (0.2, 0.2, 0.2), _bushy, 1.1),
        Style("tree", (0.85, 0.8, 1.7), (0.2, 0.2, 0.12), _tree, 0.6),
        Style("upright", (0.38, 0.36, 0.75), (0.2, 0.2, 0.2), _blades, 0.6),
        Style("hanging", (0.45, 0.45, 0.75), (0.2, 0.2, 0.2), _hanging, 0.4, stands="ceiling"),
        Style("palm", (1.1, 1.1, 1.6), (0.15, 0.15, 0.12), _palm, held_out=True),
    ),
)
