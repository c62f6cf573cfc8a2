"""What the training loop costs beside the training itself.

    python -m benchmarks.loop_overhead

The same small network learns the same batches in a bare loop (forward, backward, clipping by
norm, optimiser) and in `train`, with a log line every tenth step, TensorBoard and random numbers
seeded for each step. The loops take turns. Time is that of the processor, and the tenth fastest of
a hundred stretches of ten steps counts, since other work on the machine is none of the loop's.
Evaluations and saves are left out: how often they happen is the user's choice; one save is timed
by itself.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
import tyro
from rich.console import Console
from torch import Tensor, nn

from backend.models.checkpoint import Card
from training.loop.config import LoopConfig
from training.loop.loop import train
from training.loop.optimizer import make_optimizer
from training.loop.seeds import seed_all
from training.loop.state import State, save_last
from training.loop.task import Embeddings, Loss, ParameterGroup

STRETCH = 10
"""Steps that are timed together: one of them is logged."""


@dataclass(frozen=True)
class Options:
    steps: int = 200
    rounds: int = 6
    width: int = 512
    """Of the network's three layers."""
    batch: int = 256
    goal: float = 2.0
    """Percent."""


class Timed:
    """Notes the time whenever ten batches have been asked for."""

    name = "timed"

    def __init__(self, options: Options) -> None:
        seed_all(0)
        width = options.width
        layers = [nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU()]
        self._model = nn.Sequential(*layers, nn.Linear(width, 10))
        self._options = options
        self._batch = torch.randn(options.batch, width), torch.randint(0, 10, (options.batch,))
        self.times: list[float] = []

    @property
    def model(self) -> nn.Module:
        return self._model

    def configuration(self) -> Mapping[str, Any]:
        return {}

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        return [ParameterGroup("all", list(self._model.parameters()))]

    def steps_per_epoch(self, world: int) -> int:
        return self._options.steps

    def batches(
        self, epoch: int, *, start: int, rank: int, world: int
    ) -> Iterator[tuple[Tensor, Tensor]]:
        for step in range(start, self._options.steps):
            if step % STRETCH == 0:
                self.times.append(time.process_time())
            yield self._batch

    @property
    def stretches(self) -> list[float]:
        """Seconds of each, the first left out: it warms up."""
        return [later - sooner for sooner, later in pairwise(self.times[1:])]

    def batch_ids(self, batch: tuple[Tensor, Tensor]) -> Sequence[str]:
        return []

    def loss(self, model: nn.Module, batch: tuple[Tensor, Tensor], step: int) -> Loss:
        return Loss(nn.functional.cross_entropy(model(batch[0]), batch[1]))

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        yield from ()

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        return None

    def card(self) -> Card:
        return Card(task=self.name, model="mlp", config={})


CONFIG = LoopConfig(epochs=1, device="cpu", clip_norm=1.0, save_minutes=60)


def bare(options: Options) -> list[float]:
    task = Timed(options)
    optimizer = make_optimizer(task.parameter_groups(), CONFIG)
    for batch in task.batches(0, start=0, rank=0, world=1):
        task.loss(task.model, batch, 0).total.backward()
        nn.utils.clip_grad_norm_(task.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    return task.stretches


def looped(options: Options) -> list[float]:
    task = Timed(options)
    with tempfile.TemporaryDirectory() as folder:
        train(task, replace(CONFIG, out=Path(folder) / "run"))
    return task.stretches


def save_time(options: Options) -> float:
    task = Timed(options)
    optimizer = make_optimizer(task.parameter_groups(), CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        save_last(Path(folder) / "last", State(), task.model, optimizer, task.card())
        return time.perf_counter() - begun


def main(options: Options) -> int:
    torch.set_num_threads(1)
    rounds = [(bare(options), looped(options)) for _ in range(options.rounds)]
    without, within = (
        np.quantile(np.concatenate(times), 0.1) / STRETCH * 1e3
        for times in zip(*rounds, strict=True)
    )
    share = 100 * (within - without) / without
    console = Console()
    console.print(f"a step in a bare loop   {without:8.3f} ms")
    console.print(f"a step in train         {within:8.3f} ms")
    console.print(f"the loop's own share    {share:8.2f} % (goal: below {options.goal} %)")
    console.print(f"one save                {1e3 * save_time(options):8.1f} ms")
    return 0 if share < options.goal else 1


if __name__ == "__main__":
    sys.exit(main(tyro.cli(Options, description=__doc__)))
