"""Doors, drawers and handles: what the fronts of cupboards are made of. Metres, degrees.

A front lies in the x-z plane, stands on z = 0 and has its back at y = 0; handles stand out of it
towards -y.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import moved
from training.rooms.materials import Material, glass, metal, painted_wood, wood
from training.rooms.solids import Solid, box, cylinder, frame, joined, tray, tube
from training.rooms.types import Part

Pattern = Literal["slab", "framed", "raised", "louvred"]
Grip = Literal["bar", "bow", "knob", "cup", "none"]

THICKNESS = 0.018
GAP = 0.003
"""Between a front and its neighbours."""

REACH: dict[Grip, float] = {"bar": 0.032, "bow": 0.03, "knob": 0.026, "cup": 0.022, "none": 0.0}
"""How far a handle stands out."""


@dataclass(frozen=True)
class Look:
    """What a cupboard is made of and how its fronts are worked."""

    body: Material
    front: Material
    fittings: Material
    pane: Material
    pattern: Pattern
    grip: Grip
    board: float
    """Thickness of its boards."""


def look(
    rng: Random,
    *,
    body: Material | None = None,
    front: Material | None = None,
    patterns: tuple[Pattern, ...] = ("slab", "slab", "framed", "raised"),
    grips: tuple[Grip, ...] = ("bar", "bow", "knob", "cup", "none"),
) -> Look:
    """Wood, bare or painted, with fronts of the body's or of another colour."""
    body = body or (wood(rng) if rng.random() < 0.6 else painted_wood(rng))
    if front is None:
        other = painted_wood(rng, "white", "cream", "black", "gray", "dark green", "light blue")
        front = other if rng.random() < 0.2 else body
    return Look(
        body,
        front,
        metal(rng, "silver", "silver", "black", "gold"),
        glass(rng),
        patterns[int(rng.integers(len(patterns)))],
        grips[int(rng.integers(len(grips)))],
        round(float(rng.uniform(0.016, 0.028)), 4),
    )


def door(
    look: Look,
    width: float,
    height: float,
    *,
    hinge: Literal[-1, 1],
    grip_at: float,
    out: float = 0.0,
    glazed: bool = False,
) -> list[Part]:
    """A door, centred at x = 0, hinged at its left (-1) or right (1) edge as seen from in front.

    Args:
        look: Materials and pattern.
        width: Along x, closed.
        height: Along z.
        hinge: Which edge stays.
        grip_at: Height of the handle's middle, as a share of the door's.
        out: How far the free edge stands off, metres.
        glazed: Whether a pane fills its frame.
    """
    length = min(0.16, 0.5 * height)
    z = float(np.clip(grip_at * height, 0.6 * length, height - 0.6 * length))
    parts = [
        *_leaf(look, "door", width, height, glazed=glazed),
        *moved(_handle(look, length, upright=True), -hinge * (width / 2 - 0.03), -THICKNESS, z),
    ]
    angle = float(np.degrees(np.arcsin(min(out / width, 0.98))))
    turned = moved(moved(parts, -hinge * width / 2), yaw=hinge * angle)
    return moved(turned, hinge * width / 2)


def drawer(
    look: Look, width: float, height: float, depth: float, *, out: float = 0.0
) -> list[Part]:
    """A drawer, centred at x = 0; its box is there only if it is pulled out."""
    length = float(np.clip(0.35 * width, 0.05, 0.16))
    spots = (-0.28 * width, 0.28 * width) if width > 0.65 else (0.0,)
    parts = _leaf(look, "drawer", width, height)
    for x in spots:
        parts += moved(_handle(look, length, upright=False), x, -THICKNESS, 0.55 * height)
    if out:
        body = tray(width - 0.04, depth, 0.7 * height, 0.012).moved(0, depth / 2, 0.1 * height)
        parts.append(Part("drawer", body, look.body))
    return moved(parts, y=-out)


def flap(look: Look, width: float, height: float, *, grip_at: float) -> list[Part]:
    """A front that lifts or folds, its handle lying."""
    length = float(np.clip(0.3 * width, 0.05, 0.2))
    return [
        *_leaf(look, "door", width, height),
        *moved(_handle(look, length, upright=False), 0, -THICKNESS, grip_at * height),
    ]


def blank(look: Look, width: float, height: float, material: Material | None = None) -> list[Part]:
    """A plain board without a handle: sliding doors, fixed panels."""
    board = box(width, THICKNESS, height).moved(0, -THICKNESS / 2)
    return [Part("door", board, material or look.front)]


def _leaf(
    look: Look, name: str, width: float, height: float, *, glazed: bool = False
) -> list[Part]:
    """The board of a front, worked in the look's pattern."""
    border = min(0.06, 0.22 * width, 0.22 * height)
    inner = (width - 2 * border, height - 2 * border)
    outer = frame(width, height, THICKNESS, border).moved(0, -THICKNESS / 2)
    if glazed:
        pane = box(inner[0], 0.004, inner[1]).moved(0, -THICKNESS / 2, border)
        return [Part(name, outer, look.front), Part("glass pane", pane, look.pane)]
    if look.pattern == "slab" or min(width, height) < 0.12:
        return [Part(name, box(width, THICKNESS, height).moved(0, -THICKNESS / 2), look.front)]
    if look.pattern == "louvred":
        return [Part(name, joined(outer, *_slats(*inner, border)), look.front)]
    if look.pattern == "framed":
        panel = box(inner[0], 0.008, inner[1]).moved(0, -0.004, border)
        return [Part(name, joined(outer, panel), look.front)]
    field = box(inner[0], THICKNESS, inner[1]).moved(0, -THICKNESS / 2, border)
    board = box(width, 0.011, height).moved(0, -0.0055)
    return [Part(name, joined(board, field), look.front)]


def _slats(width: float, height: float, bottom: float) -> list[Solid]:
    """Slanting slats, one above the other."""
    count = max(3, round(height / 0.06))
    pitch = height / count
    slat = box(width, 0.006, 1.1 * pitch).tilted(-14).moved(0, -0.012)
    return [slat.moved(0, 0, bottom + i * pitch) for i in range(count)]


def _handle(look: Look, length: float, *, upright: bool) -> list[Part]:
    """A handle on the plane y = 0, its middle at the origin."""
    reach = REACH[look.grip]
    if look.grip == "none":
        return []
    if look.grip == "knob":
        shape = cylinder(0.009, reach, top=0.015, sides=8).tilted(90)
    elif look.grip == "cup":
        shape = box(length if not upright else 0.02, reach, 0.02 if not upright else length)
        shape = shape.moved(0, -reach / 2, -(0.02 if not upright else length) / 2)
    else:
        shape = _bar(length, reach) if look.grip == "bar" else _bow(length, reach)
        shape = shape.tilted(90, axis=1) if upright else shape
    return [Part("handle", shape, look.fittings)]


def _bar(length: float, reach: float) -> Solid:
    """A straight rod on two feet, along x."""
    foot = box(0.008, reach - 0.006, 0.008).moved(0, -(reach - 0.006) / 2, -0.004)
    return joined(
        box(length, 0.01, 0.012).moved(0, 0.005 - reach, -0.006),
        *(foot.moved(s * 0.4 * length) for s in (-1, 1)),
    )


def _bow(length: float, reach: float) -> Solid:
    half = length / 2
    path = [(-half, 0.0, 0.0), (-0.6 * half, 0.006 - reach, 0.0), (0.6 * half, 0.006 - reach, 0.0)]
    return tube([*path, (half, 0.0, 0.0)], 0.006, sides=5)
