"""What the point layer adds and removes, and how large it draws, told by a place that counts."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import viser

from backend.geometry.detail import COMPLETE, drawn_detail
from backend.geometry.view import View
from backend.types import Frame, Points, Scene
from tests.geometry.test_hierarchy import random_view, room
from viewer.display import first_display
from viewer.layers.points import PointLayer
from viewer.opened import OpenedScene

TOTAL = 150_000


class Cloud(viser.PointCloudHandle):
    """A handle to nothing that remembers what it was given."""

    __setattr__ = object.__setattr__

    def __init__(self, host: "Counter", name: str, points: np.ndarray, colors: np.ndarray) -> None:
        self.host, self.key, self.points, self.colors = host, name, points, colors

    def remove(self) -> None:
        del self.host.clouds[self.key]


class Counter(viser.ViserServer):
    """Holds what a browser would, and refuses what it could not; it serves nothing."""

    def __init__(self) -> None:
        self.scene: Any = self
        self.clouds: dict[str, Cloud] = {}
        self.added = 0
        self.most = 0

    @contextlib.contextmanager
    def atomic(self) -> Iterator[None]:
        yield

    def add_point_cloud(self, name: str, points: np.ndarray, colors: np.ndarray, **kw: Any) -> Any:
        assert name.startswith("/scene/points/") and name not in self.clouds
        assert len(points) == len(colors) > 0
        cloud = self.clouds[name] = Cloud(self, name, points, colors)
        cloud.point_size = kw["point_size"]
        self.added += 1
        self.most = max(self.most, sum(len(c.points) for c in self.clouds.values()))
        return cloud


@pytest.fixture(scope="module")
def opened() -> OpenedScene:
    positions = np.unique(room(TOTAL + 100), axis=0)[:TOTAL]
    points = Points(np.random.default_rng(0).permutation(positions))
    return OpenedScene(
        Scene(name="room", path=Path("room.ply"), format="x", frame=Frame(), points=points)
    )


def layer_of(opened: OpenedScene, budget: int, **display: Any) -> tuple[Counter, Any]:
    host = Counter()
    chosen = replace(first_display(opened, budget), **({"cut_height": None} | display))
    return host, PointLayer(host, opened, chosen)


def rows(points: np.ndarray) -> np.ndarray:
    return points[np.lexsort(points.T)]


@pytest.mark.parametrize("budget", [1, 5000, 60_000, TOTAL - 1])
def test_the_budget_holds_at_every_moment(opened: OpenedScene, budget: int) -> None:
    host, layer = layer_of(opened, budget)
    view = random_view(99)
    for camera in (*map(random_view, range(8)), view):
        layer.refine(camera)
        assert sum(len(c.points) for c in host.clouds.values()) == layer.shown_points
        assert host.most <= budget
    ids = opened.hierarchy.points_of(opened.hierarchy.select(view, budget))
    drawn = np.concatenate([c.points for c in host.clouds.values()])
    np.testing.assert_array_equal(rows(drawn), rows(opened.scene.cloud.positions[ids]))
    layer.remove()
    assert host.clouds == {} and layer.shown_points == 0


def test_an_unchanged_view_sends_nothing(opened: OpenedScene) -> None:
    for budget in (40_000, 10**6):
        host, layer = layer_of(opened, budget)
        view = random_view(1)
        assert layer.refine(view)
        layer.refine(view)
        added = host.added
        assert not layer.refine(view)
        assert host.added == added


def test_a_small_step_sends_a_part(opened: OpenedScene) -> None:
    host, layer = layer_of(opened, 60_000)
    view = View(np.array([4.0, 3, 9]), np.diag([1.0, -1, -1]), 1.0, 1.5, 800)
    layer.refine(view)
    layer.refine(view)
    before = list(host.clouds.values())
    layer.refine(replace(view, position=np.array([4.2, 3, 9])))
    kept = [len(c.points) for c in host.clouds.values() if any(c is b for b in before)]
    assert sum(kept) > 0.3 * layer.shown_points


def test_sizes_follow_the_drawn_detail(opened: OpenedScene) -> None:
    budget = 40_000
    host, layer = layer_of(opened, budget)
    view = random_view(5)
    layer.refine(view)
    h = opened.hierarchy
    detail = drawn_detail(h, h.select(view, budget), finest=opened.point_spacing)
    of_rank = np.repeat(detail.levels, np.diff(detail.starts, append=TOTAL))
    positions = opened.scene.cloud.positions[h.sorted_points]
    level_of = {p.tobytes(): level for p, level in zip(positions, of_rank, strict=True)}
    spacing = opened.point_spacing
    size_of = {}
    for cloud in host.clouds.values():
        levels = {int(level_of[p.tobytes()]) for p in cloud.points}
        assert len(levels) == 1
        level = levels.pop()
        assert size_of.setdefault(level, cloud.point_size) == cloud.point_size
        edge = spacing if level == COMPLETE else h.cube.size / 2.0**level
        assert 0.9 * edge <= cloud.point_size <= 1.2 * edge
    assert len(size_of) > 2
    assert len(host.clouds) <= 4 * len(h.select(view, budget))


def test_a_whole_cloud_has_one_size_and_few_nodes(opened: OpenedScene) -> None:
    host, layer = layer_of(opened, TOTAL)
    layer.refine(None)
    layer.refine(None)
    assert len({cloud.point_size for cloud in host.clouds.values()}) == 1
    assert len(host.clouds) <= 4 and "/scene/points/0" in host.clouds
    assert layer.shown_points == TOTAL


def test_the_panel_changes_what_is_there(opened: OpenedScene) -> None:
    host, layer = layer_of(opened, 40_000)
    view = random_view(2)
    layer.refine(view)
    display, added = layer._display, host.added
    sizes = {name: cloud.point_size for name, cloud in host.clouds.items()}
    layer.apply(replace(display, point_scale=3.0), view)
    for name, cloud in host.clouds.items():
        assert cloud.point_size == pytest.approx(3 * sizes[name])
    layer.apply(replace(display, point_scale=3.0, color="Normal"), view)
    color_of = {
        p.tobytes(): c
        for p, c in zip(opened.scene.cloud.positions, opened.colors("Normal"), strict=True)
    }
    for cloud in host.clouds.values():
        for p, c in zip(cloud.points, cloud.colors, strict=True):
            assert (color_of[p.tobytes()] == c).all()
    assert host.added == added  # Neither sends positions again.
    layer.apply(replace(display, cut_height=1.0), view)
    assert host.clouds and all((c.points[:, 2] <= 1.0).all() for c in host.clouds.values())
