"""The learning rate as a function of the step, without state."""

import math
from dataclasses import dataclass
from typing import Literal, assert_never

from training.errors import CommandError


@dataclass(frozen=True)
class ScheduleConfig:
    kind: Literal["constant", "cosine", "multistep"] = "cosine"
    """After the warm-up: the same rate, half a cosine to `final`, or `decay` at each milestone."""
    warmup: float = 0.0
    """Epochs (or a part of one) in which the rate rises linearly from 0."""
    final: float = 0.0
    """Where the cosine ends, as a share of the learning rate."""
    milestones: tuple[float, ...] = ()
    """Epochs after which the rate is multiplied by `decay`."""
    decay: float = 0.1

    def __post_init__(self) -> None:
        if self.warmup < 0 or not 0 <= self.final <= 1 or self.decay <= 0:
            wanted = "wanted warm-up ≥ 0, final from 0 to 1 and decay > 0"
            raise CommandError(f"{wanted}, got {self.warmup}, {self.final} and {self.decay}")
        if list(self.milestones) != sorted(self.milestones):
            raise CommandError(f"wanted milestones in order, got {self.milestones}")


def factor(config: ScheduleConfig, step: int, *, steps_per_epoch: int, epochs: int) -> float:
    """What the learning rate is multiplied with at a step, counted from 0."""
    warmup = config.warmup * steps_per_epoch
    if step < warmup:
        return (step + 1) / (math.floor(warmup) + 1)
    match config.kind:
        case "constant":
            return 1.0
        case "cosine":
            share = min((step - warmup) / max(epochs * steps_per_epoch - warmup, 1.0), 1.0)
            return config.final + (1 - config.final) * (1 + math.cos(math.pi * share)) / 2
        case "multistep":
            epoch = step / steps_per_epoch
            return config.decay ** sum(epoch >= milestone for milestone in config.milestones)
        case _:
            assert_never(config.kind)
