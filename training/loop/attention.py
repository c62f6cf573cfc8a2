"""How attention is computed in training."""

from contextlib import AbstractContextManager, nullcontext

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel


def attention(device: torch.device) -> AbstractContextManager[object]:
    """Plain on a CPU, where the fused kind is several times slower on the way back."""
    return sdpa_kernel(SDPBackend.MATH) if device.type == "cpu" else nullcontext()
