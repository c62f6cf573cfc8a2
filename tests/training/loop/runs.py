"""What a run left behind, comparable; and toy runs in processes that can be killed."""

import json
import multiprocessing
import os
import threading
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from tests.training.loop.toy import Options, ToyConfig, ToyTask, main
from training.loop.config import LoopConfig
from training.loop.loop import train
from training.loop.run_folder import RunFolder

LOOP = LoopConfig(epochs=3, log_every=1, lr=0.01, device="cpu", best="error", best_mode="min")


def toy_run(out: Path, toy: ToyConfig | None = None, **changes: Any) -> RunFolder:
    """A run in this process, on one thread."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return train(ToyTask(toy or ToyConfig()), replace(LOOP, out=out, **changes))
    finally:
        torch.set_num_threads(threads)


def started(
    options: Options, *, variables: Mapping[str, str] | None = None, errors: Path | None = None
) -> BaseProcess:
    """The same in a process of its own, which need not load PyTorch again.

    Its environment has `variables` besides, and what it writes to stderr goes to `errors`.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.training.loop.toy"])
    process = context.Process(target=_run, args=(options, variables or {}, errors))
    process.start()
    return process


def _run(options: Options, variables: Mapping[str, str], errors: Path | None) -> None:
    os.environ |= variables
    # By default the bar's lock is a semaphore of the system, which a killed process would leave.
    tqdm.set_lock(threading.RLock())
    with (errors or Path(os.devnull)).open("a") as file:
        os.dup2(file.fileno(), 2)
    raise SystemExit(main(options))


def log_lines(run: RunFolder) -> list[dict[str, Any]]:
    """The log without its times."""
    lines = [json.loads(line) for line in run.log.read_text("utf-8").splitlines()]
    return [{key: value for key, value in line.items() if key != "time"} for line in lines]


def outcome(run: RunFolder) -> Mapping[str, Any]:
    """All that must be equal, bit for bit, however often a run was interrupted."""
    left: dict[str, Any] = {"log": log_lines(run)}
    for path in sorted(run.path.rglob("*")):
        name = str(path.relative_to(run.path))
        if path.is_dir() or name.startswith((".lock", "log", "tensorboard")):
            continue
        if path.name == "state.json":
            # The log's size depends on how many digits its times have.
            left[name] = json.loads(path.read_text("utf-8")) | {"log_size": None}
        elif path.name == "card.json":
            card = json.loads(path.read_text("utf-8"))
            left[name] = [(metric["name"], metric["value"]) for metric in card["metrics"]]
        elif name != "git.txt":
            left[name] = path.read_bytes()
    return left
