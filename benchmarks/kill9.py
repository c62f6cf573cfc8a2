"""Kill a training at random moments, let it go on, and see whether anything was lost.

    python -m benchmarks.kill9 --kills 100

A small network trains and saves after every third step. It is killed with signal 9, also while it
saves, and started again with the same command. After each kill `last` must load; in the end
weights, optimiser, log, embeddings and every checkpoint must equal those of a run that nobody
killed, bit for bit.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import tyro
from rich.console import Console
from tqdm import tqdm

from backend.models.checkpoint import CheckpointError, load_checkpoint
from tests.training.loop import runs
from tests.training.loop.toy import Options as Toy
from tests.training.loop.toy import ToyConfig
from training.errors import CommandError
from training.loop.run_folder import RunFolder
from training.loop.state import load_last


@dataclass(frozen=True)
class Options:
    kills: int = 100
    longest: float = 0.8
    """Seconds that a run lives at most after its network is ready."""
    seed: int = 0


def kill(toy: Toy, after: float) -> bool:
    """Start the run and kill it; False if it was finished before."""
    process = runs.started(toy)
    assert process.pid is not None
    ready = time.monotonic()
    boards = RunFolder(toy.loop.out).tensorboard
    before = len(list(boards.glob("*")))
    while process.is_alive() and len(list(boards.glob("*"))) == before:
        time.sleep(0.002)
        assert time.monotonic() - ready < 60, "the run does not start"
    process.join(after)
    if process.exitcode is not None:
        return False
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    return True


def inspect(run: RunFolder, found: Counter[str]) -> None:
    """Count what a kill left."""
    found["unfinished files"] += len(list(run.path.rglob("*.half")))
    if not run.last.exists():
        found["kills before the first save"] += 1
        return
    try:
        load_checkpoint(run.last)
        saved = load_last(run.last)
        assert saved is not None
    except (CheckpointError, CommandError):
        found["unreadable"] += 1
        return
    lines = [line for line in run.log.read_text("utf-8").splitlines() if '"losses"' in line]
    found["steps done again"] += max(len(lines) - saved.state.step, 0)
    found["steps"] = saved.state.step


def main(options: Options) -> int:
    console, found, moments = Console(), Counter[str](), random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        # Long enough for all kills, whatever the machine does in a second.
        epochs = max(int(options.kills * options.longest * 8), 10)
        config = replace(runs.LOOP, epochs=epochs, save_steps=3, out=Path(folder) / "killed")
        toy = Toy(ToyConfig(slow=0.01), config)
        run = RunFolder(config.out)
        for _ in tqdm(range(options.kills), "Kills"):
            found["kills"] += kill(toy, moments.uniform(0, options.longest))
            inspect(run, found)
        finishing = runs.started(toy)
        finishing.join()
        whole = replace(toy, loop=replace(config, out=Path(folder) / "whole"))
        runs.started(whole).join()
        one, other = runs.outcome(run), runs.outcome(RunFolder(whole.loop.out))
        differing = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
        swept = not list(run.path.rglob("*.half"))
    for name in ("kills", "kills before the first save", "unfinished files", "unreadable"):
        console.print(f"{name:<30}{found[name]:>6}")
    console.print(f"{'steps done again':<30}{found['steps done again']:>6} of {len(one['log'])}")
    console.print(f"{'files compared':<30}{len(one):>6}")
    console.print(f"{'files that differ':<30}{len(differing):>6} {' '.join(differing[:5])}")
    good = not differing and not found["unreadable"] and swept and not finishing.exitcode
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(tyro.cli(Options, description=__doc__)))
