"""What the training loop costs beside the training itself.

    python -m benchmarks.loop_overhead

The same small network learns the same batches in a bare loop (forward, backward, clipping by
norm, optimiser) and in `train`, with a log line every tenth step, TensorBoard and random numbers
seeded for each step. Ten steps of one take turns with ten of the other, so that other work on the
machine meets both, and the median of the differences counts. Evaluations and saves are left out:
how often they happen is the user's choice; one save is timed by itself.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from training.loop.schedule import ScheduleConfig
from training.loop.seeds import seed_all
from training.loop.state import State, save_last
from training.loop.task import Embeddings, Loss, ParameterGroup

STRETCH = 10
"""Steps that are timed together: one of them is logged."""

CONFIG = LoopConfig(
    epochs=1, device="cpu", clip_norm=1.0, save_minutes=60, schedule=ScheduleConfig("constant")
)


@dataclass(frozen=True)
class Options:
    stretches: int = 60
    width: int = 512
    """Of the network's three layers."""
    batch: int = 1024
    goal: float = 2.0
    """Percent."""


class Twin:
    """A network and all that a bare loop needs."""

    def __init__(self, options: Options) -> None:
        seed_all(0)
        width = options.width
        layers = [nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU()]
        self.model = nn.Sequential(*layers, nn.Linear(width, 10))
        groups = [ParameterGroup("all", list(self.model.parameters()))]
        self.optimizer = make_optimizer(groups, CONFIG)
        self.batch = torch.randn(options.batch, width), torch.randint(0, 10, (options.batch,))

    def loss(self, model: nn.Module) -> Tensor:
        return nn.functional.cross_entropy(model(self.batch[0]), self.batch[1])

    def stretch(self) -> float:
        """Train for some steps; the seconds."""
        begun = time.perf_counter()
        for _ in range(STRETCH):
            self.loss(self.model).backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad()
        return time.perf_counter() - begun


class Timed:
    """A task that lets its twin train between stretches, and times both."""

    name = "timed"

    def __init__(self, options: Options) -> None:
        self._options = options
        self._here, self._bare = Twin(options), Twin(options)
        self.times: list[tuple[float, float]] = []
        """Of a stretch in the bare loop and of one in `train`, seconds."""

    @property
    def model(self) -> nn.Module:
        return self._here.model

    def configuration(self) -> Mapping[str, Any]:
        return {}

    def parameter_groups(self) -> Sequence[ParameterGroup]:
        return [ParameterGroup("all", list(self.model.parameters()))]

    def steps_per_epoch(self, world: int) -> int:
        return STRETCH * self._options.stretches

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[int]:
        for _ in range(self._options.stretches):
            bare = self._bare.stretch()
            begun = time.perf_counter()
            yield from range(STRETCH)
            self.times.append((bare, time.perf_counter() - begun))

    def batch_ids(self, batch: int) -> Sequence[str]:
        return []

    def loss(self, model: nn.Module, batch: int, step: int) -> Loss:
        return Loss(self._here.loss(model))

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        yield from ()

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        return None

    def card(self) -> Card:
        return Card(task=self.name, model="mlp", config={})


def save_time(options: Options) -> float:
    twin = Twin(options)
    twin.stretch()
    card = Card(task="timed", model="mlp", config={})
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        save_last(Path(folder) / "last", State(), twin.model, twin.optimizer, card)
        return time.perf_counter() - begun


def main(options: Options) -> int:
    torch.set_num_threads(1)
    task = Timed(options)
    with tempfile.TemporaryDirectory() as folder:
        train(task, replace(CONFIG, out=Path(folder) / "run"))
    bare, within = np.array(task.times[1:]).T / STRETCH * 1e3
    step, own = np.median(bare), np.median(within - bare)
    share = 100 * own / step
    console = Console()
    console.print(f"a step in a bare loop   {step:8.2f} ms")
    console.print(f"the loop's own time     {own:8.2f} ms a step")
    console.print(f"its share               {share:8.2f} % (goal: below {options.goal} %)")
    console.print(f"one save                {1e3 * save_time(options):8.1f} ms")
    return 0 if share < options.goal else 1


if __name__ == "__main__":
    sys.exit(main(tyro.cli(Options, description=__doc__)))
