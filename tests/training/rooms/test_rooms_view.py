"""Single looks, splats, crops and photos of rooms agree with the rooms they show."""

from collections.abc import Callable
from functools import cache

import digests
import numpy as np
import open3d as o3d
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.types import Splats
from training.rooms.example import Example, ExampleConfig, make_example
from training.rooms.render.photos import pinhole, take_photos
from training.rooms.render.raster import rasterize
from training.rooms.scan.crops import clean_crop, scan_crop
from training.rooms.scan.gaussians import GaussianConfig, facing, room_gaussians
from training.rooms.scan.view import View, view_room
from training.rooms.triangles import Triangles, placed_triangles, room_triangles
from training.rooms.types import Room

NUMBERS = (1, 2, 5)


@cache
def scanned(number: int) -> Example:
    return make_example("val", number)


@cache
def looked(number: int) -> View:
    return view_room(scanned(number).room, np.random.default_rng(number))


def each_view(test: Callable[[Room, View], None]) -> Callable[[int], None]:
    @pytest.mark.parametrize("number", NUMBERS)
    def run(number: int) -> None:
        test(scanned(number).room, looked(number))

    run.__name__ = test.__name__
    return run


def instances(view: View) -> np.ndarray:
    assert view.points.instances is not None
    return view.points.instances


def projected(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Pixels (x, y) of the points, and their depth."""
    camera = view.picture.camera
    T = np.linalg.inv(camera.T_world_camera) @ view.T_room_view
    seen = view.points.positions.astype(float) @ T[:3, :3].T + T[:3, 3]
    return seen[:, :2] / seen[:, 2:] * camera.K[0, 0] + camera.K[:2, 2], seen[:, 2]


@each_view
def test_the_view_stands_upright_and_looks_along_y(room: Room, view: View) -> None:
    T, pose = view.T_room_view, view.picture.camera.T_world_camera
    np.testing.assert_allclose(T[:3, :3] @ T[:3, :3].T, np.eye(3), atol=1e-8)
    assert np.linalg.det(T[:3, :3]) > 0
    np.testing.assert_array_equal(T[:3, 2], (0, 0, 1))
    np.testing.assert_array_equal(T[:3, 3], pose[:3, 3])
    ahead = T[:3, :3].T @ pose[:3, 2]
    assert ahead[0] == pytest.approx(0, abs=1e-8) and ahead[1] > 0
    assert view.points.positions[:, 1].min() > 0


@each_view
def test_every_point_has_the_colour_of_its_pixel(room: Room, view: View) -> None:
    pixels, depth = projected(view)
    # A reading belongs to the middle of its pixel; positions are rounded to 0.1 mm.
    np.testing.assert_allclose(pixels % 1, 0.5, atol=0.06)
    assert depth.min() > 0.3
    x, y = np.floor(pixels).astype(int).T
    np.testing.assert_array_equal(view.points.colors, view.picture.image[y, x])
    assert len(np.unique(y * view.picture.camera.width + x)) == len(x)


@each_view
def test_points_lie_in_the_rectangles_of_their_objects(room: Room, view: View) -> None:
    pixels, _ = projected(view)
    shown = {box.id: box for box in view.picture.boxes}
    owners = instances(view)
    for number in np.unique(owners[owners >= 0]).tolist():
        box, (x, y) = shown[number], pixels[owners == number].T
        # The sensor may take a reading from two pixels beside.
        assert (x > box.x0 - 3).all() and (x < box.x1 + 3).all()
        assert (y > box.y0 - 3).all() and (y < box.y1 + 3).all()


@each_view
def test_boxes_are_whole_and_hold_their_points(room: Room, view: View) -> None:
    owners, boxes = instances(view), view.boxes
    assert boxes.instances is not None and len(boxes) > 0
    counts = np.bincount(owners[owners >= 0], minlength=len(room.objects))
    assert boxes.instances.tolist() == np.flatnonzero(counts >= 40).tolist()
    for i, number in enumerate(boxes.instances.tolist()):
        placed = room.objects[number]
        assert boxes.labels[i] == placed.category
        np.testing.assert_allclose(boxes.sizes[i], placed.model.size, atol=1e-6)
        corner = np.array([0.5, 0.5, 0.5]) * placed.model.size
        there = placed.T_room_model @ [*(corner + (0, 0, corner[2])), 1]
        np.testing.assert_allclose(in_room(view, i, corner), there[:3], atol=1e-4)
        own = own_frame(view, i, view.points.positions[owners == number].astype(float))
        outside = np.abs(own) - boxes.sizes[i] / 2
        depth = projected(view)[1][owners == number]
        # Four standard deviations of the sensor's noise, and two pixels across.
        allowed = 0.02 + 0.011 * depth**2 + 0.01 * depth
        assert (outside.max(1) < allowed).all()


@each_view
def test_the_floor_is_where_the_camera_stands_above(room: Room, view: View) -> None:
    assert view.points.classes is not None
    floor = view.points.positions[view.points.classes == 1][:, 2]
    height = view.T_room_view[2, 3]
    assert 0.9 < height < 2.1
    if len(floor):
        assert np.median(floor) == pytest.approx(-height, abs=0.03)


def own_frame(view: View, i: int, positions: np.ndarray) -> np.ndarray:
    c, s = np.cos(view.boxes.yaws[i]), np.sin(view.boxes.yaws[i])
    x, y, z = (positions - view.boxes.centers[i]).T
    return np.stack([c * x + s * y, c * y - s * x, z], axis=1)


def in_room(view: View, i: int, corner: np.ndarray) -> np.ndarray:
    """A place of a box's own frame in room coordinates."""
    c, s = np.cos(view.boxes.yaws[i]), np.sin(view.boxes.yaws[i])
    x, y, z = corner
    there = view.boxes.centers[i] + np.array([c * x - s * y, s * x + c * y, z])
    return (view.T_room_view @ [*there, 1])[:3]


def test_looks_follow_from_their_seed() -> None:
    room = scanned(1).room
    again = view_room(room, np.random.default_rng(1))
    assert digests.digest(again) == digests.digest(looked(1))
    assert digests.digest(view_room(room, np.random.default_rng(9))) != digests.digest(again)


def surface_distance(triangles: Triangles, positions: np.ndarray) -> np.ndarray:
    """Metres to the nearest triangle, by Open3D."""
    scene = o3d.t.geometry.RaycastingScene()
    corners = triangles.corners.reshape(-1, 3)
    faces = np.arange(len(corners), dtype=np.uint32).reshape(-1, 3)
    scene.add_triangles(o3d.core.Tensor.from_numpy(corners), o3d.core.Tensor.from_numpy(faces))
    places = o3d.core.Tensor.from_numpy(np.ascontiguousarray(positions))
    return scene.compute_distance(places).numpy()


@cache
def splats() -> Splats:
    config = GaussianConfig(count=12_000, readings_per_view=3000)
    return room_gaussians(scanned(1).room, np.random.default_rng(0), config)


def test_discs_lie_on_the_surfaces_of_the_room() -> None:
    triangles = room_triangles(scanned(1).room)
    away = surface_distance(triangles, splats().means)
    # Places on slivers seen from the side are known to a millimetre or two only.
    assert away.max() < 3e-3 and (away > 2e-4).mean() < 1e-3
    assert len(splats()) == pytest.approx(12_000, rel=0.15)


def test_discs_are_flat_and_about_as_wide_as_their_spacing() -> None:
    scales = splats().scales
    assert (scales[:, 2] < scales[:, :2].min(1) / 4).all()
    norms = np.linalg.norm(splats().rotations, axis=1)
    np.testing.assert_allclose(norms, 1, atol=1e-5)
    # Most of a floor's discs touch their neighbours.
    floor = splats().means[np.abs(splats().means[:, 2]) < 1e-3]
    gaps = np.linalg.norm(floor[:, None, :2] - floor[:, :2], axis=-1)
    np.fill_diagonal(gaps, np.inf)
    assert np.median(gaps.min(1)) < 2 * scales[:, :2].mean()


def test_discs_of_the_floor_lie_flat() -> None:
    low = np.abs(splats().means[:, 2]) < 1e-3
    _, x, y, _ = splats().rotations[low].T
    assert (np.abs(1 - 2 * (x * x + y * y)) > 0.999).mean() > 0.9


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_quaternions_turn_z_to_the_normal(seed: int) -> None:
    rng = np.random.default_rng(seed)
    normals = rng.normal(size=(20, 3))
    normals[0], normals[1] = (0, 0, 1), (0, 0, -1)
    normals = (normals / np.linalg.norm(normals, axis=1, keepdims=True)).astype(np.float32)
    w, x, y, z = facing(normals, rng.uniform(0, np.pi, 20)).T
    turned = np.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], 1)
    np.testing.assert_allclose(turned, normals, atol=1e-4)


@pytest.mark.parametrize("number", NUMBERS)
def test_clean_crops_cover_one_object_alone(number: int) -> None:
    room, rng = scanned(number).room, np.random.default_rng(0)
    for placed in room.objects[::5]:
        crop = clean_crop(room, placed.id, 500, rng)
        assert len(crop.positions) == 500 and crop.own.all() and crop.placed is placed
        triangles = placed_triangles([placed])
        assert surface_distance(triangles, crop.positions).max() < 1e-3
        wide = np.ptp(triangles.corners.reshape(-1, 3), axis=0)
        assert (np.ptp(crop.positions, axis=0) > 0.6 * wide - 0.02).all()


@pytest.mark.parametrize("number", NUMBERS)
def test_scanned_crops_have_all_of_the_object_and_a_rim_of_others(number: int) -> None:
    scan = scanned(number).scan
    points = scan.points
    assert points.instances is not None and points.colors is not None
    for wanted in sorted(scan.visible()):
        crop = scan_crop(scan, wanted)
        mine = points.positions[points.instances == wanted]
        np.testing.assert_array_equal(crop.positions[crop.own], mine)
        others = crop.positions[~crop.own]
        rim = np.maximum(0.08 * np.ptp(mine, axis=0), 0.03) + 1e-5
        assert (others > mine.min(0) - rim).all() and (others < mine.max(0) + rim).all()
        assert crop.placed.id == wanted and len(crop.colors) == len(crop.positions)


def test_what_was_not_seen_has_no_crop() -> None:
    scan = scanned(1).scan
    assert scan.points.instances is not None
    hidden = set(range(len(scan.room.objects))) - set(np.unique(scan.points.instances).tolist())
    for wanted in (*hidden, len(scan.room.objects)):
        with pytest.raises(ValueError, match="was seen"):
            scan_crop(scan, wanted)


@pytest.mark.parametrize("number", NUMBERS)
def test_photos_show_most_objects_first(number: int) -> None:
    example = scanned(number)
    photos = take_photos(example.room, example.scan.poses, 3, width=64, height=48)
    assert [p.name for p in photos] == ["top", "view_00", "view_01", "view_02"]
    triangles = room_triangles(example.room)
    shown = [seen(triangles, pose) for pose in example.scan.poses]
    known: set[int] = set()
    for photo in photos[1:]:
        pose = photo.picture.camera.T_world_camera
        i = int(np.abs(example.scan.poses - pose).max((1, 2)).argmin())
        np.testing.assert_array_equal(example.scan.poses[i], pose)
        assert len(shown[i] - known) == max(len(other - known) for other in shown)
        known |= shown[i]


def seen(triangles: Triangles, pose: np.ndarray) -> set[int]:
    """Objects that cover at least six pixels of a small image."""
    hits = rasterize(triangles.corners, pose, pinhole(64, 48), 64, 48)
    owners = np.append(triangles.objects, np.int32(-1))[hits.triangle].ravel()
    return {i for i in range(triangles.objects.max() + 1) if (owners == i).sum() >= 6}


def test_there_are_no_more_photos_than_poses() -> None:
    example = make_example("val", 1, ExampleConfig(points="clean", clean_count=100))
    poses = scanned(1).scan.poses
    assert len(take_photos(example.room, poses[:2], 5, width=16, height=12)) == 3
    assert len(take_photos(example.room, poses[:0], 5, width=16, height=12)) == 1
