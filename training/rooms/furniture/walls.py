"""Pictures, mirrors and clocks; boards and heating are in files of their own."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.boards import BLACKBOARD, BULLETIN_BOARD, WHITEBOARD
from training.rooms.furniture.fittings import Built, moved, pick
from training.rooms.furniture.heating import FIREPLACE, RADIATOR
from training.rooms.materials import (
    Material,
    metal,
    mirror_glass,
    painted_wood,
    paper,
    plastic,
    textured,
    wood,
)
from training.rooms.solids import Solid, box, cylinder, frame, joined, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _seed(rng: Random) -> int:
    return int(rng.integers(1 << 16))


def _painting(rng: Random) -> Material:
    return Material("fabric", color(rng), "painting", color(rng), shine=0.05, seed=_seed(rng))


def _print(rng: Random) -> Material:
    ground = paper(rng, "white", "cream", "yellow", "light blue", "black", "red", "beige")
    kind = pick(rng, ("poster", "painting"))
    return textured(ground, kind, color(rng, "black", "dark blue", "red", "dark green", "white"))


def _photo(rng: Random) -> Material:
    ground = color(rng, "gray", "light gray", "light blue", "green", "beige", "dark gray")
    return Material("paper", ground, "painting", color(rng), shine=0.3, seed=_seed(rng))


def _rim(rng: Random) -> Material:
    return pick(
        rng,
        (wood(rng), painted_wood(rng), metal(rng, "black", "silver", "gold"),
         painted_wood(rng, "black", "white")),
    )  # fmt: skip


def _framed(
    w: float, d: float, h: float, border: float, rim: Material, art: Material, mat: float = 0.0
) -> list[Part]:
    """A picture in a rim, with a border of card around it where `mat` is not 0."""
    inner = border + mat
    parts = [
        Part("frame", frame(w, h, d, border), rim),
        Part("picture", box(w - 1.9 * inner, 0.35 * d, h - 1.9 * inner).moved(z=0.95 * inner), art),
    ]
    if mat:
        card = Material("paper", color(np.random.default_rng(art.seed), "white", "cream"))
        board = box(w - 1.9 * border, 0.3 * d, h - 1.9 * border).moved(z=0.95 * border)
        parts.append(Part("mat", board, card))
    return parts


def _framed_painting(rng: Random, size: Size) -> Built:
    w, d, h = size
    border = rng.uniform(0.05, 0.13) * min(w, h)
    mat = rng.uniform(0.05, 0.12) * min(w, h) if rng.random() < 0.4 else 0.0
    return _framed(w, d, h, border, _rim(rng), _painting(rng), mat), []


def _moulded(rng: Random, size: Size) -> Built:
    """An old painting in a wide frame of three steps."""
    w, d, h = size
    border = rng.uniform(0.12, 0.18) * min(w, h)
    rim = pick(rng, (metal(rng, "gold"), wood(rng, "brown", "dark brown")))
    steps = ((0.0, 0.6, 0.42), (0.3, 1.0, 0.4), (0.66, 0.75, 0.34))
    rings = [
        frame(w - 2 * a * border, h - 2 * a * border, f * d, share * border).moved(
            0, d * (1 - f) / 2, a * border
        )
        for a, f, share in steps
    ]
    art = box(w - 1.9 * border, 0.3 * d, h - 1.9 * border).moved(0, 0.3 * d, 0.95 * border)
    return [Part("frame", joined(*rings), rim), Part("picture", art, _painting(rng))], []


def _poster(rng: Random, size: Size) -> Built:
    """A sheet without a frame; some hang by a bar at the top and the bottom."""
    w, d, h = size
    sheet = Part("picture", box(w, 0.3 * d, h).moved(y=0.3 * d), _print(rng))
    if rng.random() < 0.3:
        bar, stuff = box(w, d, 0.02), wood(rng)
        return [sheet, Part("bar", bar, stuff), Part("bar", bar.moved(z=h - 0.02), stuff)], []
    pin = cylinder(0.006, d, sides=6).tilted(90).moved(y=d / 2)
    pins = joined(*(pin.moved(sx * 0.47 * w, 0, f * h) for sx in (-1, 1) for f in (0.03, 0.97)))
    return [sheet, Part("pin", pins, metal(rng))], []


def _canvas(rng: Random, size: Size) -> Built:
    """Stretched canvas without a frame, in one to three pieces side by side."""
    w, d, h = size
    count = pick(rng, (1, 1, 2, 3))
    gap = 0.03 if count > 1 else 0.0
    wide = (w - gap * (count - 1)) / count
    art = _painting(rng)
    return [
        Part("canvas", box(wide, d, h).moved((i - (count - 1) / 2) * (wide + gap)),
             replace(art, seed=art.seed + i))
        for i in range(count)
    ], []  # fmt: skip


def _gallery(rng: Random, size: Size) -> Built:
    """A group of frames of many sizes on one wall."""
    w, d, h = size
    rim = _rim(rng)
    columns = max(2, round(w / rng.uniform(0.32, 0.45)))
    rows = max(2, round(h / rng.uniform(0.32, 0.45)))
    x_edges = np.concatenate([[0], np.cumsum(rng.uniform(0.7, 1.3, columns))])
    parts = []
    for i in range(columns):
        z_edges = np.concatenate([[0], np.cumsum(rng.uniform(0.7, 1.3, rows))])
        for j in range(rows):
            x0, x1 = x_edges[i : i + 2] / x_edges[-1] * w - w / 2
            z0, z1 = z_edges[j : j + 2] / z_edges[-1] * h
            wide, high = float(x1 - x0) - 0.05, float(z1 - z0) - 0.05
            one = _framed(wide, d, high, 0.02, rim, _photo(rng), pick(rng, (0.0, 0.04)))
            parts += moved(one, float(x0 + x1) / 2, 0, float(z0) + 0.025)
    return parts, []


def _photo_frame(rng: Random, size: Size) -> Built:
    """A small photo with a wide border of card."""
    w, d, h = size
    return _framed(w, d, h, 0.018, _rim(rng), _photo(rng), rng.uniform(0.12, 0.22) * min(w, h)), []


def _oval_ring(width: float, height: float, depth: float, border: float) -> Solid:
    """A frame from the lathe laid onto the wall."""
    inner = 1 - 2 * border / width
    profile = [(inner, 0.0), (1.0, 0.0), (1.0, 0.6), ((1 + inner) / 2, 1.0), (inner, 0.6),
               (inner, 0.0)]  # fmt: skip
    ring = turned(profile, sides=28).scaled(width / 2, height / 2, depth)
    return ring.tilted(90).moved(0, depth / 2, height / 2)


def _disc(width: float, height: float, depth: float, sides: int = 28) -> Solid:
    flat = cylinder(0.5, depth, sides=sides).scaled(width, height)
    return flat.tilted(90).moved(0, depth / 2, height / 2)


def _oval_picture(rng: Random, size: Size) -> Built:
    w, d, h = size
    border = 0.12 * min(w, h)
    art = _disc(w - border, h - border, 0.4 * d).moved(0, 0.3 * d, border / 2)
    return [
        Part("frame", _oval_ring(w, h, d, border), _rim(rng)),
        Part("picture", art, _painting(rng)),
    ], []


def _framed_mirror(rng: Random, size: Size) -> Built:
    w, d, h = size
    border = rng.uniform(0.03, 0.1)
    return [
        Part("frame", frame(w, h, d, border), _rim(rng)),
        Part("mirror", box(w - 1.9 * border, 0.3 * d, h - 1.9 * border).moved(
            0, 0.2 * d, 0.95 * border), mirror_glass(rng)),
    ], []  # fmt: skip


def _bare_mirror(rng: Random, size: Size) -> Built:
    """Glass without a frame on clips."""
    w, d, h = size
    clip = box(0.025, d, 0.02)
    clips = joined(*(clip.moved(sx * 0.35 * w, 0, z) for sx in (-1, 1) for z in (0, h - 0.02)))
    return [
        Part("mirror", box(w, 0.6 * d, h).moved(y=0.2 * d), mirror_glass(rng)),
        Part("clip", clips, metal(rng, "silver")),
    ], []


def _round_mirror(rng: Random, size: Size) -> Built:
    w, d, h = size
    border = rng.uniform(0.02, 0.06)
    return [
        Part("frame", _oval_ring(w, h, d, border), _rim(rng)),
        Part("mirror", _disc(w - border, h - border, 0.3 * d).moved(0, 0.2 * d, border / 2),
             mirror_glass(rng)),
    ], []  # fmt: skip


def _mirror_cabinet(rng: Random, size: Size) -> Built:
    """A shallow bathroom cabinet whose doors are mirrors."""
    w, d, h = size
    doors = 1 if w < 0.55 else 2 if w < 1.0 else 3
    wide = w / doors
    body = painted_wood(rng, "white", "light gray") if rng.random() < 0.6 else wood(rng)
    glass = box(wide - 0.008, 0.018, h - 0.004)
    fronts = joined(*(glass.moved((i + 0.5 - doors / 2) * wide) for i in range(doors)))
    return [
        Part("cabinet", box(w, d - 0.02, h).moved(y=0.01), body),
        Part("mirror", fronts.moved(0, 0.009 - d / 2, 0.002), mirror_glass(rng)),
    ], [Rest("top", (-w / 2, w / 2), (0.02 - d / 2, d / 2), h)]


def _leaning_mirror(rng: Random, size: Size) -> Built:
    """Taller than a person, its foot out on the floor and its head against the wall."""
    w, d, h = size
    thick = 0.035
    angle = float(np.degrees(np.arcsin(np.clip((d - thick) / h, 0, 0.4))))
    high = h / float(np.cos(np.radians(angle))) - thick
    border, rim = rng.uniform(0.03, 0.09), _rim(rng)
    flat = [
        Part("frame", frame(w, high, thick, border), rim),
        Part("mirror", box(w - 1.9 * border, 0.012, high - 1.9 * border).moved(
            0, -0.004, 0.95 * border), mirror_glass(rng)),
    ]  # fmt: skip
    return [Part(p.name, p.solid.tilted(-angle), p.material) for p in flat], []


def _sun_mirror(rng: Random, size: Size) -> Built:
    """A round glass amid rays."""
    w, d, h = size
    return _rays(rng, size, Part("mirror", _disc(0.5 * w, 0.5 * h, 0.5 * d).moved(
        0, -0.25 * d, 0.25 * h), mirror_glass(rng))), []  # fmt: skip


def _rays(rng: Random, size: Size, middle: Part) -> list[Part]:
    w, d, h = size
    count = int(rng.integers(12, 25))
    stuff = pick(rng, (metal(rng, "gold", "black", "silver"), wood(rng)))
    rays = []
    for i in range(count):
        reach = 1.0 if i % 2 == 0 else 0.82
        ray = box(0.04, 0.4 * d / h, 0.5 * reach - 0.2).moved(z=0.2)
        rays.append(ray.tilted(360 * i / count, axis=1).scaled(w, h, h).moved(0, 0.2 * d, h / 2))
    return [Part("ray", joined(*rays), stuff), middle]


def _hands(rng: Random, radius: float, y: float, z: float, stuff: Material) -> Part:
    """Two hands at some hour, the longer one for the minutes."""
    hour, minute = rng.uniform(0, 360, 2)
    solids = [
        box(0.06 * radius, 0.004, length * radius).tilted(float(turn), axis=1).moved(0, y, z)
        for length, turn in ((0.5, hour), (0.8, minute))
    ]
    return Part("hands", joined(*solids), stuff)


def _marks(radius: float, y: float, z: float, *, square: bool = False) -> Solid:
    """Twelve strokes around a dial."""
    marks = []
    for i in range(12):
        mark = box(0.05 * radius, 0.004, 0.14 * radius).moved(z=0.76 * radius)
        marks.append(mark.tilted(30 * i, axis=1).moved(0, y, z))
    return joined(*marks).scaled(0.98, 1, 1) if square else joined(*marks)


def _dial(rng: Random) -> tuple[Material, Material]:
    """A face and the colour of what stands out on it."""
    if rng.random() < 0.75:
        return paper(rng, "white", "cream"), plastic(rng, "black")
    return paper(rng, "black", "dark gray", "dark blue", "brown"), plastic(rng, "white")


def _round_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    rim = pick(rng, (plastic(rng), metal(rng), wood(rng)))
    return [
        Part("rim", _oval_ring(w, h, d, rng.uniform(0.06, 0.12) * w), rim),
        Part("face", _disc(0.95 * w, 0.95 * h, 0.5 * d).moved(0, 0.25 * d, 0.025 * h), face),
        Part("mark", _marks(0.42 * h, -0.05 * d, h / 2), ink),
        _hands(rng, 0.4 * h, -0.15 * d, h / 2, ink),
    ], []


def _square_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    border = rng.uniform(0.05, 0.1) * w
    rim = pick(rng, (plastic(rng), wood(rng), metal(rng)))
    dial = box(w - 1.9 * border, 0.5 * d, h - 1.9 * border).moved(0, 0.2 * d, 0.95 * border)
    radius = 0.42 * min(w, h)
    return [
        Part("rim", frame(w, h, d, border), rim),
        Part("face", dial, face),
        Part("mark", _marks(radius, -0.1 * d, h / 2, square=True), ink),
        _hands(rng, radius, -0.2 * d, h / 2, ink),
    ], []


def _digital_clock(rng: Random, size: Size) -> Built:
    """Lit figures in a flat case."""
    w, d, h = size
    lit = Material("plastic", color(rng, "red", "green", "light blue", "orange"), glow=0.8)
    dark = plastic(rng, "black")
    stroke = 0.07 * h
    high, wide = 0.6 * h, 0.14 * w
    figures = []
    for x in (-0.33, -0.14, 0.14, 0.33):
        outline = frame(wide, high, 0.004, stroke)
        figures.append(outline.moved(x * w, 0, 0.2 * h))
    dots = [box(stroke, 0.004, stroke).moved(0, 0, f * h) for f in (0.35, 0.6)]
    return [
        Part("case", box(w, 0.9 * d, h).moved(y=0.05 * d), plastic(rng, "black", "white", "gray")),
        Part("face", box(0.94 * w, 0.04 * d, 0.86 * h).moved(0, -0.42 * d, 0.07 * h), dark),
        Part("figures", joined(*figures, *dots).moved(0, 0.002 - d / 2), lit),
    ], []


def _pendulum_clock(rng: Random, size: Size) -> Built:
    """A tall case with a dial above a pendulum."""
    w, d, h = size
    timber, (face, ink) = wood(rng, "brown", "dark brown"), _dial(rng)
    brass = metal(rng, "gold")
    radius = 0.4 * w
    high = h - 0.55 * w
    cap = box(w, d, 0.05 * h).moved(z=0.95 * h)
    rod = box(0.01, 0.006, 0.3 * h).moved(0, 0.05 * d, high - 0.35 * h)
    return [
        Part("case", frame(0.88 * w, h, 0.8 * d, 0.09 * w).moved(y=0.1 * d), timber),
        Part("case", box(0.86 * w, 0.02, h).moved(y=d / 2 - 0.01), timber),
        Part("cap", cap, timber),
        Part("foot", box(w, d, 0.04 * h), timber),
        Part("face", _disc(2 * radius, 2 * radius, 0.5 * d).moved(0, 0.1 * d, high - radius), face),
        Part("mark", _marks(radius, -0.16 * d, high), ink),
        _hands(rng, radius, -0.2 * d, high, ink),
        Part("pendulum", rod, brass),
        Part("pendulum", _disc(0.3 * w, 0.3 * w, 0.02).moved(0, 0.05 * d, high - 0.4 * h), brass),
    ], []


def _sun_clock(rng: Random, size: Size) -> Built:
    w, d, h = size
    face, ink = _dial(rng)
    middle = Part("face", _disc(0.5 * w, 0.5 * h, 0.8 * d).moved(0, -0.1 * d, 0.25 * h), face)
    return [*_rays(rng, size, middle), _hands(rng, 0.22 * h, 0.002 - d / 2, h / 2, ink)], []


PICTURE = Category(
    "picture",
    "wall",
    (
        Style("framed painting", (0.68, 0.05, 0.6), (0.4, 0.3, 0.35), _framed_painting, 2.0),
        Style("gilded", (0.75, 0.09, 0.65), (0.3, 0.25, 0.3), _moulded, 0.6),
        Style("poster", (0.55, 0.025, 0.72), (0.3, 0.3, 0.25), _poster, 1.2),
        Style("wide canvas", (1.0, 0.05, 0.62), (0.3, 0.25, 0.3), _canvas, 0.9),
        Style("gallery", (1.1, 0.04, 0.85), (0.25, 0.25, 0.2), _gallery, 0.35),
        Style("photo", (0.33, 0.03, 0.36), (0.3, 0.25, 0.3), _photo_frame, 1.8),
        Style("oval", (0.42, 0.05, 0.52), (0.2, 0.2, 0.2), _oval_picture, held_out=True),
    ),
    scannet="picture",
    sunrgbd="picture",
)

MIRROR = Category(
    "mirror",
    "wall",
    (
        Style("framed", (0.85, 0.05, 0.8), (0.3, 0.25, 0.25), _framed_mirror, 1.2),
        Style("frameless", (1.15, 0.03, 0.85), (0.35, 0.25, 0.2), _bare_mirror, 1.6),
        Style("round", (0.62, 0.045, 0.62), (0.06, 0.25, 0.06), _round_mirror, 0.6),
        Style("cabinet", (0.85, 0.15, 0.68), (0.3, 0.15, 0.12), _mirror_cabinet, 0.9),
        Style("leaning", (0.55, 0.32, 1.6), (0.2, 0.2, 0.1), _leaning_mirror, 0.5, stands="floor"),
        Style("sunburst", (0.7, 0.05, 0.7), (0.06, 0.2, 0.06), _sun_mirror, held_out=True),
    ),
    sunrgbd="mirror",
)

CLOCK = Category(
    "clock",
    "wall",
    (
        Style("round", (0.33, 0.05, 0.33), (0.06, 0.2, 0.06), _round_clock, 3.0),
        Style("square", (0.30, 0.045, 0.29), (0.2, 0.2, 0.2), _square_clock),
        Style("digital", (0.36, 0.045, 0.16), (0.2, 0.2, 0.2), _digital_clock, 0.6),
        Style("pendulum", (0.3, 0.14, 0.7), (0.15, 0.15, 0.15), _pendulum_clock, 0.4),
        Style("sunburst", (0.55, 0.05, 0.55), (0.06, 0.2, 0.06), _sun_clock, held_out=True),
    ),
)

WALLS = (PICTURE, MIRROR, WHITEBOARD, BLACKBOARD, BULLETIN_BOARD, CLOCK, RADIATOR, FIREPLACE)
