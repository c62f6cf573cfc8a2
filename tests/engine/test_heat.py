"""The heat kernel beside its plain twin; whose vote is whose."""

import numpy as np

from backend.engine.belonging import belonging
from backend.engine.heat import _REACH, point_heat
from backend.engine.network import near_seeds
from backend.types import Boxes


def some_boxes(random: np.random.Generator, count: int) -> Boxes:
    return Boxes(
        random.uniform(0, 3, (count, 3)).astype(np.float32),
        random.uniform(0.2, 1.5, (count, 3)).astype(np.float32),
        random.uniform(-1, 1, count).astype(np.float32),
        ("thing",) * count,
    )


def test_heat_is_what_its_definition_says() -> None:
    random = np.random.default_rng(0)
    positions = random.uniform(0, 3, (400, 3)).astype(np.float32)
    seeds = random.uniform(0, 3, (20, 3)).astype(np.float32)
    boxes, near = some_boxes(random, 5), near_seeds(positions, seeds)
    shares, likely = random.random((20, 5), np.float32), random.random(5, np.float32)
    rows = np.array([0, 2, 3])
    heat = point_heat(positions, near, shares, boxes, likely, rows)
    wanted = np.zeros(400)
    for i in range(400):
        for j in rows:
            offset = positions[i] - boxes.centers[j]
            cos, sin = np.cos(boxes.yaws[j]), np.sin(boxes.yaws[j])
            own = np.array([
                cos * offset[0] + sin * offset[1], cos * offset[1] - sin * offset[0], offset[2]
            ])  # fmt: skip
            beyond = np.linalg.norm(np.maximum(np.abs(own) - boxes.sizes[j] / 2, 0))
            share = (near.weights[i] * shares[near.indices[i], j]).sum() * likely[j]
            wanted[i] += share * max(0, 1 - beyond / _REACH)
    np.testing.assert_allclose(heat, np.minimum(wanted, 1), atol=1e-5)
    assert heat.max() > 0


def test_weights_of_seeds_add_up() -> None:
    random = np.random.default_rng(1)
    positions, seeds = random.random((50, 3), np.float32), random.random((9, 3), np.float32)
    near = near_seeds(positions, seeds)
    np.testing.assert_allclose(near.weights.sum(axis=1), 1, rtol=1e-5)
    distances = np.linalg.norm(positions[:, None] - seeds, axis=2)
    nearest = np.sort(distances, axis=1)[:, :3]
    got = np.take_along_axis(distances, near.indices.astype(int), axis=1)
    np.testing.assert_allclose(got, nearest, atol=1e-6)


def test_a_vote_belongs_to_the_object_at_whose_centre_it_lies() -> None:
    table = ((0, 0, 0.4), (2, 1, 0.8))
    chair = ((0.6, 0, 0.4), (0.5, 0.5, 0.8))
    centers, sizes = (np.array(part, np.float32) for part in zip(table, chair, strict=True))
    boxes = Boxes(centers, sizes, np.zeros(2, np.float32), ("table", "chair"))
    votes = np.array([[0, 0, 0.4], [0.6, 0, 0.4], [5, 5, 5]], np.float32)
    shares = belonging(votes, boxes)
    assert shares[0, 0] > 0.9 and shares[1, 1] > 0.8
    assert shares[2].max() < 1e-3
    assert (shares >= 0).all() and (shares.sum(axis=1) <= 1 + 1e-5).all()
