"""The building around a room: walls with real holes, floors, ceilings, trim, pillars, ledges."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random
from training.rooms.layout.collision import rectangles
from training.rooms.layout.finishes import Finish, column, finish
from training.rooms.layout.fixtures import CASING, LINING
from training.rooms.layout.frames import WallFrame, inside
from training.rooms.layout.masonry import Hole, block, built, slabs
from training.rooms.layout.plan import FloorPlan, Opening
from training.rooms.solids import Solid, box, cylinder, extruded, joined
from training.rooms.types import Part, SceneType

_THICK = 0.06
"""Of floors and ceilings, metres."""
_BOARD = 0.03
"""Thickness of a window sill, metres."""
_HALLS: tuple[SceneType, ...] = ("lobby", "library", "classroom", "hallway", "storage room")


@dataclass(frozen=True)
class Shell:
    parts: tuple[Part, ...]
    """In room coordinates, rounded."""
    obstacles: tuple[tuple[Float64[np.ndarray, "boxes 8"], int], ...]
    """What of it stands in the way inside the rooms, as boxes of the collision, with the floor."""


def build_shell(rng: Random, plan: FloorPlan) -> Shell:
    finishes = [finish(rng, floor.scene_type) for floor in plan.floors]
    parts: list[Part] = []
    obstacles: list[tuple[Float64[np.ndarray, "boxes 8"], int]] = []
    for number, look in enumerate(finishes):
        parts += _level(plan, number, look)
        mine = [i for i, wall in enumerate(plan.walls) if wall.floor == number]
        accent = max(mine, key=lambda i: plan.frame(i).length)
        for wall in mine:
            parts += _wall(rng, plan, wall, look, accented=wall == accent)
            trim, boxes = _trim(rng, plan, wall, look)
            parts += trim
            obstacles += [(found, number) for found in boxes]
        for made, boxes in (_pillars(rng, plan, number, look), _beams(rng, plan, number, look)):
            parts += made
            obstacles += [(found, number) for found in boxes]
    return Shell(tuple(_rounded(part) for part in parts), tuple(obstacles))


def _level(plan: FloorPlan, number: int, look: Finish) -> list[Part]:
    """The floor with the thresholds of its doors, and the ceiling."""
    floor = plan.floors[number]
    outline = list(floor.outline)
    ground = [extruded(outline, _THICK).moved(z=-_THICK)]
    for opening in plan.openings:
        if opening.kind != "window" and plan.walls[opening.wall].floor == number:
            reach = _thickness(plan, opening)
            span = (opening.at, opening.at + opening.width)
            ground.append(block(plan.frame(opening.wall), span, (-reach, 0.0), (-_THICK, 0.0)))
    lid = extruded(outline, _THICK).moved(z=floor.height)
    return [Part("floor", joined(*ground), look.floor), Part("ceiling", lid, look.ceiling)]


def _thickness(plan: FloorPlan, opening: Opening) -> float:
    """Of the wall around an opening, metres; of both walls where it joins two rooms."""
    middle = opening.at + opening.width / 2
    for slab in slabs(plan, opening.wall):
        if slab.begin <= middle <= slab.end:
            return slab.thickness * (2 if opening.twin >= 0 else 1)
    raise AssertionError("an opening lies on its wall")


def _holes(plan: FloorPlan, wall: int) -> list[Hole]:
    """A window's hole begins below its sill board."""
    return [
        Hole(begin, end, o.sill - (_BOARD if o.kind == "window" else 0), o.top)
        for begin, end, o in plan.holes(wall)
    ]


def _wall(rng: Random, plan: FloorPlan, wall: int, look: Finish, *, accented: bool) -> list[Part]:
    height, holes = plan.height(wall), _holes(plan, wall)
    parts = []
    niche = _niche(rng, plan, wall, holes)
    if niche:
        holes = [*holes, niche]
    material = look.accent if accented else look.wall
    band = 0.0 if accented and look.accent is not look.wall else min(look.band_height, height)
    if band:
        parts.append(Part("wall", joined(*built(plan, wall, holes, 0.0, band)), look.band))
    if height - band > 1e-3:
        parts.append(Part("wall", joined(*built(plan, wall, holes, band, height)), material))
    if niche:
        span, z = (niche.begin, niche.end), (niche.low, niche.high)
        back = block(plan.frame(wall), span, (-plan.thickness, -plan.thickness + 0.04), z)
        parts.append(Part("wall", back, look.accent))
    return parts


def _niche(rng: Random, plan: FloorPlan, wall: int, holes: list[Hole]) -> Hole | None:
    """At times, a shallow recess in a thick outer wall without openings."""
    length = plan.frame(wall).length
    wanted = rng.random() < 0.08
    if not wanted or holes or plan.next_rooms(wall) or plan.thickness < 0.15 or length < 1.6:
        return None
    wide, low = float(rng.uniform(0.4, 0.9)), float(rng.uniform(0.5, 1.2))
    begin = float(rng.uniform(0.3, length - 0.3 - wide))
    high = min(low + float(rng.uniform(0.4, 1.1)), plan.height(wall) - 0.2)
    return Hole(round(begin, 3), round(begin + wide, 3), round(low, 3), round(high, 3))


def _trim(
    rng: Random, plan: FloorPlan, wall: int, look: Finish
) -> tuple[list[Part], list[Float64[np.ndarray, "boxes 8"]]]:
    """Door frames, window sills, skirting and a rare ledge."""
    frame = plan.frame(wall)
    parts, boxes = [], []
    proud = round(float(rng.uniform(0.02, 0.06)), 3)
    for begin, end, opening in plan.holes(wall):
        if opening.kind == "window":
            if opening.sill > 0.3:
                parts.append(Part("windowsill", _sill(plan, frame, opening, proud), look.trim))
                low = opening.sill - _BOARD
                boxes.append(_box(frame, begin - 0.04, end + 0.04, proud, low, opening.sill))
        elif opening.kind == "door":
            parts.append(Part("doorframe", _casing(frame, begin, end, opening), look.trim))
            if opening.wall == wall:
                lining = _lining(frame, opening, _thickness(plan, opening))
                parts.append(Part("doorframe", lining, look.trim))
    boards = _skirting(plan, wall, look.skirting)
    if boards:
        parts.append(Part("wall", joined(*boards), look.trim))
    if rng.random() < 0.03 and frame.length > 2.0 and not plan.holes(wall):
        z, reach = float(rng.uniform(1.0, 1.5)), float(rng.uniform(0.08, 0.14))
        begin, end = 0.25 * frame.length, 0.75 * frame.length
        shelf = block(frame, (begin, end), (0.0, reach), (z, z + 0.03))
        parts.append(Part("ledge", shelf, look.trim))
        boxes.append(_box(frame, begin, end, reach, z, z + 0.03))
    return parts, boxes


def _sill(plan: FloorPlan, frame: WallFrame, opening: Opening, proud: float) -> Solid:
    begin, end = opening.at, opening.at + opening.width
    z = (opening.sill - _BOARD, opening.sill)
    return joined(
        block(frame, (begin, end), (-_thickness(plan, opening), 0.0), z),
        block(frame, (begin - 0.04, end + 0.04), (0.0, proud), z),
    )


def _casing(frame: WallFrame, begin: float, end: float, opening: Opening) -> Solid:
    """Boards on the wall around a door."""
    proud = (0.0, 0.015)
    left, right = max(begin - CASING, 0.002), min(end + CASING, frame.length - 0.002)
    return joined(
        block(frame, (left, begin + LINING), proud, (0.0, opening.top)),
        block(frame, (end - LINING, right), proud, (0.0, opening.top)),
        block(frame, (left, right), proud, (opening.top - LINING, opening.top + CASING)),
    )


def _lining(frame: WallFrame, opening: Opening, thickness: float) -> Solid:
    """Boards that line the hole of a door."""
    begin, end, depth = opening.at, opening.at + opening.width, (-thickness, 0.0)
    return joined(
        block(frame, (begin, begin + LINING), depth, (0.0, opening.top)),
        block(frame, (end - LINING, end), depth, (0.0, opening.top)),
        block(frame, (begin + LINING, end - LINING), depth, (opening.top - LINING, opening.top)),
    )


def _skirting(plan: FloorPlan, wall: int, height: float) -> list[Solid]:
    """Between the doors; thin enough not to count as an obstacle."""
    if not height:
        return []
    frame = plan.frame(wall)
    found, at = [], 0.0
    for begin, end, opening in plan.holes(wall):
        if opening.sill > height:
            continue
        side = CASING if opening.kind == "door" else 0.0
        if begin - side - at > 0.02:
            found.append(block(frame, (at, begin - side), (0.0, 0.009), (0.0, height)))
        at = end + side
    if frame.length - at > 0.02:
        found.append(block(frame, (at, frame.length), (0.0, 0.009), (0.0, height)))
    return found


def _pillars(
    rng: Random, plan: FloorPlan, number: int, look: Finish
) -> tuple[list[Part], list[Float64[np.ndarray, "boxes 8"]]]:
    """At walls, in halls also free in the room; never near doors and windows."""
    floor = plan.floors[number]
    outline = np.array(floor.outline)
    hall = floor.scene_type in _HALLS
    draw = rng.random()
    spacious = np.ptp(outline, axis=0).min() > 3.2
    count = int(rng.integers(1, 4)) if spacious and draw < (0.35 if hall else 0.1) else 0
    material = column(rng, look.wall)
    walls = [i for i, wall in enumerate(plan.walls) if wall.floor == number]
    parts, boxes = [], []
    for _ in range(count):
        edge = round(float(rng.uniform(0.2, 0.5)), 3)
        wall = walls[int(rng.integers(len(walls)))]
        frame = plan.frame(wall)
        if frame.length < 2.0:
            continue
        free = hall and rng.random() < 0.5
        s = float(rng.uniform(0.4, frame.length - 0.4))
        away = float(rng.uniform(1.2, 2.2)) if free else edge / 2
        x, y = frame.point(s, away)
        if not inside(outline, np.array([[x, y]]))[0] or _near_opening(plan, number, x, y):
            continue
        round_one = free and rng.random() < 0.5
        made = cylinder(edge / 2, floor.height) if round_one else box(edge, edge, floor.height)
        placed = made.moved(x, y, yaw=float(np.degrees(frame.yaw)))
        parts.append(Part("pillar", placed, material))
        span = s - edge / 2, s + edge / 2
        boxes.append(_box(frame, *span, away + edge / 2, 0.0, floor.height, away - edge / 2))
    return parts, boxes


def _near_opening(plan: FloorPlan, number: int, x: float, y: float) -> bool:
    for wall, there in enumerate(plan.walls):
        if there.floor != number:
            continue
        at, off = plan.frame(wall).measure(x, y)
        for begin, end, _ in plan.holes(wall):
            if begin - 0.5 < at < end + 0.5 and -0.5 < off < 1.5:
                return True
    return False


def _beams(
    rng: Random, plan: FloorPlan, number: int, look: Finish
) -> tuple[list[Part], list[Float64[np.ndarray, "boxes 8"]]]:
    """Across a high rectangular room."""
    floor = plan.floors[number]
    wanted = rng.random() < 0.08
    if not wanted or len(floor.outline) != 4 or floor.height < 2.6:
        return [], []
    mine = [i for i, wall in enumerate(plan.walls) if wall.floor == number]
    frame = plan.frame(max(mine, key=lambda i: plan.frame(i).length))
    corners = np.array([frame.measure(*corner) for corner in floor.outline])
    # A leaning wall must not be pierced.
    depth = float(corners[:, 1].max()) - 0.001
    material = column(rng, look.wall)
    count, high, wide = int(rng.integers(2, 5)), 0.18, 0.14
    parts, boxes = [], []
    if np.ptp(np.sort(corners[:, 1])[2:]) > 0.01:
        return [], []
    for i in range(count):
        s = frame.length * (i + 0.5) / count
        z = (floor.height - high, floor.height)
        beam = block(frame, (s - wide / 2, s + wide / 2), (0.0, depth), z)
        parts.append(Part("ceiling", beam, material))
        boxes.append(_box(frame, s - wide / 2, s + wide / 2, depth, *z))
    return parts, boxes


def _box(
    frame: WallFrame,
    begin: float,
    end: float,
    reach: float,
    low: float,
    high: float,
    off: float = 0.0,
) -> Float64[np.ndarray, "boxes 8"]:
    """A box from `off` to `reach` metres away from a wall as an obstacle."""
    half = (end - begin) / 2
    x, y = frame.point((begin + end) / 2, 0.0)
    local = np.array([[-half, -reach, low, half, -off, high]])
    return rectangles(local, np.array([x, y, 0.0, frame.yaw]))


def _rounded(part: Part) -> Part:
    solid = part.solid
    return Part(
        part.name, Solid(np.round(solid.vertices, 4), solid.faces, solid.smooth), part.material
    )
