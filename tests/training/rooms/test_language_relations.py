"""Laws of the relations between things."""

from dataclasses import replace

import numpy as np
import pytest
from scattered import scattered_room
from shapely import Polygon

from training.rooms.language.facts import relations, viewer
from training.rooms.language.facts.facts import Facts, Thing, facts_of
from training.rooms.language.facts.pieces import Pieces, corners, cover, footprint_gap, pieces_of
from training.rooms.language.facts.stance import Stance
from training.rooms.language.facts.truth import NO, UNCLEAR, YES, at_most
from training.rooms.language.naming.survey import PAIRS, SPOTS, Survey, survey_of
from training.rooms.types import Floor, Room, Wall

SEEDS = range(8)


@pytest.fixture(scope="module", params=SEEDS)
def facts(request: pytest.FixtureRequest) -> Facts:
    return facts_of(scattered_room(request.param, 30))


def footprints(pieces: Pieces) -> list[Polygon]:
    xs, ys = corners(pieces)
    return [
        Polygon([(float(x[i]), float(y[i])) for x, y in zip(xs, ys, strict=True)])
        for i in range(len(pieces.x))
    ]


def turned(facts: Facts, angle: float) -> Facts:
    """The whole room turned about the origin."""
    c, s = np.cos(angle), np.sin(angle)

    def spin(x: float, y: float) -> tuple[float, float]:
        return float(c * x - s * y), float(s * x + c * y)

    def thing(t: Thing) -> Thing:
        front = None if t.front is None else spin(*t.front)
        return replace(
            t, center=(*spin(*t.center[:2]), t.center[2]), yaw=t.yaw + angle, front=front
        )

    return _moved(facts, spin, thing)


def mirrored(facts: Facts) -> Facts:
    """The room in a mirror that stands along the y axis."""

    def flip(x: float, y: float) -> tuple[float, float]:
        return -x, y

    def thing(t: Thing) -> Thing:
        front = None if t.front is None else flip(*t.front)
        return replace(t, center=(-t.center[0], *t.center[1:]), yaw=-t.yaw, front=front)

    moved = _moved(facts, flip, thing)
    floors = tuple(Floor(f.scene_type, f.outline[::-1], f.height) for f in moved.floors)
    walls = tuple(Wall(w.floor, w.end, w.start) for w in moved.walls)
    return replace(moved, floors=floors, walls=walls)


def _moved(facts: Facts, point, thing) -> Facts:
    return Facts(
        facts.scene_type,
        tuple(
            Floor(f.scene_type, tuple(point(*p) for p in f.outline), f.height) for f in facts.floors
        ),
        tuple(Wall(w.floor, point(*w.start), point(*w.end)) for w in facts.walls),
        tuple(thing(t) for t in facts.things),
    )


def table(survey: Survey, relation: str) -> list[tuple[int, int]]:
    return [
        (survey.related(relation, i).sure, survey.related(relation, i).open)
        for i in range(len(survey.things))
    ]


def test_gaps_and_covers_are_those_of_polygons(facts: Facts) -> None:
    pieces = pieces_of(facts, [0] * len(facts.things))
    gaps = footprint_gap(pieces.column, pieces.row)
    covers = cover(pieces.column, pieces.row)
    polygons = footprints(pieces)
    for i, p in enumerate(polygons):
        for j, q in enumerate(polygons):
            assert gaps[i, j] == pytest.approx(p.distance(q), abs=1e-6)
            assert covers[i, j] == pytest.approx(p.intersection(q).area / p.area, abs=0.12)


def test_a_turned_room_has_the_same_relations(facts: Facts) -> None:
    before, after = survey_of(facts), survey_of(turned(facts, 0.7))
    for relation in PAIRS:
        assert table(before, relation) == table(after, relation), relation
    for spot in SPOTS:
        assert before.at(spot) == after.at(spot)
    np.testing.assert_allclose(before.distance, after.distance, atol=1e-5)


def test_a_mirror_swaps_left_and_right_only(facts: Facts) -> None:
    before, after = survey_of(facts), survey_of(mirrored(facts))
    swapped = {"left": "right", "right": "left"}
    for relation in PAIRS:
        words = [swapped.get(word, word) for word in relation.split()]
        assert table(before, relation) == table(after, " ".join(words)), relation
    for spot in SPOTS:
        assert before.at(spot) == after.at(spot)


@pytest.mark.parametrize("relation", ["next to", "near", "opposite"])
def test_symmetric(facts: Facts, relation: str) -> None:
    survey = survey_of(facts)
    for i in range(len(facts.things)):
        for j in range(len(facts.things)):
            for here, there in (("sure", "sure"), ("open", "open")):
                forth = getattr(survey.related(relation, i), here) >> j & 1
                assert forth == getattr(survey.related(relation, j), there) >> i & 1


@pytest.mark.parametrize("relation", ["on", "under", "above", "in front of", "next to"])
def test_nothing_is_in_relation_to_itself(facts: Facts, relation: str) -> None:
    survey = survey_of(facts)
    assert not any(survey.related(relation, i).open >> i & 1 for i in range(len(facts.things)))


@pytest.mark.parametrize("relation", ["on", "under", "above"])
def test_antisymmetric(facts: Facts, relation: str) -> None:
    survey = survey_of(facts)
    for i in range(len(facts.things)):
        for j in range(len(facts.things)):
            forth = survey.related(relation, i).sure >> j & 1
            assert not (forth and survey.related(relation, j).sure >> i & 1)


def test_left_and_right_of_each_other_along_one_line_of_sight(facts: Facts) -> None:
    pieces = pieces_of(facts, [0] * len(facts.things))
    for angle in np.linspace(0, 2 * np.pi, 9):
        ux, uy = np.array([np.cos(angle)]), np.array([np.sin(angle)])
        left = relations.left_seen_along(pieces.column, pieces.row, ux, uy)
        right = relations.right_seen_along(pieces.column, pieces.row, ux, uy)
        np.testing.assert_array_equal(left, right.T)
        assert not ((left == YES) & (right >= UNCLEAR)).any()


def test_what_is_above_is_under_the_other_way_round(facts: Facts) -> None:
    survey = survey_of(facts)
    for i in range(len(facts.things)):
        for j in range(len(facts.things)):
            if survey.related("above", i).sure >> j & 1:
                assert survey.related("under", j).sure >> i & 1


def test_next_to_is_near_and_neither_on_nor_under(facts: Facts) -> None:
    survey = survey_of(facts)
    for i in range(len(facts.things)):
        beside = survey.related("next to", i).sure
        assert beside & ~survey.related("near", i).sure == 0
        assert beside & survey.related("on", i).sure == 0


def test_carried_things_are_on_their_carriers(facts: Facts) -> None:
    survey = survey_of(facts)
    index = {thing.id: i for i, thing in enumerate(facts.things)}
    for i, thing in enumerate(facts.things):
        if thing.support.kind == "object":
            assert survey.related("on", index[thing.support.id]).sure >> i & 1


def test_a_viewer_who_turns_round_swaps_sides(facts: Facts) -> None:
    pieces = pieces_of(facts, [0] * len(facts.things))
    x, y = facts.floors[0].outline[2]
    here = Stance("middle", 0, (x / 2, y / 2), (0.6, 0.8))
    back = replace(here, toward=(-0.6, -0.8))
    for one, other in (("left", "right"), ("ahead", "behind")):
        np.testing.assert_array_equal(
            viewer.around(one, pieces, here), viewer.around(other, pieces, back)
        )


def test_limits_of_measures_leave_room_for_doubt() -> None:
    truth = at_most(np.array([0.1, 0.3, 0.5, 0.3000000001, 0.4]), 0.3, 0.5)
    assert truth.tolist() == [YES, YES, NO, YES, UNCLEAR]


def test_rooms_of_a_home_do_not_mix() -> None:
    room: Room = scattered_room(3, 25)
    far = tuple(replace(o, floor=1) for o in room.objects[::2])
    objects = tuple(sorted((*room.objects[1::2], *far), key=lambda o: o.id))
    joined = replace(room, objects=objects, floors=room.floors * 2)
    survey = survey_of(facts_of(joined))
    floors = [t.floor for t in survey.things]
    for relation in set(PAIRS) - {"on"}:
        for i in range(len(floors)):
            for j in range(len(floors)):
                if floors[i] != floors[j]:
                    assert not survey.related(relation, i).sure >> j & 1
