"""The scene as a file to take away: a page that opens anywhere, or points and splats."""

import secrets
import tempfile
from pathlib import Path
from typing import Literal, get_args

from viser.infra import StateSerializer

from backend import engine
from viewer.display import Display
from viewer.guard.config import ServerConfig
from viewer.guard.server import start_server
from viewer.opened import OpenedScene
from viewer.stage import Stage
from viewer.viewpoints import Viewpoint

ExportFormat = Literal["HTML page", ".viser", "PLY", ".splat", ".spz"]
EXPORTS: tuple[ExportFormat, ...] = get_args(ExportFormat)


def export_scene(
    opened: OpenedScene, display: Display, viewpoint: Viewpoint, to: ExportFormat, *, dark: bool
) -> tuple[str, bytes]:
    """The file's name and content.

    Raises:
        ValueError: the format cannot hold this scene.
    """
    name = opened.scene.name
    if to in ("HTML page", ".viser"):
        recording = _record(opened, display, viewpoint)
        if to == ".viser":
            return f"{name}.viser", recording.serialize()
        return f"{name}.html", recording.as_html(dark_mode=dark).encode()
    if opened.scene.splats is None and to != "PLY":
        raise ValueError(f"This scene has no splats, and {to} holds nothing else. Use PLY.")
    suffix = ".ply" if to == "PLY" else to
    return f"{name}{suffix}", _written(opened, suffix)


def _record(opened: OpenedScene, display: Display, viewpoint: Viewpoint) -> StateSerializer:
    """Draw the scene on a server that nobody visits: viser records broadcast scenes only."""
    server = start_server(ServerConfig(port=0, token=secrets.token_urlsafe(24)), announce=False)
    try:
        server.initial_camera.position = viewpoint.position
        server.initial_camera.look_at = viewpoint.look_at
        stage = Stage(server, opened, display, dark=False)
        stage.draw()
        stage.apply(display, None)
        return server.get_scene_serializer()
    finally:
        server.stop()


def _written(opened: OpenedScene, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"scene{suffix}"
        engine.save_scene(opened.scene, path)
        return path.read_bytes()
