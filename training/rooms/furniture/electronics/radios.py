"""Radios: wooden sets, portables with an aerial, cassette players and bedside clocks."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import disc, pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, chance, moved, pad, profile
from training.rooms.materials import Material, fabric, metal, plastic, textured, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _mesh(rng: Random, *names: str) -> Material:
    """Perforated plastic or the cloth before a loudspeaker."""
    return textured(plastic(rng, *names), "mesh", color(rng, "black", "dark gray"), 0.006)


def _knob(radius: float, x: float, y: float, z: float) -> Solid:
    """A round knob that stands out of a front at y."""
    return cylinder(radius, 0.018, top=0.85 * radius, sides=12).tilted(90).moved(x, y, z)


def _lit(rng: Random, *names: str) -> Material:
    return Material("plastic", color(rng, *names), shine=0.3, glow=0.6)


def _arched(width: float, depth: float, height: float, shoulder: float) -> Solid:
    """A case from the front: straight up to its shoulders, a low or a high arch above them."""
    turns = np.linspace(0, np.pi, 13)
    arch = [
        (width / 2 * np.sign(c) * abs(c) ** 0.7, shoulder + (height - shoulder) * s)
        for c, s in zip(np.round(np.cos(turns), 12), np.sin(turns), strict=True)
    ]
    outline = [(-width / 2, 0.0), (width / 2, 0.0), *((float(x), float(z)) for x, z in arch)]
    return extruded(outline, depth).tilted(90).moved(0, depth / 2)


def _wooden(rng: Random, size: Size) -> Built:
    """A case of wood with cloth before its loudspeaker, a dial and a row of knobs."""
    w, d, h = size
    timber, brass = wood(rng), plastic(rng, "cream", "dark brown", "black", "gold")
    shoulder = rng.uniform(0.45, 0.92)
    deep, low, foot = d - 0.022, 0.36 * h, 0.012
    front = 0.011 - deep / 2
    tall = h - foot
    cover = _arched(0.84 * w, 0.006, 0.56 * tall, max(0.56 * tall * (shoulder - 0.2), 0.01))
    cloth = textured(fabric(rng, "beige", "cream", "brown", "gold"), "woven")
    dial = box(0.46 * w, 0.006, 0.13 * h)
    if chance(rng, 0.5):
        dial = disc(0.26 * h, 0.26 * h, 0.008)
    reach = 0.34 * w
    knobs = [_knob(0.06 * h, s * reach, front, 0.2 * h) for s in (-1, 1)]
    feet = [box(0.12 * w, 0.8 * deep, foot).moved(s * 0.36 * w, 0.011) for s in (-1, 1)]
    slats = [box(0.01, 0.008, 0.42 * tall).moved(i * 0.13 * w, front - 0.004) for i in (-1, 0, 1)]
    middle = 0.21 * h - float(dial.bounds[1, 2]) / 2
    return [
        Part("case", _arched(w, deep, tall, shoulder * tall).moved(0, 0.011, foot), timber),
        Part("cover", cover.moved(0, front - 0.003, foot + low), cloth),
        Part("slat", joined(*slats).moved(z=foot + low), timber),
        Part("dial", dial.moved(0, front - 0.003, middle), _lit(rng, "cream", "yellow", "beige")),
        Part("knob", joined(*knobs), brass),
        Part("foot", joined(*feet), timber),
    ], []


def _grip(width: float, z: float, rise: float, radius: float, y: float = 0.0) -> Solid:
    """A carrying handle over the top of a case."""
    x, top = width / 2 - radius, z + rise - radius
    return tube([(-x, y, z - 0.02), (-x, y, top), (x, y, top), (x, y, z - 0.02)], radius, sides=6)


def _portable(rng: Random, size: Size) -> Built:
    """A small case with a handle above it and its aerial pulled out."""
    w, d, h = size
    low = rng.uniform(0.5, 0.64) * h
    deep = d - 0.018
    front = 0.009 - deep / 2
    shell = plastic(rng, "black", "silver", "red", "teal", "cream", "light blue", "brown")
    steel, dark = metal(rng, "silver"), plastic(rng, "black", "silver", "white")
    r = min(0.42 * low, 0.26 * w)
    x, rise = (0.49 * w - 0.006) * pick(rng, (-1, 1)), 0.22 * low
    lean = rng.uniform(0.0, 0.6) * abs(x)
    aerial = tube([(x, 0.35 * deep, 0.9 * low), (x - np.sign(x) * lean, 0.35 * deep, h)], 0.003)
    cover = disc(2 * r, 2 * r, 0.006)
    if chance(rng, 0.4):
        cover = box(2 * r, 0.006, 1.7 * r).moved(z=0.15 * r)
    right = 0.24 * w
    knobs = [_knob(0.11 * low, right + i * 0.13 * w, front, 0.25 * low) for i in (-1, 1)]
    dial = box(0.42 * w, 0.006, 0.22 * low).moved(right, front - 0.003, 0.6 * low)
    needle = box(0.003, 0.004, 0.2 * low)
    needle = needle.moved(right + rng.uniform(-0.15, 0.15) * w, front - 0.007, 0.61 * low)
    return [
        Part("case", pad(w, deep, low, bevel=0.012).moved(0, 0.009), shell),
        Part("cover", cover.moved(-0.23 * w, front - 0.002, low / 2 - r), _mesh(rng, "gray")),
        Part("dial", dial, _lit(rng, "white", "cream", "light gray")),
        Part("needle", needle, plastic(rng, "red", "orange")),
        Part("knob", joined(*knobs), dark),
        Part("handle", _grip(0.86 * w, low, rise, 0.007), dark),
        Part("antenna", aerial, steel),
    ], []


def _boombox(rng: Random, size: Size) -> Built:
    """Two loudspeakers with a cassette or a disc between them, a handle over all."""
    w, d, h = size
    low = rng.uniform(0.74, 0.86) * h
    deep = d - 0.018
    front = 0.009 - deep / 2
    shell, dark = plastic(rng, "black", "silver", "red", "gray"), plastic(rng, "black", "dark gray")
    r = min(0.4 * low, 0.17 * w)
    dish = turned([(r, 0), (r, 0.006), (0.85 * r, 0.006), (0.3 * r, -0.01), (0, 0.0)], sides=16)
    cones = [dish.tilted(90).moved(s * (w / 2 - 1.15 * r), front, 0.45 * low) for s in (-1, 1)]
    wide = w - 4.8 * r
    deck = box(wide, 0.008, 0.4 * low).moved(0, front - 0.004, 0.12 * low)
    scale = box(0.7 * w, 0.006, 0.1 * low).moved(0, front - 0.003, 0.87 * low)
    keys = [box(0.13 * wide, 0.014, 0.08 * low).moved((i - 2.5) * 0.16 * wide) for i in range(6)]
    return [
        Part("case", pad(w, deep, low, bevel=rng.uniform(0.008, 0.035)).moved(0, 0.009), shell),
        Part("membrane", joined(*cones), dark),
        Part("cassette door", deck, plastic(rng, "dark gray", "gray")),
        Part("dial", scale, _lit(rng, "light gray", "white", "light blue")),
        Part("button", joined(*keys).moved(0, front - 0.005, 0.62 * low), plastic(rng, "silver")),
        Part("handle", _grip(0.8 * w, low, h - low, 0.011), dark),
    ], []


def _clock(rng: Random, size: Size) -> Built:
    """A bedside radio: lit figures in a leaning front, buttons on its top."""
    w, d, h = size
    body = h - 0.008
    lean = rng.uniform(0.08, 0.4) * d
    side = [(-d / 2, 0.0), (d / 2, 0.0), (0.47 * d, body), (lean - d / 2, body)]
    angle = -float(np.degrees(np.arctan2(lean, body)))
    slope = float(np.hypot(lean, body))
    shell = plastic(rng, "black", "white", "silver", "dark brown", "pink")
    pane = box(0.7 * w, 0.004, 0.6 * slope).moved(-0.1 * w, -0.001, 0.2 * slope)
    bars = [
        box(0.1 * w, 0.004, 0.36 * slope).moved((i - 2.3) * 0.14 * w, -0.003, 0.32 * slope)
        for i in (0, 1, 2.4, 3.4)
    ]
    keys = [box(0.12 * w, 0.2 * d, 0.008).moved(i * 0.17 * w, 0.1 * d, body) for i in (-1, 0, 1)]
    snooze = box(0.6 * w, 0.12 * d, 0.008).moved(0, lean - 0.37 * d, body)
    grille = box(0.14 * w, 0.004, 0.6 * slope).moved(0.38 * w, -0.001, 0.2 * slope)
    tilted = [
        Part("display", pane, plastic(rng, "black")),
        Part("digit", joined(*bars), _lit(rng, "red", "green", "light blue")),
        Part("cover", grille, _mesh(rng, "gray", "dark gray")),
    ]
    leaning = [Part(p.name, p.solid.tilted(angle), p.material) for p in tilted]
    return [
        Part("case", profile(side, w), shell),
        *moved(leaning, y=-d / 2),
        Part("button", joined(*keys, snooze), plastic(rng, "gray", "silver", "black")),
    ], [top_rest(0.8 * w, 0.4 * d, h, clearance=0.3)]


RADIO = Category(
    "radio",
    "surface",
    (
        Style("wooden", (0.34, 0.19, 0.25), (0.18, 0.12, 0.18), _wooden, 1.2),
        Style("portable", (0.24, 0.085, 0.28), (0.15, 0.12, 0.15), _portable, 1.2),
        Style("cassette", (0.46, 0.15, 0.25), (0.12, 0.12, 0.12), _boombox, 0.8),
        Style("clock", (0.19, 0.14, 0.085), (0.15, 0.15, 0.15), _clock, 1.0),
    ),
)
