"""Case furniture: a body of boards whose front is a grid of doors, drawers and open niches."""

from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fronts import (
    GAP,
    REACH,
    THICKNESS,
    Look,
    blank,
    door,
    drawer,
    flap,
)
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material
from training.rooms.solids import Solid, box, cylinder
from training.rooms.types import Part, Rest, Size

Kind = Literal[
    "door", "pair", "glass", "glass pair", "drawer", "twin", "flap", "sliding", "fixed", "open"
]
Base = Literal["plinth", "legs", "feet", "sled", "casters", "none"]
Span = tuple[float, float]
DRAWERS = ("drawer", "twin")
Choice = TypeVar("Choice")

BACK = 0.006
"""Thickness of a back panel."""


@dataclass(frozen=True)
class Cell:
    """One field of the front."""

    kind: Kind
    share: float = 1.0
    """Its height relative to the other cells of the column."""
    boards: int = 0
    """Boards within it."""


@dataclass(frozen=True)
class Column:
    cells: tuple[Cell, ...]
    """From the bottom up."""
    share: float = 1.0
    """Its width relative to the other columns."""


def columns(count: int, *kinds: Kind, boards: int = 1) -> tuple[Column, ...]:
    """Columns of equal width, each with the same cells of equal height, from the bottom up."""
    cells = tuple(Cell(kind, boards=0 if kind in DRAWERS else boards) for kind in kinds)
    return (Column(cells),) * count


@dataclass(frozen=True)
class Case:
    """How the body around the fronts is made."""

    back: bool = True
    top: bool = True
    """Whether a board closes it above."""
    ajar: float = 0.15
    """Probability that one of the fronts is a little open."""
    grip_at: float = 0.5
    """Where doors have their handles, as a share of their height."""


def case(
    rng: Random, look: Look, size: Size, grid: tuple[Column, ...], made: Case = Case()
) -> Built:
    """A body that fills the size, handles and open doors included; its back is at y = d / 2."""
    w, d, h = size
    fronts = [(i, j) for i, c in enumerate(grid) for j, e in enumerate(c.cells) if _opens(e.kind)]
    opened = fronts[int(rng.integers(len(fronts)))] if fronts else None
    out = d * rng.uniform(0.08, 0.25) if opened and rng.random() < made.ajar else 0.0
    covered = any(cell.kind != "open" for column in grid for cell in column.cells)
    front = -d / 2 + (THICKNESS + max(REACH[look.grip] if fronts else 0.0, out) if covered else 0)
    body = _Body(look, made, (-w / 2, w / 2), (front, d / 2), h)
    parts, rests = body.shell(), []
    t = look.board
    edges = body.split((t - w / 2, w / 2 - t), [column.share for column in grid])
    for i, (column, x) in enumerate(zip(grid, edges, strict=True)):
        if i:
            parts.append(body.board("divider", (x[0] - t, x[0]), (t, h - t)))
        levels = body.split((t, h - t), [cell.share for cell in column.cells])
        for j, (cell, z) in enumerate(zip(column.cells, levels, strict=True)):
            if (j and cell.kind != "drawer") or (j and column.cells[j - 1].kind != "drawer"):
                parts.append(body.board("board", x, (z[0] - t, z[0])))
            amount = out if (i, j) == opened else 0.0
            if cell.kind == "open" or cell.kind.startswith("glass") or amount:
                inner, free = body.boards(cell, x, z)
                parts += inner
                rests += free if cell.kind not in DRAWERS and not amount else []
            parts += _fronts(look, cell, made, x, z, body, amount)
    return parts, rests


def cupboard(
    rng: Random,
    look: Look,
    size: Size,
    grid: tuple[Column, ...],
    made: Case = Case(),
    *,
    base: Base = "plinth",
    lift: float = 0.08,
    top: Material | None = None,
    overhang: float = 0.0,
) -> Built:
    """A case on its base, with a rest on its top; `top` lays a slab of another material on it."""
    w, d, h = size
    slab = 0.025 if top or overhang else 0.0
    lift = 0.0 if base == "none" else lift
    body = (w - 2 * overhang, d - overhang, h - lift - slab)
    parts, rests = case(rng, look, body, grid, made)
    parts = moved(parts, y=overhang / 2, z=lift)
    rests = [
        Rest(r.name, r.x, (r.y[0] + overhang / 2, r.y[1] + overhang / 2), r.z + lift, r.clearance)
        for r in rests
    ]
    low = min(p.solid.bounds[0, 1] for p in parts if p.name in ("side", "bottom"))
    parts += based(base, look, (-body[0] / 2, body[0] / 2), (float(low), d / 2), lift)
    if slab:
        edge = float(low) - THICKNESS - max(overhang, 0.01)
        board = box(w, d / 2 - edge, slab).moved(0, (d / 2 + edge) / 2, h - slab)
        parts.append(Part("top", board, top or look.body))
        low = edge
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (float(low), d / 2), h)]


def based(base: Base, look: Look, x: Span, y: Span, height: float) -> list[Part]:
    """What lifts a body of this plan off the floor."""
    (x0, x1), (y0, y1) = x, y
    if base == "none":
        return []
    if base == "plinth":
        foot = box(x1 - x0 - 0.01, y1 - y0 - 0.04, height)
        return [Part("plinth", foot.moved((x0 + x1) / 2, (y0 + y1) / 2 + 0.02), look.body)]
    shape: Solid
    if base == "legs":
        shape, name, material = cylinder(0.012, height, top=0.022, sides=8), "leg", look.body
    elif base == "feet":
        shape, name, material = box(0.05, 0.05, height), "foot", look.body
    elif base == "casters":
        shape = cylinder(height / 2, 0.02, sides=10).tilted(90, axis=1).moved(-0.01, 0, height / 2)
        name, material = "caster", look.fittings
    else:
        shape, name, material = box(0.025, y1 - y0 - 0.04, 0.02), "leg", look.fittings
        post = box(0.025, 0.025, height)
        runners = [shape.moved(s, (y0 + y1) / 2) for s in (x0 + 0.04, x1 - 0.04)]
        posts = [post.moved(a, b) for a in (x0 + 0.04, x1 - 0.04) for b in (y0 + 0.04, y1 - 0.04)]
        return [Part(name, solid, material) for solid in (*runners, *posts)]
    middle = [(x0 + x1) / 2] if x1 - x0 > 1.3 and base != "casters" else []
    return [
        Part(name, shape.moved(a, b), material)
        for a in (x0 + 0.04, *middle, x1 - 0.04)
        for b in (y0 + 0.04, y1 - 0.04)
    ]


def choice(rng: Random, *options: Choice) -> Choice:
    """One of the options."""
    return options[int(rng.integers(len(options)))]


@dataclass(frozen=True)
class _Body:
    """The boards around the cells."""

    look: Look
    made: Case
    x: Span
    y: Span
    height: float

    def shell(self) -> list[Part]:
        (x0, x1), y1 = self.x, self.y[1]
        t, h = self.look.board, self.height
        parts = [
            self.board("side", (x0, x0 + t), (0, h)),
            self.board("side", (x1 - t, x1), (0, h)),
            self.board("bottom", (x0 + t, x1 - t), (0, t)),
        ]
        if self.made.top:
            parts.append(self.board("top", (x0 + t, x1 - t), (h - t, h)))
        if self.made.back:
            panel = box(x1 - x0 - 2 * t, BACK, h - 2 * t)
            at = ((x0 + x1) / 2, y1 - BACK / 2 - 0.002, t)
            parts.append(Part("back panel", panel.moved(*at), self.look.body))
        return parts

    def board(self, name: str, x: Span, z: Span) -> Part:
        """A board as deep as the body."""
        deep = (
            self.y if name in ("side", "top", "bottom") else (self.y[0] + 0.002, self.y[1] - 0.01)
        )
        solid = box(x[1] - x[0], deep[1] - deep[0], z[1] - z[0])
        at = ((x[0] + x[1]) / 2, (deep[0] + deep[1]) / 2, z[0])
        return Part(name, solid.moved(*at), self.look.body)

    def split(self, span: Span, shares: list[float]) -> list[Span]:
        """A stretch cut into pieces with a board's thickness between them."""
        t = self.look.board
        free = span[1] - span[0] - t * (len(shares) - 1)
        sizes = np.array(shares) / sum(shares) * free
        starts = span[0] + np.concatenate([[0.0], np.cumsum(sizes + t)[:-1]])
        return [(float(a), float(a + s)) for a, s in zip(starts, sizes, strict=True)]

    def boards(self, cell: Cell, x: Span, z: Span) -> Built:
        """The boards in a cell, and where things may stand in it."""
        levels = self.split(z, [1.0] * (cell.boards + 1))
        parts = [self.board("board", x, (a - self.look.board, a)) for a, _ in levels[1:]]
        y = (self.y[0] + 0.01, self.y[1] - 0.012)
        rests = [Rest("shelf", x, y, low, high - low) for low, high in levels]
        return parts, rests


def _opens(kind: Kind) -> bool:
    return kind not in ("open", "sliding", "fixed")


def _fronts(
    look: Look, cell: Cell, made: Case, x: Span, z: Span, body: _Body, out: float
) -> list[Part]:
    """The front of a cell, laid over the edges of the boards around it."""
    lap = look.board / 2 - GAP / 2
    left, right = (x[0] - lap - _end(x[0], body), x[1] + lap + _end(x[1], body))
    w, h = right - left, z[1] - z[0] + 2 * lap
    at = ((left + right) / 2, body.y[0], z[0] - lap)
    glazed = cell.kind.startswith("glass")
    if cell.kind == "open":
        return []
    if cell.kind == "drawer":
        return moved(drawer(look, w, h, body.y[1] - body.y[0] - 0.03, out=out), *at)
    if cell.kind == "flap":
        return moved(flap(look, w, h, grip_at=made.grip_at), *at)
    if cell.kind == "fixed":
        return moved(blank(look, w, h), *at)
    if cell.kind == "sliding":
        leaf = blank(look, 0.52 * w, h)
        halves = [moved(leaf, s * 0.24 * w, 0 if s < 0 else -THICKNESS - 0.002) for s in (-1, 1)]
        return moved([*halves[0], *halves[1]], *at)
    half = (w - GAP) / 2
    if cell.kind == "twin":
        deep = body.y[1] - body.y[0] - 0.03
        both = [(s, drawer(look, half, h, deep, out=o)) for s, o in ((-1, out), (1, 0.0))]
        return [p for s, leaf in both for p in moved(leaf, at[0] + s * (half + GAP) / 2, *at[1:])]
    if cell.kind in ("door", "glass"):
        hinge: Literal[-1, 1] = 1 if x[0] + x[1] > 1e-6 else -1
        leaf = door(look, w, h, hinge=hinge, grip_at=made.grip_at, out=out, glazed=glazed)
        return moved(leaf, *at)
    sides: tuple[Literal[-1, 1], ...] = (-1, 1)
    both = [
        (s, door(look, half, h, hinge=s, grip_at=made.grip_at, out=o, glazed=glazed))
        for s, o in zip(sides, (out, 0.0), strict=True)
    ]
    return [p for s, leaf in both for p in moved(leaf, at[0] + s * (half + GAP) / 2, *at[1:])]


def _end(x: float, body: _Body) -> float:
    """Fronts at the ends of a body cover the whole of its sides."""
    inner = abs(abs(x) - (body.x[1] - body.look.board)) < 1e-6
    return body.look.board / 2 if inner else 0.0
