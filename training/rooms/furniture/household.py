"""Tissue boxes, baskets, buckets, coat racks, fire extinguishers and water coolers."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.bins import shell
from training.rooms.furniture.fittings import Built, inside_rest, pick, top_rest
from training.rooms.materials import Material, fabric, glass, metal, paper, plastic, textured, wood
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
    return textured(sheet, pick(rng, ("plain", "dots", "stripes", "painting")), second)


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
    return Material("wood", straw, "checks", color(rng, "brown", "light brown"), scale=0.03,
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
    heap = lofted([Ring(0.84 * w, 0.84 * d, 0.8 * level, power=power),
                   Ring(0.6 * w, 0.6 * d, level, power=power), Ring(0, 0, level)], sides=14)  # fmt: skip
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
    hoop = [(float(np.cos(a)) * (w / 2 - r), 0.0, low - 0.02 + float(np.sin(a)) * (h - low + 0.02 - r))
            for a in angles]  # fmt: skip
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
                  Ring(w, d, h, power=8), Ring(0.9 * w, 0.92 * d, h, power=8)], sides=24)  # fmt: skip
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
    coat = plastic(rng, "white", "white", "black", "orange", "gray")
    print_ = textured(paper(rng, "blue", "yellow", "red", "white"), "poster", color(rng, "black"))
    return [
        Part("body", body, coat), Part("label", label, print_),
        Part("lid", lid.scaled(w, d, h), coat if rng.random() < 0.6 else plastic(rng, "white", "red")),
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


def _cloth_on(rng: Random, x: float, y: float, z: float, length: float) -> Part:
    """A coat or bag that hangs from a hook."""
    wide, deep = rng.uniform(0.24, 0.36), rng.uniform(0.1, 0.16)
    coat = lofted(
        [Ring(wide, deep, 0.0, power=3), Ring(0.95 * wide, deep, 0.5 * length, power=3),
         Ring(0.8 * wide, 0.9 * deep, 0.8 * length), Ring(0.25 * wide, 0.4 * deep, 0.97 * length),
         Ring(0, 0, length)], sides=12,
    )  # fmt: skip
    return Part("coat", coat.moved(x, y, z - length), fabric(rng, "black", "dark blue", "gray", "red",
                                                             "brown", "green", "beige"))  # fmt: skip


def _tree_rack(rng: Random, size: Size) -> Built:
    """A post on splayed feet with hooks around its head."""
    w, d, h = size
    stuff = wood(rng) if rng.random() < 0.6 else metal(rng, "black", "silver")
    solids = [cylinder(0.022, h - 0.02, sides=10).moved(z=0.02)]
    for i in range(4):
        a = np.pi / 2 * i + np.pi / 4
        x, y = float(np.cos(a)) * w / 2 * 1.35, float(np.sin(a)) * d / 2 * 1.35
        solids.append(
            tube([(0, 0, 0.22), (0.55 * x, 0.55 * y, 0.12), (x, y, 0.018)], 0.016, sides=6)
        )
    for ring, z in ((0, h - 0.06), (1, h - 0.35)):
        for i in range(4):
            a = np.pi / 2 * (i + 0.5 * ring)
            x, y = float(np.cos(a)) * 0.3 * w, float(np.sin(a)) * 0.3 * d
            solids.append(tube([(0, 0, z - 0.1), (x, y, z - 0.02), (1.2 * x, 1.2 * y, z + 0.05)],
                               0.011, sides=5))  # fmt: skip
    parts = [Part("rack", joined(*solids), stuff)]
    for i in range(int(rng.integers(0, 4))):
        a = np.pi / 2 * i + 0.3
        at = 0.22 * float(np.cos(a)) * w, 0.22 * float(np.sin(a)) * d
        parts.append(_cloth_on(rng, *at, h - 0.12 - 0.25 * (i % 2), rng.uniform(0.5, 0.9)))
    return parts, []


def _wall_rack(rng: Random, size: Size) -> Built:
    """A board with hooks, and what hangs there."""
    w, d, h = size
    timber, steel = wood(rng), metal(rng, "silver", "black", "gold")
    board = 0.1
    count = max(3, round(w / 0.14))
    back = d / 2
    hooks = [
        tube([((i + 0.5 - count / 2) * w / count, back - 0.02, h - 0.04),
              ((i + 0.5 - count / 2) * w / count, back - 0.09, h - 0.08),
              ((i + 0.5 - count / 2) * w / count, back - 0.1, h - 0.03)], 0.008, sides=5)
        for i in range(count)
    ]  # fmt: skip
    parts = [
        Part("board", box(w, 0.022, board).moved(0, back - 0.011, h - board), timber),
        Part("hook", joined(*hooks), steel),
    ]
    for i in range(count):
        if i == 0 or rng.random() < 0.6:
            length = h - 0.05 if i == 0 else rng.uniform(0.5, 0.95) * (h - 0.05)
            x = float(np.clip((i + 0.5 - count / 2) * w / count, 0.18 - w / 2, w / 2 - 0.18))
            part = _cloth_on(rng, x, 0, h - 0.05, length)
            parts.append(Part("coat", part.solid.moved(y=0.08 - d / 2), part.material))
    return parts, []


def _rail_rack(rng: Random, size: Size) -> Built:
    """A rail on two uprights with clothes on hangers and a shelf below."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "white")
    ends = []
    for s in (-1, 1):
        x = s * (w / 2 - 0.02)
        ends += [
            tube([(x, 0, 0.05), (x, 0, h - 0.015)], 0.014, sides=6),
            tube([(x, -d / 2 + 0.015, 0.03), (x, d / 2 - 0.015, 0.03)], 0.014, sides=6),
        ]
    rail = tube([(0.02 - w / 2, 0, h - 0.015), (w / 2 - 0.02, 0, h - 0.015)], 0.014, sides=6)
    parts = [
        Part("upright", joined(*ends), steel), Part("rail", rail, steel),
        Part("shelf", box(w - 0.06, 0.6 * d, 0.015).moved(z=0.06), steel),
    ]  # fmt: skip
    for i in range(int(rng.integers(2, 10))):
        x = rng.uniform(-0.42, 0.42) * w
        cloth = box(0.04, 0.85 * d, rng.uniform(0.6, 0.95)).moved(x, 0, 0)
        low = h - 0.08 - float(cloth.bounds[1, 2])
        parts.append(Part("clothes", cloth.moved(z=max(low, 0.1)), fabric(rng)))
        parts.append(Part("hanger", box(0.008, 0.02, 0.07).moved(x, 0.02 * i, h - 0.09), steel))
    return parts, [top_rest(w - 0.1, 0.5 * d, 0.075, clearance=0.5)]


def _ball_rack(rng: Random, size: Size) -> Built:
    """Coloured balls on a star of pegs over a round foot."""
    w, d, h = size
    steel = metal(rng, "silver", "black", "white")
    foot = turned([(0, 0), (0.5, 0), (0.5, 0.02), (0.05, 0.04), (0, 0.04)], sides=18).scaled(
        0.85 * w, 0.85 * d
    )
    post = cylinder(0.018, h - 0.05, sides=8)
    pegs, balls = [], []
    for i in range(8):
        a = 2 * np.pi * i / 8
        x, y = float(np.cos(a)) * (w / 2 - 0.03), float(np.sin(a)) * (d / 2 - 0.03)
        z = h - 0.03 if i % 2 else 0.8 * h
        pegs.append(tube([(0, 0, z - 0.14), (x, y, z)], 0.007, sides=5))
        balls.append(ellipsoid(0.06, 0.06, 0.06).moved(x, y, z - 0.03))
    return [
        Part("foot", foot, steel), Part("post", joined(post, *pegs), steel),
        Part("ball", joined(*balls), plastic(rng, "red", "blue", "yellow", "black", "green")),
    ], []  # fmt: skip


def _extinguisher(rng: Random, size: Size, *, horn: bool, wall: bool) -> Built:
    """A red bottle with a lever head and a hose, which may end in a horn or hang on a bracket."""
    w, d, h = size
    red = Material("metal", color(rng, "red", "red", "dark red"), shine=0.4)
    black = plastic(rng, "black")
    r = min(0.5 * d, 0.36 * w) * (0.88 if wall else 1.0)
    high = 0.8 * h
    body = turned([(0, 0), (0.92 * r, 0), (r, 0.03 * h), (r, 0.86 * high), (0.6 * r, 0.96 * high),
                   (0.25 * r, high), (0, high)], sides=16)  # fmt: skip
    valve = cylinder(0.25 * r, 0.06 * h, sides=10).moved(z=high - 0.01)
    levers = joined(
        box(0.9 * w * 0.6, 0.025, 0.012).moved(0.12 * w, 0, 0.9 * h),
        box(0.5 * w, 0.02, 0.01).tilted(-14, axis=1).moved(0.12 * w, 0, h - 0.07 * h),
    )
    end = 0.25 * h if horn else 0.4 * h
    hose = tube([(-0.02, 0, 0.86 * h), (-0.34 * w, 0, 0.88 * h), (-r - 0.02, 0, 0.7 * h),
                 (-r - 0.015, 0, end)], 0.012, sides=6)  # fmt: skip
    y = -(d / 2 - r) if wall else 0.0
    parts = [
        Part("body", body.moved(y=y), red), Part("valve", valve.moved(y=y), metal(rng, "silver", "gold")),
        Part("lever", levers.moved(y=y), pick(rng, (black, metal(rng, "silver")))),
        Part("hose", hose.moved(y=y), black),
        Part("label", turned([(1.01 * r, 0.3 * h), (1.01 * r, 0.55 * h)], sides=16).moved(y=y),
             paper(rng, "white", "yellow")),
    ]  # fmt: skip
    if horn:
        cone = turned([(0.015, 1.0), (0.045, 0.0), (0.035, 0.0), (0.01, 0.9)], sides=10)
        x = 0.045 - w / 2
        parts.append(Part("horn", cone.scaled(z=0.3 * h).moved(x, y, 0.02 * h), black))
    if wall:
        strap = turned([(1.02 * r, 0.6 * h), (1.02 * r, 0.66 * h)], sides=16).moved(y=y)
        plate = box(0.5 * w, 0.02, 0.75 * h).moved(0, d / 2 - 0.01, 0.1 * h)
        hook = box(0.3 * r, d / 2 - y, 0.02).moved(0, (d / 2 + y) / 2, 0.63 * h)
        parts.append(Part("bracket", joined(strap, plate, hook), metal(rng, "silver", "black")))
    return parts, []


def _plain_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=False, wall=False)


def _horn_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=True, wall=False)


def _hung_extinguisher(rng: Random, size: Size) -> Built:
    return _extinguisher(rng, size, horn=rng.random() < 0.3, wall=True)


def _cased_extinguisher(rng: Random, size: Size) -> Built:
    """In a wall case with a glass door."""
    w, d, h = size
    steel = metal(rng, "white", "silver") if rng.random() < 0.6 else plastic(rng, "red")
    inner = (0.7 * w, 0.7 * d, 0.8 * h)
    parts, _ = _extinguisher(rng, inner, horn=False, wall=False)
    case = joined(
        frame(w, h, d, 0.015), box(w, 0.01, h).moved(y=d / 2 - 0.005),
        frame(w, h, 0.02, 0.035).moved(y=0.01 - d / 2),
    )  # fmt: skip
    pane = box(w - 0.06, 0.004, h - 0.06).moved(0, 0.01 - d / 2, 0.03)
    return [
        Part("case", case, steel), Part("pane", pane, glass(rng)),
        *(Part(p.name, p.solid.moved(z=0.02), p.material) for p in parts),
    ], []  # fmt: skip


def _big_bottle(radius: float, height: float) -> Solid:
    """A water bottle upside down: its neck at z = 0."""
    return turned(
        [(0, 0), (0.25 * radius, 0), (0.3 * radius, 0.1 * height), (0.85 * radius, 0.2 * height),
         (radius, 0.3 * height), (0.94 * radius, 0.5 * height), (radius, 0.65 * height),
         (radius, 0.95 * height), (0.85 * radius, height), (0, height)], sides=16,
    )  # fmt: skip


def _taps(rng: Random, w: float, front: float, z: float) -> list[Part]:
    """A blue and a red tap over a drip tray in a niche."""
    tap = joined(box(0.03, 0.05, 0.03), box(0.02, 0.02, 0.03).moved(0, -0.015, -0.03))
    return [
        Part("tap", tap.moved(s * 0.2 * w, front - 0.02, z), plastic(rng, name))
        for s, name in ((-1, "blue"), (1, "red"))
    ]


def _tower(rng: Random, size: Size, high: float, coat: Material) -> list[Part]:
    """A slim cabinet with a dark niche under its taps."""
    w, d, _ = size
    y = 0.02
    deep = d - 2 * y
    niche = 0.24 * high
    dark = plastic(rng, "black", "dark gray", "light gray")
    return [
        Part("cabinet", box(w, deep, 0.66 * high).moved(y=y), coat),
        Part("back", box(w, 0.5 * deep, niche).moved(0, y + 0.25 * deep, 0.66 * high), dark),
        Part(
            "head", box(w, deep, high - 0.66 * high - niche).moved(0, y, 0.66 * high + niche), coat
        ),
        Part("tray", box(0.7 * w, 0.45 * deep, 0.02).moved(0, y - 0.27 * deep, 0.66 * high), dark),
        Part("door", box(0.9 * w, 0.01, 0.5 * high).moved(0, y - deep / 2, 0.08 * high), coat),
        *_taps(rng, w, y - 0.1 * deep, 0.66 * high + 0.6 * niche),
    ]


def _bottled_cooler(rng: Random, size: Size) -> Built:
    """A cabinet with a bottle upside down on top."""
    w, d, h = size
    high = rng.uniform(0.68, 0.76) * h
    coat = plastic(rng, "white", "white", "black", "light gray", "gray")
    blue = Material("plastic", color(rng, "light blue", "blue"), shine=0.5, transparency=0.4)
    bottle = _big_bottle(0.44 * min(w, d), h - high + 0.03)
    return [
        *_tower(rng, size, high, coat),
        Part("bottle", bottle.moved(0, 0.02, high - 0.03), blue),
    ], []


def _plumbed_cooler(rng: Random, size: Size) -> Built:
    """Without a bottle: flat on top."""
    w, d, h = size
    coat = (
        plastic(rng, "white", "black", "light gray") if rng.random() < 0.5 else metal(rng, "silver")
    )
    return _tower(rng, size, h, coat), [top_rest(0.9 * w, 0.8 * d, h)]


def _fountain(rng: Random, size: Size) -> Built:
    """A drinking fountain on a steel box."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "gray")
    low = 0.84 * h
    basin = shell((w, d, h - low), foot=0.85, power=8, wall=0.03).moved(z=low)
    spout = tube([(-0.3 * w, 0, low + 0.03), (-0.3 * w, 0, h - 0.01), (-0.2 * w, 0, h - 0.01)], 0.012,
                 sides=6)  # fmt: skip
    grille = box(0.7 * w, 0.008, 0.2 * h).moved(0, -0.425 * d, 0.12 * h)
    return [
        Part("cabinet", box(0.85 * w, 0.85 * d, low + 0.01), steel), Part("basin", basin, steel),
        Part("spout", spout, metal(rng, "silver")),
        Part("grille", grille, metal(rng, "dark gray", "black")),
        Part("button", box(0.2 * w, 0.02, 0.04).moved(0, -0.43 * d, 0.75 * low), metal(rng, "silver")),
    ], []  # fmt: skip


TISSUE_BOX = Category(
    "tissue box",
    "surface",
    (
        Style("flat", (0.24, 0.125, 0.15), (0.08, 0.08, 0.12), _flat_tissues, 1.6),
        Style("cube", (0.125, 0.125, 0.19), (0.08, 0.08, 0.1), _cube_tissues),
        Style("covered", (0.26, 0.15, 0.15), (0.08, 0.08, 0.12), _covered_tissues, 0.6),
    ),
)

BASKET = Category(
    "basket",
    "floor",
    (
        Style("wicker", (0.42, 0.33, 0.27), (0.2, 0.2, 0.25), _wicker_basket, 1.5),
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

COAT_RACK = Category(
    "coat rack",
    "floor",
    (
        Style("standing", (0.48, 0.48, 1.76), (0.1, 0.1, 0.04), _tree_rack, 1.6),
        Style("wall-mounted", (0.8, 0.2, 0.85), (0.25, 0.12, 0.15), _wall_rack, 0.8, stands="wall"),
        Style("rail", (1.1, 0.45, 1.6), (0.15, 0.08, 0.05), _rail_rack, 0.5),
        Style("ball", (0.45, 0.45, 1.72), (0.1, 0.1, 0.04), _ball_rack, held_out=True),
    ),
)

FIRE_EXTINGUISHER = Category(
    "fire extinguisher",
    "floor",
    (
        Style("wall-mounted", (0.21, 0.17, 0.5), (0.12, 0.1, 0.12), _hung_extinguisher, 2.0,
              stands="wall"),
        Style("standing", (0.2, 0.15, 0.5), (0.12, 0.1, 0.12), _plain_extinguisher),
        Style("with horn", (0.25, 0.16, 0.52), (0.1, 0.1, 0.1), _horn_extinguisher, 0.7),
        Style("cased", (0.3, 0.21, 0.72), (0.1, 0.1, 0.06), _cased_extinguisher, held_out=True,
              stands="wall"),
    ),
)  # fmt: skip

WATER_COOLER = Category(
    "water cooler",
    "floor",
    (
        Style("bottled", (0.33, 0.35, 1.3), (0.06, 0.06, 0.06), _bottled_cooler, 1.5),
        Style("plumbed", (0.34, 0.36, 1.08), (0.08, 0.08, 0.06), _plumbed_cooler),
        Style("fountain", (0.44, 0.42, 0.98), (0.08, 0.08, 0.05), _fountain, 0.7),
    ),
    held_out=True,
)

HOUSEHOLD = (TISSUE_BOX, BASKET, BUCKET, COAT_RACK, FIRE_EXTINGUISHER, WATER_COOLER)
