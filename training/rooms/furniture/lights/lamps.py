"""Lamps that stand on floors, tables and desks."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.lights.shades import (
    any_shade,
    light_bulb,
    opal,
    open_shade,
    shade_material,
    stand_metal,
)
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, ceramic, metal, stone, wood
from training.rooms.solids import Solid, box, cylinder, ellipsoid, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _vase(rng: Random, radius: float, height: float) -> Solid:
    """A turned lamp foot: a jug, a column, stacked balls or a bottle."""
    r, h = radius, height
    kind = int(rng.integers(5))
    if kind == 0:
        curve = [(0.6, 0), (0.65, 0.03), (0.95, 0.3), (1.0, 0.45), (0.75, 0.7), (0.25, 0.88)]
    elif kind == 1:
        curve = [(1.0, 0), (1.0, 0.05), (0.35, 0.1), (0.28, 0.5), (0.35, 0.9), (0.15, 0.95)]
    elif kind == 2:
        curve = [(0.9, 0), (0.9, 0.05), (0.3, 0.08), (0.8, 0.22), (0.3, 0.36), (0.7, 0.5),
                 (0.3, 0.62), (0.55, 0.75), (0.2, 0.88)]  # fmt: skip
    elif kind == 3:
        curve = [(0.8, 0), (0.85, 0.5), (0.7, 0.62), (0.2, 0.72), (0.18, 0.9)]
    else:
        curve = [(0.75, 0), (1.0, 0.35), (1.0, 0.4), (0.1, 0.9)]
    return turned([(0, 0), *((a * r, b * h) for a, b in curve), (0.01, h), (0, h)])


def _foot_material(rng: Random) -> Material:
    kind = int(rng.integers(4))
    if kind == 0:
        return ceramic(rng, "white", "blue", "green", "teal", "beige", "black", "gray", "dark red")
    if kind == 1:
        return wood(rng)
    return stand_metal(rng) if kind == 2 else stone(rng)


def _table_lamp(rng: Random, size: Size) -> Built:
    """A turned foot under a shade."""
    w, d, h = size
    tall = h * rng.uniform(0.38, 0.5)
    radius = min(w, d) / 2
    low = h - tall
    shade = any_shade(rng, radius, tall).scaled(w / min(w, d), d / min(w, d)).moved(z=low)
    return [
        Part("foot", _vase(rng, radius * rng.uniform(0.4, 0.65), low + 0.03), _foot_material(rng)),
        Part("shade", shade, shade_material(rng)),
        light_bulb(rng, low + 0.3 * tall),
        Part("stem", cylinder(0.006, 0.9 * h, sides=6), stand_metal(rng)),
    ], []


def _plate(rng: Random, radius: float) -> Solid:
    if rng.random() < 0.25:
        return box(1.8 * radius, 1.8 * radius, 0.02)
    return turned(
        [(0, 0), (radius, 0), (radius, 0.012), (0.3 * radius, 0.03), (0.015, 0.04), (0, 0.04)]
    )


def _floor_lamp(rng: Random, size: Size) -> Built:
    """A pole on a plate under a shade."""
    w, d, h = size
    tall = rng.uniform(0.16, 0.22) * h
    radius = min(w, d) / 2
    steel = stand_metal(rng)
    shade = any_shade(rng, radius, tall).scaled(w / min(w, d), d / min(w, d))
    return [
        Part("base", _plate(rng, radius * rng.uniform(0.65, 0.85)), steel),
        Part("pole", cylinder(0.012, h - 0.05, sides=8), steel),
        Part("shade", shade.moved(z=h - tall), shade_material(rng)),
        light_bulb(rng, h - 0.7 * tall),
    ], []


def _torchiere(rng: Random, size: Size) -> Built:
    """Light thrown at the ceiling from a bowl on a tall pole."""
    w, d, h = size
    r = w / 2
    steel = stand_metal(rng)
    curve = [(0.02, 0), (0.5 * r, 0.03), (r, 0.11)]
    bowl = turned([*curve, (0.97 * r, 0.11), (0.45 * r, 0.035), (0, 0.02)]).moved(z=h - 0.11)
    parts = [
        Part("base", _plate(rng, 0.8 * r), steel),
        Part("pole", cylinder(0.013, h - 0.1, sides=8), steel),
        Part("bowl", bowl, steel if rng.random() < 0.5 else opal(rng)),
    ]
    if rng.random() < 0.35:
        z = 0.65 * h
        neck = [(0, 0, z), (0, -0.2 * d, z + 0.05), (0, -0.4 * d, z)]
        arm = tube([(float(a), float(b), float(c)) for a, b, c in neck], 0.008, sides=6)
        head = cylinder(0.055, 0.1, top=0.03).moved(0, -0.5 * d + 0.055, z - 0.08)
        parts.append(Part("reading arm", joined(arm, head), steel))
    return parts, []


def _tripod(rng: Random, size: Size) -> Built:
    """Three spread legs under a drum."""
    w, d, h = size
    timber = wood(rng) if rng.random() < 0.7 else stand_metal(rng)
    tall = rng.uniform(0.18, 0.25) * h
    top, r = h - tall - 0.02, 0.46
    legs = [
        tube([(r * w * float(np.cos(a)), r * d * float(np.sin(a)), 0.012),
              (0.02 * float(np.cos(a)), 0.02 * float(np.sin(a)), top)], 0.014, sides=6)
        for a in np.radians([-90, 30, 150])
    ]  # fmt: skip
    hub = cylinder(0.04, 0.05, sides=10).moved(z=top - 0.03)
    shade = open_shade(0.47, rng.uniform(0.38, 0.47), tall).scaled(w, d).moved(z=h - tall)
    return [
        *(Part("leg", leg, timber) for leg in legs),
        Part("hub", hub, stand_metal(rng)),
        Part("shade", shade, shade_material(rng)),
        light_bulb(rng, top + 0.05),
    ], []


def _arc(rng: Random, size: Size) -> Built:
    """A heavy foot on the right, a long bow, a dome that hangs on the left."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "black", "gold")
    r = d / 2
    foot = w / 2 - r * 0.8
    head = r - w / 2
    angles = np.linspace(0, np.pi, 9)
    middle, reach = (foot + head) / 2, (foot - head) / 2
    bow = [(middle + reach * float(np.cos(a)), 0.0, 0.45 * h + (0.54 * h) * float(np.sin(a)))
           for a in angles[:-1]]  # fmt: skip
    drop = 0.72 * h
    bow = [(foot, 0.0, 0.04), *bow, (head, 0.0, drop)]
    outside = [(r, 0), (0.95 * r, 0.05), (0.6 * r, 0.13), (0.03, 0.16)]
    inside = [(0.03, 0.155), (0.57 * r, 0.12), (0.9 * r, 0.045), (0.97 * r, 0)]
    shell = turned([*outside, *inside, outside[0]])
    return [
        Part("base", cylinder(0.8 * r, 0.05, sides=18).moved(foot), stone(rng, "white", "black")),
        Part("arm", tube(bow, 0.014), steel),
        Part("dome", shell.moved(head, 0, drop - 0.15), steel),
        _bulb_at(rng, head, drop - 0.12),
    ], []


def _bulb_at(rng: Random, x: float, z: float) -> Part:
    bulb = light_bulb(rng, 0)
    return Part(bulb.name, bulb.solid.moved(x, 0, z), bulb.material)


def _desk_lamp(rng: Random, size: Size) -> Built:
    """Two bars with joints and a conical or flat head that leans forward."""
    w, d, h = size
    paint = metal(rng, "black", "white", "silver", "red", "blue", "green", "dark gray", "yellow")
    y = d / 2 - 0.45 * w
    elbow = (0.0, d / 2 - 0.015, rng.uniform(0.5, 0.62) * h)
    tip = (0.0, -0.25 * d, h - 0.02)
    bars = [(-0.012, 0.012), (0.0,)][int(rng.integers(2))]
    arm = joined(
        *(tube([(x, y, 0.02), (x, elbow[1], elbow[2]), (x, tip[1], tip[2])], 0.006, sides=6)
          for x in bars),
        cylinder(0.016, 0.03, sides=8).tilted(90, axis=1).moved(-0.015, elbow[1], elbow[2]),
        cylinder(0.016, 0.03, sides=8).tilted(90, axis=1).moved(-0.015, tip[1], tip[2] - 0.01),
    )  # fmt: skip
    if rng.random() < 0.65:
        r = 0.45 * w
        cone = turned([(r, 0), (0.45 * r, 0.11), (0.4 * r, 0.15), (0, 0.15), (0, 0.145),
                       (0.36 * r, 0.14), (0.94 * r, 0), (r, 0)]).moved(z=-0.15)  # fmt: skip
        head = cone.tilted(-rng.uniform(10, 35)).moved(0, tip[1], tip[2])
    else:
        head = box(0.4 * w, 0.3 * d, 0.02).moved(0, tip[1] - 0.12 * d, tip[2] - 0.03)
    base = cylinder(0.5 * w, 0.025, top=0.45 * w, sides=18).moved(0, y - 0.05 * w)
    return [
        Part("base", base, paint),
        Part("arm", arm, paint if rng.random() < 0.6 else metal(rng, "silver")),
        Part("head", head, paint),
    ], []


def _globe(rng: Random, size: Size) -> Built:
    """A glowing ball on a ring, a disc or a short stem."""
    w, d, h = size
    low = rng.uniform(0.02, 0.3) * h
    return [
        Part("base", cylinder(0.3, 0.02, sides=16).scaled(w, d), stand_metal(rng)),
        Part("stem", cylinder(0.02, low + 0.02, sides=10), stand_metal(rng)),
        Part("globe", ellipsoid(w, d, h - low).moved(z=low), opal(rng)),
    ], []


LAMP = Category(
    "lamp",
    "floor",
    (
        Style(
            "table",
            (0.33, 0.32, 0.56),
            (0.2, 0.2, 0.2),
            _table_lamp,
            4,
            round=True,
            stands="surface",
        ),
        Style("desk", (0.19, 0.38, 0.44), (0.15, 0.18, 0.18), _desk_lamp, 1.6, stands="surface"),
        Style("floor", (0.42, 0.41, 1.52), (0.15, 0.15, 0.07), _floor_lamp, 0.8, round=True),
        Style("torchiere", (0.32, 0.32, 1.75), (0.12, 0.12, 0.06), _torchiere, 0.3, round=True),
        Style("tripod", (0.52, 0.5, 1.45), (0.12, 0.12, 0.08), _tripod, 0.35, round=True),
        Style(
            "globe", (0.26, 0.26, 0.32), (0.2, 0.2, 0.2), _globe, 0.7, round=True, stands="surface"
        ),
        Style("arc", (1.1, 0.4, 1.9), (0.12, 0.1, 0.07), _arc, held_out=True),
    ),
    sunrgbd="lamp",
)
