"""Superpoints: laws, and a plain twin of the joining."""

import numpy as np
import pytest

from backend.geometry.superpoints import SuperpointConfig, _join, _neighbors, _shifts, superpoints
from backend.types import Points
from tests.engine.made import room_scene


def test_each_point_lies_in_one_and_none_is_empty() -> None:
    cloud = room_scene(density=400).cloud
    labels = superpoints(cloud)
    assert labels.shape == (len(cloud),) and labels.dtype == np.int32
    assert set(labels.tolist()) == set(range(labels.max() + 1))
    assert 5 < labels.max() < len(cloud) / 20


def test_the_order_of_points_does_not_matter() -> None:
    cloud = room_scene(seed=2).cloud
    assert cloud.colors is not None
    order = np.random.default_rng(0).permutation(len(cloud))
    shuffled = superpoints(Points(cloud.positions[order], cloud.colors[order]))
    np.testing.assert_array_equal(shuffled, superpoints(cloud)[order])


def plane(normal: int, at: float = 0.0) -> np.ndarray:
    points = np.random.default_rng(0).uniform(0, 2, (20_000, 3)).astype(np.float32)
    points[:, normal] = at
    return points


def test_walls_that_meet_are_two_and_a_plane_is_one() -> None:
    corner = np.concatenate([plane(0), plane(2)])
    labels = superpoints(Points(corner))
    assert len(np.unique(superpoints(Points(plane(2))))) == 1
    first = labels[:20_000][corner[:20_000, 2] > 0.3]
    second = labels[20_000:][corner[20_000:, 0] > 0.3]
    assert np.bincount(first).max() > 0.9 * len(first)
    assert np.bincount(first).argmax() != np.bincount(second).argmax()


def test_what_does_not_touch_is_apart() -> None:
    cloud = Points(np.concatenate([plane(2), plane(2, at=1.0)]))
    labels = superpoints(cloud)
    assert set(labels[:20_000]).isdisjoint(labels[20_000:])


def test_colours_part_a_plane() -> None:
    points = plane(2)
    colors = np.where(points[:, :1] < 1, np.uint8(0), np.uint8(255)).repeat(3, axis=1)
    config = SuperpointConfig(voxel=0.1)
    assert len(np.unique(superpoints(Points(points), config))) == 1
    assert len(np.unique(superpoints(Points(points, colors), config))) >= 2


def test_joining_is_what_the_paper_says() -> None:
    random = np.random.default_rng(1)
    for _ in range(20):
        edges = random.integers(0, 30, (80, 2)).astype(np.int32)
        differences = np.sort(random.random(80))
        parents = np.arange(30, dtype=np.int32)
        _join(edges, differences, 0.8, 3, parents)
        groups = joined_plainly(edges, differences, 0.8, 3)
        for i in range(30):
            assert {j for j in range(30) if parents[j] == parents[i]} == groups[i]


def joined_plainly(
    edges: np.ndarray, differences: np.ndarray, scale: float, least: int
) -> list[set[int]]:
    groups = [{i} for i in range(30)]
    within = dict.fromkeys((frozenset({i}) for i in range(30)), 0.0)
    for small in (False, True):
        for (a, b), difference in zip(edges.tolist(), differences.tolist(), strict=True):
            one, other = groups[a], groups[b]
            if one is other:
                continue
            bounds = [within[frozenset(g)] + scale / len(g) for g in (one, other)]
            if (min(len(one), len(other)) < least) if small else (difference <= min(bounds)):
                union = one | other
                inner = max(within[frozenset(one)], within[frozenset(other)], difference)
                within[frozenset(union)] = inner
                for member in union:
                    groups[member] = union
    return groups


def test_neighbours_are_all_pairs_of_touching_voxels() -> None:
    cells = np.unique(np.random.default_rng(3).integers(1, 6, (40, 3)), axis=0)
    keys = (cells[:, 0] << 42 | cells[:, 1] << 21 | cells[:, 2]).astype(np.uint64)
    edges = np.empty((13 * len(keys), 2), np.int32)
    covariances = np.zeros((len(keys), 3, 3))
    count = _neighbors(keys, _shifts(), cells.astype(float), covariances, edges)
    near = np.abs(cells[:, None] - cells).max(axis=2) == 1
    wanted = {(i, j) for i, j in np.argwhere(near).tolist() if i < j}
    assert {(i, j) for i, j in edges[:count].tolist()} == wanted and count == len(wanted)
    for i in range(len(keys)):
        around = np.concatenate([cells[i : i + 1], cells[near[i]]]).astype(float)
        around -= around.mean(axis=0)
        np.testing.assert_allclose(covariances[i], around.T @ around, atol=1e-9)


@pytest.mark.parametrize("points", [np.zeros((1, 3)), np.zeros((7, 3)), np.eye(3)])
def test_few_points_are_no_trouble(points: np.ndarray) -> None:
    assert len(superpoints(Points(points.astype(np.float32)))) == len(points)


def test_no_points_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        superpoints(Points(np.zeros((0, 3), np.float32)))
