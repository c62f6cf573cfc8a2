"""Pictures and mirrors; boards, clocks and heating are in files of their own."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import disc, oval_ring, pick, rays
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.furniture.walls.boards import BLACKBOARD, BULLETIN_BOARD, WHITEBOARD
from training.rooms.furniture.walls.clocks import CLOCK
from training.rooms.furniture.walls.heating import FIREPLACE, RADIATOR
from training.rooms.materials import (
    Material,
    metal,
    mirror_glass,
    painted_wood,
    paper,
    textured,
    wood,
)
from training.rooms.solids import box, cylinder, frame, joined
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


def _oval_picture(rng: Random, size: Size) -> Built:
    w, d, h = size
    border = 0.12 * min(w, h)
    art = disc(w - border, h - border, 0.4 * d).moved(0, 0.3 * d, border / 2)
    return [
        Part("frame", oval_ring(w, h, d, border), _rim(rng)),
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
        Part("frame", oval_ring(w, h, d, border), _rim(rng)),
        Part("mirror", disc(w - border, h - border, 0.3 * d).moved(0, 0.2 * d, border / 2),
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
    return rays(rng, size, Part("mirror", disc(0.5 * w, 0.5 * h, 0.5 * d).moved(
        0, -0.25 * d, 0.25 * h), mirror_glass(rng))), []  # fmt: skip


PICTURE = Category(
    "picture",
    "wall",
    (
        Style("framed painting", (0.64, 0.06, 0.57), (0.5, 0.3, 0.4), _framed_painting, 2.0),
        Style("gilded", (0.7, 0.1, 0.6), (0.3, 0.25, 0.3), _moulded, 0.6),
        Style("poster", (0.52, 0.03, 0.66), (0.4, 0.3, 0.35), _poster, 1.2),
        Style("wide canvas", (0.92, 0.06, 0.58), (0.4, 0.25, 0.35), _canvas, 0.9),
        Style("gallery", (1.1, 0.05, 0.85), (0.25, 0.25, 0.2), _gallery, 0.35),
        Style("photo", (0.32, 0.04, 0.35), (0.4, 0.25, 0.35), _photo_frame, 1.8),
        Style("oval", (0.42, 0.05, 0.52), (0.2, 0.2, 0.2), _oval_picture, held_out=True),
    ),
    scannet="picture",
    sunrgbd="picture",
)

MIRROR = Category(
    "mirror",
    "wall",
    (
        Style("framed", (0.85, 0.06, 0.7), (0.3, 0.25, 0.25), _framed_mirror, 1.2),
        Style("frameless", (1.15, 0.04, 0.74), (0.35, 0.25, 0.2), _bare_mirror, 1.6),
        Style("round", (0.62, 0.045, 0.62), (0.06, 0.25, 0.06), _round_mirror, 0.6),
        Style("cabinet", (0.9, 0.17, 0.64), (0.3, 0.15, 0.12), _mirror_cabinet, 1.3),
        Style("leaning", (0.55, 0.32, 1.6), (0.2, 0.2, 0.1), _leaning_mirror, 0.4, stands="floor"),
        Style("sunburst", (0.7, 0.05, 0.7), (0.06, 0.2, 0.06), _sun_mirror, held_out=True),
    ),
    sunrgbd="mirror",
)

WALLS = (PICTURE, MIRROR, WHITEBOARD, BLACKBOARD, BULLETIN_BOARD, CLOCK, RADIATOR, FIREPLACE)
