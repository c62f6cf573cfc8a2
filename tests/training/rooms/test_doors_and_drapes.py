"""Laws of open doors and of falling cloth."""

import numpy as np
import pytest

from training.rooms.furniture.walls.hangings import drape
from training.rooms.furniture.walls.openings import DOOR, doorway
from training.rooms.types import Style

OPEN = [s for s in DOOR.styles if s.name.startswith(("ajar", "open")) and "double" not in s.name]
CLOSED = [s for s in DOOR.styles if not s.name.startswith(("ajar", "open"))]


@pytest.mark.parametrize("style", CLOSED, ids=[s.name for s in CLOSED])
def test_closed_door_spans_its_doorway(style: Style) -> None:
    for seed in range(8):
        door = DOOR.make(np.random.default_rng(seed), style=style.name)
        np.testing.assert_allclose(doorway(door), np.array([-0.5, 0.5]) * door.size[0], atol=1e-9)


@pytest.mark.parametrize("style", OPEN, ids=[s.name for s in OPEN])
def test_open_door_is_hinged_at_one_end_of_its_doorway(style: Style) -> None:
    sides = set()
    for seed in range(12):
        door = DOOR.make(np.random.default_rng(seed), style=style.name)
        width, depth, _ = door.size
        left, right = doorway(door)
        hinges = [p.solid.bounds.mean(0) for p in door.parts if p.name == "hinge"]
        assert hinges
        for x, y, _ in hinges:
            assert min(abs(x - left), abs(x - right)) < 0.05
            assert depth / 2 - y < 0.08
        sides.add(hinges[0][0] > 0)
        # The leaf, swung shut, would fill the doorway.
        assert abs(right - left - np.hypot(width, depth)) < 0.06
        assert left >= -max(width, right - left) and right <= max(width, right - left)
    assert sides == {False, True}


@pytest.mark.parametrize("folds", [2, 5, 11])
def test_drape_keeps_to_its_edges_and_depth(folds: int) -> None:
    edges = [(0.0, -0.5, 0.4), (1.0, -0.5, -0.2), (2.0, -0.5, 0.5)]
    cloth = drape(np.random.default_rng(folds), edges, 0.2, folds)
    for z, left, right in edges:
        row = cloth.vertices[np.isclose(cloth.vertices[:, 2], z)]
        assert len(row) == 4 * folds + 1
        np.testing.assert_allclose([row[:, 0].min(), row[:, 0].max()], [left, right], atol=1e-9)
        assert np.isclose(np.abs(row[:, 1]).max(), 0.1)
