"""Bottles, mugs, bowls and plates."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob, inside_rest, pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, ceramic, glass, metal, paper, plastic, textured, wood
from training.rooms.solids import Solid, box, ellipsoid, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style

Profile = list[tuple[float, float]]


def hollow(outside: Profile, size: Size, *, wall: float = 0.04, sides: int = 18) -> Solid:
    """A vessel from (radius, height) pairs up its outside, scaled to its size."""
    w, d, h = size
    widest = max(r for r, _ in outside)
    up = [(r / widest / 2, z) for r, z in outside]
    down = [(max(r - wall, 0.005), max(z, 0.06)) for r, z in reversed(up)]
    return turned([(0, 0), *up, *down, (0, 0.06)], sides=sides).scaled(w, d, h)


def _label(radius: float, low: float, high: float, size: Size) -> Solid:
    w, d, h = size
    band = turned([(radius, low), (radius, high)], sides=18)
    return band.scaled(w, d, h)


def _drink(rng: Random) -> Material:
    return pick(
        rng,
        (glass(rng, "green", "dark green", "brown", "light gray"),
         plastic(rng, "light blue", "white", "orange", "red", "green", "blue", "black")),
    )  # fmt: skip


def _wine(rng: Random, size: Size) -> Built:
    """Straight sides, round shoulders, a long neck."""
    shoulder = rng.uniform(0.55, 0.66)
    outside = [(0.48, 0), (0.5, 0.03), (0.5, shoulder), (0.4, shoulder + 0.09),
               (0.17, shoulder + 0.18), (0.16, 0.92), (0.19, 0.93), (0.19, 1.0)]  # fmt: skip
    body = turned([(0, 0), *outside, (0, 1.0)], sides=16).scaled(*size)
    stuff = glass(rng, "dark green", "green", "brown", "light gray")
    return [
        Part("bottle", body, stuff),
        Part("label", _label(0.508, 0.15, 0.45, size), paper(rng, "white", "cream", "black")),
        Part("cap", _label(0.2, 0.86, 1.0, size), metal(rng, "gold", "black", "silver")),
    ], []


def _water(rng: Random, size: Size) -> Built:
    """A waisted plastic bottle with a screw cap."""
    waist = rng.uniform(0.4, 0.47)
    outside = [(0.46, 0), (0.5, 0.05), (0.5, 0.3), (waist, 0.42), (0.5, 0.55), (0.49, 0.68),
               (0.2, 0.88), (0.2, 0.92)]  # fmt: skip
    stuff = _drink(rng)
    cap = turned([(0.22, 0.91), (0.22, 1.0), (0, 1.0)], sides=12).scaled(*size)
    return [
        Part("bottle", turned([(0, 0), *outside, (0, 0.92)], sides=16).scaled(*size), stuff),
        Part("label", _label(0.506, 0.55, 0.68, size), plastic(rng, "blue", "red", "white")),
        Part("cap", cap, plastic(rng, "white", "blue", "red", "green")),
    ], []  # fmt: skip


def _pump(rng: Random, size: Size) -> Built:
    """Soap or shampoo: a broad body and a pump with a spout."""
    w, d, h = size
    body_h = rng.uniform(0.68, 0.76)
    body = turned([(0, 0), (0.48, 0), (0.5, 0.04), (0.5, 0.85 * body_h), (0.3, 0.97 * body_h),
                   (0.2, body_h), (0, body_h)], sides=16).scaled(w, d, h)  # fmt: skip
    pump = plastic(rng, "white", "black", "silver")
    stem = turned([(0.16, body_h), (0.16, body_h + 0.08), (0.05, body_h + 0.09), (0.05, 0.93),
                   (0.12, 0.94), (0.12, 1.0), (0, 1.0)], sides=10).scaled(w, d, h)  # fmt: skip
    spout = tube([(0, 0, 0.965 * h), (0, 0.012 - d / 2, 0.955 * h)], 0.02 * h, sides=6)
    stuff = plastic(rng, "white", "pink", "light blue", "light green", "yellow", "purple", "orange")
    return [
        Part("bottle", body, stuff), Part("pump", stem, pump), Part("spout", spout, pump),
        Part("label", _label(0.508, 0.2, 0.5, size), paper(rng, "white", "cream")),
    ], []  # fmt: skip


def _flask(rng: Random, size: Size) -> Built:
    """A steel or plastic drinking bottle whose lid has a loop."""
    w, d, h = size
    coat = metal(rng, "silver", "black", "white", "blue", "teal", "red", "pink")
    shape = [(0, 0), (0.48, 0), (0.5, 0.02), (0.5, 0.72), (0.36, 0.82), (0.36, 0.84), (0, 0.84)]
    lid = turned([(0.4, 0.83), (0.4, 0.92), (0, 0.92)], sides=14).scaled(w, d, h)
    r = 0.018 * h
    top = h - r
    loop = tube([(-0.26 * w, 0, 0.91 * h), (-0.22 * w, 0, top), (0.22 * w, 0, top),
                 (0.26 * w, 0, 0.91 * h)], r, sides=6)  # fmt: skip
    dark = plastic(rng, "black", "gray", "white")
    return [
        Part("bottle", turned(shape, sides=16).scaled(w, d, h), coat),
        Part("lid", lid, dark), Part("loop", loop, dark),
    ], []  # fmt: skip


def _jug(rng: Random, size: Size) -> Built:
    """A canister with a handle: detergent, milk."""
    w, d, h = size
    stuff = plastic(rng, "white", "blue", "orange", "light blue", "red", "green")
    body = box(0.9 * w, d, 0.72 * h).moved(-0.05 * w)
    shoulder = turned([(0.707, 0), (0.3, 1), (0, 1)], sides=4, smooth=False).moved(yaw=45)
    shoulder = shoulder.scaled(0.9 * w, d, 0.18 * h).moved(-0.05 * w, 0, 0.72 * h)
    neck = turned([(0.5, 0), (0.5, 1), (0, 1)], sides=12).scaled(0.4 * d, 0.4 * d, 0.1 * h)
    x, r = 0.28 * w, 0.07 * w
    grip = tube([(x, 0, 0.7 * h), (w / 2 - r, 0, 0.66 * h), (w / 2 - r, 0, 0.35 * h),
                 (x, 0, 0.3 * h)], r, sides=6)  # fmt: skip
    return [
        Part("bottle", body, stuff),
        Part("shoulder", shoulder, stuff),
        Part("cap", neck.moved(-0.05 * w, 0, 0.9 * h), plastic(rng, "white", "red", "blue")),
        Part("handle", grip, stuff),
        Part("label", box(0.6 * w, d + 0.002, 0.4 * h).moved(-0.05 * w, 0, 0.15 * h),
             paper(rng, "white", "yellow")),
    ], []  # fmt: skip


def _ear(rng: Random, w: float, body: float, h: float, thick: float) -> Solid:
    """A mug's handle at its right side."""
    at, out = body / 2 - 0.002 - 0.02 * w, w - body / 2 - thick
    if rng.random() < 0.5:
        path = [(at, 0, 0.8 * h), (out, 0, 0.78 * h), (out, 0, 0.3 * h), (at, 0, 0.24 * h)]
    else:
        path = [(at, 0, 0.8 * h), (0.7 * out + 0.3 * at, 0, 0.82 * h), (out, 0, 0.55 * h),
                (0.7 * out + 0.3 * at, 0, 0.3 * h), (at, 0, 0.25 * h)]  # fmt: skip
    return tube([(float(a), float(b), float(c)) for a, b, c in path], thick, sides=6)


def _mug(rng: Random, size: Size) -> Built:
    """Straight or bellied, with a handle."""
    w, d, h = size
    stuff = ceramic(
        rng, "white", "white", "black", "red", "blue", "yellow", "green", "light blue", "gray",
    )  # fmt: skip
    belly = rng.uniform(0.44, 0.58)
    cup = hollow([(0.42, 0), (belly, 0.4), (0.5, 1.0)], (d, d, h))
    thick = 0.045 * h
    return moved(
        [Part("cup", cup, stuff), Part("handle", _ear(rng, w, d, h, thick), stuff)],
        (d - w) / 2,
    ), [inside_rest(0.4 * d, 0.4 * d, 0.07 * h, clearance=h)]


def _paper_cup(rng: Random, size: Size) -> Built:
    """A tapered cup to take away, with a lid and a sleeve."""
    stuff = paper(rng, "white", "light brown", "red", "green")
    parts = [Part("cup", hollow([(0.36, 0), (0.5, 0.94), (0.48, 0.95)], size), stuff)]
    lid = turned([(0.49, 0.9), (0.5, 0.93), (0.45, 0.94), (0.43, 1.0), (0, 1.0)], sides=18)
    parts.append(Part("lid", lid.scaled(*size), plastic(rng, "white", "black")))
    if rng.random() < 0.6:
        sleeve = turned([(0.425, 0.3), (0.475, 0.68)], sides=18).scaled(*size)
        parts.append(Part("sleeve", sleeve, paper(rng, "light brown", "brown")))
    return parts, []


def _tumbler(rng: Random, size: Size) -> Built:
    """A glass, at times half full."""
    foot = rng.uniform(0.34, 0.48)
    stuff = glass(rng) if rng.random() < 0.7 else plastic(rng, "blue", "red", "green", "orange")
    parts = [Part("cup", hollow([(foot, 0), (0.5, 1.0)], size), stuff)]
    if rng.random() < 0.4:
        level = rng.uniform(0.3, 0.7)
        drink = turned([(foot - 0.05, 0.07), (0.43, level), (0, level)], sides=16).scaled(*size)
        parts.append(Part("drink", drink, plastic(rng, "orange", "dark brown", "light blue")))
    return parts, []


def _travel_mug(rng: Random, size: Size) -> Built:
    """A tall steel cup with a rubber band and a lid."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "red", "dark blue", "white")
    cup = turned([(0, 0), (0.38, 0), (0.42, 0.3), (0.5, 0.45), (0.5, 0.9), (0, 0.9)], sides=18)
    band = _label(0.507, 0.5, 0.7, size)
    lid = turned([(0.5, 0.89), (0.47, 0.97), (0.3, 1.0), (0, 1.0)], sides=18)
    dark = plastic(rng, "black", "gray")
    return [
        Part("cup", cup.scaled(w, d, h), steel), Part("grip", band, dark),
        Part("lid", lid.scaled(w, d, h), dark),
    ], []  # fmt: skip


def _glaze(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.15:
        return metal(rng, "silver")
    if kind < 0.3:
        return wood(rng)
    return ceramic(rng, "white", "white", "cream", "light blue", "blue", "green", "red", "gray")


def _round_bowl(rng: Random, size: Size) -> Built:
    w, d, h = size
    bulge = rng.uniform(0.36, 0.46)
    outside = [(0.2, 0), (0.22, 0.06), (bulge, 0.45), (0.5, 1.0)]
    return [Part("bowl", hollow(outside, size, wall=0.025), _glaze(rng))], [
        inside_rest(0.4 * w, 0.4 * d, 0.07 * h, clearance=h)
    ]


def _square_bowl(rng: Random, size: Size) -> Built:
    """Four flared sides."""
    w, d, h = size
    up = [(0.32, 0.0), (0.5, 1.0)]
    profile = [(0, 0), *up, (0.47, 1.0), (0.3, 0.1), (0, 0.1)]
    ring = turned([(r * 2**0.5, z) for r, z in profile], sides=4, smooth=False).moved(yaw=45)
    return [Part("bowl", ring.scaled(w, d, h), _glaze(rng))], [
        inside_rest(0.5 * w, 0.5 * d, 0.1 * h, clearance=h)
    ]


def _fruit_bowl(rng: Random, size: Size) -> Built:
    """A wide bowl heaped with fruit."""
    w, d, h = size
    low = 0.62 * h
    bowl = hollow([(0.25, 0), (0.42, 0.5), (0.5, 1.0)], (w, d, low), wall=0.025)
    ball = 0.3 * min(w, d)
    fruit = [blob(ball, ball, ball).moved(
        0.25 * w * float(np.cos(2.1 * i)), 0.25 * d * float(np.sin(2.1 * i)), 0.35 * low)
        for i in range(6)]  # fmt: skip
    fruit.append(blob(ball, ball, ball).moved(0, 0, h - ball))
    names = ("red", "orange", "yellow", "green")
    skins = [Material("plant", color(rng, pick(rng, names))) for _ in range(3)]
    return [
        Part("bowl", bowl, _glaze(rng)),
        *(Part("fruit", joined(*fruit[i::3]), skin) for i, skin in enumerate(skins)),
    ], []


def _nested_bowls(rng: Random, size: Size) -> Built:
    """Bowls standing in one another."""
    w, d, h = size
    count = int(rng.integers(2, 5))
    step = 0.35 * h / count
    high = h - step * (count - 1)
    one = hollow([(0.22, 0), (0.42, 0.5), (0.5, 1.0)], (w, d, high), wall=0.02)
    stuff = _glaze(rng)
    shrink = 1.0 if rng.random() < 0.6 else 0.94
    return [
        Part("bowl", one.scaled(shrink**i, shrink**i).moved(z=i * step), stuff)
        for i in range(count)
    ], []


def _dish(size: Size) -> Solid:
    w, d, h = size
    up = [(0, 0), (0.3, 0.1), (0.5, 0.95), (0.48, 1.0), (0.3, 0.45), (0, 0.4)]
    return turned(up, sides=20).scaled(w, d, h)


def _plate(rng: Random, size: Size) -> Built:
    w, d, h = size
    return [Part("plate", _dish(size), _glaze(rng))], [
        inside_rest(0.42 * w, 0.42 * d, 0.45 * h, clearance=1.0)
    ]


def _plates(rng: Random, size: Size) -> Built:
    """A stack."""
    w, d, h = size
    each = 0.02
    step = 0.012
    count = int(np.clip(round((h - each) / step) + 1, 2, 14))
    step = (h - each) / (count - 1)
    stuff = _glaze(rng)
    pile = [_dish((w, d, each)).moved(z=i * step) for i in range(count)]
    return [Part("plates", joined(*pile), stuff)], [
        inside_rest(0.42 * w, 0.42 * d, h - 0.5 * each, clearance=1.0)
    ]


def _meal(rng: Random, size: Size) -> Built:
    """A plate with food, knife and fork beside it."""
    w, d, h = size
    wide = 0.76 * w
    steel = metal(rng, "silver")
    fork = box(0.02, 0.75 * d, 0.006)
    heaps = [
        (ellipsoid(0.22 * w, 0.2 * d, 0.8 * h), "brown"),
        (ellipsoid(0.2 * w, 0.24 * d, 0.6 * h), "green"),
        (ellipsoid(0.18 * w, 0.18 * d, 0.7 * h), "yellow"),
    ]
    food = [
        Part("food", heap.moved(
            0.13 * w * float(np.cos(2.1 * i)), 0.15 * d * float(np.sin(2.1 * i)), 0.2 * h),
             Material("plant", color(rng, name)))
        for i, (heap, name) in enumerate(heaps)
    ]  # fmt: skip
    return [
        Part("plate", _dish((wide, d, 0.55 * h)), _glaze(rng)), *food,
        Part("cutlery", joined(fork.moved(0.01 - w / 2), fork.moved(w / 2 - 0.01)), steel),
    ], []  # fmt: skip


def _platter(rng: Random, size: Size) -> Built:
    """An oblong plate with a patterned rim."""
    stuff = textured(ceramic(rng, "white", "cream"), "dots", color(rng, "blue", "red", "green"))
    w, d, h = size
    return [Part("plate", _dish(size), stuff)], [top_rest(0.4 * w, 0.4 * d, 0.5 * h)]


BOTTLE = Category(
    "bottle",
    "surface",
    (
        Style("wine", (0.095, 0.095, 0.3), (0.1, 0.1, 0.06), _wine, 0.8, round=True),
        Style("water", (0.095, 0.095, 0.23), (0.15, 0.15, 0.12), _water, 1.5, round=True),
        Style("pump", (0.11, 0.09, 0.2), (0.15, 0.15, 0.12), _pump, 1.2),
        Style("canister", (0.19, 0.11, 0.27), (0.12, 0.12, 0.12), _jug, held_out=True),
        Style("flask", (0.095, 0.095, 0.24), (0.1, 0.1, 0.12), _flask, 0.8, round=True),
    ),
)

MUG = Category(
    "mug",
    "surface",
    (
        Style("handled", (0.14, 0.1, 0.105), (0.1, 0.1, 0.1), _mug, 2.0),
        Style("paper", (0.1, 0.1, 0.125), (0.08, 0.08, 0.12), _paper_cup, 1.0, round=True),
        Style("glass", (0.09, 0.09, 0.115), (0.1, 0.1, 0.15), _tumbler, 1.0, round=True),
        Style("travel", (0.085, 0.085, 0.19), (0.08, 0.08, 0.08), _travel_mug, held_out=True),
    ),
)

BOWL = Category(
    "bowl",
    "surface",
    (
        Style("round", (0.235, 0.235, 0.09), (0.2, 0.2, 0.2), _round_bowl, 1.5, round=True),
        Style("square", (0.22, 0.22, 0.085), (0.2, 0.2, 0.2), _square_bowl, 0.7),
        Style("nested", (0.23, 0.23, 0.13), (0.15, 0.15, 0.2), _nested_bowls, 0.6, round=True),
        Style("fruit", (0.3, 0.3, 0.16), (0.12, 0.12, 0.15), _fruit_bowl, held_out=True),
    ),
)

PLATE = Category(
    "plate",
    "surface",
    (
        Style("flat", (0.27, 0.26, 0.03), (0.12, 0.12, 0.12), _plate, 1.2, round=True),
        Style("stacked", (0.25, 0.25, 0.09), (0.1, 0.1, 0.3), _plates, 0.8, round=True),
        Style("served", (0.42, 0.27, 0.07), (0.1, 0.08, 0.15), _meal, 0.8),
        Style("oblong", (0.38, 0.25, 0.03), (0.12, 0.12, 0.12), _platter, held_out=True),
    ),
)

CROCKERY = (BOTTLE, MUG, BOWL, PLATE)
