"""Short stairs that stand free: flights, library steps, step platforms, winding ones."""

from itertools import pairwise

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built, bar, chance, profile
from training.rooms.materials import Material, metal, painted_wood, plastic, stone, textured, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined
from training.rooms.types import Category, Part, Size, Style


def _timber(rng: Random) -> Material:
    return pick(rng, (wood(rng), wood(rng), painted_wood(rng, "white", "dark gray", "black")))


def _rail(w: float, run: list[tuple[float, float]], side: int, rise: float, r: float) -> Solid:
    """Posts over the places (y, z) on one side, and a rail along their tops."""
    x = side * (w / 2 - 1.5 * r)
    posts = [bar((x, y, z - 0.02), (x, y, z + rise - r), 0.7 * r, sides=6) for y, z in run]
    (y0, z0), (y1, z1) = run[0], run[-1]
    return joined(bar((x, y0, z0 + rise - r), (x, y1, z1 + rise - r), r), *posts)


def _flight(rng: Random, size: Size) -> Built:
    """Treads between slanting strings, or solid steps; with a rail on one side, both or none."""
    w, d, h = size
    railed = (-1,), (1,), (-1, 1), ()
    sides = railed[int(rng.integers(4))]
    rise = min(0.8, 0.45 * h) if sides else 0.0
    top = h - rise
    count = max(3, round(top / rng.uniform(0.16, 0.2)))
    going, step = d / count, top / count
    front = [(i * going - d / 2, (i + 1) * step) for i in range(count)]
    nose = 0.02
    if chance(rng, 0.5):
        parts = [*_solid_steps(rng, w, going, step, front)]
    else:
        timber = _timber(rng)
        deep = going + nose
        treads = [box(w - 0.05, deep, 0.035).moved(0, y + deep / 2, z - 0.035) for y, z in front]
        drop = 0.1 + 0.5 * step
        string = profile(
            [(-d / 2, 0.0), (-d / 2 + 1.4 * going, 0.0), (d / 2, max(top - 1.8 * drop, 0.02)),
             (d / 2, top), (d / 2 - going, top), (-d / 2, step)], 0.03,
        )  # fmt: skip
        strings = joined(*(string.moved(s * (w / 2 - 0.015)) for s in (-1, 1)))
        parts = [Part("tread", joined(*treads), _timber(rng)), Part("string", strings, timber)]
    places = [(y + going / 2, z) for y, z in front]
    stuff = pick(rng, (metal(rng, "black", "silver"), wood(rng)))
    parts += [Part("rail", _rail(w, places, s, rise, 0.02), stuff) for s in sides]
    return parts, []


def _solid_steps(
    rng: Random, w: float, going: float, step: float, front: list[tuple[float, float]]
) -> list[Part]:
    """Blocks down to the floor, each covered by a tread."""
    body = pick(rng, (stone(rng, "gray", "light gray", "beige"), _timber(rng)))
    back = front[-1][0] + going
    outline = [(back, 0.0), (back, front[-1][1] - 0.025)]
    for y, z in reversed(front):
        outline += [(y, z - 0.025), (y, z - step - 0.025 if z > 1.5 * step else 0.0)]
    # From the side, the corners run clockwise: the outline is wanted the other way round.
    sill = [box(w, going + 0.01, 0.025).moved(0, y + going / 2 - 0.005, z - 0.025)
            for y, z in front]  # fmt: skip
    return [
        Part("step", profile(outline[::-1] if _clockwise(outline) else outline, 0.96 * w), body),
        Part("tread", joined(*sill), pick(rng, (body, wood(rng)))),
    ]


def _clockwise(outline: list[tuple[float, float]]) -> bool:
    x, y = np.array(outline).T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) < 0


def _library(rng: Random, size: Size) -> Built:
    """Two to four deep wooden treads between shaped sides, with a pole or two to hold on to."""
    w, d, h = size
    timber, brass = wood(rng), metal(rng, "gold", "black")
    count = int(rng.integers(2, 5))
    top = min(rng.uniform(0.5, 0.62) * h, 0.28 * count)
    going, step = d / count, top / count
    outline = [(d / 2, 0.0)]
    front = [(i * going - d / 2, (i + 1) * step) for i in range(count)]
    outline += [(d / 2, top - 0.03)]
    for y, z in reversed(front):
        outline += [(y, z - 0.03), (y, z - step - 0.03 if z > 1.5 * step else 0.0)]
    arch = rng.uniform(0.3, 0.8) * step
    outline += [(-0.3 * d, 0.0), (-0.2 * d, arch), (0.3 * d, arch), (0.38 * d, 0.0)]
    side = profile(outline[::-1] if _clockwise(outline) else outline, 0.025)
    treads = [box(w, going + 0.02, 0.03).moved(0, y + going / 2 - 0.005, z - 0.03)
              for y, z in front]  # fmt: skip
    x, y = w / 2 - 0.03, d / 2 - 0.04
    both = (-1, 1) if chance(rng, 0.5) else (pick(rng, (-1, 1)),)
    poles = [
        joined(cylinder(0.017, h - 0.05, sides=10), cylinder(0.028, 0.05, top=0.014, sides=10)
               .moved(z=h - 0.05)).moved(s * x, y)
        for s in both
    ]  # fmt: skip
    parts = [
        Part("side", joined(*(side.moved(s * (w / 2 - 0.03)) for s in (-1, 1))), timber),
        Part("tread", joined(*treads), timber),
        Part("pole", joined(*poles), pick(rng, (timber, brass))),
    ]
    if len(both) == 2:
        z = 0.93 * h
        parts.append(Part("rail", bar((-x, y, z), (x, y, z), 0.014), brass))
    if chance(rng, 0.5):
        risers = [box(w - 0.08, 0.012, step - 0.03).moved(0, y + 0.012, z - step) for y, z in front]
        parts.append(Part("riser", joined(*risers), timber))
    return parts, []


def _platform(rng: Random, size: Size) -> Built:
    """A frame of metal tubes with one or two ribbed steps before a broad platform."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "black", "yellow")
    rubber = textured(plastic(rng, "black", "dark gray", "gray"), "stripes", None, 0.02)
    railed = chance(rng, 0.4)
    top = rng.uniform(0.42, 0.55) * h if railed else h
    count = max(1, round(top / 0.24) - 1)
    going = min(0.24, 0.55 * d / count)
    deep = d - going * count
    r = 0.014
    boards = [(i * going - d / 2, going, (i + 1) * top / (count + 1)) for i in range(count)]
    boards.append((d / 2 - deep, deep, top))
    treads, posts = [], []
    for y, run, z in boards:
        treads.append(box(w, run, 0.03).moved(0, y + run / 2, z - 0.03))
        for s in (-1, 1):
            x = s * (w / 2 - r)
            posts.append(bar((x, y + r, 0), (x, y + r, z - 0.01), r, sides=6))
            low = min(0.5 * z, 0.1)
            posts.append(bar((x, y + r, low), (x, d / 2 - r, low), 0.8 * r, sides=6))
    for s in (-1, 1):
        posts.append(
            bar((s * (w / 2 - r), d / 2 - r, 0), (s * (w / 2 - r), d / 2 - r, top - 0.01), r)
        )
    parts = [
        Part("tread", joined(*treads), rubber),
        Part("leg", joined(*posts), steel),
    ]
    if railed:
        x, y0, y1 = w / 2 - r, d / 2 - deep + r, d / 2 - r
        hoops = [bar((s * x, y1, top - 0.02), (s * x, y1, h - r), r) for s in (-1, 1)]
        hoops += [bar((s * x, y0, 0.5 * top), (s * x, y1, h - r), r) for s in (-1, 1)]
        parts.append(Part("rail", joined(*hoops, bar((-x, y1, h - r), (x, y1, h - r), r)), steel))
    return parts, []


def _winding(rng: Random, size: Size) -> Built:
    """Wedges around a post, each a step higher, and a rail along their outer ends."""
    w, d, h = size
    rail, stuff = 0.8, metal(rng, "black", "dark gray", "white")
    top = h - rail
    count = max(5, round(top / 0.2))
    turn = rng.uniform(24, 32)
    outer = np.radians(np.linspace(-0.58 * turn, 0.58 * turn, 4))
    wedge = [(0.0, -0.03), *((0.5 * float(np.cos(a)), 0.5 * float(np.sin(a))) for a in outer),
             (0.0, 0.03)]  # fmt: skip
    tread = extruded(wedge, 0.035)
    start = rng.uniform(0, 360)
    treads, posts, line = [], [], []
    for i in range(count):
        z = (i + 1) * top / count
        yaw = start + turn * i
        a = np.radians(yaw)
        x, y = 0.47 * float(np.cos(a)) * w, 0.47 * float(np.sin(a)) * d
        treads.append(tread.moved(yaw=yaw).scaled(w, d).moved(z=z - 0.035))
        posts.append(bar((x, y, z - 0.02), (x, y, z + rail - 0.03), 0.01, sides=6))
        line.append(np.array([x, y, z + rail - 0.03]))
    along = [bar(tuple(a.tolist()), tuple(b.tolist()), 0.02, sides=6)
             for a, b in pairwise(line)]  # fmt: skip
    foot = cylinder(0.5, 0.012, sides=24).scaled(w, d)
    return [
        Part("base", foot, stuff),
        Part("post", cylinder(0.045, h - 0.1), stuff),
        Part("tread", joined(*treads), pick(rng, (wood(rng), stuff))),
        Part("rail", joined(*along, *posts), stuff),
    ], []


STAIRS = Category(
    "stairs",
    "floor",
    (
        Style("straight", (0.85, 1.4, 1.5), (0.15, 0.18, 0.2), _flight, 1.3),
        Style("library", (0.46, 0.6, 1.05), (0.12, 0.14, 0.15), _library, 1.0),
        Style("platform", (0.55, 0.75, 0.65), (0.12, 0.14, 0.25), _platform, 0.9),
        Style("winding", (1.35, 1.35, 2.1), (0.1, 0.1, 0.1), _winding, 0.4),
    ),
)
