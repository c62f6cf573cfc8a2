"""Doors; windows and what hangs before them are in files of their own.

A leaf is built around x = 0, `thick` metres deep around y = 0, and then hung: closed it ends at
the greatest y, where the wall's opening is; open it swings towards -y on a hinge at one end.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import lattice, mirrored, pick
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.furniture.walls.hangings import BLINDS, CURTAIN
from training.rooms.furniture.walls.windows import WINDOW
from training.rooms.materials import Material, glass, metal, painted_wood, plastic, wood
from training.rooms.solids import box, cylinder, frame, joined, tube, turned
from training.rooms.types import Category, Model, Part, Size, Style

Leaf = Callable[[Random, float, float, float], list[Part]]
"""Makes a leaf from its width, thickness and height, without handles."""

_THICK = 0.042
_REACH = 0.055
_SLACK = 0.05
"""What hinge and handle add to the width of a leaf that stands open."""


def doorway(model: Model) -> tuple[float, float]:
    """The stretch of x, in the model's frame, that the opening in the wall spans.

    The opening lies at the greatest y. Unlike the model's width, it includes what an open leaf
    leaves free.
    """
    width, depth, _ = model.size
    hinges = [p.solid.bounds[:, 0].mean() for p in model.parts if p.name == "hinge"]
    sides = {bool(x > 0) for x in hinges}
    if len(sides) != 1:
        return -width / 2, width / 2
    length = round(float(np.hypot(max(width - _SLACK, 0.05), depth)), 4)
    return (width / 2 - length, width / 2) if sides.pop() else (-width / 2, length - width / 2)


def _timber(rng: Random) -> Material:
    return painted_wood(rng, "white", "cream", "light gray") if rng.random() < 0.5 else wood(rng)


def _flush(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """A smooth board, at times with a small window or a kick plate."""
    timber = _timber(rng) if rng.random() < 0.8 else metal(rng, "light gray", "dark gray", "beige")
    parts = [Part("leaf", box(width, thick, height), timber)]
    extra = rng.random()
    if extra < 0.25:
        w, h = 0.12 + 0.1 * rng.random(), 0.3 + 0.4 * rng.random()
        x, z = (rng.uniform(-0.25, 0.25)) * width, 0.9 * height - h
        rim = frame(w + 0.04, h + 0.04, thick + 0.006, 0.02).moved(x, 0, z - 0.02)
        parts += [
            Part("window frame", rim, metal(rng)),
            Part("window pane", box(w, thick + 0.002, h).moved(x, 0, z), glass(rng)),
        ]
    elif extra < 0.4:
        plate = box(0.9 * width, thick + 0.006, 0.25).moved(z=0.02)
        parts.append(Part("kick plate", plate, metal(rng, "silver")))
    return parts


def _panelled(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """Stiles and rails around raised panels."""
    timber = _timber(rng)
    columns, rows = int(rng.integers(1, 3)), int(rng.integers(2, 5))
    border, bar = 0.11, 0.09
    grid = lattice(width, height, thick, border, columns, rows, bar)
    w = (width - 2 * border) / columns - bar
    h = (height - 2 * border) / rows - bar
    flat = rng.random() < 0.3
    panels = joined(
        *(
            box(0.7 * w, 0.6 * thick, 0.8 * h).moved(
                (width - 2 * border) * ((i + 0.5) / columns - 0.5),
                0,
                border + (height - 2 * border) * (j + 0.5) / rows - 0.4 * h,
            )
            for i in range(columns)
            for j in range(rows)
        )
    )
    parts = [
        Part("leaf", box(width - 0.02, 0.3 * thick, height - 0.02).moved(z=0.01), timber),
        Part("frame", grid, timber),
    ]
    return parts if flat else [*parts, Part("panel", panels, timber)]


def _half_glazed(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """A solid lower half, panes above."""
    timber = _timber(rng)
    low = height * rng.uniform(0.3, 0.52)
    high = height - low
    columns, rows = int(rng.integers(1, 4)), int(rng.integers(1, 4))
    return [
        Part("leaf", box(width, thick, low), timber),
        Part("panel", box(width - 0.3, thick * 1.2, low - 0.3).moved(z=0.15), timber),
        Part("frame", lattice(width, high, thick, 0.1, columns, rows, 0.03).moved(z=low), timber),
        Part("pane", box(width - 0.2, 0.008, high - 0.2).moved(z=low + 0.1), glass(rng)),
    ]


def _glazed(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """A pane in a slim metal or wooden frame from top to bottom."""
    rail = metal(rng) if rng.random() < 0.7 else wood(rng)
    border = rng.uniform(0.05, 0.11)
    rows = int(rng.integers(1, 4))
    return [
        Part("frame", lattice(width, height, thick, border, 1, rows, 0.06), rail),
        Part(
            "pane", box(width - 1.8 * border, 0.01, height - 1.8 * border).moved(z=0.9 * border),
            glass(rng),
        ),
    ]  # fmt: skip


def _louvred(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """Slanting slats in a frame: closets."""
    timber = _timber(rng)
    border, count = 0.07, 22
    pitch = (height - 2 * border) / count
    slat = box(width - 1.9 * border, 0.008, 1.1 * pitch).tilted(25)
    slats = joined(*(slat.moved(0, 0.2 * thick, border + i * pitch) for i in range(count)))
    return [
        Part("frame", lattice(width, height, thick, border, 1, 2, border), timber),
        Part("slats", slats, timber),
    ]


def _planks(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """Upright boards held by two cross boards and a brace."""
    timber, brace = wood(rng), wood(rng)
    count = int(rng.integers(5, 9))
    board = box(0.985 * width / count, 0.6 * thick, height)
    rail = box(width, 0.4 * thick, 0.14)
    slope = np.degrees(np.arctan2(0.55 * height, width))
    length = float(np.hypot(0.55 * height, width)) * 0.93
    diagonal = box(length, 0.4 * thick, 0.1).moved(z=-0.05).tilted(-slope, axis=1)
    front = -0.3 * thick
    return [
        Part(
            "board",
            joined(*(board.moved((i + 0.5 - count / 2) * width / count) for i in range(count))),
            timber,
        ),
        *(Part("rail", rail.moved(0, front, f * height), brace) for f in (0.12, 0.78)),
        Part("brace", diagonal.moved(0, front, 0.48 * height), brace),
    ]


def _handle(rng: Random, reach: float) -> list[Part]:
    """A lever, a knob or a bar around the origin, `reach` towards -y; levers point to -x."""
    steel = metal(rng, "silver", "silver", "gold", "black")
    kind = pick(rng, ("lever", "lever", "knob", "bar"))
    if kind == "knob":
        profile = [(0, 0), (0.03, 0.0), (0.012, 0.25 * reach), (0.028, 0.6 * reach)]
        knob = turned([*profile, (0.022, 0.95 * reach), (0, reach)], sides=12).tilted(90)
        return [Part("handle", knob, steel)]
    if kind == "bar":
        long, out = rng.uniform(0.1, 0.25), 0.01 - reach
        ends = [(0.0, 0.0, -long), (0.0, out, -long), (0.0, out, long), (0.0, 0.0, long)]
        return [Part("handle", tube(ends, 0.01, sides=6), steel)]
    lever = tube([(0, 0, 0), (0, 0.01 - reach, 0), (-0.11, 0.01 - reach, 0)], 0.01, sides=6)
    plate = box(0.04, 0.012, 0.2).moved(z=-0.13)
    return [Part("handle", lever, steel), Part("lock plate", plate, steel)]


def _with_handles(
    rng: Random, leaf: list[Part], width: float, height: float, *, both: bool, reach: float = _REACH
) -> list[Part]:
    """The leaf with a handle near its right edge on the front, or on both faces."""
    x, z = width / 2 - 0.07, min(0.5 * height, rng.uniform(0.92, 1.08))
    state = rng.bit_generator.state
    parts = [*leaf, *moved(_handle(rng, reach), x, -_THICK / 2, z)]
    if both:
        # The handle on the back is of the same kind.
        rng.bit_generator.state = state
        back = moved(mirrored(_handle(rng, reach)), yaw=180)
        parts += moved(back, x, _THICK / 2, z)
    return parts


def _closed(rng: Random, size: Size, *, leaf: Leaf) -> Built:
    w, d, h = size
    parts = _with_handles(rng, leaf(rng, w, _THICK, h), w, h, both=False, reach=d - _THICK)
    parts = moved(parts, y=(d - _THICK) / 2)
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _swung(
    rng: Random, leaf: Leaf, length: float, height: float, degrees: float, reach: float = _REACH
) -> list[Part]:
    """A leaf hinged at the origin, opened towards -y."""
    boards = leaf(rng, length, _THICK, height)
    parts = _with_handles(rng, boards, length, height, both=degrees > 0, reach=reach)
    steel = metal(rng, "silver", "gold")
    hinges = [
        Part("hinge", cylinder(0.01, 0.1, sides=8).moved(0, 0, f * height), steel)
        for f in (0.1, 0.85)
    ]
    return [*moved(moved(parts, x=length / 2), yaw=-degrees), *hinges]


def _open(rng: Random, size: Size, *, leaf: Leaf) -> Built:
    """One leaf whose angle follows from how far it stands into the room."""
    w, d, h = size
    along = max(w - _SLACK, 0.05)
    into = max(d - 0.02 - 0.05 * w / float(np.hypot(w, d)), 0.05)
    angle = float(np.degrees(np.arctan2(into, along)))
    parts = moved(_swung(rng, leaf, float(np.hypot(along, into)), h, angle), -w / 2, d / 2)
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _double(rng: Random, size: Size, *, leaf: Leaf) -> Built:
    """Two leaves that meet in the middle; a deep one stands open, or one of its leaves does."""
    w, d, h = size
    half = w / 2 - 0.003
    state = rng.bit_generator.state
    left_angle = right_angle = 0.0
    reach = d - _THICK
    if d > 0.2:
        left_angle = float(np.degrees(np.arcsin(min((d - 0.06) / half, 1))))
        right_angle = left_angle if rng.random() < 0.5 else 0.0
        reach = _REACH
    sides = []
    for angle in (left_angle, right_angle):
        # Both leaves are of one make.
        rng.bit_generator.state = state
        sides.append(_swung(rng, leaf, half, h, angle, reach))
    parts = [*moved(sides[0], -w / 2), *moved(mirrored(sides[1]), w / 2)]
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _sliding(rng: Random, size: Size) -> Built:
    """Two panels behind each other on rails; one may be pushed half open."""
    w, d, h = size
    pick_leaf = pick(rng, (_glazed, _flush, _glazed))
    thick, panel = 0.35 * d, 0.53 * w
    rails = metal(rng, "silver", "dark gray", "white")
    state = rng.bit_generator.state
    front = pick_leaf(rng, panel, thick, h - 0.08)
    rng.bit_generator.state = state
    back = pick_leaf(rng, panel, thick, h - 0.08)
    pulls = box(0.03, 0.012, 0.2).moved(0.04 - panel / 2, -thick / 2, 0.48 * h)
    grip = Part("handle", pulls, metal(rng, "silver", "black"))
    shift = 0.0 if rng.random() < 0.6 else rng.uniform(0.1, 0.9) * (w - panel)
    parts = [
        Part("rail", box(w, d, 0.04).moved(z=h - 0.04), rails),
        Part("rail", box(w, 0.9 * d, 0.015), rails),
        *moved(back, (panel - w) / 2, d / 2 - thick / 2, 0.03),
        *moved([*front, grip], (w - panel) / 2 - shift, -d * 0.1, 0.03),
    ]
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _folding(rng: Random, size: Size) -> Built:
    """Four narrow panels in a zigzag: closets."""
    w, d, h = size
    leaf = pick(rng, (_louvred, _panelled, _flush))
    thick = 0.03
    # The steeper the panels stand, the longer they are for the same opening.
    rise = max(d - thick, 0.02)
    length = float(np.hypot(w / 4, rise))
    angle = float(np.degrees(np.arctan2(rise, w / 4)))
    state = rng.bit_generator.state
    parts: list[Part] = []
    for i in range(4):
        rng.bit_generator.state = state
        panel = moved(leaf(rng, length, thick, h - 0.03), yaw=angle if i % 2 else -angle)
        parts += moved(panel, (i - 1.5) * w / 4)
    knob = turned([(0, 0), (0.008, 0.01), (0.018, 0.03), (0, 0.04)], sides=8).tilted(90)
    parts.append(Part("handle", knob.moved(0, 0.02 - d / 2, 0.5 * h), metal(rng)))
    parts.append(Part("rail", box(w, 0.03, 0.03).moved(z=h - 0.03), metal(rng, "silver", "white")))
    return parts, []


def _barn(rng: Random, size: Size) -> Built:
    """A door of planks that hangs from wheels on a rail above it."""
    w, d, h = size
    iron = metal(rng, "black", "dark gray")
    leaf = 0.62 * w
    high = h - 0.12
    wheel = cylinder(0.06, 0.02, sides=12).tilted(90)
    x = (w - leaf) / 2
    parts = [
        *moved(_planks(rng, leaf, 0.6 * d, high), -x, 0.1 * d),
        Part("rail", box(w, 0.012, 0.05).moved(0, 0.3 * d, h - 0.09), iron),
        *(
            Part("wheel", wheel.moved(dx - x, 0.1 * d, h - 0.06), iron)
            for dx in (-0.35 * leaf, 0.35 * leaf)
        ),
        *(
            Part("hanger", box(0.04, 0.01, 0.3).moved(dx - x, -0.25 * d, h - 0.32), iron)
            for dx in (-0.35 * leaf, 0.35 * leaf)
        ),
        Part("handle", tube([(0, 0, -0.15), (0, 0, 0.15)], 0.012, sides=6).moved(
            0.4 * leaf - x, -d / 2 + 0.012, 0.5 * high), iron),
    ]  # fmt: skip
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _stall(rng: Random, width: float, thick: float, height: float) -> list[Part]:
    """The thin board of a toilet stall with its latch."""
    board = plastic(rng, "light gray", "gray", "beige", "dark green", "dark blue")
    latch = box(0.12, thick + 0.03, 0.05).moved(width / 2 - 0.1, 0, 0.6 * height)
    return [
        Part("leaf", box(width, 0.6 * thick, height), board),
        Part("latch", latch, metal(rng, "silver")),
    ]


_PLAIN = (0.1, 0.12, 0.04)
_SWING = (0.18, 0.3, 0.04)

DOOR = Category(
    "door",
    "wall",
    (
        Style("flush", (0.91, 0.10, 1.98), _PLAIN, partial(_closed, leaf=_flush), 3.0),
        Style("panelled", (0.88, 0.10, 1.95), _PLAIN, partial(_closed, leaf=_panelled), 2.0),
        Style("half-glazed", (0.91, 0.10, 2.0), _PLAIN, partial(_closed, leaf=_half_glazed)),
        Style("glass", (0.94, 0.10, 2.1), _PLAIN, partial(_closed, leaf=_glazed)),
        Style("louvred", (0.65, 0.09, 1.8), _PLAIN, partial(_closed, leaf=_louvred), 0.5),
        Style("ajar flush", (0.82, 0.30, 1.98), _SWING, partial(_open, leaf=_flush), 1.0),
        Style("open flush", (0.34, 0.80, 1.98), _SWING, partial(_open, leaf=_flush), 0.8),
        Style("ajar panelled", (0.80, 0.30, 1.95), _SWING, partial(_open, leaf=_panelled), 0.7),
        Style("open panelled", (0.32, 0.80, 1.95), _SWING, partial(_open, leaf=_panelled), 0.6),
        Style("open glazed", (0.55, 0.65, 2.0), _SWING, partial(_open, leaf=_half_glazed), 0.4),
        Style("double", (1.6, 0.11, 2.05), _PLAIN, partial(_double, leaf=_panelled), 0.6),
        Style("double glass", (1.65, 0.11, 2.1), _PLAIN, partial(_double, leaf=_glazed), 0.4),
        Style("open double", (1.55, 0.6, 2.0), (0.12, 0.2, 0.04),
              partial(_double, leaf=_flush), 0.3),
        Style("sliding", (1.7, 0.13, 2.0), (0.15, 0.15, 0.05), _sliding, 0.5),
        Style("folding", (1.15, 0.16, 1.9), (0.15, 0.3, 0.06), _folding, 0.4),
        Style("stall", (0.64, 0.1, 1.45), (0.12, 0.15, 0.12), partial(_closed, leaf=_stall), 0.6),
        Style("barn", (1.7, 0.14, 2.1), (0.1, 0.12, 0.05), _barn, held_out=True),
    ),
    scannet="door",
    sunrgbd="door",
)  # fmt: skip

OPENINGS = (DOOR, WINDOW, CURTAIN, BLINDS)
