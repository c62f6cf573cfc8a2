"""`python run_viewer.py` as people start it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.viewer import scans

ROOT = Path(__file__).parents[1]
SECONDS = 120
"""Bound on every start; one that works takes a second."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Start it and wait for its end."""
    command = [sys.executable, "run_viewer.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS)


def attend_to_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl+C, and so would the viewer of a test."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextlib.contextmanager
def serving(*arguments: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A viewer that runs, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-u", "run_viewer.py", "--port", "0", *arguments],
        cwd=ROOT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=attend_to_ctrl_c,
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stderr.read()
        yield process, found[0]
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def interrupt(process: subprocess.Popen[str]) -> str:
    """Press Ctrl+C; what it wrote to stderr."""
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode in (0, 130)
    return errors


def answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=SECONDS) as page:
        return page.status == 200 and b"<html" in page.read().lower()


def test_help_names_the_options() -> None:
    done = run("--help")
    assert done.returncode == 0 and done.stderr == ""
    for option in ("--host", "--port", "--token", "--public", "--cache", "--budget"):
        assert option in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing.ply",), "nothing.ply: no such file"),
        (("--token", "short"), "token"),
        (("--budget", "0"), "--budget"),
    ],
)
def test_what_cannot_be_served_ends_in_one_line(arguments: tuple[str, ...], told: str) -> None:
    done = run("--port", "0", *arguments)
    assert done.returncode == 2
    assert told in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_option_ends_without_a_traceback() -> None:
    done = run("--no-such-option", "1")
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_a_taken_port_ends_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = run("--port", port, "--port-taken", "exit", "--cache", str(tmp_path))
    assert done.returncode == 2
    assert port in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_it_serves_until_ctrl_c(tmp_path: Path) -> None:
    scan = scans.write_points(tmp_path / "points.ply", step=0.2)
    with serving(str(scan), "--cache", str(tmp_path / "cache")) as (process, url):
        assert answers(url)
        assert interrupt(process) == ""


def test_an_early_ctrl_c_leaves_no_traceback(tmp_path: Path) -> None:
    with serving("--cache", str(tmp_path)) as (process, _):
        assert "Traceback" not in interrupt(process)


def test_nothing_needs_a_writable_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = str(tmp_path / "file" / "home")
    with serving(HOME=blocked, XDG_CACHE_HOME=blocked) as (process, url):
        assert answers(url)
        assert interrupt(process) == ""


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="needs /dev/shm")
def test_temporary_files_may_lie_elsewhere() -> None:
    with serving("--cache", "/proc/no-place", TMPDIR="/dev/shm") as (process, url):
        assert answers(url)
        assert interrupt(process) == ""
