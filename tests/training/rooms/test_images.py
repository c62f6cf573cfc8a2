"""Laws of pictures: boxes, visibility, glass, viewpoints."""

from dataclasses import replace

import numpy as np
import pytest

from backend.types import Camera
from tests.training.rooms.handmade import OAK, chair, handmade_room
from training.rooms import solids
from training.rooms.render.images import (
    SAMPLES,
    Picture,
    object_view,
    perspective,
    photograph,
    top_down,
)
from training.rooms.render.light import Lighting
from training.rooms.render.raster import rasterize
from training.rooms.render.viewpoints import look_at
from training.rooms.triangles import Triangles, room_triangles
from training.rooms.types import Model, Part, Placed

ROOM = handmade_room()
CAMERA = look_at((0.3, 0.3, 1.7), (2.5, 2.2, 0.6))


def owners(triangles: Triangles, camera: Camera, keep: np.ndarray) -> np.ndarray:
    """Which object each sample sees when only some triangles are there."""
    K = camera.K * np.array([[SAMPLES], [SAMPLES], [1.0]])
    size = (SAMPLES * camera.width, SAMPLES * camera.height)
    hits = rasterize(triangles.corners, camera.T_world_camera, K, *size, skip=~keep)
    return np.where(hits.triangle >= 0, triangles.objects[hits.triangle], -1)


def test_boxes_are_tight_and_know_what_is_hidden() -> None:
    triangles = room_triangles(ROOM)
    picture = perspective(ROOM, CAMERA)
    glass = np.array([m.transparency > 0 for m in triangles.materials])[triangles.parts]
    front = owners(triangles, CAMERA, np.ones(len(triangles), bool))
    behind = owners(triangles, CAMERA, ~glass)
    seen = [i for i in range(len(ROOM.objects)) if ((front == i) | (behind == i)).any()]
    assert [box.id for box in picture.boxes] == seen
    for box in picture.boxes:
        visible = (front == box.id) | (behind == box.id)
        y, x = np.nonzero(visible)
        expected = (x.min(), y.min(), x.max() + 1, y.max() + 1)
        np.testing.assert_allclose((box.x0, box.y0, box.x1, box.y1), np.array(expected) / SAMPLES)
        alone = owners(triangles, CAMERA, triangles.objects == box.id) >= 0
        assert box.visible == pytest.approx(visible.sum() / alone.sum(), abs=1e-4)
        assert 0 < box.visible <= 1


def test_what_stands_behind_something_is_partly_hidden() -> None:
    shares = {box.id: box.visible for box in perspective(ROOM, CAMERA).boxes}
    assert shares[2] < 0.6 and shares[5] == 1


def test_pictures_repeat_and_share_one_lighting() -> None:
    lighting = Lighting.of(room_triangles(ROOM), ROOM)
    first, again = perspective(ROOM, CAMERA), photograph(lighting, CAMERA)
    np.testing.assert_array_equal(first.image, again.image)
    assert first.image.shape == (240, 320, 3) and first.boxes == again.boxes


def test_glass_shows_what_is_behind_it_in_another_tone() -> None:
    bare = replace(ROOM, objects=ROOM.objects[:-1])
    lighting = [Lighting.of(room_triangles(room), ROOM) for room in (ROOM, bare)]
    with_pane, without = (photograph(li, CAMERA) for li in lighting)
    pane = next(box for box in with_pane.boxes if box.id == 7)
    inside = np.zeros((240, 320), bool)
    inside[int(pane.y0) : int(pane.y1) + 1, int(pane.x0) : int(pane.x1) + 1] = True
    change = np.abs(with_pane.image.astype(int) - without.image).max(2)
    assert (change[~inside] == 0).all()
    assert 0 < change[inside].mean() < 40


def test_top_down_shows_every_object_but_no_ceiling() -> None:
    picture = top_down(ROOM)
    assert [box.id for box in picture.boxes] == list(range(len(ROOM.objects)))
    by_id = {box.id: box for box in picture.boxes}
    # The chair in the corner of least x and greatest y is in the upper left.
    assert by_id[4].x1 < by_id[0].x0 and by_id[4].y1 < by_id[0].y0
    table = by_id[0]
    assert (table.x1 - table.x0) / (table.y1 - table.y0) == pytest.approx(1.4 / 0.8, rel=0.1)


@pytest.mark.parametrize("eye", [(0.1, 0.2, 1.5), (3, 3, 0.2), (1, 2, 9)])
def test_look_at_puts_its_target_in_the_middle(eye: tuple[float, float, float]) -> None:
    target = np.array([1.0, 2.0, 0.5])
    camera = look_at(eye, (1.0, 2.0, 0.5))
    R, t = camera.T_world_camera[:3, :3], camera.T_world_camera[:3, 3]
    np.testing.assert_allclose(R.T @ R, np.eye(3), atol=1e-8)
    assert np.linalg.det(R) == pytest.approx(1)
    u, v, z = camera.K @ (R.T @ (target - t))
    np.testing.assert_allclose((u / z, v / z), (160, 120), atol=1e-5)
    assert R[2, 1] <= 1e-9, "the image's y runs downwards"


@pytest.mark.parametrize("id", range(len(ROOM.objects)))
def test_an_object_fills_its_view(id: int) -> None:
    picture = object_view(ROOM, id)
    box = next(box for box in picture.boxes if box.id == id)
    assert (box.x1 - box.x0) * (box.y1 - box.y0) > 0.1 * 224 * 224
    assert box.x0 < 112 < box.x1 and box.y0 < 112 < box.y1 and box.visible > 0.4


def test_what_lies_in_a_box_is_seen_from_inside() -> None:
    walls = solids.tray(0.5, 0.5, 0.4, 0.02)
    lid = solids.box(0.5, 0.5, 0.02).moved(z=0.4)
    crate = Model("box", "", (0.5, 0.5, 0.42), (Part("crate", solids.joined(walls, lid), OAK),))
    inner = replace(ROOM.objects[5], id=9, x=1.0, y=1.0, z=0.02)
    outer = Placed(8, crate, 1.0, 1.0, 0.0, 0.0, inner.support)
    picture = object_view(replace(ROOM, objects=(*ROOM.objects, outer, inner)), 9)
    assert any(seen.id == 9 and seen.visible > 0.5 for seen in picture.boxes)


def test_a_model_alone_is_whole() -> None:
    picture: Picture = object_view(chair(), width=120, height=90)
    (box,) = picture.boxes
    assert picture.image.shape == (90, 120, 3) and box.visible == 1
    assert min(box.x0, box.y0) > 0 and box.x1 < 120 and box.y1 < 90
