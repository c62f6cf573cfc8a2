"""Random numbers that depend on a position in the run, and on nothing that came before."""

import hashlib
import random
import struct

import numpy as np
import torch


def seed_all(seed: int, *position: int) -> None:
    """Seed Python's, NumPy's and PyTorch's generators, on the CPU and on a GPU in use.

    The loop calls it before each batch with step, part of the step and rank. So there is no state
    of generators to save, and neither evaluation nor an interruption changes what follows.
    """
    digest = hashlib.blake2b(repr((seed, *position)).encode(), digest_size=16).digest()
    python_seed, numpy_seed, torch_seed = struct.unpack("<IIQ", digest)
    random.seed(python_seed)
    np.random.seed(numpy_seed)  # noqa: NPY002 (libraries that tasks call still draw from it)
    torch.default_generator.manual_seed(torch_seed)
    # The public torch.manual_seed formats a stack trace at every call while no GPU is in use.
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(torch_seed)
