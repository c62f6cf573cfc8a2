"""Cans and jars."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import SIDES, Built, bar, chance, rounded
from training.rooms.materials import (
    Material,
    ceramic,
    glass,
    metal,
    paper,
    plastic,
    textured,
    wood,
)
from training.rooms.solids import Solid, box, extruded, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style

Profile = list[tuple[float, float]]

PRINTS = ("red", "blue", "green", "white", "black", "orange", "yellow", "dark blue", "teal")
PRESERVES = ("dark red", "red", "orange", "yellow", "dark brown", "green", "purple", "beige")


def _lathe(profile: Profile, size: Size, *, sides: int = 18) -> Solid:
    """A shape whose widest radius is 0.5 and whose height is 1, scaled to its size."""
    return turned(profile, sides=sides).scaled(*size)


def _ring(z: float, wide: float, high: float) -> Profile:
    """A bead that runs around a can."""
    return [
        (wide - 0.02, z),
        (wide, z + 0.3 * high),
        (wide, z + 0.7 * high),
        (wide - 0.02, z + high),
    ]


def _drinks(rng: Random, size: Size) -> Built:
    """Printed sides, a narrow neck and foot of bare metal, a tab to pull."""
    w, d, h = size
    neck, print_ = float(rng.uniform(0.38, 0.43)), metal(rng, *PRINTS)
    low, high = 0.07, float(rng.uniform(0.86, 0.9))
    steel = metal(rng, "silver")
    top = [(0.5, high), (neck, 0.97), (neck + 0.02, 0.985), (neck + 0.02, 1.0),
           (neck - 0.02, 1.0), (neck - 0.02, 0.975), (0, 0.975)]  # fmt: skip
    band = float(rng.uniform(0.3, 0.6))
    ends = (band, band + float(rng.uniform(0.06, 0.2)))
    tab = box(0.16 * w, 0.34 * d, 0.012 * h).moved(0, -0.06 * d, 0.978 * h)
    return [
        Part("can", _lathe([(0.5, low), (0.5, high)], size), print_),
        Part("foot", _lathe([(0, 0.03), (0.34, 0), (0.4, 0), (0.5, low)], size), steel),
        Part("top", _lathe(top, size), steel),
        Part("label", _lathe([(0.503, z) for z in ends], size), metal(rng, "white", *PRINTS)),
        Part("tab", tab, steel),
    ], []


def _food(rng: Random, size: Size) -> Built:
    """Steel with a rolled rim at both ends, in a paper label or with bare ribs; some are open."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "gold")
    wall = [(0.48, 0.04), *(p for i in range(5) for p in _ring(0.2 + 0.12 * i, 0.485, 0.1)),
            (0.48, 0.96)]  # fmt: skip
    foot: Profile = [(0, 0.02), (0.46, 0.02), (0.46, 0), (0.5, 0.01), (0.5, 0.03)]
    lid: Profile = [(0.5, 0.97), (0.5, 0.99), (0.46, 1.0), (0.46, 0.97)]
    parts = []
    if chance(rng, 0.25):
        lid += [(0.46, 0.05), (0, 0.05)]
    else:
        lid += [(0.36, 0.97), (0.34, 0.96), (0, 0.96)]
        if chance(rng, 0.5):
            pull = box(0.14 * w, 0.3 * d, 0.015 * h).moved(0, -0.18 * d, 0.975 * h)
            parts.append(Part("tab", pull, steel))
    parts.append(Part("can", _lathe([*foot, *wall, *lid], size), steel))
    if chance(rng, 0.75):
        band = _lathe([(0.488, 0.07), (0.488, 0.93)], size)
        second = color(rng, "white", "yellow", "red", "green")
        sheet = paper(rng, *PRINTS)
        if chance(rng, 0.4):
            sheet = textured(sheet, "stripes", second, 0.03)
        parts.append(Part("label", band, sheet))
    return parts, []


def _paint(rng: Random, size: Size) -> Built:
    """A broad tin with a pressed lid, and a wire handle that hangs down or is left up."""
    w, d, h = size
    up = chance(rng, 0.4)
    wide, tall = 0.95 * w, (0.7 if up else 0.98) * h
    whole = (wide, 0.97 * d, tall)
    body: Profile = [(0, 0.02), (0.47, 0.02), (0.48, 0), (0.5, 0.02), (0.48, 0.04), (0.48, 0.93),
                     (0.5, 0.95), (0.5, 0.98), (0.48, 1.0), (0.43, 1.0), (0.42, 0.96)]  # fmt: skip
    lid: Profile = [(0.43, 0.97), (0.41, 1.02), (0.38, 1.02), (0.36, 0.98), (0, 0.98)]
    steel = metal(rng, "silver")
    coat = metal(rng, "silver", "white", "dark gray", "blue", "green")
    lean = np.radians(0 if up else float(rng.uniform(78, 96)))
    reach = 0.32 * h if up else 0.55 * d
    turns = np.linspace(0, np.pi, 11)
    path = [
        (
            0.49 * w * float(np.cos(t)),
            -reach * float(np.sin(t) * np.sin(lean)),
            (0.68 * h if up else 0.78 * tall) + reach * float(np.sin(t) * np.cos(lean)),
        )
        for t in turns
    ]
    ears = [box(0.03 * w, 0.1 * d, 0.1 * tall).moved(s * 0.475 * w, 0, 0.7 * tall) for s in SIDES]
    label = _lathe([(0.485, 0.12), (0.485, float(rng.uniform(0.6, 0.88)))], whole, sides=22)
    return [
        Part("can", _lathe(body, whole, sides=22), coat),
        Part("lid", _lathe(lid, whole, sides=22), steel),
        Part("label", label, paper(rng, *PRINTS)),
        Part("ears", joined(*ears), steel),
        Part("handle", tube(path, 0.012 * w, sides=5), steel),
    ], []


def _canister(rng: Random, size: Size) -> Built:
    """A flat-sided tin for oil: a strap to carry it, a cap in one corner."""
    w, d, h = size
    tall = 0.88 * h
    coat = metal(rng, "green", "gold", "yellow", "dark green", "red", "silver", "blue")
    outline = rounded(w, d, radius=0.14 * d)
    rim = rounded(0.93 * w, 0.9 * d, radius=0.14 * d)
    x = -0.28 * w
    cap = turned([(0.12 * d, 0), (0.2 * d, 0.01 * h), (0.2 * d, 0.12 * h), (0, 0.12 * h)], sides=12)
    handle = tube(
        [(-0.06 * w, 0, tall), (0, 0, 0.95 * h), (0.3 * w, 0, 0.95 * h), (0.36 * w, 0, tall)],
        0.05 * d,
        sides=6,
    )
    low, high = 0.18 * h, float(rng.uniform(0.5, 0.62)) * h
    label = box(float(rng.uniform(0.6, 0.85)) * w, d + 0.001, high).moved(z=low)
    return [
        Part("can", extruded(outline, 0.97 * tall), coat),
        Part("top", extruded(rim, 0.03 * tall).moved(z=0.97 * tall), metal(rng, "silver")),
        Part("cap", cap.moved(x, 0, tall), plastic(rng, "red", "yellow", "black", "white")),
        Part("handle", handle, coat),
        Part("label", label, paper(rng, "white", "yellow", "cream", "red")),
    ], []


def _filling(rng: Random, size: Size, radius: float, low: float, high: float, *names: str) -> Part:
    """What shows through a jar's glass."""
    level = float(rng.uniform(0.55, 1.0)) * (high - low) + low
    shape = _lathe([(0, low), (radius, low), (radius, level), (0, level)], size, sides=14)
    return Part("filling", shape, plastic(rng, *names))


def _screw_top(rng: Random, size: Size) -> Built:
    """Glass with round shoulders, preserves, a metal lid and often a label."""
    shoulder = float(rng.uniform(0.68, 0.78))
    belly = float(rng.uniform(0.47, 0.5))
    body: Profile = [(0, 0), (0.44, 0), (0.48, 0.04), (belly, 0.3), (0.5, shoulder),
                     (0.42, shoulder + 0.09), (0.4, 0.87)]  # fmt: skip
    lid: Profile = [(0.4, 0.86), (0.44, 0.86), (0.44, 0.98), (0.42, 1.0), (0, 1.0)]
    top = metal(rng, "gold", "white", "red", "silver", "black", "green")
    if chance(rng, 0.3):
        top = textured(top, "checks", color(rng, "white"), 0.012)
    parts = [
        Part("jar", _lathe(body, size), glass(rng)),
        _filling(rng, size, 0.43, 0.04, shoulder + 0.05, *PRESERVES),
        Part("lid", _lathe(lid, size), top),
    ]
    if chance(rng, 0.65):
        ends = (0.16, float(rng.uniform(0.45, 0.62)))
        band = _lathe([(0.505, z) for z in ends], size)
        parts.append(Part("label", band, paper(rng, "white", "cream", "yellow", "light brown")))
    return parts, []


def _storage(rng: Random, size: Size) -> Built:
    """Glazed or enamelled, straight or bellied, its lid with a knob."""
    foot, belly, neck = (float(v) for v in rng.uniform((0.32, 0.49, 0.34), (0.46, 0.5, 0.44)))
    glaze = ceramic(rng, "white", "cream", "blue", "light blue", "brown", "green", "red", "black")
    rise = 0.72
    body: Profile = [(0, 0), (foot, 0), (foot + 0.01, 0.03), (0.5 * (foot + belly), 0.2),
                     (belly, 0.44), (0.5, 0.5), (0.5 * (neck + 0.5), 0.67), (neck, rise),
                     (neck, rise + 0.04), (neck - 0.05, rise + 0.04)]  # fmt: skip
    edge = neck + 0.02
    lid: Profile = [(0, rise + 0.03), (edge, rise + 0.04), (edge, rise + 0.07)]
    if chance(rng, 0.5):
        lid += [(0.6 * edge, 0.87), (0.08, 0.89)]
    else:
        lid += [(0.9 * edge, 0.86), (0.08, 0.87)]
    lid += [(0.07, 0.91), (0.11, 0.94), (0.11, 0.98), (0.06, 1.0), (0, 1.0)]
    cover = pick(rng, (glaze, glaze, wood(rng, "light brown", "brown")))
    parts = [
        Part("jar", _lathe(body, size, sides=22), glaze),
        Part("lid", _lathe(lid, size, sides=22), cover),
    ]
    if chance(rng, 0.35):
        band = _lathe([(0.506, 0.46), (0.506, 0.54)], size, sides=22)
        parts.append(Part("band", band, ceramic(rng, "dark blue", "brown", "white", "black")))
    return parts, []


def _clip_top(rng: Random, size: Size) -> Built:
    """Straight glass under a glass lid that a wire holds down on a rubber ring."""
    w, d, h = size
    wide = 0.86 * w
    whole = (wide, 0.86 * d, h)
    y = 0.02 * d
    steel = metal(rng, "silver")
    shoulder = float(rng.uniform(0.68, 0.76))
    body: Profile = [(0, 0), (0.46, 0), (0.5, 0.04), (0.5, shoulder), (0.4, shoulder + 0.08),
                     (0.4, 0.86), (0.44, 0.87)]  # fmt: skip
    lid: Profile = [(0.44, 0.91), (0.44, 0.95), (0.36, 0.98), (0.2, 1.0), (0, 1.0)]
    ring: Profile = [(0.38, 0.87), (0.47, 0.87), (0.47, 0.91), (0.38, 0.91)]
    hoop: Profile = [(0.4, shoulder + 0.08), (0.43, shoulder + 0.1), (0.4, shoulder + 0.12)]
    near, far = y - 0.41 * d, y + 0.41 * d
    latch = [
        *(bar((s * 0.16 * w, near, 0.93 * h), (s * 0.16 * w, near - 0.05 * d, 0.6 * h), 0.014 * w,
              sides=5) for s in SIDES),
        bar((-0.16 * w, near - 0.05 * d, 0.6 * h), (0.16 * w, near - 0.05 * d, 0.6 * h), 0.014 * w,
            sides=5),
        bar((-0.16 * w, near, 0.93 * h), (0.16 * w, near, 0.93 * h), 0.014 * w, sides=5),
        bar((0, far, 0.96 * h), (0, far, 0.78 * h), 0.025 * w, sides=5),
        bar((0, near, 0.94 * h), (0, far, 0.985 * h), 0.014 * w, sides=5),
    ]  # fmt: skip
    clear = glass(rng)
    rubber = Material("rubber", color(rng, "orange", "red", "white"), shine=0.05)
    goods = ("beige", "cream", "brown", "dark brown", "orange", "white", "green", "red")
    return [
        Part("jar", _lathe(body, whole).moved(y=y), clear),
        _filling(rng, (wide, 0.86 * d, h), 0.46, 0.04, shoulder, *goods),
        Part("seal", _lathe(ring, whole).moved(y=y), rubber),
        Part("lid", _lathe(lid, whole).moved(y=y), clear),
        Part("wire", joined(_lathe(hoop, whole).moved(y=y), *latch), steel),
    ], []


def _canister_jar(rng: Random, size: Size) -> Built:
    """A straight glass cylinder with a wooden, cork or steel stopper: pasta, flour, biscuits."""
    top = float(rng.uniform(0.84, 0.91))
    body: Profile = [(0, 0), (0.48, 0), (0.5, 0.015), (0.5, top - 0.02), (0.48, top)]
    lid: Profile = [
        (0, top - 0.04),
        (0.46, top - 0.04),
        (0.46, top),
        (0.5, top),
        (0.5, 1.0),
        (0, 1),
    ]
    goods = ("beige", "cream", "brown", "dark brown", "white", "light brown", "orange")
    stopper = pick(rng, (wood(rng, "light brown", "beige"), metal(rng, "silver"), wood(rng)))
    return [
        Part("jar", _lathe(body, size), glass(rng)),
        _filling(rng, size, 0.46, 0.02, top - 0.08, *goods),
        Part("lid", _lathe(lid, size), stopper),
    ], []


CAN = Category(
    "can",
    "surface",
    (
        Style("drinks", (0.066, 0.066, 0.125), (0.05, 0.05, 0.12), _drinks, 1.5, round=True),
        Style("food", (0.082, 0.082, 0.1), (0.12, 0.12, 0.2), _food, 1.5, round=True),
        Style("paint", (0.175, 0.175, 0.2), (0.15, 0.15, 0.12), _paint, 0.6, round=True),
        Style("oil", (0.12, 0.08, 0.23), (0.12, 0.12, 0.15), _canister, 0.6),
    ),
)

JAR = Category(
    "jar",
    "surface",
    (
        Style("screw-top", (0.078, 0.078, 0.115), (0.12, 0.12, 0.18), _screw_top, 1.5, round=True),
        Style("storage", (0.14, 0.14, 0.19), (0.15, 0.15, 0.15), _storage, round=True),
        Style("clip-top", (0.115, 0.12, 0.16), (0.1, 0.1, 0.18), _clip_top),
        Style("straight", (0.1, 0.1, 0.19), (0.1, 0.1, 0.25), _canister_jar, 0.8, round=True),
    ),
)
