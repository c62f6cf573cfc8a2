"""What a run says while it runs: `log.jsonl`, TensorBoard and a progress bar.

A line of the log is one JSON object: `step` (optimiser steps done), `epoch` (epochs done), `time`
(seconds since 1970), and one of
    `losses` by name, `lr` and `gradient_norm` of that step;
    `metrics` by name, after an epoch;
    `event`: "finished", or why the run stopped. It is the last line until the run goes on.
Lines are appended whole; a reader leaves out a last line that has no line end yet. A run that goes
on cuts its log back to the checkpoint from which it does, so no step is ever there twice.
"""

import json
import math
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tqdm import tqdm

from training.loop.run_folder import RunFolder
from training.loop.tensorboard import TensorBoardFile


class Log:
    """Writes a run's log from byte `size` and step `step` on.

    Raises:
        OSError: from every method, where the disk does not take it.
    """

    def __init__(self, run: RunFolder, *, size: int, step: int, steps: int) -> None:
        self._handle = os.open(run.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        if os.fstat(self._handle).st_size > size:
            os.ftruncate(self._handle, size)
        self._board = TensorBoardFile(run.tensorboard, step)
        # Without a terminal there is no bar: the log says the same.
        self._bar = tqdm(total=steps, initial=step, desc=run.path.name, unit="step", disable=None)

    def step(
        self, step: int, epoch: int, losses: Mapping[str, float], lr: float, gradient_norm: float
    ) -> None:
        figures = {"lr": lr, "gradient_norm": gradient_norm}
        self._write({**_head(step, epoch), "losses": dict(losses), **figures})
        self._board.add(step, {f"losses/{name}": one for name, one in losses.items()} | figures)
        self._bar.set_postfix_str(f"loss {losses['total']:.4g}", refresh=False)

    def metrics(self, step: int, epoch: int, metrics: Mapping[str, float]) -> None:
        """NaN, such as the precision of a class without examples, becomes null."""
        plain = {name: one if math.isfinite(one) else None for name, one in metrics.items()}
        self._write({**_head(step, epoch), "metrics": plain})
        self._board.add(step, {f"metrics/{name}": one for name, one in metrics.items()})

    def event(self, step: int, epoch: int, what: str) -> None:
        self._write({**_head(step, epoch), "event": what})

    def advance(self) -> None:
        """The bar, by one step."""
        self._bar.update()

    def sync(self) -> int:
        """Have the log on the disk; its size in bytes."""
        os.fsync(self._handle)
        return os.fstat(self._handle).st_size

    def close(self) -> None:
        self._bar.close()
        os.close(self._handle)
        with suppress(OSError):
            self._board.close()

    def _write(self, record: Mapping[str, Any]) -> None:
        """Leaves no part of a line where the disk is full."""
        line = f"{json.dumps(record, ensure_ascii=False, allow_nan=False)}\n".encode()
        size = os.fstat(self._handle).st_size
        try:
            while line:
                line = line[os.write(self._handle, line) :]
        except OSError:
            os.ftruncate(self._handle, size)
            raise


def _head(step: int, epoch: int) -> dict[str, float]:
    return {"step": step, "epoch": epoch, "time": round(time.time(), 3)}
