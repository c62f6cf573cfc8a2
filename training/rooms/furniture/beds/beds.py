"""Beds: a frame of some kind, a mattress, bedclothes; the head is at the back."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.beds.bedding import BLANKET, PILLOW, coverlet
from training.rooms.furniture.seating.upholstered import upholstery
from training.rooms.furniture.shapes.pieces import SIDES, Built, bar, chance, legs, pad
from training.rooms.materials import Material, fabric, metal, painted_wood, wood
from training.rooms.solids import box, cushion, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style

_SHEETS = ("white", "cream", "light gray", "light blue", "beige")


def _timber(rng: Random) -> Material:
    return painted_wood(rng) if chance(rng, 0.35) else wood(rng)


def _lying(w: float, d: float, z: float, *, y: float = 0.0, clearance: float = 1.0) -> Rest:
    return Rest(
        "top", (0.03 - w / 2, w / 2 - 0.03), (y + 0.03 - d / 2, y + d / 2 - 0.03), z, clearance
    )


def _made(
    rng: Random, w: float, d: float, low: float, top: float, *, y: float = 0.0, messy: float = 0.25
) -> list[Part]:
    """A mattress between two heights and what covers it; its middle is at y."""
    sheet = fabric(rng, *_SHEETS)
    parts = [Part("mattress", cushion(w, d, top - low, radius=0.05).moved(0, y, low), sheet)]
    if chance(rng, 0.12):
        return parts
    return [*parts, *coverlet(rng, w, d, top, y=y, messy=chance(rng, messy))]


def _heights(rng: Random) -> tuple[float, float]:
    """Lower and upper face of a mattress."""
    top = float(rng.uniform(0.46, 0.7))
    return top - float(rng.uniform(0.18, 0.3)), top


def _platform(rng: Random, size: Size) -> Built:
    """A low box or slab, at times with drawers, under a mattress; no more than a low headboard."""
    w, d, h = size
    timber = _timber(rng)
    top = h if h < 0.7 else float(rng.uniform(0.4, 0.55))
    low = top - float(rng.uniform(0.18, 0.26))
    rim = float(rng.uniform(0.01, 0.06))
    parts = [Part("platform", box(w, d, 0.6 * low).moved(z=0.4 * low + 0.03), timber)]
    if chance(rng, 0.5):
        parts.append(Part("plinth", box(w - 0.3, d - 0.3, 0.4 * low + 0.03), timber))
    else:
        parts += legs(w - 0.1, d - 0.1, 0.4 * low + 0.03, timber, thick=0.07)
    if top < h:
        parts.append(Part("headboard", box(w, 0.04, h - low).moved(0, d / 2 - 0.02, low), timber))
    parts += _made(rng, w - 2 * rim, d - rim - 0.06, low + 0.03, top, y=-0.02)
    return parts, [_lying(w - 2 * rim, d - 0.1, top, y=-0.02)]


def _boarded(rng: Random, size: Size, *, padded: bool) -> Built:
    """Side rails between a tall headboard and a low footboard or none."""
    w, d, h = size
    stuff = upholstery(rng) if padded else _timber(rng)
    low, top = _heights(rng)
    thick = float(rng.uniform(0.07, 0.12)) if padded else float(rng.uniform(0.035, 0.06))
    foot = chance(rng, 0.5)
    board = (pad(w, thick, h, bevel=0.03) if padded else box(w, thick, h - 0.1).moved(z=0.1)).moved(
        0, (d - thick) / 2
    )
    parts = [Part("headboard", board, stuff)]
    if padded and chance(rng, 0.5):
        count = int(rng.integers(3, 7))
        roll = pad((w - 0.08) / count - 0.01, 0.04, h - top - 0.06, bevel=0.015)
        xs = ((np.arange(count) + 0.5) / count - 0.5) * (w - 0.08)
        y = d / 2 - thick - 0.01
        parts += [Part("headboard pad", roll.moved(x, y, top), stuff) for x in xs.tolist()]
    if not padded:
        parts += [
            Part("post", box(0.07, 0.07, h).moved(s * (w / 2 - 0.035), d / 2 - 0.035), stuff)
            for s in SIDES
        ]
    end = float(rng.uniform(0.05, 0.35)) + top if foot and not padded else low + 0.08
    parts.append(Part("footboard", box(w, 0.04, end - 0.12).moved(0, 0.02 - d / 2, 0.12), stuff))
    parts += [
        Part(
            "rail",
            box(0.04, d - thick - 0.04, low - 0.06).moved(
                s * (w / 2 - 0.02), (0.04 - thick) / 2, 0.14
            ),
            stuff,
        )
        for s in SIDES
    ]
    parts += legs(w - 0.04, d - 0.06, 0.16, stuff, thick=0.06)
    inner, y = d - thick - 0.06, (0.05 - thick) / 2
    parts.append(Part("base", box(w - 0.08, inner, 0.05).moved(0, y, low - 0.05), stuff))
    parts += _made(rng, w - 0.07, inner, low, top, y=y)
    return parts, [_lying(w - 0.08, inner, top, y=y)]


def _plain(rng: Random, size: Size) -> Built:
    """A box spring on a low frame without boards, or a board fixed behind it."""
    w, d, h = size
    base, timber = fabric(rng, "beige", "gray", "dark gray", "cream"), _timber(rng)
    top = float(rng.uniform(0.5, 0.66))
    thick = float(rng.uniform(0.2, 0.28))
    parts = [
        Part("base", pad(w - 0.02, d - 0.06, top - thick - 0.12).moved(0, -0.03, 0.12), base),
        *legs(w - 0.1, d - 0.14, 0.13, metal(rng, "black", "dark gray"), thick=0.06),
        *_made(rng, w, d - 0.05, top - thick, top, y=-0.025),
    ]
    if h > top + 0.12:
        high = h - top + 0.1
        parts.append(
            Part("headboard", pad(w, 0.05, high).moved(0, d / 2 - 0.025, h - high), timber)
        )
    return parts, [_lying(w, d - 0.06, top, y=-0.03)]


def _metal_frame(rng: Random, size: Size) -> Built:
    """Round bars: arched head and foot with upright rods."""
    w, d, h = size
    steel = metal(rng, "black", "silver", "white", "gold", "dark gray")
    low, top = _heights(rng)
    foot = float(rng.uniform(0.05, 0.4)) + top
    x = w / 2 - 0.02
    parts: list[Part] = []
    for y, high in ((d / 2 - 0.02, h), (0.02 - d / 2, min(foot, h))):
        rise = min(0.14, 0.5 * (high - low)) if chance(rng, 0.6) else 0.02
        shoulder = high - rise
        arch = [
            (-x, y, 0.0),
            (-x, y, shoulder),
            (-0.55 * x, y, high - 0.015),
            (0.55 * x, y, high - 0.015),
            (x, y, shoulder),
            (x, y, 0.0),
        ]
        parts.append(Part("bedstead", tube(arch, 0.016, sides=6), steel))
        parts.append(Part("rail", bar((-x, y, low), (x, y, low), 0.014, sides=6), steel))
        count = int(rng.integers(5, 10))
        rods = [
            bar((t, y, low), (t, y, shoulder), 0.008, sides=5)
            for t in np.linspace(-x, x, count + 2)[1:-1].tolist()
        ]
        cross = bar((-x, y, shoulder - 0.03), (x, y, shoulder - 0.03), 0.012, sides=6)
        parts.append(Part("rods", joined(cross, *rods), steel))
    parts += [
        Part("rail", box(0.03, d - 0.06, 0.04).moved(s * x, 0, low - 0.04), steel) for s in SIDES
    ]
    parts += _made(rng, w - 0.06, d - 0.08, low, top)
    return parts, [_lying(w - 0.06, d - 0.1, top)]


def _ladder(w: float, y: float, h: float, material: Material) -> list[Part]:
    """Upright rungs between two stiles, `w` wide, in the plane x = 0, around y."""
    stiles = [box(0.035, 0.035, h).moved(0, y + s * w / 2) for s in SIDES]
    rungs = [box(0.03, w, 0.03).moved(0, y, z) for z in np.arange(0.25, h - 0.1, 0.28).tolist()]
    return [Part("ladder", joined(*stiles, *rungs), material)]


def _bunk(rng: Random, size: Size, *, loft: bool) -> Built:
    """A second bed above the first, or above free floor, with guard rails and a ladder."""
    w, d, h = size
    steel = chance(rng, 0.4)
    stuff = metal(rng, "black", "silver", "white") if steel else _timber(rng)
    thick = 0.045 if steel else 0.08
    x, y = (w - thick) / 2, (d - thick) / 2
    upper = h - float(rng.uniform(0.3, 0.42))
    parts = [
        Part("post", box(thick, thick, h).moved(s * x, t * y), stuff) for s in SIDES for t in SIDES
    ]
    floors = [upper] if loft else [float(rng.uniform(0.28, 0.4)), upper]
    rests = []
    for z in floors:
        parts += [
            Part("rail", box(0.03, d - thick, 0.12).moved(s * x, 0, z - 0.06), stuff) for s in SIDES
        ]
        parts += [
            Part("end", box(w - thick, 0.03, 0.12).moved(0, s * y, z - 0.06), stuff) for s in SIDES
        ]
        parts.append(Part("base", box(w - thick, d - thick, 0.02).moved(z=z), stuff))
        parts += _made(rng, w - 2 * thick + 0.03, d - 2 * thick + 0.03, z + 0.02, z + 0.17)
        free = 1.0 if z == upper else upper - z - 0.25
        rests.append(_lying(w - 2 * thick, d - 2 * thick, z + 0.17, clearance=free))
    for z in (h - 0.05, h - 0.15):
        parts += [
            Part("guard rail", box(0.025, d - thick, 0.06).moved(s * x, 0, z - 0.01), stuff)
            for s in SIDES
        ]
        parts += [
            Part("end", box(w - thick, 0.025, 0.06).moved(0, s * y, z - 0.01), stuff) for s in SIDES
        ]
    side = SIDES[int(rng.integers(2))]
    steps = _ladder(0.36, SIDES[int(rng.integers(2))] * 0.3 * d, h, stuff)
    parts += [Part(p.name, p.solid.moved(side * (x - 0.01)), p.material) for p in steps]
    return parts, rests


def _daybed(rng: Random, size: Size) -> Built:
    """A single bed with boards on three sides; its long side is the front."""
    w, d, h = size
    steel = chance(rng, 0.35)
    stuff = metal(rng, "black", "white") if steel else _timber(rng)
    low, top = 0.25, float(rng.uniform(0.42, 0.5))
    side = float(rng.uniform(0.75, 1.0)) * h
    thick = 0.03
    parts = [
        Part("rail", box(w - 0.06, 0.03, 0.2).moved(0, 0.015 - d / 2, 0.12), stuff),
        Part("base", box(w - 0.08, d - 0.06, 0.03).moved(z=low - 0.03), stuff),
        Part("back rail", box(w, 0.04, 0.07).moved(0, d / 2 - 0.02, h - 0.07), stuff),
    ]
    for s in SIDES:
        x = s * (w / 2 - 0.025)
        parts += [
            Part("post", box(0.05, 0.05, h).moved(x, d / 2 - 0.025), stuff),
            Part("post", box(0.05, 0.05, side).moved(x, 0.025 - d / 2), stuff),
        ]
        panel = box(thick, d - 0.1, side - 0.2).moved(x, 0, 0.15)
        parts.append(Part("side", panel, stuff))
    count = int(rng.integers(8, 14))
    xs = np.linspace(-w / 2, w / 2, count + 2)[1:-1].tolist()
    slat = box(0.015 if steel else 0.05, 0.02, h - 0.27)
    parts += [Part("back slat", slat.moved(x, d / 2 - 0.02, 0.2), stuff) for x in xs]
    parts += _made(rng, w - 0.09, d - 0.08, low, top, messy=0.1)
    return parts, [_lying(w - 0.1, d - 0.1, top)]


def _four_poster(rng: Random, size: Size) -> Built:
    """Tall posts in the corners, joined above by a frame."""
    w, d, h = size
    parts, rests = _boarded(rng, (w, d, float(rng.uniform(0.52, 0.6)) * h), padded=False)
    timber = parts[0].material
    thick = float(rng.uniform(0.05, 0.08))
    x, y = (w - thick) / 2, (d - thick) / 2
    parts += [
        Part("post", box(thick, thick, h - 0.05).moved(s * x, t * y), timber)
        for s in SIDES
        for t in SIDES
    ]
    parts += [
        Part("canopy frame", box(w, 0.05, 0.05).moved(0, s * y, h - 0.05), timber) for s in SIDES
    ]
    parts += [
        Part("canopy frame", box(0.05, d - 0.1, 0.05).moved(s * x, 0, h - 0.05), timber)
        for s in SIDES
    ]
    return parts, rests


def _messy(rng: Random, size: Size) -> Built:
    """A bed on a box base whose blanket has been thrown back."""
    w, d, h = size
    timber = _timber(rng)
    top = float(rng.uniform(0.48, 0.62))
    low = top - float(rng.uniform(0.2, 0.28))
    parts = [
        Part("base", box(w - 0.04, d - 0.08, low - 0.1).moved(0, -0.02, 0.1), timber),
        *legs(w - 0.1, d - 0.14, 0.11, timber, thick=0.06),
        Part("headboard", box(w, 0.05, h - 0.1).moved(0, d / 2 - 0.025, 0.1), timber),
        Part(
            "mattress",
            cushion(w - 0.02, d - 0.06, top - low, radius=0.05).moved(0, -0.025, low),
            fabric(rng, *_SHEETS),
        ),
        *coverlet(rng, w - 0.02, d - 0.06, top, y=-0.025, messy=True),
    ]
    return parts, [_lying(w, d - 0.08, top, y=-0.03)]


_DOUBLE, _SINGLE = (0.12, 0.05, 0.18), (0.07, 0.04, 0.16)
BED = Category(
    "bed",
    "floor",
    (
        Style("platform", (1.58, 2.15, 0.78), (0.13, 0.05, 0.22), _platform, 0.9),
        Style("panel headboard", (1.62, 2.22, 1.18), _DOUBLE, partial(_boarded, padded=False), 1.6),
        Style("upholstered", (1.68, 2.22, 1.20), _DOUBLE, partial(_boarded, padded=True), 1.0),
        Style("hotel", (1.62, 2.15, 1.15), _DOUBLE, _plain, 1.3),
        Style("metal frame", (1.40, 2.12, 1.15), _DOUBLE, _metal_frame, 0.6),
        Style("single", (1.00, 2.10, 0.98), _SINGLE, partial(_boarded, padded=False), 1.1),
        Style("unmade", (1.50, 2.15, 1.10), _DOUBLE, _messy, 0.8),
        Style("bunk", (1.05, 2.08, 1.72), (0.06, 0.04, 0.05), partial(_bunk, loft=False), 0.5),
        Style("loft", (1.15, 2.12, 1.85), (0.08, 0.04, 0.06), partial(_bunk, loft=True), 0.15),
        Style("daybed", (2.02, 1.02, 0.92), (0.04, 0.08, 0.1), _daybed, 0.3),
        Style("four-poster", (1.65, 2.2, 2.0), (0.1, 0.04, 0.05), _four_poster, held_out=True),
    ),
    scannet="bed",
    sunrgbd="bed",
)

BEDS = (BED, PILLOW, BLANKET)
