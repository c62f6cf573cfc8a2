"""Boxes: cartons, storage boxes, shoe boxes, crates, piles of them."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import inside_rest, top_rest
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, fabric, paper, plastic, textured, wood
from training.rooms.solids import Ring, box, joined, lofted, tray
from training.rooms.types import Category, Part, Size, Style


def _card(rng: Random) -> Material:
    """Mostly plain brown cardboard."""
    if rng.random() < 0.7:
        return paper(rng, "light brown")
    return paper(rng, "white", "beige", "blue", "red", "gray", "brown")


def _sealed(rng: Random, size: Size) -> list[Part]:
    """A shut carton with tape over the seam and perhaps a label."""
    w, d, h = size
    across = w >= d
    strip = (w, 0.055) if across else (0.055, d)
    tape = joined(
        box(strip[0] + 0.002, strip[1] + 0.002, 0.002).moved(z=h - 0.001),
        *(
            (box(0.002, 0.055, 0.08).moved(s * w / 2, 0, h - 0.08) if across
             else box(0.055, 0.002, 0.08).moved(0, s * d / 2, h - 0.08))
            for s in (-1, 1)
        ),
    )  # fmt: skip
    parts = [Part("carton", box(w, d, h - 0.001), _card(rng))]
    if rng.random() < 0.8:
        parts.append(Part("tape", tape, plastic(rng, "beige", "light brown", "white")))
    if rng.random() < 0.5:
        a, b = rng.uniform(0.25, 0.5) * w, rng.uniform(0.25, 0.5) * h
        sheet = textured(paper(rng, "white"), "poster", color(rng, "black", "red", "blue"))
        side = box(a, 0.002, b).moved(rng.uniform(-0.3, 0.3) * (w - a), -d / 2, 0.3 * h)
        parts.append(Part("label", side, sheet))
    return parts


def _closed(rng: Random, size: Size) -> Built:
    w, d, h = size
    return _sealed(rng, size), [top_rest(w, d, h)]


def _opened(rng: Random, size: Size) -> Built:
    """A carton whose four flaps stand open, steep or hanging."""
    w, d, h = size
    card = _card(rng)
    out = rng.uniform(0.1, 0.18) * min(w, d)
    body_w, body_d = w - 2 * out, d - 2 * out
    steepest = 50.0
    high = h - out / float(np.tan(np.radians(steepest)))
    parts = [Part("carton", tray(body_w, body_d, high, 0.006), card)]
    for i in range(4):
        length, away = (body_w, body_d) if i % 2 == 0 else (body_d, body_w)
        angle = rng.uniform(steepest, 125) if i else steepest
        flap = box(0.98 * length, 0.004, out / float(np.sin(np.radians(angle)))).tilted(angle)
        parts.append(Part("flap", flap.moved(0, -away / 2, high).moved(yaw=90.0 * i), card))
    if rng.random() < 0.5:
        fill = box(0.95 * body_w, 0.95 * body_d, rng.uniform(0.3, 0.8) * high)
        return [*parts, Part("content", fill.moved(z=0.006), fabric(rng))], []
    return parts, [inside_rest(body_w - 0.02, body_d - 0.02, 0.006, clearance=h)]


def _storage(rng: Random, size: Size) -> Built:
    """A plastic tub with a lid that clicks shut."""
    w, d, h = size
    body_color = plastic(rng, "white", "light gray", "light blue", "gray", "dark blue", "pink")
    lid_color = body_color if rng.random() < 0.4 else plastic(rng, "white", "blue", "green", "red",
                                                               "gray", "black")  # fmt: skip
    low = rng.uniform(0.8, 0.93)
    rim = 0.035
    tub = lofted(
        [Ring(0, 0, 0, power=12), Ring(low * w * 0.94, low * d * 0.92, 0, power=12),
         Ring(0.94 * w, 0.92 * d, h - rim, power=12), Ring(0.94 * w, 0.92 * d, h - 0.01, power=12)],
        sides=20, smooth=False,
    )  # fmt: skip
    cover = joined(box(w, d, 0.02).moved(z=h - rim), box(0.94 * w, 0.92 * d, rim - 0.02).moved(
        z=h - rim + 0.02))  # fmt: skip
    clip = box(0.02, 0.16 * d, 0.1 * h)
    clips = joined(*(clip.moved(s * (w / 2 - 0.01), 0, h - rim - 0.1 * h) for s in (-1, 1)))
    return [
        Part("tub", tub, body_color), Part("lid", cover, lid_color), Part("clip", clips, lid_color),
    ], [top_rest(0.94 * w, 0.92 * d, h)]  # fmt: skip


def _shoe_box(rng: Random, size: Size) -> Built:
    """A box under a lid that overlaps it: shoes, gifts, files."""
    w, d, h = size
    stuff = paper(rng, "white", "black", "light brown", "red", "blue", "orange", "gray", "beige")
    lid = stuff if rng.random() < 0.5 else paper(rng, "white", "black", "red", "dark blue")
    deep = rng.uniform(0.15, 0.4) * h
    return [
        Part("body", box(0.97 * w, 0.96 * d, h - 0.004), stuff),
        Part("lid", box(w, d, deep).moved(z=h - deep), lid),
    ], [top_rest(w, d, h)]


def _fabric_cube(rng: Random, size: Size) -> Built:
    """A soft open storage box with a handle on its front."""
    w, d, h = size
    cloth = fabric(rng)
    grip = box(0.28 * w, 0.012, 0.04).moved(0, 0.004 - d / 2, 0.66 * h)
    parts = [Part("body", tray(w, d - 0.01, h, 0.012).moved(y=0.005), cloth),
             Part("handle", grip, fabric(rng, "beige", "dark gray", "white"))]  # fmt: skip
    if rng.random() < 0.5:
        fill = box(0.9 * w, 0.9 * d, rng.uniform(0.3, 0.85) * h).moved(z=0.01)
        return [*parts, Part("content", fill, fabric(rng))], []
    return parts, [inside_rest(0.9 * w, 0.88 * d, 0.012, clearance=h)]


def _pile(rng: Random, size: Size) -> Built:
    """Two or three cartons on each other, the upper ones smaller and turned."""
    w, d, h = size
    count = 2 if h / min(w, d) < 1.7 else 3
    heights = rng.uniform(0.7, 1.3, count)
    heights = heights / heights.sum() * h
    parts, z, scale, rest = [], 0.0, 1.0, top_rest(w, d, h)
    for i, high in enumerate(heights.tolist()):
        one = (w * scale, d * scale, high)
        turn = 0.0 if i == 0 else rng.uniform(-12, 12) * (0.95 - scale) / 0.3
        free = (1 - scale) * 0.25
        x, y = rng.uniform(-free, free) * w, rng.uniform(-free, free) * d
        made = _sealed(rng, one) if rng.random() < 0.7 else _shoe_box(rng, one)[0]
        parts += moved(made, x, y, z, yaw=turn)
        rest = top_rest(0.8 * one[0], 0.8 * one[1], h)
        z, scale = z + high, scale * rng.uniform(0.68, 0.95)
    return parts, [rest]


def _crate(rng: Random, size: Size) -> Built:
    """Wooden slats with gaps between them, open above."""
    w, d, h = size
    timber = wood(rng, "light brown", "brown", "beige")
    rows = int(rng.integers(3, 5))
    high = 0.82 * h / rows
    slats = [box(0.96 * w, 0.012, high).moved(0, s * (d / 2 - 0.006), (i + 0.08) * h / rows)
             for i in range(rows) for s in (-1, 1)]  # fmt: skip
    slats += [box(0.012, d - 0.02, high).moved(s * (w / 2 - 0.006), 0, (i + 0.08) * h / rows)
              for i in range(rows) for s in (-1, 1)]  # fmt: skip
    posts = [box(0.025, 0.025, h).moved(sx * (w / 2 - 0.025), sy * (d / 2 - 0.025))
             for sx in (-1, 1) for sy in (-1, 1)]  # fmt: skip
    floor = box(w - 0.02, d - 0.02, 0.012).moved(z=0.01)
    return [
        Part("slat", joined(*slats), timber), Part("post", joined(*posts), timber),
        Part("bottom", floor, timber),
    ], [inside_rest(w - 0.08, d - 0.08, 0.022, clearance=h)]  # fmt: skip


_LOOSE = (0.32, 0.28, 0.4)

BOX = Category(
    "box",
    "floor",
    (
        Style("closed carton", (0.44, 0.33, 0.32), _LOOSE, _closed, 2.0),
        Style("open carton", (0.58, 0.46, 0.34), (0.2, 0.18, 0.25), _opened, 1.2),
        Style("plastic storage", (0.5, 0.35, 0.3), (0.2, 0.15, 0.25), _storage, 1.2),
        Style("shoe box", (0.36, 0.25, 0.19), (0.2, 0.2, 0.3), _shoe_box, 0.8, stands="surface"),
        Style("fabric", (0.34, 0.32, 0.3), (0.15, 0.15, 0.15), _fabric_cube, 0.6),
        Style("pile", (0.48, 0.37, 0.66), (0.2, 0.18, 0.25), _pile, 1.3),
        Style("crate", (0.46, 0.34, 0.3), (0.15, 0.15, 0.15), _crate, held_out=True),
    ),
    sunrgbd="box",
)
