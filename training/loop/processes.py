"""The processes that train together: one, one for each GPU, or many machines' (Lightning Fabric).

Only the first process touches the run folder, and all others learn from it how that went, so
that no process waits for one that has failed.
"""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

import torch
from lightning_fabric import Fabric
from lightning_fabric.strategies.ddp import DDPStrategy
from torch import Tensor

from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.precision import AutocastPrecision

Result = TypeVar("Result")

_PATIENCE = timedelta(hours=12)
"""How long processes wait for the first one, which evaluates for all."""


class Processes:
    def __init__(self, config: LoopConfig) -> None:
        """Start those of this machine, unless a launcher such as torchrun has.

        Raises:
            CommandError: a device that is not there.
        """
        devices, nodes = _counts(config)
        device = _accelerator(config, devices)
        mixed = config.precision == "bf16-mixed"
        self.fabric = Fabric(
            accelerator=device,
            devices=devices,
            num_nodes=nodes,
            strategy=DDPStrategy(timeout=_PATIENCE) if devices * nodes > 1 else "auto",
            plugins=AutocastPrecision("bf16-mixed", device) if mixed else None,
        )
        self.fabric.launch()

    @property
    def rank(self) -> int:
        return self.fabric.global_rank

    @property
    def world(self) -> int:
        return self.fabric.world_size

    @property
    def device(self) -> torch.device:
        return self.fabric.device

    def first(self, action: Callable[[], Result]) -> Result:
        """What `action` gives on the first process, for all; if it fails there, all stop.

        Raises:
            CommandError: a file cannot be read or written there, besides what `action` raises.
        """
        if self.world == 1:
            return _with_clear_errors(action)
        outcome: Any = None
        failure: Exception | None = None
        if self.rank == 0:
            try:
                outcome = _with_clear_errors(action)
            except Exception as error:
                failure = error
        failed, outcome = self.fabric.broadcast((failure is not None, outcome))
        if failure is not None:
            raise failure
        if failed:
            raise SystemExit(2)  # The first process says why.
        return outcome

    def agree(self, *numbers: int) -> tuple[int, ...]:
        """The largest of each over all processes."""
        if self.world == 1:
            return numbers
        largest = torch.tensor(numbers, device=self.device)
        torch.distributed.all_reduce(largest, torch.distributed.ReduceOp.MAX)
        return tuple(largest.tolist())

    def stop_together(self, problem: CommandError | None) -> None:
        """If any process has a problem, all of them do.

        Raises:
            CommandError: its own problem, or the message of another's.
        """
        (source,) = self.agree(self.rank + 1 if problem else 0)
        if source:
            message = self.fabric.broadcast(str(problem), src=source - 1)
            raise problem or CommandError(message)

    def mean(self, values: Mapping[str, Tensor]) -> dict[str, float]:
        """The mean of each over all processes."""
        stacked = torch.stack([value.detach().float() for value in values.values()])
        if self.world > 1:
            torch.distributed.all_reduce(stacked)
            stacked /= self.world
        return dict(zip(values, stacked.tolist(), strict=True))


def _with_clear_errors(action: Callable[[], Result]) -> Result:
    try:
        return action()
    except OSError as error:
        where = error.filename or "the run folder"
        raise CommandError(f"cannot use {where} ({error.strerror or error})") from error


def _counts(config: LoopConfig) -> tuple[int, int]:
    """Processes on this machine, and machines."""
    if "TORCHELASTIC_RUN_ID" in os.environ:
        here, world = int(os.environ["LOCAL_WORLD_SIZE"]), int(os.environ["WORLD_SIZE"])
        return here, world // here
    if config.devices != "auto":
        return config.devices, config.nodes
    return (torch.cuda.device_count() if _uses_cuda(config) else 1), config.nodes


def _accelerator(config: LoopConfig, devices: int) -> str:
    if not _uses_cuda(config):
        return "cpu"
    there = torch.cuda.device_count()
    if there == 0 or devices > there:
        wanted = max(devices, 1)
        raise CommandError(f"wanted {wanted} GPUs, this machine has {there}. Use --device cpu")
    return "cuda"


def _uses_cuda(config: LoopConfig) -> bool:
    return config.device == "cuda" or (config.device == "auto" and torch.cuda.is_available())
