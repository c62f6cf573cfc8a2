"""What the first process does for all: it evaluates, logs and saves."""

import math
import shlex
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import torch
from torch.optim import Optimizer

from backend.models.atomic import write_file
from backend.models.checkpoint import Card, Metric, save_checkpoint
from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.log import Log
from training.loop.run_folder import RunFolder, commit
from training.loop.seeds import seed_all
from training.loop.signals import Stop
from training.loop.state import State, save_last
from training.loop.task import Embeddings, Task


class Recorder:
    """Writes a run folder that this process has claimed.

    Raises:
        OSError: from every method, where the disk does not take it; what was saved stays.
    """

    def __init__(
        self, run: RunFolder, task: Task[Any], config: LoopConfig, optimizer: Optimizer, stop: Stop
    ) -> None:
        self._run, self._task, self._config = run, task, config
        self._optimizer, self._stop = optimizer, stop
        self._log: Log | None = None
        self._commit = ""

    @property
    def log(self) -> Log:
        assert self._log is not None, "open comes first, and on the first process only"
        return self._log

    def open(self, state: State, steps: int) -> None:
        """Go on with the log of a run of so many steps in all."""
        self._commit = commit()
        self._log = Log(self._run, size=state.log_size, step=state.step, steps=steps)

    def close(self) -> None:
        if self._log is not None:
            self._log.close()

    def log_step(
        self, step: int, epoch: int, losses: Mapping[str, float], lr: float, gradient_norm: float
    ) -> None:
        self.log.step(step, epoch, losses, lr, gradient_norm)

    def advance(self) -> None:
        """The progress bar, on the process that has one."""
        if self._log is not None:
            self._log.advance()

    def failed(self, state: State, why: str) -> None:
        """Leave the reason as the log's last line, if the disk takes it."""
        with suppress(OSError):
            if self._log is not None:
                self._log.event(state.step, state.epoch, why)

    def save(self, state: State, metrics: Mapping[str, float] | None = None) -> None:
        """Replace `last`."""
        state = replace(state, log_size=self.log.sync())
        card = self._card(metrics or {})
        save_last(self._run.last, state, self._task.model, self._optimizer, card)

    def begin(self, state: State) -> None:
        """Save the network as it is before training."""
        self._write_embeddings(0)
        self.save(state)

    def end_epoch(self, state: State) -> State | None:
        """Evaluate and save; the state after the epoch, or None if a signal came first.

        Raises:
            CommandError: data of the evaluation is not there; `last` is from before it.
        """
        epoch = state.epoch + 1
        try:
            metrics = self._evaluate(epoch)
        except OSError as error:
            self.save(state)
            raise CommandError(f"cannot read {error.filename} ({error.strerror})") from error
        if self._stop.asked:
            return None
        better, state = self._judged(replace(state, epoch=epoch, batch=0), metrics)
        if metrics:
            self.log.metrics(state.step, epoch, metrics)
        if self._falls_due(self._config.embed_every, epoch):
            self._write_embeddings(epoch)
        if self._falls_due(self._config.checkpoint_every, epoch):
            self._write_checkpoint(epoch, metrics)
        if better:
            save_checkpoint(self._run.best, self._task.model.state_dict(), self._card(metrics))
        if state.finished:
            self.log.event(state.step, epoch, "finished")
        self.save(state, metrics)
        return state

    def _falls_due(self, every: int, epoch: int) -> bool:
        return every > 0 and (epoch % every == 0 or epoch == self._config.epochs)

    def _evaluate(self, epoch: int) -> dict[str, float]:
        """Metrics, none in an epoch without evaluation; fewer if a signal comes."""
        metrics: dict[str, float] = {}
        if not self._falls_due(self._config.eval_every, epoch):
            return metrics
        self._prepare(epoch)
        with torch.no_grad():
            for name, value in self._task.evaluate(self._task.model):
                metrics[name] = float(value)
                if self._stop.asked:
                    break
        return metrics

    def _judged(self, state: State, metrics: Mapping[str, float]) -> tuple[bool, State]:
        """Whether this is the best epoch, and the state with best value and end."""
        name, config = self._config.best, self._config
        finished = state.epoch == config.epochs
        if name is None or not metrics:
            return False, replace(state, finished=finished)
        if name not in metrics:
            there = ", ".join(sorted(metrics))
            raise CommandError(f"wanted the metric {name} for --best, the task has {there}")
        value, sign = metrics[name], 1 if config.best_mode == "max" else -1
        if math.isfinite(value) and (state.best is None or sign * value > sign * state.best):
            return True, replace(state, best=value, since_best=0, finished=finished)
        since = state.since_best + 1
        enough = config.patience is not None and since >= config.patience
        return False, replace(state, since_best=since, finished=finished or enough)

    def _write_checkpoint(self, epoch: int, metrics: Mapping[str, float]) -> None:
        folder = self._run.checkpoint(epoch)
        save_checkpoint(folder, self._task.model.state_dict(), self._card(metrics))

    def _write_embeddings(self, epoch: int) -> None:
        if self._config.embed_every == 0:
            return
        self._prepare(epoch)
        with torch.no_grad():
            embeddings = self._task.embeddings(self._task.model)
        if embeddings is not None:
            write_file(self._run.embeddings(epoch), _packed(embeddings))

    def _prepare(self, epoch: int) -> None:
        """Evaluation gives the same whatever was drawn before it."""
        self._task.model.eval()
        seed_all(self._config.seed, epoch)

    def _card(self, metrics: Mapping[str, float]) -> Card:
        command = shlex.join(["python", *sys.orig_argv[1:]])
        found = tuple(
            Metric(name, value, "validation", command)
            for name, value in metrics.items()
            if math.isfinite(value)
        )
        card = self._task.card()
        return replace(card, metrics=card.metrics + found, commit=self._commit)


def _packed(embeddings: Embeddings) -> bytes:
    file = BytesIO()
    np.savez(
        file,
        scenes=np.array(embeddings.scenes, dtype=np.str_),
        embeddings=embeddings.embeddings.detach().cpu().numpy().astype(np.float16),
        labels=np.array(embeddings.labels, dtype=np.str_),
    )
    return file.getvalue()
