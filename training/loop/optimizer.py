"""Optimisers from parameter groups, and their state as tensors that need no pickle."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

import torch
from torch import Tensor
from torch.optim import Optimizer

from backend.models.checkpoint import CheckpointError
from training.loop.config import LoopConfig
from training.loop.task import ParameterGroup


def make_optimizer(groups: Sequence[ParameterGroup], config: LoopConfig) -> Optimizer:
    """An optimiser whose groups keep their `name` and `lr_scale`.

    Raises:
        ValueError: nothing to train, or a parameter in two groups.
    """
    settings: list[dict[str, Any]] = [
        {
            "name": group.name,
            "params": [one for one in group.parameters if one.requires_grad],
            "lr_scale": group.lr_scale,
            "weight_decay": config.weight_decay
            if group.weight_decay is None
            else group.weight_decay,
        }
        for group in groups
    ]
    settings = [group for group in settings if group["params"]]
    if not settings:
        raise ValueError("wanted parameters to train, got none that require a gradient")
    match config.optimizer:
        case "adamw":
            return torch.optim.AdamW(settings, lr=config.lr)
        case "adam":
            return torch.optim.Adam(settings, lr=config.lr)
        case "sgd":
            return torch.optim.SGD(settings, lr=config.lr, momentum=0.9)
        case _:
            assert_never(config.optimizer)


def set_lr(optimizer: Optimizer, lr: float) -> None:
    """The rate of the run, scaled for each group."""
    for group in optimizer.param_groups:
        group["lr"] = lr * group["lr_scale"]


def optimizer_tensors(optimizer: Optimizer) -> dict[str, Tensor]:
    """All that an optimiser remembers, as `<number of the parameter>.<what>`."""
    state: Mapping[int, Mapping[str, Any]] = optimizer.state_dict()["state"]
    found: dict[str, Tensor] = {}
    for number, memory in state.items():
        for what, value in memory.items():
            assert isinstance(value, Tensor), f"{what} of {type(optimizer).__name__}: {value!r}"
            found[f"{number}.{what}"] = value
    return found


def fill_optimizer(optimizer: Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Let an optimiser remember what `optimizer_tensors` gave.

    Raises:
        CheckpointError: it was another optimiser's.
    """
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        number, what = name.split(".", 1)
        state.setdefault(int(number), {})[what] = tensor
    count = sum(len(group["params"]) for group in optimizer.param_groups)
    if any(number >= count for number in state):
        raise CheckpointError(f"the saved optimiser has other parameters than these {count}")
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})
