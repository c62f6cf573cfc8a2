"""Paper: sheets, stacks, rolls, newspapers."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import top_rest
from training.rooms.furniture.shapes.pieces import Built, chance, cloth, grid, ribbon
from training.rooms.materials import Material, fabric, paper, textured
from training.rooms.solids import Solid, box, turned
from training.rooms.types import Category, Part, Size, Style

SHEETS = ("white", "white", "white", "cream", "yellow", "light blue", "pink", "light green")


def _sheet(rng: Random, *names: str, printed: float = 0.6) -> Material:
    """Blank or printed in lines."""
    blank = paper(rng, *(names or SHEETS))
    if not chance(rng, printed):
        return blank
    return textured(blank, "poster", color(rng, "dark gray", "black", "dark blue", "gray"))


def _curled(rng: Random, w: float, d: float, h: float) -> Solid:
    """A sheet that lies almost flat: one corner or edge bends up."""
    at = grid(w, d, 9, 9)
    heading = float(rng.uniform(0, 2 * np.pi))
    along = at[..., 0] / w * np.cos(heading) + at[..., 1] / d * np.sin(heading)
    along = (along - along.min()) / np.ptp(along)
    start = float(rng.uniform(0.2, 0.7))
    rise = 0.0005 + (h - 0.0005) * np.clip((along - start) / (1 - start), 0, 1) ** 2
    return cloth(rng, at, rise, wrinkles=0.05 * h, period=0.3)


def _single(rng: Random, size: Size) -> Built:
    """One loose sheet, at times with a folded crease."""
    return [Part("sheet", _curled(rng, *size), _sheet(rng))], []


def _spread(rng: Random, size: Size) -> Built:
    """A few sheets that lie across one another."""
    w, d, h = size
    count = int(rng.integers(2, 6))
    parts = []
    for i in range(count):
        yaw = float(rng.uniform(-25, 25))
        x, y = (float(v) for v in rng.uniform(-0.14, 0.14, size=2) * (w, d))
        leaf = _curled(rng, 0.64 * w, 0.68 * d, float(rng.uniform(0.5, 1.0)) * h)
        z = 0.3 * h * i / count
        parts.append(Part("sheet", leaf.moved(x, y, z, yaw=yaw), _sheet(rng)))
    return parts, []


def _stack(rng: Random, size: Size) -> Built:
    """Sheets in a pile that was squared more or less carefully."""
    w, d, h = size
    count = int(rng.integers(3, 9))
    care = float(rng.uniform(0.1, 1.0))
    cuts = np.concatenate([[0], np.sort(rng.uniform(0.05, 0.95, size=count - 1)), [1]]) * h
    parts = []
    for i, (low, high) in enumerate(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)):
        x, y, yaw = (float(v) for v in care * rng.uniform(-1, 1, size=3) * (0.02 * w, 0.02 * d, 3))
        block = box(0.95 * w, 0.95 * d, max(high - low, 0.0008)).moved(x, y, low, yaw=yaw)
        tone = _sheet(rng, "white", "white", "cream", printed=0.8) if i == count - 1 else paper(
            rng, "white", "white", "cream")  # fmt: skip
        parts.append(Part("sheets", block, tone))
    return parts, [top_rest(0.8 * w, 0.8 * d, h)]


def _rolled(rng: Random, size: Size) -> Built:
    """A plan, poster or newspaper rolled up, mostly held by a rubber band."""
    w, d, h = size
    rounds = float(rng.uniform(1.6, 3.2))
    turns = np.linspace(0, 2 * np.pi * rounds, int(14 * rounds)) - np.pi / 2
    inner = float(rng.uniform(0.3, 0.7))
    radius = np.linspace(inner, 1, len(turns)) * 0.5
    path = [
        (float(d * r * np.cos(t)), float(h * (0.5 + r * np.sin(t))))
        for r, t in zip(radius, turns, strict=True)
    ]
    gap = 0.5 * (1 - inner) / rounds
    roll = ribbon(path, min(0.002, 0.4 * gap * h), w)
    sheet = _sheet(rng, "white", "cream", "light gray", "light blue", printed=0.4)
    parts = [Part("roll", roll, sheet)]
    if chance(rng, 0.6):
        band = turned([(0.5, -0.006), (0.515, 0), (0.5, 0.006)], sides=16).tilted(90, axis=1)
        at = float(rng.uniform(-0.25, 0.25)) * w
        rubber = fabric(rng, "red", "brown", "black", "blue", "beige")
        ring = Solid(band.vertices * (1, d, h) + (at, 0, h / 2), band.faces, smooth=True)
        parts.append(Part("band", ring, replace(rubber, substance="rubber", texture="plain")))
    return parts, []


def _newspaper(rng: Random, size: Size) -> Built:
    """Printed pages folded over: round at the fold, fanned at the open edge."""
    w, d, h = size
    print_ = textured(
        paper(rng, "light gray", "white", "cream"), "poster", color(rng, "dark gray", "black")
    )
    turns = np.linspace(-90, -270, 9)
    half = 0.42 * h
    fold = [
        (
            -d / 2 + half + half * float(np.cos(np.radians(t))),
            0.5 * h + half * float(np.sin(np.radians(t))),
        )
        for t in turns
    ]
    sag = float(rng.uniform(0.1, 0.6)) * h
    lower = [(d / 2, 0.08 * h), (0, 0.08 * h)]
    upper = [(0, 0.92 * h - 0.5 * sag), (0.48 * d, 0.92 * h - sag)]
    outer = ribbon([*lower, *fold, *upper], 0.16 * h, w)
    inside = box(0.97 * w, 0.9 * d, 0.5 * (0.9 * h - sag)).moved(0, 0.02 * d, 0.16 * h)
    return [
        Part("cover", outer, print_),
        Part("pages", inside, paper(rng, "light gray", "white", "cream")),
    ], []


def _crumpled(rng: Random, size: Size) -> Built:
    """Crushed into a ball full of edges."""
    rise = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 8)
    ball = turned([(float(np.cos(t)) / 2, float(np.sin(t)) / 2) for t in rise], sides=11)
    bumps = rng.uniform(0.72, 1.08, size=(8, 12))
    bumps[:, -1] = bumps[:, 0]
    bumps[[0, -1]] = 0.85
    points = ball.vertices.reshape(8, 12, 3) * bumps[..., None]
    ball = Solid(points.reshape(-1, 3) + (0, 0, 0.45), ball.faces, smooth=False)
    return [Part("ball", ball.scaled(*size), _sheet(rng, printed=0.3))], []


PAPER = Category(
    "paper",
    "surface",
    (
        Style("single", (0.21, 0.295, 0.012), (0.12, 0.1, 0.4), _single, 1.5),
        Style("stacked", (0.225, 0.31, 0.035), (0.06, 0.06, 0.5), _stack, 1.5),
        Style("scattered", (0.36, 0.42, 0.016), (0.15, 0.15, 0.3), _spread),
        Style("rolled", (0.42, 0.055, 0.052), (0.25, 0.2, 0.2), _rolled, 0.6),
        Style("newspaper", (0.3, 0.22, 0.022), (0.1, 0.12, 0.3), _newspaper, 0.8),
        Style("crumpled", (0.085, 0.085, 0.075), (0.15, 0.15, 0.15), _crumpled, 0.3),
    ),
    sunrgbd="paper",
)
