"""What rolls, and what is pushed, leant or climbed: carts, ladders, vacuum cleaners, bicycles."""

from functools import partial

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.bins import shell
from training.rooms.furniture.fittings import Built, pick
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    ellipsoid,
    frame,
    joined,
    lofted,
    tray,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Rest, Size, Style


def _castors(w: float, d: float, radius: float) -> Solid:
    """Four wheels near the corners."""
    wheel = cylinder(radius, 0.03, sides=10).tilted(90, axis=1)
    fork = box(0.035, 0.04, 0.03)
    return joined(
        *(
            part.moved(sx * (w / 2 - 0.05), sy * (d / 2 - 0.05), z)
            for sx in (-1, 1)
            for sy in (-1, 1)
            for part, z in ((wheel.moved(-0.015), radius), (fork, 1.7 * radius))
        )
    )


def _shelves(
    size: Size, heights: list[float], board: Solid, stuff: Material, thick: float
) -> tuple[list[Part], list[Rest]]:
    w, d, _ = size
    parts = [Part("shelf", board.moved(z=z), stuff) for z in heights]
    rests = []
    for i, z in enumerate(heights):
        last = i == len(heights) - 1
        free = 1.0 if last else heights[i + 1] - z - thick
        x, y = w / 2 - 0.05, d / 2 - 0.04
        rests.append(Rest("top" if last else "shelf", (-x, x), (-y, y), z + thick, free))
    return parts, rests


def _trolley(rng: Random, size: Size) -> Built:
    """Two or three trays between posts, a bar to push it by."""
    w, d, h = size
    stuff = pick(rng, (plastic(rng, "gray", "black", "white", "beige", "blue"),
                       metal(rng, "silver", "white", "black")))  # fmt: skip
    frame_stuff = metal(rng, "silver", "black", "white")
    count, thick = int(rng.integers(2, 4)), 0.02
    low, high = 0.16, h - rng.uniform(0.08, 0.2)
    inner = (w - 0.08, d, h)
    board = tray(w - 0.08, d, 0.06, thick)
    heights = np.linspace(low, high - 0.06, count).tolist()
    shelves, rests = _shelves(inner, heights, board, stuff, thick)
    post = box(0.025, 0.025, high - 0.08)
    posts = joined(*(post.moved(sx * (w / 2 - 0.052), sy * (d / 2 - 0.012), 0.08)
                     for sx in (-1, 1) for sy in (-1, 1)))  # fmt: skip
    x = w / 2 - 0.052
    bar = tube([(x, 0.02 - d / 2, high - 0.02), (w / 2 - 0.014, 0.02 - d / 2, h - 0.014),
                (w / 2 - 0.014, d / 2 - 0.02, h - 0.014), (x, d / 2 - 0.02, high - 0.02)], 0.013,
               sides=6)  # fmt: skip
    return [
        *shelves, Part("post", posts, frame_stuff), Part("handle", bar, frame_stuff),
        Part("castor", _castors(w - 0.06, d, 0.045), plastic(rng, "black")),
    ], rests  # fmt: skip


def _slim_cart(rng: Random, size: Size) -> Built:
    """Kitchen or bar cart: wooden boards or wire baskets in a light frame."""
    w, d, h = size
    steel = metal(rng)
    stuff = wood(rng) if rng.random() < 0.6 else steel
    count, thick = int(rng.integers(2, 5)), 0.018
    board = box(w - 0.03, d - 0.01, thick)
    shelves, rests = _shelves(
        size, np.linspace(0.14, h - thick, count).tolist(), board, stuff, thick
    )
    post = box(0.022, 0.022, h - 0.08)
    posts = joined(*(post.moved(sx * (w / 2 - 0.011), sy * (d / 2 - 0.016), 0.08)
                     for sx in (-1, 1) for sy in (-1, 1)))  # fmt: skip
    rail = frame(w, 0.05, 0.008, 0.01)
    rails = joined(
        *(
            rail.moved(0, s * (d / 2 - 0.005), z + 0.02)
            for s in (-1, 1)
            for z in np.linspace(0.14, h - thick, count)[:-1].tolist()
        )
    )
    return [
        *shelves, Part("post", posts, steel), Part("rail", rails, steel),
        Part("castor", _castors(w, d, 0.035), plastic(rng, "black", "gray")),
    ], rests  # fmt: skip


def _av_cart(rng: Random, size: Size) -> Built:
    """A tall cart with thick shelves and a closed cupboard below: audio, medicine."""
    w, d, h = size
    coat = pick(rng, (metal(rng, "light gray", "black", "white"), wood(rng), plastic(rng)))
    cupboard = 0.4 * h
    thick = 0.03
    sides = joined(*(box(0.03, d, h - 0.1).moved(s * (w / 2 - 0.015), 0, 0.1) for s in (-1, 1)))
    shelves, rests = _shelves(size, [0.1 + cupboard, h - thick], box(w, d, thick), coat, thick)
    door = box(0.46 * w, 0.018, 0.9 * cupboard)
    doors = joined(
        *(door.moved(s * 0.235 * w, 0.009 - d / 2, 0.1 + 0.05 * cupboard) for s in (-1, 1))
    )
    knob = joined(*(box(0.012, 0.01, 0.08).moved(s * 0.03, -d / 2, 0.1 + 0.5 * cupboard)
                    for s in (-1, 1)))  # fmt: skip
    return [
        Part("side", sides, coat), *shelves,
        Part("cupboard", box(w - 0.06, d - 0.03, cupboard).moved(0, 0.015, 0.1), coat),
        Part("door", doors, coat), Part("handle", knob, metal(rng, "silver")),
        Part("castor", _castors(w, d, 0.045), plastic(rng, "black")),
    ], rests  # fmt: skip


def _shopping(rng: Random, size: Size) -> Built:
    """A wire basket that tapers, on a low frame, with a bar behind."""
    w, d, h = size
    wire = metal(rng, "silver")
    deep, low = 0.45 * h, 0.42 * h
    net = Material(
        "metal", wire.color, "mesh", color(rng, "gray"), 0.03, shine=0.5, transparency=0.5
    )
    basket = shell((0.85 * w, d, deep), foot=0.8, power=12, wall=0.004).moved(-0.04 * w, 0, low)
    runner = [
        tube([(-0.42 * w, s * 0.4 * d, 0.12), (0.4 * w, s * 0.46 * d, 0.14),
              (0.36 * w, s * 0.46 * d, 0.9 * low), (w / 2 - 0.03, s * 0.46 * d, h - 0.02)], 0.012,
             sides=6)
        for s in (-1, 1)
    ]  # fmt: skip
    bar = tube([(w / 2 - 0.025, -0.48 * d, h - 0.02), (w / 2 - 0.025, 0.48 * d, h - 0.02)], 0.018)
    struts = joined(*(tube([(-0.3 * w, s * 0.4 * d, 0.12), (-0.3 * w, s * 0.38 * d, low)], 0.01, sides=6)
                      for s in (-1, 1)))  # fmt: skip
    return [
        Part("basket", basket, net), Part("frame", joined(*runner, struts), wire),
        Part("handle", bar, plastic(rng, "red", "blue", "green", "black")),
        Part("castor", _castors(0.88 * w, 0.9 * d, 0.055), plastic(rng, "black", "gray")),
    ], []  # fmt: skip


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
    loop = tube([(0, 0.02, h - 0.16), (0, 0.09, h - 0.08), (0, 0.06, h - 0.015), (0, -0.01, h - 0.05),
                 (0, 0.02, h - 0.16)], 0.014, sides=6)  # fmt: skip
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


def _wheel(radius: float, rubber: Material, steel: Material) -> list[Part]:
    """A tyre, spokes and a hub in the x-z plane around the origin."""
    tyre = turned(
        [(0.94, 0), (0.97, -0.4), (1.0, 0), (0.97, 0.4), (0.94, 0)], sides=28
    ).scaled(radius, radius, 0.04)  # fmt: skip
    spokes = [
        box(0.94 * radius, 0.004, 0.004).moved(0.47 * radius).tilted(360 / 14 * i, axis=1)
        for i in range(14)
    ]
    hub = cylinder(0.025, 0.09, sides=8).moved(z=-0.045)
    return [
        Part("tyre", tyre.tilted(90), rubber),
        Part("spoke", joined(*spokes), steel), Part("hub", hub.tilted(90), steel),
    ]  # fmt: skip


def _bicycle(rng: Random, size: Size, *, low: bool, small: bool = False) -> Built:
    """Along x, its front at the left. `low` has a step-through frame, basket and mudguards;
    `small` is for children, with side wheels.
    """
    w, d, h = size
    paint = Material("metal", color(rng, "red", "blue", "black", "white", "green", "silver", "pink",
                                    "orange", "light blue"), shine=0.5)  # fmt: skip
    steel, rubber = metal(rng, "silver"), Material("rubber", color(rng, "black"))
    r = 0.195 * w if not small else 0.21 * w
    front, rear = r - w / 2, w / 2 - r
    crank, seat_top = (0.06 * w, 0.85 * r), 0.92 * h
    head = (front + 0.13 * w, h - 0.2 * h)
    seat = (0.17 * w, 0.78 * h)

    def bar(a: tuple[float, float], b: tuple[float, float], thick: float = 0.018) -> Solid:
        return tube([(a[0], 0, a[1]), (b[0], 0, b[1])], thick, sides=6)

    joint = (head[0] - 0.02, head[1] - 0.1 * h)
    top_start = (seat[0] - 0.02, 0.68 * seat[1]) if low else (seat[0], 0.95 * seat[1])
    frame_bars = [
        bar(joint, crank, 0.022), bar(joint if low else head, top_start), bar(crank, seat),
        *(tube([(crank[0], s * 0.02, crank[1]), (rear, s * 0.06, r)], 0.01, sides=5) for s in (-1, 1)),
        *(tube([(seat[0], s * 0.02, 0.93 * seat[1]), (rear, s * 0.06, r)], 0.009, sides=5)
          for s in (-1, 1)),
    ]  # fmt: skip
    fork = [tube([(joint[0], s * 0.03, joint[1]), (front, s * 0.055, r)], 0.012, sides=5)
            for s in (-1, 1)]  # fmt: skip
    stem = bar(joint, (head[0] + 0.015, h - 0.03))
    reach = d / 2 - 0.015
    grips = tube([(head[0] + (0.16 if low else -0.04), -reach, h - 0.03), (head[0], -0.25 * d, h - 0.02),
                  (head[0], 0.25 * d, h - 0.02), (head[0] + (0.16 if low else -0.04), reach, h - 0.03)],
                 0.015, sides=6)  # fmt: skip
    post = bar(seat, (seat[0] + 0.02, seat_top), 0.013)
    saddle = lofted([Ring(0, 0, 0), Ring(0.26, 0.12, 0.01), Ring(0.27, 0.16, 0.04),
                     Ring(0, 0, 0.06)], sides=12).moved(seat[0] + 0.02, 0, seat_top - 0.01)  # fmt: skip
    pedals = [
        bar(crank, (crank[0] + s * 0.12, crank[1] + s * 0.1), 0.01).moved(0, s * 0.06)
        for s in (-1, 1)
    ] + [
        box(0.09, 0.07, 0.02).moved(crank[0] + s * 0.12, s * 0.11, crank[1] + s * 0.1)
        for s in (-1, 1)
    ]
    ring = cylinder(0.09 if not small else 0.06, 0.006, sides=16).tilted(90)
    parts = [
        *(Part(p.name, p.solid.moved(x, 0, r), p.material)
          for x in (front, rear) for p in _wheel(r, rubber, steel)),
        Part("frame", joined(*frame_bars), paint), Part("fork", joined(*fork, stem), paint),
        Part("handlebar", grips, plastic(rng, "black")),
        Part("saddle", saddle, Material("leather", color(rng, "black", "brown"))),
        Part("seat post", post, steel), Part("pedal", joined(*pedals), plastic(rng, "black")),
        Part("chain ring", ring.moved(crank[0], -0.04, crank[1]), steel),
    ]  # fmt: skip
    if small:
        side = turned([(0.9, 0), (1, -0.5), (1, 0.5), (0.9, 0)], sides=14).scaled(0.1, 0.1, 0.03)
        pair = joined(*(side.tilted(90).moved(rear, s * 0.2, 0.1) for s in (-1, 1)))
        axle = box(0.02, 0.4, 0.02).moved(rear, 0, 0.2)
        parts.append(Part("side wheel", joined(pair, axle), plastic(rng, "white", "black")))
    elif low:
        bag = shell((0.3, 0.36, 0.24), foot=0.8, power=6).moved(head[0] - 0.18, 0, h - 0.32)
        rack = box(0.36, 0.13, 0.015).moved(rear - 0.02, 0, 2.15 * r)
        legs = [tube([(rear, s * 0.06, r), (rear + 0.08, s * 0.06, 2.15 * r)], 0.006, sides=5)
                for s in (-1, 1)]  # fmt: skip
        parts += [
            Part("basket", bag, metal(rng, "black", "silver")),
            Part("rack", joined(rack, *legs), metal(rng, "black")),
        ]
    stand = tube([(0.13 * w, 0, 0.7 * r), (0.18 * w, 0.16, 0.01)], 0.01, sides=5)
    return [*parts, Part("stand", stand, steel)], []


CART = Category(
    "cart",
    "floor",
    (
        Style("utility", (0.9, 0.5, 0.95), (0.15, 0.12, 0.1), _trolley, 1.6),
        Style("slim", (0.62, 0.4, 0.85), (0.2, 0.15, 0.1), _slim_cart),
        Style("cupboard", (0.8, 0.52, 1.0), (0.15, 0.1, 0.12), _av_cart),
        Style("shopping", (0.95, 0.55, 1.0), (0.08, 0.06, 0.05), _shopping, held_out=True),
    ),
)

LADDER = Category(
    "ladder",
    "floor",
    (
        Style("step", (0.5, 0.75, 1.5), (0.12, 0.2, 0.2), _step_ladder, 1.5),
        Style("leaning", (0.42, 0.6, 2.3), (0.08, 0.15, 0.1), _leaning_ladder, 0.8),
        Style("trestle", (0.55, 0.9, 1.7), (0.1, 0.15, 0.12), _trestle_ladder),
    ),
    held_out=True,
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

BICYCLE = Category(
    "bicycle",
    "floor",
    (
        Style("racing", (1.7, 0.46, 1.0), (0.04, 0.1, 0.04), partial(_bicycle, low=False), 1.5),
        Style("city", (1.75, 0.6, 1.08), (0.04, 0.08, 0.04), partial(_bicycle, low=True)),
        Style("children's", (1.05, 0.48, 0.75), (0.1, 0.06, 0.08),
              partial(_bicycle, low=False, small=True), 0.7),
    ),
    held_out=True,
)  # fmt: skip

VEHICLES = (CART, LADDER, VACUUM_CLEANER, BICYCLE)
