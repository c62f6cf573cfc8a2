import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.iou import bounds_iou, box_bounds
from backend.types import Boxes
from training.errors import CommandError
from training.metrics.grounding import Grounded, bounds_overlap, score_grounding, unique_objects
from training.metrics.submission import (
    AnswerPrediction,
    BoxPrediction,
    corner_bounds,
    official_corners,
    read_answers,
    read_boxes,
    write_answers,
    write_boxes,
)

SEEDS = st.integers(0, 2**32 - 1)


def cube(x: float) -> np.ndarray:
    """Bounds of a unit cube on the x axis."""
    return np.array([[x, 0, 0], [x + 1, 1, 1]], dtype=np.float64)


def random_boxes(dice: np.random.Generator, n: int) -> Boxes:
    return Boxes(
        dice.uniform(-1, 1, (n, 3)).astype(np.float32),
        dice.uniform(0.2, 2, (n, 3)).astype(np.float32),
        dice.uniform(-3, 3, n).astype(np.float32),
        ("chair",) * n,
    )


def random_text(dice: np.random.Generator) -> Grounded:
    targets = corner_bounds(official_corners(random_boxes(dice, int(dice.integers(1, 4)))))
    near = targets[dice.integers(len(targets))] + dice.normal(0, 0.15, (2, 3))
    return Grounded(None if dice.random() < 0.1 else np.sort(near, axis=0), targets)


def test_exactly_the_threshold_is_enough() -> None:
    # Cubes that share a half: 1/3. Boxes of which one is a half of the other: exactly 0.5.
    half = np.array([[0, 0, 0], [0.5, 1, 1]], dtype=np.float64)
    assert score_grounding([Grounded(half, cube(0)[None])]).first == (100, 100)
    assert score_grounding([Grounded(cube(0.5), cube(0)[None])]).first == (100, 0)


def test_the_first_target_counts_and_any_target_apart() -> None:
    texts = [
        Grounded(cube(5), np.stack([cube(0), cube(5)])),
        Grounded(cube(0), np.stack([cube(0), cube(5)])),
        Grounded(None, cube(0)[None]),
        Grounded(cube(9), cube(0)[None]),
    ]
    score = score_grounding(texts)
    assert score.first == (25, 25) and score.any == (50, 50) and score.texts == 4
    assert [name for name, _ in score.figures()][:2] == ["Acc@0.25", "Acc@0.5"]


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_overlap_equals_that_of_boxes(seed: int) -> None:
    dice = np.random.default_rng(seed)
    one, others = random_boxes(dice, 1), random_boxes(dice, 5)
    bounds = corner_bounds(official_corners(others))
    ours = bounds_overlap(corner_bounds(official_corners(one))[0], bounds)
    np.testing.assert_allclose(ours, bounds_iou(one, others)[0], atol=1e-4)
    around = box_bounds(others)
    low = around.centers - around.sizes / 2
    np.testing.assert_allclose(bounds[:, 0], low, atol=1e-5)


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_order_of_texts_and_later_targets_does_not_matter(seed: int, dice: random.Random) -> None:
    generator = np.random.default_rng(seed)
    texts = [random_text(generator) for _ in range(6)]
    score = score_grounding(texts)
    turned = [
        Grounded(t.predicted, np.concatenate([t.targets[:1], t.targets[:0:-1]])) for t in texts
    ]
    dice.shuffle(turned)
    other = score_grounding(turned)
    assert other.first == pytest.approx(score.first) and other.any == pytest.approx(score.any)
    assert all(a <= b for a, b in zip(score.first, score.any, strict=True))
    perfect = score_grounding([Grounded(t.targets[0], t.targets) for t in texts])
    assert perfect.first == perfect.any == (100, 100)


def test_flat_boxes_overlap_nothing() -> None:
    flat = np.zeros((2, 3))
    assert bounds_overlap(flat, flat[None])[0] == 0


def test_texts_need_targets() -> None:
    with pytest.raises(ValueError, match="at least one text"):
        score_grounding([])
    with pytest.raises(ValueError, match="target"):
        score_grounding([Grounded(None, np.zeros((0, 2, 3)))])


def test_unique_is_the_only_described_object_of_its_class_in_the_scene() -> None:
    objects = [("a", "1", 5), ("a", "1", 5), ("a", "2", 7), ("b", "1", 5), ("b", "3", 5)]
    assert unique_objects(objects) == {("a", "1"), ("a", "2")}


def test_answers_come_back_as_written(tmp_path: Path) -> None:
    corners = official_corners(random_boxes(np.random.default_rng(0), 1))[0]
    written = [
        AnswerPrediction("scene0000_00", "val-0", ("brown", "dark brown"), corners),
        AnswerPrediction("scene0000_00", "val-1", ("ça va",)),
    ]
    path = tmp_path / "new" / "predictions.json"
    write_answers(path, written)
    found = read_answers(path)
    assert list(found) == ["val-0", "val-1"]
    assert found["val-1"] == written[1] and found["val-0"].answers == written[0].answers
    np.testing.assert_array_equal(found["val-0"].corners, corners)


def test_boxes_come_back_as_written(tmp_path: Path) -> None:
    corners = official_corners(random_boxes(np.random.default_rng(0), 1))[0]
    write_boxes(tmp_path / "p.json", [BoxPrediction("s", "12", "0", corners, multiple=True)])
    (prediction,) = read_boxes(tmp_path / "p.json").values()
    assert prediction.key == ("s", "12", "0") and prediction.multiple and not prediction.others
    np.testing.assert_array_equal(prediction.corners, corners)


def test_corners_go_around_the_top_and_then_the_bottom() -> None:
    one = np.zeros((1, 3), np.float32)
    corners = official_corners(Boxes(one, one + 2, one[:, 0], ("bed",)))[0]
    floor = [[1, 1], [1, -1], [-1, -1], [-1, 1]]
    np.testing.assert_array_equal(corners[:, :2], [*floor, *floor])
    np.testing.assert_array_equal(corners[:, 2], [1] * 4 + [-1] * 4)


def test_more_than_ten_answers_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 to 10"):
        write_answers(tmp_path / "p.json", [AnswerPrediction("s", "q", ("no",) * 11)])


def test_a_file_where_none_can_be_is_named() -> None:
    with pytest.raises(CommandError, match="/dev/null/x"):
        write_answers(Path("/dev/null/x/p.json"), [])
