"""Work on many rooms at once, in order, in other processes."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from typing import TypeVar

from threadpoolctl import threadpool_limits

from training.rooms.example import Example, ExampleConfig, make_example
from training.rooms.splits import Split

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 2
"""Jobs in the making for each worker: enough to keep it busy, few enough to keep memory small."""


def stream_examples(
    split: Split,
    config: ExampleConfig = ExampleConfig(),
    *,
    indices: Iterable[int],
    workers: int | None = None,
) -> Iterator[Example]:
    """Make examples as they are asked for, straight into training, in the order of the indices."""
    yield from in_order(partial(_make, split, config), indices, workers=workers)


def _make(split: Split, config: ExampleConfig, index: int) -> Example:
    return make_example(split, index, config)


def in_order(
    work: Callable[[Job], Result], jobs: Iterable[Job], *, workers: int | None = None
) -> Iterator[Result]:
    """The results of a picklable function, in the jobs' order, a few of them ahead.

    Args:
        work: what is done in a process of its own.
        jobs: may be endless.
        workers: number of processes; None = one for each core, 0 = in this process.
    """
    if workers == 0:
        yield from map(work, jobs)
        return
    count = workers or os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_settle) as pool:
        waiting: deque[Future[Result]] = deque()
        source = iter(jobs)
        try:
            waiting.extend(pool.submit(work, job) for job in islice(source, _AHEAD * count))
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(work, job) for job in islice(source, 1))
                yield result
        finally:
            pool.shutdown(cancel_futures=True)


def _settle() -> None:
    """Make a new process one that shares cores and follows its parent.

    Ctrl+C reaches it too and is its parent's matter. It must not outlive a parent that was killed.
    """
    threadpool_limits(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
