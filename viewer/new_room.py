"""A furnished room made on demand, by the generator in a process of its own.

The viewer never imports the training package: it starts the same command that people use.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from backend.types import SceneType

_ROOT = Path(__file__).resolve().parent.parent
_SECONDS = 180.0
"""A room takes a few seconds; the first one, which compiles the kernels, about a minute."""

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
    try:
        done = subprocess.run(
            command, cwd=_ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RoomError(f"it took longer than {_SECONDS:.0f} s") from error
    made = sorted(path for path in folder.iterdir() if (path / "annotations.json").is_file())
    if done.returncode != 0 or not made:
        said = done.stderr.strip().splitlines()
        raise RoomError(said[-1] if said else f"exit status {done.returncode}")
    return made[0]
