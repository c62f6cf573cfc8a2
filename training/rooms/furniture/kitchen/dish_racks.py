"""Dish racks, empty or with a few plates in them."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built, chance, moved
from training.rooms.materials import ceramic, metal, plastic, wood
from training.rooms.solids import Solid, box, cylinder, joined, tray, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _hoop(w: float, d: float, z: float, thick: float) -> Solid:
    """A rectangle of wire."""
    return joined(
        *(box(w, thick, thick).moved(0, s * (d - thick) / 2, z) for s in (-1, 1)),
        *(box(thick, d, thick).moved(s * (w - thick) / 2, 0, z) for s in (-1, 1)),
    )


def _basket(w: float, d: float, h: float, *, pitch: float = 0.035) -> Solid:
    """Wires bent up on all sides from a bottom of wires."""
    t = 0.004
    across = [float(x) for x in np.linspace(t - w / 2, w / 2 - t, max(4, round(w / pitch)))]
    deep = [float(y) for y in np.linspace(t - d / 2, d / 2 - t, max(4, round(d / pitch)))]
    bottom = [box(t, d, t).moved(x, 0, 0.02) for x in across]
    bottom += [box(w, t, t).moved(0, y, 0.016) for y in deep[::2]]
    walls = [
        box(t, t, h - 0.02).moved(x, s * (d - t) / 2, 0.02) for x in across[::2] for s in (-1, 1)
    ]
    walls += [
        box(t, t, h - 0.02).moved(s * (w - t) / 2, y, 0.02) for y in deep[::2] for s in (-1, 1)
    ]
    return joined(*bottom, *walls, _hoop(w, d, h - 0.008, 0.008), _hoop(w, d, 0.55 * h, t))


def _plates(rng: Random, x: tuple[float, float], y: float, z: float, radius: float) -> list[Part]:
    """Plates on edge in a row, some places left free."""
    plate = cylinder(radius, 0.012, top=0.8 * radius, sides=14).tilted(82, axis=1)
    glaze = ceramic(rng, "white", "cream", "light blue")
    spots = np.arange(x[0], x[1], 0.04)
    return [
        Part("plate", plate.moved(float(at), y, z + radius), glaze)
        for at in spots
        if rng.random() < 0.5
    ]


def _cup(rng: Random) -> Part:
    """A cup turned upside down."""
    outline = [(0.032, 0.0), (0.04, 0.0), (0.032, 0.085), (0.0, 0.085)]
    return Part("cup", turned(outline, sides=10), ceramic(rng, "white", "blue", "red", "cream"))


def _wire_rack(rng: Random, size: Size) -> Built:
    """A basket of wire on a draining board, with plates in it or empty."""
    w, d, h = size
    wire = metal(rng, "silver", "black", "white")
    board = tray(w, d, 0.025, 0.006)
    low = min(0.13, 0.75 * h)
    parts = [
        Part("tray", board, plastic(rng, "white", "black", "gray", "light gray")),
        Part("basket", _basket(0.94 * w, 0.94 * d, low).moved(z=0.01), wire),
    ]
    full = chance(rng, 0.65)
    radius = 0.5 * (h - 0.035)
    if full:
        parts += _plates(rng, (-0.38 * w, 0.3 * w), 0.16 * d, 0.035, min(radius, 0.12))
        parts += moved([_cup(rng)], -0.25 * w, -0.3 * d, 0.035)
    post = joined(
        *(box(0.005, 0.005, h - 0.03).moved(s * 0.46 * w, 0.46 * d, 0.03) for s in (-1, 1))
    )
    rail = box(0.93 * w, 0.005, 0.005).moved(0, 0.46 * d, h - 0.005)
    return [*parts, Part("basket", joined(post, rail), wire)], []


def _tub(rng: Random, size: Size) -> Built:
    """A plastic tub with ribs for plates and a cup for cutlery."""
    w, d, h = size
    skin = plastic(rng, "white", "gray", "light blue", "black", "red")
    ribs = [
        box(0.006, 0.5 * d, 0.4 * h).moved(float(x), 0.1 * d)
        for x in np.linspace(-0.36, 0.3, 8) * w
    ]
    cup = tray(0.13, 0.1, 0.8 * h, 0.004).moved(w / 2 - 0.09, 0.07 - d / 2, 0.01)
    parts = [
        Part("tray", tray(w, d, 0.7 * h, 0.008), skin),
        Part("ribs", joined(*ribs).moved(z=0.005), skin),
        Part("cutlery cup", cup, skin),
    ]
    radius = min(0.12, 0.5 * (h - 0.02))
    plates = _plates(rng, (-0.34 * w, 0.28 * w), 0.1 * d, 0.02, radius)
    rim = (
        cylinder(radius, 0.012, sides=14)
        .tilted(82, axis=1)
        .moved(-0.34 * w, 0.1 * d, 0.02 + radius)
    )
    return [*parts, *plates, Part("plate", rim, ceramic(rng, "white"))], []


def _two_tier(rng: Random, size: Size) -> Built:
    """Two baskets one above the other between bent side frames."""
    w, d, h = size
    wire = metal(rng, "silver", "black")
    deep = 0.8 * d
    parts = [
        Part("tray", tray(0.96 * w, d, 0.02, 0.005), plastic(rng, "white", "black")),
        Part("basket", _basket(0.94 * w, d - 0.01, 0.1, pitch=0.045).moved(z=0.01), wire),
        Part(
            "basket",
            _basket(0.94 * w, deep, 0.09, pitch=0.045).moved(0, (d - deep) / 2, 0.6 * h),
            wire,
        ),
    ]
    for s in (-1, 1):
        x = s * (w / 2 - 0.006)
        path = [(x, d / 2 - 0.01, 0.0), (x, d / 2 - 0.01, h - 0.02), (x, -0.2 * d, h - 0.006)]
        parts.append(Part("post", tube([*path, (x, -0.4 * d, 0.02)], 0.006, sides=5), wire))
    if chance(rng, 0.6):
        parts += _plates(rng, (-0.35 * w, 0.35 * w), 0.1 * d, 0.6 * h + 0.03, 0.35 * 0.4 * h + 0.03)
    if chance(rng, 0.6):
        parts += moved([_cup(rng), *moved([_cup(rng)], 0.1)], -0.2 * w, -0.2 * d, 0.035)
    return parts, []


def _folding(rng: Random, size: Size) -> Built:
    """Bamboo: two grids that cross like an X."""
    w, d, h = size
    timber = wood(rng, "light brown", "beige")
    lean = float(np.degrees(np.arctan2(0.92 * d, h)))
    long = float(np.hypot(0.92 * d, h)) - 0.01
    rung = box(0.01, 0.012, long)
    rail = box(w, 0.018, 0.022)
    grid = joined(
        *(rung.moved(float(x)) for x in np.linspace(0.03 - w / 2, w / 2 - 0.03, 9)),
        *(rail.moved(0, 0, z) for z in (0.02, long - 0.03)),
    )
    first = grid.tilted(lean).moved(0, 0.46 * d, 0.008)
    second = grid.tilted(-lean).moved(0, -0.46 * d, 0.008)
    parts = [Part("grid", first, timber), Part("grid", second, timber)]
    if chance(rng, 0.5):
        parts += _plates(rng, (-0.35 * w, 0.35 * w), 0, 0.55 * h, 0.22 * h)
    return parts, []


DISH_RACK = Category(
    "dish rack",
    "surface",
    (
        Style("wire", (0.47, 0.36, 0.2), (0.12, 0.12, 0.2), _wire_rack, 1.6),
        Style("plastic", (0.46, 0.37, 0.17), (0.1, 0.12, 0.15), _tub, 0.8),
        Style("two-tier", (0.5, 0.3, 0.38), (0.12, 0.1, 0.1), _two_tier, 0.5),
        Style("folding", (0.46, 0.34, 0.27), (0.08, 0.1, 0.1), _folding, 1.0, held_out=True),
    ),
)

DISH_RACKS = (DISH_RACK,)
