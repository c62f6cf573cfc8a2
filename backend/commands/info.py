"""`python -m backend info`: what is in a scene."""

import json
import time

from backend import engine
from backend.commands.opening import AsJson, ScenePath, Up, opened


def info(
    scene: ScenePath,
    as_json: AsJson = False,
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
    told = engine.describe(opened(scene, up, scale))
    seconds = round(time.perf_counter() - start, 3)
    if as_json:
        print(json.dumps(told.to_json() | {"seconds": {"open": seconds}}, allow_nan=False))
    else:
        _print_table(told, seconds)


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
