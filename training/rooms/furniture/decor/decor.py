"""Vases, partitions and candles; plants, rugs and instruments are in files of their own."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.decor.music import GUITAR, PIANO
from training.rooms.furniture.decor.plants import PLANT
from training.rooms.furniture.decor.rugs import RUG
from training.rooms.furniture.shapes.fittings import blob, lattice, pick, top_rest
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import (
    Material,
    ceramic,
    fabric,
    foliage,
    glass,
    metal,
    painted_wood,
    plastic,
    wood,
)
from training.rooms.solids import (
    Solid,
    box,
    cylinder,
    frame,
    joined,
    leaf,
    tube,
    turned,
)  # fmt: skip
from training.rooms.types import Category, Part, Size, Style


def _glaze(rng: Random) -> Material:
    if rng.random() < 0.25:
        return glass(rng, "light blue", "light gray", "teal", "green")
    return ceramic(rng, "white", "cream", "black", "teal", "dark blue", "red", "brown", "gray")


def _vessel(outside: list[tuple[float, float]], width: float, depth: float, height: float) -> Solid:
    """A hollow vessel from (radius, height) pairs between 0 and 1 up its outside."""
    widest = max(r for r, _ in outside)
    up = [(r / widest / 2, z) for r, z in outside]
    wall = 0.04
    down = [(max(r - wall, 0.01), max(z, 0.05)) for r, z in reversed(up)]
    return turned([(0, 0), *up, *down, (0, 0.05)], sides=16).scaled(width, depth, height)


def _bellied_vase(rng: Random, size: Size) -> Built:
    w, d, h = size
    belly, neck = rng.uniform(0.3, 0.6), rng.uniform(0.35, 0.6)
    outside = [(0.5, 0.0), (0.92, 0.6 * belly), (1.0, belly), (0.8, belly + 0.2),
               (neck, 0.86), (neck + 0.12, 1.0)]  # fmt: skip
    return [Part("vase", _vessel(outside, w, d, h), _glaze(rng))], []


def _straight_vase(rng: Random, size: Size) -> Built:
    w, d, h = size
    foot = rng.uniform(0.6, 1.2)
    return [Part("vase", _vessel([(foot, 0.0), (1.0, 1.0)], w, d, h), _glaze(rng))], []


def _bottle_vase(rng: Random, size: Size) -> Built:
    """A round body under a long neck."""
    w, d, h = size
    neck = rng.uniform(0.2, 0.34)
    outside = [(0.55, 0.0), (0.95, 0.14), (1.0, 0.28), (0.8, 0.42), (neck, 0.55), (neck, 0.94),
               (neck + 0.08, 1.0)]  # fmt: skip
    return [Part("vase", _vessel(outside, w, d, h), _glaze(rng))], []


def _bouquet(rng: Random, size: Size) -> Built:
    """A vase with cut flowers."""
    w, d, h = size
    low = rng.uniform(0.45, 0.6) * h
    wide = 0.5 * min(w, d)
    vase = _vessel([(0.7, 0.0), (1.0, 0.4), (0.6, 0.85), (0.75, 1.0)], wide, wide, low)
    petals = plastic(rng, "red", "pink", "yellow", "white", "purple", "orange")
    stems, heads, leaves = [], [], []
    head = 0.26 * min(w, d)
    for i in range(9):
        turn, out = 2.4 * i, 1.0 if i < 4 else rng.uniform(0, 0.7)
        x = float(np.cos(turn)) * out * (w - head) / 2
        y = float(np.sin(turn)) * out * (d - head) / 2
        z = h - head - 0.2 * out * h * rng.uniform(0.4, 1) if i < 8 else h - head
        stems.append(tube([(0.1 * x, 0.1 * y, 0.5 * low), (x, y, z)], 0.004, sides=4))
        heads.append(blob(head, head, head).moved(x, y, z))
        leaves.append(leaf(0.3 * w, 0.1 * w, 0.7).moved(0.2 * x, 0.2 * y, low, yaw=40 * i))
    return [
        Part("vase", vase, _glaze(rng)),
        Part("stem", joined(*stems, *leaves), foliage(rng)),
        Part("blossoms", joined(*heads), Material("plant", petals.color)),
    ], []


def _handled_vase(rng: Random, size: Size) -> Built:
    """An amphora with two ears."""
    w, d, h = size
    body = 0.7 * w
    outside = [(0.45, 0.0), (0.4, 0.05), (1.0, 0.55), (0.85, 0.72), (0.4, 0.85), (0.5, 1.0)]
    glaze = _glaze(rng)
    ear = tube(
        [(0.18 * body, 0, 0.92 * h), (0.46 * w, 0, 0.88 * h), (0.47 * w, 0, 0.75 * h),
         (0.4 * body, 0, 0.64 * h)], 0.03 * w, sides=6,
    )  # fmt: skip
    return [
        Part("vase", _vessel(outside, body, d, h), glaze),
        Part("handle", joined(ear, ear.mirrored()), glaze),
    ], []


def _folding_screen(rng: Random, size: Size) -> Built:
    """Panels hinged in a zigzag: cloth, paper or slats in wooden frames."""
    w, d, h = size
    count = int(rng.integers(3, 6))
    step, rise = w / count, d - 0.03
    length, angle = float(np.hypot(step, rise)), float(np.degrees(np.arctan2(rise, step)))
    timber = pick(rng, (wood(rng), painted_wood(rng)))
    filling = fabric(rng) if rng.random() < 0.5 else Material("paper", color(rng, "cream", "white"))
    columns, rows = int(rng.integers(1, 4)), int(rng.integers(1, 6))
    rim = lattice(length, h, 0.025, 0.04, columns, rows, 0.02)
    cloth = box(length - 0.06, 0.006, h - 0.16).moved(z=0.12)
    parts = []
    for i in range(count):
        turn, x = angle if i % 2 else -angle, (i + 0.5 - count / 2) * step
        parts += [
            Part("frame", rim.moved(x, yaw=turn), timber),
            Part("panel", cloth.moved(x, yaw=turn), filling),
        ]
    return parts, []


def _office_partition(rng: Random, size: Size) -> Built:
    """A padded board in a slim frame on two feet, at times in two sections."""
    w, d, h = size
    cloth = replace(
        fabric(rng, "gray", "blue", "light gray", "dark gray", "beige", "green", "teal"),
        texture="woven", second=None,
    )  # fmt: skip
    rail = metal(rng, "silver", "dark gray", "black", "light gray")
    low = rng.uniform(0.02, 0.12)
    sections = int(rng.integers(1, 3))
    wide = w / sections
    board = box(wide - 0.04, 0.05, h - low - 0.05)
    parts = [Part("foot", box(0.05, d, 0.025).moved(s * (w / 2 - 0.08)), rail) for s in (-1, 1)]
    for i in range(sections):
        x = (i + 0.5 - sections / 2) * wide
        parts += [
            Part("frame", frame(wide, h - low, 0.045, 0.025).moved(x, 0, low), rail),
            Part("panel", board.moved(x, 0, low + 0.025), cloth),
        ]
    posts = joined(*(box(0.04, 0.04, h).moved(s * (w / 2 - 0.02)) for s in (-1, 1)))
    return [*parts, Part("post", posts, rail)], []


def _glass_partition(rng: Random, size: Size) -> Built:
    """Panes between posts."""
    w, d, h = size
    rail = metal(rng, "silver", "black", "dark gray", "white")
    columns = max(1, round(w / rng.uniform(0.6, 0.9)))
    solid = rng.uniform(0.2, 0.45) * h if rng.random() < 0.4 else 0.0
    parts = [
        Part("frame", lattice(w, h, d, 0.05, columns, 1, 0.04), rail),
        Part("pane", box(w - 0.08, 0.01, h - 0.06 - solid).moved(z=0.03 + solid), glass(rng)),
    ]
    if solid:
        lower = box(w - 0.08, 0.04, solid).moved(z=0.03)
        parts.append(Part("panel", lower, pick(rng, (wood(rng), painted_wood(rng)))))
    return parts, []


def _slatted_partition(rng: Random, size: Size) -> Built:
    """Upright wooden posts with air between them."""
    w, d, h = size
    timber = wood(rng)
    count = max(6, round(w / rng.uniform(0.07, 0.12)))
    post = box(0.4 * w / count, 0.7 * d, h - 0.06).moved(z=0.03)
    posts = joined(*(post.moved((i + 0.5 - count / 2) * w / count) for i in range(count)))
    return [
        Part("base", box(w, d, 0.03), timber),
        Part("top", box(w, d, 0.03).moved(z=h - 0.03), timber),
        Part("slat", posts, timber),
    ], [top_rest(w, d, h)]


def _wax(rng: Random) -> Material:
    return plastic(rng, "white", "cream", "red", "beige", "dark red", "light green", "purple")


def _flame(radius: float, z: float) -> Part:
    """The burnt wick."""
    wick = cylinder(max(0.03 * radius, 0.0015), 0.012, sides=5).moved(z=z)
    return Part("wick", wick, Material("fabric", color(np.random.default_rng(1), "black")))


def _pillar_candle(rng: Random, size: Size) -> Built:
    """A thick candle on a saucer."""
    w, d, h = size
    r = 0.5 * min(w, d)
    thick = rng.uniform(0.55, 0.75) * r
    saucer = turned([(0, 0), (0.6 * r, 0), (r, 0.015), (0.9 * r, 0.018), (0, 0.008)], sides=16)
    top = h - 0.012
    body = turned([(thick, 0.008), (thick, top), (0.8 * thick, top - 0.004), (0, top - 0.006)])
    return [
        Part("saucer", saucer.scaled(w / 2 / r, d / 2 / r), _glaze(rng)),
        Part("candle", body, _wax(rng)),
        _flame(r, top - 0.006),
    ], []


def _candlestick(rng: Random, size: Size) -> Built:
    """A slim candle in a tall holder."""
    w, d, h = size
    r, stand = 0.5 * min(w, d), rng.uniform(0.4, 0.6) * h
    holder = turned(
        [(0, 0), (r, 0), (0.9 * r, 0.015), (0.2 * r, 0.15 * stand), (0.3 * r, 0.5 * stand),
         (0.15 * r, 0.8 * stand), (0.45 * r, 0.95 * stand), (0.45 * r, stand), (0, stand)],
        sides=14,
    )  # fmt: skip
    stick = cylinder(0.25 * r, h - stand - 0.01, top=0.2 * r, sides=10).moved(z=stand)
    stuff = pick(rng, (metal(rng, "gold", "silver", "black"), wood(rng)))
    return [
        Part("holder", holder.scaled(w / 2 / r, d / 2 / r), stuff),
        Part("candle", stick, _wax(rng)), _flame(r, h - 0.012),
    ], []  # fmt: skip


def _jar_candle(rng: Random, size: Size) -> Built:
    """Wax in a glass, with a label."""
    w, d, h = size
    jar = _vessel([(0.9, 0.0), (1.0, 0.1), (1.0, 0.9), (0.96, 1.0)], w, d, h)
    fill = cylinder(0.43, rng.uniform(0.45, 0.75) * h, sides=14).scaled(w, d)
    band = cylinder(0.505, 0.35 * h, sides=16).scaled(w, d).moved(z=0.25 * h)
    return [
        Part("glass", jar, glass(rng, "light gray", "light blue", "brown")),
        Part("candle", fill.moved(z=0.05 * h), _wax(rng)),
        Part("label", band, Material("paper", color(rng, "white", "cream", "black"))),
    ], []


def _candelabra(rng: Random, size: Size) -> Built:
    """Three or five candles on curved arms."""
    w, d, h = size
    stuff, wax = metal(rng, "gold", "silver", "black"), _wax(rng)
    r, pairs = d / 2, int(rng.integers(1, 3))
    stand = 0.7 * h
    foot = turned([(0, 0), (r, 0), (0.8 * r, 0.02), (0.012, 0.05), (0.01, stand), (0, stand)])
    arms, cups, candles = [], [], []
    stick = cylinder(0.011, 0.2 * h, sides=8)
    for i in range(-pairs, pairs + 1):
        x = i / pairs * (w / 2 - 0.025)
        top = stand + 0.06 * h - (0.03 * h * abs(i) / pairs)
        if i:
            path = [(0, 0, 0.45 * h), (0.55 * x, 0, 0.38 * h), (x, 0, 0.5 * h), (x, 0, top)]
            arms.append(tube([(float(a), float(b), float(c)) for a, b, c in path], 0.008, sides=6))
        cups.append(turned([(0, 0), (0.025, 0.02), (0, 0.02)], sides=10).moved(x, 0, top - 0.01))
        candles.append(stick.moved(x, 0, top + 0.01))
    return [
        Part("foot", foot, stuff), Part("arm", joined(*arms, *cups), stuff),
        Part("candle", joined(*candles), wax),
    ], []  # fmt: skip


VASE = Category(
    "vase",
    "surface",
    (
        Style("bellied", (0.22, 0.22, 0.36), (0.2, 0.2, 0.25), _bellied_vase, 1.3, round=True),
        Style("straight", (0.17, 0.17, 0.34), (0.2, 0.2, 0.25), _straight_vase, round=True),
        Style("long-necked", (0.2, 0.2, 0.42), (0.2, 0.2, 0.2), _bottle_vase, 0.8, round=True),
        Style("with flowers", (0.34, 0.32, 0.46), (0.2, 0.2, 0.2), _bouquet, 1.0),
        Style("two-handled", (0.3, 0.24, 0.42), (0.15, 0.15, 0.2), _handled_vase, held_out=True),
    ),
)

PARTITION = Category(
    "partition",
    "floor",
    (
        Style("folding", (1.4, 0.3, 1.6), (0.2, 0.25, 0.08), _folding_screen, 0.6),
        Style("office", (1.4, 0.26, 1.12), (0.2, 0.2, 0.18), _office_partition, 3.0),
        Style("glazed", (1.5, 0.08, 1.4), (0.25, 0.2, 0.15), _glass_partition, 0.6),
        Style("slatted", (1.3, 0.16, 1.8), (0.2, 0.2, 0.1), _slatted_partition, held_out=True),
    ),
)

CANDLE = Category(
    "candle",
    "surface",
    (
        Style("pillar", (0.15, 0.15, 0.13), (0.2, 0.2, 0.25), _pillar_candle, round=True),
        Style("candlestick", (0.11, 0.11, 0.27), (0.15, 0.15, 0.2), _candlestick, 0.3, round=True),
        Style("jar", (0.12, 0.12, 0.12), (0.15, 0.15, 0.2), _jar_candle, round=True),
        Style("candelabra", (0.3, 0.13, 0.36), (0.15, 0.12, 0.15), _candelabra, held_out=True),
    ),
)

DECOR = (PLANT, VASE, RUG, PIANO, GUITAR, PARTITION, CANDLE)
