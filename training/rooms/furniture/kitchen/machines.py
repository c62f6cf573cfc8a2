"""What household machines share: their skin, glass, handles."""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import choice
from training.rooms.materials import (
    Material,
    glass,
    metal,
)
from training.rooms.solids import Solid, box, joined
from training.rooms.types import Rest, Size


def enamel(rng: Random, *names: str) -> Material:
    """The skin of a household machine: white, steel or black unless named."""
    if names:
        return replace(metal(rng, *names), texture="plain")
    return choice(
        rng,
        replace(metal(rng, "white"), texture="plain"),
        metal(rng, "silver"),
        metal(rng, "black"),
    )


def dark_glass(rng: Random) -> Material:
    """Glass that one hardly sees through."""
    return replace(glass(rng, "black"), transparency=0.1, shine=0.7)


def rod_handle(length: float, reach: float, *, upright: bool) -> Solid:
    """A rod on two feet before the plane y = 0, its middle at the origin."""
    foot = box(0.015, reach, 0.015).moved(0, -reach / 2, -0.0075)
    shape = joined(
        box(length, 0.016, 0.02).moved(0, 0.008 - reach, -0.01),
        *(foot.moved(s * 0.46 * length) for s in (-1, 1)),
    )
    return shape.tilted(90, axis=1) if upright else shape


def top(size: Size, *, front: float = 0.0) -> Rest:
    """The whole top of a thing of this size, less a strip in front."""
    w, d, h = size
    return Rest("top", (-w / 2, w / 2), (front - d / 2, d / 2), h)
