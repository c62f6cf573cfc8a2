"""Laws of the programs: every kind of room is furnished soundly, as its kind, from any seed."""

import os
import subprocess
import sys
from collections import Counter
from typing import get_args

import numpy as np
import pytest

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.generate import draw_scene_type, room_from_seed
from training.rooms.layout.collision import bounds, overlap, rectangles
from training.rooms.layout.pieces import pieces
from training.rooms.programs.furnish import PROGRAMS
from training.rooms.programs.habits import HABITS
from training.rooms.programs.styles import possible
from training.rooms.programs.wishes import draw_extent, draw_wishes, fitting_extent
from training.rooms.statistics.aggregate import aggregate
from training.rooms.statistics.compare import LEAST_CORRELATION, MOST_SIZE_ERROR, compare
from training.rooms.statistics.files import real
from training.rooms.statistics.layouts import layout_of_room
from training.rooms.types import Placed, Room, SceneType, Support

TYPES: tuple[SceneType, ...] = get_args(SceneType)
SEEDS = range(3)
TELLING: dict[SceneType, tuple[str, ...]] = {
    "bedroom": ("bed",),
    "living room": ("sofa", "armchair"),
    "kitchen": ("kitchen cabinet", "refrigerator", "stove"),
    "dining room": ("table",),
    "bathroom": ("toilet",),
    "office": ("desk", "table", "copier", "cabinet"),
    "conference room": ("table",),
    "classroom": ("chair",),
    "library": ("bookshelf",),
    "laundry room": ("washing machine",),
    "storage room": ("box", "shelf"),
    "hallway": ("door",),
    "lobby": ("sofa", "armchair"),
    "studio apartment": ("bed",),
}


@pytest.fixture(scope="module")
def rooms() -> list[Room]:
    return [room_from_seed(seed, scene_type=kind) for kind in TYPES for seed in SEEDS]


def test_every_scene_type_has_a_program_and_every_category_a_habit() -> None:
    assert set(PROGRAMS) == set(TYPES)
    assert {name for name in CATALOGUE if name not in ("door", "window")} == set(HABITS)
    for category, habits in HABITS.items():
        assert not habits or any(possible(category, habit.where) for habit in habits)
        assert all(habit.weight > 0 for habit in habits)
        assert all(name in CATALOGUE for habit in habits for name in habit.of), category


def test_rooms_are_what_they_were_asked_to_be(rooms: list[Room]) -> None:
    for i, room in enumerate(rooms):
        kind = TYPES[i // len(SEEDS)]
        assert room.scene_type == kind == room.floors[0].scene_type
        present = {thing.category for thing in room.objects if thing.floor == 0}
        assert present & set(TELLING[kind]), (kind, room.seed, sorted(present))
        assert "door" in present


def test_nothing_interpenetrates(rooms: list[Room]) -> None:
    for room in rooms:
        found = [_boxes(thing) for thing in room.objects]
        around = [bounds(boxes) for boxes in found]
        for i, one in enumerate(room.objects):
            for j, other in enumerate(room.objects[:i]):
                low = np.maximum(around[i][:3], around[j][:3])
                if (np.minimum(around[i][3:], around[j][3:]) - low <= 0.01).any():
                    continue
                if _lies_in(one, other):
                    continue
                deepest = max(overlap(a, b) for a in found[i] for b in found[j])
                assert deepest <= 0.0102, (room.seed, room.scene_type, one.category, other.category)


def _boxes(thing: Placed) -> np.ndarray:
    return rectangles(pieces(thing.model), np.array([thing.x, thing.y, thing.z, thing.yaw]))


def _lies_in(one: Placed, other: Placed) -> bool:
    carried = one.support.kind == "object" and one.support.id == other.id
    return carried and any(rest.name == "inside" for rest in other.model.rests)


def test_carriers_and_partners_are_there_and_none_carries_itself(rooms: list[Room]) -> None:
    for room in rooms:
        for thing in room.objects:
            assert -1 <= thing.partner < len(room.objects)
            steps, lowest = 0, thing
            while lowest.support.kind == "object":
                lowest = room.objects[lowest.support.id]
                assert lowest.floor == thing.floor
                steps += 1
                assert steps < 8, (room.seed, thing.category)


def test_clutter_is_small_and_left_out_of_comparisons(rooms: list[Room]) -> None:
    numbers = []
    for room in rooms:
        strewn = [thing for thing in room.objects if thing.clutter]
        numbers.append(len(strewn))
        assert len(layout_of_room(room)) == len(room.objects) - len(strewn)
        for thing in strewn:
            assert max(thing.model.size) < 1.0, thing.category
            # What clutter carries is clutter: nothing that was wished for stands on it.
            assert all(
                other.clutter
                for other in room.objects
                if other.support == Support("object", thing.id)
            )
    assert min(numbers) < 3 and max(numbers) > 20
    assert 4 < np.mean(numbers) < 18


def test_training_rooms_show_nothing_that_is_held_out(rooms: list[Room]) -> None:
    for room in rooms:
        for thing in room.objects:
            kind = CATALOGUE[thing.category]
            assert not kind.held_out
            assert not kind.style(thing.model.style).held_out, thing.model.style


def test_novel_rooms_show_what_is_held_out() -> None:
    kinds: tuple[SceneType, ...] = ("bedroom", "office", "living room", "kitchen")
    categories = [
        thing.category
        for kind in kinds
        for seed in range(3)
        for thing in room_from_seed(seed, scene_type=kind, novel="categories").objects
    ]
    assert sum(CATALOGUE[name].held_out for name in categories) >= 5
    things = [
        thing
        for kind in kinds
        for thing in room_from_seed(1, scene_type=kind, novel="styles").objects
    ]
    new = [CATALOGUE[t.category].style(t.model.style).held_out for t in things]
    assert np.mean(new) > 0.2
    openings = {
        t.category
        for t, held_out in zip(things, new, strict=True)
        if held_out and t.category in ("door", "window")
    }
    assert openings == {"door", "window"}
    assert not any(CATALOGUE[t.category].held_out for t in things)


def test_the_same_seed_gives_the_same_room_in_another_process() -> None:
    program = (
        "from training.rooms.generate import room_from_seed\n"
        "import hashlib\n"
        "print(hashlib.sha256(repr([room_from_seed(s) for s in (3, 4)]).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_scene_types_are_drawn_by_their_real_shares() -> None:
    rng = np.random.default_rng(0)
    drawn = [draw_scene_type(rng) for _ in range(4000)]
    shares = {kind: drawn.count(kind) / len(drawn) for kind in TYPES}
    assert min(shares.values()) > 0.01
    assert shares["bedroom"] > shares["kitchen"] > shares["laundry room"]


@pytest.mark.parametrize("kind", ["bedroom", "office", "bathroom"])
def test_wishes_follow_the_real_numbers(kind: SceneType) -> None:
    rng = np.random.default_rng(0)
    drawn = [draw_wishes(rng, kind) for _ in range(600)]
    for name, own in real().by_type[kind].categories.items():
        if name not in CATALOGUE or CATALOGUE[name].held_out or own.share < 0.3:
            continue
        assert np.mean([w[name] > 0 for w in drawn]) == pytest.approx(own.share, abs=0.2), name


def test_toilets_stand_in_bathrooms(rooms: list[Room]) -> None:
    for room in rooms:
        for thing in room.objects:
            if thing.category in ("toilet", "bathtub", "shower curtain"):
                assert room.floors[thing.floor].scene_type == "bathroom"


def test_kitchens_and_bathrooms_have_sinks() -> None:
    kinds: tuple[SceneType, ...] = ("kitchen", "bathroom")
    for kind in kinds:
        equipped = [
            any(thing.category == "sink" for thing in room_from_seed(seed, scene_type=kind).objects)
            for seed in range(12)
        ]
        assert sum(equipped) >= 11, kind


def test_every_hole_for_a_basin_holds_one(rooms: list[Room]) -> None:
    for room in rooms:
        carriers = {thing.support.id for thing in room.objects if thing.category == "sink"}
        for thing in room.objects:
            holes = [rest for rest in thing.model.rests if rest.name == "inside"]
            if thing.category in ("cabinet", "counter") and holes:
                assert thing.id in carriers, (room.seed, room.scene_type)


def test_giant_tables_stand_where_many_meet(rooms: list[Room]) -> None:
    for room in rooms:
        for thing in room.objects:
            if thing.category == "table" and max(thing.model.size[:2]) > 2.6:
                kind = room.floors[thing.floor].scene_type
                assert kind in (
                    "conference room", "office", "classroom", "library", "dining room",
                )  # fmt: skip


def test_rooms_with_few_things_are_not_huge() -> None:
    rng = np.random.default_rng(0)
    few, many = Counter({"box": 4}), Counter({"box": 60})
    for _ in range(200):
        extent = draw_extent(rng, "storage room")
        small, large = (fitting_extent("storage room", extent, wishes) for wishes in (few, many))
        assert small[0] >= small[1]
        assert np.prod(small) <= np.prod(large) <= np.prod(extent) + 0.1
        if np.prod(extent) > 25:
            assert np.prod(small) < 0.6 * np.prod(extent)


def test_rooms_are_as_large_as_real_ones() -> None:
    rng = np.random.default_rng(0)
    drawn = np.array([draw_extent(rng, "bedroom") for _ in range(800)])
    own = real().by_type["bedroom"]
    assert (drawn[:, 0] >= drawn[:, 1]).all()
    assert drawn[:, 0].mean() == pytest.approx(own.floor_long.mean, rel=0.1)
    assert drawn[:, 1].mean() == pytest.approx(own.floor_short.mean, rel=0.1)


def test_rooms_resemble_real_ones() -> None:
    """As far as a few of them can: the report compares many more."""
    generated = aggregate([layout_of_room(room_from_seed(seed)) for seed in range(60)])
    categories = [name for name, kind in CATALOGUE.items() if not kind.held_out]
    found = compare(real().all, generated, categories)
    assert found.size_error <= MOST_SIZE_ERROR
    assert found.frequency_correlation >= LEAST_CORRELATION
    assert found.pair_correlation >= 0.6
    assert found.distance_error < 0.4
    assert generated.objects.mean == pytest.approx(real().all.objects.mean, rel=0.3)
