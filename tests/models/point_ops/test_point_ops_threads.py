"""Many threads and forked processes may use the operations at once."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from models.point_ops.point_sets import random_cloud
from torch import Tensor

from backend.models.point_ops import ball_query, clouds, farthest_point_sample, gather, knn


def everything(seed: int) -> tuple[Tensor, ...]:
    batch = torch.stack([random_cloud(400, seed + b) for b in range(3)])
    chosen = farthest_point_sample(batch, 50)
    centers = gather(batch, chosen)
    found = knn(batch, centers, 4)
    return chosen, ball_query(batch, centers, 0.2, 8), found.indices, found.squared_distances


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)


def test_threads_do_not_disturb_each_other(pooled: None) -> None:
    seeds = [seed % 5 for seed in range(64)]
    expected = {seed: everything(seed) for seed in set(seeds)}
    with ThreadPoolExecutor(16) as threads:
        results = list(threads.map(everything, seeds))
    for seed, result in zip(seeds, results, strict=True):
        assert all(torch.equal(a, b) for a, b in zip(result, expected[seed], strict=True))


def test_one_thread_and_many_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    results = []
    for threads in (1, 2):
        monkeypatch.setattr(torch, "get_num_threads", lambda threads=threads: threads)
        results.append(everything(0))
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


def double(array: np.ndarray) -> None:
    array *= 2


def double_a_batch() -> None:
    batch = torch.ones(8, 3)
    clouds.for_each_cloud(double, batch)
    assert batch.eq(2).all()


def test_a_forked_process_has_a_pool_of_its_own(pooled: None) -> None:
    double_a_batch()
    child = multiprocessing.get_context("fork").Process(target=double_a_batch)
    child.start()
    child.join(60)
    assert child.exitcode == 0


def test_an_error_in_a_thread_arrives(pooled: None) -> None:
    def fail(array: np.ndarray) -> None:
        raise ValueError(f"cloud {array[0]:.0f}")

    with pytest.raises(ValueError, match="cloud 0"):
        clouds.for_each_cloud(fail, torch.arange(4.0)[:, None])
