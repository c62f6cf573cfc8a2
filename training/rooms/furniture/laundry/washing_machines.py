"""Washing machines and clothes dryers."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built, pad, profile
from training.rooms.materials import Material, glass, metal, plastic, textured
from training.rooms.solids import Ring, box, cylinder, joined, lofted, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _enamel(rng: Random) -> Material:
    names = ("white", "white", "white", "white", "silver", "dark gray")
    return metal(rng, names[int(rng.integers(len(names)))])


def _porthole(rng: Random, radius: float, y: float, z: float, *, clear: bool) -> list[Part]:
    """A round door in a front at y: a ring and the pane in it."""
    ring = turned([(0.7 * radius, 0), (radius, 0), (0.95 * radius, 0.035), (0.72 * radius, 0.045),
                   (0.7 * radius, 0)], sides=20).tilted(90).moved(0, y, z)  # fmt: skip
    pane = turned([(0.72 * radius, 0.02), (0.45 * radius, 0.05), (0, 0.055)], sides=16)
    dark = glass(rng, "dark gray", "black") if clear else plastic(rng, "white", "light gray")
    return [
        Part("door", ring, metal(rng, "silver", "white", "dark gray")),
        Part("door", pane.tilted(90).moved(0, y, z), textured(dark, "plain")),
    ]


def _knobs(rng: Random, xs: list[float], y: float, z: float) -> Part:
    dials = [cylinder(0.028, 0.03, sides=12).tilted(90).moved(x, y, z) for x in xs]
    return Part("dial", joined(*dials), plastic(rng, "white", "black", "light gray"))


def _top(w: float, d: float, h: float, back: float = 0.0) -> list[Rest]:
    return [Rest("top", (0.02 - w / 2, w / 2 - 0.02), (0.02 - d / 2, d / 2 - 0.02 - back), h, 1.2)]


def _front_loader(rng: Random, w: float, d: float, h: float, *, clear: bool) -> list[Part]:
    """A cube with a round door in front, its controls above the door."""
    shell, deep = _enamel(rng), d - 0.05
    y = d / 2 - deep
    band = rng.uniform(0.13, 0.16)
    radius = min(0.4 * w, 0.36 * (h - band))
    z = 0.46 * (h - band) + 0.05
    display = box(0.2 * w, 0.006, 0.45 * band).moved(0.1 * w, y - 0.012, h - 0.75 * band)
    return [
        Part("body", box(w, deep, h - 0.02).moved(0, 0.025, 0.02), shell),
        Part("foot", box(0.9 * w, 0.85 * deep, 0.02).moved(0, 0.025), plastic(rng, "black")),
        Part("panel", box(w, 0.012, band).moved(0, y - 0.006, h - band), shell),
        Part("display", display, plastic(rng, "black", "dark gray")),
        Part(
            "drawer", box(0.28 * w, 0.016, 0.7 * band).moved(-0.34 * w, y - 0.012, h - 0.85 * band),
            shell,
        ),
        _knobs(rng, [0.34 * w], y - 0.012, h - band / 2),
        *_porthole(rng, radius, y, z, clear=clear),
    ]  # fmt: skip


def _front(rng: Random, size: Size) -> Built:
    return _front_loader(rng, *size, clear=True), _top(*size)


def _dryer_front(rng: Random, size: Size) -> Built:
    return _front_loader(rng, *size, clear=rng.random() < 0.5), _top(*size)


def _console(rng: Random, w: float, d: float, h: float, low: float, shell: Material) -> list[Part]:
    """The raised panel with dials along the back of a top."""
    deep = 0.16
    tall = h - low
    side = [(d / 2 - deep, 0), (d / 2, 0), (d / 2, tall), (d / 2 - 0.4 * deep, tall)]
    dark = plastic(rng, "black", "dark gray", "light gray", "white")
    slope = np.degrees(np.arctan2(0.6 * deep, tall))
    face = box(0.9 * w, 0.006, 0.7 * tall).tilted(-float(slope))
    dials = _knobs(rng, [-0.3 * w, 0.05 * w, 0.3 * w][: int(rng.integers(1, 4))], 0, 0)
    y = d / 2 - 0.74 * deep
    return [
        Part("console", profile(side, w).moved(z=low), shell),
        Part("panel", face.moved(0, d / 2 - 0.93 * deep, low + 0.12 * tall), dark),
        Part(dials.name, dials.solid.moved(0, y, low + 0.5 * tall), dials.material),
    ]


def _cube(w: float, d: float, low: float, shell: Material) -> Part:
    return Part("body", box(w, d, low), shell)


def _top_loader(rng: Random, size: Size) -> Built:
    """A lid on top, the controls on a raised console behind it."""
    w, d, h = size
    shell = _enamel(rng)
    low = h - rng.uniform(0.12, 0.17)
    lid = box(0.78 * w, 0.62 * d, 0.018).moved(0, -0.1 * d, low)
    pane = glass(rng, "dark gray") if rng.random() < 0.3 else shell
    parts = [
        _cube(w, d, low, shell),
        Part("lid", lid, pane),
        Part("handle", box(0.2 * w, 0.03, 0.01).moved(0, -0.42 * d, low + 0.012), shell),
        *_console(rng, w, d, h, low, shell),
    ]
    return parts, _top(w, d, low + 0.018, 0.17)


def _open_top(rng: Random, size: Size) -> Built:
    """A top loader whose lid stands open above its hollow drum."""
    w, d, h = size
    shell = _enamel(rng)
    low = 0.66 * h
    drum = lofted(
        [
            Ring(w, d, 0, power=60),
            Ring(w, d, low, power=60),
            Ring(0.68 * w, 0.6 * d, low, -0.07 * d),
            Ring(0.66 * w, 0.58 * d, 0.2, -0.07 * d),
            Ring(0, 0, 0.2, -0.07 * d),
        ],
        sides=32,
        smooth=False,
    )
    hinge = 0.26 * d
    lid = box(0.78 * w, 0.02, h - low).tilted(-8).moved(0, hinge, low)
    return [
        Part("body", drum, shell),
        Part("lid", lid, shell),
        *_console(rng, w, d, low + 0.15, low, shell),
    ], []


def _on_pedestal(rng: Random, size: Size) -> Built:
    """A front loader raised by a drawer."""
    w, d, h = size
    low = 0.26 * h
    shell = _enamel(rng)
    upper = _front_loader(rng, w, d, h - low, clear=True)
    drawer, grip = box(0.94 * w, 0.02, 0.75 * low), box(0.3 * w, 0.02, 0.02)
    return [
        Part("pedestal", box(w, d - 0.05, low - 0.01).moved(0, 0.025), shell),
        Part("drawer front", drawer.moved(0, 0.04 - d / 2, 0.15 * low), shell),
        Part("handle", grip.moved(0, 0.02 - d / 2, 0.75 * low), metal(rng, "silver")),
        *(Part(p.name, p.solid.moved(z=low), p.material) for p in upper),
    ], _top(w, d, h)


def _square_door(rng: Random, size: Size) -> Built:
    """A console behind the top and a square door in front."""
    w, d, h = size
    shell = _enamel(rng)
    low = h - rng.uniform(0.12, 0.17)
    deep = d - 0.03
    y = d / 2 - deep
    wide, tall = rng.uniform(0.6, 0.72) * w, rng.uniform(0.42, 0.5) * low
    door = pad(wide, 0.025, tall, bevel=0.012).moved(0, y - 0.012, 0.9 * low - tall)
    grip = box(0.02, 0.02, 0.25 * tall).moved(0.42 * wide, y - 0.02, 0.9 * low - 0.6 * tall)
    return [
        Part("body", box(w, deep, low).moved(0, 0.015), shell),
        Part("door", door, shell),
        Part("handle", grip, plastic(rng, "light gray", "white", "dark gray")),
        *_console(rng, w, d, h, low, shell),
    ], _top(w, d, low, 0.17)


def _stacked(rng: Random, size: Size) -> Built:
    """Two drums above each other, coin-laundry fashion."""
    w, d, h = size
    shell = _enamel(rng)
    half = h / 2
    y = 0.03 - d / 2
    parts = [Part("body", box(w, d - 0.03, h).moved(0, 0.015), shell)]
    for z in (0.0, half):
        parts += _porthole(rng, 0.36 * min(w, half), y, z + 0.45 * half, clear=True)
        band = box(0.94 * w, 0.012, 0.1 * half).moved(0, y, z + 0.86 * half)
        parts.append(Part("panel", band, plastic(rng, "black", "dark gray", "blue")))
    return parts, []


WASHING_MACHINE = Category(
    "washing machine",
    "floor",
    (
        Style("top-loading", (0.69, 0.68, 1.07), (0.05, 0.04, 0.04), _top_loader, 3),
        Style("front-loading", (0.64, 0.64, 0.9), (0.06, 0.06, 0.05), _front, 1.6),
        Style("on a pedestal", (0.69, 0.74, 1.25), (0.03, 0.05, 0.05), _on_pedestal, 0.8),
        Style("with open lid", (0.69, 0.68, 1.4), (0.05, 0.04, 0.04), _open_top, held_out=True),
    ),
    scannet="garbage bin",
)


DRYER = Category(
    "clothes dryer",
    "floor",
    (
        Style("square door", (0.69, 0.68, 1.05), (0.05, 0.04, 0.04), _square_door, 3),
        Style("round door", (0.65, 0.65, 0.92), (0.06, 0.05, 0.05), _dryer_front, 1.5),
        Style("stacked", (0.7, 0.72, 1.85), (0.06, 0.06, 0.05), _stacked, 0.25),
    ),
    scannet="garbage bin",
)
