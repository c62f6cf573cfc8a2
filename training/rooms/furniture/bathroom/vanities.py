"""Bathroom vanities: a cabinet with a worktop, in whose hole a basin hangs."""

from dataclasses import replace

from training.rooms.colors import Random
from training.rooms.furniture.kitchen.counters import SLAB, cut_out
from training.rooms.furniture.kitchen.kitchen import sink_base
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.types import Size

_LAP = 0.03
"""How far the top reaches over the fronts and the sides, metres."""


def vanity(rng: Random, size: Size) -> Built:
    """Doors below, open above; the top has an upstand at the wall."""
    w, d, h = size
    upstand = float(rng.uniform(0.02, 0.1))
    low = h - SLAB - upstand
    body, shelves = sink_base(rng, (w - _LAP, d - _LAP, low))
    top, rests = cut_out(rng, (w, d, SLAB + upstand))
    parts = [*moved(body, y=_LAP / 2), *moved(top, z=low)]
    lower = [replace(r, y=(r.y[0] + _LAP / 2, r.y[1] + _LAP / 2)) for r in shelves]
    return parts, [*lower, *(replace(r, z=r.z + low) for r in rests)]
