"""Bicycles."""

from functools import partial

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.furniture.things.bins import shell
from training.rooms.materials import Material, metal, plastic
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cylinder,
    joined,
    lofted,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


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
        *(tube([(crank[0], s * 0.02, crank[1]), (rear, s * 0.06, r)], 0.01, sides=5)
          for s in (-1, 1)),
        *(tube([(seat[0], s * 0.02, 0.93 * seat[1]), (rear, s * 0.06, r)], 0.009, sides=5)
          for s in (-1, 1)),
    ]  # fmt: skip
    fork = [tube([(joint[0], s * 0.03, joint[1]), (front, s * 0.055, r)], 0.012, sides=5)
            for s in (-1, 1)]  # fmt: skip
    stem = bar(joint, (head[0] + 0.015, h - 0.03))
    reach = d / 2 - 0.015
    end = head[0] + (0.16 if low else -0.04)
    grips = tube([(end, -reach, h - 0.03), (head[0], -0.25 * d, h - 0.02),
                  (head[0], 0.25 * d, h - 0.02), (end, reach, h - 0.03)],
                 0.015, sides=6)  # fmt: skip
    post = bar(seat, (seat[0] + 0.02, seat_top), 0.013)
    saddle = lofted([Ring(0, 0, 0), Ring(0.26, 0.12, 0.01), Ring(0.27, 0.16, 0.04),
                     Ring(0, 0, 0.06)], sides=12)  # fmt: skip
    saddle = saddle.moved(seat[0] + 0.02, 0, seat_top - 0.01)
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
