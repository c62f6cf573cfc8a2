"""Coffee makers, kettles and toasters."""

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.machines import dark_glass, enamel
from training.rooms.furniture.shapes.cabinetry import choice
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved, pad, profile, rounded
from training.rooms.materials import Material, ceramic, glass, metal, plastic, wood
from training.rooms.solids import box, cylinder, extruded, tube, turned
from training.rooms.types import Category, Part, Rest, Size, Style

Path = list[tuple[float, float, float]]


def _skin(rng: Random) -> Material:
    return (
        plastic(rng, "black", "black", "white", "red", "gray") if chance(rng, 0.6) else enamel(rng)
    )


def _jug(rng: Random, radius: float, height: float) -> list[Part]:
    """A glass jug with coffee in it, a lid and a handle towards -y."""
    r, h = radius, height
    outline = [(0.0, 0.0), (0.85 * r, 0.0), (r, 0.3 * h), (0.9 * r, 0.7 * h), (0.6 * r, h)]
    black = plastic(rng, "black")
    grip: Path = [
        (0.0, -0.85 * r, 0.75 * h), (0.0, -1.45 * r, 0.7 * h), (0.0, -1.45 * r, 0.35 * h)
    ]  # fmt: skip
    fill = turned([(0.0, 0.004), (0.82 * r, 0.004), (0.96 * r, 0.3 * h), (0.94 * r, 0.45 * h)])
    return [
        Part("jug", turned([*outline, (0.0, h)], sides=12), glass(rng)),
        Part("coffee", fill, plastic(rng, "dark brown")),
        Part("lid", cylinder(0.65 * r, 0.02, sides=12).moved(z=h - 0.01), black),
        Part("handle", tube([*grip, (0.0, -0.95 * r, 0.25 * h)], 0.01, sides=6), black),
    ]


def _drip(rng: Random, size: Size) -> Built:
    """A tank behind, a filter above, a jug on a plate between them."""
    w, d, h = size
    skin, black = _skin(rng), plastic(rng, "black", "dark gray")
    back, head, foot = 0.36 * d, 0.3 * h, 0.1 * h
    side = [(-d / 2, 0), (d / 2, 0), (d / 2, h), (-0.45 * d, h), (-0.42 * d, h - head)]
    side += [(d / 2 - back, h - head), (d / 2 - back, foot), (-d / 2, foot)]
    radius = min(0.42 * w, 0.5 * (d - back) - 0.01)
    jug = moved(_jug(rng, radius * 0.92, h - head - foot - 0.015), 0, -d / 2 + radius + 0.02, foot)
    plate = cylinder(radius, 0.006, sides=12).moved(0, -d / 2 + radius + 0.01, foot - 0.002)
    keys = box(0.5 * w, 0.006, 0.3 * head).moved(0, -0.445 * d, h - 0.6 * head)
    parts = [Part("body", profile(side, w), skin), Part("plate", plate, black), *jug]
    return [*parts, Part("control panel", keys, black)], []


def _espresso(rng: Random, size: Size) -> Built:
    """A steel box with a handle in front and a grid for cups."""
    w, d, h = size
    skin = choice(rng, metal(rng, "silver"), enamel(rng))
    black, chrome = plastic(rng, "black"), metal(rng, "silver")
    back, head, foot = 0.55 * d, 0.38 * h, 0.14 * h
    side = [(-0.42 * d, 0), (d / 2, 0), (d / 2, h), (-0.35 * d, h), (-0.35 * d, h - head)]
    side += [(d / 2 - back, h - head), (d / 2 - back, foot), (-0.42 * d, foot)]
    y, z = -0.14 * d, h - head
    parts = [
        Part("body", profile(side, w), skin),
        Part("tray", box(0.9 * w, 0.36 * d, 0.01).moved(0, -0.25 * d, foot), black),
        Part("head", cylinder(0.035, 0.04, sides=12).moved(0, y, z - 0.04), chrome),
        Part("handle", bar((0, y, z - 0.03), (0, -d / 2, z - 0.045), 0.012, sides=8), black),
        Part(
            "lance", bar((0.36 * w, y, z), (0.4 * w, -0.3 * d, foot + 0.05), 0.005, sides=6), chrome
        ),
    ]
    dial = cylinder(0.018, 0.015, sides=10).tilted(90).moved(0, -0.35 * d, h - 0.5 * head)
    parts += [Part("knob", dial.moved(s * 0.3 * w), black) for s in (-1, 1)]
    return parts, [Rest("top", (-w / 2, w / 2), (-0.35 * d, d / 2), h)]


def _capsule(rng: Random, size: Size) -> Built:
    """Slim, with a round head that juts out above a small grid."""
    w, d, h = size
    skin, black = _skin(rng), plastic(rng, "black", "gray")
    head = 0.34 * h
    tank = cylinder(0.5, 0.85 * h, sides=14).scaled(0.8 * w, 0.34 * d).moved(0, 0.33 * d)
    body = pad(0.9 * w, 0.5 * d, h - 0.02, bevel=0.02).moved(0, 0.08 * d)
    nose = extruded(rounded(w, 0.75 * d, radius=0.4 * w), head).moved(0, -0.125 * d, h - head)
    grid = extruded(rounded(0.9 * w, 0.5 * d, radius=0.4 * w), 0.05 * h).moved(0, -0.25 * d)
    lever = box(0.5 * w, 0.3 * d, 0.015).moved(0, -0.2 * d, h - 0.012)
    parts = [
        Part("tank", tank, glass(rng)),
        Part("body", body, skin),
        Part("head", nose, skin),
        Part("tray", grid, black),
        Part("lever", lever, metal(rng, "silver")),
    ]
    spout = cylinder(0.012, 0.03, sides=8).moved(0, -0.3 * d, h - head - 0.03)
    return [*parts, Part("spout", spout, black)], []


def _urn(rng: Random, size: Size) -> Built:
    """A large steel cylinder with a tap, for many guests."""
    w, d, h = size
    steel, black = metal(rng, "silver"), plastic(rng, "black")
    r = 0.4 * d
    body = turned(
        [(0, 0.05), (r, 0.05), (r, 0.82 * h), (0.75 * r, 0.9 * h), (0, 0.93 * h)], sides=18
    )
    y = d / 2 - r
    tap = [(0.0, y - r, 0.16 * h), (0.0, -d / 2 + 0.01, 0.16 * h), (0.0, -d / 2 + 0.01, 0.1 * h)]
    ear = [
        (0.9 * r, y, 0.7 * h),
        (w / 2, y, 0.68 * h),
        (w / 2, y, 0.55 * h),
        (0.9 * r, y, 0.53 * h),
    ]
    handle = tube([(float(a), float(b), float(c)) for a, b, c in ear], 0.01, sides=6)
    parts = [
        Part("body", body.moved(0, y), steel),
        Part("base", cylinder(0.9 * r, 0.05, sides=16).moved(0, y), black),
        Part("lid", cylinder(0.03, 0.07 * h, sides=8).moved(0, y, 0.93 * h), black),
        Part("tap", tube(tap, 0.012, sides=6), black),
    ]
    return parts + [Part("handle", e, black) for e in (handle, handle.mirrored())], []


COFFEE_MAKER = Category(
    "coffee maker",
    "surface",
    (
        Style("drip", (0.24, 0.31, 0.39), (0.12, 0.14, 0.1), _drip, 1.6),
        Style("espresso", (0.29, 0.36, 0.4), (0.15, 0.15, 0.12), _espresso, 0.7),
        Style("capsule", (0.18, 0.37, 0.35), (0.15, 0.12, 0.12), _capsule, 0.7),
        Style("urn", (0.32, 0.33, 0.46), (0.12, 0.12, 0.12), _urn, 1.0, held_out=True),
    ),
)


def _whistling(rng: Random, size: Size) -> Built:
    """For the stove: a squat pot with an arched handle and a short spout."""
    w, d, h = size
    skin = choice(rng, metal(rng, "silver"), enamel(rng, "red", "cream", "light blue", "black"))
    black = plastic(rng, "black")
    r, high = 0.42 * w, 0.62 * h
    profile_ = [
        (0.0, 0.0),
        (r, 0.0),
        (r * 1.02, 0.25 * high),
        (0.8 * r, 0.75 * high),
        (0.35 * r, high),
    ]
    body = turned([*profile_, (0.0, high)], sides=16).scaled(1, 0.98 * d / (2.04 * r))
    arch: Path = [(-0.7 * r, 0.0, 0.78 * high), (-0.6 * r, 0.0, h - 0.03), (0.0, 0.0, h - 0.011)]
    arch += [(0.6 * r, 0.0, h - 0.03), (0.7 * r, 0.0, 0.78 * high)]
    spout = bar((-0.8 * r, 0, 0.5 * high), (-w / 2, 0, 0.88 * high), 0.018, sides=8)
    knob = cylinder(0.014, 0.03, sides=8).moved(z=high)
    return [
        Part("body", body.moved(0.04 * w), skin),
        Part("handle", tube(arch, 0.011, sides=6).moved(0.04 * w), black),
        Part("spout", spout.moved(0.04 * w), skin),
        Part("lid", knob.moved(0.04 * w), black),
    ], []


def _electric(rng: Random, size: Size) -> Built:
    """A tall jug on a round base, its handle at the side."""
    w, d, h = size
    skin = choice(rng, metal(rng, "silver"), plastic(rng, "white", "black"), glass(rng))
    black = plastic(rng, "black", "dark gray")
    r, x = 0.47 * d, -0.5 * w + 0.53 * d
    body = turned(
        [(0, 0), (r, 0), (0.95 * r, 0.3 * h), (0.72 * r, 0.86 * h), (0, 0.86 * h)], sides=16
    )
    lid = turned([(0.72 * r, 0.0), (0.6 * r, 0.07 * h), (0.0, 0.09 * h)], sides=14)
    grip: Path = [(0.6 * r, 0, 0.86 * h), (0, 0, 0.84 * h), (0, 0, 0.3 * h), (0.8 * r, 0, 0.18 * h)]
    hand = w / 2 - 0.012 - x
    path: Path = [(a if a else hand, b, c) for a, b, c in grip]
    beak = profile([(-0.02, 0.7 * h), (0.02, 0.7 * h), (0.025, 0.86 * h), (-0.025, 0.86 * h)], 0.05)
    parts = [
        Part("base", cylinder(0.5 * d, 0.02, sides=16), black),
        Part("body", body.moved(z=0.02), skin),
        Part("lid", lid.moved(z=0.02 + 0.86 * h), black),
        Part("handle", tube(path, 0.013, sides=6), black),
        Part("spout", beak.moved(-0.72 * r), skin),
    ]
    return moved(parts, x), []


def _gooseneck(rng: Random, size: Size) -> Built:
    """A small pot with a long thin swan's neck."""
    w, d, h = size
    skin, timber = metal(rng, "black", "silver", "gold"), wood(rng)
    r, x = 0.5 * d, 0.06 * w
    body = turned([(0, 0), (r, 0), (0.72 * r, 0.72 * h), (0, 0.76 * h)], sides=16)
    neck: Path = [(-0.85 * r, 0, 0.12 * h), (-1.4 * r, 0, 0.2 * h), (-1.3 * r, 0, 0.55 * h)]
    neck += [(-1.45 * r, 0, 0.8 * h), (-w / 2 - x + 0.008, 0, 0.86 * h)]
    grip: Path = [(0.7 * r, 0, 0.72 * h), (w / 2 - x - 0.012, 0, 0.76 * h)]
    grip += [(w / 2 - x - 0.012, 0, 0.35 * h)]
    knob = turned([(0.0, 0.0), (0.012, 0.0), (0.018, 0.12 * h), (0.0, 0.24 * h)], sides=8)
    parts = [
        Part("body", body, skin),
        Part("spout", tube(neck, 0.008, sides=6), skin),
        Part("handle", tube(grip, 0.012, sides=6), timber),
        Part("lid", knob.moved(z=0.76 * h), timber),
    ]
    return moved(parts, x), []


def _pot(rng: Random, size: Size) -> Built:
    """An enamel or porcelain pot with an S-shaped spout and an ear."""
    w, d, h = size
    skin = choice(
        rng, ceramic(rng, "white", "light blue", "cream"), enamel(rng, "white", "dark blue")
    )
    r = 0.5 * d
    body = turned(
        [
            (0, 0),
            (0.6 * r, 0),
            (r, 0.32 * h),
            (0.85 * r, 0.65 * h),
            (0.5 * r, 0.8 * h),
            (0, 0.82 * h),
        ],
        sides=16,
    )
    spout: Path = [(-0.85 * r, 0, 0.3 * h), (-0.42 * w, 0, 0.45 * h), (0.012 - w / 2, 0, 0.75 * h)]
    ear: Path = [(0.75 * r, 0, 0.68 * h), (w / 2 - 0.01, 0, 0.68 * h), (w / 2 - 0.01, 0, 0.36 * h)]
    knob = turned([(0, 0), (0.02, 0.03 * h), (0.014, 0.18 * h), (0, 0.18 * h)], sides=8)
    return [
        Part("body", body, skin),
        Part("spout", tube(spout, 0.013, sides=8), skin),
        Part("handle", tube([*ear, (0.9 * r, 0, 0.3 * h)], 0.009, sides=6), skin),
        Part("lid", knob.moved(z=0.82 * h), skin),
    ], []


KETTLE = Category(
    "kettle",
    "surface",
    (
        Style("electric", (0.19, 0.145, 0.24), (0.1, 0.08, 0.1), _electric, 1.4),
        Style("whistling", (0.19, 0.165, 0.21), (0.1, 0.1, 0.12), _whistling, 1.0),
        Style("pot-bellied", (0.21, 0.13, 0.18), (0.12, 0.12, 0.12), _pot, 0.5),
        Style("gooseneck", (0.28, 0.15, 0.2), (0.1, 0.1, 0.1), _gooseneck, 1.0, held_out=True),
    ),
)


def _toaster(
    rng: Random, size: Size, slots: int, *, bevel: float, along: bool = True
) -> list[Part]:
    """A body with slots in its top, a lever at one end; the slots run along x or y."""
    w, d, h = size
    skin, black = _skin(rng), plastic(rng, "black")
    long, wide = (w, d) if along else (d, w)
    body = pad(long - 0.02, wide, h - 0.015, bevel=bevel).moved(0.01, 0, 0.015)
    pitch = 0.72 * wide / slots
    cut = box(0.78 * long, min(0.03, 0.6 * pitch), 0.003)
    lever = box(0.03, 0.04, 0.015).moved(0.015 - long / 2, 0, 0.68 * h)
    knob = cylinder(0.014, 0.012, sides=8).tilted(-90, axis=1).moved(0.02 - long / 2, 0, 0.3 * h)
    foot = box(0.8 * long, 0.8 * wide, 0.016)
    parts = [
        Part("body", body, skin),
        Part("base", foot, black),
        *(
            Part("slot", cut.moved(0.01, (i - (slots - 1) / 2) * pitch, h - 0.002), black)
            for i in range(slots)
        ),
        Part("lever", lever, black),
        Part("knob", knob, black),
    ]
    return parts if along else moved(parts, yaw=90)


def _two_slot(rng: Random, size: Size) -> Built:
    return _toaster(rng, size, 2, bevel=float(rng.uniform(0.01, 0.03))), []


def _four_slot(rng: Random, size: Size) -> Built:
    return _toaster(rng, size, 4, bevel=0.02, along=False), []


def _one_slot(rng: Random, size: Size) -> Built:
    return _toaster(rng, size, 1, bevel=0.03), []


def _toaster_oven(rng: Random, size: Size) -> Built:
    """A small oven with a glass door and three dials."""
    w, d, h = size
    skin, chrome = enamel(rng), metal(rng, "silver")
    black = plastic(rng, "black")
    door = 0.74 * w
    x = (door - w) / 2
    dial = cylinder(0.018, 0.02, sides=10).tilted(90)
    y = 0.03 - d / 2
    grip = box(0.8 * door, 0.03, 0.014).moved(x, y - 0.015, 0.8 * h)
    parts = [
        Part("body", box(w, d - 0.03, h - 0.02).moved(0, 0.015, 0.02), skin),
        Part(
            "glass pane",
            box(0.92 * door, 0.006, 0.62 * h).moved(x, y - 0.001, 0.2 * h),
            dark_glass(rng),
        ),
        Part("handle", grip, chrome),
        *(Part("knob", dial.moved(0.38 * w, y, z * h), black) for z in (0.25, 0.5, 0.75)),
        *(
            Part("foot", box(0.03, 0.03, 0.02).moved(s * 0.4 * w, t * 0.3 * d), black)
            for s in (-1, 1)
            for t in (-1, 1)
        ),
    ]
    return parts, [Rest("top", (-w / 2, w / 2), (y, d / 2), h)]


TOASTER = Category(
    "toaster",
    "surface",
    (
        Style("two-slot", (0.29, 0.18, 0.19), (0.1, 0.1, 0.1), _two_slot, 1.5),
        Style("four-slot", (0.3, 0.29, 0.19), (0.08, 0.08, 0.08), _four_slot, 0.5),
        Style("long-slot", (0.38, 0.15, 0.19), (0.08, 0.12, 0.1), _one_slot, 0.4),
        Style("oven", (0.43, 0.33, 0.24), (0.08, 0.1, 0.08), _toaster_oven, 1.0, held_out=True),
    ),
)


SMALL_APPLIANCES = (COFFEE_MAKER, KETTLE, TOASTER)
