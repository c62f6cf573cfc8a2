"""What holds in every room, however it was furnished."""

import subprocess
import sys

import numpy as np
import pytest
from shapely.geometry import LineString, Polygon

from tests.training.rooms.furnished_room import furnished_room
from training.rooms.layout.arrangement import Arrangement
from training.rooms.layout.collision import bounds, overlap, rectangles
from training.rooms.layout.fixtures import CASING
from training.rooms.layout.pieces import pieces
from training.rooms.layout.site import base
from training.rooms.layout.walking import HEAD, RADIUS, STEP
from training.rooms.types import Placed, Room

SEEDS = range(12)
ROUNDING = 2e-4


@pytest.fixture(scope="module")
def arrangements() -> list[Arrangement]:
    return [furnished_room(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def rooms(arrangements: list[Arrangement]) -> list[Room]:
    return [arrangement.finish() for arrangement in arrangements]


def boxes(placed: Placed) -> np.ndarray:
    pose = np.array([placed.x, placed.y, placed.z, placed.yaw])
    return rectangles(pieces(placed.model), pose)


def corners(rectangle: np.ndarray) -> np.ndarray:
    """Of an upright box seen from above, (4, 2)."""
    x, y, hx, hy, c, s = rectangle[:6]
    local = np.array([(-hx, -hy), (hx, -hy), (hx, hy), (-hx, hy)])
    return np.stack(
        [x + c * local[:, 0] - s * local[:, 1], y + s * local[:, 0] + c * local[:, 1]], 1
    )


def test_every_way_of_placing_works(rooms: list[Room]) -> None:
    seen = {thing.category for room in rooms for thing in room.objects}
    wanted = {
        "door", "window", "bed", "night stand", "vase", "pillow", "rug", "picture", "shoes", "desk",
        "chair", "laptop", "mouse", "bookshelf", "table", "ceiling lamp", "kitchen cabinet",
        "counter", "sink", "wall cabinet", "refrigerator", "curtain", "radiator", "plant",
        "armchair", "guitar", "stool",
    }  # fmt: skip
    assert wanted <= seen
    assert np.mean([len(room.objects) for room in rooms]) > 30


def test_nothing_interpenetrates(rooms: list[Room]) -> None:
    for room in rooms:
        found = [boxes(thing) for thing in room.objects]
        around = [bounds(b) for b in found]
        for i, one in enumerate(room.objects):
            for j, other in enumerate(room.objects[:i]):
                inner = np.minimum(around[i][3:], around[j][3:]) - np.maximum(
                    around[i][:3], around[j][:3]
                )
                # What lies in a bowl is within the bowl's box.
                if (inner <= 0.01).any() or _lies_in(one, other):
                    continue
                deepest = max(overlap(a, b) for a in found[i] for b in found[j])
                assert deepest <= 0.01 + ROUNDING, (room.seed, one.category, other.category)


def _lies_in(one: Placed, other: Placed) -> bool:
    carried = one.support.kind == "object" and one.support.id == other.id
    return carried and any(rest.name == "inside" for rest in other.model.rests)


def test_furniture_stays_within_the_walls(rooms: list[Room]) -> None:
    for room in rooms:
        outlines = [Polygon(floor.outline).buffer(0.0075) for floor in room.floors]
        for thing in room.objects:
            assert thing.z + thing.model.size[2] <= room.floors[thing.floor].height + 0.003
            if thing.category not in ("door", "window"):
                for piece in boxes(thing):
                    assert outlines[thing.floor].contains(Polygon(corners(piece)))


def test_everything_is_carried(rooms: list[Room]) -> None:
    for room in rooms:
        for thing in room.objects:
            if thing.support.kind == "floor":
                assert thing.z == 0
            elif thing.support.kind == "ceiling":
                top = thing.z + thing.model.size[2]
                assert top == pytest.approx(room.floors[thing.floor].height, abs=ROUNDING)
            elif thing.support.kind == "wall":
                assert _back_gap(room, thing) < 0.15
            else:
                _check_carrier(thing, room.objects[thing.support.id])


def _back_gap(room: Room, thing: Placed) -> float:
    """How far the back of a thing is from its wall's face."""
    wall = room.walls[thing.support.id]
    back = np.array([-np.sin(thing.yaw), np.cos(thing.yaw)]) * thing.model.size[1] / 2
    (x0, y0), (x1, y1) = wall.start, wall.end
    inward = np.array([y0 - y1, x1 - x0]) / np.hypot(x1 - x0, y1 - y0)
    return float((np.array([thing.x, thing.y]) + back - wall.start) @ inward)


def _check_carrier(thing: Placed, carrier: Placed) -> None:
    if thing.category == "counter":
        assert thing.z == pytest.approx(carrier.z + carrier.model.size[2], abs=ROUNDING)
        return
    c, s = np.cos(carrier.yaw), np.sin(carrier.yaw)
    x0, y0, x1, y1 = base(pieces(thing.model))
    a, b = np.cos(thing.yaw), np.sin(thing.yaw)
    foot = [
        (thing.x + a * x - b * y - carrier.x, thing.y + b * x + a * y - carrier.y)
        for x in (x0, x1)
        for y in (y0, y1)
    ]
    local = np.array([(c * x + s * y, c * y - s * x) for x, y in foot])
    for rest in carrier.model.rests:
        low, high = np.array([rest.x[0], rest.y[0]]), np.array([rest.x[1], rest.y[1]])
        level = carrier.z + rest.z
        dropped = rest.name == "inside" and thing.category == "sink"
        if (abs(thing.z - level) < ROUNDING or (dropped and thing.z < level)) and (
            (local >= low - 0.003).all() and (local <= high + 0.003).all()
        ):
            return
    raise AssertionError(
        f"{thing.category} {thing.model.style} does not rest on {carrier.category}"
    )


def test_a_person_can_walk_from_door_to_door(
    arrangements: list[Arrangement], rooms: list[Room]
) -> None:
    """A brute-force twin of the walk grid: distances to all boxes from all places."""
    for arrangement, room in zip(arrangements, rooms, strict=True):
        for number, floor in enumerate(room.floors):
            outline = Polygon(floor.outline)
            blocks = [
                Polygon(corners(piece))
                for thing in room.objects
                if thing.floor == number
                and thing.support.kind != "object"
                and thing.category not in ("door", "window")
                for piece in boxes(thing)
                if piece[7] > STEP and piece[6] < HEAD
            ]
            free = outline.buffer(-RADIUS)
            for block in blocks:
                free = free.difference(block.buffer(RADIUS))
            lumps = sorted(getattr(free, "geoms", [free]), key=lambda lump: lump.area, reverse=True)
            # A grid sees neither lumps of less than a cell nor the edges exactly.
            area = sum(lump.area for lump in lumps if lump.area > 0.01)
            assert lumps[0].area > 0.8 * area, (room.seed, number)
            for wall_number, wall in enumerate(room.walls):
                if wall.floor != number:
                    continue
                frame = arrangement.plan.frame(wall_number)
                for begin, end, opening in arrangement.plan.holes(wall_number):
                    if opening.kind != "window":
                        stand = frame.point((begin + end) / 2, 0.4)
                        reach = LineString([stand, stand]).buffer(0.55)
                        assert lumps[0].intersects(reach), (room.seed, number)


def test_doors_and_windows_fill_the_openings(arrangements: list[Arrangement]) -> None:
    for arrangement in arrangements:
        for placed, opening in (*arrangement.doors, *arrangement.windows):
            frame = arrangement.plan.frame(opening.wall)
            along = [frame.measure(*p)[0] for piece in boxes(placed) for p in corners(piece)]
            if not opening.swing:
                assert min(along) > opening.at - ROUNDING
                assert max(along) < opening.at + opening.width + ROUNDING
            assert placed.z == pytest.approx(opening.sill, abs=ROUNDING)
            assert placed.z + placed.model.size[2] <= opening.top + ROUNDING
        hung = [t for t in arrangement.objects if t.category in ("door", "window")]
        wanted = [o for o in arrangement.plan.openings if o.kind != "passage"]
        assert len(hung) == len(wanted)


def test_the_floor_before_a_door_stays_free(arrangements: list[Arrangement]) -> None:
    for arrangement in arrangements:
        for _, opening in arrangement.doors:
            frame = arrangement.plan.frame(opening.wall)
            span = (opening.at + 0.02, opening.at + opening.width - 0.02)
            deep = 0.9 * min(opening.width, 1.0)
            before = Polygon(
                [frame.point(s, inward) for inward in (0.03, deep) for s in span][::1]
            ).convex_hull
            for thing in arrangement.objects:
                if thing.category in ("door", "window") or thing.model.size[2] < 0.03:
                    continue
                for piece in boxes(thing):
                    if piece[6] < opening.top and thing.support.kind in ("floor", "wall"):
                        shape = Polygon(corners(piece))
                        assert before.intersection(shape).area < 0.02 * before.area, thing.category
    assert CASING > 0


def test_numbers_are_rounded_and_ids_run_from_zero(rooms: list[Room]) -> None:
    for room in rooms:
        assert [thing.id for thing in room.objects] == list(range(len(room.objects)))
        for thing in room.objects:
            for value in (thing.x, thing.y, thing.z, thing.yaw):
                assert value == round(value, 4)
            assert -1 <= thing.partner < len(room.objects) and thing.partner != thing.id
        for part in room.shell:
            vertices = part.solid.vertices
            np.testing.assert_array_equal(vertices, np.round(vertices, 4))


def test_another_process_furnishes_the_same_room() -> None:
    program = (
        "from tests.training.rooms.furnished_room import furnished_room\n"
        "import hashlib\n"
        "room = furnished_room(2).finish()\n"
        "text = repr([(t.category, t.x, t.y, t.z, t.yaw, t.model.size) for t in room.objects])\n"
        "data = b''.join(p.solid.vertices.tobytes() for p in room.shell)\n"
        "print(hashlib.sha256(text.encode() + data).hexdigest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
