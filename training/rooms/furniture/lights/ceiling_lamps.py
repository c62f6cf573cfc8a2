"""Lamps that hang from the ceiling."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.lights.shades import (
    any_shade,
    light_bulb,
    opal,
    shade_material,
    shining,
    stand_metal,
)
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import metal, paper, textured
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cylinder,
    ellipsoid,
    frame,
    joined,
    lofted,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Size, Style


def _cord(h: float, low: float) -> Solid:
    """From a rose at the ceiling down to `low`."""
    rose = cylinder(0.04, 0.025, top=0.055, sides=12).moved(z=h - 0.025)
    return joined(rose, cylinder(0.005, h - low, sides=6).moved(z=low))


def _pendant(rng: Random, size: Size) -> Built:
    """A shade, dome or ball on a cord."""
    w, d, h = size
    tall = min(0.75 * h, rng.uniform(0.5, 0.9) * w)
    r = w / 2
    kind = int(rng.integers(4))
    if kind == 0:
        body = Part("shade", any_shade(rng, r, tall), shade_material(rng))
    elif kind == 1:
        dome = [(r, 0), (0.9 * r, 0.5 * tall), (0.5 * r, 0.85 * tall), (0.06, tall)]
        inner = [(max(a - 0.006, 0.0), b) for a, b in reversed(dome)]
        paint = metal(rng, "black", "white", "silver", "red", "gold", "dark green", "teal")
        body = Part("dome", turned([*dome, *inner, dome[0]]), paint)
    elif kind == 2:
        body = Part("globe", ellipsoid(w, w, tall), opal(rng))
    else:
        slats = textured(paper(rng, "white", "cream"), "stripes", scale=0.03)
        body = Part("lantern", ellipsoid(w, w, tall), shining(rng, slats))
    scaled = body.solid.scaled(1, d / w)
    return [
        Part(body.name, scaled, body.material),
        Part("cord", _cord(h, 0.95 * tall), stand_metal(rng)),
        light_bulb(rng, 0.35 * tall),
    ], []


def _flush(rng: Random, size: Size) -> Built:
    """A shallow bowl close to the ceiling, round or square."""
    w, d, h = size
    power = float(rng.choice([2, 2, 12]))
    bowl = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.55 * w, 0.55 * d, 0.08 * h, power=power),
            Ring(0.88 * w, 0.88 * d, 0.4 * h, power=power),
            Ring(0.96 * w, 0.96 * d, 0.75 * h, power=power),
            Ring(0, 0, 0.75 * h),
        ]
    )
    rim = lofted(
        [Ring(0, 0, 0.7 * h), Ring(w, d, 0.7 * h, power=power), Ring(w, d, h, power=power),
         Ring(0, 0, h)],
        smooth=False,
    )  # fmt: skip
    return [Part("bowl", bowl, opal(rng)), Part("rim", rim, stand_metal(rng))], []


def _tube_light(rng: Random, size: Size) -> Built:
    """One or two long tubes under a sheet-metal tray, bare or behind a cover."""
    w, d, h = size
    white = metal(rng, "white", "white", "light gray")
    tray = box(w, d, 0.45 * h).moved(z=0.55 * h)
    if rng.random() < 0.4:
        cover = lofted(
            [Ring(0, 0, 0), Ring(0.96 * w, 0.6 * d, 0, power=20),
             Ring(0.98 * w, 0.95 * d, 0.56 * h, power=20), Ring(0, 0, 0.56 * h)], smooth=False,
        )  # fmt: skip
        return [Part("tray", tray, white), Part("cover", cover, opal(rng))], []
    count = int(rng.integers(1, 3))
    r = min(0.25 * h, 0.2 * d)
    ys = [0.0] if count == 1 else [-0.25 * d, 0.25 * d]
    lit = opal(rng)
    tubes = [tube([(-0.48 * w, y, r), (0.48 * w, y, r)], r) for y in ys]
    ends = [box(0.02, d, 0.6 * h).moved(s * (w / 2 - 0.01)) for s in (-1, 1)]
    return [
        Part("tray", joined(tray, *ends), white),
        *(Part("tube", solid, lit) for solid in tubes),
    ], []


def _panel(rng: Random, size: Size) -> Built:
    """A flat square of light in a frame, as in offices."""
    w, d, h = size
    rim = frame(w, d, h, 0.03).tilted(-90).moved(0, -d / 2, h / 2)
    return [
        Part("frame", rim, metal(rng, "white", "silver")),
        Part("diffuser", box(w - 0.06, d - 0.06, 0.6 * h).moved(z=0.2 * h), opal(rng)),
    ], []


def _chandelier(rng: Random, size: Size) -> Built:
    """Curved arms around a turned stem, a candle or a cup at the end of each."""
    w, d, h = size
    brass = metal(rng, "gold", "silver", "black")
    count = int(rng.integers(5, 9))
    cups = rng.random() < 0.5
    low = 0.62 * h
    arms, lights = [], []
    reach = 0.43
    lit = opal(rng)
    for i in range(count):
        a = 2 * np.pi * i / count
        c, s = float(np.cos(a)), float(np.sin(a))
        curve = [(0.04, 0.22), (0.3, 0.06), (0.75, 0.08), (1.0, 0.26)]
        arms.append(
            tube(
                [(reach * w * t * c, reach * d * t * s, z * low) for t, z in curve], 0.008, sides=6
            )
        )
        at = (reach * w * c, reach * d * s, 0.26 * low)
        if cups:
            cup = turned(
                [(0.015, 0), (0.05, 0.05), (0.06, 0.1), (0.055, 0.1), (0.0, 0.02)], sides=10
            )
            lights.append(cup.moved(*at))
        else:
            candle = turned([(0.03, 0), (0.03, 0.01), (0.012, 0.015), (0.012, 0.1), (0.016, 0.115),
                             (0, 0.15)], sides=8)  # fmt: skip
            lights.append(candle.moved(*at))
    stem = turned([(0, 0), (0.02, 0.02), (0.05, 0.1), (0.02, 0.25), (0.04, 0.45), (0.012, 0.6),
                   (0.012, 1), (0, 1)], sides=12).scaled(z=low)  # fmt: skip
    return [
        Part("stem", joined(stem, _cord(h, 0.95 * low)), brass),
        *(Part("arm", arm, brass) for arm in arms),
        *(Part("light", solid, lit) for solid in lights),
    ], []


def _spots(rng: Random, size: Size) -> Built:
    """Small turned heads on a rail."""
    w, d, h = size
    paint = metal(rng, "silver", "white", "black")
    count = max(2, round(w / 0.28))
    parts = [Part("rail", box(w, 0.35 * d, 0.03).moved(z=h - 0.03), paint)]
    for i in range(count):
        x = ((i + 0.5) / count - 0.5) * w
        head = cylinder(0.42 * d, 0.6 * h, top=0.28 * d, sides=10).moved(z=-0.6 * h)
        turned_ = head.tilted(rng.uniform(-8, 8)).tilted(rng.uniform(-30, 30), axis=1)
        parts += [
            Part("head", turned_.moved(x, 0, 0.7 * h), paint),
            Part("joint", cylinder(0.008, 0.35 * h, sides=6).moved(x, 0, 0.62 * h), paint),
        ]
    return parts, []


CEILING_LAMP = Category(
    "ceiling lamp",
    "ceiling",
    (
        Style("pendant", (0.32, 0.32, 0.5), (0.25, 0.25, 0.3), _pendant, 1.2, round=True),
        Style("flush", (0.34, 0.34, 0.11), (0.15, 0.15, 0.2), _flush, 2, round=True),
        Style("tube", (1.2, 0.17, 0.09), (0.12, 0.2, 0.15), _tube_light, 1),
        Style("panel", (0.6, 0.6, 0.05), (0.05, 0.05, 0.2), _panel, 0.35),
        Style("chandelier", (0.62, 0.62, 0.65), (0.15, 0.15, 0.2), _chandelier, 0.4, round=True),
        Style("spot rail", (0.75, 0.12, 0.18), (0.25, 0.12, 0.12), _spots, held_out=True),
    ),
)
