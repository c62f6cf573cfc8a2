"""Up and scale are found under any turn of the axes, and on real scans."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.open import open_scene, read
from backend.scenes.upright import guess_metres_per_unit, guess_up
from backend.types import Camera, Content, Mesh, Points, Splats
from tests.scenes.rooms import BEDROOM, Room, furnished, standing, turned

DATA = Path(__file__).parents[3] / "shared" / "data"

OFFICE = (
    standing("desk", 14, -2.2, 1.0, (1.4, 0.7, 0.75), 0.3),
    standing("desk", 14, 2.0, 1.2, (1.6, 0.8, 0.72)),
    standing("table", 7, 0.3, -0.6, (1.2, 1.2, 0.7), 0.6),
    standing("chair", 5, -1.2, 0.4, (0.5, 0.5, 0.9), 1.1),
    standing("chair", 5, 1.2, -1.3, (0.5, 0.5, 0.9), 2.0),
    standing("cabinet", 3, -2.6, -1.5, (0.9, 0.45, 1.8)),
)
ROOMS = {
    "bedroom": furnished(BEDROOM),
    "bedroom with a ceiling": furnished(BEDROOM, ceiling=True, seed=1),
    "office": furnished(OFFICE, size=(6.0, 4.5, 2.7), per_square_metre=100, seed=2),
}
AXES = [
    np.array(rows)
    for permutation in itertools.permutations(range(3))
    for signs in itertools.product((1.0, -1.0), repeat=3)
    if np.linalg.det(rows := np.eye(3)[list(permutation)] * np.array(signs)[:, None]) > 0
]


def cloud(positions: np.ndarray) -> Content:
    return Content(points=Points(positions.astype(np.float32)))


def degrees(a: object, b: np.ndarray) -> float:
    return float(np.degrees(np.arccos(np.clip(np.array(a) @ b, -1, 1))))


@pytest.fixture(params=ROOMS)
def room(request: pytest.FixtureRequest) -> Room:
    return ROOMS[request.param]


def test_the_axis_of_any_permutation_is_found_exactly(room: Room) -> None:
    for R in AXES[::3]:
        assert guess_up(cloud(room.positions @ R.T)) == pytest.approx(R[:, 2], abs=1e-9)


def test_a_tilt_is_found_within_three_degrees(room: Room) -> None:
    rng = np.random.default_rng(7)
    for angle in (0.1, 0.3, 0.6, 1.0, 2.0, 3.0):
        R = turned(rng.normal(size=3), angle)
        noisy = room.positions + rng.normal(scale=0.004, size=room.positions.shape)
        assert degrees(guess_up(cloud(noisy @ R.T)), R[:, 2]) < 3


def test_offset_and_unit_do_not_matter(room: Room) -> None:
    R = turned(np.array([1.0, 2, 0.5]), 0.5)
    moved = 100 * (room.positions @ R.T) + (300.0, -200, 50)
    assert degrees(guess_up(cloud(moved)), R[:, 2]) < 3


def test_stray_points_do_not_matter(room: Room) -> None:
    rng = np.random.default_rng(3)
    stray = rng.uniform(-80, 80, (len(room.positions) // 50, 3))
    rows = np.concatenate([room.positions, stray])
    assert guess_up(cloud(rows)) == (0, 0, 1)


def test_a_mesh_is_judged_by_its_surface_not_by_its_vertices() -> None:
    """Twelve triangles of an empty hall, and ten thousand vertices of one ornament on a wall."""
    x, y, z = 8.0, 6.0, 3.0
    corners = np.array(list(itertools.product((0, x), (0, y), (0, z))))
    quads = [(0, 4, 6, 2), (0, 1, 3, 2), (4, 5, 7, 6), (0, 4, 5, 1), (2, 6, 7, 3)]
    faces = [f for a, b, c, d in quads for f in ((a, b, c), (a, c, d))]
    ornament = np.random.default_rng(0).normal((0, 3, 2), (0.001, 0.1, 0.1), (10_000, 3))
    vertices = np.concatenate([corners, ornament]).astype(np.float32)
    for R in (np.eye(3), AXES[5]):
        turned_vertices = (vertices @ R.T).astype(np.float32)
        mesh = Mesh(turned_vertices, np.array(faces, np.int32))
        content = Content(points=Points(turned_vertices), mesh=mesh)
        assert guess_up(content) == pytest.approx(R[:, 2], abs=1e-9)


@pytest.mark.parametrize(
    "positions",
    [
        np.zeros((1, 3)),
        np.zeros((5000, 3)),
        np.full((200, 3), np.nan),
        np.random.default_rng(0).normal(size=(4000, 3)),
        np.random.default_rng(0).normal(size=(50, 3)),
        np.linspace(0, 1, 3000)[:, None] * np.ones(3),
        np.random.default_rng(0).normal(size=(4000, 3)) * 1e12,
    ],
    ids=["one", "same", "nowhere", "ball", "few", "line", "far"],
)
def test_what_has_no_floor_falls_back_to_custom(positions: np.ndarray) -> None:
    assert guess_up(cloud(positions)) == (0, 0, 1)
    assert guess_metres_per_unit(cloud(positions)) in (1, 0.01, 0.001)


def test_splats_of_an_object_have_y_down() -> None:
    ball = np.random.default_rng(0).normal(size=(3000, 3)).astype(np.float32)
    count = len(ball)
    splats = Splats(
        ball,
        np.full((count, 3), 0.01, np.float32),
        np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1)),
        np.ones(count, np.float32),
        np.zeros((count, 1, 3), np.float32),
    )
    content = Content(splats=splats)
    assert guess_up(content) == (0, -1, 0)
    assert guess_metres_per_unit(content) == 1


def test_photos_tell_floor_from_wall() -> None:
    """One plane alone could be either; the cameras are held upright."""
    rng = np.random.default_rng(0)
    plane = rng.uniform(-2, 2, (5000, 3)) * (1, 0, 1)
    T = np.eye(4)
    T[:3, :3] = turned(np.array([1.0, 0, 0]), -0.6)
    T[:3, 3] = (0, -1.5, -2)
    camera = Camera("photo", T, np.array([[500.0, 0, 320], [0, 500, 240], [0, 0, 1]]), 640, 480)
    content = Content(points=Points(plane.astype(np.float32)), cameras=(camera,))
    assert guess_up(content) == (0, -1, 0)


@pytest.mark.parametrize("unit", [1, 0.01, 0.001])
def test_units_of_a_room_are_found(room: Room, unit: float) -> None:
    R = turned(np.array([1.0, 0.2, 0]), 0.4)
    assert guess_metres_per_unit(cloud(room.positions @ R.T / unit)) == unit


def test_surveys_stay_metric() -> None:
    rows = np.random.default_rng(0).uniform(0, 1, (5000, 3)) * (2000, 2000, 300)
    points = Points(rows.astype(np.float32))
    survey = Content(points=points, origin=np.array([500_000.0, 5_000_000, 0]))
    assert guess_metres_per_unit(survey) == 1


def test_the_guess_is_the_same_every_time(room: Room) -> None:
    content = cloud(room.positions @ turned(np.array([1.0, 1, 0]), 0.7).T)
    assert guess_up(content) == guess_up(content)


REAL = {
    "scans/pcl_office.pcd": (0.06, -0.84, -0.53),
    "scans/icl_nuim_fragment.pcd": (0.0, -1.0, -0.1),
    "scans/icl_nuim_livingroom.ply": (0.0, -1.0, 0.0),
    "scans/redkitchen_000_nocolor.ply": (0.11, -0.88, -0.46),
    "splats/fruit_drops_minimal.ply": (0.0, -1.0, 0.0),
    "splats/biker.compressed.ply": (0.0, -1.0, 0.0),
    "splats/test_garden.npz": (0.0, 0.0, 1.0),
    "scannet/scene0000_00/scene0000_00_vh_clean_2.ply": (0.0, 0.0, 1.0),
    "sunrgbd/sunrgbd_trainval/depth/000001.mat": (0.0, 0.0, 1.0),
    "rgbd/tum_fr3": (0.01, -0.87, -0.49),
}
"""Up as one sees it in drawings of the files."""


@pytest.mark.data
@pytest.mark.parametrize("name", REAL)
def test_real_scans_stand_upright(name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"needs the research scan {name}")
    up = np.array(REAL[name])
    assert degrees(guess_up(read(path)), up / np.linalg.norm(up)) < 5
    assert open_scene(path).frame.metres_per_unit == 1
