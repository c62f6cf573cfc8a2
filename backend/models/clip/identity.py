"""Which CLIP a feature came from, down to the last bit of the model's weights."""

import hashlib
from collections.abc import Iterable, Mapping

import torch
from torch import Tensor

from backend.models.card import ClipIdentity

__all__ = ["ClipIdentity", "weights_sha256"]


def weights_sha256(tensors: Mapping[str, Tensor], *parts: str) -> str:
    """SHA-256 over names in order, types, shapes and bytes; `parts` are hashed before them.

    Tensors count, not the file that holds them: writing the same weights again in another order
    or another format changes nothing. The digest is computed each time, as hashing a file in
    order to look up a stored digest would take as long.
    """
    digest = hashlib.sha256()
    for piece in _pieces(tensors, parts):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(tensors: Mapping[str, Tensor], parts: Iterable[str]) -> Iterable[bytes | memoryview]:
    for part in parts:
        yield f"{part}\n".encode()
    for name in sorted(tensors):
        tensor = tensors[name].detach().cpu().contiguous()
        yield f"{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode()
        yield tensor.flatten().view(torch.uint8).numpy().data
