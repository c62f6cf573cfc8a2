"""Floor plans from seeds: one room or several joined ones, with their doors and windows."""

from dataclasses import replace

from shapely.geometry import Polygon

from training.rooms.colors import Random
from training.rooms.layout.frames import Point, wall_frame
from training.rooms.layout.openings import link, outer_door, windows
from training.rooms.layout.outlines import mirrored, outline, quarter_turned, usual_shape
from training.rooms.layout.plan import FloorPlan, Opening, Space
from training.rooms.types import Floor, SceneType, Wall

__all__ = ["FloorPlan", "Opening", "Space", "draw_plan"]

_OVERLAP = 1.15
"""Wall that joined rooms share at least, metres: a door and its margins."""
_TALL: tuple[SceneType, ...] = ("classroom", "conference room", "library", "lobby", "storage room")


def draw_plan(rng: Random, *spaces: Space) -> FloorPlan:
    """The first room, with the others joined to its walls; room i has `floor` i."""
    thickness = round(float(rng.uniform(0.12, 0.25)), 3)
    between = round(float(rng.uniform(0.1, 0.16)), 3)
    outlines = [_first(rng, spaces[0])]
    for space in spaces[1:]:
        outlines.append(_attached(rng, space, outlines, between))
    height = spaces[0].height or _height(rng, spaces[0].scene_type)
    floors = tuple(
        Floor(space.scene_type, tuple(corners), round(space.height or height, 3))
        for space, corners in zip(spaces, outlines, strict=True)
    )
    walls = tuple(
        Wall(i, start, end)
        for i, floor in enumerate(floors)
        for start, end in zip(floor.outline, floor.outline[1:] + floor.outline[:1], strict=True)
    )
    plan = FloorPlan(floors, walls, (), thickness)
    return _opened(rng, plan, spaces)


def _opened(rng: Random, plan: FloorPlan, spaces: tuple[Space, ...]) -> FloorPlan:
    """With links first, since they have the least choice, then outer doors, then windows."""
    for i, space in enumerate(spaces[1:], start=1):
        wall, twin = _shared_walls(plan, i)
        if space.link == "door" and rng.random() < 0.5:
            wall, twin = twin, wall
        opening = link(rng, plan, wall, twin, space.link == "passage")
        plan = replace(plan, openings=(*plan.openings, opening))
    for i, space in enumerate(spaces):
        for _ in range(max(space.doors, 1) if i == 0 else space.doors):
            door = outer_door(rng, plan, i)
            if door:
                plan = replace(plan, openings=(*plan.openings, door))
    for i, space in enumerate(spaces):
        plan = replace(plan, openings=(*plan.openings, *windows(rng, plan, i, space.windows)))
    return plan


def _first(rng: Random, space: Space) -> list[Point]:
    corners = _shaped(rng, space)
    return [_rounded(p) for p in quarter_turned(corners, 2 * int(rng.integers(2)))]


def _shaped(rng: Random, space: Space) -> list[Point]:
    shape = space.shape or usual_shape(rng, space.width, space.depth)
    corners = outline(rng, shape, space.width, space.depth)
    return mirrored(corners) if rng.random() < 0.5 else corners


def _attached(rng: Random, space: Space, others: list[list[Point]], between: float) -> list[Point]:
    """A room behind one of the first room's walls, clear of all others.

    Raises:
        ValueError: There is no wall to which it can be joined.
    """
    around = [Polygon(corners) for corners in others]
    first = others[0]
    for attempt in range(200):
        corners = _shaped(rng, space)
        i = int(rng.integers(len(first)))
        frame = wall_frame(Wall(0, first[i], first[(i + 1) % len(first)]))
        wide = max(x for x, y in corners if y == 0)
        slack = frame.length - _OVERLAP
        if slack < 0 or max(map(abs, frame.along)) < 0.99:
            continue
        at = (0.0, frame.length - wide, float(rng.uniform(_OVERLAP - wide, slack)))[attempt % 3]
        placed = [_rounded(frame.point(at + wide - x, -between - y)) for x, y in corners]
        if min(at + wide, frame.length) - max(at, 0.0) < _OVERLAP:
            continue
        if all(Polygon(placed).distance(other) > between - 0.002 for other in around):
            return placed
    raise ValueError(
        f"no wall of the first room is free for a {space.scene_type} of "
        f"{space.width} x {space.depth} m; join fewer rooms or make the first one larger"
    )


def _shared_walls(plan: FloorPlan, floor: int) -> tuple[int, int]:
    """The walls of the first room and of another one that lie back to back for the longest."""
    best, pair = 0.0, (-1, -1)
    for i, wall in enumerate(plan.walls):
        if wall.floor != 0:
            continue
        frame = wall_frame(wall)
        for j, other in enumerate(plan.walls):
            begin, behind = frame.measure(*other.end)
            end, also = frame.measure(*other.start)
            shared = min(end, frame.length) - max(begin, 0.0)
            if (
                other.floor == floor
                and -0.2 < behind < 0
                and abs(behind - also) < 0.01
                and shared > best
            ):
                best, pair = shared, (i, j)
    assert best > _OVERLAP - 0.01
    return pair


def _height(rng: Random, scene: SceneType) -> float:
    low, high = (2.6, 3.5) if scene in _TALL else (2.3, 2.9)
    return float(rng.uniform(low, high))


def _rounded(p: Point) -> Point:
    return round(p[0], 4), round(p[1], 4)
