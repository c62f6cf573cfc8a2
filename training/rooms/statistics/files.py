"""Statistics as JSON: all layouts together, and those of each scene type."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from training.rooms.statistics.aggregate import (
    CategoryStatistics,
    PairStatistics,
    Spread,
    Statistics,
    aggregate,
)
from training.rooms.statistics.layouts import Layout
from training.rooms.types import SceneType

REAL = Path(__file__).with_name("real.json")
"""Aggregates of ScanNet's training scans, made by `measure.py`."""

FEW = 3
"""Pairs met in fewer layouts than this are chance and left out."""
RARE = 0.1
"""As are those met in a smaller share of a scene type's layouts than this."""
_LEAST_SUPPORT = 0.02
"""Supports that carry a smaller share of a category than this are left out."""


@dataclass(frozen=True)
class Measured:
    """What was measured on one collection of layouts."""

    all: Statistics
    by_type: dict[SceneType, Statistics]


def measure(layouts: Sequence[Layout]) -> Measured:
    types: tuple[SceneType, ...] = get_args(SceneType)
    split: dict[SceneType, list[Layout]] = {
        name: [one for one in layouts if one.scene_type == name] for name in types
    }
    return Measured(
        aggregate(layouts), {name: aggregate(own) for name, own in split.items() if own}
    )


@cache
def real() -> Measured:
    """The committed aggregates of the real scans."""
    return read_measured(REAL)


def write_measured(path: Path, measured: Measured) -> None:
    lines = [f'"all": {_text(measured.all, FEW)}']
    for name, own in measured.by_type.items():
        lines.append(f'"{name}": {_text(own, max(FEW, RARE * own.layouts))}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read_measured(path: Path) -> Measured:
    """Raises ValueError if the file is no statistics."""
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        together = _statistics(tables.pop("all"))
        return Measured(together, {name: _statistics(table) for name, table in tables.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} should hold statistics of rooms: {error!r}") from error


def _text(statistics: Statistics, least: float) -> str:
    """One category to a line, so that a change can be read."""
    head = {
        "layouts": statistics.layouts,
        "objects": astuple(statistics.objects),
        "histogram": statistics.histogram,
        "floor_long": astuple(statistics.floor_long),
        "floor_short": astuple(statistics.floor_short),
    }
    rows = ",\n".join(
        f'  "{name}": {json.dumps(_row(own))}' for name, own in statistics.categories.items()
    )
    pairs = ",\n".join(
        f'  "{a}, {b}": {json.dumps(astuple(own))}'
        for (a, b), own in statistics.pairs.items()
        if own.layouts >= least
    )
    return (
        f'{json.dumps(head)[:-1]},\n "categories": {{\n{rows}\n }},\n "pairs": {{\n{pairs}\n }}}}'
    )


def _row(own: CategoryStatistics) -> dict[str, Any]:
    carriers = {name: share for name, share in own.supports.items() if share >= _LEAST_SUPPORT}
    return {
        "count": own.count,
        "share": own.share,
        "when_present": own.when_present,
        **{edge: astuple(getattr(own, edge)) for edge in _SPREADS},
        "color": own.color,
        "supports": carriers,
    }


_SPREADS = ("long", "short", "height", "bottom")


def _statistics(table: dict[str, Any]) -> Statistics:
    return Statistics(
        table["layouts"],
        Spread(*table["objects"]),
        tuple(table["histogram"]),
        Spread(*table["floor_long"]),
        Spread(*table["floor_short"]),
        {name: _category(row) for name, row in table["categories"].items()},
        {_pair(key): PairStatistics(*row) for key, row in table["pairs"].items()},
    )


def _category(row: dict[str, Any]) -> CategoryStatistics:
    spreads = {edge: Spread(*row[edge]) for edge in _SPREADS}
    return CategoryStatistics(**{**row, **spreads, "color": tuple(row["color"])})


def _pair(key: str) -> tuple[str, str]:
    a, b = key.split(", ")
    return a, b
