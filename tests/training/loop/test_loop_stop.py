"""What stops a run: one clear line, and nothing that was saved is lost."""

import errno
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.models.checkpoint import load_checkpoint
from tests.training.loop import runs
from tests.training.loop.toy import ToyConfig
from training.errors import CommandError
from training.loop.guard import NotFiniteError
from training.loop.run_folder import RunFolder, claimed
from training.loop.state import load_last


def test_a_loss_that_is_not_finite_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(NotFiniteError) as raised:
        runs.toy_run(tmp_path, ToyConfig(nan_at=8), accumulate=1)
    told = str(raised.value)
    for part in ("step 9", "total nan", "error ", "gradient norm nan", "example 16, example 17"):
        assert part in told
    assert "\n" not in told
    run, saved = RunFolder(tmp_path), load_last(tmp_path / "last")
    assert saved is not None and saved.state.step == 6
    assert all(tensor.isfinite().all() for tensor in load_checkpoint(run.last).tensors.values())
    assert runs.log_lines(run)[-1]["event"].startswith("failed: step 9")


class FullDisk:
    """Takes so many writes and syncs, and then no more."""

    def __init__(self, patch: pytest.MonkeyPatch, takes: int) -> None:
        self._left = takes
        for name in ("write", "fsync"):
            patch.setattr(os, name, self._limited(getattr(os, name)))

    def _limited(self, function: Any) -> Any:
        def limited(handle: int, *arguments: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(handle, *arguments)

        return limited


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """A run whose disk takes everything."""
    return runs.outcome(runs.toy_run(tmp_path_factory.mktemp("runs") / "whole", epochs=2))


@settings(max_examples=10, deadline=None)
@given(full_after=st.integers(0, 60))
def test_a_full_disk_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, whole: Mapping[str, Any], full_after: int
) -> None:
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        FullDisk(patch, full_after)
        with pytest.raises(CommandError, match=r"No space left on device") as raised:
            runs.toy_run(folder, epochs=2)
    assert "\n" not in str(raised.value)
    if (folder / "last").exists():
        assert load_last(folder / "last") is not None
    assert list(folder.rglob("*.half")) == []
    assert runs.outcome(runs.toy_run(folder, epochs=2)) == whole


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(CommandError, match=r"No space left on device"):
            runs.toy_run(small / "run", epochs=50)
        assert load_last(small / "run" / "last") is not None
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommandError, match=r"cannot use .*file.*Not a directory"):
        runs.toy_run(tmp_path / "file" / "run")


def test_a_read_only_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *arguments: Any, **options: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(CommandError, match=r"cannot use .*Read-only file system"):
        runs.toy_run(tmp_path / "run")


def test_a_run_with_other_options_is_refused_with_what_differs(tmp_path: Path) -> None:
    runs.toy_run(tmp_path, epochs=1)
    with pytest.raises(CommandError) as raised:
        runs.toy_run(tmp_path, ToyConfig(batch=4), epochs=2)
    told = str(raised.value)
    assert "loop.epochs 1 there, 2 here" in told and "toy.batch 8 there, 4 here" in told
    assert "seed" not in told


def test_options_that_do_not_change_the_result_may_differ(tmp_path: Path) -> None:
    runs.toy_run(tmp_path / "run", epochs=1)
    (tmp_path / "run").rename(tmp_path / "moved")
    runs.toy_run(tmp_path / "moved", epochs=1, save_minutes=1.0, device="auto", devices=1)


def test_two_processes_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        claimed(RunFolder(tmp_path), {"task": "toy"}),
        pytest.raises(CommandError, match="another process is training"),
    ):
        runs.toy_run(tmp_path)


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir(parents=True)
    (tmp_path / ".config.json.0123.half").write_text("{")
    (tmp_path / ".last.0123.half").mkdir()
    (tmp_path / ".last.0123.half" / "card.json").write_text("{")
    (tmp_path / "checkpoints" / ".epoch_0001.0123.half").mkdir()
    (tmp_path / ".mine").write_text("stays")
    run = runs.toy_run(tmp_path, epochs=1)
    assert list(run.path.rglob("*.half")) == [] and (tmp_path / ".mine").exists()


def test_a_damaged_save_says_what_to_do(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, epochs=1)
    weights = run.last / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:50])
    with pytest.raises(CommandError, match=r"model.safetensors is damaged .*Delete .*last"):
        runs.toy_run(tmp_path, epochs=1)


def test_it_works_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = runs.toy_run(tmp_path, epochs=1)
    assert run.git.read_text() == "no git\n"
    assert load_checkpoint(run.last).card.commit == ""


def test_the_best_metric_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"wanted the metric accuracy .*error, undefined"):
        runs.toy_run(tmp_path, best="accuracy")


@pytest.mark.parametrize(
    ("option", "value"),
    [("epochs", 0), ("lr", 0.0), ("lr", float("nan")), ("clip_norm", 0.0), ("devices", 0)],
)
def test_options_without_sense_are_refused(option: str, value: float) -> None:
    with pytest.raises(CommandError, match=f"--{option.replace('_', '-')}"):
        replace(runs.LOOP, **{option: value})
