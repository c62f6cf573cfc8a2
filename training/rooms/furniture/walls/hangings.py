"""What hangs before windows: curtains and blinds."""

from dataclasses import replace
from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import mirrored, pick
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, fabric, metal, painted_wood, plastic, wood
from training.rooms.solids import Solid, box, cylinder, ellipsoid, joined, sheet, skin, tube
from training.rooms.types import Category, Part, Size, Style

Edges = list[tuple[float, float, float]]
"""(z, left, right) from the hem upwards: where the cloth's sides are at some heights."""


def drape(rng: Random, edges: Edges, deep: float, folds: int) -> Solid:
    """Cloth that falls in folds `deep` metres from front to back, gathered where it is narrow."""
    columns = 4 * folds + 1
    t = np.linspace(0, 1, columns)
    swell = rng.uniform(0.55, 1.0, columns)
    swell[1::4] = 1.0
    swell[3::4] = 1.0
    wave = np.sin(np.pi / 2 * np.arange(columns)) * swell
    drift = np.cumsum(rng.normal(0, 0.06, columns)) / np.sqrt(columns)
    points = np.empty((len(edges), columns, 3))
    for row, (z, left, right) in zip(points, edges, strict=True):
        row[:, 0] = left + (right - left) * np.clip(t + drift * np.sin(np.pi * t), 0, 1)
        row[:, 1] = deep / 2 * wave
        row[:, 2] = z
    return skin(points)


def _cloth(rng: Random, sheer: float) -> Material:
    if rng.random() < sheer:
        thin = fabric(rng, "white", "cream", "light gray")
        return replace(thin, texture="woven", second=None, transparency=0.4)
    return fabric(rng)


def _rod(rng: Random, width: float, z: float) -> list[Part]:
    """A round bar with a knob at each end, or a flat rail."""
    stuff = pick(rng, (metal(rng, "silver", "black", "gold", "dark gray"), wood(rng)))
    if rng.random() < 0.3:
        return [Part("rail", box(width, 0.03, 0.03).moved(z=z - 0.03), stuff)]
    reach = width / 2 - 0.02
    bar = tube([(-reach, 0, z - 0.025), (reach, 0, z - 0.025)], 0.012, sides=6)
    knob = ellipsoid(0.05, 0.04, 0.05)
    ends = joined(*(knob.moved(s * (width / 2 - 0.025), 0, z - 0.05) for s in (-1, 1)))
    return [Part("rod", bar, stuff), Part("rod end", ends, stuff)]


def _folds(rng: Random, width: float) -> int:
    return max(2, round(width / rng.uniform(0.1, 0.2)))


def _hanging(
    rng: Random, left: float, right: float, deep: float, high: float, cloth: Material
) -> Part:
    """A panel that hangs straight; its hem is a little wider or narrower than its top."""
    flare = rng.uniform(-0.08, 0.05) * (right - left)
    edges = [(0.0, left - min(flare, 0), right + min(flare, 0)), (high, left, right)]
    return Part("curtain", drape(rng, edges, deep, _folds(rng, right - left)), cloth)


def _pair(rng: Random, size: Size, *, sheer: float = 0.1) -> Built:
    """A panel at each end of the rod, drawn anywhere between open and closed."""
    w, d, h = size
    cloth = _cloth(rng, sheer)
    shares = [rng.uniform(0.18, 0.5)] * 2
    if rng.random() < 0.3:
        shares[1] = rng.uniform(0.15, 0.5)
    inner = w - 0.08
    ends = (-inner / 2, inner / 2)
    return [
        *_rod(rng, w, h),
        _hanging(rng, ends[0], ends[0] + shares[0] * inner, d, h - 0.04, cloth),
        _hanging(rng, ends[1] - shares[1] * inner, ends[1], d, h - 0.04, cloth),
    ], []


def _single(rng: Random, size: Size) -> Built:
    """One panel across the whole width, or gathered at one side without a rod in sight."""
    w, d, h = size
    return [_hanging(rng, -w / 2, w / 2, d, h, _cloth(rng, 0.1))], []


def _sheer_and_side(rng: Random, size: Size) -> Built:
    """Sheer cloth across the window with heavy curtains at its sides."""
    w, d, h = size
    heavy = fabric(rng)
    thin = replace(fabric(rng, "white", "cream"), texture="woven", second=None, transparency=0.45)
    inner = w - 0.08
    side = rng.uniform(0.12, 0.25) * inner
    veil = _hanging(rng, -inner / 2, inner / 2, 0.3 * d, h - 0.04, thin)
    pair = [
        _hanging(rng, -inner / 2, side - inner / 2, 0.6 * d, h - 0.04, heavy),
        _hanging(rng, inner / 2 - side, inner / 2, 0.6 * d, h - 0.04, heavy),
    ]
    return [
        *moved(_rod(rng, w, h), y=-0.2 * d),
        *moved([veil], y=0.35 * d),
        *moved(pair, y=-0.2 * d),
    ], []


def _tied(rng: Random, size: Size) -> Built:
    """Two panels that meet at the top, held to the sides by cords halfway down."""
    w, d, h = size
    cloth = _cloth(rng, 0.1)
    inner, top = w - 0.08, h - 0.04
    tie = rng.uniform(0.38, 0.5) * top
    narrow = rng.uniform(0.1, 0.16) * inner
    end = -inner / 2
    edges = [
        (0.0, end, end + 0.24 * inner),
        (0.6 * tie, end, end + 0.2 * inner),
        (tie, end, end + narrow),
        (tie + 0.3 * (top - tie), end, end + 0.3 * inner),
        (tie + 0.65 * (top - tie), end, end + 0.44 * inner),
        (top, end, end + 0.495 * inner),
    ]
    panel = Part("curtain", drape(rng, edges, d, _folds(rng, 0.5 * inner)), cloth)
    cord = box(narrow + 0.02, d + 0.01, 0.05).moved(end + narrow / 2, 0, tie - 0.025)
    half = [panel, Part("tieback", cord, fabric(rng))]
    return [*_rod(rng, w, h), *half, *mirrored(half)], []


def _cafe(rng: Random, size: Size) -> Built:
    """Short curtains below a valance."""
    w, d, h = size
    cloth = _cloth(rng, 0.3)
    valance = rng.uniform(0.16, 0.28) * h
    frill = drape(
        rng, [(h - valance, 0.04 - w / 2, w / 2 - 0.04), (h - 0.03, 0.04 - w / 2, w / 2 - 0.04)],
        0.9 * d, _folds(rng, w),
    )  # fmt: skip
    share = rng.uniform(0.25, 0.49) * w
    return [
        *_rod(rng, w, h),
        Part("valance", frill, cloth),
        _hanging(rng, 0.04 - w / 2, share - w / 2, 0.8 * d, h - 0.06, cloth),
        _hanging(rng, w / 2 - share, w / 2 - 0.04, 0.8 * d, h - 0.06, cloth),
    ], []


def _wavy(rng: Random, size: Size) -> Built:
    """Even, deep waves from a rail on the ceiling, from wall to wall."""
    w, d, h = size
    cloth = _cloth(rng, 0.35)
    folds = max(3, round(w / rng.uniform(0.18, 0.3)))
    even = sheet(0.98 * w, h - 0.03, waves=d / 2, period=0.98 * w / folds)
    rail = Part("rail", box(w, 0.04, 0.03).moved(z=h - 0.03), metal(rng, "white", "silver"))
    return [rail, Part("curtain", even, cloth)], []


def _swag(rng: Random, size: Size) -> Built:
    """Cloth that sags in bows over the window with long tails at the sides."""
    w, d, h = size
    cloth = fabric(rng)
    count = int(rng.integers(2, 4))
    step = w / count
    bows = []
    for i in range(count):
        t = np.linspace(0, 1, 9)
        sag = 4 * t * (1 - t)
        rows = []
        for f in (1.0, 0.6, 0.25, 0.0):
            x = (i - count / 2 + t) * step
            y = -0.75 * d * sag * (1 if f in (0.6, 0.25) else 0.6)
            rows.append(np.stack([x, y, h - 0.03 - f * 0.22 * h * sag - 0.02 * f], axis=1))
        bows.append(skin(np.stack(rows)))
    tail = drape(rng, [(0.0, -0.05, 0.05), (h - 0.03, -0.09, 0.09)], 0.5 * d, 3)
    tails = joined(*(tail.moved(s * (w / 2 - 0.1), -0.2 * d) for s in (-1, 1)))
    return [
        *_rod(rng, w, h), Part("swag", joined(*bows), cloth), Part("tail", tails, cloth),
    ], []  # fmt: skip


def _slatted(rng: Random, size: Size) -> Built:
    """Level slats between two rails, held by cords; at times pulled up partly."""
    w, d, h = size
    stuff = pick(
        rng,
        (plastic(rng, "white", "cream", "light gray"), metal(rng, "silver", "white"),
         painted_wood(rng), wood(rng)),
    )  # fmt: skip
    head = min(0.06, 0.2 * h)
    count = int(np.clip(round(h / rng.uniform(0.025, 0.05)), 8, 45))
    bunched = rng.uniform(0.1, 0.35) if rng.random() < 0.2 else 0.0
    pitch = (h - head - 0.02) / (count * (1 - bunched) + 0.2 * count * bunched)
    turn = rng.uniform(8, 60)
    slat = box(0.98 * w, 0.8 * min(d, 0.05), 0.003).tilted(turn)
    slats, z = [], 0.02
    for i in range(count):
        slats.append(slat.moved(z=z))
        z += 0.2 * pitch if i < bunched * count else pitch
    cord = box(0.004, 0.03, h - head)
    cords = joined(*(cord.moved(f * w) for f in (-0.38, 0.38)))
    return [
        Part("head rail", box(w, d, head).moved(z=h - head), stuff),
        Part("slats", joined(*slats), stuff),
        Part("cord", cords, fabric(rng, "white")),
        Part("bottom rail", box(w, 0.6 * d, 0.02), stuff),
    ], []


def _roller(rng: Random, size: Size) -> Built:
    """A smooth sheet that rolls up on a tube, with a bar in its hem."""
    w, d, h = size
    cloth = fabric(rng, "white", "cream", "beige", "light gray", "gray", "dark gray", "light blue")
    radius = min(0.45 * d, 0.06)
    roll = cylinder(radius, w, sides=12).tilted(90, axis=1).moved(-w / 2, 0, h - radius)
    side = box(0.012, d, 2.2 * radius)
    brackets = joined(*(side.moved(s * (w / 2 - 0.006), 0, h - 2.2 * radius) for s in (-1, 1)))
    back = 0.8 * radius
    return [
        Part("roll", roll, cloth),
        Part("sheet", box(0.97 * w, 0.003, h - radius).moved(y=back), cloth),
        Part("bottom rail", box(0.97 * w, 0.02, 0.03).moved(y=back), plastic(rng, "white")),
        Part("bracket", brackets, metal(rng, "white", "silver")),
    ], []


def _vertical(rng: Random, size: Size) -> Built:
    """Upright strips that hang from a rail, all turned alike."""
    w, d, h = size
    cloth = fabric(rng, "white", "cream", "beige", "light gray", "light blue")
    count = max(5, round(w / rng.uniform(0.08, 0.13)))
    pitch = w / count
    wide = min(1.1 * pitch, 1.05 * d)
    turn = rng.uniform(15, 75)
    strip = box(wide, 0.003, h - 0.05)
    drawn = rng.uniform(0.45, 1.0) if rng.random() < 0.4 else 1.0
    strips = [
        strip.moved(((i + 0.5) * drawn - count / 2) * pitch, 0, 0, yaw=turn) for i in range(count)
    ]
    parts = [
        Part("head rail", box(w, 0.7 * d, 0.05).moved(z=h - 0.05), plastic(rng, "white")),
        Part("slats", joined(*strips), cloth),
        Part("head cover", box(w, 0.01, 0.08).moved(0, 0.005 - d / 2, h - 0.08), cloth),
    ]
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _roman(rng: Random, size: Size) -> Built:
    """Cloth that hangs in level tucks like a flight of small steps."""
    w, d, h = size
    cloth = fabric(rng)
    count = int(rng.integers(4, 9))
    pitch = (h - 0.05) / count
    rows = []
    for i in range(count):
        z = i * pitch
        rows += [(z, 0.45), (z + 0.12 * pitch, -0.5), (z + 0.95 * pitch, 0.3)]
    points = np.array([[(s * w / 2, y * d, z) for s in (-1, 1)] for z, y in rows])
    return [
        Part("head rail", box(w, 0.8 * d, 0.05).moved(z=h - 0.05), cloth),
        Part("cloth", skin(points, smooth=False), cloth),
        Part("bottom rail", box(w, 0.5 * d, 0.03), wood(rng)),
    ], []


CURTAIN = Category(
    "curtain",
    "wall",
    (
        Style("full-length pair", (2.0, 0.3, 1.95), (0.3, 0.25, 0.1), _pair, 1.6),
        Style("single", (0.8, 0.3, 1.75), (0.35, 0.25, 0.15), _single, 1.4),
        Style("short", (1.3, 0.22, 0.9), (0.25, 0.25, 0.2), _cafe, 1.0),
        Style("tied back", (1.8, 0.3, 1.85), (0.2, 0.2, 0.12), _tied, 0.8),
        Style("wavy", (2.8, 0.34, 1.95), (0.35, 0.2, 0.12), _wavy, 1.2),
        Style("layered", (2.4, 0.36, 1.9), (0.25, 0.2, 0.12), _sheer_and_side, 0.7),
        Style("sill-length", (1.7, 0.26, 1.2), (0.3, 0.25, 0.15), partial(_pair, sheer=0.2), 1.2),
        Style("swagged", (1.7, 0.22, 1.9), (0.2, 0.2, 0.15), _swag, held_out=True),
    ),
    scannet="curtain",
    sunrgbd="curtain",
)

BLINDS = Category(
    "blinds",
    "wall",
    (
        Style("slatted", (1.4, 0.07, 1.3), (0.4, 0.2, 0.25), _slatted, 2.0),
        Style("roller", (1.3, 0.11, 1.2), (0.35, 0.15, 0.3), _roller, 1.0),
        Style("vertical", (2.4, 0.12, 1.5), (0.35, 0.15, 0.2), _vertical, 1.2),
        Style("roman", (1.1, 0.1, 1.2), (0.3, 0.15, 0.25), _roman, held_out=True),
    ),
    sunrgbd="blinds",
)
