"""Laws of what is done to clouds: boxes, thinning, places on triangles, mixing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import KDTree

from backend.geometry.boxes import points_in_box
from backend.types import Points
from training.rooms.scan.annotated import tight_boxes
from training.rooms.scan.decimate import keep_detail
from training.rooms.scan.mix import mixed
from training.rooms.scan.on_triangle import interpolated, nearest_weights, random_places

SEEDS = st.integers(0, 2**32 - 1)


def cloud(seed: int, objects: int = 4, n: int = 400) -> Points:
    rng = np.random.default_rng(seed)
    return Points(
        rng.uniform(0, 4, (n, 3)).astype(np.float32),
        rng.integers(0, 256, (n, 3)).astype(np.uint8),
        classes=rng.integers(-1, 5, n).astype(np.int32),
        instances=rng.integers(-1, objects, n).astype(np.int32),
    )


@settings(deadline=None)
@given(SEEDS)
def test_boxes_hold_their_points_tightly(seed: int) -> None:
    points = cloud(seed)
    yaws = np.random.default_rng(seed).uniform(-np.pi, np.pi, 4).astype(np.float32)
    boxes = tight_boxes(points, yaws, ("a", "b", "c", "d"), 5)
    assert points.instances is not None and boxes.instances is not None
    for i, object_id in enumerate(boxes.instances):
        mine = points.positions[points.instances == object_id].astype(np.float64)
        cos, sin = np.cos(boxes.yaws[i]), np.sin(boxes.yaws[i])
        offset = mine - boxes.centers[i]
        own = np.stack(
            [
                cos * offset[:, 0] + sin * offset[:, 1],
                cos * offset[:, 1] - sin * offset[:, 0],
                offset[:, 2],
            ],
            1,
        )
        np.testing.assert_allclose(own.max(0), boxes.sizes[i] / 2, atol=1e-5)
        np.testing.assert_allclose(own.min(0), -boxes.sizes[i] / 2, atol=1e-5)


def test_few_points_make_no_box() -> None:
    points = Points(np.zeros((3, 3), np.float32), instances=np.array([0, 1, 1], np.int32))
    boxes = tight_boxes(points, np.zeros(2, np.float32), ("a", "b"), 2)
    assert boxes.labels == ("b",)
    assert points_in_box(points.positions, boxes, 0).all()


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_thinning_keeps_planes_apart_and_covers_everything(seed: int) -> None:
    rng = np.random.default_rng(seed)
    positions = np.append(rng.uniform(0, 1, (500, 2)), np.zeros((500, 1)), axis=1).astype(
        np.float32
    )
    normals = np.tile(np.array([0, 0, 1], np.float32), (500, 1))
    kept = keep_detail(positions, normals, rng, fine=0.02, coarse=0.05)
    tree = KDTree(positions[kept])
    near, _ = tree.query(positions[kept], k=2)
    assert np.asarray(near)[:, 1].min() >= 0.05 - 1e-6 or kept.sum() == 500
    gap, _ = tree.query(positions)
    assert np.max(gap) < 0.05 + 1e-6


def test_bent_places_keep_more() -> None:
    rng = np.random.default_rng(0)
    positions = np.append(rng.uniform(0, 1, (4000, 2)), np.zeros((4000, 1)), axis=1).astype(
        np.float32
    )
    flat = np.tile(np.array([0, 0, 1], np.float32), (4000, 1))
    rough = rng.normal(size=(4000, 3)).astype(np.float32)
    rough /= np.linalg.norm(rough, axis=1, keepdims=True)
    counts = [keep_detail(positions, n, rng, fine=0.02, coarse=0.05).sum() for n in (flat, rough)]
    assert counts[1] > 2 * counts[0]


@settings(deadline=None)
@given(SEEDS)
def test_places_on_triangles_are_found_again(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.normal(size=(20, 3, 3)).astype(np.float32)
    at, weights = random_places(corners, 200, rng)
    np.testing.assert_allclose(weights.sum(1), 1, atol=1e-5)
    assert (weights >= -1e-6).all()
    places = interpolated(corners, at, weights)
    again = interpolated(corners, at, nearest_weights(corners[at], places))
    np.testing.assert_allclose(again, places, atol=2e-3)


def test_places_follow_the_area() -> None:
    corners = np.zeros((2, 3, 3), np.float32)
    corners[0, 1, 0] = corners[0, 2, 1] = 3
    corners[1, 1, 0] = corners[1, 2, 1] = 1
    at, _ = random_places(corners, 1000, np.random.default_rng(0))
    assert abs((at == 0).mean() - 0.9) < 0.002


@settings(deadline=None)
@given(SEEDS, st.integers(1, 3), st.integers(1, 3))
def test_mixing_takes_every_point_from_one_of_both(seed: int, columns: int, rows: int) -> None:
    first, second = cloud(seed), cloud(seed + 1)
    out = mixed(first, second, np.random.default_rng(seed), cuts=(columns, rows))
    assert out.colors is not None and first.colors is not None and second.colors is not None
    colors = {tuple(c) for c in (*first.colors.tolist(), *second.colors.tolist())}
    assert {tuple(c) for c in out.colors.tolist()} <= colors
    assert out.instances is not None and out.instances.max(initial=-1) < 8
    known = {tuple(p) for p in first.positions.tolist()}
    from_first = np.array([tuple(p) in known for p in out.positions.tolist()])
    assert (out.instances[from_first] < 4).all()
    others = out.instances[~from_first]
    assert ((others >= 4) | (others == -1)).all()


def test_mixing_nothing_changes_nothing_but_cut_objects_lose_their_box() -> None:
    first, second = cloud(3), cloud(4)
    same = mixed(first, second, np.random.default_rng(0), cuts=(2, 2), exchanged=0)
    np.testing.assert_array_equal(same.positions, first.positions)
    assert first.instances is not None and same.instances is not None
    np.testing.assert_array_equal(same.instances, first.instances)
    half = mixed(first, second, np.random.default_rng(0), cuts=(2, 1), least_share=0.9)
    # Objects are scattered over the whole room: each is cut in two.
    assert half.instances is not None and (half.instances == -1).all()
