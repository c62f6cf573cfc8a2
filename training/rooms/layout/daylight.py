"""How a room is lit."""

from math import cos, pi, sin

from training.rooms.colors import Random
from training.rooms.types import Light


def daylight(rng: Random) -> Light:
    """From a random side, bright or dim, bluish or yellowish."""
    angle, rise = float(rng.uniform(-pi, pi)), float(rng.uniform(0.5, 1.2))
    return Light(
        sun=(round(cos(angle), 4), round(sin(angle), 4), round(rise, 4)),
        strength=round(float(rng.uniform(0.3, 0.65)), 3),
        warmth=round(float(rng.normal(0.15, 0.3)), 3),
        exposure=round(float(rng.uniform(0.8, 1.15)), 3),
    )
