import numpy as np
import pytest

from backend.geometry.boxes import points_in_box
from backend.geometry.occupancy import occupied
from backend.types import Boxes


@pytest.mark.parametrize("least", [0, 1, 5, 40])
def test_occupied_boxes_hold_enough_points(least: int) -> None:
    random = np.random.default_rng(least)
    boxes = Boxes(
        centers=random.uniform(-1, 1, (30, 3)).astype(np.float32),
        sizes=random.uniform(0.1, 1.5, (30, 3)).astype(np.float32),
        yaws=random.uniform(-7, 7, 30).astype(np.float32),
        labels=("box",) * 30,
    )
    points = random.uniform(-1, 1, (300, 3)).astype(np.float32)
    counts = [np.count_nonzero(points_in_box(points, boxes, i)) for i in range(30)]
    found = occupied(points, boxes, least)
    assert found.tolist() == [count >= least for count in counts]
    assert occupied(points[:0], boxes, 1).tolist() == [False] * 30
