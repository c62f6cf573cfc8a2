"""Cameras: their lens looks towards -y."""

from itertools import pairwise

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import SIDES, Built, bar, chance, pad, profile
from training.rooms.materials import Material, leather, metal, plastic, wood
from training.rooms.solids import Ring, Solid, box, cylinder, joined, lofted, turned
from training.rooms.types import Category, Part, Size, Style

BODIES = ("black", "black", "black", "dark gray", "silver")


def _along(solid: Solid, x: float, y: float, z: float) -> Solid:
    """An upright shape laid towards -y, its foot at a point."""
    return solid.tilted(90).moved(x, y, z)


def _glass(rng: Random) -> Material:
    return Material("glass", color(rng, "black", "dark blue"), shine=0.8)


def _lens(rng: Random, radius: float, long: float, shell: Material, steps: int = 3) -> list[Part]:
    """A stepped barrel on z = 0 that ends in sunk glass, a rubber grip round its middle."""
    profile_ = [(0.0, 0.0), (radius, 0.0)]
    for i in range(steps):
        r = radius * (1 - 0.1 * float(rng.uniform(0.2, 1.0)) * i)
        profile_ += [(r, long * i / steps), (r, long * (i + 0.9) / steps)]
    rim = profile_[-1][0]
    profile_ += [(rim, long), (0.82 * rim, long), (0.72 * rim, 0.86 * long)]
    front = turned([(0.74 * rim, 0.86 * long), (0.4 * rim, 0.91 * long), (0, 0.93 * long)])
    ring = turned([(1.03 * radius, 0.42 * long), (1.03 * radius, 0.6 * long)])
    return [
        Part("lens", turned(profile_, smooth=False), shell),
        Part("glass", front, _glass(rng)),
        Part("ring", ring, plastic(rng, "dark gray", "black", "silver")),
    ]


def _placed(parts: list[Part], x: float, y: float, z: float) -> list[Part]:
    return [Part(p.name, _along(p.solid, x, y, z), p.material) for p in parts]


def _compact(rng: Random, size: Size) -> Built:
    """A flat case that fits a pocket, a short lens off its middle."""
    w, d, h = size
    deep, tall = float(rng.uniform(0.5, 0.62)) * d, 0.95 * h
    shell = plastic(rng, "silver", "black", "red", "blue", "pink", "white", "dark gray")
    barrel = metal(rng, "silver", "black", "dark gray")
    y, front = (d - deep) / 2, d / 2 - deep
    x = float(rng.uniform(0.02, 0.16)) * w
    radius = float(rng.uniform(0.33, 0.4)) * h
    case = pad(w, deep, tall, bevel=0.2 * deep).moved(0, y)
    panel = box(0.68 * w, 0.004, 0.72 * tall).moved(-0.1 * w, d / 2 - 0.0015, 0.13 * tall)
    shutter = cylinder(0.28 * deep, 0.06 * h, sides=12).moved(-0.3 * w, y, 0.94 * h)
    flash = box(0.16 * w, 0.003, 0.16 * h).moved(-0.3 * w, front - 0.0005, 0.68 * h)
    return [
        Part("case", case, shell),
        *_placed(_lens(rng, radius, d - deep + 0.001, barrel), x, front + 0.001, 0.48 * h),
        Part("screen", panel, _glass(rng)),
        Part("button", shutter, metal(rng, "silver")),
        Part("flash", flash, plastic(rng, "white")),
    ], []


def _reflex(rng: Random, size: Size) -> Built:
    """A body with a grip, a viewfinder hump over a long lens, dials on top."""
    w, d, h = size
    deep, tall = float(rng.uniform(0.36, 0.46)) * d, float(rng.uniform(0.72, 0.78)) * h
    shell = plastic(rng, *BODIES)
    skin = leather(rng, "black", "black", "brown") if chance(rng, 0.5) else shell
    y, front = (d - deep) / 2, d / 2 - deep
    x = 0.07 * w
    radius = float(rng.uniform(0.36, 0.42)) * tall
    hump = profile(
        [
            (front - 0.03 * d, 0),
            (d / 2, 0),
            (d / 2, 0.1 * h),
            (y, h - tall),
            (front, 0.8 * (h - tall)),
        ],
        0.3 * w,
    )
    grip = pad(0.2 * w, 0.55 * deep, 0.9 * tall, bevel=0.18 * deep)
    dial = cylinder(0.09 * w, 0.09 * h, sides=14)
    shutter = cylinder(0.045 * w, 0.05 * h, sides=10)
    panel = box(0.5 * w, 0.005, 0.52 * tall).moved(0, d / 2 - 0.001, 0.14 * tall)
    return [
        Part("case", pad(w, deep, tall, bevel=0.12 * deep).moved(0, y), shell),
        Part("cover", pad(1.005 * w, 1.01 * deep, 0.5 * tall, bevel=0.1 * deep).moved(
            0, y, 0.16 * tall), skin),
        Part("grip", grip.moved(-0.39 * w, front - 0.1 * deep), skin),
        Part("viewfinder", hump.moved(x, 0, tall - 0.002), shell),
        *_placed(_lens(rng, radius, d - deep + 0.002, plastic(rng, "black", "black", "dark gray"),
                       4), x, front + 0.002, 0.5 * tall),
        Part("dial", dial.moved(0.36 * w, y, tall - 0.001), plastic(rng, "black", "silver")),
        Part("button", shutter.moved(-0.38 * w, front, tall - 0.002), metal(rng, "silver")),
        Part("screen", panel, _glass(rng)),
    ], []  # fmt: skip


def _camcorder(rng: Random, size: Size) -> Built:
    """A long body behind its lens, a screen folded out at its side, a strap at the other."""
    w, d, h = size
    wide = 0.46 * w
    shell = plastic(rng, "silver", "black", "dark gray", "gray")
    dark = plastic(rng, "black", "dark gray")
    x = w / 2 - wide * 0.5 - 0.12 * w
    body = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.9 * wide, 0.86 * h, 0, power=5),
            Ring(wide, 0.92 * h, 0.06 * d, power=5),
            Ring(wide, 0.92 * h, 0.62 * d, power=5),
            Ring(0.86 * wide, 0.76 * h, 0.82 * d, power=4),
            Ring(0, 0, 0.82 * d),
        ],
    )
    lens = _lens(rng, 0.37 * min(wide, h), 0.24 * d, dark, 2)
    out = 0.42 * w
    panel = box(out, 0.1 * d, 0.62 * h).moved(x - 0.46 * wide - out / 2, 0.02 * d, 0.2 * h)
    face = box(0.86 * out, 0.004, 0.48 * h)
    side = x + 0.48 * wide
    strap = [
        (side, 0.38 * d, 0.55 * h),
        (side + 0.1 * w, 0.2 * d, 0.5 * h),
        (side + 0.1 * w, -0.1 * d, 0.5 * h),
        (side, -0.3 * d, 0.55 * h),
    ]
    band = joined(*(bar(a, b, 0.06 * h, sides=6) for a, b in pairwise(strap)))
    finder = box(0.5 * wide, 0.3 * d, 0.16 * h).moved(x, 0.32 * d, 0.84 * h)
    return [
        Part("case", _along(body, x, d / 2, 0.46 * h), shell),
        *_placed(lens, x, -0.26 * d, 0.46 * h),
        Part("panel", panel, shell),
        Part("screen", face.moved(x - 0.46 * wide - out / 2, 0.07 * d, 0.27 * h), _glass(rng)),
        Part("strap", band, leather(rng, "black")),
        Part("viewfinder", finder, dark),
    ], []


def _folding(rng: Random, size: Size) -> Built:
    """An old plate camera: a box, bellows and a lens board on a drop-down bed."""
    w, d, h = size
    back = float(rng.uniform(0.28, 0.36)) * d
    case = wood(rng) if chance(rng, 0.5) else leather(rng, "black", "dark brown")
    brass = metal(rng, "gold", "silver", "black")
    wide, low = 0.82 * w, 0.08 * h
    long = 0.46 * d
    folds = int(rng.integers(5, 9))
    rings = []
    for i in range(2 * folds + 1):
        t = i / (2 * folds)
        shrink = (1 - 0.42 * t) * (1.0 if i % 2 == 0 else 0.86)
        rings.append(Ring(wide * shrink, 0.82 * h * shrink, long * t, power=14))
    bellows = lofted(rings, sides=24, smooth=False)
    start = d / 2 - back
    plate = start - long
    middle = 0.54 * h
    board = box(0.56 * w, 0.05 * d, 0.62 * h).moved(0, plate, middle - 0.31 * h)
    lens = _lens(rng, 0.19 * min(w, h), 0.9 * (plate + d / 2), brass, 2)
    bed = box(0.66 * w, d - back, 0.5 * low).moved(0, -back / 2, 0.25 * low)
    rails = [
        box(0.04 * w, d - back, 0.4 * low).moved(s * 0.24 * w, -back / 2, 0.7 * low) for s in SIDES
    ]
    struts = [
        bar(
            (s * 0.4 * w, start, 0.55 * h),
            (s * 0.31 * w, start - 0.7 * long, 0.6 * low),
            0.008 * w,
            sides=5,
        )
        for s in SIDES
    ]
    cloth = leather(rng, "black", "black", "dark red")
    front = wood(rng) if case.substance == "wood" else metal(rng, "silver", "black")
    return [
        Part("case", pad(w, back, h, bevel=0.05 * back).moved(0, (d - back) / 2), case),
        Part("bellows", _along(bellows, 0, start, middle), cloth),
        Part("board", board, front),
        *_placed(lens, 0, plate, middle),
        Part("bed", joined(bed, *rails), case),
        Part("struts", joined(*struts), brass),
    ], []


def _instant(rng: Random, size: Size) -> Built:
    """A chunky case that slopes at the top, a wide lens plate and a slot for the picture."""
    w, d, h = size
    low = float(rng.uniform(0.3, 0.4)) * h
    shell = plastic(rng, "white", "light blue", "pink", "black", "yellow", "light green", "gray")
    dark = plastic(rng, "black", "dark gray")
    back = [(0.06 * d - d / 2, low), (d / 2, low), (d / 2, 0.8 * h), (0.2 * d, h), (-0.12 * d, h),
            (0.06 * d - d / 2, 0.86 * h)]  # fmt: skip
    foot = pad(w, 0.98 * d, low, bevel=0.06 * h)
    slot = box(0.78 * w, 0.006, 0.2 * low).moved(0, -0.49 * d, 0.3 * low)
    stripe = box(0.1 * w, 0.006, 0.7 * low).moved(0, -0.489 * d, 0.15 * low)
    middle = 0.62 * h
    lens = _lens(rng, 0.2 * h, 0.12 * d, dark, 2)
    flash = box(0.26 * w, 0.006, 0.18 * h).moved(-0.28 * w, 0.058 * d - d / 2, 0.68 * h)
    finder = box(0.14 * w, 0.006, 0.12 * h).moved(0.33 * w, 0.058 * d - d / 2, 0.72 * h)
    button = (
        cylinder(0.06 * w, 0.012, sides=12).tilted(90).moved(-0.32 * w, 0.07 * d - d / 2, 0.5 * h)
    )
    return [
        Part("case", joined(foot, profile(back, 0.94 * w)), shell),
        Part("slot", slot, dark),
        Part("stripe", stripe, plastic(rng, "red", "orange", "blue", "black")),
        *_placed(lens, 0.04 * w, 0.07 * d - d / 2, middle),
        Part("flash", flash, plastic(rng, "light gray")),
        Part("viewfinder", finder, _glass(rng)),
        Part("button", button, plastic(rng, "red", "silver", "orange")),
    ], []


CAMERA = Category(
    "camera",
    "surface",
    (
        Style("compact", (0.1, 0.042, 0.062), (0.1, 0.15, 0.08), _compact, 1.2),
        Style("reflex", (0.138, 0.14, 0.105), (0.08, 0.2, 0.08), _reflex, 1.5),
        Style("video", (0.135, 0.14, 0.075), (0.1, 0.12, 0.1), _camcorder, 0.7),
        Style("folding", (0.13, 0.16, 0.125), (0.15, 0.15, 0.12), _folding, 0.4),
        Style("instant", (0.12, 0.11, 0.105), (0.08, 0.1, 0.1), _instant, 0.6),
    ),
)
