"""Move a batch to where the network is."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import torch
from torch import Tensor

Batch = TypeVar("Batch")


def to_device(batch: Batch, device: torch.device) -> Batch:
    """The batch with all its tensors on the device; what holds none is passed on as it is."""
    if device.type == "cpu":
        return batch
    return _moved(batch, device)


def _moved(value: Any, device: torch.device) -> Any:
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    if is_dataclass(value) and not isinstance(value, type):
        moved = {one.name: _moved(getattr(value, one.name), device) for one in fields(value)}
        return replace(value, **moved)
    if isinstance(value, tuple):
        parts = [_moved(part, device) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, list):
        return [_moved(part, device) for part in value]
    if isinstance(value, dict):
        return {key: _moved(part, device) for key, part in value.items()}
    return value
