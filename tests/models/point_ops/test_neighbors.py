"""Balls and nearest neighbours: the kernels, the PyTorch twins and brute force find the same."""

from types import ModuleType

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from models.point_ops.point_sets import CLOUDS, random_cloud
from torch import Tensor

from backend.models.point_ops import ball_query, cpu_neighbors, knn, torch_neighbors

twins = pytest.mark.parametrize("twin", [cpu_neighbors, torch_neighbors])
clouds = pytest.mark.parametrize("name", CLOUDS)


def squared_distances(points: Tensor, queries: Tensor) -> np.ndarray:
    """[queries, points] in float32, rounded after each operation."""
    with np.errstate(over="ignore"):
        apart = points.numpy()[None] - queries.numpy()[:, None]
        dx, dy, dz = np.moveaxis(apart * apart, -1, 0)
        return dx + dy + dz


def brute_balls(points: Tensor, centers: Tensor, radius: float, count: int) -> list[list[int]]:
    with np.errstate(over="ignore", under="ignore"):
        within = squared_distances(points, centers) < np.float32(radius) * np.float32(radius)
    rows = []
    for row in within:
        hits = np.flatnonzero(row)[:count].tolist() or [0]
        rows.append(hits + hits[:1] * (count - len(hits)))
    return rows


def brute_nearest(points: Tensor, queries: Tensor, k: int) -> tuple[np.ndarray, np.ndarray]:
    distances = squared_distances(points, queries)
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(distances, order, axis=1)


def places(cloud: Tensor) -> Tensor:
    """Some of the points, places between them, and places away from them."""
    low, high = cloud.amin(dim=0), cloud.amax(dim=0)
    some = cloud[:: max(1, len(cloud) // 20)]
    away = torch.stack([low - (high - low), high * 3 - low * 2, low * 0])
    return torch.cat([some, (some + some.flip(0)) / 2, away])


def radii(cloud: Tensor) -> list[float]:
    """From nothing over a few neighbours to everything."""
    extent = float((cloud.amax(dim=0) - cloud.amin(dim=0)).max()) or 1.0
    return [extent * share for share in (1e-9, 1 / 50, 0.1, 0.25, 0.7, 5)]


@clouds
@twins
def test_balls_are_those_of_brute_force(name: str, twin: ModuleType) -> None:
    cloud, centers = CLOUDS[name], places(CLOUDS[name])
    for radius in radii(cloud):
        for count in (1, 7, 400):
            found = twin.first_in_balls(cloud[None], centers[None], radius, count)
            assert found[0].tolist() == brute_balls(cloud, centers, radius, count)


@clouds
@twins
def test_the_nearest_are_those_of_brute_force(name: str, twin: ModuleType) -> None:
    cloud, queries = CLOUDS[name], places(CLOUDS[name])
    for k in {1, min(3, len(cloud)), min(40, len(cloud)), len(cloud)}:
        indices, distances = twin.nearest(cloud[None], queries[None], k)
        expected_indices, expected_distances = brute_nearest(cloud, queries, k)
        assert np.array_equal(indices[0].numpy(), expected_indices)
        assert np.array_equal(distances[0].numpy(), expected_distances)


@settings(deadline=None, max_examples=40)
@given(
    st.integers(1, 3),
    st.integers(1, 200),
    st.integers(1, 50),
    st.integers(1, 20),
    st.floats(1e-3, 2),
    st.integers(0, 10**6),
)
def test_the_twins_agree_for_every_shape(
    batch: int, points: int, queries: int, count: int, radius: float, seed: int
) -> None:
    clouds = torch.stack([random_cloud(points, seed + b) for b in range(batch)])
    centers = torch.stack([random_cloud(queries, seed + b) for b in range(batch)]) * 1.2
    balls = ball_query(clouds, centers, radius, count)
    assert torch.equal(balls, torch_neighbors.first_in_balls(clouds, centers, radius, count))
    k = min(count, points)
    found, (indices, distances) = (
        knn(clouds, centers, k),
        torch_neighbors.nearest(clouds, centers, k),
    )
    assert torch.equal(found.indices, indices)
    assert torch.equal(found.squared_distances, distances)


def test_work_in_pieces_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cloud, queries = random_cloud(500, 0)[None], random_cloud(60, 1)[None]
    balls = torch_neighbors.first_in_balls(cloud, queries, 0.3, 16)
    nearest = torch_neighbors.nearest(cloud, queries, 5)
    monkeypatch.setattr(torch_neighbors, "_PIECE", 100)
    assert torch.equal(balls, torch_neighbors.first_in_balls(cloud, queries, 0.3, 16))
    for one, other in zip(nearest, torch_neighbors.nearest(cloud, queries, 5), strict=True):
        assert torch.equal(one, other)


def test_the_order_of_the_centers_is_that_of_the_rows() -> None:
    cloud, queries = random_cloud(300, 0)[None], random_cloud(50, 1)[None]
    order = torch.arange(49, -1, -1)
    balls = ball_query(cloud, queries, 0.2, 8)
    assert torch.equal(ball_query(cloud, queries[:, order], 0.2, 8), balls[:, order])
    found = knn(cloud, queries, 4).indices
    assert torch.equal(knn(cloud, queries[:, order], 4).indices, found[:, order])


def test_the_order_of_the_points_does_not_change_who_is_near() -> None:
    cloud = torch.rand(300, 3, generator=torch.Generator().manual_seed(0))
    order, queries = torch.arange(299, -1, -1), random_cloud(50, 1)
    one, other = knn(cloud[None], queries[None], 4), knn(cloud[order][None], queries[None], 4)
    assert torch.equal(one.indices, order[other.indices])
    balls, turned = (ball_query(c[None], queries[None], 0.3, 300) for c in (cloud, cloud[order]))
    for center in range(50):
        assert set(balls[0, center].tolist()) == set(order[turned[0, center]].tolist())


@pytest.mark.parametrize(
    ("radius", "count", "message"),
    [(0.0, 3, "above 0"), (-1.0, 3, "above 0"), (float("inf"), 3, "finite"), (1.0, 0, "got 0")],
)
def test_balls_that_make_no_sense_are_refused(radius: float, count: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ball_query(torch.zeros(1, 5, 3), torch.zeros(1, 2, 3), radius, count)


def test_neighbours_that_make_no_sense_are_refused() -> None:
    cloud = torch.zeros(1, 5, 3)
    for k in (0, 6):
        with pytest.raises(ValueError, match=f"the 5 points, got {k}"):
            knn(cloud, cloud, k)
    with pytest.raises(ValueError, match="finite queries"):
        knn(cloud, cloud + torch.inf, 1)
    with pytest.raises(ValueError, match="finite centers"):
        ball_query(cloud, cloud + torch.nan, 1.0, 1)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
@clouds
def test_the_gpu_finds_the_same(name: str) -> None:
    cloud, queries = CLOUDS[name][None], places(CLOUDS[name])[None]
    for radius in radii(cloud[0]):
        balls = ball_query(cloud.cuda(), queries.cuda(), radius, 16)
        assert torch.equal(balls.cpu(), ball_query(cloud, queries, radius, 16))
    k = min(5, cloud.shape[1])
    found, expected = knn(cloud.cuda(), queries.cuda(), k), knn(cloud, queries, k)
    assert torch.equal(found.indices.cpu(), expected.indices)
    assert torch.equal(found.squared_distances.cpu(), expected.squared_distances)
