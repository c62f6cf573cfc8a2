"""Figures of an evaluation, as text or as one JSON object."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

Figure = tuple[str, float | int]
"""Name and value."""


@dataclass(frozen=True)
class Report:
    """What `python -m training evaluate` prints; percentages, except CIDEr's scale of its own."""

    count: int
    """How many questions, descriptions or scenes were scored."""
    unit: str
    """What they are: "questions"."""
    figures: tuple[Figure, ...]
    """Those of a part of the set have its name and a slash before their own name."""
    notes: tuple[str, ...] = ()
    """What is missing, was left out or computed in another way than officially, and why."""


def within(part: str, figures: Iterable[Figure]) -> list[Figure]:
    """Figures of a part of the set."""
    return [(f"{part}/{name}", value) for name, value in figures]


def print_report(report: Report, *, as_json: bool) -> None:
    """Print to stdout."""
    figures = {name: round(value, 3) for name, value in report.figures}
    if as_json:
        print(json.dumps({report.unit: report.count, **figures, "notes": list(report.notes)}))
        return
    print(f"{report.count:,} {report.unit}")
    for name, value in figures.items():
        print(f"{value:8,}  {name}" if isinstance(value, int) else f"{value:8.2f}  {name}")
    for note in report.notes:
        print(f"Note: {note}.")
