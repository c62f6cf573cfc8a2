"""Tensors of a weight file from the internet. Nothing in the file is ever executed."""

import pickle
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

TORCH_SUFFIXES = (".pth", ".pt", ".tar")


def read_tensors(path: Path, containers: tuple[str, ...]) -> dict[str, Tensor]:
    """The state dict in a `.safetensors`, `.pth`, `.pt` or `.tar` file of PyTorch's, on the CPU.

    Args:
        path: The file.
        containers: The names under which a training checkpoint may keep its state dict; a file
            that is nothing but a state dict is read as well.

    Raises:
        ValueError: The file is of another kind, damaged, holds more than tensors and plain values,
            or has no state dict under any of the names.
        OSError: The file cannot be read.
    """
    if path.suffix == ".safetensors":
        try:
            return load_file(path)
        except SafetensorError as error:
            raise ValueError(f"{path} is no complete safetensors file: {error}") from error
    if path.suffix not in TORCH_SUFFIXES:
        wanted = ", ".join((".safetensors", *TORCH_SUFFIXES))
        raise ValueError(f"weights must be one of {wanted} and {path.name} is not; rename it")
    return _state_dict(_load(path), containers, path)


def _load(path: Path) -> object:
    with path.open("rb") as file:
        try:
            return torch.load(file, map_location="cpu", weights_only=True)
        except pickle.UnpicklingError as error:
            raise ValueError(
                f"{path} is damaged or holds Python objects besides tensors, which could run code "
                "and are never loaded; where the file is trusted, save its state dict as "
                ".safetensors"
            ) from error
        except (RuntimeError, EOFError, OSError) as error:
            raise ValueError(f"{path} is no complete PyTorch file: {error}") from error


def _state_dict(loaded: object, containers: tuple[str, ...], path: Path) -> dict[str, Tensor]:
    if not isinstance(loaded, Mapping):
        raise ValueError(f"{path} must hold a state dict and holds a {type(loaded).__name__}")
    found = next((loaded[name] for name in containers if name in loaded), loaded)
    tensors = {
        name: value
        for name, value in (found.items() if isinstance(found, Mapping) else ())
        if isinstance(name, str) and isinstance(value, Tensor)
    }
    if not tensors:
        raise ValueError(
            f"{path} has no tensors at its top or under {', '.join(containers)}; "
            f"it has {', '.join(map(str, list(loaded)[:8])) or 'nothing'}"
        )
    return tensors
