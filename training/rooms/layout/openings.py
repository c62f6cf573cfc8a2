"""Places for doors and windows in the walls of a plan."""

from math import pi
from typing import Literal

from training.rooms.colors import Random
from training.rooms.layout.frames import wall_frame
from training.rooms.layout.plan import FloorPlan, Opening
from training.rooms.types import SceneType

_MARGIN = 0.14
"""Wall that stays beside every opening, metres."""

Span = tuple[float, float]


def link(rng: Random, plan: FloorPlan, wall: int, twin: int, passage: bool) -> Opening:
    """The door or passage between two rooms whose walls lie back to back."""
    frame, other = plan.frame(wall), plan.frame(twin)
    begin, _ = frame.measure(*other.point(other.length, 0))
    end, _ = frame.measure(*other.point(0, 0))
    low, high = max(begin, 0.0) + _MARGIN, min(end, frame.length) - _MARGIN
    height = min(plan.height(wall), plan.height(twin))
    if passage:
        width = min(float(rng.uniform(0.9, 2.4)), high - low)
        head = min(float(rng.uniform(2.0, 2.5)), height - 0.15)
        at = low + float(rng.random()) * max(high - width - low, 0.0)
        return _rounded("passage", wall, at, width, 0.0, head, twin)
    width = min(float(rng.uniform(0.72, 0.92)), high - low)
    at = _near_an_end(rng, low, high - width)
    swing = _swing(rng, at + width / 2 > frame.length / 2)
    return _rounded("door", wall, at, width, 0.0, min(_door_height(rng), height - 0.1), twin, swing)


def outer_door(rng: Random, plan: FloorPlan, floor: int) -> Opening | None:
    """A door that leads out of the plan, or None where no wall has room for one."""
    scene = plan.floors[floor].scene_type
    width = float(rng.uniform(0.78, 0.98))
    if rng.random() < (0.3 if scene in _PUBLIC else _WIDE_SHARE.get(scene, 0.0)):
        width = float(rng.uniform(1.3, 1.8))
    spans = _free_spans(plan, floor, width + 0.1)
    if not spans:
        return None
    wall, (low, high) = spans[int(rng.integers(len(spans)))]
    at = _near_an_end(rng, low, high - width)
    swing = _swing(rng, at + width / 2 > plan.frame(wall).length / 2)
    height = min(_door_height(rng), plan.height(wall) - 0.12)
    return _rounded("door", wall, at, width, 0.0, height, -1, swing)


def windows(rng: Random, plan: FloorPlan, floor: int, count: int) -> list[Opening]:
    """Alike windows, mostly in one wall, preferably in a wall without a door."""
    height = plan.floors[floor].height
    head = min(float(rng.uniform(1.95, 2.3)), height - 0.15)
    sill = _sill(rng, plan.floors[floor].scene_type)
    wide = float(rng.uniform(0.7, 1.7) if rng.random() < 0.75 else rng.uniform(1.8, 3.2))
    doors = [o.wall for o in plan.openings if o.kind == "door"]
    chosen: list[Opening] = []
    wall = -1
    for _ in range(count):
        spans = [s for s in _free_spans(plan, floor, 0.75, chosen) if not _opposed(plan, s[0])]
        if not spans:
            break
        again = [span for span in spans if span[0] == wall]
        clear = [span for span in spans if span[0] not in doors]
        pool = again if again and rng.random() < 0.6 else clear or spans
        ends = [high - low for _, (low, high) in pool]
        wall, (low, high) = pool[_weighted(rng, ends)]
        width = min(wide, high - low)
        middle = (low + high) / 2
        slack = max((high - low - width) / 2, 0.0)
        at = middle - width / 2 + float(rng.uniform(-slack, slack))
        if rng.random() < 0.5 and slack > 0.3 and count > 1:
            at = low + min(0.3, slack)
        chosen.append(_rounded("window", wall, at, width, sill, head - sill))
    return chosen


_PUBLIC: tuple[SceneType, ...] = ("classroom", "conference room", "library", "lobby", "hallway")


_WIDE_SHARE: dict[SceneType, float] = {
    "living room": 0.15, "dining room": 0.2, "bedroom": 0.06, "storage room": 0.1,
    "studio apartment": 0.15, "office": 0.06, "kitchen": 0.06,
}  # fmt: skip
"""How often doors elsewhere have two leaves or slide."""


def _sill(rng: Random, scene: SceneType) -> float:
    if scene == "bathroom":
        return float(rng.uniform(1.1, 1.4))
    if scene == "kitchen":
        return float(rng.uniform(1.0, 1.15))
    if rng.random() < 0.12:
        return float(rng.uniform(0.05, 0.3))
    return float(rng.uniform(0.6, 1.0))


def _door_height(rng: Random) -> float:
    return float(rng.uniform(1.98, 2.15))


def _swing(rng: Random, far_end: bool) -> float:
    """Closed, ajar or open; hinged at the end that is nearer to a corner."""
    draw = rng.random()
    if draw < 0.4:
        angle = 0.0
    elif draw < 0.6:
        angle = float(rng.uniform(0.12, 0.6))
    else:
        angle = float(rng.uniform(1.0, pi / 2 - 0.02))
    return angle if far_end else -angle


def _near_an_end(rng: Random, low: float, high: float) -> float:
    """Doors are mostly near a corner."""
    draw, reach = rng.random(), min(0.4, max(high - low, 0.0))
    if draw < 0.4:
        return low + float(rng.uniform(0, reach))
    if draw < 0.8:
        return high - float(rng.uniform(0, reach))
    return float(rng.uniform(low, high)) if high > low else low


def _free_spans(
    plan: FloorPlan, floor: int, width: float, more: list[Opening] | None = None
) -> list[tuple[int, Span]]:
    """Stretches of a room's walls that lead out and are wide enough for an opening."""
    found = []
    for number, wall in enumerate(plan.walls):
        if wall.floor != floor:
            continue
        taken = [(begin, end) for begin, end, _ in plan.holes(number)]
        taken += [(begin, end) for begin, end, _ in plan.next_rooms(number)]
        taken += [(o.at, o.at + o.width) for o in more or () if o.wall == number]
        begin = 0.0
        length = wall_frame(wall).length
        for low, high in [*sorted(taken), (length, length)]:
            if low - begin - 2 * _MARGIN >= width:
                found.append((number, (begin + _MARGIN, low - _MARGIN)))
            begin = max(begin, high)
    return found


def _opposed(plan: FloorPlan, wall: int) -> bool:
    """Whether another of the joined rooms lies outside within two metres of a wall's middle."""
    frame = plan.frame(wall)
    here = frame.point(frame.length / 2, -0.05)
    far = frame.point(frame.length / 2, -2.0)
    for other in plan.walls:
        if other.floor == plan.walls[wall].floor and other is plan.walls[wall]:
            continue
        there = wall_frame(other)
        (s0, a), (s1, b) = there.measure(*here), there.measure(*far)
        if (a > 0) != (b > 0) and 0 <= s0 + (s1 - s0) * a / (a - b) <= there.length:
            return True
    return False


def _weighted(rng: Random, weights: list[float]) -> int:
    draw = rng.random() * sum(weights)
    for index, weight in enumerate(weights):
        draw -= weight
        if draw < 0:
            return index
    return len(weights) - 1


def _rounded(
    kind: Literal["door", "window", "passage"],
    wall: int,
    at: float,
    width: float,
    sill: float,
    height: float,
    twin: int = -1,
    swing: float = 0.0,
) -> Opening:
    at, width, sill, height = (round(value, 3) for value in (at, width, sill, height))
    return Opening(kind, wall, at, width, sill, height, twin, round(swing, 3))
