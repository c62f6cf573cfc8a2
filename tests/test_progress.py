"""Reports of progress: who hears them, how many of them, from which thread and process."""

import itertools
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import progress
from backend.engine import open_scene
from backend.progress import Progress, report, reporting
from backend.scenes.points import text
from backend.scenes.worker import run_in_child
from backend.types import SceneError
from tests.scenes.datasets.layouts import trajectory, write_rgbd

ROOT = Path(__file__).parent.parent
HERE = Path("scan.glb")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "monotonic", clock)
    return clock


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """So much time passes between two reports that none is held back."""
    monkeypatch.setattr(progress, "monotonic", itertools.count().__next__)


# Who hears ----------------------------------------------------------------------------------------


def test_nobody_needs_to_listen() -> None:
    report("Reading", 1, 2)


def test_the_innermost_listener_hears() -> None:
    outer: list[Progress] = []
    inner: list[Progress] = []
    with reporting(outer.append):
        report("before", 0, 1)
        with pytest.raises(KeyError), reporting(inner.append):
            report("within", 0, 1)
            raise KeyError
        report("after", 0, 1)
    report("too late", 0, 1)
    assert [p.what for p in outer] == ["before", "after"]
    assert [p.what for p in inner] == ["within"]


@pytest.mark.usefixtures("unhurried")
def test_threads_do_not_hear_each_other() -> None:
    together = threading.Barrier(4)

    def work(name: str) -> list[str]:
        heard: list[Progress] = []
        with reporting(heard.append):
            for i in range(20):
                together.wait(10)
                report(name, i, 20)
        return [p.text for p in heard]

    with ThreadPoolExecutor(4) as pool:
        for name, heard in zip("abcd", pool.map(work, "abcd"), strict=True):
            assert heard == [f"{name}: {i} of 20" for i in range(20)]


def test_a_block_speaks_for_threads_that_share_its_context_until_it_ends() -> None:
    heard: list[Progress] = []
    go_on = threading.Event()

    def work() -> None:
        report("in time", 0, 1)
        ready.set()
        go_on.wait(10)
        report("too late", 0, 1)

    with reporting(heard.append):
        ready = threading.Event()
        thread = threading.Thread(target=copy_context().run, args=(work,))
        thread.start()
        ready.wait(10)
    go_on.set()
    thread.join()
    assert [p.what for p in heard] == ["in time"]


def test_a_listener_may_report() -> None:
    heard: list[str] = []

    def listen(told: Progress) -> None:
        heard.append(told.what)
        if told.what == "a":
            report("b", 0, 1)

    with reporting(listen):
        report("a", 0, 1)
    assert heard == ["a", "b"]


# How many -----------------------------------------------------------------------------------------


def test_ten_a_second_and_the_last(clock: Clock) -> None:
    heard: list[int] = []
    with reporting(lambda told: heard.append(told.done)):
        for i in range(1000):
            clock.now = i / 1000
            report("Reading", i, 2000)
    assert heard[0] == 0 and heard[-1] == 999
    assert 9 <= len(heard) <= 12


def test_the_end_of_a_step_and_the_next_step_are_told_at_once(clock: Clock) -> None:
    heard: list[str] = []
    with reporting(lambda told: heard.append(told.text)):
        for what in ("Reading", "Sorting"):
            for i in range(4):
                report(what, i, 3)
                report(what, i, 3)
        assert heard == [f"{w}: {i} of 3" for w in ("Reading", "Sorting") for i in (0, 3)]


def test_unknown_amounts_are_held_back_too(clock: Clock) -> None:
    heard: list[int] = []
    with reporting(lambda told: heard.append(told.done)):
        for i in range(100):
            report("Searching", i, 0)
        assert heard == [0]
    assert heard == [0, 99]


reports = st.tuples(
    st.sampled_from(["a", "b"]), st.integers(0, 5), st.integers(0, 5), st.floats(0, 0.2)
)


@given(st.lists(reports, min_size=1, max_size=30))
def test_what_is_heard_was_said_and_ends_alike(said: list[tuple[str, int, int, float]]) -> None:
    clock = Clock()
    heard: list[tuple[Progress, float]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress, "monotonic", clock)
        with reporting(lambda told: heard.append((told, clock.now))):
            for what, done, total, seconds in said:
                clock.now += seconds
                report(what, done, total)
    told = iter([Progress(*one[:3]) for one in said])
    assert all(one in told for one, _ in heard)  # In the same order: a subsequence.
    assert heard[0][0] == Progress(*said[0][:3])
    assert heard[-1][0] == Progress(*said[-1][:3])
    for (a, before), (b, now) in itertools.pairwise(heard[:-1]):
        finished = 0 < b.total <= b.done
        assert a != b and (a.what != b.what or finished or now - before >= 0.1 - 1e-9)


@given(st.integers(-10, 1 << 50), st.integers(-10, 1 << 50))
def test_the_share_is_one_or_nothing(done: int, total: int) -> None:
    told = Progress("Reading", done, total)
    assert (told.share is None) == (total <= 0)
    assert told.share is None or 0 <= told.share <= 1
    assert told.text.startswith("Reading") and len(told.text) < 40


def test_texts() -> None:
    assert Progress("Fusing frames", 34, 71).text == "Fusing frames: 34 of 71"
    assert Progress("Reading text", 480_000, 1_000_000).text == "Reading text: 48 %"
    assert Progress("Extracting", 3, 0).text == "Extracting"


# From child processes -----------------------------------------------------------------------------


def count(path: Path, most: int) -> int:
    for i in range(most + 1):
        report("Counting", i, most)
    return most


def stop_midway(path: Path, how: str) -> None:
    report("Counting", 1, 3)
    match how:
        case "refuse":
            raise SceneError(path, "no scene", "Take another one")
        case "fail":
            raise KeyError
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hoard":
            np.zeros(1 << 33, np.uint8)
        case "hang":
            time.sleep(60)


def work_on(path: Path) -> None:
    """Leaves a thread behind that goes on to report."""

    def endlessly() -> None:
        for i in itertools.count():
            report("Still here", i, 0)

    threading.Thread(target=copy_context().run, args=(endlessly,), daemon=True).start()


def test_a_child_reports_to_its_caller() -> None:
    for _ in range(3):
        heard: list[Progress] = []
        with reporting(heard.append):
            assert run_in_child(count, HERE, 20_000) == 20_000
        assert [heard[0].done, heard[-1].done] == [0, 20_000]
        assert {(p.what, p.total) for p in heard} == {("Counting", 20_000)}
        assert heard == sorted(heard, key=lambda p: p.done)
    assert run_in_child(count, HERE, 7) == 7


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("refuse", "scan.glb: no scene. Take another one."),
        ("fail", "KeyError"),
        ("crash", "SIGSEGV"),
        ("hoard", "memory"),
        ("hang", "longer than"),
    ],
)
def test_after_a_report_failures_are_what_they_were(how: str, says: str) -> None:
    heard: list[Progress] = []
    with reporting(heard.append), pytest.raises(SceneError, match=says):
        run_in_child(stop_midway, HERE, how, timeout=3.0 if how == "hang" else 60.0)
    assert heard == [Progress("Counting", 1, 3)]
    assert run_in_child(count, HERE, 7) == 7


def test_a_listener_that_fails_leaves_no_answer_for_the_next_call() -> None:
    def listen(_: Progress) -> None:
        raise KeyError("listener")

    with pytest.raises(KeyError, match="listener"), reporting(listen):
        run_in_child(count, HERE, 3)
    assert run_in_child(count, HERE, 7) == 7


def test_threads_that_outlive_a_call_disturb_no_answer() -> None:
    assert run_in_child(work_on, HERE) is None
    for i in range(20):
        assert run_in_child(count, HERE, i) == i


def test_children_report_to_their_own_callers() -> None:
    def work(most: int) -> set[int]:
        heard: list[Progress] = []
        with reporting(heard.append):
            run_in_child(count, HERE, most)
        return {p.total for p in heard}

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, range(1, 11))) == [{i} for i in range(1, 11)]


# From readers -------------------------------------------------------------------------------------


def heard_while_opening(path: Path) -> list[Progress]:
    heard: list[Progress] = []
    with reporting(heard.append):
        open_scene(path)
    return heard


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("comment", ["", "// the slow way\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_is_followed_to_its_last_byte(
    comment: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "_BATCH", 4096)
    rows = np.random.default_rng(0).random((3000, 3))
    lines = [" ".join(map(str, row)) for row in rows.tolist()]
    lines.insert(1500, comment.strip())
    path = tmp_path / "points.xyz"
    path.write_bytes(end.join(lines).encode())
    quiet = open_scene(path)
    heard = [p for p in heard_while_opening(path) if p.what == "Reading text"]
    assert len(heard) > 10
    assert {p.total for p in heard} == {path.stat().st_size}
    assert heard[-1].done == path.stat().st_size
    assert len(quiet.cloud) == 3000


@pytest.mark.usefixtures("unhurried")
def test_ascii_ply_is_followed_to_its_last_byte(tmp_path: Path) -> None:
    header = "ply\nformat ascii 1.0\nelement vertex 100000\n"
    header += "".join(f"property float {axis}\n" for axis in "xyz") + "end_header\n"
    path = tmp_path / "points.ply"
    path.write_text(header + "".join(f"{i % 97}.125 {i % 89}.5 {i % 3}\n" for i in range(100_000)))
    heard = [p for p in heard_while_opening(path) if p.what == "Reading text"]
    assert len(heard) > 1 and heard[-1].done == heard[-1].total > 1_000_000
    assert heard == sorted(heard, key=lambda p: p.done)


def test_fusion_counts_its_frames(tmp_path: Path) -> None:
    poses = [np.eye(4)] * 3
    folder = write_rgbd(tmp_path / "frames", poses)
    (folder / "trajectory.log").write_text(trajectory(poses))
    heard = heard_while_opening(folder)
    steps = list(dict.fromkeys(p.what for p in heard))
    assert steps == ["Looking at depth images", "Fusing frames", "Extracting the surface"]
    fused = [(p.done, p.total) for p in heard if p.what == "Fusing frames"]
    assert fused[0] == (0, 3) and fused[-1] == (3, 3)


# On the terminal ----------------------------------------------------------------------------------


def info(path: Path, stderr: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "backend", "info", str(path), "--json"]
    environment = os.environ | {"TERM": "xterm"}
    return subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, env=environment, check=True
    )


def test_a_terminal_shows_a_bar_and_only_there(tmp_path: Path) -> None:
    path = tmp_path / "a [red] cloud.xyz"
    path.write_text("".join(f"{i % 7} {i % 5} {i % 3}\n" for i in range(20_000)))
    quiet = info(path, subprocess.PIPE)
    assert quiet.stderr == b""
    terminal, end = pty.openpty()
    try:
        shown = info(path, end)
        drawn = os.read(terminal, 1 << 16).decode()
    finally:
        os.close(terminal)
        os.close(end)
    assert "Opening a [red] cloud" in drawn or "Reading text" in drawn
    both = [json.loads(done.stdout) for done in (quiet, shown)]
    for told in both:
        told.pop("seconds")
    assert both[0] == both[1]
