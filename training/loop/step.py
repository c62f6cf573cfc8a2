"""One step of the optimiser: losses, gradients, and a look at both before weights change."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.nn.utils import clip_grad_value_, clip_grads_with_norm_, get_total_norm
from torch.optim import Optimizer

from training.loop.config import LoopConfig
from training.loop.device import to_device
from training.loop.guard import not_finite
from training.loop.optimizer import set_lr
from training.loop.processes import Processes
from training.loop.seeds import seed_all
from training.loop.task import Task

Batch = TypeVar("Batch")


@dataclass(frozen=True)
class Step:
    """What one step gave, on this process."""

    losses: Mapping[str, Tensor]
    """Means over the batches of the step; `total` is what was minimised."""
    gradient_norm: float
    """Before clipping."""


class _Objective(nn.Module, Generic[Batch]):
    """A task's loss as a module: what is wrapped sees a batch go in and plain tensors come out.

    Networks return frozen dataclasses, which neither Fabric nor DDP can look into.
    """

    def __init__(self, task: Task[Batch]) -> None:
        super().__init__()
        self.network = task.model
        self._task = task

    def forward(self, batch: Batch, number: int) -> dict[str, Tensor]:
        loss = self._task.loss(self.network, batch, number)
        return {"total": loss.total, **loss.parts}


class Stepper(Generic[Batch]):
    """Moves the task's network to its device and changes its weights."""

    def __init__(
        self, task: Task[Batch], config: LoopConfig, processes: Processes, optimizer: Optimizer
    ) -> None:
        self._task, self._config, self._processes = task, config, processes
        self._objective = processes.fabric.setup_module(_Objective(task))
        self._optimizer = optimizer
        self._parameters = [one for group in optimizer.param_groups for one in group["params"]]

    def step(self, batches: Sequence[Batch], number: int, lr: float) -> Step:
        """Learn from the batches of step `number`, each of the same weight.

        Raises:
            NotFiniteError: a loss or a gradient is not finite, here or on another process (then
                a CommandError with its message); the weights are as before.
        """
        losses = [
            self._backward(batch, number, part, len(batches)) for part, batch in enumerate(batches)
        ]
        means = {name: torch.stack([one[name] for one in losses]).mean() for name in losses[0]}
        gradients = [one.grad for one in self._parameters if one.grad is not None]
        norm = get_total_norm(gradients)
        self._require_finite(batches, number, means, norm)
        if self._config.clip_norm is not None:
            clip_grads_with_norm_(self._parameters, self._config.clip_norm, norm)
        if self._config.clip_value is not None:
            clip_grad_value_(self._parameters, self._config.clip_value)
        set_lr(self._optimizer, lr)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return Step(means, norm.item())

    def _backward(self, batch: Batch, number: int, part: int, parts: int) -> dict[str, Tensor]:
        fabric = self._processes.fabric
        seed_all(self._config.seed, number, part, self._processes.rank)
        batch = to_device(batch, self._processes.device)
        with fabric.no_backward_sync(self._objective, enabled=part < parts - 1):
            losses = self._objective(batch, number)
            fabric.backward(losses["total"] / parts)
        return {name: value.detach().float() for name, value in losses.items()}

    def _require_finite(
        self, batches: Sequence[Batch], number: int, losses: Mapping[str, Tensor], norm: Tensor
    ) -> None:
        """One look at the device for all values together."""
        problem = None
        if not math.isfinite((losses["total"] + norm).item()):
            problem = not_finite(
                number + 1,
                {name: value.item() for name, value in losses.items()},
                norm.item(),
                [name for batch in batches for name in self._task.batch_ids(batch)],
                self._task.model.named_parameters(),
            )
        self._processes.stop_together(problem)
