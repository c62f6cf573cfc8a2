import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.boxes import box_corners, points_in_box
from backend.geometry.iou import bounds_iou, box_bounds, box_iou, suppress
from backend.types import Boxes

seeds = st.integers(0, 2**32 - 1)


def random_boxes(random: np.random.Generator, n: int, turned: bool = True) -> Boxes:
    return Boxes(
        centers=random.uniform(-1, 1, (n, 3)).astype(np.float32),
        sizes=random.uniform(0.3, 2, (n, 3)).astype(np.float32),
        yaws=(random.uniform(-7, 7, n) * turned).astype(np.float32),
        labels=("box",) * n,
    )


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_iou_is_symmetric_and_1_with_itself(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, b = random_boxes(random, 4), random_boxes(random, 3)
    assert np.allclose(box_iou(a, b), box_iou(b, a).T)
    assert np.allclose(np.diag(box_iou(a, a)), 1, atol=1e-5)
    assert (box_iou(a, b) >= 0).all() and (box_iou(a, b) <= 1 + 1e-6).all()


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_iou_does_not_change_when_everything_turns(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, b = random_boxes(random, 4), random_boxes(random, 3)
    angle = random.uniform(0, 6)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])

    def turned(boxes: Boxes) -> Boxes:
        centers = (boxes.centers @ turn.T + [1, 2, 3]).astype(np.float32)
        yaws = (boxes.yaws + angle).astype(np.float32)
        return Boxes(centers, boxes.sizes, yaws, boxes.labels)

    assert np.allclose(box_iou(turned(a), turned(b)), box_iou(a, b), atol=1e-4)


@pytest.mark.parametrize("turned", [False, True])
def test_iou_is_the_share_of_common_points(turned: bool) -> None:
    random = np.random.default_rng(5)
    a, b = random_boxes(random, 3, turned), random_boxes(random, 3, turned)
    points = random.uniform(-2.5, 2.5, (200_000, 3)).astype(np.float32)
    inside_a, inside_b = (
        np.array([points_in_box(points, boxes, i) for i in range(3)]) for boxes in (a, b)
    )
    common = (inside_a[:, None] & inside_b).sum(axis=2)
    either = (inside_a[:, None] | inside_b).sum(axis=2)
    assert np.allclose(box_iou(a, b), common / either, atol=0.02)


def test_bounds_hold_the_box_and_no_more() -> None:
    boxes = random_boxes(np.random.default_rng(1), 5)
    bounds = box_bounds(boxes)
    corners = box_corners(boxes)
    assert np.allclose(corners.max(axis=1), bounds.centers + bounds.sizes / 2, atol=1e-5)
    assert np.allclose(corners.min(axis=1), bounds.centers - bounds.sizes / 2, atol=1e-5)
    assert np.allclose(bounds_iou(boxes, boxes), box_iou(bounds, bounds))


def test_boxes_that_touch_or_are_flat_do_not_overlap() -> None:
    sizes = np.ones((3, 3), dtype=np.float32)
    sizes[2, 2] = 0
    centers = np.array([[0, 0, 0], [1, 0, 0], [0, 0, 0]], dtype=np.float32)
    boxes = Boxes(centers, sizes, np.zeros(3, dtype=np.float32), ("a", "b", "c"))
    assert np.array_equal(box_iou(boxes, boxes), np.diag([1.0, 1.0, 0.0]))


@given(seed=seeds, threshold=st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]))
@settings(max_examples=40, deadline=None)
def test_suppression_keeps_what_no_better_kept_box_overlaps(seed: int, threshold: float) -> None:
    random = np.random.default_rng(seed)
    boxes = random_boxes(random, 12)
    # A few equal scores.
    scores = random.integers(0, 8, 12).astype(np.float32)
    iou = box_iou(boxes, boxes)
    kept = suppress(iou, scores, threshold)
    slow: list[int] = []
    for i in sorted(range(12), key=lambda i: (-scores[i], i)):
        if all(iou[i, j] <= threshold for j in slow):
            slow.append(i)
    assert kept.tolist() == slow


def test_suppression_of_nothing_is_nothing() -> None:
    assert len(suppress(np.zeros((0, 0)), np.zeros(0), 0.5)) == 0
