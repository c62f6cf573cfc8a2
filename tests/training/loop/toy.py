"""A small task for the loop's tests: a network learns a function of eight numbers.

    python -m tests.training.loop.toy --out runs/toy --epochs 3

It draws random numbers of every kind in its loss, normalises over batches and drops out, so that
a run is only repeated exactly if the loop keeps all of it.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import tyro
from jaxtyping import Float
from torch import Tensor, nn

from backend.models.checkpoint import Card
from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.loop import train
from training.loop.seeds import seed_all
from training.loop.task import Embeddings, Loss, ParameterGroup

STEPS = 6
"""Batches in an epoch."""


@dataclass(frozen=True)
class ToyConfig:
    batch: int = 8
    """Over all processes."""
    noise: float = 0.1
    """Of random numbers and dropout; 0 makes processes equal to one."""
    norm: bool = True
    nan_at: int | None = None
    """The step whose loss is not finite."""
    signal_at: int | None = None
    """The step in whose loss the process sends itself SIGTERM."""
    gone_at: int | None = None
    """The batch of each epoch whose file is not there, unless the file `shard` is."""
    shard: Path = Path("shard")
    flat: bool = False
    """Report a metric that never improves."""
    slow: float = 0.0
    """Seconds that a step takes at least."""


@dataclass(frozen=True)
class ToyBatch:
    inputs: Float[Tensor, "batch 8"]
    targets: Float[Tensor, "batch 1"]
    first: int
    """Number of the first example."""


@dataclass(frozen=True)
class ToyOutput:
    """Frozen, as what real networks return."""

    prediction: Float[Tensor, "batch 1"]


class ToyNetwork(nn.Sequential):
    def forward(self, input: Float[Tensor, "batch 8"]) -> ToyOutput:
        return ToyOutput(super().forward(input))


class ToyTask:
    name = "toy"

    def __init__(self, config: ToyConfig, seed: int = 0) -> None:
        seed_all(seed)
        self.config = config
        norm = nn.BatchNorm1d(16) if config.norm else nn.Identity()
        layers = nn.Linear(8, 16), norm, nn.ReLU(), nn.Dropout(config.noise), nn.Linear(16, 1)
        self._model = ToyNetwork(*layers)
        self.signalled = False

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {"batch": self.config.batch, "noise": self.config.noise}

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        first, *rest = self._model.parameters()
        return [ParameterGroup("first", [first], 0.5, 0.0), ParameterGroup("rest", rest)]

    def steps_per_epoch(self, world: int) -> int:
        return STEPS

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[ToyBatch]:
        for number in range(start, STEPS):
            if number == self.config.gone_at and not self.config.shard.exists():
                raise FileNotFoundError(2, "No such file or directory", str(self.config.shard))
            draw = np.random.default_rng((epoch, number))
            inputs = torch.from_numpy(draw.normal(size=(self.config.batch, 8))).float()
            mine = inputs[rank::world]
            yield ToyBatch(mine, mine.sin().sum(1, keepdim=True), number * self.config.batch)

    def batch_ids(self, batch: ToyBatch) -> Sequence[str]:
        return [f"example {batch.first + i}" for i in range(len(batch.inputs))]

    def loss(self, model: nn.Module, batch: ToyBatch, step: int) -> Loss:
        if step == self.config.signal_at and not self.signalled:
            self.signalled = True
            os.kill(os.getpid(), signal.SIGTERM)
        if self.config.slow:
            time.sleep(self.config.slow)
        # NumPy's global generator is drawn from to see whether the loop keeps it.
        drawn = random.random() + np.random.normal() + torch.randn(()).item()  # noqa: NPY002
        error = (model(batch.inputs).prediction - batch.targets).square().mean()
        bad = float("nan") if step == self.config.nan_at else 1.0
        return Loss(error * (1 + self.config.noise * drawn) * bad, {"error": error.detach()})

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        device = next(model.parameters()).device
        inputs = torch.linspace(-1, 1, 64, device=device).reshape(8, 8)
        error = (model(inputs).prediction - inputs.sin().sum(1, keepdim=True)).square().mean()
        yield "error", 1.0 if self.config.flat else error.item()
        yield "undefined", float("nan")

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        inputs = torch.eye(8, device=next(model.parameters()).device)
        return Embeddings(("a", "b"), model(inputs[:2]).prediction, ("one", "two"))

    def card(self) -> Card:
        return Card(task="toy", model="mlp", config=asdict(self.config) | {"shard": None})


@dataclass(frozen=True)
class Options:
    toy: Annotated[ToyConfig, tyro.conf.arg(name="")] = field(default_factory=ToyConfig)
    loop: Annotated[LoopConfig, tyro.conf.arg(name="")] = field(default_factory=LoopConfig)


def main(options: Options) -> int:
    try:
        torch.set_num_threads(1)
        train(ToyTask(options.toy, options.loop.seed), options.loop)
    except CommandError as error:
        print(f"{error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(tyro.cli(Options, description=__doc__)))
