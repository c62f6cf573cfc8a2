"""Where a run is, and all that it needs to go on exactly from there.

There is no state of random generators (`seeds` derives them from the position) and none of the
schedule (a function of the step): the position, the weights and the optimiser's memory suffice.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from torch import Tensor, nn
from torch.optim import Optimizer

from backend.models.checkpoint import (
    Card,
    CheckpointError,
    fill,
    load_checkpoint,
    pack,
    save_checkpoint,
    unpack,
)
from training.errors import CommandError
from training.loop.optimizer import fill_optimizer, optimizer_tensors

_STATE = "state.json"
_OPTIMIZER = "optimizer.safetensors"


@dataclass(frozen=True)
class State:
    """Between two steps of a run."""

    step: int = 0
    """Optimiser steps done."""
    epoch: int = 0
    """Epochs done, with their evaluation."""
    batch: int = 0
    """Batches of the current epoch that each process has done."""
    best: float | None = None
    """The best value of the watched metric."""
    since_best: int = 0
    """Evaluations since then."""
    finished: bool = False
    log_size: int = 0
    """Bytes of the log that belong to what is done."""


@dataclass(frozen=True)
class Saved:
    """What `last` holds."""

    state: State
    weights: Mapping[str, Tensor]
    optimizer: Mapping[str, Tensor]


def save_last(
    folder: Path, state: State, model: nn.Module, optimizer: Optimizer, card: Card
) -> None:
    """A checkpoint like any other, with the state and the optimiser's memory beside.

    Raises:
        OSError: the disk does not take it; the folder still holds what it held.
    """
    extra = {
        _STATE: (json.dumps(asdict(state), indent=1) + "\n").encode(),
        _OPTIMIZER: pack(optimizer_tensors(optimizer)),
    }
    save_checkpoint(folder, model.state_dict(), card, extra=extra)


def load_last(folder: Path) -> Saved | None:
    """What was saved; None where nothing was.

    Raises:
        CommandError: it is damaged.
    """
    if not folder.exists():
        return None
    try:
        weights = load_checkpoint(folder).tensors
        optimizer = unpack((folder / _OPTIMIZER).read_bytes(), str(folder / _OPTIMIZER))
        values = json.loads((folder / _STATE).read_text("utf-8"))
        names = {one.name for one in fields(State)}
        if not isinstance(values, dict) or set(values) != names:
            raise CheckpointError(f"{folder / _STATE} has other fields than {sorted(names)}")
        return Saved(State(**values), weights, optimizer)
    except OSError as error:
        problem = f"{error.filename} cannot be read ({error.strerror})"
        raise CommandError(f"{problem}. Delete {folder} to start anew") from error
    except ValueError as error:
        raise CommandError(f"{error}. Delete {folder} to start anew") from error


def restore(saved: Saved, model: nn.Module, optimizer: Optimizer) -> None:
    """Put weights and memory back.

    Raises:
        CommandError: they are of another network.
    """
    try:
        fill(model, saved.weights)
        fill_optimizer(optimizer, saved.optimizer)
    except CheckpointError as error:
        raise CommandError(str(error)) from error
