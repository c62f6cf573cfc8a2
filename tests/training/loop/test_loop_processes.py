"""Two processes are one that takes the whole batch; batches reach the device."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from torch import Tensor

from backend.models.checkpoint import load_checkpoint
from tests.training.loop import runs
from tests.training.loop.toy import Options, ToyConfig
from training.errors import CommandError
from training.loop.device import to_device
from training.loop.run_folder import RunFolder

ROOT = Path(__file__).parents[3]


EXACT = ToyConfig(noise=0.0, norm=False)
OPTIONS = Options(EXACT, replace(runs.LOOP, best=None, best_mode="max", epochs=2, devices=2))


def in_pairs(options: Options, errors: Path) -> list[int | None]:
    """Exit statuses of two processes that a launcher such as torchrun has started."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
    common = {
        "TORCHELASTIC_RUN_ID": "toy",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": port,
        "WORLD_SIZE": "2",
        "LOCAL_WORLD_SIZE": "2",
    }
    processes = [
        runs.started(options, variables=common | {"RANK": rank, "LOCAL_RANK": rank}, errors=errors)
        for rank in "01"
    ]
    for process in processes:
        process.join(240)
    return [process.exitcode for process in processes]


def test_two_processes_equal_one(tmp_path: Path) -> None:
    """Started by their first one, stopped, and continued under a launcher."""
    options = f"--out {tmp_path / 'two'} --epochs 2 --device cpu --devices 2 --log-every 1 --lr .01"
    stopped = subprocess.run(
        [sys.executable, "-m", "tests.training.loop.toy", *options.split()]
        + "--noise 0 --no-norm --signal-at 7".split(),
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert stopped.returncode == 0 and "Saved after step 8 of 12" in stopped.stderr
    again = replace(OPTIONS, loop=replace(OPTIONS.loop, out=tmp_path / "two"))
    assert in_pairs(again, tmp_path / "errors") == [0, 0]
    one = runs.toy_run(tmp_path / "one", EXACT, epochs=2, best=None)
    two = RunFolder(tmp_path / "two")
    for line, other in zip(runs.log_lines(one), runs.log_lines(two), strict=True):
        assert line["step"] == other["step"]
        assert line.get("losses", {}) == pytest.approx(other.get("losses", {}), rel=1e-4)
    there, here = load_checkpoint(one.last).tensors, load_checkpoint(two.last).tensors
    for name in there:
        torch.testing.assert_close(there[name], here[name], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("toy", "told"),
    [(ToyConfig(nan_at=2), "not finite"), (ToyConfig(gone_at=2), "cannot read shard")],
)
def test_all_processes_stop_with_one_line(toy: ToyConfig, told: str, tmp_path: Path) -> None:
    options = Options(toy, replace(OPTIONS.loop, out=tmp_path / "run"))
    assert in_pairs(options, tmp_path / "errors") == [2, 2]
    errors = (tmp_path / "errors").read_text()
    assert errors.count(told) == 1 and "Traceback" not in errors


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without a GPU")
def test_a_gpu_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="this machine has 0"):
        runs.toy_run(tmp_path, device="cuda")


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_a_gpu_learns_as_the_processor_does(tmp_path: Path) -> None:
    one = runs.toy_run(tmp_path / "cpu", EXACT, epochs=1)
    other = runs.toy_run(tmp_path / "cuda", EXACT, epochs=1, device="cuda", devices=1)
    here, there = load_checkpoint(one.last).tensors, load_checkpoint(other.last).tensors
    for name in here:
        torch.testing.assert_close(here[name], there[name], rtol=1e-3, atol=1e-4)


@dataclass(frozen=True)
class Nested:
    name: str
    tensors: Any


class Pair(NamedTuple):
    one: Tensor
    other: int


def test_all_tensors_of_a_batch_are_moved() -> None:
    there = torch.zeros(2)
    batch = Nested("a", ({"x": there}, [there, 1], Pair(there, 3), None))
    moved = to_device(batch, torch.device("meta"))
    assert moved.name == "a" and moved.tensors[3] is None
    for tensor in (moved.tensors[0]["x"], moved.tensors[1][0], moved.tensors[2].one):
        assert tensor.device.type == "meta"
    assert isinstance(moved.tensors[2], Pair) and moved.tensors[2].other == 3
    assert to_device(batch, torch.device("cpu")) is batch
