"""Radiators and fireplaces. Their backs are at the greatest y."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, metal, painted_wood, stone, wood
from training.rooms.solids import box, cushion, cylinder, ellipsoid, joined, tube, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _enamel(rng: Random) -> Material:
    name = pick(rng, ("white", "white", "cream", "light gray", "gray"))
    return Material("metal", color(rng, name), shine=0.3)


def _valve(rng: Random, w: float, h: float) -> list[Part]:
    """A pipe out of the floor and a knob at one lower or upper corner."""
    side = pick(rng, (-1, 1))
    x, z = side * (w / 2 - 0.03), pick(rng, (0.15, 0.85)) * h
    knob = cylinder(0.025, 0.06, sides=10).moved(x, 0, z)
    pipe = tube([(x, 0, 0), (x, 0, z + 0.01)], 0.01, sides=6)
    return [Part("pipe", pipe, metal(rng, "silver", "white")), Part("valve", knob, _enamel(rng))]


def _panel(rng: Random, size: Size) -> Built:
    """One or two ribbed plates with a grille on top."""
    w, d, h = size
    stuff = _enamel(rng)
    low, wide = rng.uniform(0.1, 0.2) * h, w - 0.08
    high = h - low
    count = max(6, min(50, round(wide / rng.uniform(0.035, 0.06))))
    rib = box(0.5 * wide / count, 0.012, 0.9 * high).moved(0, 0.006 - d / 2, low + 0.05 * high)
    ribs = joined(*(rib.moved((i + 0.5 - count / 2) * wide / count) for i in range(count)))
    plate = box(wide, 0.015, high)
    plates = joined(*(plate.moved(0, y, low) for y in (0.02 - d / 2, 0.25 * d)))
    return [
        Part("plate", plates, stuff),
        Part("rib", ribs, stuff),
        Part("grille", box(wide, 0.75 * d, 0.015).moved(0, -0.12 * d, h - 0.015), stuff),
        Part("bracket", box(0.6 * wide, 0.3 * d, 0.05).moved(0, 0.35 * d, h - 0.2 * high), stuff),
        *_valve(rng, w, h),
    ], [Rest("top", (-wide / 2, wide / 2), (-d / 2, 0.2 * d), h)]


def _columns(rng: Random, size: Size) -> Built:
    """Cast-iron sections side by side on feet."""
    w, d, h = size
    stuff = Material("metal", color(rng, "white", "cream", "gray", "black", "silver"), shine=0.3)
    count = max(5, min(34, round((w - 0.1) / rng.uniform(0.05, 0.075))))
    pitch = (w - 0.1) / count
    low = 0.08
    tubes = 2 if d < 0.16 else 3
    block = pad(0.75 * pitch, d, 0.13 * h) if count < 15 else box(0.75 * pitch, d, 0.13 * h)
    section = [block.moved(z=z) for z in (low, 0.87 * h)]
    column = turned([(0.36 * pitch, 0), (0.36 * pitch, 0.75 * h)], sides=6)
    step = (d - pitch) / (tubes - 1)
    section += [column.moved(0, (i - (tubes - 1) / 2) * step, low + 0.08 * h) for i in range(tubes)]
    one = joined(*section)
    all_sections = joined(*(one.moved((i + 0.5 - count / 2) * pitch) for i in range(count)))
    feet = joined(
        *(box(0.05, 0.8 * d, low + 0.02).moved(s * (w / 2 - 0.05 - pitch / 2)) for s in (-1, 1))
    )
    return [
        Part("section", all_sections, stuff), Part("foot", feet, stuff), *_valve(rng, w, h),
    ], []  # fmt: skip


def _convector(rng: Random, size: Size) -> Built:
    """A long metal case with slots along its top and an open foot."""
    w, d, h = size
    stuff = Material("metal", color(rng, "white", "cream", "gray", "beige", "brown"), shine=0.3)
    slots = max(4, round(w / 0.15))
    slot = box(0.8 * w / slots, 0.012, 0.012)
    dark = Material("metal", color(rng, "black"))
    row = joined(*(slot.moved((i + 0.5 - slots / 2) * w / slots) for i in range(slots)))
    return [
        Part("case", box(w, d - 0.008, 0.86 * h).moved(0, 0.004, 0.14 * h), stuff),
        Part("foot", box(w, 0.7 * d, 0.14 * h).moved(y=0.15 * d), stuff),
        *(Part("slot", row.moved(0, 0.006 - d / 2, f * h), dark) for f in (0.8, 0.88)),
    ], [top_rest(w, d, h)]


def _finned(rng: Random, size: Size) -> Built:
    """Pipes one above the other, clasped by thin fins."""
    w, d, h = size
    stuff = _enamel(rng)
    rows = max(1, round(h / 0.2))
    fins = max(8, min(60, round(w / 0.03)))
    pipe = cylinder(0.03, w, sides=8).tilted(90, axis=1).moved(-w / 2)
    fin = box(0.004, 0.9 * d, 0.85 * h / rows)
    solids = []
    for j in range(rows):
        z = (j + 0.5) * h / rows
        solids.append(Part("pipe", pipe.moved(z=z), stuff))
        row = joined(*(fin.moved((i + 0.5 - fins / 2) * 0.92 * w / fins) for i in range(fins)))
        solids.append(Part("fin", row.moved(z=z - 0.425 * h / rows), stuff))
    ends = joined(*(box(0.04, d, h).moved(s * (w / 2 - 0.02)) for s in (-1, 1)))
    return [*solids, Part("end", ends, stuff)], []


def _towel_rail(rng: Random, size: Size) -> Built:
    """A ladder of thin tubes between two posts."""
    w, d, h = size
    stuff = pick(rng, (_enamel(rng), metal(rng, "silver")))
    post = box(0.03, 0.03, h)
    posts = joined(*(post.moved(s * (w / 2 - 0.015)) for s in (-1, 1)))
    bar = tube([(-w / 2 + 0.02, 0, 0), (w / 2 - 0.02, 0, 0)], 0.012, sides=6)
    count = max(8, round(h / 0.06))
    # Gaps between groups of bars are where towels go.
    bars = joined(*(bar.moved(0, -0.3 * d, (i + 0.5) * h / count) for i in range(count) if i % 6))
    holders = joined(
        *(box(0.02, d, 0.02).moved(s * (w / 2 - 0.015), 0, f * h)
          for s in (-1, 1) for f in (0.1, 0.9))
    )  # fmt: skip
    return [
        Part("post", posts, stuff),
        Part("bar", bars, stuff),
        Part("holder", holders, stuff),
    ], []


def _masonry(rng: Random) -> Material:
    if rng.random() < 0.6:
        clay = color(rng, "red", "dark red", "brown", "beige", "white")
        mortar = color(rng, "light gray", "gray")
        return Material("brick", clay, "bricks", mortar, scale=0.07, shine=0.02)
    return stone(rng)


def _hearth(rng: Random, wide: float, deep: float, high: float) -> list[Part]:
    """Soot-dark walls around a grate with logs, centred, open to -y."""
    soot = Material("brick", color(rng, "black", "dark gray"), "bricks", color(rng, "black"), 0.07)
    wall = 0.04
    solids = [
        box(wide, wall, high).moved(y=(deep - wall) / 2),
        *(box(wall, deep, high).moved(s * (wide - wall) / 2) for s in (-1, 1)),
        box(wide, deep, 0.02),
    ]
    logs = [
        cylinder(0.045, 0.6 * wide, sides=8).tilted(90, axis=1).moved(-0.3 * wide, y, z)
        for y, z in ((-0.05, 0.1), (0.06, 0.1), (0.0, 0.18))
    ]
    return [
        Part("firebox", joined(*solids), soot),
        Part("log", joined(*logs), wood(rng, "brown", "dark brown")),
    ]


def _surround(rng: Random, size: Size, mass: Material, shelf: Material) -> Built:
    """Two pillars and a lintel around the fire, a mantel shelf above, a slab on the floor."""
    w, d, h = size
    mantel, slab = 0.06, 0.05
    body = 0.72 * d
    y = (d - body) / 2
    opening = rng.uniform(0.42, 0.55) * w
    fire = rng.uniform(0.52, 0.65) * (h - mantel)
    side = (0.92 * w - opening) / 2
    pillars = joined(
        *(box(side, body, h - mantel).moved(s * (opening + side) / 2) for s in (-1, 1))
    )
    lintel = box(opening, body, h - mantel - fire).moved(z=fire)
    hearth = _hearth(rng, opening, 0.9 * body, fire)
    return [
        Part("pillar", pillars.moved(y=y), mass),
        Part("lintel", lintel.moved(y=y), mass),
        Part("mantel", box(w, 0.88 * d, mantel).moved(0, 0.06 * d, h - mantel), shelf),
        Part("hearth", box(0.95 * w, d, slab), stone(rng)),
        *(Part(p.name, p.solid.moved(0, y + 0.05 * body, slab), p.material) for p in hearth),
    ], [Rest("top", (-w / 2, w / 2), (-0.38 * d, d / 2), h)]


def _brick(rng: Random, size: Size) -> Built:
    return _surround(rng, size, _masonry(rng), wood(rng))


def _classic(rng: Random, size: Size) -> Built:
    """A white or marble surround with a moulded mantel."""
    mass = painted_wood(rng, "white", "cream") if rng.random() < 0.6 else stone(rng)
    parts, rests = _surround(rng, size, mass, mass)
    w, d, h = size
    cornice = box(0.97 * w, 0.82 * d, 0.05).moved(0, 0.08 * d, h - 0.11)
    return [*parts, Part("cornice", cornice, mass)], rests


def _breast(rng: Random, size: Size) -> Built:
    """A low surround under a chimney breast that rises to the ceiling."""
    w, d, h = size
    low = rng.uniform(0.52, 0.6) * h
    mass = _masonry(rng)
    parts, rests = _surround(rng, (w, d, low), mass, pick(rng, (wood(rng), stone(rng))))
    rise = box(0.75 * w, 0.6 * d, h - low).moved(0, 0.2 * d, low)
    shelf = rests[0]
    front = Rest("top", shelf.x, (shelf.y[0], -0.1 * d), low, h - low)
    return [*parts, Part("chimney", rise, mass)], [front]


def _stove(rng: Random, size: Size) -> Built:
    """An iron stove on legs with a glass door and a pipe up the wall."""
    w, d, h = size
    iron = metal(rng, "black", "dark gray")
    body, leg = rng.uniform(0.45, 0.55) * h, 0.1 * h
    fire = Material("glass", color(rng, "black", "orange"), shine=0.7)
    pipe = tube([(0, 0, leg + body), (0, 0, h - 0.02)], 0.075, sides=12)
    feet = joined(
        *(box(0.05, 0.05, leg).moved(sx * (w / 2 - 0.06), sy * (d / 2 - 0.06))
          for sx in (-1, 1) for sy in (-1, 1))
    )  # fmt: skip
    return [
        Part("body", cushion(0.95 * w, 0.92 * d, body, radius=0.03).moved(z=leg), iron),
        Part("top", box(w, d, 0.03).moved(z=leg + body - 0.01), iron),
        Part("door", box(0.7 * w, 0.02, 0.6 * body).moved(0, 0.01 - d / 2, leg + 0.2 * body), fire),
        Part("handle", ellipsoid(0.03, 0.03, 0.12).moved(
            0.41 * w, 0.005 - d / 2, leg + 0.4 * body), metal(rng, "silver", "gold")),
        Part("leg", feet, iron),
        Part("pipe", pipe, iron),
        Part("pipe", cylinder(0.09, 0.02).moved(z=h - 0.02), iron),
    ], []  # fmt: skip


RADIATOR = Category(
    "radiator",
    "floor",
    (
        Style("panel", (1.1, 0.16, 0.57), (0.45, 0.3, 0.25), _panel, 2.0),
        Style("column", (0.95, 0.23, 0.62), (0.35, 0.15, 0.12), _columns, 1.3),
        Style("convector", (1.7, 0.27, 0.47), (0.45, 0.25, 0.25), _convector, 1.4),
        Style("finned", (1.6, 0.16, 0.38), (0.3, 0.2, 0.3), _finned, 0.7),
        Style(
            "towel rail",
            (0.55, 0.1, 1.2),
            (0.12, 0.15, 0.2),
            _towel_rail,
            held_out=True,
            stands="wall",
        ),
    ),
    scannet="garbage bin",
)

FIREPLACE = Category(
    "fireplace",
    "floor",
    (
        Style("brick", (2.1, 0.6, 1.22), (0.13, 0.2, 0.12), _brick, 2.0),
        Style("classic", (1.9, 0.5, 1.2), (0.12, 0.2, 0.1), _classic),
        Style("chimney breast", (2.2, 0.7, 2.3), (0.12, 0.15, 0.06), _breast, 0.25),
        Style("stove", (0.65, 0.55, 1.9), (0.15, 0.15, 0.12), _stove, 0.2),
    ),
    held_out=True,
)
