import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backend.types import Camera
from viewer.overview import overview
from viewer.viewpoints import (
    Viewpoint,
    between,
    closeup,
    corner,
    robust_bounds,
    saw_it_all,
    top,
    walk_in,
)  # fmt: skip


def room(seed: int = 0, n: int = 20_000) -> np.ndarray:
    """Floor and walls of a 6 x 4 x 2.6 m room with a 2 x 2 m block in one corner."""
    rng = np.random.default_rng(seed)
    p = rng.uniform([0, 0, 0], [6, 4, 2.6], (n, 3))
    face = rng.integers(0, 5, n)
    p[face == 0, 2] = 0
    p[face == 1, 0] = 0
    p[face == 2, 0] = 6
    p[face == 3, 1] = 0
    p[face == 4, 1] = 4
    block = rng.uniform([0, 0, 0], [2, 2, 1.5], (n // 4, 3))
    return np.concatenate([p, block]).astype(np.float32)


def sees(viewpoint: Viewpoint, points: np.ndarray, fov: float = np.radians(75)) -> np.ndarray:
    """Which points lie in a square picture taken from there (75 degrees is viser's default)."""
    forward = viewpoint.look_at - viewpoint.position
    forward = forward / np.linalg.norm(forward)
    right = np.cross(forward, [0, 0, 1.0])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    offset = points - viewpoint.position
    depth = offset @ forward
    slope = np.tan(fov / 2)
    inside = (np.abs(offset @ right) <= slope * depth) & (np.abs(offset @ up) <= slope * depth)
    return inside & (depth > 0)


def test_presets_show_the_whole_scene():
    bounds = robust_bounds(room())
    corners = np.array(
        [[x, y, z] for x in bounds[:, 0] for y in bounds[:, 1] for z in bounds[:, 2]]
    )
    for preset in (corner, top):
        assert sees(preset(bounds), corners).all()


def test_stray_points_do_not_move_the_camera():
    clean = room()
    strays = np.concatenate([clean, np.full((5, 3), 900, np.float32)])
    np.testing.assert_allclose(robust_bounds(strays), robust_bounds(clean), atol=0.1)


def test_walking_in_stands_in_free_space_at_eye_height():
    positions = room()
    inside = walk_in(positions, robust_bounds(positions))
    x, y, z = inside.position
    assert 0 < x < 6 and 0 < y < 4 and not (x < 2 and y < 2)
    assert 1.2 < z < 1.7
    body = positions[(positions[:, 2] > 0.3) & (positions[:, 2] < 1.9), :2]
    assert np.linalg.norm(body - inside.position[:2], axis=1).min() > 1.0


@given(st.integers(1, 5), st.floats(0.01, 3))
def test_walking_in_survives_any_cloud(n: int, size: float):
    positions = (np.random.default_rng(n).normal(size=(n, 3)) * size).astype(np.float32)
    inside = walk_in(positions, robust_bounds(positions))
    assert np.isfinite(inside.position).all() and np.isfinite(inside.look_at).all()


def test_closeup_keeps_the_side_and_sees_the_thing():
    center = np.array([1.0, 2.0, 0.5])
    seen_from = np.array([5.0, 2.0, 3.0])
    near = closeup(center, 1.0, seen_from)
    assert (near.position - center) @ (seen_from - center) > 0
    assert sees(near, center + 0.5 * np.eye(3)).all()
    assert np.isfinite(closeup(center, 1.0, center).position).all()


def test_a_flight_starts_and_ends_where_it_should():
    bounds = robust_bounds(room())
    a, b = corner(bounds), top(bounds)
    np.testing.assert_allclose(between(a, b, 0.0).position, a.position)
    np.testing.assert_allclose(between(a, b, 1.0).look_at, b.look_at)


def test_a_corner_view_is_filled_to_its_edges():
    bounds = robust_bounds(room())
    corners = np.stack(np.meshgrid(*bounds.T), axis=-1).reshape(-1, 3)
    for turn in np.radians([0, 90, 180, 270]):
        view = corner(bounds, turn)
        assert sees(view, corners).all()
        nearer = Viewpoint(0.8 * view.position + 0.2 * view.look_at, view.look_at)
        assert not sees(nearer, corners).all()


def test_a_corner_view_has_the_scene_in_its_middle():
    for size in ((6.0, 4.0, 2.6), (20.0, 3.0, 2.0), (1.0, 1.0, 9.0)):
        view = corner(np.array([(0.0, 0.0, 0.0), size]))
        back = view.position - view.look_at
        back /= np.linalg.norm(back)
        right = np.cross([0, 0, 1.0], back)
        right /= np.linalg.norm(right)
        corners = np.stack(np.meshgrid(*zip((0, 0, 0), size, strict=True)), axis=-1).reshape(-1, 3)
        offset = corners - view.position
        for axis in (right, np.cross(back, right)):
            seen = (offset @ axis) / -(offset @ back)
            assert abs(seen.max() + seen.min()) < 0.01


def boxed(size: tuple[float, float, float], walls: str = "west east south north") -> np.ndarray:
    """A floor with some walls, evenly scanned, and a heap in the middle of it."""
    rng = np.random.default_rng(0)
    w, d, _ = size
    faces = {"west": (0, 0.0), "east": (0, w), "south": (1, 0.0), "north": (1, d)}
    parts = [rng.uniform((0, 0, 0), (w, d, 0), (6000, 3))]
    for name in walls.split():
        axis, place = faces[name]
        wall = rng.uniform((0, 0, 0), size, (9000, 3))
        wall[:, axis] = place
        parts.append(wall)
    parts.append(rng.uniform((0.4 * w, 0.4 * d, 0), (0.6 * w, 0.6 * d, 0.5), (1000, 3)))
    return np.concatenate(parts).astype(np.float32)


def steepness(view: Viewpoint) -> float:
    back = view.position - view.look_at
    return round(float(back[2] / np.hypot(*back[:2])), 3)


def test_the_first_look_is_over_the_missing_walls():
    for walls, side in (("east north", (-1, -1)), ("west south", (1, 1)), ("west north", (1, -1))):
        positions = boxed((5.0, 4.0, 2.6), walls)
        view = overview(positions, robust_bounds(positions))
        assert (np.sign(view.position - view.look_at)[:2] == side).all()


def test_the_narrower_a_room_the_steeper_the_first_look():
    rises = []
    for width in (40.0, 4.0, 1.5):
        positions = boxed((width, width, 2.6))
        rises.append(steepness(overview(positions, robust_bounds(positions))))
    assert rises[0] < rises[2] and rises == sorted(rises)


def test_what_has_no_walls_is_looked_at_from_the_first_corner():
    positions = boxed((5.0, 4.0, 2.6), "")
    bounds = robust_bounds(positions)
    np.testing.assert_array_equal(overview(positions, bounds).position, corner(bounds).position)


@given(st.integers(1, 5), st.floats(0.01, 3))
def test_the_first_look_survives_any_cloud(n: int, size: float):
    positions = (np.random.default_rng(n).normal(size=(n, 3)) * size).astype(np.float32)
    view = overview(positions, robust_bounds(positions))
    assert np.isfinite(view.position).all() and np.isfinite(view.look_at).all()


def test_one_look_is_told_from_one_photo_of_a_whole_room():
    K = np.array([[200.0, 0, 100], [0, 200, 75], [0, 0, 1]])
    camera = Camera("one", np.eye(4), K, 200, 150)
    rng = np.random.default_rng(0)
    depth = rng.uniform(1, 4, 3000)
    pixels = rng.uniform(0, 1, (3000, 2)) * (200, 150)
    seen = np.column_stack([(pixels - (100, 75)) / 200 * depth[:, None], depth]).astype(np.float32)
    assert saw_it_all(camera, seen)
    assert not saw_it_all(camera, np.concatenate([seen, -seen]))
    assert not saw_it_all(camera, (3 * seen * (1, 1, 0.2)).astype(np.float32))
