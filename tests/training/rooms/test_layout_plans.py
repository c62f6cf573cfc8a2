"""Laws of floor plans and of the walls that are built from them."""

import numpy as np
import pytest
from shapely.geometry import Polygon

from training.rooms.layout.floor_plan import FloorPlan, Space, draw_plan
from training.rooms.layout.outlines import Shape
from training.rooms.layout.shell import build_shell

SHAPES: tuple[Shape, ...] = ("rectangle", "L", "T", "U", "bay", "cut corner", "skewed")


def some_plans() -> list[FloorPlan]:
    found = []
    for seed in range(21):
        rng = np.random.default_rng(seed)
        spaces = [
            Space("studio apartment", 5.5, 4.4, shape=SHAPES[seed % 7], windows=2),
            Space("bathroom", 2.2, 1.9, windows=0, doors=0),
            Space("kitchen", 2.6, 2.2, doors=0, link="passage"),
        ]
        found.append(draw_plan(rng, *spaces[: 1 + seed % 3]))
    return found


PLANS = some_plans()


def test_outlines_are_simple_counter_clockwise_and_apart() -> None:
    for plan in PLANS:
        rooms = [Polygon(floor.outline) for floor in plan.floors]
        for i, room in enumerate(rooms):
            assert room.is_valid and room.exterior.is_ccw
            assert 2.2 < plan.floors[i].height < 3.6
            assert all(room.distance(other) > 0.09 for other in rooms[:i])


def test_walls_run_around_the_outlines() -> None:
    for plan in PLANS:
        for number, floor in enumerate(plan.floors):
            mine = [wall for wall in plan.walls if wall.floor == number]
            assert tuple(wall.start for wall in mine) == floor.outline
            assert all(a.end == b.start for a, b in zip(mine, mine[1:] + mine[:1], strict=True))


def test_openings_lie_on_their_walls_and_apart() -> None:
    for plan in PLANS:
        for wall in range(len(plan.walls)):
            at = 0.0
            for begin, end, opening in plan.holes(wall):
                assert begin >= at + 0.1 and end <= plan.frame(wall).length - 0.1
                assert 0 <= opening.sill < opening.top < plan.height(wall)
                at = end
        kinds = [opening.kind for opening in plan.openings]
        assert "door" in kinds or "passage" in kinds


def test_joined_rooms_share_an_opening() -> None:
    for plan in PLANS:
        joined = {0}
        for opening in plan.openings:
            if opening.twin >= 0:
                pair = {plan.walls[opening.wall].floor, plan.walls[opening.twin].floor}
                assert 0 in pair and len(pair) == 2
                joined |= pair
        assert joined == set(range(len(plan.floors)))


@pytest.mark.parametrize("number", range(0, 21, 2))
def test_walls_are_solid_but_for_their_openings(number: int) -> None:
    """Points in the walls near their faces: in a solid unless they are in a hole."""
    plan = PLANS[number]
    rng = np.random.default_rng(number)
    shell = build_shell(np.random.default_rng(number), plan)
    walls = [part.solid for part in shell.parts if part.name in ("wall", "windowsill")]
    frames = [part.solid for part in shell.parts if part.name == "doorframe"]
    for wall in range(len(plan.walls)):
        frame, height = plan.frame(wall), plan.height(wall)
        for _ in range(12):
            s, z = rng.uniform(0.03, frame.length - 0.03), rng.uniform(0.15, height - 0.03)
            edges = [
                abs(v)
                for begin, end, o in plan.holes(wall)
                for v in (s - begin, s - end, z - o.sill, z - o.top)
            ]
            if min(edges, default=1.0) < 0.04:
                continue
            holed = any(b < s < e and o.sill < z < o.top for b, e, o in plan.holes(wall))
            x, y = frame.point(s, -0.01)
            count = _crossings(walls, (x, y, z))
            assert bool(count) != holed or _in_niche(shell.parts, frame.point(s, 0.0), z)
    assert len(frames) >= sum(o.kind == "door" for o in plan.openings)


def _crossings(solids: list, point: tuple[float, float, float]) -> int:
    """In how many closed solids a point lies: crossings of a ray that misses all edges."""
    direction = np.array([0.0137, 0.0071, 1.0])
    origin = np.array(point)
    count = 0
    for solid in solids:
        a, b, c = (solid.vertices[solid.faces[:, k]] for k in range(3))
        u, v = b - a, c - a
        p = np.cross(direction, v)
        det = (u * p).sum(1)
        ok = np.abs(det) > 1e-14
        det = np.where(ok, det, 1.0)
        t = origin - a
        x = (t * p).sum(1) / det
        q = np.cross(t, u)
        y = (q @ direction) / det
        away = (q * v).sum(1) / det
        count += int((ok & (x >= 0) & (y >= 0) & (x + y <= 1) & (away > 0)).sum()) % 2
    return count


def _in_niche(parts: tuple, point: tuple[float, float], z: float) -> bool:
    """Whether a thin back panel of a recess is near."""
    for part in parts:
        low, high = part.solid.bounds
        thin = min(high[0] - low[0], high[1] - low[1]) < 0.25 and high[2] - low[2] < 1.2
        near = (low[:2] - 0.3 < point).all() and (point < high[:2] + 0.3).all()
        if part.name == "wall" and thin and near and low[2] < z < high[2]:
            return True
    return False


def test_shells_name_only_parts_of_buildings() -> None:
    names = {"wall", "floor", "ceiling", "pillar", "doorframe", "windowsill", "ledge"}
    for number, plan in enumerate(PLANS):
        parts = build_shell(np.random.default_rng(number), plan).parts
        assert {part.name for part in parts} <= names
        assert sum(part.name == "floor" for part in parts) == len(plan.floors)
