"""Turning and scaling a scene moves everything in it together."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.frames import rotations_from_quaternions
from backend.geometry.spherical_harmonics import sh_basis
from backend.scenes.place import place, reorient, transform
from backend.types import Boxes, Camera, Content, Mesh, Points, Reading, Splats

seeds = st.integers(0, 2**32 - 1)


def units(random: np.random.Generator, *shape: int) -> np.ndarray:
    v = random.normal(size=shape)
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def rotation(random: np.random.Generator) -> np.ndarray:
    return rotations_from_quaternions(units(random, 4))


def everything(seed: int, n: int = 20) -> Content:
    """One of each, with values of any kind."""
    random = np.random.default_rng(seed)

    def floats(*shape: int) -> np.ndarray:
        return random.uniform(-3, 3, shape).astype(np.float32)

    T = np.eye(4)
    T[:3, :3], T[:3, 3] = rotation(random), random.uniform(-3, 3, 3)
    K = np.array([[500.0, 0, 320], [0, 510, 240], [0, 0, 1]])
    return Content(
        points=Points(floats(n, 3), normals=units(random, n, 3).astype(np.float32)),
        mesh=Mesh(floats(n, 3), random.integers(0, n, (n, 3)).astype(np.int32)),
        splats=Splats(
            floats(n, 3),
            np.exp(floats(n, 3)),
            units(random, n, 4).astype(np.float32),
            random.uniform(0, 1, n).astype(np.float32),
            floats(n, 16, 3),
        ),
        boxes=Boxes(
            floats(n, 3), np.abs(floats(n, 3)) + np.float32(0.1), floats(n), ("chair",) * n
        ),
        cameras=(Camera("a", T, K, 640, 480),),
        origin=random.uniform(-1000, 1000, 3),
    )


def splats_of(content: Content) -> Splats:
    assert content.splats is not None
    return content.splats


def points_of(content: Content) -> Points:
    assert content.points is not None
    return content.points


def boxes_of(content: Content) -> Boxes:
    assert content.boxes is not None
    return content.boxes


def covariances(splats: Splats) -> np.ndarray:
    R = rotations_from_quaternions(splats.rotations.astype(np.float64))
    return np.einsum("nij,nj,nkj->nik", R, splats.scales.astype(np.float64) ** 2, R)


def yaw(angle: float) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def inside(boxes: Boxes, positions: np.ndarray, slack: float = 0.0) -> np.ndarray:
    """[points, boxes], by turning every point into every box's own axes."""
    own = [
        (positions - center) @ yaw(angle)
        for center, angle in zip(boxes.centers.astype(float), boxes.yaws.astype(float), strict=True)
    ]
    halves = boxes.sizes.astype(float)[:, None] / 2 + slack
    return np.all(np.abs(np.array(own)) <= halves, axis=2).T


@given(seeds, st.floats(0.001, 1000))
@settings(max_examples=25, deadline=None)
def test_everything_moves_together(seed: int, scale: float) -> None:
    content = everything(seed)
    R = rotation(np.random.default_rng(seed + 1))
    moved = transform(content, (R, scale))
    atol = 1e-5 * scale

    def law(old: np.ndarray) -> np.ndarray:
        return scale * old.astype(np.float64) @ R.T

    np.testing.assert_allclose(
        points_of(moved).positions, law(points_of(content).positions), atol=atol
    )
    old, new = points_of(content).normals, points_of(moved).normals
    assert old is not None and new is not None
    np.testing.assert_allclose(new, old @ R.T, atol=1e-5)
    assert content.mesh is not None and moved.mesh is not None
    np.testing.assert_allclose(moved.mesh.vertices, law(content.mesh.vertices), atol=atol)
    assert moved.mesh.faces is content.mesh.faces or np.array_equal(
        moved.mesh.faces, content.mesh.faces
    )
    np.testing.assert_allclose(boxes_of(moved).centers, law(boxes_of(content).centers), atol=atol)
    np.testing.assert_allclose(moved.origin, scale * R @ content.origin, rtol=1e-9)


@given(seeds, st.floats(0.01, 100))
@settings(max_examples=25, deadline=None)
def test_splats_keep_their_shape_and_light(seed: int, scale: float) -> None:
    content = everything(seed)
    random = np.random.default_rng(seed + 1)
    R = rotation(random)
    old, new = splats_of(content), splats_of(transform(content, (R, scale)))
    np.testing.assert_allclose(new.means, scale * old.means @ R.T, atol=1e-5 * scale)
    want = scale**2 * R @ covariances(old) @ R.T
    np.testing.assert_allclose(covariances(new), want, rtol=1e-3, atol=3e-5 * np.abs(want).max())
    np.testing.assert_allclose(np.linalg.norm(new.rotations, axis=1), 1, atol=1e-5)
    assert np.array_equal(new.opacities, old.opacities)
    d = units(random, 30, 3)
    before = np.einsum("dk,nkc->ndc", sh_basis(d), old.sh)
    after = np.einsum("dk,nkc->ndc", sh_basis(d @ R.T), new.sh)
    np.testing.assert_allclose(after, before, atol=1e-4)


@given(seeds, st.floats(-10, 10), st.floats(0.1, 10))
@settings(max_examples=25, deadline=None)
def test_boxes_under_a_turn_about_z_hold_the_same_points(seed, angle, scale) -> None:
    content = everything(seed, n=40)
    moved = transform(content, (yaw(angle), scale))
    old, new = points_of(content).positions, points_of(moved).positions
    held = inside(boxes_of(moved), new)
    # Points on a face may fall either way.
    assert (held <= inside(boxes_of(content), old, 1e-4)).all()
    assert (held >= inside(boxes_of(content), old, -1e-4)).all()


@given(seeds)
@settings(max_examples=25, deadline=None)
def test_boxes_under_any_turn_hold_at_least_the_same_points(seed: int) -> None:
    content = everything(seed, n=40)
    R = rotation(np.random.default_rng(seed + 1))
    moved = transform(content, (R, 1.0))
    before = inside(boxes_of(content), points_of(content).positions, -1e-4)
    assert (before <= inside(boxes_of(moved), points_of(moved).positions, 1e-4)).all()
    assert not boxes_of(moved).yaws.any()


def pixels(camera: Camera, positions: np.ndarray) -> np.ndarray:
    T = np.linalg.inv(camera.T_world_camera)
    seen = positions @ T[:3, :3].T + T[:3, 3]
    return (seen @ camera.K.T)[:, :2] / seen[:, 2:]


@given(seeds, st.floats(0.01, 100))
@settings(max_examples=25, deadline=None)
def test_cameras_see_the_same_pixels(seed: int, scale: float) -> None:
    content = everything(seed)
    R = rotation(np.random.default_rng(seed + 1))
    moved = transform(content, (R, scale))
    in_front = np.array([[x, y, z, 1.0] for x in (-1, 1) for y in (-1, 1) for z in (2.0, 5.0)])
    world = (in_front @ content.cameras[0].T_world_camera.T)[:, :3]
    np.testing.assert_allclose(
        pixels(moved.cameras[0], scale * world @ R.T), pixels(content.cameras[0], world), atol=1e-5
    )
    T = moved.cameras[0].T_world_camera
    np.testing.assert_allclose(T[:3, :3] @ T[:3, :3].T, np.eye(3), atol=1e-9)
    assert T[3].tolist() == [0, 0, 0, 1]


@given(seeds, st.floats(0.01, 100))
@settings(max_examples=15, deadline=None)
def test_there_and_back_again(seed: int, scale: float) -> None:
    content = everything(seed)
    R = rotation(np.random.default_rng(seed + 1))
    back = transform(transform(content, (R, scale)), (R.T, 1 / scale))
    for name in ("means", "scales", "opacities", "sh"):
        old, new = getattr(splats_of(content), name), getattr(splats_of(back), name)
        np.testing.assert_allclose(new, old, atol=1e-4, rtol=1e-5)
    same = np.abs((splats_of(back).rotations * splats_of(content).rotations).sum(1))
    np.testing.assert_allclose(same, 1, atol=1e-5)
    np.testing.assert_allclose(points_of(back).positions, points_of(content).positions, atol=1e-4)
    np.testing.assert_allclose(
        back.cameras[0].T_world_camera, content.cameras[0].T_world_camera, atol=1e-9
    )


def reading(seed: int, **said: object) -> Reading:
    content = {f.name: getattr(everything(seed), f.name) for f in fields(Content)}
    return Reading(format="test", **(content | said))  # pyright: ignore[reportArgumentType]


def test_what_a_reading_says_is_kept_and_the_rest_is_guessed() -> None:
    said = place(reading(0, up=(0.0, 1.0, 0.0), metres_per_unit=0.01), name="a", path=Path("a"))
    assert said.frame.up_name == "+y" and not said.frame.guessed
    assert said.frame.metres_per_unit == 0.01
    hint = place(reading(0, up=(0.0, -1.0, 0.0), up_from="guessed"), name="a", path=Path("a"))
    assert hint.frame.up_name == "-y" and hint.frame.up_from == "guessed"
    unsaid = place(reading(0), name="a", path=Path("a"))
    assert (unsaid.frame.up_from, unsaid.frame.scale_from) == ("guessed", "guessed")


def test_the_users_word_gives_what_the_file_would_have_given() -> None:
    wrong = place(reading(3, up=(0.0, 1.0, 0.0), metres_per_unit=1.0), name="a", path=Path("a"))
    right = place(reading(3, up=(-1.0, 0.0, 0.0), metres_per_unit=0.01), name="a", path=Path("a"))
    corrected = reorient(wrong, up=(-1.0, 0.0, 0.0), metres_per_unit=0.01)
    assert corrected.frame.up_from == "user" and corrected.frame.scale_from == "user"
    np.testing.assert_allclose(
        points_of(corrected).positions, points_of(right).positions, atol=1e-6
    )
    np.testing.assert_allclose(splats_of(corrected).sh, splats_of(right).sh, atol=1e-4)
    np.testing.assert_allclose(
        covariances(splats_of(corrected)), covariances(splats_of(right)), rtol=1e-3, atol=1e-6
    )
    np.testing.assert_allclose(corrected.origin, right.origin)
    again = reorient(corrected, up=(0.0, 1.0, 0.0), metres_per_unit=1.0)
    np.testing.assert_allclose(points_of(again).positions, points_of(wrong).positions, atol=1e-5)
    assert replace(again, frame=wrong.frame).bounds.shape == (2, 3)
