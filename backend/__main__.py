"""The engine without a browser: `python -m backend info SCENE --json`.

Exit status 0 only if the work was done; 2 for bad arguments or bad input, with one line on
stderr that says why.
"""

import json
import math
import sys
import time
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


def info(
    scene: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="SCENE")],
    as_json: Annotated[bool, tyro.conf.arg(name="json"), tyro.conf.FlagCreatePairsOff] = False,
    up: Up | None = None,
    scale: float | None = None,
) -> None:
    """Say what is in a scene: counts, bounds, up axis and scale, labels, cameras.

    Args:
        scene: A file or a folder.
        as_json: Print one JSON object instead of a table.
        up: The source's axis that points up, where it is not what the file or the guess says.
        scale: Metres per unit of the source, where it is not what the file or the guess says.
    """
    start = time.perf_counter()
    opened = _open(scene, up, scale)
    told = engine.describe(opened)
    seconds = round(time.perf_counter() - start, 3)
    if as_json:
        print(json.dumps(told.to_json() | {"seconds": {"open": seconds}}, allow_nan=False))
    else:
        _print_table(told, seconds)


def _open(path: Path, up: Up | None, scale: float | None) -> Scene:
    if scale is not None and not (math.isfinite(scale) and scale > 0):
        raise SceneError(path, f"cannot be scaled by {scale}", "Give --scale metres per unit, > 0")
    with _bar_on_terminal(f"Opening {engine.scene_name(path)}"):
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
def _bar_on_terminal(title: str) -> Iterator[None]:
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


def _print_table(told: engine.SceneInfo, seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(told.name), show_header=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in _rows(told):
        # Text, because a file's own words must not be read as markup.
        table.add_row(name, Text(value))
    table.add_row("opened in", f"{seconds:.2f} s")
    Console().print(table)


def _rows(told: engine.SceneInfo) -> list[tuple[str, str]]:
    sizes = sorted({f"{c.width} × {c.height}" for c in told.cameras})
    labels = _listed(told.classes) + (
        f", unlabelled {told.unlabelled:,}" if told.unlabelled else ""
    )
    rows = [
        ("kind", f"{told.kind} ({told.format})"),
        ("points", f"{told.points:,}" if told.points else ""),
        ("faces", f"{told.faces:,}" if told.faces else ""),
        ("splats", f"{told.splats:,}, SH degree {told.sh_degree}" if told.splats else ""),
        ("size", _metres(told.size)),
        ("from", _metres(told.least)),
        ("to", _metres(told.greatest)),
        ("origin", _metres(told.origin) if any(told.origin) else ""),
        ("up", f"{told.up} ({_EVIDENCE[told.up_from]})"),
        ("scale", f"{told.metres_per_unit:g} m per unit ({_EVIDENCE[told.scale_from]})"),
        ("classes", labels if told.classes else ""),
        ("instances", f"{told.instances:,}" if told.instances else ""),
        ("boxes", _listed(told.boxes)),
        ("cameras", f"{len(told.cameras):,}, {', '.join(sizes)} pixels" if sizes else ""),
        *(("note", note) for note in told.notes),
    ]
    return [(name, value) for name, value in rows if value]


_EVIDENCE = {
    "file": "the file says so",
    "format": "fixed by the format",
    "guessed": "guessed",
    "user": "as you said",
}


def _metres(vector: tuple[float, float, float]) -> str:
    return " × ".join(f"{value:.2f}" for value in vector) + " m"


def _listed(counts: tuple[engine.Count, ...]) -> str:
    return ", ".join(f"{c.name} {c.count:,}" for c in counts)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        tyro.extras.subcommand_cli_from_dict(
            {"info": info}, prog="python -m backend", description=__doc__, args=arguments
        )
    except SceneError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
