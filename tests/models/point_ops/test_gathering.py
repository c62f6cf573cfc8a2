"""Gathering is indexing; interpolation is a weighted mean that gradients pass through."""

import pytest
import torch
from models.point_ops.point_sets import random_cloud
from torch import Tensor
from torch.autograd import gradcheck

from backend.models.point_ops import Neighbors, ball_query, gather, group, interpolate, knn


def features(points: int, channels: int = 4) -> Tensor:
    return torch.rand(2, points, channels, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("shape", [(2, 5), (2, 5, 3), (2, 0), (2, 4, 3, 2)])
@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.int64, torch.bool])
def test_gathering_is_indexing(shape: tuple[int, ...], kind: torch.dtype) -> None:
    values = (features(7) * 3).to(kind)
    indices = torch.randint(7, shape, generator=torch.Generator().manual_seed(1))
    expected = torch.stack([v[i] for v, i in zip(values, indices, strict=True)])
    assert torch.equal(gather(values, indices), expected)


def test_a_group_is_seen_from_its_center() -> None:
    cloud = torch.stack([random_cloud(100, seed) for seed in range(2)])
    centers = cloud[:, :9]
    indices = ball_query(cloud, centers, 0.3, 5)
    assert group(cloud, centers, indices).square().sum(dim=-1).max() < 0.3**2
    moved = group(cloud + 1, centers + 1, indices)
    assert torch.allclose(moved, group(cloud, centers, indices), atol=1e-6)


def test_interpolation_is_the_weighted_mean() -> None:
    coarse = torch.stack([random_cloud(30, seed) for seed in range(2)])
    fine = torch.stack([random_cloud(90, seed + 2) for seed in range(2)])
    known, neighbors = features(30), knn(coarse, fine, 3)
    weights = 1 / (neighbors.squared_distances.sqrt() + 1e-8)
    weights /= weights.sum(dim=-1, keepdim=True)
    expected = (gather(known, neighbors.indices) * weights[..., None]).sum(dim=2)
    assert torch.allclose(interpolate(known, neighbors), expected, atol=1e-6)


def test_interpolation_at_the_points_gives_their_features() -> None:
    points, known = torch.rand(2, 30, 3), features(30)
    assert torch.allclose(interpolate(known, knn(points, points, 3)), known, atol=1e-5)


def test_interpolation_keeps_a_constant_whatever_the_distances() -> None:
    indices = torch.randint(30, (2, 50, 3))
    for distance in (0.0, 1e-30, 1.0, 1e30):
        neighbors = Neighbors(indices, torch.full((2, 50, 3), distance))
        assert torch.allclose(interpolate(torch.ones(2, 30, 4), neighbors), torch.ones(2, 50, 4))


def test_interpolation_ignores_the_order_of_the_neighbours() -> None:
    known, points = features(30), torch.rand(2, 30, 3)
    found = knn(points, torch.rand(2, 40, 3), 3)
    turned = Neighbors(found.indices.flip(-1), found.squared_distances.flip(-1))
    assert torch.allclose(interpolate(known, found), interpolate(known, turned), atol=1e-6)


def test_gradients_are_right() -> None:
    cloud = torch.stack([random_cloud(12, seed) for seed in range(2)])
    known = features(12, 3).double().requires_grad_()
    neighbors = knn(cloud, cloud + 0.1, 3)
    assert gradcheck(lambda values: interpolate(values, neighbors), known)
    assert gradcheck(lambda values: gather(values, neighbors.indices), known)
    places = cloud.double().requires_grad_()
    centers = (cloud[:, :5] + 0.01).double().requires_grad_()
    assert gradcheck(lambda p, c: group(p, c, neighbors.indices[:, :5]), (places, centers))


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16, torch.float16])
def test_features_keep_their_precision(kind: torch.dtype) -> None:
    points = torch.rand(2, 30, 3)
    known = features(30).to(kind).requires_grad_()
    means = interpolate(known, knn(points, points, 3))
    means.sum().backward()
    assert means.dtype == kind and known.grad is not None
    assert torch.allclose(means.float(), known.detach().float(), atol=0.02)
