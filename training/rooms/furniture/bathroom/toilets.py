"""Toilets: with a tank, in one piece, hung on the wall, with a flush valve or a high cistern."""

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, ceramic, metal, plastic
from training.rooms.solids import Ring, Solid, box, cylinder, joined, lofted, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _bowl(width: float, depth: float, height: float, *, waist: float, low: float = 0.0) -> Solid:
    """A hollow egg-shaped bowl; `waist` is how wide its foot is, as a share of its rim."""
    back = 0.12 * depth
    foot = 0.78 * depth
    return lofted(
        [
            Ring(0, 0, low, back),
            Ring(waist * width, foot, low, back, 3),
            Ring(waist * 0.92 * width, 0.93 * foot, low + 0.4 * (height - low), back, 2.6),
            Ring(0.92 * width, 0.92 * depth, low + 0.75 * (height - low), 0.03 * depth, 2.4, 0.06),
            Ring(width, depth, height, 0, 2.4, 0.08),
            Ring(0.72 * width, 0.68 * depth, height, -0.05 * depth, 2.2, 0.08),
            Ring(0.55 * width, 0.5 * depth, 0.68 * height, -0.04 * depth, 2.2),
            Ring(0.25 * width, 0.25 * depth, 0.5 * height, 0),
            Ring(0, 0, 0.48 * height, 0),
        ]
    )


def _seat(width: float, depth: float, height: float) -> Solid:
    """A ring that lies on the bowl."""
    hole = (0.62 * width, 0.62 * depth)
    outer = [Ring(width, depth, z, 0, 2.5, 0.08) for z in (0.0, height)]
    inner = [Ring(*hole, z, -0.03 * depth, 2.2, 0.08) for z in (height, 0.0)]
    return lofted([*outer, *inner, outer[0]])


def _lid(width: float, depth: float, height: float) -> Solid:
    return lofted(
        [
            Ring(0, 0, 0),
            Ring(width, depth, 0, 0, 2.5, 0.08),
            Ring(width, depth, 0.6 * height, 0, 2.5, 0.08),
            Ring(0.9 * width, 0.92 * depth, height, 0, 2.5, 0.08),
            Ring(0, 0, height),
        ]
    )


def _top(
    width: float, depth: float, y: float, z: float, material: Material, *, up: bool
) -> list[Part]:
    """Seat and lid over a bowl whose middle is at y, the lid folded up against the tank or not."""
    seat = Part("seat", _seat(width, depth, 0.02).moved(0, y, z), material)
    lid = _lid(width, (0.88 if up else 1) * depth, 0.022)
    if up:
        lid = lid.moved(0, -0.44 * depth).tilted(-96).moved(0, y + depth / 2 - 0.01, z + 0.02)
    else:
        lid = lid.moved(0, y, z + 0.021)
    return [seat, Part("lid", lid, material)]


def _white(rng: Random) -> Material:
    return ceramic(rng, "white", "white", "white", "white", "cream")


def _with_tank(rng: Random, size: Size, *, up: bool) -> Built:
    w, d, h = size
    china, chrome = _white(rng), metal(rng, "silver")
    seat = plastic(rng, "white", "white", "white", "black") if rng.random() < 0.5 else china
    rim, deep = h * rng.uniform(0.5, 0.54), rng.uniform(0.18, 0.22)
    width, long = min(w, rng.uniform(0.35, 0.39)), d - 0.7 * deep
    y = long / 2 - d / 2
    tank = h - rim - 0.035
    back = d / 2 - deep / 2
    ledge = box(0.6 * width, 0.8 * deep, 0.12).moved(0, back, rim - 0.12)
    bowl = _bowl(width, long, rim, waist=rng.uniform(0.55, 0.75))
    parts = [
        Part("bowl", joined(bowl.moved(0, y), ledge), china),
        *_top(width, long - 0.4 * deep, y - 0.2 * deep, rim, seat, up=up),
        Part("tank", pad(0.94 * w, 0.92 * deep, tank, bevel=0.03).moved(0, back, rim), china),
        Part("tank lid", box(w, deep, 0.035).moved(0, back, h - 0.035), china),
    ]
    if rng.random() < 0.6:
        at = (-0.32 * w, back - 0.46 * deep, h - 0.09)
        handle = tube(
            [at, (at[0], at[1] - 0.02, at[2]), (at[0] + 0.08, at[1] - 0.02, at[2])], 0.008
        )
        parts.append(Part("flush handle", handle, chrome))
    else:
        parts.append(
            Part("flush button", cylinder(0.025, 0.004, sides=12).moved(0, back, h), chrome)
        )
    return parts, [Rest("top", (-0.45 * w, 0.45 * w), (d / 2 - deep, d / 2), h, 0.8)]


def _closed(rng: Random, size: Size) -> Built:
    return _with_tank(rng, size, up=False)


def _open(rng: Random, size: Size) -> Built:
    return _with_tank(rng, size, up=True)


def _one_piece(rng: Random, size: Size) -> Built:
    """A smooth skirt down to the floor that runs into a low tank."""
    w, d, h = size
    china, chrome = _white(rng), metal(rng, "silver")
    rim, deep = h * rng.uniform(0.55, 0.6), rng.uniform(0.2, 0.24)
    long = d - 0.6 * deep
    y, back = long / 2 - d / 2, d / 2 - deep / 2
    tank = lofted(
        [
            Ring(0, 0, 0, back),
            Ring(0.62 * w, deep, 0, back, 6),
            Ring(0.75 * w, deep, rim, back, 6),
            Ring(w, 0.95 * deep, rim + 0.08, back, 6),
            Ring(w, 0.85 * deep, h - 0.015, back + 0.05 * deep, 6),
            Ring(0.94 * w, 0.78 * deep, h, back + 0.05 * deep, 6),
            Ring(0, 0, h, back + 0.05 * deep),
        ]
    )
    return [
        Part("bowl", _bowl(0.9 * w, long, rim, waist=rng.uniform(0.78, 0.88)).moved(0, y), china),
        Part("tank", tank, china),
        *_top(0.9 * w, long - 0.5 * deep, y - 0.25 * deep, rim, china, up=False),
        Part("flush button", cylinder(0.025, 0.004, sides=12).moved(0, back, h), chrome),
    ], []


def _wall_hung(rng: Random, size: Size) -> Built:
    """A bowl that floats in front of the wall."""
    w, d, h = size
    china = _white(rng)
    rim = h - 0.043
    bowl = _bowl(w, d, rim, waist=rng.uniform(0.5, 0.65), low=0.0)
    plate = box(0.75 * w, 0.06, 0.8 * rim).moved(0, d / 2 - 0.03, 0.15 * rim)
    return [
        Part("bowl", joined(bowl, plate), china),
        *_top(w, 0.84 * d, -0.08 * d, rim, china, up=False),
    ], []


def _flush_valve(rng: Random, size: Size) -> Built:
    """As in public rooms: no tank, an open seat and a chrome pipe from the wall."""
    w, d, h = size
    china, chrome = _white(rng), metal(rng, "silver")
    rim = h * rng.uniform(0.56, 0.62)
    long = 0.93 * d
    y = long / 2 - d / 2
    pipe = [
        (0, d / 2 - 0.1, rim - 0.03), (0, d / 2 - 0.1, h - 0.05), (0.04, d / 2 - 0.06, h - 0.02),
        (0.1, d / 2, h - 0.02),
    ]  # fmt: skip
    valve = joined(
        tube([(float(a), float(b), float(c)) for a, b, c in pipe], 0.018),
        cylinder(0.035, 0.1, sides=12).moved(0, d / 2 - 0.1, h - 0.12),
        tube([(0, d / 2 - 0.12, h - 0.07), (0, d / 2 - 0.24, h - 0.09)], 0.01),
    )
    return [
        Part("bowl", _bowl(w, long, rim, waist=rng.uniform(0.55, 0.7)).moved(0, y), china),
        Part(
            "seat", _seat(w, 0.84 * d, 0.025).moved(0, -0.07 * d, rim),
            plastic(rng, "white", "black"),
        ),
        Part("flush valve", valve, chrome),
    ], []  # fmt: skip


def _high_cistern(rng: Random, size: Size) -> Built:
    """An old one: the tank hangs high on the wall, with a pipe down to the bowl and a chain."""
    w, d, h = size
    china, brass = _white(rng), metal(rng, "silver", "gold")
    rim, tank, deep = 0.41, 0.3, 0.2
    long = 0.9 * d
    back = d / 2 - deep / 2
    seat = china if rng.random() < 0.5 else plastic(rng, "black", "white")
    box_part = pad(w, deep, tank, bevel=0.03).moved(0, back, h - tank)
    x = 0.4 * w
    return [
        Part("bowl", _bowl(0.37, long, rim, waist=0.62).moved(0, long / 2 - d / 2), china),
        *_top(0.37, 0.8 * d, -0.09 * d, rim, seat, up=False),
        Part("tank", box_part, china),
        Part("pipe", tube([(0, back, rim - 0.05), (0, back, h - tank)], 0.02), brass),
        Part("chain", tube([(x, back - 0.05, 1.1), (x, back - 0.05, h - tank)], 0.005), brass),
    ], []


TOILET = Category(
    "toilet",
    "floor",
    (
        Style("close-coupled", (0.47, 0.72, 0.79), (0.1, 0.07, 0.06), _closed, 4),
        Style("lid up", (0.47, 0.72, 0.81), (0.1, 0.07, 0.06), _open, 1.6),
        Style("one-piece", (0.42, 0.72, 0.71), (0.08, 0.06, 0.08), _one_piece, 1),
        Style("wall-hung", (0.38, 0.57, 0.4), (0.06, 0.08, 0.08), _wall_hung, 0.25, stands="wall"),
        Style("flush valve", (0.38, 0.66, 0.7), (0.06, 0.07, 0.08), _flush_valve, 0.6),
        Style("high cistern", (0.46, 0.7, 2.0), (0.1, 0.06, 0.05), _high_cistern, held_out=True),
    ),
    scannet="toilet",
    sunrgbd="toilet",
)
