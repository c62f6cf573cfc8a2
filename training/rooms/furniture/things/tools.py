"""Ladders and vacuum cleaners."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    ellipsoid,
    joined,
    lofted,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _rails(
    w: float, low: float, high: tuple[float, float], taper: float, radius: float
) -> list[Solid]:
    """Two rails from y = `low` on the floor to (y, z) = `high`."""
    y, z = high
    return [
        tube(
            [(s * (w / 2 - radius), low, 0.01), (s * taper * (w / 2 - radius), y, z)],
            radius,
            sides=6,
        )
        for s in (-1, 1)
    ]


def _step_ladder(rng: Random, size: Size) -> Built:
    """Broad steps in front, a strut behind."""
    w, d, h = size
    stuff = pick(rng, (metal(rng, "silver"), plastic(rng, "yellow", "orange", "red"), wood(rng)))
    r = 0.02
    front, back = r - d / 2, d / 2 - r
    top = (0.06 * d, h - 0.04)
    solids = [*_rails(w, front, top, 0.72, r), *_rails(0.92 * w, back, top, 0.7, 0.8 * r)]
    count = max(2, round((h - 0.1) / 0.26))
    steps = []
    for i in range(1, count + 1):
        f = i / (count + 0.35)
        y, z = front + f * (top[0] - front), f * top[1]
        wide = w * (1 - 0.28 * f) - 2 * r
        steps.append(box(wide, 0.09, 0.025).moved(0, y + 0.02, z - 0.012))
    cap = box(0.76 * w, min(0.16, 0.5 * d), 0.04).moved(0, top[0], h - 0.04)
    brace = box(0.75 * w, 0.015, 0.03).moved(0, 0.75 * back, 0.3 * h)
    return [
        Part("rail", joined(*solids), stuff), Part("step", joined(*steps), stuff),
        Part("top", cap, plastic(rng, "black", "red", "yellow") if rng.random() < 0.5 else stuff),
        Part("brace", brace, stuff),
    ], []  # fmt: skip


def _leaning_ladder(rng: Random, size: Size) -> Built:
    """One straight ladder with rungs, against a wall at the greatest y."""
    w, d, h = size
    stuff = metal(rng, "silver") if rng.random() < 0.6 else wood(rng)
    r = 0.025
    start, end = r - d / 2, (d / 2 - r, h - 0.01)
    rails = _rails(w, start, end, 0.9, r)
    count = max(4, round(h / 0.28))
    rungs = []
    for i in range(count):
        f = (i + 0.6) / count
        y, z = start + f * (end[0] - start), f * end[1]
        wide = w * (1 - 0.1 * f) / 2 - r
        rungs.append(tube([(-wide, y, z), (wide, y, z)], 0.015, sides=6))
    return [Part("rail", joined(*rails), stuff), Part("rung", joined(*rungs), stuff)], []


def _trestle_ladder(rng: Random, size: Size) -> Built:
    """Two ladders joined at the top."""
    w, d, h = size
    stuff = wood(rng) if rng.random() < 0.5 else metal(rng, "silver")
    r = 0.02
    solids, rungs = [], []
    count = max(3, round(h / 0.28))
    for s in (-1, 1):
        start, end = s * (d / 2 - r), (s * 0.025, h - 0.02)
        solids += _rails(w, start, end, 0.62, r)
        for i in range(count):
            f = (i + 0.7) / (count + 0.3)
            wide = (w / 2 - r) * (1 - 0.38 * f)
            y = start + f * (end[0] - start)
            rungs.append(tube([(-wide, y, f * end[1]), (wide, y, f * end[1])], 0.014, sides=5))
    hinge = box(0.66 * w, 0.09, 0.03).moved(z=h - 0.03)
    return [
        Part("rail", joined(*solids), stuff), Part("rung", joined(*rungs), stuff),
        Part("hinge", hinge, metal(rng, "black", "silver")),
    ], []  # fmt: skip


def _upright_vacuum(rng: Random, size: Size) -> Built:
    """A wide head, a dust cup on a slanting body, a long handle."""
    w, d, h = size
    coat = plastic(rng, "red", "black", "gray", "blue", "purple", "green")
    dark = plastic(rng, "black", "dark gray")
    clear = Material("plastic", color(rng, "light gray", "light blue"), shine=0.5, transparency=0.4)
    head = cushion(w, 0.62 * d, 0.13, radius=0.04).moved(y=-0.19 * d)
    body = lofted([Ring(0, 0, 0), Ring(0.6 * w, 0.4 * d, 0.02, power=3),
                   Ring(0.7 * w, 0.45 * d, 0.2 * h, power=3), Ring(0.5 * w, 0.35 * d, 0.52 * h),
                   Ring(0.1 * w, 0.1 * d, 0.6 * h), Ring(0, 0, 0.6 * h)], sides=16)  # fmt: skip
    cup = cylinder(0.2 * w, 0.24 * h, sides=14).moved(0, -0.1 * d, 0.22 * h)
    pole = tube([(0, 0, 0.55 * h), (0, 0.02, h - 0.15)], 0.016, sides=8)
    bend = [(0.02, 0.16), (0.09, 0.08), (0.06, 0.015), (-0.01, 0.05), (0.02, 0.16)]
    loop = tube([(0.0, y, h - z) for y, z in bend], 0.014, sides=6)
    lean = 10.0
    tilted = [
        Part(p.name, p.solid.tilted(-lean).moved(0, -0.12 * d, 0.06), p.material)
        for p in (Part("body", body, coat), Part("dust cup", cup, clear), Part("pole", pole, dark),
                  Part("handle", loop, dark))
    ]  # fmt: skip
    wheel = cylinder(0.07, 0.05, sides=12).tilted(90, axis=1).moved(-0.025)
    wheels = joined(*(wheel.moved(s * 0.3 * w, 0.1 * d, 0.07) for s in (-1, 1)))
    return [Part("head", head, coat), *tilted, Part("wheel", wheels, dark)], []


def _canister_vacuum(rng: Random, size: Size) -> Built:
    """A body on wheels behind a hose, a tube and a floor nozzle."""
    w, d, h = size
    coat, dark = (
        plastic(rng, "red", "blue", "black", "gray", "green"),
        plastic(rng, "black", "gray"),
    )
    low = 0.3
    body = cushion(0.8 * w, 0.5 * d, low, radius=0.09).moved(0, 0.25 * d, 0.02)
    wheel = cylinder(0.09, 0.05, sides=14).tilted(90, axis=1).moved(-0.025)
    wheels = joined(*(wheel.moved(s * (w / 2 - 0.03), 0.34 * d, 0.09) for s in (-1, 1)))
    nozzle = box(0.75 * w, 0.12, 0.05).moved(0, 0.06 - d / 2)
    wand = tube([(0, 0.08 - d / 2, 0.04), (0, -0.1 * d, 0.8 * h), (0, 0.02 * d, h - 0.03)], 0.018)
    hose = tube([(0, 0.02 * d, h - 0.03), (0.02, 0.15 * d, 0.88 * h), (0.1 * w, 0.18 * d, 0.6 * h),
                 (0.05, 0.1 * d, 0.42 * h), (0, 0.1 * d, 0.24)], 0.022)  # fmt: skip
    return [
        Part("body", body, coat), Part("wheel", wheels, dark), Part("nozzle", nozzle, dark),
        Part("wand", wand, metal(rng, "silver", "black")), Part("hose", hose, dark),
        Part("grip", ellipsoid(0.04, 0.05, 0.14).moved(0, -0.04 * d, h - 0.17), dark),
    ], []  # fmt: skip


def _stick_vacuum(rng: Random, size: Size) -> Built:
    """A slim wand with a small motor near the handle."""
    w, d, h = size
    coat, dark = plastic(rng, "purple", "white", "gray", "red"), plastic(rng, "black", "gray")
    head = cushion(w, 0.55 * d, 0.08, radius=0.03).moved(y=-0.22 * d)
    wand = tube([(0, -0.1 * d, 0.05), (0, 0.2 * d, 0.75 * h)], 0.02)
    motor = turned([(0, 0), (0.055, 0.0), (0.06, 0.12), (0.045, 0.2), (0, 0.2)], sides=12)
    cup = cylinder(0.05, 0.2, sides=12).tilted(80)
    grip = tube([(0, 0.26 * d, 0.78 * h), (0, 0.5 * d - 0.02, 0.86 * h), (0, 0.45 * d, h - 0.02),
                 (0, 0.24 * d, h - 0.05)], 0.018)  # fmt: skip
    return [
        Part("head", head, coat), Part("wand", wand, metal(rng, "silver", "red", "blue", "gold")),
        Part("motor", motor.moved(0, 0.24 * d, h - 0.24), dark),
        Part("dust cup", cup.moved(0, 0.24 * d, 0.75 * h), coat), Part("handle", grip, dark),
    ], []  # fmt: skip


LADDER = Category(
    "ladder",
    "floor",
    (
        Style("step", (0.5, 0.75, 1.5), (0.12, 0.2, 0.2), _step_ladder, 1.5),
        Style("low step", (0.45, 0.5, 0.75), (0.1, 0.15, 0.15), _step_ladder, 1.4),
        Style("leaning", (0.42, 0.6, 2.3), (0.08, 0.15, 0.1), _leaning_ladder, 0.5),
        Style("trestle", (0.55, 0.9, 1.7), (0.1, 0.15, 0.12), _trestle_ladder, 0.8),
    ),
    held_out=True,
    scannet="garbage bin",
)

VACUUM_CLEANER = Category(
    "vacuum cleaner",
    "floor",
    (
        Style("upright", (0.34, 0.42, 1.08), (0.08, 0.1, 0.05), _upright_vacuum, 2.0),
        Style("canister", (0.34, 0.75, 0.85), (0.08, 0.12, 0.1), _canister_vacuum, 0.6),
        Style("stick", (0.26, 0.32, 1.12), (0.06, 0.12, 0.04), _stick_vacuum),
    ),
    held_out=True,
)
