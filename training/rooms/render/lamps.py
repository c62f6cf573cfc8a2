"""Where the light of a room comes from: its ceiling lamps and windows."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from shapely import Polygon

from training.rooms.noise import chance
from training.rooms.types import Placed, Room

_BULB = np.array([1.0, 0.88, 0.7])
_DAY = np.array([0.94, 0.97, 0.96])

_POWER = 2.6
"""Of all lamps together in a room of 20 m²; cameras set their exposure by it."""


@dataclass(frozen=True)
class Lamps:
    """Small sources of light."""

    at: Float64[np.ndarray, "lamps 3"]
    towards: Float64[np.ndarray, "lamps 3"]
    """Where a window shines; zero for what shines everywhere."""
    color: Float64[np.ndarray, "lamps 3"]
    """Linear RGB times power."""


def room_lamps(room: Room) -> Lamps:
    """Ceiling lamps, one in each of the joined rooms that lack them, and the windows."""
    hanging = [p for p in room.objects if p.category == "ceiling lamp"]
    windows = [p for p in room.objects if p.category == "window"]
    at = [(p.x, p.y, p.z - 0.05) for p in hanging]
    lit = {p.floor for p in hanging}
    for number, floor in enumerate(room.floors):
        if number not in lit:
            middle = Polygon(floor.outline).representative_point()
            at.append((middle.x, middle.y, floor.height - 0.15))
    # Some rooms are seen by day, some by lamplight, most by both.
    bulb, day = (0.3 + chance(room.seed, i, 0, 11) for i in range(2))
    color = [bulb * _BULB] * len(at) + [day * min(_glazed(p), 2.0) * _DAY for p in windows]
    towards = [(0.0, 0.0, 0.0)] * len(at) + [_inwards(p) for p in windows]
    at += [(p.x, p.y, p.z + p.model.size[2] / 2) for p in windows]
    powers = np.array(color) * (_budget(room) / np.array(color)[:, 1].sum())
    return Lamps(
        *(np.round(np.array(a, np.float64).reshape(-1, 3), 4) for a in (at, towards, powers))
    )


def _budget(room: Room) -> float:
    """Light for all joined rooms, more for large ones, whose lamps are farther from most things."""
    areas = [Polygon(floor.outline).area for floor in room.floors]
    return _POWER * sum((area / 20) ** 0.4 for area in areas)


def _inwards(window: Placed) -> tuple[float, float, float]:
    return (float(np.sin(window.yaw)), -float(np.cos(window.yaw)), 0.0)


def _glazed(window: Placed) -> float:
    """Square metres."""
    return window.model.size[0] * window.model.size[2]
