"""Boards to write on and to pin things to."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, fabric, glass, metal, paper, plastic, textured, wood
from training.rooms.solids import Solid, box, cylinder, extruded, frame, joined, tube
from training.rooms.types import Category, Part, Size, Style

_WHITE = ("white", "white", "light gray")
_SLATE = ("dark green", "dark green", "black", "dark gray")


def _white(rng: Random) -> Material:
    """Enamel; what has been written on it gives it lines at times."""
    board = Material("metal", color(rng, *_WHITE), shine=0.35, seed=int(rng.integers(1 << 16)))
    if rng.random() < 0.15:
        board = textured(board, "poster", color(rng, "dark blue", "black", "red"))
    return board


def _slate(rng: Random) -> Material:
    return Material("stone", color(rng, *_SLATE), shine=0.1, seed=int(rng.integers(1 << 16)))


def _framed(size: Size, border: float, board: Material, rim: Material, thick: float) -> list[Part]:
    """A slab in a rim, at the back of the space."""
    w, d, h = size
    back = (d - thick) / 2
    slab = box(w - 1.6 * border, 0.6 * thick, h - 1.6 * border).moved(0, back, 0.8 * border)
    return [
        Part("board", slab, board),
        Part("rim", frame(w, h, thick, border).moved(0, back), rim),
    ]


def _ledge(rng: Random, size: Size, share: float, stuff: Material) -> list[Part]:
    """The tray for pens below a board, with some of them and an eraser."""
    w, d, _ = size
    wide = share * w
    parts = [
        Part("tray", box(wide, d, 0.015), stuff),
        Part("tray", box(wide, 0.008, 0.035).moved(0, 0.004 - d / 2), stuff),
    ]
    pen = box(0.12, 0.016, 0.016)
    for _ in range(int(rng.integers(0, 4))):
        x = rng.uniform(-0.45, 0.45) * (wide - 0.12)
        parts.append(
            Part("pen", pen.moved(x, -0.2 * d, 0.015), plastic(rng, "red", "blue", "black"))
        )
    if rng.random() < 0.5:
        x = rng.uniform(-0.45, 0.45) * (wide - 0.15)
        parts.append(
            Part("eraser", box(0.14, min(0.05, 0.5 * d), 0.03).moved(x, 0, 0.015), fabric(rng))
        )
    return parts


def _whiteboard(rng: Random, size: Size) -> Built:
    """A slim metal rim and a tray below."""
    rim = metal(rng, "silver", "silver", "light gray", "black")
    board = _framed(size, rng.uniform(0.015, 0.035), _white(rng), rim, 0.025)
    return [*board, *_ledge(rng, size, rng.uniform(0.3, 1.0), rim)], []


def _wooden_whiteboard(rng: Random, size: Size) -> Built:
    timber = wood(rng)
    board = _framed(size, rng.uniform(0.04, 0.07), _white(rng), timber, 0.03)
    return [*board, *_ledge(rng, size, 0.98, timber)], []


def _glass_board(rng: Random, size: Size) -> Built:
    """A pane without a rim, held off the wall by round studs."""
    w, d, h = size
    pane = Material("glass", color(rng, "white", "light blue", "black", "light gray"), shine=0.8)
    stud = cylinder(0.02, d, sides=10).tilted(90).moved(y=d / 2)
    studs = joined(
        *(stud.moved(sx * (w / 2 - 0.08), 0, h * f) for sx in (-1, 1) for f in (0.08, 0.92))
    )
    return [
        Part("board", box(w, 0.012, h), pane),
        Part("stud", studs, metal(rng, "silver")),
    ], []


def _interactive(rng: Random, size: Size) -> Built:
    """A board with a projector on an arm above it."""
    w, d, h = size
    head = 0.22
    rim = plastic(rng, "light gray", "white", "dark gray")
    arm_z = h - 0.06
    board = _framed((w, 0.05, h - head), 0.05, _white(rng), rim, 0.05)
    back = [Part(p.name, p.solid.moved(y=(d - 0.05) / 2), p.material) for p in board]
    arm = tube([(0, d / 2, arm_z), (0, 0.2 - d / 2, arm_z)], 0.025)
    body = box(0.34, 0.26, 0.12).moved(0, 0.13 - d / 2, arm_z - 0.1)
    return [
        *back,
        Part("arm", arm, metal(rng, "light gray", "white")),
        Part("projector", body, plastic(rng, "white", "light gray")),
        Part("plate", box(0.2, 0.02, 0.16).moved(0, d / 2 - 0.01, h - 0.16), rim),
    ], []


def _winged(rng: Random, size: Size, board: Material, rim: Material) -> list[Part]:
    """A middle board with two wings that stand out from the wall."""
    w, d, h = size
    middle = w * rng.uniform(0.48, 0.54)
    reach, out = (w - middle) / 2 - 0.01, d - 0.05
    wing, angle = float(np.hypot(reach, out)), float(np.degrees(np.arctan2(out, reach)))
    parts = _framed((middle, 0.04, h), 0.03, board, rim, 0.04)
    flap = _framed((wing, 0.03, h), 0.03, board, rim, 0.03)
    placed = [Part(p.name, p.solid.moved(y=d / 2 - 0.02), p.material) for p in parts]
    for p in flap:
        right = p.solid.moved(wing / 2).moved(middle / 2, d / 2 - 0.035, yaw=-angle)
        placed += [Part(p.name, right, p.material), Part(p.name, right.mirrored(), p.material)]
    return placed


def _winged_whiteboard(rng: Random, size: Size) -> Built:
    return _winged(rng, size, _white(rng), metal(rng, "silver")), []


def _winged_blackboard(rng: Random, size: Size) -> Built:
    return _winged(rng, size, _slate(rng), wood(rng)), []


def _chalkboard(rng: Random, size: Size) -> Built:
    """Slate in a wooden rim over a ledge for chalk."""
    timber = wood(rng)
    board = _framed(size, rng.uniform(0.03, 0.08), _slate(rng), timber, 0.035)
    return [*board, *_ledge(rng, size, 0.98, timber)], []


def _metal_chalkboard(rng: Random, size: Size) -> Built:
    """Panels side by side in a slim metal rim."""
    w, d, h = size
    rim = metal(rng, "silver", "light gray")
    count = int(rng.integers(2, 5))
    seam = box(0.02, 0.03, h).moved(y=d / 2 - 0.015)
    seams = joined(*(seam.moved((i / count - 0.5) * w) for i in range(1, count)))
    return [
        *_framed(size, 0.025, _slate(rng), rim, 0.03),
        Part("seam", seams, rim),
        *_ledge(rng, size, 0.95, rim),
    ], []


def _sliding_chalkboard(rng: Random, size: Size) -> Built:
    """Two boards one behind the other on upright rails, each at its own height."""
    w, d, h = size
    rim, slate = metal(rng, "silver", "dark gray"), _slate(rng)
    high = rng.uniform(0.52, 0.66) * h
    deep = 0.38 * d
    board = _framed((w - 0.12, deep, high), 0.03, slate, rim, deep)
    rail = box(0.06, 0.6 * d, h).moved(y=0.2 * d)
    rails = joined(*(rail.moved(s * (w / 2 - 0.03)) for s in (-1, 1)))
    placed = [
        Part(p.name, p.solid.moved(0, y, z), p.material)
        for y, z in (((d - deep) / 2, h - high), ((deep - d) / 2, rng.uniform(0, 0.3) * (h - high)))
        for p in board
    ]
    return [*placed, Part("rail", rails, rim)], []


def _pinned(rng: Random, w: float, h: float, y: float, crowd: float) -> list[Part]:
    """Sheets of paper pinned at random, at times a little askew."""
    parts = []
    for _ in range(min(16, int(rng.poisson(crowd * w * h)))):
        a, b = pick(rng, ((0.21, 0.297), (0.297, 0.21), (0.1, 0.15), (0.3, 0.42), (0.08, 0.08)))
        if a > 0.8 * w or b > 0.8 * h:
            continue
        x = rng.uniform(-0.5, 0.5) * (w - 1.15 * a)
        z = rng.uniform(0.08, 0.92) * (h - 1.1 * b)
        sheet = box(a, 0.003, b).tilted(rng.normal(0, 2.0), axis=1)
        stuff = paper(rng, "white", "white", "yellow", "light blue", "pink", "light green")
        if rng.random() < 0.6:
            stuff = textured(stuff, "poster", color(rng, "black", "dark blue", "red"))
        parts.append(Part("paper", sheet.moved(x, y - 0.001 * len(parts) / 4, z + 0.02), stuff))
    return parts


def _cork(rng: Random) -> Material:
    ground = color(rng, "light brown", "light brown", "beige")
    return Material("wood", ground, "speckle", color(rng, "brown"), scale=0.006, shine=0.02)


def _corkboard(rng: Random, size: Size) -> Built:
    w, d, h = size
    rim = pick(rng, (wood(rng), metal(rng, "silver")))
    papers = _pinned(rng, w, h, d / 2 - 0.85 * d, rng.uniform(1, 9))
    return [*_framed(size, rng.uniform(0.02, 0.045), _cork(rng), rim, d), *papers], []


def _felt_board(rng: Random, size: Size) -> Built:
    """Cloth in a slim rim, or without one."""
    w, d, h = size
    felt = replace(
        fabric(rng, "blue", "dark blue", "gray", "green", "dark red", "light gray"),
        texture="woven", second=None,
    )  # fmt: skip
    papers = _pinned(rng, w, h, d / 2 - 0.85 * d, rng.uniform(1, 8))
    return [*_framed(size, 0.02, felt, metal(rng, "silver", "black"), d), *papers], []


def _showcase(rng: Random, size: Size) -> Built:
    """A flat case with glass doors over the pinned sheets."""
    w, d, h = size
    rim = metal(rng, "silver", "dark gray", "black", "gold")
    doors = 1 if w < 1.1 else 2
    wide = w / doors
    front = joined(
        *(
            frame(wide, h, 0.02, 0.03).moved((i + 0.5 - doors / 2) * wide, 0.01 - d / 2)
            for i in range(doors)
        )
    )
    return [
        Part("case", frame(w, h, d, 0.015), rim),
        Part("board", box(w - 0.02, 0.015, h - 0.02).moved(0, d / 2 - 0.0075, 0.01), _cork(rng)),
        *_pinned(rng, w - 0.1, h - 0.06, d / 2 - 0.02, rng.uniform(2, 8)),
        Part("door", front, rim),
        Part("pane", box(w - 0.05, 0.004, h - 0.05).moved(0, 0.01 - d / 2, 0.025), glass(rng)),
    ], []


def _hexagon(radius: float, depth: float) -> Solid:
    angles = np.arange(6) * (np.pi / 3)
    corners = [(round(float(np.cos(a)), 4) * radius, round(float(np.sin(a)), 4) * radius)
               for a in angles]  # fmt: skip
    return extruded(corners, depth).tilted(90).moved(y=depth / 2)


def _honeycomb(rng: Random, size: Size) -> Built:
    """Six-cornered tiles of cork side by side."""
    w, d, h = size
    columns = max(2, round(w / 0.3))
    radius = w / (1.5 * columns + 0.5)
    pitch = radius * 3**0.5
    rows = max(1, round(h / pitch - 0.5))
    tile = _hexagon(0.97 * radius, d).scaled(z=h / (pitch * (rows + 0.5)))
    step = h / (rows + 0.5)
    tiles = [
        Part(
            "tile",
            tile.moved((1.5 * i + 1) * radius - w / 2, 0, (j + 0.5 + 0.5 * (i % 2)) * step),
            _cork(rng) if rng.random() < 0.7 else fabric(rng, "gray", "teal", "yellow", "white"),
        )
        for i in range(columns)
        for j in range(rows)
    ]
    return [*tiles, *_pinned(rng, 0.8 * w, 0.8 * h, -d / 2, 2)], []


WHITEBOARD = Category(
    "whiteboard",
    "wall",
    (
        Style("aluminium-framed", (2.2, 0.11, 1.15), (0.42, 0.2, 0.25), _whiteboard, 2.5),
        Style("glass", (1.9, 0.06, 1.1), (0.3, 0.2, 0.15), _glass_board),
        Style("wood-framed", (2.0, 0.11, 1.0), (0.35, 0.2, 0.2), _wooden_whiteboard),
        Style("interactive", (2.2, 0.8, 1.6), (0.15, 0.15, 0.1), _interactive, 0.5),
        Style("winged", (2.6, 0.4, 1.2), (0.2, 0.2, 0.1), _winged_whiteboard, held_out=True),
    ),
    sunrgbd="whiteboard",
)

BLACKBOARD = Category(
    "blackboard",
    "wall",
    (
        Style("wood-framed", (2.6, 0.14, 1.05), (0.35, 0.2, 0.15), _chalkboard, 1.5),
        Style("metal-framed", (3.4, 0.14, 1.12), (0.3, 0.2, 0.12), _metal_chalkboard, 1.5),
        Style("sliding", (3.0, 0.2, 1.7), (0.25, 0.15, 0.12), _sliding_chalkboard, 0.6),
        Style("winged", (3.4, 0.45, 1.2), (0.15, 0.2, 0.1), _winged_blackboard, held_out=True),
    ),
)

BULLETIN_BOARD = Category(
    "bulletin board",
    "wall",
    (
        Style("cork", (1.4, 0.05, 0.88), (0.45, 0.2, 0.2), _corkboard, 2.0),
        Style("felt", (1.9, 0.05, 0.95), (0.45, 0.2, 0.2), _felt_board),
        Style("showcase", (1.5, 0.1, 1.0), (0.25, 0.2, 0.15), _showcase),
        Style("honeycomb", (1.2, 0.025, 0.8), (0.25, 0.2, 0.2), _honeycomb, held_out=True),
    ),
)
