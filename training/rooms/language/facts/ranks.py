"""Which member of a set is clearly the first, or the k-th. Shared by search and verification."""

from collections.abc import Sequence
from itertools import pairwise

from training.rooms.language.facts.facts import Thing

MARGINS = {"height": (1.15, 0.1), "width": (1.2, 0.15), "volume": (1.4, 0.0), "top": (1.0, 0.2)}
"""By which factor and by how many metres one must exceed the next."""


def measure_of(thing: Thing, measure: str) -> float:
    """Height, greatest horizontal edge, volume, or height of its top over the ground."""
    if measure == "height":
        return thing.size[2]
    if measure == "width":
        return max(thing.size[0], thing.size[1])
    if measure == "volume":
        return thing.volume
    if measure == "top":
        return thing.high
    raise ValueError(f"Wanted one of {', '.join(MARGINS)}, got {measure!r}.")


def exceeds(more: float, less: float, measure: str) -> bool:
    factor, margin = MARGINS[measure]
    return more >= factor * less and more >= less + margin


def extreme(values: Sequence[float], measure: str, *, most: bool) -> int | None:
    """Position of the clearly greatest (or least) value, None if there is none."""
    if len(values) < 2:
        return None
    order = sorted(range(len(values)), key=lambda i: values[i], reverse=most)
    first, second = values[order[0]], values[order[1]]
    clear = exceeds(first, second, measure) if most else exceeds(second, first, measure)
    return order[0] if clear else None


def nearest(distances: Sequence[float], *, farthest: bool) -> int | None:
    """Position of the one that is nearer than all others by a factor of 1.3 and 0.2 m."""
    if len(distances) < 2:
        return None
    order = sorted(range(len(distances)), key=lambda i: distances[i], reverse=farthest)
    first, second = distances[order[0]], distances[order[1]]
    near, far = (second, first) if farthest else (first, second)
    return order[0] if far >= 1.3 * near and far >= near + 0.2 else None


def kth(offsets: Sequence[float], number: int) -> int | None:
    """Position of the k-th smallest offset, None unless all are 0.25 m apart at least."""
    order = sorted(range(len(offsets)), key=lambda i: offsets[i])
    steps = [offsets[b] - offsets[a] for a, b in pairwise(order)]
    if number > len(order) or len(order) < 2 or any(step < 0.25 for step in steps):
        return None
    return order[number - 1]
