from pathlib import Path

import numpy as np
import pytest

from backend import engine
from backend.geometry.colors import categorical_colors
from backend.geometry.pick import pick_point
from backend.types import Frame, Points, Scene
from tests.scenes.rooms import BEDROOM, furnished
from tests.viewer import scans
from viewer.opened import OpenedScene, find_ceiling, typical_spacing


def opened(path: Path) -> OpenedScene:
    return OpenedScene(engine.open_scene(path))


def test_modes_are_what_the_scene_has(tmp_path: Path) -> None:
    points = opened(scans.write_points(tmp_path / "points.ply"))
    assert points.show_modes() == ("Points",)
    assert points.color_modes() == ("Colour", "Height", "Normal", "Class", "Instance")
    mesh = opened(scans.write_mesh(tmp_path / "mesh.ply"))
    assert mesh.show_modes() == ("Mesh", "Points")
    assert mesh.color_modes() == ("Colour", "Height", "Normal")
    splats = opened(scans.write_splats(tmp_path / "splats.ply"))
    assert splats.show_modes() == ("Splats", "Points")
    bare = Scene(
        name="bare",
        path=tmp_path,
        format="",
        frame=Frame(),
        points=Points(np.eye(3, dtype=np.float32)),
    )
    assert OpenedScene(bare).color_modes() == ("Height", "Normal")


def test_colours_follow_what_they_tell(tmp_path: Path) -> None:
    scene = opened(scans.write_points(tmp_path / "points.ply"))
    cloud = scene.scene.cloud
    assert cloud.colors is not None and cloud.classes is not None
    np.testing.assert_array_equal(scene.colors("Colour"), cloud.colors)
    np.testing.assert_array_equal(scene.colors("Class"), categorical_colors(cloud.classes))
    heights = scene.colors("Height")
    for z in (0.0, np.float32(scans.TABLE_TOP)):
        assert len(np.unique(heights[cloud.positions[:, 2] == z], axis=0)) == 1
    assert scene.colors("Normal") is scene.colors("Normal")


def brute_force(positions, mask, origin, direction, radius, angle, radii=None) -> int | None:
    unit = direction.astype(np.float64) / np.linalg.norm(direction)
    away = positions.astype(np.float64) - origin
    depth = away @ unit
    across = np.linalg.norm(away - depth[:, None] * unit, axis=1)
    reach = np.maximum(radius, depth * np.tan(angle))
    if radii is not None:
        reach = np.maximum(reach, radii)
    hits = np.flatnonzero(mask & (depth > 0) & (across <= reach))
    return None if not len(hits) else int(hits[depth[hits].argmin()])


@pytest.mark.parametrize("cut", [None, 0.5, -1.0])
def test_a_pick_is_the_first_visible_point(tmp_path: Path, cut: float | None) -> None:
    scene = opened(scans.write_points(tmp_path / "points.ply", step=0.1))
    positions = scene.scene.cloud.positions
    seen = positions[:, 2] <= (np.inf if cut is None else cut)
    compare(scene, positions, seen, cut, None)


def test_a_click_on_a_point_selects_this_point(tmp_path: Path) -> None:
    scene = opened(scans.write_points(tmp_path / "points.ply", step=0.1))
    positions = scene.scene.cloud.positions
    origin = np.array([3.0, -4.0, 2.5], np.float32)
    wide = {"radius": 0.05, "angle": 0.004, "below": None}
    exact = []
    for target in positions[::7]:
        ray = target - origin
        hit = scene.aim(origin, ray, **wide)
        assert hit is not None
        away, unit = positions[hit] - origin, ray / np.linalg.norm(ray)
        beside = np.linalg.norm(away - (away @ unit) * unit)
        in_front = np.linalg.norm(ray) - away @ unit > 0.2
        assert beside < 0.4 * 0.05 + 1e-4 or in_front
        exact.append(beside < 0.1 * 0.05 + 1e-4 or in_front)
    assert np.mean(exact) > 0.9
    assert scene.aim(origin, np.array([0, 0, 1], np.float32), **wide) is None


def test_haze_cannot_be_picked(tmp_path: Path) -> None:
    splats = scans.ball(400)
    opacities = np.where(np.arange(400) % 2, 0.05, 0.9).astype(np.float32)
    splats = type(splats)(splats.means, splats.scales, splats.rotations, opacities, splats.sh)
    frame = Frame()
    scene = OpenedScene(Scene(name="ball", path=tmp_path, format="", frame=frame, splats=splats))
    radii = 2 * np.sort(splats.scales, axis=1)[:, 1]
    compare(scene, splats.means, opacities >= 0.1, None, radii)


def compare(scene, positions, mask, cut, radii) -> None:
    rng, found = np.random.default_rng(1), 0
    for _ in range(60):
        origin = rng.uniform((-4, -4, 2.5), (4, 4, 5)).astype(np.float32)
        target = positions[rng.integers(len(positions))]
        direction = (target - origin + rng.normal(0, 0.02, 3)).astype(np.float32)
        ours = pick_point(
            scene.pick_index, origin, direction, radius=0.02, angle=0.004, mask=scene.visible(cut)
        )
        theirs = brute_force(positions, mask, origin, direction, 0.02, 0.004, radii)
        if ours is None or theirs is None:
            assert ours is theirs
            continue
        found += 1
        assert mask[ours]
        if ours != theirs:  # Equally deep but for rounding.
            unit = direction / np.linalg.norm(direction)
            assert (positions[ours] - positions[theirs]) @ unit == pytest.approx(0, abs=1e-4)
    assert found > 15 or not mask.any()


def test_a_ceiling_is_found_where_there_is_one() -> None:
    open_room = furnished(BEDROOM, per_square_metre=150)
    closed = furnished(BEDROOM, per_square_metre=150, ceiling=True)
    assert find_ceiling(open_room.positions.astype(np.float32)) is None
    cut = find_ceiling(closed.positions.astype(np.float32))
    assert cut is not None and 1.9 < cut < 2.49


@pytest.mark.parametrize(("share", "cut"), [(0.03, False), (0.25, True), (0.6, True)])
def test_a_part_of_a_ceiling_is_one_too(share: float, cut: bool) -> None:
    closed = furnished(BEDROOM, per_square_metre=150, ceiling=True).positions.astype(np.float32)
    low, high = closed.min(0), closed.max(0)
    open_to = low[0] + share * (high[0] - low[0])
    part = closed[(closed[:, 2] < high[2] - 0.05) | (closed[:, 0] < open_to)]
    assert (find_ceiling(part) is not None) == cut


@pytest.mark.parametrize("size", [(5.0, 4.0, 1.0), (30.0, 30.0, 9.0)])
def test_what_is_too_low_or_too_high_for_a_room_has_no_ceiling(size) -> None:
    room = furnished((), size=size, per_square_metre=30, ceiling=True)
    assert find_ceiling(room.positions.astype(np.float32)) is None


@pytest.mark.parametrize("depth", [0.0, 0.6])
def test_the_top_of_a_wall_or_wardrobe_is_no_ceiling(depth: float) -> None:
    rng = np.random.default_rng(0)
    cloud = rng.uniform((-2.0, 0.0, 0.0), (2.0, depth, 2.2), (5000, 3)).astype(np.float32)
    assert find_ceiling(cloud) is None


@pytest.mark.parametrize("step", [0.005, 0.02, 0.1])
def test_the_spacing_of_a_grid_is_found(step: float) -> None:
    side = min(300, round(4 / step)) * step
    plane = scans.grid((0.0, 0.0), (side, side), step)
    cloud = np.column_stack([plane, np.zeros(len(plane))]).astype(np.float32)
    assert step / 2 < typical_spacing(cloud) < 2 * step
    assert step / 2 < typical_spacing(cloud + np.array([3, -7, 2], np.float32)) < 2 * step
