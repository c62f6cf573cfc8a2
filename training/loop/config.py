"""How to train, whatever is trained."""

import math
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

import tyro

from training.errors import CommandError
from training.loop.schedule import ScheduleConfig

MAY_CHANGE = ("out", "save_steps", "save_minutes", "device", "devices", "nodes")
"""A run may be continued with other values of these. The number of processes must stay the same,
but not where they run."""


@dataclass(frozen=True)
class LoopConfig:
    """Options of every training.

    The same command continues a run that was interrupted, and does nothing once it is finished.

    Raises:
        CommandError: an option that makes no sense.
    """

    out: Path = Path("runs/training")
    """The run folder; one machine's folder is enough, whichever machines train."""
    seed: int = 0

    epochs: int = 10
    lr: float = 1e-3
    """Highest learning rate; a task may scale it for some parameters."""
    optimizer: Literal["adamw", "adam", "sgd"] = "adamw"
    """SGD is with momentum 0.9."""
    weight_decay: float = 0.01
    schedule: ScheduleConfig = field(default_factory=ScheduleConfig)
    accumulate: int = 1
    """Batches in one step of the optimiser."""
    clip_norm: float | None = None
    """Scale the gradient down to this norm."""
    clip_value: float | None = None
    """Cut each value of the gradient to ± this."""
    precision: Literal["32-true", "bf16-mixed"] = "32-true"

    log_every: int = 10
    """Steps between two lines of the log."""
    eval_every: int = 1
    """Epochs between two evaluations; the last epoch always has one."""
    embed_every: int = 1
    """Epochs between two files of embeddings; 0 for none."""
    checkpoint_every: int = 1
    """Epochs between two checkpoints that are kept; 0 for none but best and last."""
    save_steps: int | None = None
    """Save `last` every so many steps, besides at the end of each epoch."""
    save_minutes: float = 5.0
    """Save `last` when the last save was so long ago."""
    best: str | None = None
    """The metric whose best checkpoint is kept in `best`."""
    best_mode: Literal["max", "min"] = "max"
    patience: int | None = None
    """Stop after so many evaluations in which the best metric was not beaten."""

    device: Literal["auto", "cpu", "cuda"] = "auto"
    devices: Annotated[int | Literal["auto"], tyro.conf.arg(metavar="INT|auto")] = "auto"
    """GPUs (or CPU processes) on this machine; `auto` is all GPUs, or one CPU process."""
    nodes: int = 1
    """Machines. Start the same command on each, through torchrun or a cluster's launcher."""

    def __post_init__(self) -> None:
        for name in ("epochs", "accumulate", "log_every", "eval_every", "nodes"):
            _require(name, getattr(self, name) >= 1, "1 or more", self)
        for name in ("seed", "weight_decay", "embed_every", "checkpoint_every"):
            _require(name, getattr(self, name) >= 0, "0 or more", self)
        for name in ("clip_norm", "clip_value", "save_steps", "patience"):
            value = getattr(self, name)
            _require(name, value is None or value > 0, "more than 0", self)
        _require("lr", 0 < self.lr < math.inf, "a positive number", self)
        _require("save_minutes", self.save_minutes > 0, "more than 0", self)
        _require("devices", self.devices == "auto" or self.devices >= 1, "1 or more", self)
        if self.patience is not None and self.best is None:
            raise CommandError("--patience needs --best, the name of the metric to watch")


def as_json(config: LoopConfig) -> dict[str, Any]:
    """The options that JSON can hold and that change the result."""
    values = asdict(config)
    values["schedule"]["milestones"] = list(config.schedule.milestones)
    return {one.name: values[one.name] for one in fields(config) if one.name not in MAY_CHANGE}


def _require(name: str, holds: bool, wanted: str, config: LoopConfig) -> None:
    if not holds:
        option = name.replace("_", "-")
        raise CommandError(f"wanted {wanted} for --{option}, got {getattr(config, name)}")
