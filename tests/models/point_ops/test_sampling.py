"""Farthest points: the kernel, the PyTorch twin and the plain loop choose the same."""

from types import ModuleType

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from models.point_ops.point_sets import CLOUDS, random_cloud
from torch import Tensor

from backend.models.point_ops import cpu_sampling, farthest_point_sample, torch_sampling


def plain_loop(points: Tensor, count: int, ignored: Tensor | None = None) -> list[int]:
    """One cloud in NumPy; float32 is rounded after each operation."""
    cloud = points.numpy()
    distances = np.full(len(cloud), np.inf, dtype=np.float32)
    if ignored is not None:
        distances[ignored.numpy()] = -1
    chosen = [0]
    while len(chosen) < count:
        dx, dy, dz = (cloud - cloud[chosen[-1]]).T
        with np.errstate(over="ignore"):
            distances = np.minimum(distances, dx * dx + dy * dy + dz * dz)
        chosen.append(int(np.argmax(distances)))
    return chosen


@pytest.mark.parametrize("name", CLOUDS)
@pytest.mark.parametrize("twin", [cpu_sampling, torch_sampling])
def test_each_twin_is_the_plain_loop(name: str, twin: ModuleType) -> None:
    cloud = CLOUDS[name]
    count = min(len(cloud) + 3, 40)
    start = torch.full((1, len(cloud)), torch.inf)
    chosen = twin.farthest_points(cloud[None], start, count)
    assert chosen[0].tolist() == plain_loop(cloud, count)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 3), st.integers(1, 200), st.integers(1, 60), st.integers(0, 10**6))
def test_the_twins_agree_for_every_shape(batch: int, points: int, count: int, seed: int) -> None:
    clouds = torch.stack([random_cloud(points, seed + b) for b in range(batch)])
    start = torch.full((batch, points), torch.inf)
    chosen = cpu_sampling.farthest_points(clouds, start.clone(), count)
    assert torch.equal(chosen, torch_sampling.farthest_points(clouds, start, count))
    assert torch.equal(chosen, farthest_point_sample(clouds, count))


def test_the_twins_agree_on_a_scene() -> None:
    cloud = random_cloud(20_000, 1)[None] * torch.tensor([7, 5, 2.6])
    start = torch.full((1, 20_000), torch.inf)
    chosen = cpu_sampling.farthest_points(cloud, start.clone(), 512)
    assert torch.equal(chosen, torch_sampling.farthest_points(cloud, start, 512))


def test_points_near_the_origin_are_passed_over_on_request() -> None:
    cloud = random_cloud(300, 0) * 0.1 - 0.05
    near = cloud.square() @ torch.ones(3) <= 1e-3
    assert near.any() and not near.all()
    chosen = farthest_point_sample(cloud[None], 50, ignore_origin=True)[0]
    assert chosen.tolist() == plain_loop(cloud, 50, near)
    assert not near[chosen[1:]].any()
    everything = farthest_point_sample(cloud[None] * 1e-3, 5, ignore_origin=True)
    assert everything.tolist() == [[0] * 5]


def test_a_later_order_of_the_rest_changes_nothing() -> None:
    """Point 0 is the start; without ties the others may come in any order."""
    cloud = torch.rand(400, 3, generator=torch.Generator().manual_seed(0))
    order = torch.cat([torch.zeros(1, dtype=torch.int64), torch.arange(399, 0, -1)])
    one = cloud[farthest_point_sample(cloud[None], 64)[0]]
    other = cloud[order][farthest_point_sample(cloud[order][None], 64)[0]]
    assert torch.equal(one, other)


def test_samples_cover_the_cloud() -> None:
    """No point is farther from the sample than the sample's points are from each other."""
    cloud = random_cloud(1000, 3)
    sample = cloud[farthest_point_sample(cloud[None], 30)[0]]
    apart = torch.cdist(sample, sample).fill_diagonal_(torch.inf).min()
    assert torch.cdist(cloud, sample).amin(dim=1).max() <= apart * (1 + 1e-5)


def test_samples_carry_no_gradient_and_take_any_precision() -> None:
    cloud = random_cloud(100, 3)[None]
    expected = farthest_point_sample(cloud, 10)
    assert torch.equal(farthest_point_sample(cloud.double().requires_grad_(), 10), expected)
    assert torch.equal(farthest_point_sample(cloud.mT.contiguous().mT, 10), expected)


def test_what_cannot_be_sampled_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1, got 0"):
        farthest_point_sample(torch.zeros(1, 5, 3), 0)
    with pytest.raises(ValueError, match="at least one point"):
        farthest_point_sample(torch.zeros(1, 0, 3), 1)
    broken = torch.zeros(2, 5, 3)
    broken[1, 3, 2] = torch.nan
    with pytest.raises(ValueError, match="index 3 of cloud 1"):
        farthest_point_sample(broken, 1)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
@pytest.mark.parametrize("name", CLOUDS)
def test_the_gpu_chooses_the_same(name: str) -> None:
    cloud = CLOUDS[name][None]
    chosen = farthest_point_sample(cloud.cuda(), 40)
    assert torch.equal(chosen.cpu(), farthest_point_sample(cloud, 40))
