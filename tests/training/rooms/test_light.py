"""Laws of light: what is open, what is hidden, what is brighter than what."""

from dataclasses import replace

import numpy as np
import pytest

from tests.training.rooms.handmade import DEPTH, HEIGHT, OAK, WIDTH, handmade_room
from training.rooms.render.light import Lighting, shade
from training.rooms.render.light_field import CELL, light_field
from training.rooms.solids import box
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Light, Part, Room

ROOM = handmade_room()
UP, DOWN = np.array([0, 0, 1.0]), np.array([0, 0, -1.0])


def places(triangles: Triangles, count: int, seed: int = 0) -> tuple[np.ndarray, ...]:
    """Random places as triangles, weights, positions, normals."""
    rng = np.random.default_rng(seed)
    at = rng.integers(0, len(triangles), count).astype(np.int32)
    weights = rng.dirichlet(np.ones(3), count).astype(np.float32)
    mixed = [
        np.einsum("ni,nij->nj", weights, v[at]).astype(np.float32)
        for v in (triangles.corners, triangles.normals)
    ]
    return at, weights, *mixed


def seen(room: Room, part: str, positions: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Brightness of places as if they were of one plain tone: the same place of one part."""
    triangles = room_triangles(room)
    number = triangles.part_names.index(part)
    n = len(positions)
    at = np.full(n, np.flatnonzero(triangles.parts == number)[0], np.int32)
    weights = np.full((n, 3), 1 / 3, np.float32)
    normals = np.tile(normal, (n, 1)).astype(np.float32)
    return shade(triangles, room, at, weights, positions.astype(np.float32), normals).mean(1)


def test_colors_repeat_and_need_no_company() -> None:
    triangles = room_triangles(ROOM)
    chosen = places(triangles, 3000)
    colors = shade(triangles, ROOM, *chosen)
    order = np.random.default_rng(1).permutation(3000)
    np.testing.assert_array_equal(
        shade(triangles, ROOM, *(a[order] for a in chosen)), colors[order]
    )
    none = shade(triangles, ROOM, *(a[:0] for a in chosen))
    assert none.shape == (0, 3) and none.dtype == np.uint8


def test_more_exposure_is_brighter_and_warmth_is_redder() -> None:
    triangles = room_triangles(ROOM)
    chosen = places(triangles, 2000)

    def under(light: Light) -> np.ndarray:
        return shade(triangles, replace(ROOM, light=light), *chosen).astype(int)

    assert (under(Light(exposure=1.3)) >= under(Light())).all()
    warm, cold = (under(Light(warmth=w)).mean(0) for w in (1.0, -1.0))
    assert warm[0] / warm[2] > 1.15 * cold[0] / cold[2]


def test_rooms_look_as_dull_as_scans() -> None:
    """ScanNet's mean colour is about (110, 97, 84)."""
    triangles = room_triangles(ROOM)
    a, b, c = (triangles.corners[:, i].astype(float) for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    rng = np.random.default_rng(0)
    at = rng.choice(len(area), 20000, p=area / area.sum()).astype(np.int32)
    weights = rng.dirichlet(np.ones(3), 20000).astype(np.float32)
    positions, normals = (
        np.einsum("ni,nij->nj", weights, v[at]).astype(np.float32)
        for v in (triangles.corners, triangles.normals)
    )
    inside = ((positions > -0.01) & (positions < np.array([WIDTH, DEPTH, HEIGHT]) + 0.01)).all(1)
    mean = shade(triangles, ROOM, at, weights, positions, normals)[inside].mean(0)
    assert mean[0] > mean[1] > mean[2]
    assert (np.abs(mean - (110, 97, 84)) < 40).all(), mean


def test_it_is_darker_under_a_table_and_in_corners() -> None:
    under, open_floor, corner = np.array([[2.2, 1.6, 0], [1.0, 1.2, 0], [0.08, 0.08, 0.0]])
    dark, bright, dim = seen(ROOM, "floor", np.stack([under, open_floor, corner]), UP)
    assert dark < 0.85 * bright and dim < 0.95 * bright


def test_light_comes_from_above() -> None:
    place = np.array([[1.0, 1.5, 1.2]])
    assert seen(ROOM, "top", place, UP) > 1.15 * seen(ROOM, "top", place, DOWN)


def test_what_glows_outshines_what_does_not() -> None:
    lit = replace(OAK, glow=1.5)
    shelf = Part("shelf", box(0.4, 0.4, 0.02).moved(2, 1, 1), OAK)
    rooms = [replace(ROOM, shell=(*ROOM.shell, replace(shelf, material=m))) for m in (OAK, lit)]
    dull, bright = (seen(room, "shelf", np.array([[2, 1, 1.02]]), UP) for room in rooms)
    assert bright > 1.2 * dull


def openness_twin(occupied: np.ndarray, cell: tuple[int, ...]) -> np.ndarray:
    """Walks each of 26 directions from one cell."""
    total, weights = np.zeros(6), np.zeros(6)
    for d in np.ndindex(3, 3, 3):
        step = np.array(d) - 1
        if not step.any():
            continue
        stride = CELL * np.linalg.norm(step)
        reach, at = 0.5 * stride, np.array(cell) + step
        while reach < 1.5 and (at >= 0).all() and (at < occupied.shape).all():
            if occupied[tuple(at)]:
                break
            reach, at = reach + stride, at + step
        else:
            reach = 1.5
        sides = np.stack([step, -step], 1).ravel().clip(0) / np.linalg.norm(step)
        total += sides * (0.1 + 0.9 * reach / 1.5)
        weights += sides
    return total / weights


def test_openness_is_what_walking_finds() -> None:
    rng = np.random.default_rng(0)
    corners = (rng.uniform(0, 1.5, (40, 1, 3)) + 0.1 * rng.normal(size=(40, 3, 3))).astype("f4")
    field = light_field(corners, np.empty((0, 3)))
    free = np.argwhere(~field.occupied)
    for cell in free[rng.permutation(len(free))[:80]]:
        expected = openness_twin(field.occupied, tuple(cell))
        np.testing.assert_allclose(field.openness[tuple(cell)], expected, atol=1e-3)


def test_triangles_occupy_the_cells_they_run_through() -> None:
    triangles = room_triangles(ROOM)
    field = light_field(triangles.corners, np.empty((0, 3)))
    _, _, positions, _ = places(triangles, 5000)
    cells = np.floor((positions - field.origin) / CELL).astype(int)
    hit = field.occupied[tuple(cells.T)]
    assert hit.mean() > 0.97
    assert field.occupied.mean() < 0.5


def test_a_wall_hides_a_lamp() -> None:
    wall = np.array([[[1, 0, 0], [1, 2, 0], [1, 2, 2]], [[1, 0, 0], [1, 2, 2], [1, 0, 2]]], "f4")
    frame = np.array(
        [[[0, 0, 0], [0, 0.01, 0], [0, 0, 0.01]], [[2, 2, 2], [2, 2, 1.99], [2, 1.99, 2]]], "f4"
    )
    field = light_field(np.concatenate([wall, frame]), np.array([[0.3, 1.0, 1.0]]))
    inner = field.sight[2:-3, 3:-4, 3:-4, 0]
    middle = round((1 - field.origin[0]) / CELL) - 2
    assert (inner[: middle - 2] == 1).all() and (inner[middle + 2 :] == 0).all()


def test_one_lighting_serves_many_pictures() -> None:
    triangles = room_triangles(ROOM)
    lighting = Lighting.of(triangles, ROOM)
    chosen = places(triangles, 500)
    np.testing.assert_array_equal(lighting.colors(*chosen), shade(triangles, ROOM, *chosen))


@pytest.mark.parametrize("count", [0, 2])
def test_rooms_without_windows_or_objects_have_light(count: int) -> None:
    room = replace(ROOM, objects=ROOM.objects[:count])
    assert seen(room, "floor", np.array([[1.0, 1.0, 0]]), UP) > 20
