"""Carts and trolleys."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.furniture.things.bins import shell
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import (
    Solid,
    box,
    cylinder,
    frame,
    joined,
    tray,
    tube,
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
    x = -0.3 * w
    struts = joined(*(tube([(x, s * 0.4 * d, 0.12), (x, s * 0.38 * d, low)], 0.01, sides=6)
                      for s in (-1, 1)))  # fmt: skip
    return [
        Part("basket", basket, net), Part("frame", joined(*runner, struts), wire),
        Part("handle", bar, plastic(rng, "red", "blue", "green", "black")),
        Part("castor", _castors(0.88 * w, 0.9 * d, 0.055), plastic(rng, "black", "gray")),
    ], []  # fmt: skip


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
