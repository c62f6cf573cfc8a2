"""What stands in corridors: fire extinguishers and water coolers."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick, top_rest
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.furniture.things.bins import shell
from training.rooms.materials import Material, glass, metal, paper, plastic
from training.rooms.solids import (
    Solid,
    box,
    cylinder,
    frame,
    joined,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _extinguisher(rng: Random, size: Size, *, horn: bool, wall: bool) -> Built:
    """A red bottle with a lever head and a hose, which may end in a horn or hang on a bracket."""
    w, d, h = size
    red = Material("metal", color(rng, "red", "red", "dark red"), shine=0.4)
    black = plastic(rng, "black")
    r = min(0.5 * d, 0.36 * w) * (0.88 if wall else 1.0)
    high = 0.8 * h
    body = turned([(0, 0), (0.92 * r, 0), (r, 0.03 * h), (r, 0.86 * high), (0.6 * r, 0.96 * high),
                   (0.25 * r, high), (0, high)], sides=16)  # fmt: skip
    valve = cylinder(0.25 * r, 0.06 * h, sides=10).moved(z=high - 0.01)
    levers = joined(
        box(0.9 * w * 0.6, 0.025, 0.012).moved(0.12 * w, 0, 0.9 * h),
        box(0.5 * w, 0.02, 0.01).tilted(-14, axis=1).moved(0.12 * w, 0, h - 0.07 * h),
    )
    end = 0.25 * h if horn else 0.4 * h
    hose = tube([(-0.02, 0, 0.86 * h), (-0.34 * w, 0, 0.88 * h), (-r - 0.02, 0, 0.7 * h),
                 (-r - 0.015, 0, end)], 0.012, sides=6)  # fmt: skip
    y = -(d / 2 - r) if wall else 0.0
    parts = [
        Part("body", body.moved(y=y), red),
        Part("valve", valve.moved(y=y), metal(rng, "silver", "gold")),
        Part("lever", levers.moved(y=y), pick(rng, (black, metal(rng, "silver")))),
        Part("hose", hose.moved(y=y), black),
        Part("label", turned([(1.01 * r, 0.3 * h), (1.01 * r, 0.55 * h)], sides=16).moved(y=y),
             paper(rng, "white", "yellow")),
    ]  # fmt: skip
    if horn:
        cone = turned([(0.015, 1.0), (0.045, 0.0), (0.035, 0.0), (0.01, 0.9)], sides=10)
        x = 0.045 - w / 2
        parts.append(Part("horn", cone.scaled(z=0.3 * h).moved(x, y, 0.02 * h), black))
    if wall:
        strap = turned([(1.02 * r, 0.6 * h), (1.02 * r, 0.66 * h)], sides=16).moved(y=y)
        plate = box(0.5 * w, 0.02, 0.75 * h).moved(0, d / 2 - 0.01, 0.1 * h)
        hook = box(0.3 * r, d / 2 - y, 0.02).moved(0, (d / 2 + y) / 2, 0.63 * h)
        parts.append(Part("bracket", joined(strap, plate, hook), metal(rng, "silver", "black")))
    return parts, []


def _plain_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=False, wall=False)


def _horn_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=True, wall=False)


def _hung_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=rng.random() < 0.3, wall=True)


def _cased_extinguisher(rng: Random, size: Size) -> Built:
    """In a wall case with a glass door."""
    w, d, h = size
    steel = metal(rng, "white", "silver") if rng.random() < 0.6 else plastic(rng, "red")
    inner = (0.7 * w, 0.7 * d, 0.8 * h)
    parts, _ = _extinguisher(rng, inner, horn=False, wall=False)
    case = joined(
        frame(w, h, d, 0.015), box(w, 0.01, h).moved(y=d / 2 - 0.005),
        frame(w, h, 0.02, 0.035).moved(y=0.01 - d / 2),
    )  # fmt: skip
    pane = box(w - 0.06, 0.004, h - 0.06).moved(0, 0.01 - d / 2, 0.03)
    return [
        Part("case", case, steel), Part("pane", pane, glass(rng)),
        *(Part(p.name, p.solid.moved(z=0.02), p.material) for p in parts),
    ], []  # fmt: skip


def _big_bottle(radius: float, height: float) -> Solid:
    """A water bottle upside down: its neck at z = 0."""
    return turned(
        [(0, 0), (0.25 * radius, 0), (0.3 * radius, 0.1 * height), (0.85 * radius, 0.2 * height),
         (radius, 0.3 * height), (0.94 * radius, 0.5 * height), (radius, 0.65 * height),
         (radius, 0.95 * height), (0.85 * radius, height), (0, height)], sides=16,
    )  # fmt: skip


def _taps(rng: Random, w: float, front: float, z: float) -> list[Part]:
    """A blue and a red tap over a drip tray in a niche."""
    tap = joined(box(0.03, 0.05, 0.03), box(0.02, 0.02, 0.03).moved(0, -0.015, -0.03))
    return [
        Part("tap", tap.moved(s * 0.2 * w, front - 0.02, z), plastic(rng, name))
        for s, name in ((-1, "blue"), (1, "red"))
    ]


def _tower(rng: Random, size: Size, high: float, coat: Material) -> list[Part]:
    """A slim cabinet with a dark niche under its taps."""
    w, d, _ = size
    y = 0.02
    deep = d - 2 * y
    niche = 0.24 * high
    dark = plastic(rng, "black", "dark gray", "light gray")
    return [
        Part("cabinet", box(w, deep, 0.66 * high).moved(y=y), coat),
        Part("back", box(w, 0.5 * deep, niche).moved(0, y + 0.25 * deep, 0.66 * high), dark),
        Part(
            "head", box(w, deep, high - 0.66 * high - niche).moved(0, y, 0.66 * high + niche), coat
        ),
        Part("tray", box(0.7 * w, 0.45 * deep, 0.02).moved(0, y - 0.27 * deep, 0.66 * high), dark),
        Part("door", box(0.9 * w, 0.01, 0.5 * high).moved(0, y - deep / 2, 0.08 * high), coat),
        *_taps(rng, w, y - 0.1 * deep, 0.66 * high + 0.6 * niche),
    ]


def _bottled_cooler(rng: Random, size: Size) -> Built:
    """A cabinet with a bottle upside down on top."""
    w, d, h = size
    high = rng.uniform(0.68, 0.76) * h
    coat = plastic(rng, "white", "white", "black", "light gray", "gray")
    blue = Material("plastic", color(rng, "light blue", "blue"), shine=0.5, transparency=0.4)
    bottle = _big_bottle(0.44 * min(w, d), h - high + 0.03)
    return [
        *_tower(rng, size, high, coat),
        Part("bottle", bottle.moved(0, 0.02, high - 0.03), blue),
    ], []


def _plumbed_cooler(rng: Random, size: Size) -> Built:
    """Without a bottle: flat on top."""
    w, d, h = size
    coat = (
        plastic(rng, "white", "black", "light gray") if rng.random() < 0.5 else metal(rng, "silver")
    )
    return _tower(rng, size, h, coat), [top_rest(0.9 * w, 0.8 * d, h)]


def _fountain(rng: Random, size: Size) -> Built:
    """A drinking fountain on a steel box."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "gray")
    low = 0.84 * h
    basin = shell((w, d, h - low), foot=0.85, power=8, wall=0.03).moved(z=low)
    bend = [(-0.3 * w, 0.0, low + 0.03), (-0.3 * w, 0.0, h - 0.01), (-0.2 * w, 0.0, h - 0.01)]
    spout = tube(bend, 0.012, sides=6)
    button = box(0.2 * w, 0.02, 0.04).moved(0, -0.43 * d, 0.75 * low)
    grille = box(0.7 * w, 0.008, 0.2 * h).moved(0, -0.425 * d, 0.12 * h)
    return [
        Part("cabinet", box(0.85 * w, 0.85 * d, low + 0.01), steel), Part("basin", basin, steel),
        Part("spout", spout, metal(rng, "silver")),
        Part("grille", grille, metal(rng, "dark gray", "black")),
        Part("button", button, metal(rng, "silver")),
    ], []  # fmt: skip


FIRE_EXTINGUISHER = Category(
    "fire extinguisher",
    "floor",
    (
        Style("wall-mounted", (0.21, 0.17, 0.5), (0.12, 0.1, 0.12), _hung_extinguisher, 2.0,
              stands="wall"),
        Style("standing", (0.2, 0.15, 0.5), (0.12, 0.1, 0.12), _plain_extinguisher),
        Style("with horn", (0.25, 0.16, 0.52), (0.1, 0.1, 0.1), _horn_extinguisher, 0.7),
        Style("cased", (0.3, 0.21, 0.72), (0.1, 0.1, 0.06), _cased_extinguisher, held_out=True,
              stands="wall"),
    ),
)  # fmt: skip

WATER_COOLER = Category(
    "water cooler",
    "floor",
    (
        Style("bottled", (0.33, 0.35, 1.3), (0.06, 0.06, 0.06), _bottled_cooler, 1.5),
        Style("plumbed", (0.34, 0.36, 1.08), (0.08, 0.08, 0.06), _plumbed_cooler),
        Style("fountain", (0.44, 0.42, 0.98), (0.08, 0.08, 0.05), _fountain, 0.7),
    ),
    held_out=True,
    scannet="garbage bin",
)
