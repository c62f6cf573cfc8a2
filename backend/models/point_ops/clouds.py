"""The clouds of a batch, side by side on the threads of a pool."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from torch import Tensor

_pools: dict[int, ThreadPoolExecutor] = {}
"""By process: threads do not survive a fork, so a child begins with a pool of its own."""


def for_each_cloud(work: Callable[..., None], *batches: Tensor) -> None:
    """`work` on the arrays of each cloud; what it writes into them stays in the tensors.

    In the calling thread where PyTorch is told to use one thread, as in the worker processes of
    its data loaders.
    """
    arrays: list[np.ndarray] = [batch.numpy() for batch in batches]
    alone = len(arrays[0]) < 2 or torch.get_num_threads() == 1
    for _ in (map if alone else _pool().map)(work, *arrays):
        pass


def _pool() -> ThreadPoolExecutor:
    """The process's pool. Threads that arrive together may each make one; the first is kept."""
    process = os.getpid()
    if process not in _pools:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
        _pools.setdefault(process, ThreadPoolExecutor(cores, "point-ops"))
    return _pools[process]
