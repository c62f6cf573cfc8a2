"""Bathtubs, showers and shower curtains."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.sinks import SINK, tap
from training.rooms.furniture.toilets import TOILET
from training.rooms.furniture.washroom import WASHROOM
from training.rooms.materials import Material, ceramic, fabric, glass, metal, plastic, textured
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    joined,
    lofted,
    skin,
    tray,
    tube,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _hollow(w: float, d: float, h: float, *, power: float = 5) -> list[Ring]:
    """The inside of a tub from its edge down: steep at the sides, rounded at the bottom."""
    return [
        Ring(w, d, h, power=power),
        Ring(0.94 * w, 0.9 * d, 0.6 * h, power=power),
        Ring(0.84 * w, 0.78 * d, 0.22 * h, power=power),
        Ring(0.72 * w, 0.6 * d, 0.12 * h, power=power),
        Ring(0, 0, 0.11 * h),
    ]


def _enamel(rng: Random) -> Material:
    return ceramic(rng, "white", "white", "white", "white", "cream", "beige", "light gray")


def _tub_tap(rng: Random, w: float, z: float) -> Solid:
    """At the right end, turned towards the middle."""
    return tap(rng, 0.11, 0.13).moved(yaw=-90).moved(w / 2 - 0.035, 0, z)


def _built_in(rng: Random, size: Size) -> Built:
    """Between walls, with an apron in front; the taps are often on the wall instead."""
    w, d, h = size
    wanted = rng.random() < 0.35
    edge = h - 0.11 if wanted else h
    lip = rng.uniform(0.05, 0.08)
    power = float(rng.choice([3.5, 5, 9]))
    china = _enamel(rng)
    tub = lofted(
        [
            Ring(0, 0, 0),
            Ring(w, 0.97 * d, 0, power=60),
            Ring(w, 0.97 * d, edge - 0.04, power=60),
            Ring(w, d, edge - 0.04, power=60),
            Ring(w, d, edge, power=60),
            *_hollow(w - 2.4 * lip, d - 2 * lip, edge, power=power),
        ],
        sides=32,
    )
    chrome = metal(rng, "silver")
    drain = cylinder(0.03, 0.005, sides=10).moved(0.25 * w, 0, 0.115 * edge)
    parts = [Part("tub", tub, china), Part("drain", drain, chrome)]
    if wanted:
        parts.append(Part("tap", _tub_tap(rng, w, edge), chrome))
    return parts, [_bottom(w, d, edge)]


def _bottom(w: float, d: float, h: float) -> Rest:
    return Rest("inside", (-0.28 * w, 0.28 * w), (-0.2 * d, 0.2 * d), 0.125 * h, 1.2)


def _free_standing(rng: Random, size: Size) -> Built:
    """An oval shell whose ends rise."""
    w, d, h = size
    power = float(rng.choice([2.2, 2.8, 4]))
    foot = rng.uniform(0.72, 0.9)
    shell = lofted(
        [
            Ring(0, 0, 0),
            Ring(foot * w, foot * d, 0, power=power),
            Ring((0.3 + 0.7 * foot) * w, (0.3 + 0.7 * foot) * d, 0.5 * h, power=power),
            Ring(w, d, h, power=power),
            *_hollow(w - 0.06, d - 0.06, h, power=power),
        ],
        sides=32,
    )
    return [Part("tub", _raised(shell, h, rng.uniform(0, 0.12)), _enamel(rng))], [_bottom(w, d, h)]


def _raised(shell: Solid, height: float, share: float) -> Solid:
    """Its ends drawn up towards the height, its middle lowered."""
    v = shell.vertices.copy()
    end = np.abs(v[:, 0]) / np.abs(v[:, 0]).max()
    v[:, 2] *= 1 - share * (1 - end**2) * (v[:, 2] / height)
    return Solid(v, shell.faces, shell.smooth)


def _claw_foot(rng: Random, size: Size) -> Built:
    """A cast tub with a rolled edge on four bent feet."""
    w, d, h = size
    low = rng.uniform(0.1, 0.14)
    deep = h - low
    iron = metal(rng, "silver", "gold", "black", "white")
    color = _enamel(rng) if rng.random() < 0.75 else ceramic(rng, "black", "dark blue", "teal")
    shell = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.7 * w, 0.6 * d, 0, power=2.4),
            Ring(0.88 * w, 0.84 * d, 0.25 * deep, power=2.6),
            Ring(0.94 * w, 0.92 * d, 0.9 * deep, power=2.8),
            Ring(w, d, 0.92 * deep, power=2.8),
            Ring(0.99 * w, 0.98 * d, deep, power=2.8),
            *_hollow(0.93 * w, 0.88 * d, deep, power=2.8),
        ],
        sides=28,
    )
    foot = joined(
        tube([(0, 0, low + 0.12), (0.05, 0, low + 0.04), (0.02, 0, 0.04)], 0.025, sides=6),
        cushion(0.07, 0.06, 0.05, radius=0.02).moved(0.03),
    )
    right = [foot.moved(0.28 * w, 0.28 * d * s) for s in (-1, 1)]
    feet = [*right, *(solid.mirrored() for solid in right)]
    return [
        Part("tub", _raised(shell, deep, rng.uniform(0, 0.1)).moved(z=low), color),
        *(Part("foot", solid, iron) for solid in feet),
    ], [_bottom(w, d, h)]


def _deck(rng: Random, size: Size) -> Built:
    """A whirlpool let into a wide surround, with nozzles and a tap on the edge."""
    w, d, h = size
    edge = h - 0.11
    color = _enamel(rng)
    skirt = textured(_enamel(rng), "tiles", color.color, 0.1) if rng.random() < 0.5 else color
    lip = rng.uniform(0.1, 0.16)
    chrome = metal(rng, "silver", "gold")
    walls = [Ring(w, d, z, power=60) for z in (0.0, edge - 0.03, edge)]
    block = lofted(walls[:2], sides=32, smooth=False)
    tub = lofted(
        [
            *walls[1:],
            *_hollow(w - 2 * lip, d - 2 * lip, edge, power=2.6),
        ],
        sides=32,
    )
    return [
        Part("skirt", block, skirt),
        Part("tub", tub, color),
        Part("tap", _tub_tap(rng, w, edge), chrome),
    ], [_bottom(w, d, edge)]


def _corner(rng: Random, size: Size) -> Built:
    """Two sides along walls, its front cut off by a curve."""
    w, d, h = size
    china = _enamel(rng)
    edge = h - 0.09
    angles = np.arange(33) * (2 * np.pi / 32)
    bay = rng.uniform(0.35, 0.5)
    outline = np.array([_corner_radius(float(a), bay) for a in angles])

    def ring(share: float, z: float, round_: float = 0.0) -> np.ndarray:
        r = share * (outline * (1 - round_) + 0.42 * round_)
        x, y = r * np.cos(angles) * w, r * np.sin(angles) * d
        return np.stack([x, y, np.full(33, z)], axis=-1)

    rows = [ring(1, 0), ring(1, edge), ring(0.84, edge, 0.5), ring(0.74, 0.5 * edge, 0.8),
            ring(0.5, 0.18 * edge, 1), ring(0, 0.16 * edge)]  # fmt: skip
    pipe = tap(rng, 0.09, 0.12).moved(yaw=-45).moved(0.36 * w, 0.36 * d, edge)
    return [
        Part("tub", skin(np.stack(rows)), china),
        Part("tap", pipe, metal(rng, "silver")),
    ], [Rest("inside", (-0.15 * w, 0.15 * w), (-0.15 * d, 0.15 * d), 0.18 * edge, 1.2)]


def _corner_radius(angle: float, bay: float) -> float:
    """From the middle of a unit square whose front left corner is rounded off."""
    c, s = np.cos(angle), np.sin(angle)
    square = 0.5 / max(abs(c), abs(s))
    towards = (-c - s) / np.sqrt(2)
    return min(square, bay / towards) if towards > 0.1 else square


BATHTUB = Category(
    "bathtub",
    "floor",
    (
        Style("built-in", (1.52, 0.75, 0.43), (0.06, 0.06, 0.15), _built_in, 5),
        Style("free-standing oval", (1.6, 0.78, 0.55), (0.07, 0.07, 0.08), _free_standing, 0.6),
        Style("claw-foot", (1.55, 0.74, 0.58), (0.07, 0.06, 0.07), _claw_foot, 0.4),
        Style("whirlpool", (1.6, 0.98, 0.55), (0.08, 0.14, 0.1), _deck, 0.7),
        Style("corner", (1.4, 1.4, 0.58), (0.06, 0.06, 0.08), _corner, held_out=True),
    ),
    scannet="bathtub",
    sunrgbd="bathtub",
)


def _pan(rng: Random, w: float, d: float, height: float) -> list[Part]:
    white = plastic(rng, "white", "white", "light gray", "beige")
    pan = tray(w, d, height, 0.035)
    drain = cylinder(0.05, 0.006, sides=12).moved(0, 0.1, 0.035)
    return [Part("tray", pan, white), Part("drain", drain, metal(rng, "silver"))]


def _riser(rng: Random, w: float, d: float, h: float) -> Part:
    """A pipe up the back wall, a mixer and a head."""
    x, y, top = rng.uniform(-0.2, 0.2) * w, d / 2 - 0.06, h - 0.1
    arm = (x, y - 0.25, top - 0.04)
    head = cylinder(rng.uniform(0.05, 0.1), 0.03, sides=12).moved(arm[0], arm[1], arm[2] - 0.03)
    mixer = box(0.2, 0.06, 0.05).moved(x, y, 1.0)
    pipe = tube([(x, y, 1.03), (x, y, top), (x, y - 0.1, top + 0.04), arm], 0.011, sides=6)
    return Part("shower head", joined(pipe, head, mixer), metal(rng, "silver"))


def _panel(width: float, height: float) -> Solid:
    return box(width, 0.012, height)


def _posts(w: float, d: float, z: float, height: float, *corners: tuple[int, int]) -> Solid:
    return joined(
        *(
            box(0.03, 0.03, height).moved(sx * (w / 2 - 0.015), sy * (d / 2 - 0.015), z)
            for sx, sy in corners
        )
    )


def _cabin(rng: Random, size: Size) -> Built:
    """A tray in a corner, glass on two or three sides, and a door with a handle."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "silver", "white", "black", "gold")
    low, door = 0.1, rng.uniform(0.5, 0.62) * w
    tall = h - low
    sides = (-1, 1) if rng.random() < 0.4 else (1,)
    corners = (
        ((-1, -1), (1, -1), (-1, 1), (1, 1)) if len(sides) == 2 else ((-1, -1), (1, -1), (1, 1))
    )
    rail = box(w, 0.03, 0.03).moved(0, 0.015 - d / 2, h - 0.03)
    hinge = box(0.03, 0.03, tall).moved(door - w / 2, 0.015 - d / 2, low)
    parts = [
        *_pan(rng, w, d, low),
        Part("frame", joined(_posts(w, d, low, tall, *corners), rail, hinge), chrome),
        Part("door", _panel(door, tall - 0.05).moved(door / 2 - w / 2, 0.015 - d / 2, low), clear),
        Part("panel", _panel(w - door, tall - 0.03).moved(door / 2, 0.015 - d / 2, low), clear),
        Part("handle", box(0.02, 0.04, 0.3).moved(door - w / 2 - 0.08, -d / 2, 0.95), chrome),
        _riser(rng, w, d, h),
    ]
    for s in sides:
        wall = box(0.012, d - 0.06, tall - 0.03).moved(s * (w / 2 - 0.015), 0, low)
        top = box(0.03, d, 0.03).moved(s * (w / 2 - 0.015), 0, h - 0.03)
        parts += [Part("panel", wall, clear), Part("frame", top, chrome)]
    return parts, [_pan_floor(w, d)]


def _pan_floor(w: float, d: float) -> Rest:
    return Rest("inside", (0.06 - w / 2, w / 2 - 0.06), (0.06 - d / 2, d / 2 - 0.06), 0.035, 1.8)


def _walled(rng: Random, size: Size) -> Built:
    """Three plastic or tiled walls around a tray, open in front, with ledges for bottles."""
    w, d, h = size
    white = plastic(rng, "white", "white", "cream", "light gray")
    wall = textured(ceramic(rng, "white", "beige", "light gray", "light blue"), "tiles", scale=0.1)
    skin_ = white if rng.random() < 0.6 else wall
    low = 0.12
    tall = h - low
    parts = [
        *_pan(rng, w, d, low),
        Part("wall", box(w, 0.03, tall).moved(0, d / 2 - 0.015, low), skin_),
        _riser(rng, w, d - 0.06, h),
    ]
    rests = [_pan_floor(w, d)]
    for s in (-1, 1):
        side = box(0.03, d - 0.03, tall).moved(s * (w / 2 - 0.015), -0.015, low)
        parts.append(Part("wall", side, skin_))
    for z in rng.uniform(0.8, 1.2, size=int(rng.integers(1, 3))):
        x = float(rng.choice([-1, 1])) * (w / 2 - 0.13)
        parts.append(Part("ledge", box(0.2, 0.1, 0.02).moved(x, d / 2 - 0.08, z), white))
        rests.append(Rest("shelf", (x - 0.1, x + 0.1), (d / 2 - 0.13, d / 2 - 0.03), z + 0.02, 0.3))
    return parts, rests


def _screened(rng: Random, size: Size) -> Built:
    """A flat tray against a wall with one or two fixed panes; one walks in at the side."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "black")
    low = 0.05
    pane = rng.uniform(0.55, 0.75) * w
    parts = [
        *_pan(rng, w, d, low),
        Part("screen", _panel(pane, h - low).moved(pane / 2 - w / 2, 0.01 - d / 2, low), clear),
        Part("rail", tube([(pane - w / 2, 0.01 - d / 2, h - 0.02), (pane - w / 2, d / 2, h - 0.02)],
                          0.012), chrome),
        _riser(rng, w, d, h),
    ]  # fmt: skip
    if rng.random() < 0.5:
        side = box(0.012, d, h - low).moved(0.006 - w / 2, 0, low)
        parts.append(Part("screen", side, clear))
    return parts, [_pan_floor(w, d)]


def _quadrant(rng: Random, size: Size) -> Built:
    """A quarter circle in a corner, closed by curved sliding doors."""
    w, d, h = size
    clear, chrome = glass(rng), metal(rng, "silver", "white")
    low, straight = 0.12, 0.3
    angles = np.radians(np.linspace(180, 270, 9))
    arc = [
        (w / 2 - straight * w + (1 - straight) * w * float(np.cos(a)),
         d / 2 - straight * d + (1 - straight) * d * float(np.sin(a)))
        for a in angles
    ]  # fmt: skip
    rim = [(arc[0][0], d / 2), *arc, (w / 2, arc[-1][1]), (w / 2, d / 2)]
    parts = [
        Part("tray", _basin(rim, low), plastic(rng, "white")),
        Part("pane", _ribbon(rim[:-1], low, h - 0.03), clear),
        Part("rail", tube([(x, y, h - 0.02) for x, y in rim[:-1]], 0.02, sides=6), chrome),
        Part("rail", tube([(x, y, low + 0.01) for x, y in rim[:-1]], 0.015, sides=6), chrome),
        _riser(rng, 0.4 * w, d, h),
    ]
    x, y = arc[len(arc) // 2]
    for s in (-0.06, 0.06):
        grip = tube([(x + s, y - s, 0.95), (x + s, y - s, 1.2)], 0.012, sides=6)
        parts.append(Part("handle", grip.moved(-0.02, -0.02), chrome))
    return parts, [Rest("inside", (0.0, 0.4 * w), (0.0, 0.4 * d), 0.04, 1.8)]


def _basin(outline: list[tuple[float, float]], height: float) -> Solid:
    """A shallow pan with this outline."""
    rim = np.array([*outline, outline[0]])
    middle = rim.mean(0)
    rows = [(1, 0.0), (1, height), (0.92, height), (0.9, 0.04), (0, 0.04)]
    points = [np.column_stack([middle + s * (rim - middle), np.full(len(rim), z)]) for s, z in rows]
    return skin(np.stack(points), smooth=False)


def _ribbon(line: list[tuple[float, float]], low: float, high: float) -> Solid:
    rows = [np.array([(x, y, z) for x, y in line]) for z in (low, high)]
    return skin(np.stack(rows))


SHOWER = Category(
    "shower",
    "floor",
    (
        Style("glass cabin", (1.0, 0.9, 2.0), (0.14, 0.08, 0.05), _cabin, 1.2),
        Style("walled", (1.42, 0.8, 2.0), (0.1, 0.1, 0.06), _walled, 1.5),
        Style("walk-in", (1.4, 0.85, 1.98), (0.12, 0.08, 0.04), _screened, 0.8),
        Style("quadrant", (0.93, 0.93, 1.97), (0.07, 0.07, 0.04), _quadrant, held_out=True),
    ),
)


def _cloth(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.45:
        return plastic(rng, "white", "white", "cream", "light gray", "light blue")
    plain = fabric(
        rng, "white", "cream", "beige", "gray", "light blue", "teal", "dark blue", "pink"
    )
    if kind < 0.7:
        return plain
    pattern = ("stripes", "checks", "dots")[int(rng.integers(3))]
    other = fabric(rng, "white", "blue", "gray", "green", "red", "dark blue")
    return textured(plain, pattern, other.color)


def folds(
    rng: Random, width: float, height: float, depth: float, *, count: int, flare: float = 0.25
) -> Solid:
    """Hanging cloth with uneven folds, held at even distances along its upper edge."""
    columns = 6 * count + 1
    phase = np.linspace(0, 1, columns)
    bend = 0.35 / columns * rng.normal(size=columns)
    swell = rng.uniform(0.55, 1.0, size=columns)
    side = np.sin(2 * np.pi * count * phase) * swell
    rows = []
    for z in (0.0, 0.35, 0.7, 0.93, 1.0):
        loose = 1 - z
        x = (phase - 0.5 + bend * loose) * width * (1 - flare + flare * loose)
        y = depth / 2 * side * (0.45 + 0.55 * loose**0.5)
        rows.append(np.column_stack([x, y, np.full(columns, z * height)]))
    return skin(np.stack(rows))


def _rod(rng: Random, width: float, z: float, count: int) -> list[Part]:
    """The stretch of the rod that the curtain covers, and the rings on it."""
    chrome = metal(rng, "silver", "white", "silver")
    rod = tube([(-width / 2, 0, z), (width / 2, 0, z)], 0.013, sides=8)
    at = np.linspace(-0.46, 0.46, count) * width
    hooks = joined(*(box(0.008, 0.03, 0.06).moved(float(x), 0, z - 0.045) for x in at))
    return [Part("rod", rod, chrome), Part("rings", hooks, chrome)]


def _gathered(rng: Random, size: Size) -> Built:
    """Pushed together at one end."""
    w, d, h = size
    count = int(rng.integers(4, 7))
    cloth = folds(rng, w, h - 0.05, d, count=count, flare=0.3)
    return [Part("curtain", cloth, _cloth(rng)), *_rod(rng, 0.85 * w, h - 0.014, 2 * count)], []


def _half_drawn(rng: Random, size: Size) -> Built:
    """Wide soft folds."""
    w, d, h = size
    count = int(rng.integers(4, 6))
    cloth = folds(rng, w, h - 0.05, d, count=count, flare=0.1)
    return [Part("curtain", cloth, _cloth(rng)), *_rod(rng, w, h - 0.014, 2 * count)], []


def _with_liner(rng: Random, size: Size) -> Built:
    """Two layers: cloth outside, a thin plastic one inside that hangs lower."""
    w, d, h = size
    count = int(rng.integers(4, 7))
    outer = folds(rng, w, h - 0.12, 0.55 * d, count=count, flare=0.2).moved(0, -0.22 * d, 0.07)
    inner = folds(rng, 0.85 * w, h - 0.05, 0.5 * d, count=count, flare=0.15).moved(0, 0.25 * d)
    liner = plastic(rng, "white", "light gray")
    return [
        Part("curtain", outer, _cloth(rng)),
        Part("liner", inner, liner),
        *_rod(rng, 0.9 * w, h - 0.014, 2 * count),
    ], []


def _drawn(rng: Random, size: Size) -> Built:
    """Pulled across the whole opening, on a curved rod."""
    w, d, h = size
    cloth = folds(rng, w, h - 0.05, 0.9 * d, count=8, flare=0.02)
    bow = 0.3 * d * np.cos(np.pi * cloth.vertices[:, 0] / w)
    v = cloth.vertices - np.column_stack([np.zeros_like(bow), bow, np.zeros_like(bow)])
    steps = np.linspace(-0.5, 0.5, 9)
    rod = [(float(t * w), float(-0.3 * d * np.cos(np.pi * t)), h - 0.014) for t in steps]
    return [
        Part("curtain", Solid(v, cloth.faces, smooth=True), _cloth(rng)),
        Part("rod", tube(rod, 0.013), metal(rng, "silver")),
    ], []


SHOWER_CURTAIN = Category(
    "shower curtain",
    "wall",
    (
        Style("gathered", (0.42, 0.28, 1.8), (0.25, 0.25, 0.08), _gathered, 2),
        Style("half drawn", (0.72, 0.28, 1.8), (0.2, 0.25, 0.08), _half_drawn, 0.8),
        Style("with liner", (0.5, 0.36, 1.8), (0.3, 0.2, 0.08), _with_liner, 1),
        Style("drawn", (1.45, 0.24, 1.85), (0.08, 0.2, 0.06), _drawn, held_out=True),
    ),
    scannet="shower curtain",
    sunrgbd="shower curtain",
)

BATHROOM = (SINK, TOILET, BATHTUB, SHOWER, SHOWER_CURTAIN, *WASHROOM)
"""Categories of bathrooms."""
