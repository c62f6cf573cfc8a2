"""Work in other processes: in order, a few ahead, and nothing left behind."""

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import digests
import psutil
import pytest

from training.rooms.example import ExampleConfig, make_example
from training.rooms.stream import in_order, stream_examples

ROOT = Path(__file__).parents[3]


def lazy_square(x: int) -> int:
    """The earlier ones take longest."""
    time.sleep(0.2 / (1 + x))
    return x * x


def inverse(x: int) -> float:
    return 1 / x


def vanish(x: int) -> None:
    os._exit(3)


def process(x: int) -> int:
    time.sleep(0.3)
    return os.getpid()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    jobs = [3, 0, 1, 9, 2, 2, 5]
    assert list(in_order(lazy_square, jobs, workers=workers)) == [j * j for j in jobs]
    assert list(in_order(lazy_square, [], workers=workers)) == []


def test_work_is_shared_among_processes_and_none_is_this_one() -> None:
    found = set(in_order(process, range(6), workers=2))
    assert len(found) == 2 and os.getpid() not in found
    assert set(in_order(process, range(2), workers=0)) == {os.getpid()}


@pytest.mark.parametrize("workers", [0, 2])
def test_endless_jobs_are_taken_as_they_are_needed(workers: int) -> None:
    taken = itertools.count()
    results = in_order(lazy_square, taken, workers=workers)
    assert list(itertools.islice(results, 5)) == [0, 1, 4, 9, 16]
    assert next(taken) <= 5 + 2 * 2 + 1
    begin = time.perf_counter()
    results.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert time.perf_counter() - begin < 20
    assert list(results) == []


@pytest.mark.parametrize("workers", [0, 2])
def test_what_fails_in_a_worker_fails_here_after_the_results_before_it(workers: int) -> None:
    results = in_order(inverse, [1, 2, 0, 4], workers=workers)
    assert [next(results), next(results)] == [1, 0.5]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="terminated abruptly"):
        list(in_order(vanish, range(3), workers=1))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_do_not_outlive_their_parent(number: signal.Signals) -> None:
    with endless() as parent:
        workers = psutil.Process(parent.pid).children(recursive=True)
        assert len(workers) >= 2
        parent.send_signal(number)
        parent.wait(20)
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert not alive


def test_ctrl_c_ends_everything_without_a_word_from_the_workers() -> None:
    with endless() as parent:
        workers = psutil.Process(parent.pid).children(recursive=True)
        os.killpg(parent.pid, signal.SIGINT)
        _, errors = parent.communicate(timeout=30)
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert not alive
        assert errors == "stopped\n"


def endless() -> subprocess.Popen[str]:
    """A process, group leader, whose two workers are busy: it has said that they are."""
    own = Path(__file__)
    program = f"""
import itertools, signal, sys
sys.path.insert(0, {str(own.parent)!r})
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from {own.stem} import lazy_square
    from training.rooms.stream import in_order
    try:
        for i, _ in enumerate(in_order(lazy_square, itertools.repeat(0), workers=2)):
            if i == 2:
                print("ready", flush=True)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_streamed_examples_are_those_made_here() -> None:
    config = ExampleConfig(points="clean", clean_count=300)
    streamed = list(stream_examples("test", config, indices=[4, 2], workers=1))
    assert [example.name for example in streamed] == ["test_000004", "test_000002"]
    for example in streamed:
        own = make_example("test", example.index, config)
        assert digests.digest(own.room) == digests.digest(example.room)
        assert digests.digest(own.scan.points) == digests.digest(example.scan.points)
