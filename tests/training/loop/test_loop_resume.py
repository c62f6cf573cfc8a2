"""An interrupted run that goes on is the uninterrupted one, bit for bit."""

import contextlib
import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.models.checkpoint import load_checkpoint
from tests.training.loop import runs
from tests.training.loop.toy import Options, ToyConfig
from training.errors import CommandError
from training.loop.run_folder import RunFolder
from training.loop.state import load_last

FEW: dict[str, Any] = {"epochs": 2, "accumulate": 2}
"""Six steps of two batches."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    run = runs.toy_run(tmp_path_factory.mktemp("runs") / "whole", **FEW)
    return dict(runs.outcome(run))


@pytest.mark.parametrize("step", range(6))
def test_a_run_stopped_in_any_step_goes_on_exactly(
    step: int, whole: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit, match="0"):
        runs.toy_run(tmp_path / "run", ToyConfig(signal_at=step), **FEW)
    assert runs.log_lines(RunFolder(tmp_path / "run"))[-1]["event"] == "interrupted"
    assert runs.outcome(runs.toy_run(tmp_path / "run", **FEW)) == whole


def test_a_run_stopped_in_every_step_goes_on_exactly(whole: dict[str, Any], tmp_path: Path) -> None:
    for step in range(6):
        with contextlib.suppress(SystemExit):
            runs.toy_run(tmp_path / "run", ToyConfig(signal_at=step), **FEW)
    assert runs.outcome(runs.toy_run(tmp_path / "run", **FEW)) == whole


def test_losses_are_logged_once_for_each_step(whole: dict[str, Any]) -> None:
    assert [line["step"] for line in whole["log"] if "losses" in line] == [1, 2, 3, 4, 5, 6]
    assert [line["epoch"] for line in whole["log"] if "metrics" in line] == [1, 2]


def test_a_finished_run_is_left_as_it_is(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, **FEW)
    before = {path: path.stat().st_mtime_ns for path in run.last.iterdir()}
    runs.toy_run(tmp_path, **FEW)
    assert {path: path.stat().st_mtime_ns for path in run.last.iterdir()} == before


def test_a_run_goes_on_when_data_is_back(whole: dict[str, Any], tmp_path: Path) -> None:
    shard = tmp_path / "shard"
    toy = ToyConfig(gone_at=3, shard=shard)
    with pytest.raises(CommandError, match=r"cannot read .*shard \(No such file"):
        runs.toy_run(tmp_path / "run", toy, **FEW)
    saved = load_last(tmp_path / "run" / "last")
    assert saved is not None and saved.state.step == 1
    shard.touch()
    assert runs.outcome(runs.toy_run(tmp_path / "run", toy, **FEW)) == whole


def test_frequent_saves_change_nothing(whole: dict[str, Any], tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, save_steps=1, save_minutes=1e-9, **FEW)
    assert runs.outcome(run) == whole


def test_another_seed_gives_another_run(whole: dict[str, Any], tmp_path: Path) -> None:
    assert runs.outcome(runs.toy_run(tmp_path, seed=1, **FEW)) != whole


def test_killed_at_random_moments_it_goes_on_exactly(tmp_path: Path) -> None:
    toy = ToyConfig(slow=0.01)
    config = replace(runs.LOOP, save_steps=2, epochs=4)
    options = Options(toy, replace(config, out=tmp_path / "killed"))
    run = RunFolder(options.loop.out)
    moments = random.Random(0)
    for _ in range(4):
        process = runs.started(options)
        while not run.last.exists() and process.is_alive():
            time.sleep(0.01)
        process.join(moments.uniform(0.1, 0.6))
        process.kill()
        process.join()
        load_checkpoint(run.last)
        assert load_last(run.last) is not None
    finished = runs.started(options)
    finished.join()
    assert finished.exitcode == 0
    whole = runs.toy_run(tmp_path / "whole", toy, epochs=4, save_steps=2)
    assert runs.outcome(run) == runs.outcome(whole)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_saves_and_ends(number: int, status: int, tmp_path: Path) -> None:
    options = Options(ToyConfig(slow=0.05), replace(runs.LOOP, out=tmp_path, epochs=50))
    process = runs.started(options)
    assert process.pid is not None
    log = RunFolder(tmp_path).log
    while not (log.exists() and log.read_text().count("\n") > 2):
        assert process.is_alive()
        time.sleep(0.01)
    os.kill(process.pid, number)
    process.join(60)
    assert process.exitcode == status
    saved, lines = load_last(tmp_path / "last"), runs.log_lines(RunFolder(tmp_path))
    assert lines[-1]["event"] == "interrupted"
    assert saved is not None and saved.state.step == lines[-1]["step"] > 0
