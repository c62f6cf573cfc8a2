"""Basins that drop into a counter's cut-out."""

from training.rooms.colors import Random
from training.rooms.furniture.bathroom.plumbing import basin, outlet, tap
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, ceramic, metal, stone
from training.rooms.solids import Solid
from training.rooms.types import Part, Rest, Size

RIM = 0.5
"""Where the rim of a drop-in sink is, as a share of its height: the counter's top is level with
it, the basin fills the cut-out below and the tap stands above."""


def _kitchen_finish(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.7:
        return metal(rng, "silver")
    return ceramic(rng) if kind < 0.85 else stone(rng, "black", "dark gray", "beige")


def _trough(w: float, d: float, rim: float, deck: float) -> Solid:
    """A square-cornered kitchen basin with a flat flange."""
    return basin(w, d, rim, power=30, inner=9, lip=0.028, deck=deck, foot=0.82)


def single_basin(rng: Random, size: Size) -> Built:
    """One square kitchen basin for a counter's cut-out."""
    w, d, h = size
    rim, deck = RIM * h, rng.uniform(0.05, 0.09)
    steel, chrome = _kitchen_finish(rng), metal(rng, "silver", "silver", "black")
    return [
        Part("basin", _trough(w, d, rim, deck), steel),
        Part("tap", tap(rng, h - rim, 0.4 * d).moved(0, d / 2 - deck / 2 - 0.01, rim), chrome),
        outlet(0.13 * rim, -deck / 2, chrome),
    ], [_inside(w, d, rim, 0.0, deck)]


def double_basin(rng: Random, size: Size) -> Built:
    """Two kitchen basins side by side, at times one of them smaller."""
    w, d, h = size
    rim, deck = RIM * h, rng.uniform(0.05, 0.09)
    steel, chrome = _kitchen_finish(rng), metal(rng, "silver", "silver", "black")
    share = float(rng.choice([0.5, 0.5, 0.4, 0.6]))
    left, right = share * w, (1 - share) * w
    at = (left / 2 - w / 2, w / 2 - right / 2)
    parts = [Part("tap", tap(rng, h - rim, 0.4 * d).moved(left - w / 2, d / 2 - 0.04, rim), chrome)]
    for x, wide in zip(at, (left, right), strict=True):
        parts.append(Part("basin", _trough(wide, d, rim, deck).moved(x), steel))
        drain = outlet(0.13 * rim, -deck / 2, chrome)
        parts.append(Part("drain", drain.solid.moved(x), chrome))
    return parts, [
        _inside(wide, d, rim, x, deck) for x, wide in zip(at, (left, right), strict=True)
    ]


def _inside(w: float, d: float, rim: float, x: float, deck: float) -> Rest:
    wide, deep = 0.55 * (w - 0.056), 0.55 * (d - 0.056 - deck)
    y = -deck / 2
    return Rest(
        "inside", (x - wide / 2, x + wide / 2), (y - deep / 2, y + deep / 2), 0.14 * rim, 2 * rim
    )


def oval_basin(rng: Random, size: Size) -> Built:
    """A round washbasin for a counter's cut-out."""
    w, d, h = size
    rim = RIM * h
    chrome = metal(rng, "silver")
    deck = rng.uniform(0.05, 0.08)
    bowl = basin(w, d, rim, power=2.2, inner=2, deck=deck, foot=0.4, lip=rng.uniform(0.015, 0.03))
    china = ceramic(rng, "white", "white", "white", "cream")
    return [
        Part("basin", bowl, china),
        Part("tap", tap(rng, h - rim, 0.3 * d).moved(0, d / 2 - 0.035, rim), chrome),
        outlet(0.12 * rim, -deck / 2, chrome),
    ], []
