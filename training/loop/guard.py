"""Stop before a loss or a gradient that is not finite spoils the weights."""

import math
from collections.abc import Iterable, Mapping, Sequence

import torch
from torch import Tensor, nn

from training.errors import CommandError

_MOST_NAMED = 8


class NotFiniteError(CommandError):
    """A loss or a gradient is NaN or infinite; the last checkpoint is from before it."""


def not_finite(
    step: int,
    losses: Mapping[str, float],
    gradient_norm: float,
    ids: Sequence[str],
    named_parameters: Iterable[tuple[str, nn.Parameter]],
) -> NotFiniteError:
    """Says where it happened, with what values, and on which examples."""
    values = ", ".join(f"{name} {value:g}" for name, value in losses.items())
    told = [f"step {step}: not finite: {values}, gradient norm {gradient_norm:g}"]
    if all(map(math.isfinite, losses.values())):
        bad = [name for name, one in named_parameters if one.grad is not None and _spoilt(one.grad)]
        told.append(f"gradients of {_listed(bad)}")
    told.append(f"batch: {_listed(ids)}")
    told.append("The last good checkpoint is kept")
    return NotFiniteError(". ".join(told))


def _spoilt(gradient: Tensor) -> bool:
    return not bool(torch.isfinite(gradient).all())


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}" if names else "none"
