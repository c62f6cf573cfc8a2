"""Run a function in a child process that may crash, hang or run out of memory without harm.

For libraries written in C++ and for parsers that nobody has hardened. Children stay alive between
calls, so that a thousand small files cost one start; every call takes an idle child or starts one.
Messages are JSON and raw arrays, never pickle: a child that was taken over cannot run code here.
Before its one answer a call may send reports of its progress, which the caller reports in turn.

A child limits its own address space for each call, and it ends when the pipe from its parent
closes, however the parent ended.
"""

import atexit
import importlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, cast

from backend.progress import Progress, report, reporting
from backend.scenes.messages import Message, encode, receive, send
from backend.types import SceneError

_IDLE = 2
"""Children that are kept for the next call."""
_BASE = 1 << 30
"""Bytes of address space beyond a call's allowance, for libraries that the call imports."""
_ROOT = Path(__file__).parents[2]

_idle: list["_Child"] = []
_lock = threading.Lock()


def run_in_child(
    function: Callable[..., Any],
    path: Path,
    *args: Any,
    timeout: float = 60.0,
    memory: int = 2 << 30,
) -> Any:
    """What `function(path, *args)` returns, computed in a child process.

    Args:
        function: importable by module and name. Arguments and results are arrays of numbers, text,
            numbers, booleans, None, paths, and lists, tuples and dicts (with text keys) of them.
        path: the file that errors name; the function's first argument.
        *args: the function's other arguments.
        timeout: seconds.
        memory: bytes that the call may allocate (Linux only).

    Raises:
        SceneError: the function raised it, raised anything else, crashed, or went over a limit.
    """
    if "<" in function.__qualname__ or function.__module__ == "__main__":
        raise ValueError(f"wanted a function that can be imported, got {function!r}")
    with _lock:
        child = _idle.pop() if _idle else _Child()
    try:
        answer = child.call(
            [function.__module__, function.__qualname__, memory, path, *args], timeout
        )
    except BaseException:
        child.close()
        raise
    if answer is None:
        raise SceneError(path, child.obituary(timeout), "Leave the file out or export it again")
    kind, value = answer
    with _lock:
        reuse = kind != "memory" and len(_idle) < _IDLE
        if reuse:
            _idle.append(child)
    if not reuse:
        child.close()
    if kind == "result":
        return value
    if kind == "refused":
        raise SceneError.__new__(SceneError, value)  # The text was put together in the child.
    if kind == "memory":
        problem = f"reading it takes more than {memory / 2**20:,.0f} MB of memory"
        raise SceneError(path, problem, "Open a smaller part")
    raise SceneError(path, f"cannot be decoded ({value})", "Export the file again")


class _Child:
    def __init__(self) -> None:
        paths = [str(_ROOT), *(p for p in sys.path if p)]
        # One thread each: the threads' stacks and buffers count as address space.
        env = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
        self._timed_out = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from backend.scenes.worker import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
        )

    def call(self, request: list[Any], timeout: float) -> tuple[str, Any] | None:
        """The answer; None if the child ended without one."""
        to_child = cast("BinaryIO", self._process.stdin)
        from_child = cast("BinaryIO", self._process.stdout)
        timer = threading.Timer(timeout, self._end_in_time)
        timer.daemon = True
        timer.start()
        try:
            send(to_child, encode(request))
            while True:
                kind, value = receive(from_child)
                if kind != "progress":
                    return kind, value
                report(*value)
        except (BrokenPipeError, EOFError):
            return None
        finally:
            timer.cancel()

    def _end_in_time(self) -> None:
        self._timed_out = True
        self._process.kill()

    def obituary(self, timeout: float) -> str:
        """Why the child ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self.close()
        code = self._process.returncode
        if self._timed_out:
            return f"reading it takes longer than {timeout:g} seconds"
        if code < 0 and -code in list(signal.Signals):
            return f"its reader crashed ({signal.Signals(-code).name})"
        return f"its reader ended with exit status {code}"

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()


@atexit.register
def _close_idle() -> None:
    while _idle:
        _idle.pop().close()


def serve() -> None:
    """The child's life: answer requests until the parent closes the pipe."""
    # Libraries print; what they print must not come between the answers.
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    waiting: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    while True:
        send(answers, _answer(waiting.get(), answers))


def _listen(requests: BinaryIO, waiting: "queue.SimpleQueue[list[Any]]") -> None:
    """A thread of its own, so that the end of the parent also ends a call that never returns."""
    try:
        while True:
            waiting.put(receive(requests))
    finally:
        os._exit(0)


def _answer(request: list[Any], answers: BinaryIO) -> Message:
    def forward(progress: Progress) -> None:
        send(answers, encode(["progress", [progress.what, progress.done, progress.total]]))

    module, name, memory, *args = request
    try:
        with reporting(forward), _limited(memory):
            function = attrgetter(name)(importlib.import_module(module))
            return encode(["result", function(*args)])
    except SceneError as error:
        return encode(["refused", str(error)])
    except MemoryError:
        return encode(["memory", None])
    except BaseException as error:  # A panic of a library in Rust is no Exception.
        lines = str(error).splitlines() or [""]
        return encode(["failed", f"{type(error).__name__}: {lines[0][:200]}"])


@contextmanager
def _limited(memory: int) -> Iterator[None]:
    """Bound the address space to what is mapped now plus the call's allowance, where known."""
    mapped = Path("/proc/self/statm")
    if not mapped.exists():
        yield
        return
    import resource

    pages = int(mapped.read_text().split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = pages * resource.getpagesize() + _BASE + memory
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
