"""The child process: values survive the way, and whatever happens in it is one SceneError."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from backend.scenes.worker import run_in_child
from backend.types import SceneError

HERE = Path("scan.glb")


def echo(path: Path, *values: object) -> list[object]:
    print("what a library prints does not disturb the answer")
    return [path, *values]


def refuse(path: Path) -> None:
    raise SceneError(path, "no scene", "Take another one")


def fail(path: Path) -> None:
    raise KeyError("two\nlines")


def crash(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(path: Path) -> None:
    os._exit(3)


def hang(path: Path) -> None:
    time.sleep(60)


def hoard(path: Path) -> int:
    return len(np.zeros(1 << 33, np.uint8))


def process_id(path: Path) -> int:
    return os.getpid()


def test_values_survive_the_way() -> None:
    rng = np.random.default_rng(0)
    arrays = {
        "float": rng.normal(size=(3, 4)).astype(np.float32),
        "none": np.zeros((0, 3)),
        "one": np.array(7, np.int32),
        "mask": rng.random(5) < 0.5,
        "fortran": np.asfortranarray(rng.normal(size=(3, 4))),
    }
    back = run_in_child(echo, HERE, arrays, "ä", 1.5, None, True, (1, [2, {"k": 3}]))
    assert back[0] == HERE
    assert back[2:] == ["ä", 1.5, None, True, (1, [2, {"k": 3}])]
    for name, array in arrays.items():
        assert back[1][name].dtype == array.dtype
        np.testing.assert_array_equal(back[1][name], array)


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (refuse, "scan.glb: no scene. Take another one."),
        (fail, "KeyError"),
        (crash, "SIGSEGV"),
        (leave, "exit status 3"),
        (hoard, "memory"),
    ],
)
def test_whatever_happens_is_one_scene_error(function, says: str) -> None:
    for _ in range(2):
        with pytest.raises(SceneError) as caught:
            run_in_child(function, HERE, memory=1 << 30)
        assert says in str(caught.value)
        assert str(caught.value).startswith("scan.glb: ")
        assert "\n" not in str(caught.value)
    assert run_in_child(echo, HERE, 1) == [HERE, 1]


def test_a_call_that_hangs_ends_in_time() -> None:
    start = time.monotonic()
    with pytest.raises(SceneError, match=r"longer than 0\.5 seconds"):
        run_in_child(hang, HERE, timeout=0.5)
    assert time.monotonic() - start < 30


def test_a_child_serves_many_calls() -> None:
    assert len({run_in_child(process_id, HERE) for _ in range(50)}) == 1


def test_threads_get_their_own_answers() -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda i: run_in_child(echo, HERE, i), range(40)))
    assert answers == [[HERE, i] for i in range(40)]


def test_functions_that_cannot_be_imported_are_refused() -> None:
    with pytest.raises(ValueError, match="can be imported"):
        run_in_child(lambda path: path, HERE)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_child_ends_with_its_parent(how: signal.Signals) -> None:
    code = (
        "import os, threading, time; from pathlib import Path;"
        "from backend.scenes.worker import run_in_child;"
        "from tests.scenes.test_worker import process_id, hang;"
        "print(run_in_child(process_id, Path('x')), flush=True);"
        "run_in_child(hang, Path('x'))"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(how)
    for _ in range(100):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == "zombie":
            return
        time.sleep(0.1)
    raise AssertionError("the child outlived its parent")
