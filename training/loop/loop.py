"""The training loop, for every task.

    run = train(task, LoopConfig(out=Path("runs/clip"), epochs=40, best="accuracy"))

One process or many run the same code: each takes its share of every batch, gradients are
averaged, and the first process evaluates, logs and saves. The loop saves before it stops for
SIGTERM (exit status 0), Ctrl+C (130) or data that is gone, at the end of each epoch, and as often
as its options say. The same command goes on from the last save, bit for bit on a CPU.
"""

import math
import signal
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import islice
from typing import Any, Generic, NoReturn, TypeVar

from training.errors import CommandError
from training.loop import schedule
from training.loop.config import LoopConfig, as_json
from training.loop.optimizer import make_optimizer
from training.loop.processes import Processes
from training.loop.recorder import Recorder
from training.loop.run_folder import RunFolder, claimed
from training.loop.signals import Stop, stop_signals
from training.loop.state import State, load_last, restore
from training.loop.step import Stepper
from training.loop.task import StartsEpochs, Task

Batch = TypeVar("Batch")


def train(task: Task[Any], config: LoopConfig) -> RunFolder:
    """Train, or go on where the same command was interrupted; nothing if it has finished.

    Raises:
        CommandError: the folder holds another run or cannot be written, data is not there, or a
            loss is not finite. What was saved stays.
        KeyboardInterrupt: Ctrl+C, after saving.
        SystemExit: SIGTERM, after saving, with status 0; 2 on processes other than the first, which
            says what is wrong.
    """
    processes = Processes(config)
    try:
        return _train(task, config, processes)
    except CommandError:
        if processes.rank > 0:
            raise SystemExit(2) from None
        raise


def _train(task: Task[Any], config: LoopConfig, processes: Processes) -> RunFolder:
    run = RunFolder(config.out)
    options = {
        "task": task.name,
        "processes": processes.world,
        "loop": as_json(config),
        task.name: task.configuration(),
    }
    with ExitStack() as stack:
        processes.first(lambda: stack.enter_context(claimed(run, options)))
        saved = processes.first(lambda: load_last(run.last))
        if saved and saved.state.finished:
            return run
        optimizer = make_optimizer(task.parameter_groups(), config)
        stepper = Stepper(task, config, processes, optimizer)
        if saved:
            restore(saved, task.model, optimizer)
        stop = stack.enter_context(stop_signals())
        recorder = stack.enter_context(closing(Recorder(run, task, config, optimizer, stop)))
        loop = _Loop(task, config, processes, stepper, recorder, stop)
        loop.run(saved.state if saved else None)
    return run


class _Loop(Generic[Batch]):
    def __init__(
        self,
        task: Task[Batch],
        config: LoopConfig,
        processes: Processes,
        stepper: Stepper[Batch],
        recorder: Recorder,
        stop: Stop,
    ) -> None:
        self._task, self._config, self._processes = task, config, processes
        self._stepper, self._recorder, self._stop = stepper, recorder, stop
        self._state = State()
        self._batches = task.steps_per_epoch(processes.world)
        self._steps = math.ceil(self._batches / config.accumulate)
        self._saved_at = time.monotonic()
        self._saved_step = 0

    def run(self, state: State | None) -> None:
        """From a saved state, or from the beginning, to the end."""
        self._state = state or State()
        self._saved_step = self._state.step
        steps = self._steps * self._config.epochs
        self._processes.first(lambda: self._recorder.open(self._state, steps))
        try:
            if state is None:
                self._processes.first(lambda: self._recorder.begin(self._state))
            while not self._state.finished:
                self._train_epoch()
                self._end_epoch()
        except BaseException as error:
            self._recorder.failed(self._state, _reason(error))
            raise

    def _train_epoch(self) -> None:
        """What is left of the current epoch."""
        self._task.model.train()
        if isinstance(self._task, StartsEpochs):
            self._task.start_epoch(self._state.epoch)
        with closing(self._share()) as batches:
            while (left := self._batches - self._state.batch) > 0:
                self._step(self._fetch(batches, min(self._config.accumulate, left)))

    def _share(self) -> Generator[Batch, None, None]:
        """This process's batches; the task is first asked when the first one is."""
        yield from self._task.batches(
            self._state.epoch,
            start=self._state.batch,
            rank=self._processes.rank,
            world=self._processes.world,
        )

    def _fetch(self, batches: Iterator[Batch], count: int) -> list[Batch]:
        """The batches of the next step, unless something says to stop before it.

        All of them are read before the network sees the first one, so that the state is whole
        if one is not there.
        """
        parts: list[Batch] = []
        problem = None
        try:
            parts = list(islice(batches, count))
            if len(parts) < count:
                problem = CommandError(f"the task {self._task.name} has fewer batches than it said")
        except OSError as error:
            problem = CommandError(f"cannot read {error.filename} ({error.strerror})")
        wanted = (self._stop.signal, int(problem is not None), int(self._save_is_due()))
        number, gone, due = self._processes.agree(*wanted)
        if number or gone or due:
            self._save()
        self._processes.stop_together(problem)
        if number:
            self._leave(number)
        return parts

    def _step(self, parts: list[Batch]) -> None:
        state, config = self._state, self._config
        scale = schedule.factor(
            config.schedule, state.step, steps_per_epoch=self._steps, epochs=config.epochs
        )
        lr = config.lr * scale
        done = self._stepper.step(parts, state.step, lr)
        self._state = replace(state, step=state.step + 1, batch=state.batch + len(parts))
        step = self._state.step
        if step == 1 or step % config.log_every == 0:
            losses = self._processes.mean(done.losses)
            norm = done.gradient_norm
            log = self._recorder.log_step
            self._processes.first(lambda: log(step, state.epoch, losses, lr, norm))
        self._recorder.advance()

    def _end_epoch(self) -> None:
        state = self._processes.first(lambda: self._recorder.end_epoch(self._state))
        if state is None:
            (number,) = self._processes.agree(self._stop.signal)
            self._save()
            self._leave(number)
        self._saved_at, self._saved_step = time.monotonic(), state.step
        self._state = state

    def _save_is_due(self) -> bool:
        every = self._config.save_steps
        steps = every is not None and self._state.step - self._saved_step >= every
        minutes = (time.monotonic() - self._saved_at) / 60 >= self._config.save_minutes
        return steps or minutes

    def _save(self) -> None:
        self._processes.first(lambda: self._recorder.save(self._state))
        self._saved_at, self._saved_step = time.monotonic(), self._state.step

    def _leave(self, number: int) -> NoReturn:
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        if self._processes.rank == 0:
            told = f"Saved after step {self._state.step} of {self._steps * self._config.epochs}"
            print(f"{told}. The same command goes on from here.", file=sys.stderr)
        raise SystemExit(0)


def _reason(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "interrupted"
    return f"failed: {error}" if str(error) else f"failed: {type(error).__name__}"
