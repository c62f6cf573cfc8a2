"""Tissue boxes, baskets and buckets."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import inside_rest, pick, top_rest
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.furniture.things.bins import shell
from training.rooms.materials import Material, fabric, metal, paper, plastic, textured, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    joined,
    lofted,
    skin,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _tissue(rng: Random, width: float, height: float) -> Part:
    """The crumpled end of a tissue, standing on z = 0."""
    columns, rows = 9, 4
    points = np.empty((rows, columns, 3))
    angles = np.linspace(0, 2 * np.pi, columns)
    for j in range(rows):
        grow = 0.25 + 0.75 * j / (rows - 1)
        wave = 1 + 0.35 * np.cos(3 * angles + j)
        points[j, :, 0] = width / 2 * grow * np.cos(angles) * wave / 1.35
        points[j, :, 1] = 0.5 * width / 2 * grow * np.sin(angles) * wave / 1.35
        points[j, :, 2] = height * j / (rows - 1) * (1 - 0.25 * np.cos(2 * angles) * (j > 1))
    points[..., 2] *= height / points[..., 2].max()

    return Part("tissue", skin(points), paper(rng, "white"))


def _print(rng: Random) -> Material:
    sheet = paper(rng, "light blue", "pink", "white", "green", "beige", "purple", "blue", "yellow")
    second = color(rng, "white", "blue", "light green", "pink")
    return textured(sheet, pick(rng, ("plain", "dots", "stripes")), second)


def _flat_tissues(rng: Random, size: Size) -> Built:
    """A flat carton with a slot."""
    w, d, h = size
    low = 0.6 * h
    slot = box(0.55 * w, 0.3 * d, 0.002).moved(z=low - 0.001)
    tissue = _tissue(rng, 0.45 * w, h - low)
    return [
        Part("carton", box(w, d, low), _print(rng)), Part("slot", slot, paper(rng, "white")),
        Part("tissue", tissue.solid.moved(z=low - 0.002), tissue.material),
    ], []  # fmt: skip


def _cube_tissues(rng: Random, size: Size) -> Built:
    w, d, h = size
    low = 0.72 * h
    tissue = _tissue(rng, 0.6 * w, h - low)
    ring = (
        turned([(0.32, 0), (0.34, 0.004), (0, 0.004)], sides=14).scaled(w, d).moved(z=low - 0.003)
    )
    return [
        Part("carton", box(w, d, low), _print(rng)), Part("slot", ring, paper(rng, "white")),
        Part("tissue", tissue.solid.moved(z=low), tissue.material),
    ], []  # fmt: skip


def _covered_tissues(rng: Random, size: Size) -> Built:
    """A wooden, leather or steel cover over the carton."""
    w, d, h = size
    low = 0.66 * h
    stuff = pick(rng, (wood(rng), metal(rng, "silver", "black"),
                       Material("leather", color(rng, "brown", "black", "beige"))))  # fmt: skip
    ring = lofted([Ring(0.6 * w, 0.3 * d, 0.0, power=3), Ring(0.64 * w, 0.36 * d, 0.006, power=3),
                   Ring(0.5 * w, 0.2 * d, 0.006, power=3)], sides=16)  # fmt: skip
    tissue = _tissue(rng, 0.42 * w, h - low)
    return [
        Part("cover", cushion(w, d, low, radius=0.012), stuff),
        Part("rim", ring.moved(z=low - 0.003), stuff),
        Part("tissue", tissue.solid.moved(z=low), tissue.material),
    ], []


def _wicker(rng: Random) -> Material:
    straw = color(rng, "light brown", "beige", "brown", "dark brown", "white")
    return Material("wood", straw, "checks", color(rng, "brown", "light brown"), scale=0.012,
                    shine=0.05)  # fmt: skip


def _rope_rim(w: float, d: float, z: float, thick: float, power: float = 2.0) -> Solid:
    """A rounded rim along an outline."""
    return lofted(
        [Ring(w - thick, d - thick, z - thick / 2, power=power), Ring(w, d, z, power=power),
         Ring(w - thick, d - thick, z + thick / 2, power=power),
         Ring(w - 2 * thick, d - 2 * thick, z, power=power)], sides=20,
    )  # fmt: skip


def _content(rng: Random, size: Size, power: float) -> list[Part]:
    """Folded or crumpled cloth up to some level, at times."""
    w, d, h = size
    if rng.random() < 0.5:
        return []
    level = rng.uniform(0.4, 0.95) * h
    heap = lofted([Ring(0.7 * w, 0.7 * d, 0.8 * level, power=power),
                   Ring(0.6 * w, 0.6 * d, level, power=power), Ring(0, 0, level)],
                  sides=14)  # fmt: skip
    return [Part("content", heap, fabric(rng))]


def _wicker_basket(rng: Random, size: Size) -> Built:
    """Woven, round or rectangular, with a thick rim."""
    w, d, h = size
    power = pick(rng, (2.0, 2.6, 8.0))
    stuff = _wicker(rng)
    body = shell(
        (0.97 * w, 0.97 * d, h - 0.01), foot=rng.uniform(0.75, 0.95), power=power, wall=0.01
    )
    return [
        Part("body", body, stuff), Part("rim", _rope_rim(w, d, h - 0.012, 0.024, power), stuff),
        *_content(rng, size, power),
    ], [inside_rest(0.5 * w, 0.5 * d, 0.012, clearance=h)]  # fmt: skip


def _handled_basket(rng: Random, size: Size) -> Built:
    """A basket with a hoop across its top."""
    w, d, h = size
    low = 0.5 * h
    stuff = _wicker(rng)
    body = shell((0.98 * w, 0.98 * d, low), foot=0.75, wall=0.01)
    r = 0.012
    angles = np.linspace(0, np.pi, 9)
    rise = h - low + 0.02 - r
    hoop = [
        (float(np.cos(a)) * (w / 2 - r), 0.0, low - 0.02 + float(np.sin(a)) * rise) for a in angles
    ]
    return [
        Part("body", body, stuff), Part("rim", _rope_rim(w, d, low, 0.022), stuff),
        Part("handle", tube(hoop, r, sides=6), stuff), *_content(rng, (w, d, low), 2.0),
    ], [inside_rest(0.5 * w, 0.5 * d, 0.012, clearance=h)]  # fmt: skip


def _plastic_basket(rng: Random, size: Size) -> Built:
    """A perforated tub with grips."""
    w, d, h = size
    coat = plastic(rng, "white", "blue", "pink", "green", "gray", "red", "light blue")
    holes = replace(textured(coat, "mesh", color(rng, "dark gray"), 0.02), transparency=0.25)
    body = shell((0.95 * w, 0.96 * d, h - 0.01), foot=0.82, power=8, wall=0.005)
    rim = lofted([Ring(0.93 * w, d, h - 0.03, power=8), Ring(w, d, h - 0.025, power=8),
                  Ring(w, d, h, power=8), Ring(0.9 * w, 0.92 * d, h, power=8)],
                 sides=24)  # fmt: skip
    return [
        Part("body", body, holes), Part("rim", rim, coat), *_content(rng, size, 8.0),
    ], [inside_rest(0.6 * w, 0.6 * d, 0.01, clearance=h)]  # fmt: skip


def _wire_basket(rng: Random, size: Size) -> Built:
    """Thin bars, welded."""
    w, d, h = size
    wire = metal(rng, "silver", "black", "white")
    hoops = [lofted([Ring(f * w, f * d, z * h - 0.003, power=6),
                     Ring(f * w + 0.004, f * d + 0.004, z * h, power=6),
                     Ring(f * w, f * d, z * h + 0.003, power=6)], sides=20)
             for f, z in ((0.82, 0.02), (0.88, 0.35), (0.93, 0.68), (0.985, 0.99))]  # fmt: skip
    bars = []
    for i in range(20):
        a = 2 * np.pi * i / 20
        c, s = float(np.cos(a)), float(np.sin(a))
        x, y = np.sign(c) * abs(c) ** (1 / 3) / 2, np.sign(s) * abs(s) ** (1 / 3) / 2
        foot = (float(0.82 * w * x), float(0.82 * d * y), 0.004)
        bars.append(tube([foot, (float(0.985 * w * x), float(0.985 * d * y), h - 0.004)], 0.002,
                         sides=4))  # fmt: skip
    grid = [box(0.003, 0.74 * d, 0.003).moved((i - 3) * 0.11 * w) for i in range(7)]
    return [Part("wire", joined(*hoops, *bars, *grid), wire)], [
        inside_rest(0.6 * w, 0.6 * d, 0.004, clearance=h)
    ]


def _bail(w: float, d: float, high: float, top: float, degrees: float) -> Solid:
    """A wire handle hinged at both sides of a rim at height `high`."""
    angles = np.linspace(0, np.pi, 9)
    r = 0.004
    arc = [
        (float(np.cos(a)) * (w / 2 - r), 0.0, float(np.sin(a)) * (top - high - r)) for a in angles
    ]
    return tube(arc, r, sides=5).tilted(degrees).moved(z=high)


def _round_bucket(rng: Random, size: Size) -> Built:
    """A tapered pail, its handle up or fallen to the side."""
    w, d, h = size
    stuff = pick(rng, (plastic(rng, "white", "blue", "red", "green", "gray", "black", "yellow"),
                       metal(rng, "silver")))  # fmt: skip
    up = rng.random() < 0.35
    high = 0.72 * h if up else 0.985 * h
    body = shell((0.97 * w, 0.97 * d, high), foot=rng.uniform(0.7, 0.85))
    bail = (
        _bail(w, d, high - 0.02, h, 0)
        if up
        else _bail(w, d, 0, 0.8 * high, 172).moved(0, -0.02, high - 0.03)
    )
    return [
        Part("body", body, stuff), Part("rim", _rope_rim(w, d, high - 0.008, 0.014), stuff),
        Part("handle", bail, metal(rng, "silver", "dark gray")),
    ], [inside_rest(0.45 * w, 0.45 * d, 0.01, clearance=h)]  # fmt: skip


def _lidded_bucket(rng: Random, size: Size) -> Built:
    """A paint bucket shut with a lid."""
    w, d, h = size
    body = turned([(0, 0), (0.44, 0), (0.485, 0.9), (0, 0.9)], sides=20).scaled(w, d, h)
    lid = turned([(0.5, 0.9), (0.5, 0.97), (0.46, 1.0), (0.44, 0.98), (0, 0.98)], sides=20)
    label = turned([(0.463, 0.2), (0.483, 0.65)], sides=20).scaled(w, d, h)
    cover = plastic(rng, "white", "red", "black", "gray")
    coat = plastic(rng, "white", "white", "black", "orange", "gray")
    print_ = textured(paper(rng, "blue", "yellow", "red", "white"), "poster", color(rng, "black"))
    return [
        Part("body", body, coat), Part("label", label, print_),
        Part("lid", lid.scaled(w, d, h), coat if rng.random() < 0.6 else cover),
    ], [top_rest(0.55 * w, 0.55 * d, 0.98 * h)]  # fmt: skip


def _mop_bucket(rng: Random, size: Size) -> Built:
    """A rectangular pail on castors with a wringer."""
    w, d, h = size
    coat = plastic(rng, "yellow", "yellow", "blue", "gray", "red")
    high = 0.68 * h
    body = shell((w, d, high - 0.06), foot=0.8, power=7, wall=0.008).moved(z=0.06)
    wheel = cylinder(0.03, 0.025, sides=10).tilted(90, axis=1)
    wheels = joined(*(wheel.moved(sx * 0.34 * w - 0.0125, sy * 0.32 * d, 0.03)
                      for sx in (-1, 1) for sy in (-1, 1)))  # fmt: skip
    wringer = shell((0.45 * w, 0.8 * d, h - high + 0.1), foot=0.7, power=8).moved(
        0.24 * w, 0, high - 0.1
    )
    lever = tube([(0.2 * w, 0.3 * d, high), (0.1 * w, 0.3 * d, h)], 0.012, sides=6)
    return [
        Part("body", body, coat), Part("castor", wheels, plastic(rng, "black", "gray")),
        Part("wringer", wringer, coat), Part("lever", lever, metal(rng, "silver")),
    ], []  # fmt: skip


def _ice_bucket(rng: Random, size: Size) -> Built:
    """An ice or champagne bucket with two ring handles."""
    w, d, h = size
    steel = metal(rng, "silver", "gold")
    body = shell((0.86 * w, d, h), foot=0.72, wall=0.004)
    ring = tube([(0, 0, 0.75 * h), (0.06 * w, 0, 0.75 * h), (0.07 * w, 0, 0.6 * h),
                 (0, 0, 0.58 * h)], 0.006, sides=6).moved(0.41 * w)  # fmt: skip
    return [Part("body", body, steel), Part("handle", joined(ring, ring.mirrored()), steel)], [
        inside_rest(0.4 * w, 0.4 * d, 0.01, clearance=h)
    ]


TISSUE_BOX = Category(
    "tissue box",
    "surface",
    (
        Style("flat", (0.25, 0.14, 0.16), (0.08, 0.08, 0.12), _flat_tissues, 1.6),
        Style("cube", (0.15, 0.15, 0.19), (0.08, 0.08, 0.1), _cube_tissues),
        Style("covered", (0.28, 0.17, 0.17), (0.08, 0.08, 0.12), _covered_tissues, 0.6),
    ),
)

BASKET = Category(
    "basket",
    "floor",
    (
        Style("wicker", (0.4, 0.3, 0.27), (0.2, 0.2, 0.25), _wicker_basket, 1.5),
        Style("plastic", (0.38, 0.28, 0.25), (0.2, 0.2, 0.25), _plastic_basket, 1.2),
        Style("handled", (0.38, 0.3, 0.4), (0.15, 0.15, 0.15), _handled_basket, 0.8),
        Style("wire", (0.4, 0.3, 0.25), (0.2, 0.2, 0.2), _wire_basket, held_out=True),
    ),
)

BUCKET = Category(
    "bucket",
    "floor",
    (
        Style("open", (0.32, 0.32, 0.32), (0.1, 0.1, 0.12), _round_bucket, 1.5, round=True),
        Style("lidded", (0.3, 0.3, 0.36), (0.08, 0.08, 0.12), _lidded_bucket, 1.2, round=True),
        Style("mop", (0.5, 0.36, 0.55), (0.1, 0.1, 0.12), _mop_bucket, 0.3),
        Style("ice", (0.27, 0.22, 0.23), (0.1, 0.1, 0.1), _ice_bucket, held_out=True,
              stands="surface"),
    ),
)  # fmt: skip

HOUSEHOLD = (TISSUE_BOX, BASKET, BUCKET)
