"""Upholstery: the seats, arms, backs and pillows that sofas and armchairs are made of."""

from typing import Literal

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    chance,
    leaned,
    legs,
    moved,
    pad,
    profile,
)
from training.rooms.materials import Material, fabric, leather, metal, wood
from training.rooms.solids import box, cushion, cylinder, joined
from training.rooms.types import Part, Rest, Size

Arm = Literal["box", "slim", "rolled", "sloped", "none"]
_ARM_KINDS: tuple[Arm, ...] = ("box", "slim", "rolled", "sloped")


def upholstery(rng: Random) -> Material:
    return leather(rng) if chance(rng, 0.3) else fabric(rng)


def armrest(rng: Random, kind: Arm, wide: float, deep: float, high: float, cover: Material) -> Part:
    """A side of a sofa that stands on z = 0."""
    if kind == "rolled":
        roll = cylinder(wide / 2, deep, sides=12).tilted(90).moved(0, deep / 2, high - wide / 2)
        solid = joined(box(0.7 * wide, deep, high - wide / 2), roll)
    elif kind == "sloped":
        low = high * float(rng.uniform(0.6, 0.85))
        side = [
            (-deep / 2, 0.0),
            (deep / 2, 0.0),
            (deep / 2, high + 0.08),
            (0.0, high),
            (-deep / 2, low),
        ]
        solid = profile(side, wide)
    else:
        solid = pad(wide, deep, high, bevel=0.035)
    return Part("armrest", solid, cover)


def cushioned_seat(
    rng: Random,
    w: float,
    d: float,
    top: float,
    floor: float,
    places: int,
    cover: Material,
    *,
    loose: bool,
) -> list[Part]:
    """A box with cushions side by side, in front of y = d / 2."""
    thick = float(rng.uniform(0.12, 0.18)) if loose else 0.1
    frame = Part("seat frame", box(w, d, top - thick - floor).moved(z=floor), cover)
    wide = w / places
    bulge = float(rng.uniform(0.005, 0.03))
    soft = cushion(wide - 0.006, d, thick - 2 * bulge, radius=0.045, bulge=bulge)
    xs = [(i + 0.5) * wide - w / 2 for i in range(places)]
    return [
        frame,
        *(Part("seat cushion", soft.moved(x, -0.01, top - thick), cover) for x in xs),
    ]


def sofa_back(
    rng: Random,
    w: float,
    high: float,
    top: float,
    places: int,
    cover: Material,
    *,
    loose: bool,
    thick: float,
) -> list[Part]:
    """A back `high` from the floor whose rear is at y = 0, with cushions before it if loose."""
    frame = pad(w, thick, high - 0.04 if loose else high, bevel=0.03).moved(0, -thick / 2)
    parts = [Part("back", frame, cover)]
    if loose:
        wide = w / places
        tall = high - top + float(rng.uniform(-0.02, 0.04))
        soft = pad(wide - 0.01, 0.16, tall, bevel=0.05)
        parts += leaned(
            [
                Part("back cushion", soft.moved((i + 0.5) * wide - w / 2), cover)
                for i in range(places)
            ],
            float(rng.uniform(6, 14)),
            -thick - 0.1,
            top - 0.01,
        )
    return parts


def short_feet(rng: Random, w: float, d: float, floor: float) -> list[Part]:
    stuff = metal(rng) if chance(rng, 0.3) else wood(rng)
    return legs(w - 0.08, d - 0.08, floor + 0.01, stuff, thick=0.05, taper=0.7, square=False)


def upholstered_sofa(
    rng: Random, size: Size, kinds: tuple[Arm, ...] = _ARM_KINDS, *, loose: float = 0.6
) -> Built:
    """Frame, arms, back and as many seat cushions as are about 65 cm wide."""
    w, d, h = size
    cover = upholstery(rng)
    kind = kinds[int(rng.integers(len(kinds)))]
    soft = chance(rng, loose)
    floor = float(rng.uniform(0.02, 0.16))
    top = float(rng.uniform(0.4, 0.47))
    side = {"none": 0.0, "slim": 0.07}.get(kind, float(rng.uniform(0.13, 0.24)) * min(1, w / 1.1))
    arm = min(float(rng.uniform(0.56, 0.68)), h - 0.05)
    thick = float(rng.uniform(0.12, 0.2)) if soft else float(rng.uniform(0.2, 0.26))
    inner = w - 2 * side
    places = max(1, round(inner / float(rng.uniform(0.6, 0.75))))
    deep = d - thick
    seat = cushioned_seat(rng, inner, deep, top, floor, places, cover, loose=soft)
    parts = [
        *short_feet(rng, w, d, floor),
        *moved(seat, y=-thick / 2),
        *moved(
            sofa_back(rng, inner, h - floor, top - floor, places, cover, loose=soft, thick=thick),
            y=d / 2,
            z=floor,
        ),
    ]
    if kind != "none":
        rest = armrest(rng, kind, side, d, arm - floor, cover)
        parts += [p for s in SIDES for p in moved([rest], x=s * (w - side) / 2, z=floor)]
    if soft and chance(rng, 0.4):
        parts += throw_pillows(rng, inner, top, d / 2 - thick - 0.2)
    back = d / 2 - thick - (0.16 if soft else 0)
    return parts, [Rest("seat", (-inner / 2, inner / 2), (-d / 2 + 0.02, back), top)]


def throw_pillows(rng: Random, w: float, top: float, y: float) -> list[Part]:
    """Loose throw pillows that lean in the corners."""
    stuff = fabric(rng)
    edge = min(float(rng.uniform(0.36, 0.46)), 0.45 * w)
    soft = cushion(edge, 0.12, edge, radius=0.055)
    sides = SIDES if chance(rng, 0.5) else (SIDES[int(rng.integers(2))],)
    return [
        Part(
            "throw pillow",
            soft.tilted(-25).moved(s * (w - edge) / 2, y - 0.08, top, yaw=s * -8),
            stuff,
        )
        for s in sides
    ]
