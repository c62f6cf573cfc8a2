"""What lies where for somebody who stands or sits in the room. Metres, three-valued."""

import numpy as np

from training.rooms.language.facts.facts import Facts, Thing
from training.rooms.language.facts.pieces import Pieces, corners
from training.rooms.language.facts.places import middle_of
from training.rooms.language.facts.relations import left_seen_along, right_seen_along
from training.rooms.language.facts.stance import Stance
from training.rooms.language.facts.truth import Truth, at_least, at_most, both

_TURNS = {"ahead": 0.0, "left": 90.0, "behind": 180.0, "right": -90.0}
"""Degrees counter-clockwise from the way the viewer looks."""


def standing_at(thing: Thing, kind: str, facts: Facts) -> Stance | None:
    """The stance that belongs to a thing, or None if it has no front.

    In a door one looks along its front; "facing" stands 1 m before the front and looks at it;
    "back" stands at the front and looks away; "sitting" sits on it.
    """
    if kind == "middle":
        (x, y), _ = middle_of(facts.floors[thing.floor].outline)
        dx, dy = thing.center[0] - x, thing.center[1] - y
        far = float(np.hypot(dx, dy))
        if far < 0.8:
            return None
        return Stance("middle", thing.id, (x, y), (round(dx / far, 6), round(dy / far, 6)))
    if thing.front is None:
        return None
    (fx, fy), (x, y, _) = thing.front, thing.center
    out = thing.size[1] / 2
    if kind == "sitting":
        return Stance("sitting", thing.id, (x, y), (fx, fy))
    if kind == "door":
        return Stance("door", thing.id, _moved(x, y, fx, fy, out), (fx, fy))
    if kind == "back":
        return Stance("back", thing.id, _moved(x, y, fx, fy, out + 0.2), (fx, fy))
    if kind == "facing":
        return Stance("facing", thing.id, _moved(x, y, fx, fy, out + 1.0), (-fx, -fy))
    raise ValueError(f"Wanted a kind of stance, got {kind!r}.")


def _moved(x: float, y: float, fx: float, fy: float, by: float) -> tuple[float, float]:
    return round(x + fx * by, 4), round(y + fy * by, 4)


def seen(relation: str, a: Pieces, b: Pieces, stance: Stance) -> Truth:
    """Left or right of b for a viewer who looks at b from where the stance is.

    Unclear if b is closer than 0.7 m or behind the viewer.
    """
    dx, dy = b.x - stance.at[0], b.y - stance.at[1]
    far = np.maximum(np.hypot(dx, dy), 1e-6)
    ahead = (dx * stance.toward[0] + dy * stance.toward[1]) / far
    usable = np.minimum(1 + at_least(far, 0.7, 0.0), 1 + at_least(ahead, 0.3, 0.0))
    side = left_seen_along if relation == "left of" else right_seen_along
    truth = side(a, b, dx / far, dy / far)
    return np.where(usable >= 3, truth, np.minimum(truth, 1)).astype(np.int8)


def around(direction: str, p: Pieces, stance: Stance) -> Truth:
    """Within 30 degrees of a direction and 3.5 m; no from 60 degrees on, or if no corner is.

    What lies closer than 0.4 m is unclear: it is as good as everywhere.
    """
    angle = _bearing(p.x, p.y, stance, _TURNS[direction])
    nearest = np.min(
        [_bearing(x, y, stance, _TURNS[direction]) for x, y in zip(*corners(p), strict=True)],
        axis=0,
    )
    far = np.hypot(p.x - stance.at[0], p.y - stance.at[1])
    sure = at_most(angle, 30.0, 60.0)
    off = at_most(np.minimum(nearest, angle), 30.0, 50.0)
    truth = np.where(sure == 0, np.minimum(off, 1), sure)
    truth = np.where(far < 0.4, np.minimum(truth, 1), truth).astype(np.int8)
    return both(truth, at_most(far, 3.5, 5.0))


def _bearing(x: np.ndarray, y: np.ndarray, stance: Stance, turn: float) -> np.ndarray:
    """Degrees between where something lies and a direction of the viewer."""
    (ux, uy), (px, py) = stance.toward, stance.at
    ahead = (x - px) * ux + (y - py) * uy
    left = (y - py) * ux - (x - px) * uy
    angle = np.degrees(np.arctan2(left, ahead)) - turn
    return np.abs((angle + 180.0) % 360.0 - 180.0)


def sideways(p: Pieces, stance: Stance) -> np.ndarray:
    """How far to the right of the viewer's line of sight each thing lies, metres."""
    ux, uy = stance.toward
    return np.round((p.x - stance.at[0]) * uy - (p.y - stance.at[1]) * ux, 6)
