"""Whole or not at all: writing files and folders, and repairing what was interrupted."""

import errno
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.models import atomic
from backend.models.atomic import sweep, write_file, write_folder
from backend.models.checkpoint import Card, load_checkpoint, save_checkpoint

contents = st.dictionaries(st.sampled_from("abc"), st.binary(max_size=9), min_size=1, max_size=3)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("swaps", [True, False])
@settings(deadline=None, max_examples=20)
@given(versions=st.lists(contents, min_size=1, max_size=3))
def test_a_folder_is_the_last_one_written(
    swaps: bool, versions: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("place")
    with pytest.MonkeyPatch.context() as patch:
        if not swaps:
            patch.setattr(atomic, "_exchange", lambda one, other: False)
        for files in versions:
            write_folder(place / "x", files)
            assert read(place / "x") == files
    assert names(place) == ["x"] and sweep(place) == []


class Crash(BaseException):
    """As if the process were killed."""


@pytest.mark.parametrize("swaps", [True, False])
@settings(deadline=None, max_examples=30)
@given(moment=st.integers(0, 12))
def test_a_crash_at_any_moment_leaves_the_old_or_the_new(
    swaps: bool, moment: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("place")
    old, new = {"a": b"old", "b": b"old"}, {"a": b"new", "b": b"new"}
    write_folder(place / "x", old)
    left = moment

    def crashing(function: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Crash
            return function(*arguments, **options)

        return call

    exchange = atomic._exchange if swaps else lambda one, other: False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_exchange", crashing(exchange))
        patch.setattr(os, "fsync", crashing(os.fsync))
        patch.setattr(Path, "rename", crashing(Path.rename))
        patch.setattr(atomic.shutil, "rmtree", crashing(atomic.shutil.rmtree))
        with suppress(Crash):
            write_folder(place / "x", new)
    sweep(place)
    assert read(place / "x") in (old, new) and names(place) == ["x"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write_file(tmp_path / "x", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"old" and names(tmp_path) == ["x"]


def test_a_reader_never_gets_half_of_two_checkpoints(tmp_path: Path) -> None:
    """Weights and card belong together, however often the folder is replaced meanwhile."""
    done = threading.Event()

    def write(number: int) -> None:
        card = Card(task="count", model="", config={"number": number})
        save_checkpoint(tmp_path / "x", {"number": torch.tensor(number)}, card)

    def keep_writing() -> None:
        for number in range(1, 60):
            write(number)
        done.set()

    write(0)
    writer = threading.Thread(target=keep_writing)
    writer.start()
    reads = 0
    while not done.is_set() or not reads:
        there = load_checkpoint(tmp_path / "x")
        assert there.card.config["number"] == int(there.tensors["number"])
        reads += 1
    writer.join()
