"""Walls as solids with real holes."""

import itertools
from dataclasses import dataclass

from training.rooms.layout.frames import Point, WallFrame
from training.rooms.layout.plan import FloorPlan
from training.rooms.solids import Solid, extruded


@dataclass(frozen=True)
class Hole:
    """A rectangle cut out of a wall: from, to, lower and upper edge, metres."""

    begin: float
    end: float
    low: float
    high: float


@dataclass(frozen=True)
class Slab:
    """A stretch of wall of one thickness."""

    begin: float
    end: float
    thickness: float


def slabs(plan: FloorPlan, wall: int) -> list[Slab]:
    """Outer walls are as thick as the plan says; between rooms each wall gets half the gap."""
    length = plan.frame(wall).length
    found, at = [], 0.0
    for begin, end, gap in plan.next_rooms(wall):
        if begin - at > 1e-6:
            found.append(Slab(at, begin, plan.thickness))
        found.append(Slab(max(begin, at), end, gap / 2))
        at = end
    if length - at > 1e-6:
        found.append(Slab(at, length, plan.thickness))
    return found


def built(plan: FloorPlan, wall: int, holes: list[Hole], low: float, high: float) -> list[Solid]:
    """Blocks of a wall between two heights."""
    frame = plan.frame(wall)
    stretches = slabs(plan, wall)
    cuts = sorted({0.0, frame.length, *(edge for hole in holes for edge in (hole.begin, hole.end)),
                   *(slab.begin for slab in stretches)})  # fmt: skip
    outer_begin, outer_end = _mitres(plan, wall)
    found = []
    for begin, end in itertools.pairwise(cuts):
        if end - begin < 1e-6:
            continue
        middle = (begin + end) / 2
        thickness = next(s.thickness for s in stretches if s.begin <= middle <= s.end)
        far_begin = outer_begin if begin == 0 else begin
        far_end = outer_end if end == frame.length else end
        outline = [(far_begin, -thickness), (far_end, -thickness), (end, 0.0), (begin, 0.0)]
        for z0, z1 in _solid(holes, middle, low, high):
            corners = [_rounded(frame.point(s, inward)) for s, inward in outline]
            found.append(extruded(corners, round(z1 - z0, 4)).moved(z=round(z0, 4)))
    return found


def _solid(holes: list[Hole], at: float, low: float, high: float) -> list[tuple[float, float]]:
    """Where a wall is solid at a place along it, from low to high."""
    found, z = [], low
    for hole in sorted(holes, key=lambda hole: hole.low):
        if hole.begin <= at <= hole.end:
            if min(hole.low, high) - z > 1e-4:
                found.append((z, min(hole.low, high)))
            z = max(z, hole.high)
    if high - z > 1e-4:
        found.append((z, high))
    return found


def _mitres(plan: FloorPlan, wall: int) -> tuple[float, float]:
    """Where along a wall its outer face begins and ends, so that walls meet at the corners."""
    mine = [i for i, other in enumerate(plan.walls) if other.floor == plan.walls[wall].floor]
    at = mine.index(wall)
    frame = plan.frame(wall)
    stretches = slabs(plan, wall)
    before, after = mine[at - 1], mine[(at + 1) % len(mine)]
    begin = _meeting(
        frame, stretches[0].thickness, plan.frame(before), slabs(plan, before)[-1].thickness
    )
    end = _meeting(
        frame, stretches[-1].thickness, plan.frame(after), slabs(plan, after)[0].thickness
    )
    first, last = stretches[0], stretches[-1]
    # Around an inner corner the outer face is shorter, though never beyond its own stretch.
    begin = min(begin if begin is not None else 0.0, 0.9 * first.end)
    end = max(end if end is not None else frame.length, last.begin + 0.1 * (last.end - last.begin))
    return begin, end


def _meeting(
    frame: WallFrame, thickness: float, other: WallFrame, other_thickness: float
) -> float | None:
    """Where the outer faces of two walls cross, along the first; None if nearly in line."""
    sx, sy = frame.point(0.0, -thickness)
    ox, oy = other.point(0.0, -other_thickness)
    slide = frame.along[0] * other.inward[0] + frame.along[1] * other.inward[1]
    if abs(slide) < 0.2:
        return None
    return ((ox - sx) * other.inward[0] + (oy - sy) * other.inward[1]) / slide


def block(
    frame: WallFrame, s: tuple[float, float], inward: tuple[float, float], z: tuple[float, float]
) -> Solid:
    """A box given in a wall's own axes."""
    corners = [(s[0], inward[0]), (s[1], inward[0]), (s[1], inward[1]), (s[0], inward[1])]
    outline = [_rounded(frame.point(*corner)) for corner in corners]
    return extruded(outline, round(z[1] - z[0], 4)).moved(z=round(z[0], 4))


def _rounded(p: Point) -> Point:
    return round(p[0], 4), round(p[1], 4)
