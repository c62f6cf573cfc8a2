"""Random numbers that depend on a position in the run, and on nothing that came before."""

import random

import numpy as np
import torch


def seed_all(seed: int, *position: int) -> None:
    """Seed Python's, NumPy's and PyTorch's generators, on the CPU and on a GPU in use.

    The loop calls it before each batch with step, part of the step and rank. So there is no state
    of generators to save, and neither evaluation nor an interruption changes what follows.
    """
    words = np.random.SeedSequence((seed, *position)).generate_state(4)
    random.seed(int(words[0]))
    np.random.seed(words[1])  # noqa: NPY002 (libraries that tasks call still draw from it)
    torch_seed = (int(words[2]) << 32) | int(words[3])
    torch.default_generator.manual_seed(torch_seed)
    # The public torch.manual_seed formats a stack trace at every call while no GPU is in use.
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(torch_seed)
