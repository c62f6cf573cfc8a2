"""A furnished room made on demand, by the generator in a process of its own.

The viewer never imports the training package: it starts the same command that people use.
"""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from backend.progress import report
from backend.types import SceneType

_ROOT = Path(__file__).resolve().parent.parent
_USUAL = 8.0
"""Seconds that a room takes at most unless it is the first one, for which kernels are compiled."""
_MOST = 180.0
"""Seconds after which a room is given up."""
_TURNS = threading.Semaphore(2)
"""So many are made at once, however many people ask: each one keeps a core busy."""

RoomMaker = Callable[[Path, int, SceneType | None], Path]


class RoomError(RuntimeError):
    """The generator did not make a room; says why in one line."""


def make_room(folder: Path, seed: int, scene_type: SceneType | None) -> Path:
    """Make room number `seed` of the test split in a folder; the path of its scene.

    Raises:
        RoomError: the generator failed or took too long.
    """
    command = [sys.executable, "-m", "training", "rooms", "--split", "test", "--count", "1"]
    command += ["--start", str(seed), "--out", str(folder), "--workers", "0"]
    if scene_type is not None:
        command += ["--scene-type", scene_type]
    if not _TURNS.acquire(blocking=False):
        report("Waiting until other people's rooms are made", 0, 0)
        _TURNS.acquire()
    try:
        _run(command)
    finally:
        _TURNS.release()
    made = [path for path in folder.iterdir() if (path / "annotations.json").is_file()]
    if len(made) != 1:
        raise RoomError(f"wanted one room from the generator, got {len(made)}")
    return made[0].rename(folder / f"{scene_type or 'room'} {seed}")


def _run(command: list[str]) -> None:
    """Wait for the end of a command, and say so if it takes long."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=_ROOT, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            _, told = _patiently(process)
        except subprocess.TimeoutExpired as error:
            raise RoomError(f"it took longer than {_MOST:.0f} s") from error
        finally:
            process.kill()
    if process.returncode != 0:
        lines = told.strip().splitlines()
        raise RoomError(lines[-1] if lines else f"exit status {process.returncode}")


def _patiently(process: subprocess.Popen[str]) -> tuple[str, str]:
    try:
        return process.communicate(timeout=_USUAL)
    except subprocess.TimeoutExpired:
        report("The first room takes longest: the generator is compiled once", 0, 0)
        return process.communicate(timeout=_MOST - _USUAL)
