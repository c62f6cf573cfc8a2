"""Worktops that lie on base units, bars and receptions.

A basin hangs in the hole of a cut-out, over "sink base" units, which are open above.
"""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.kitchen import kitchen_look, worktop
from training.rooms.furniture.shapes.cabinetry import Case, case, choice, columns
from training.rooms.furniture.shapes.fronts import blank
from training.rooms.furniture.shapes.pieces import Built, chance, moved, profile, rounded
from training.rooms.materials import Material, ceramic, painted_wood, stone, textured, wood
from training.rooms.solids import Solid, box, cylinder, extruded
from training.rooms.types import Category, Part, Rest, Size, Style

SLAB = 0.04
"""Thickness of a worktop."""


def _upstand(rng: Random, slab: Material, size: Size) -> list[Part]:
    """What rises along the wall behind a worktop, to the wanted height; at times tiled."""
    w, d, h = size
    material = (
        slab
        if chance(rng, 0.6)
        else textured(ceramic(rng, "white", "beige", "light gray"), "tiles", scale=0.1)
    )
    return [Part("upstand", box(w, 0.02, h - SLAB).moved(0, d / 2 - 0.01, SLAB), material)]


def _slab(rng: Random, size: Size) -> Built:
    """A worktop with an upstand, to be laid on base units."""
    w, d, _ = size
    slab = worktop(rng)
    parts = [Part("worktop", box(w, d, SLAB), slab), *_upstand(rng, slab, size)]
    return parts, [Rest("top", (-w / 2, w / 2), (-d / 2, d / 2 - 0.02), SLAB)]


def cut_out(rng: Random, size: Size) -> Built:
    """A worktop with a rectangular hole, in which a basin may hang."""
    w, d, _ = size
    slab = worktop(rng)
    wide = min(float(rng.uniform(0.5, 0.8)), w - 0.16)
    deep = min(float(rng.uniform(0.37, 0.42)), d - 0.16)
    x = float(rng.uniform(-0.5, 0.5)) * (w - wide - 0.16)
    # The fronts of the unit below end where the hole begins.
    y = 0.02
    hole = (x - wide / 2, x + wide / 2), (y - deep / 2, y + deep / 2)
    (x0, x1), (y0, y1) = hole
    pieces = (
        _between((-w / 2, x0), (-d / 2, d / 2)),
        _between((x1, w / 2), (-d / 2, d / 2)),
        _between((x0, x1), (-d / 2, y0)),
        _between((x0, x1), (y1, d / 2)),
    )
    parts = [*(Part("worktop", piece, slab) for piece in pieces), *_upstand(rng, slab, size)]
    clear = (-d / 2, d / 2 - 0.02)
    rests = [Rest("inside", *hole, 0.0, SLAB)]
    rests += [
        Rest("top", span, clear, SLAB)
        for span in ((-w / 2, x0), (x1, w / 2))
        if span[1] - span[0] > 0.15
    ]
    return parts, rests


def _between(x: tuple[float, float], y: tuple[float, float]) -> Solid:
    """A piece of a worktop."""
    return box(x[1] - x[0], y[1] - y[0], SLAB).moved((x[0] + x[1]) / 2, (y[0] + y[1]) / 2)


def _angled(rng: Random, size: Size) -> Built:
    """An L along two walls, which meet at the back on the right."""
    w, d, h = size
    slab = worktop(rng)
    deep = min(float(rng.uniform(0.6, 0.66)), 0.7 * w, 0.7 * d)
    arms = (
        _between((-w / 2, w / 2), (d / 2 - deep, d / 2)),
        _between((w / 2 - deep, w / 2), (-d / 2, d / 2 - deep)),
    )
    back = _upstand(rng, slab, size)
    side = box(0.02, d - 0.02, h - SLAB).moved(w / 2 - 0.01, -0.01, SLAB)
    parts = [*(Part("worktop", arm, slab) for arm in arms), *back]
    parts.append(Part("upstand", side, back[0].material))
    long = Rest("top", (-w / 2, w / 2 - 0.02), (d / 2 - deep, d / 2 - 0.02), SLAB)
    short = Rest("top", (w / 2 - deep, w / 2 - 0.02), (-d / 2, d / 2 - deep), SLAB)
    return parts, [long, short]


def _bar(rng: Random, size: Size) -> Built:
    """High, with a closed front and boards behind; the top juts out towards the stools."""
    w, d, h = size
    made = kitchen_look(rng)
    lap = min(0.25, 0.4 * d)
    body = (w - 0.06, d - lap - 0.02, h - 0.05)
    grid = columns(max(1, round(w / 0.8)), "open", boards=2)
    inner, free = case(rng, made, body, grid, Case(ajar=0.0))
    shift = (d - lap - body[1]) / 2 - d / 2 + lap + body[1] / 2
    turned = moved(inner, y=shift, yaw=180)
    face = textured(made.front, "planks", scale=0.1) if chance(rng, 0.5) else made.front
    front = blank(made, w - 0.06, h - 0.05, face)
    parts = turned + [replace(p, name="front panel") for p in moved(front, y=shift - body[1] / 2)]
    plan = rounded(w, d, radius=0.08) if chance(rng, 0.4) else rounded(w, d, radius=0.005, steps=1)
    parts.append(Part("worktop", extruded(plan, 0.05).moved(z=h - 0.05), worktop(rng)))
    if chance(rng, 0.4):
        rail = cylinder(0.018, w - 0.1, sides=8).tilted(90, axis=1).moved(0.05 - w / 2)
        parts.append(
            Part("foot rail", rail.moved(0, shift - body[1] / 2 - 0.1, 0.18), made.fittings)
        )
    rests = [replace(r, y=(shift - r.y[1], shift - r.y[0])) for r in free]
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


def _reception(rng: Random, size: Size) -> Built:
    """A high screen towards the visitor, a lower desk behind it, closed ends."""
    w, d, h = size
    timber, other = wood(rng), choice(rng, painted_wood(rng), stone(rng))
    face, desk = choice(rng, (timber, other), (other, timber))
    low, ledge, thick = 0.74, 0.3 * d, 0.03
    side = profile(
        [
            (-d / 2 + 0.04, 0),
            (d / 2, 0),
            (d / 2, low),
            (-d / 2 + ledge, low),
            (-d / 2 + ledge, h - thick),
        ]
        + [(-d / 2 + 0.04, h - thick)],
        thick,
    )
    parts = [Part("side", side.moved(s * (w / 2 - 0.03)), face) for s in (-1, 1)]
    parts += [
        Part("front panel", box(w - 0.06, 0.03, h - thick).moved(0, 0.06 - d / 2), face),
        Part("ledge", box(w, ledge, thick).moved(0, (ledge - d) / 2, h - thick), other),
        Part(
            "worktop",
            box(w - 0.09, d - 0.09, thick).moved(0, 0.035, low - thick),
            desk,
        ),
    ]
    if chance(rng, 0.5):
        band = box(w - 0.1, 0.015, 0.3 * h).moved(0, 0.04 - d / 2, 0.5 * h)
        parts.append(Part("front panel", band, other))
    area = (-w / 2 + 0.06, w / 2 - 0.06), (-d / 2 + ledge, d / 2)
    return parts, [
        Rest("shelf", *area, low, h - low),
        Rest("top", (-w / 2, w / 2), (-d / 2, -d / 2 + ledge), h),
    ]


def _waterfall(rng: Random, size: Size) -> Built:
    """A thick slab that folds down to the floor at both ends, open below."""
    w, d, h = size
    slab = worktop(rng)
    parts = [
        Part("worktop", box(w, d, 0.07).moved(z=h - 0.07), slab),
        *(
            Part("end panel", box(0.07, d, h - 0.07).moved(s * (w - 0.07) / 2), slab)
            for s in (-1, 1)
        ),
    ]
    if chance(rng, 0.5):
        panel = box(w - 0.14, 0.03, h - 0.07).moved(0, 0.1 * d)
        parts.append(Part("front panel", panel, painted_wood(rng)))
    return parts, [Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


COUNTER = Category(
    "counter",
    "surface",
    (
        Style("worktop", (2.05, 0.64, 0.22), (0.35, 0.05, 0.25), _slab, 4.0),
        Style("worktop with a cut-out", (2.05, 0.64, 0.22), (0.35, 0.05, 0.25), cut_out, 3.0),
        Style("corner worktop", (2.5, 1.9, 0.24), (0.15, 0.2, 0.25), _angled, 2.2),
        Style("bar", (1.75, 0.62, 1.05), (0.2, 0.12, 0.06), _bar, 0.5),
        Style("reception", (2.1, 0.8, 1.1), (0.2, 0.1, 0.05), _reception, 0.5),
        Style("waterfall", (1.8, 0.75, 0.95), (0.15, 0.12, 0.05), _waterfall, 1, held_out=True),
    ),
    scannet="counter",
    sunrgbd="counter",
)
"""The first three lie on base units; the others stand on the floor."""

COUNTERS = (COUNTER,)
