"""Rooms are turned along their walls, and boxes back to where they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.engine.walls import Turn, upright_turn, wall_degrees
from backend.geometry.boxes import box_corners
from backend.types import Boxes
from tests.engine.made import room_scene, turned

ROOM = room_scene().cloud.positions


@pytest.mark.parametrize("degrees", [0, 7, 20, -33, 44])
def test_walls_are_found(degrees: float) -> None:
    found = wall_degrees(turned(ROOM, degrees)[:, :2])
    assert found == pytest.approx(degrees, abs=0.6)


def test_a_heap_has_no_walls() -> None:
    heap = np.random.default_rng(0).normal(size=(5000, 2)).astype(np.float32)
    assert wall_degrees(heap) is None


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_room_looks_the_same_whichever_way_it_was_turned(degrees: float) -> None:
    here, there = upright_turn(ROOM), upright_turn(turned(ROOM, degrees))
    np.testing.assert_array_equal(here.there(ROOM), there.there(turned(ROOM, degrees)))


@given(degrees=st.floats(-400, 400), seed=st.integers(0, 1000))
def test_boxes_come_back_where_they_were(degrees: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    turn = Turn(random.normal(size=3).astype(np.float32), degrees)
    centers = random.normal(size=(4, 3)).astype(np.float32)
    sizes = random.uniform(0.1, 2, (4, 3)).astype(np.float32)
    flat = Boxes(centers, sizes, np.zeros(4, np.float32), ("",) * 4)
    back = turn.boxes_back(flat)
    assert np.abs(back.yaws).max() <= np.pi / 4 + 1e-5
    wanted = turn.back(box_corners(flat).reshape(-1, 3)).reshape(4, 8, 3)
    for got, want in zip(box_corners(back), wanted, strict=True):
        nearest = np.linalg.norm(got[:, None] - want, axis=2).min(axis=1)
        assert nearest.max() < 1e-4


def test_there_and_back_is_nowhere() -> None:
    turn = Turn(np.array([1, 2, 3], np.float32), 33.0)
    np.testing.assert_allclose(turn.back(turn.there(ROOM)), ROOM, atol=1e-5)
