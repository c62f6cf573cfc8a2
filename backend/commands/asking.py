"""What the commands share that need a trained network."""

import os
from pathlib import Path

from backend.commands.opening import bar_on_terminal
from backend.engine import VQA_FOLDER, Answerer
from backend.types import Scene, SceneError


def answerer(checkpoint: Path | None, clip: str) -> Answerer:
    """With its network loaded.

    Raises:
        CheckpointError: the network cannot be had.
    """
    ready = Answerer(checkpoint or VQA_FOLDER, clip)
    with bar_on_terminal("Loading the network"):
        ready.load()
    return ready


def look(ready: Answerer, scene: Scene) -> None:
    """Encode the scene and show how far that has come."""
    with bar_on_terminal(f"Looking at {scene.name}"):
        ready.encode(scene)


def require_writable(path: Path | None, endings: tuple[str, ...]) -> None:
    """Find out before the work whether its result can be kept.

    Raises:
        SceneError: not a file of such an ending in a folder that is there.
    """
    if path is None:
        return
    if path.suffix.lower() not in endings:
        raise SceneError(path, "is of no format that can be written", f"Use {' or '.join(endings)}")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK) or path.is_dir():
        raise SceneError(path, "cannot be written", "Give a file in a folder that you may write to")
