"""What the training loop asks of a task.

A task owns the network, its data and its losses; the loop owns the optimiser, the schedule,
precision, saving, logging and stopping. A run is exact, interrupted or not, because a task's
batches depend on nothing but its seed and the position, and because the loop seeds the random
numbers of Python, NumPy and PyTorch anew for each batch: a task may draw from them in `loss`, but
keeps no state of its own from step to step outside of `model`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

from jaxtyping import Float
from torch import Tensor, nn

from backend.models.checkpoint import Card


@dataclass(frozen=True)
class Loss:
    total: Float[Tensor, ""]
    """What is minimised: a mean over the batch, so that processes and accumulation can average."""
    parts: Mapping[str, Float[Tensor, ""]] = field(default_factory=dict)
    """Terms to log by name; they need no gradient."""


@dataclass(frozen=True)
class Embeddings:
    """Where the network puts the scenes of a fixed set, to be watched while it learns."""

    scenes: tuple[str, ...]
    """Scene ids."""
    embeddings: Float[Tensor, "scenes dim"]
    labels: tuple[str, ...]
    """One for each scene, such as its type."""


@dataclass(frozen=True)
class ParameterGroup:
    """Parameters that are optimised alike."""

    name: str
    parameters: Sequence[nn.Parameter]
    lr_scale: float = 1.0
    """Factor on the learning rate of the run."""
    weight_decay: float | None = None
    """None for that of the run."""


Batch = TypeVar("Batch")


@runtime_checkable
class Task(Protocol[Batch]):
    """One thing to train, such as contrastive pre-training or question answering.

    A batch is a tensor, or a dataclass, tuple, list or dict with tensors anywhere in it: the loop
    moves it to the device. Build the network under `training.loop.seeds.seed_all`, so that the
    same command starts from the same weights.
    """

    @property
    def name(self) -> str:
        """As in the card and the run's configuration."""
        ...

    @property
    def model(self) -> nn.Module:
        """All that is trained, and all that a checkpoint holds; frozen helpers live elsewhere."""
        ...

    def configuration(self) -> Mapping[str, Any]:
        """What JSON can hold and whatever changes the result: data, seeds, sizes, the network.

        It is written to `config.json`, and a run is only continued with the same.
        """
        ...

    def parameter_groups(self) -> Sequence[ParameterGroup]: ...

    def steps_per_epoch(self, world: int) -> int:
        """How many batches each of `world` processes gets in an epoch."""
        ...

    def batches(self, epoch: int, *, start: int, rank: int, world: int) -> Iterator[Batch]:
        """The batches of one process from number `start` on, to the end of the epoch.

        Fully determined by the task's seed and these arguments; epochs count from 0. `rank` of
        `world` takes its share of each global batch, all shares of the same size.

        Raises:
            OSError: data is not there; the run is saved and ends with one line.
        """
        ...

    def batch_ids(self, batch: Batch) -> Sequence[str]:
        """Names of the examples, for the message when a loss is not finite."""
        ...

    def loss(self, model: nn.Module, batch: Batch, step: int) -> Loss:
        """The loss of one batch, under the run's precision. `model` is the task's network.

        `step` counts optimiser steps from 0. Random numbers are seeded for this batch.
        """
        ...

    def evaluate(self, model: nn.Module) -> Iterator[tuple[str, float]]:
        """Metrics by name, one after the other, so that a stop need not wait for all.

        On the first process only, in evaluation mode and without gradients.
        """
        ...

    def embeddings(self, model: nn.Module) -> Embeddings | None:
        """Embeddings of the scenes to watch; None where there is nothing to watch.

        On the first process only, in evaluation mode and without gradients.
        """
        ...

    def card(self) -> Card:
        """The card of the network; the loop adds the metrics and the commit."""
        ...


@runtime_checkable
class StartsEpochs(Protocol):
    """A task that changes something from epoch to epoch, such as the momentum of batch norms."""

    def start_epoch(self, epoch: int) -> None:
        """Called before the first batch of an epoch, and again when a run goes on within it."""
        ...
