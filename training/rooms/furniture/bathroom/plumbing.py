"""Taps, drains and hollow basins."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.materials import Material
from training.rooms.solids import Ring, Solid, cylinder, joined, lofted, tube
from training.rooms.types import Part


def tap(rng: Random, height: float, reach: float) -> Solid:
    """A tap that stands on z = 0 and reaches towards -y: a swan neck, a bent bar or two handles."""
    kind = int(rng.integers(3))
    if kind == 0:
        angles = np.linspace(0, np.pi, 7)
        arc, rise = reach / 2, min(reach / 2, height / 2)
        neck = [(0.0, -arc + arc * float(np.cos(a)), height - rise + rise * float(np.sin(a)))
                for a in angles]  # fmt: skip
        spout = tube([(0, 0, 0), *neck, (0, -reach, height - 1.5 * rise)], 0.012, sides=6)
    else:
        spout = tube([(0, 0, 0), (0, 0, height), (0, -reach, 0.85 * height)], 0.014, sides=6)
    spout = spout.scaled(z=height / float(spout.bounds[1, 2]))
    knob = 0.35 * height
    if kind == 2:
        cross = cylinder(0.022, 0.02, sides=8).moved(z=knob)
        handle = joined(cylinder(0.014, knob, sides=8), cross)
        return joined(spout, handle.moved(-0.08), handle.moved(0.08))
    lever = tube([(0, 0, knob), (0.06, 0, knob + 0.02)], 0.007, sides=6)
    return joined(spout, cylinder(0.02, 0.03, sides=8), lever)


def basin(
    width: float,
    depth: float,
    height: float,
    *,
    power: float,
    inner: float,
    lip: float = 0.02,
    deck: float = 0.0,
    foot: float = 0.6,
) -> Solid:
    """A hollow bowl; the shelf behind it that carries the tap is `deck` deep.

    The powers are those of the outline outside and of the hollow; `foot` is how wide the bottom is.
    """
    w, d, y = width - 2 * lip, depth - 2 * lip - deck, -deck / 2
    return lofted(
        [
            Ring(0, 0, 0),
            Ring(foot * width, foot * depth, 0, power=inner),
            Ring(0.93 * width, 0.93 * depth, 0.75 * height, power=power),
            Ring(width, depth, height - 0.012, power=power),
            Ring(width, depth, height, power=power),
            Ring(w, d, height, y, inner),
            Ring(0.9 * w, 0.9 * d, 0.45 * height, y, inner),
            Ring(0.6 * w, 0.6 * d, 0.14 * height, y, inner),
            Ring(0, 0, 0.12 * height, y),
        ],
        sides=24,
    )


def outlet(z: float, y: float, material: Material) -> Part:
    return Part("drain", cylinder(0.022, 0.004, sides=10).moved(0, y, z), material)
