"""What the layers send, with a server that nobody visits as the place to draw in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
import viser

from backend import engine
from backend.geometry.view import View
from backend.types import Camera, Frame, Mesh, Points, Scene
from tests.viewer import scans
from viewer.display import Display, first_display
from viewer.guard.server import GuardedServer
from viewer.layers.glb import linear_rgba, to_glb, vertex_normals
from viewer.layers.points import PointLayer
from viewer.layers.splats import choose_splats, covariances_of
from viewer.opened import OpenedScene
from viewer.panels.info import statistics
from viewer.panels.view import legend
from viewer.stage import Stage


def views(count: int) -> Iterator[View]:
    """Random cameras around and inside the scan that look somewhere."""
    rng = np.random.default_rng(0)
    for _ in range(count):
        rotation, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        yield View(rng.uniform(-4, 4, 3), rotation, 1.2, rng.uniform(0.5, 2), 600)


def test_covariances_equal_the_written_out_product() -> None:
    splats = scans.ball(50)
    ids = np.array([3, 17, 41])
    for at, covariance in zip(ids, covariances_of(splats, ids), strict=True):
        w, x, y, z = splats.rotations[at].astype(float)
        R = np.array(
            [
                [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
            ]
        )
        S = np.diag(splats.scales[at].astype(float))
        np.testing.assert_allclose(covariance, R @ S @ S.T @ R.T, rtol=1e-4, atol=1e-8)


@pytest.mark.parametrize("budget", [1, 50, 399, 400, 1000])
@pytest.mark.parametrize("cut", [None, 1.0, 0.2])
def test_chosen_splats_keep_budget_and_cut(budget: int, cut: float | None) -> None:
    splats = scans.ball(400)
    low = np.flatnonzero(splats.means[:, 2] <= (np.inf if cut is None else cut))
    for view in (None, *views(5)):
        ids = choose_splats(splats, budget, cut, view)
        assert len(ids) == len(np.unique(ids)) == min(budget, len(low))
        assert np.isin(ids, low).all()


def test_the_splats_that_matter_most_are_chosen() -> None:
    splats = scans.ball(400)
    weight = splats.opacities * np.sort(splats.scales, axis=1)[:, 1:].prod(axis=1)
    np.testing.assert_array_equal(
        choose_splats(splats, 40, None, None), np.sort(np.argsort(-weight)[:40])
    )


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> OpenedScene:
    path = tmp_path_factory.mktemp("dense") / "points.ply"
    return OpenedScene(engine.open_scene(scans.write_points(path, step=0.02)))


@pytest.mark.parametrize("cut", [None, 0.4, -5.0])
def test_points_never_exceed_the_budget(
    server: GuardedServer, dense: OpenedScene, cut: float | None
) -> None:
    display = replace(first_display(dense, 1000), cut_height=cut)
    layer = PointLayer(server, dense, display)
    total = len(dense.scene.cloud)
    for i, view in enumerate((None, *views(15))):
        budget = (1000, 60, 7000, total)[i % 4]
        layer.apply(replace(display, budget=budget), view)
        sent = held(server)
        assert sum(map(len, sent.values())) == layer.shown_points <= budget
        assert all(len(positions) for positions in sent.values())
        if cut is not None:
            assert all((positions[:, 2] <= cut).all() for positions in sent.values())
        if budget == total and cut is None:
            assert layer.shown_points == total
    layer.remove()
    assert held(server) == {}


def test_every_point_is_sent_once_in_its_colour(server: GuardedServer, dense: OpenedScene) -> None:
    layer = PointLayer(server, dense, first_display(dense, 10**6))
    layer.refine(None)
    layer.refine(next(views(1)))
    cloud = dense.scene.cloud
    sent = np.concatenate(list(held(server).values()))
    order, expected = np.lexsort(sent.T), np.lexsort(cloud.positions.T)
    np.testing.assert_array_equal(sent[order], cloud.positions[expected])
    layer.apply(replace(first_display(dense, 10**6), color="Class"), None)
    colors = dense.colors("Class")
    for part in layer._shown.values():
        assert part.handle is not None
        np.testing.assert_array_equal(
            np.broadcast_to(part.handle.colors, (len(part.ids), 3)), colors[part.ids]
        )
    layer.remove()


def held(server: GuardedServer) -> dict[str, np.ndarray]:
    """The positions of every point node that the server's visitors would get."""
    nodes = server.scene._handle_from_node_name
    return {
        name: handle.points  # pyright: ignore[reportAttributeAccessIssue]
        for name, handle in nodes.items()
        if name.startswith("/scene/points/")
    }


def coloured_mesh(tmp_path: Path) -> Mesh:
    mesh = engine.open_scene(scans.write_mesh(tmp_path / "mesh.ply")).mesh
    assert mesh is not None
    colors = np.random.default_rng(0).integers(0, 256, mesh.vertices.shape).astype(np.uint8)
    return replace(mesh, colors=colors)


def load(glb: bytes) -> trimesh.Trimesh:
    scene = trimesh.load_scene(trimesh.util.wrap_as_stream(glb), file_type="glb", process=False)
    (geometry,) = scene.geometry.values()
    assert isinstance(geometry, trimesh.Trimesh)
    return geometry


def test_glb_comes_back_as_it_was(tmp_path: Path) -> None:
    mesh = coloured_mesh(tmp_path)
    back = load(to_glb(mesh))
    np.testing.assert_array_equal(back.vertices.astype(np.float32), mesh.vertices)
    np.testing.assert_array_equal(back.faces, mesh.faces)


def test_the_cut_takes_faces_only(tmp_path: Path) -> None:
    mesh = coloured_mesh(tmp_path)
    back = load(to_glb(mesh, cut_height=0.3))
    low = np.all((mesh.vertices[:, 2] <= 0.3)[mesh.faces], axis=1)
    assert 0 < low.sum() < len(low)
    np.testing.assert_array_equal(back.faces, mesh.faces[low])


def test_colours_become_linear_by_the_srgb_law() -> None:
    codes = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    linear = linear_rgba(codes)[:, 0] / 65535
    assert (linear_rgba(codes)[:, 3] == 65535).all()
    # The way back (IEC 61966-2-1) gives every code again.
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    np.testing.assert_array_equal(np.round(encoded * 255), np.arange(256))
    for code in (5, 100, 200):
        c = code / 255
        wanted = c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        assert abs(linear[code] - wanted) <= 1 / 65535


def test_normals_of_a_sphere_point_outwards() -> None:
    sphere = trimesh.creation.icosphere(subdivisions=3)
    vertices = sphere.vertices.astype(np.float32)
    normals = vertex_normals(vertices, sphere.faces.astype(np.int32))
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)
    assert (normals * vertices).sum(axis=1).min() > 0.99


def test_a_vertex_without_faces_has_a_normal_all_the_same() -> None:
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [5, 5, 5]], np.float32)
    normals = vertex_normals(vertices, np.array([[0, 1, 2]], np.int32))
    np.testing.assert_allclose(normals, np.tile([0, 0, 1], (4, 1)))


def hostile(tmp_path: Path) -> OpenedScene:
    points = Points(np.eye(3, dtype=np.float32), classes=np.array([0, 1, 0], np.int32))
    return OpenedScene(
        Scene(
            name="x",
            path=tmp_path,
            format="<b>f</b>",
            frame=Frame(),
            points=points,
            class_names=("<script>1</script>", '"><img src=x onerror=1>'),
            notes=("<iframe> **note**",),
        )
    )


def test_legend_and_statistics_escape_names(tmp_path: Path) -> None:
    scene = hostile(tmp_path)
    shown = legend(scene, "Class")
    assert "&lt;script&gt;" in shown and "<script" not in shown and "<img" not in shown
    told = statistics(scene.info)
    assert not re.findall(r"(?<!\\)[<>`]", told)
    assert r"\<script\>" in told and r"\*\*note" in told


def test_a_display_starts_with_what_the_scene_is(tmp_path: Path) -> None:
    scene = OpenedScene(engine.open_scene(scans.write_splats(tmp_path / "s.ply")))
    assert first_display(scene, 7) == Display(show="Splats", color="Colour", budget=7)


def both(tmp_path: Path) -> OpenedScene:
    """A labelled cloud that also has splats, one above each third point."""
    scene = engine.open_scene(scans.write_points(tmp_path / "points.ply", step=0.1))
    third = scene.cloud.positions[::3]
    ball = scans.ball(len(third))
    splats = replace(ball, means=third + np.array([0, 0, 0.001], np.float32))
    return OpenedScene(replace(scene, splats=splats))


def test_points_and_splats_of_one_scene_are_drawn_and_told_apart(
    server: GuardedServer, tmp_path: Path
) -> None:
    opened = both(tmp_path)
    scene, display = opened.scene, first_display(opened, 10**6)
    assert scene.splats is not None and scene.cloud.colors is not None
    assert opened.show_modes() == ("Splats", "Points") and display.show == "Splats"
    assert scene.cloud_splats is None
    low = opened.visible(0.5)
    assert opened.visible(None) is None and low is not None and len(low) == len(scene.cloud)
    np.testing.assert_array_equal(opened.splat_colors("Colour"), scene.splats.colors)
    for mode in ("Class", "Height"):
        np.testing.assert_array_equal(opened.splat_colors(mode), opened.colors(mode)[::3])
    stage = Stage(server, opened, display, dark=False)
    stage.draw()
    assert stage.shown_points == stage.all_points == len(scene.splats)
    stage.apply(replace(display, show="Points"), next(views(1)))
    assert stage.shown_points == stage.all_points == len(scene.cloud)
    stage.close()


def test_a_click_into_splats_with_points_selects_a_point(
    server: GuardedServer, tmp_path: Path
) -> None:
    opened = both(tmp_path)
    stage = Stage(server, opened, first_display(opened, 10**6), dark=False)
    down = np.array([0, 0, -1], np.float32)
    picked = stage.pick(np.array([0, 0, 3], np.float32), down, next(views(1)))
    assert picked is not None and picked.class_name == "table"
    stage.close()


def test_the_camera_in_which_one_stands_is_hidden(
    server: GuardedServer, dense: OpenedScene
) -> None:
    poses = [np.eye(4), np.eye(4)]
    poses[1][:3, 3] = (3.0, 0.0, 1.0)
    K = np.array([[100, 0, 50], [0, 100, 40], [0, 0, 1.0]])
    cameras = tuple(Camera(str(i), pose, K, 100, 80) for i, pose in enumerate(poses))
    opened = OpenedScene(replace(dense.scene, cameras=cameras))
    stage = Stage(server, opened, first_display(opened, 10**6), dark=False)
    stage.draw()
    view = next(views(1))
    for eye, shown in (((3.1, 0.1, 1.2), [True, False]), ((0.0, 0.0, 5.0), [True, True])):
        stage.refine(replace(view, position=np.array(eye)))
        frusta = [h for h in stage._extras["cameras"] if isinstance(h, viser.CameraFrustumHandle)]
        assert [handle.visible for handle in frusta] == shown
    stage.close()
