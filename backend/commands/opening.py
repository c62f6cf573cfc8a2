"""What commands about scenes share: arguments, opening, and showing how far they have come."""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import tyro

from backend import engine
from backend.geometry.frames import up_vector
from backend.progress import Progress, reporting
from backend.types import Scene, SceneError

Up = Literal["+z", "-z", "+y", "-y", "+x", "-x"]
ScenePath = Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="SCENE")]
AsJson = Annotated[bool, tyro.conf.arg(name="json"), tyro.conf.FlagCreatePairsOff]


def opened(path: Path, up: Up | None = None, scale: float | None = None) -> Scene:
    """The scene, placed as the user says.

    Raises:
        SceneError: it cannot be opened, or not be scaled so.
    """
    if scale is not None and not (math.isfinite(scale) and scale > 0):
        raise SceneError(path, f"cannot be scaled by {scale}", "Give --scale metres per unit, > 0")
    with bar_on_terminal(f"Opening {engine.scene_name(path)}"):
        scene = engine.open_scene(path)
    if up is None and scale is None:
        return scene
    before = scene.frame
    turned = engine.reorient(
        scene,
        up=up_vector(up) if up else before.up,
        metres_per_unit=scale or before.metres_per_unit,
    )
    # What the user did not say is known as it was before.
    frame = replace(
        turned.frame,
        up_from="user" if up else before.up_from,
        scale_from="user" if scale else before.scale_from,
    )
    return replace(turned, frame=frame)


@contextmanager
def bar_on_terminal(title: str) -> Iterator[None]:
    """Show on stderr how far the block has come, and leave no trace; only where a person looks."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, transient=True, redirect_stdout=False) as bars:
        bar = bars.add_task(escape(title), total=None)

        def show(progress: Progress) -> None:
            total = progress.total or None
            text = escape(progress.text)
            bars.update(bar, description=text, completed=progress.done, total=total)

        with reporting(show):
            yield
