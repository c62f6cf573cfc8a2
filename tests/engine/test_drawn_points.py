"""The same points are drawn in whatever order a file has them, and always enough."""

from pathlib import Path

import numpy as np
import pytest

from backend.engine import sampling
from backend.engine.sampling import drawn, shown
from backend.types import Frame, Scene, Splats
from tests.engine.made import as_scene, room_scene

ROOM = room_scene().cloud.positions


def test_order_does_not_matter() -> None:
    order = np.random.default_rng(1).permutation(len(ROOM))
    first, second = ROOM[drawn(ROOM, 500)], ROOM[order][drawn(ROOM[order], 500)]
    np.testing.assert_array_equal(first, second)


def test_no_point_is_drawn_twice_and_all_where_they_are_few() -> None:
    rows = drawn(ROOM, 500)
    assert len(np.unique(rows)) == 500
    np.testing.assert_array_equal(np.sort(drawn(ROOM, 10**6)), np.arange(len(ROOM)))


def test_dense_scans_are_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A patch scanned a hundred times as densely as the rest gets no more points by area."""
    monkeypatch.setattr(sampling, "_DENSE", 1000)
    random = np.random.default_rng(0)
    plain = random.uniform(0, 1, (20_000, 3)).astype(np.float32) * np.float32(2)
    plain[:, 2] = 0
    patch = plain[:10_000] * np.float32(0.05)
    positions = np.concatenate([plain, patch])
    rows = drawn(positions, 1000)
    inside = (positions[rows][:, :2] < 0.1).all(axis=1)
    assert inside.sum() <= 16  # Voxels of 4 cm in a square of 10 cm and on its border.
    assert len(rows) == 1000


def test_thinning_leaves_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small thing scanned densely keeps its details."""
    monkeypatch.setattr(sampling, "_DENSE", 1000)
    thing = np.random.default_rng(0).random((30_000, 3), np.float32) * np.float32(0.3)
    assert len(drawn(thing, 3000)) == 3000


def test_few_points_are_repeated_and_told() -> None:
    given = shown(as_scene(ROOM[:50]), 300)
    assert given.positions.shape == (300, 3)
    assert len(np.unique(given.positions, axis=0)) == 50
    assert any("50 points" in note for note in given.notes)
    assert any("no colours" in note for note in given.notes)
    assert (given.colors == given.colors[0, 0]).all()


def test_haze_is_not_seen() -> None:
    count = len(ROOM)
    opacities = np.where(np.arange(count) % 2 == 0, 0.9, 0.01).astype(np.float32)
    splats = Splats(
        ROOM,
        np.full((count, 3), 0.02, np.float32),
        np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1)),
        opacities,
        np.zeros((count, 1, 3), np.float32),
    )
    scene = Scene(splats=splats, name="s", path=Path("s.spz"), format="SPZ", frame=Frame())
    assert len(sampling.seen(scene)) == (count + 1) // 2
