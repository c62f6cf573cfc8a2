import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.boxes import box_corners, box_edges, points_in_box, ray_box
from backend.types import Boxes

seeds = st.integers(0, 2**32 - 1)


def random_boxes(random: np.random.Generator, n: int) -> Boxes:
    return Boxes(
        centers=random.uniform(-3, 3, (n, 3)).astype(np.float32),
        sizes=random.uniform(0.1, 2, (n, 3)).astype(np.float32),
        yaws=random.uniform(-7, 7, n).astype(np.float32),
        labels=("box",) * n,
    )


@given(seed=seeds)
@settings(max_examples=30, deadline=None)
def test_corners_and_edges_measure_the_box(seed: int) -> None:
    boxes = random_boxes(np.random.default_rng(seed), 5)
    corners, edges = box_corners(boxes), box_edges(boxes)
    assert np.allclose(corners.mean(axis=1), boxes.centers, atol=1e-5)
    lengths = np.linalg.norm(edges[:, :, 1] - edges[:, :, 0], axis=-1)
    assert np.allclose(lengths, np.repeat(boxes.sizes, 4, axis=1), atol=1e-4)
    along_x = edges[:, 0, 1] - edges[:, 0, 0]
    turned = np.stack([np.cos(boxes.yaws), np.sin(boxes.yaws), 0 * boxes.yaws], axis=1)
    assert np.allclose(along_x, boxes.sizes[:, :1] * turned, atol=1e-4)


@given(seed=seeds)
@settings(max_examples=30, deadline=None)
def test_points_inside_are_mixtures_of_the_corners(seed: int) -> None:
    random = np.random.default_rng(seed)
    boxes = random_boxes(random, 3)
    weights = random.dirichlet(np.ones(8), 200) * 0.999 + 0.001 / 8
    for i, corners in enumerate(box_corners(boxes)):
        inside = (weights @ corners).astype(np.float32)
        assert points_in_box(inside, boxes, i).all()
        outside = (
            boxes.centers[i] + (corners[random.integers(8, size=50)] - boxes.centers[i]) * 1.01
        )
        assert not points_in_box(outside.astype(np.float32), boxes, i).any()


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_a_ray_hits_the_box_that_walking_along_it_enters_first(seed: int) -> None:
    random = np.random.default_rng(seed)
    boxes = random_boxes(random, 6)
    origin, direction = random.uniform(-8, 8, 3), random.normal(size=3)
    if seed % 2:
        direction = boxes.centers[0] - origin
    walk = np.linspace(0, 30, 6001)[:, None] * direction / np.linalg.norm(direction) + origin
    inside = np.stack([points_in_box(walk.astype(np.float32), boxes, i) for i in range(6)])
    if inside[:, 0].any():
        return
    first = np.where(inside.any(axis=1), inside.argmax(axis=1), 10**6)
    got = ray_box(boxes, origin, direction)
    if got is None:
        assert first.min() == 10**6
    elif first.min() < 10**6:
        assert first[got] <= first.min() + 1 or first[got] == 10**6  # A corner may slip by a step.


def test_rays_along_axes_and_from_within() -> None:
    boxes = Boxes(
        centers=np.array([[0, 0, 0], [3, 0, 0]], dtype=np.float32),
        sizes=np.ones((2, 3), dtype=np.float32),
        yaws=np.zeros(2, dtype=np.float32),
        labels=("a", "b"),
    )
    x = np.array([1.0, 0, 0])
    assert ray_box(boxes, np.array([-5.0, 0, 0]), x) == 0
    assert ray_box(boxes, np.array([-5.0, 0, 0]), -x) is None
    assert ray_box(boxes, np.array([1.5, 0, 0]), x) == 1
    assert ray_box(boxes, np.array([0.0, 0, 0]), x) == 0
    assert ray_box(boxes, np.array([-5.0, 0.5, 0]), x) == 0
    assert ray_box(boxes, np.array([-5.0, 0.6, 0]), x) is None


def test_no_boxes() -> None:
    boxes = random_boxes(np.random.default_rng(0), 0)
    assert box_edges(boxes).shape == (0, 12, 2, 3)
    assert ray_box(boxes, np.zeros(3), np.ones(3)) is None
