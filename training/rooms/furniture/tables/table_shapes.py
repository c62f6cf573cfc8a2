"""What tables are made from: tops of several outlines, and what carries them."""

from typing import Literal

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    apron,
    bar,
    chance,
    drawer_fronts,
    legs,
    oval,
    pad,
    post,
    rounded,
)
from training.rooms.materials import (
    Material,
    glass,
    metal,
    painted_wood,
    plastic,
    stone,
    wood,
)
from training.rooms.solids import box, cylinder, extruded, tube, turned
from training.rooms.types import Part, Rest, Size

Outline = Literal["rectangle", "rounded", "ellipse", "boat"]
Under = Literal["legs", "splayed", "pedestal", "plate", "star", "trestle", "panels", "t-legs"]
RECTANGLES: tuple[Outline, ...] = ("rectangle", "rectangle", "rounded")
"""Outlines of ordinary tables, in their usual shares."""


def table_wood(rng: Random) -> Material:
    return painted_wood(rng) if chance(rng, 0.2) else wood(rng)


def top_board(rng: Random) -> Material:
    """What tops are made of."""
    pick = rng.random()
    if pick < 0.62:
        return wood(rng)
    if pick < 0.9:
        return plastic(rng, "white", "light gray", "beige", "gray", "black")
    return stone(rng)


def table_top(
    rng: Random, w: float, d: float, h: float, shape: Outline, material: Material, thick: float
) -> Part:
    """A top of the given outline whose upper face is at h."""
    if shape == "ellipse":
        edge = oval(w, d)
    elif shape == "boat":
        edge = oval(w, d, power=float(rng.uniform(2.6, 5)))
    elif shape == "rounded":
        edge = rounded(w, d, radius=float(rng.uniform(0.04, 0.2)) * d)
    else:
        return Part("top", box(w, d, thick).moved(z=h - thick), material)
    return Part("top", extruded(edge, thick).moved(z=h - thick), material)


def top_rest(w: float, d: float, h: float, shape: Outline = "rectangle") -> Rest:
    """The rectangle on a top on which things may stand."""
    share = {"ellipse": 0.7, "boat": 0.85, "rounded": 0.94}.get(shape, 1.0)
    x, y = share * w / 2 - 0.01, share * d / 2 - 0.01
    return Rest("top", (-x, x), (-y, y), h)


def _support(
    rng: Random, kind: Under, w: float, d: float, h: float, material: Material
) -> list[Part]:
    """What carries a top over w × d whose lower face is at h."""
    if kind in ("legs", "splayed"):
        thick = float(rng.uniform(0.03, 0.08))
        splayed = kind == "splayed"
        stand = legs(
            w - 0.04,
            d - 0.04,
            h,
            material,
            thick=thick,
            taper=float(rng.uniform(0.5, 1)),
            splay=0.08 if splayed else 0,
            square=not splayed and chance(rng, 0.75),
        )
        if splayed or chance(rng, 0.35):
            return stand
        high = float(rng.uniform(0.05, 0.11))
        return [*stand, *apron(w - 0.08, d - 0.08, h - high, high, material)]
    if kind == "pedestal":
        return _pedestal(rng, min(w, d), h, material)
    if kind == "plate":
        foot = 0.3 * min(w, d)
        return [
            Part("foot", pad(2 * foot, 2 * foot, 0.03, bevel=0.012), material),
            Part("column", cylinder(0.04, h - 0.03).moved(z=0.03), material),
            Part("rail", box(0.5 * w, 0.06, 0.02).moved(z=h - 0.02), material),
        ]
    if kind == "star":
        arms = [
            bar((0, 0, 0.08), (0.38 * w * x, 0.38 * d * y, 0.02), 0.025, sides=6)
            for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        ]
        return [
            *(Part("foot", arm, material) for arm in arms),
            Part("column", cylinder(0.045, h - 0.05).moved(z=0.05), material),
            Part("rail", box(0.5 * w, 0.06, 0.02).moved(z=h - 0.02), material),
        ]
    return end_supports(rng, kind, w, d, h, material)


def _pedestal(rng: Random, width: float, h: float, material: Material) -> list[Part]:
    """A turned or plain column over a disc or over four curved feet."""
    r = float(rng.uniform(0.04, 0.07))
    column = turned([(r, 0.05), (r, 0.3 * h), (1.5 * r, 0.45 * h), (r, 0.6 * h), (1.3 * r, h)])
    if chance(rng, 0.5):
        column = cylinder(r, h - 0.03).moved(z=0.03)
    reach = float(rng.uniform(0.26, 0.36)) * width
    if chance(rng, 0.5):
        plate = turned([(0, 0), (reach, 0), (reach, 0.02), (r, 0.06), (0, 0.06)], sides=20)
        return [Part("foot", plate, material), Part("column", column, material)]
    paths = [
        [(0, 0, 0.22), (0.5 * reach * x, 0.5 * reach * y, 0.16), (reach * x, reach * y, 0.025)]
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    feet = [Part("foot", tube(path, 0.025, sides=6), material) for path in paths]
    return [*feet, Part("column", column, material)]


def end_supports(
    rng: Random, kind: Under, w: float, d: float, h: float, material: Material
) -> list[Part]:
    """A support at either end of the length and something that ties the two together."""
    x = w / 2 - max(0.05, float(rng.uniform(0.02, 0.16)) * w)
    parts: list[Part] = []
    for s in SIDES:
        if kind == "panels":
            parts.append(Part("panel", box(0.035, d - 0.06, h).moved(s * x), material))
        elif kind == "t-legs":
            parts += [
                Part("column", box(0.05, 0.08, h - 0.05).moved(s * x, 0, 0.04), material),
                Part("foot", pad(0.06, d - 0.04, 0.045, bevel=0.015).moved(s * x), material),
                Part("rail", box(0.05, d - 0.16, 0.03).moved(s * x, 0, h - 0.03), material),
            ]
        else:
            parts += [
                Part(
                    "leg",
                    post((s * x, t * (d / 2 - 0.08)), (s * x, t * 0.1), h, 0.06, square=True),
                    material,
                )
                for t in SIDES
            ]
    if kind == "panels":
        tall = float(rng.uniform(0.15, 0.6)) * h
        board = box(2 * x, 0.02, tall).moved(0, 0.25 * d, h - tall)
        return [*parts, Part("modesty panel", board, material)]
    z = 0.3 * h if kind == "trestle" else h - 0.1
    return [*parts, Part("stretcher", box(2 * x, 0.04, 0.08).moved(0, 0, z), material)]


def plain_table(
    rng: Random,
    size: Size,
    shapes: tuple[Outline, ...],
    under: tuple[Under, ...],
    *,
    steel: float = 0.3,
    clear: float = 0.0,
) -> Built:
    """A top on a support: of metal or of wood, with a top of glass in the share `clear`."""
    w, d, h = size
    shape, kind = (shapes[int(rng.integers(len(shapes)))], under[int(rng.integers(len(under)))])
    thick = float(rng.uniform(0.018, 0.045))
    board = glass(rng) if chance(rng, clear) else top_board(rng)
    stuff = (
        metal(rng)
        if chance(rng, steel)
        else board
        if board.substance == "wood"
        else table_wood(rng)
    )
    share = {"ellipse": 0.75, "boat": 0.85, "rounded": 0.95}.get(shape, 1.0)
    return [
        table_top(rng, w, d, h, shape, board, thick),
        *_support(rng, kind, share * w, share * d, h - thick, stuff),
    ], [top_rest(w, d, h, shape)]


def shelf_table(rng: Random, size: Size, *, drawers: float = 0.3, clear: float = 0.0) -> Built:
    """Four legs, a shelf between them, perhaps a drawer under the top."""
    w, d, h = size
    timber = table_wood(rng)
    thick, leg = float(rng.uniform(0.02, 0.04)), float(rng.uniform(0.03, 0.06))
    stuff = metal(rng) if chance(rng, 0.25) else timber
    z = h * float(rng.uniform(0.15, 0.35))
    board = glass(rng) if chance(rng, clear) else timber
    over = w - 2 * leg, d - 2 * leg
    parts = [
        table_top(rng, w, d, h, "rectangle", board, thick),
        *legs(w - 0.02, d - 0.02, h - thick, stuff, thick=leg),
        Part("shelf", box(w - leg, d - leg, 0.02).moved(z=z - 0.02), board),
    ]
    low = h - thick
    if chance(rng, drawers):
        high = min(0.14, 0.3 * h)
        low -= high
        parts.append(Part("case", box(over[0] + leg, over[1] + leg, high).moved(z=low), timber))
        parts += drawer_fronts(
            rng, over[0], (low, low + high), -d / 2 + leg / 2 + 0.01, 1, timber, metal(rng)
        )
    inside = Rest(
        "shelf", (-over[0] / 2, over[0] / 2), (-over[1] / 2, over[1] / 2), z, low - z - 0.01
    )
    return parts, [top_rest(w, d, h), inside]
