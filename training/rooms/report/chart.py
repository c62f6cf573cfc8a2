"""Charts as plain data: drawn twice, as pictures (`png.py`) and in a web page (`page.py`)."""

from dataclasses import dataclass
from math import log10
from typing import Literal

RED, BLUE, GREEN, GREY = (200, 70, 50), (45, 105, 175), (60, 140, 80), (120, 125, 130)
REAL_COLOR, GENERATED_COLOR = GREY, BLUE


@dataclass(frozen=True)
class Axis:
    title: str
    log: bool = False


@dataclass(frozen=True)
class Series:
    """Points, or bars that stand side by side with those of the chart's other series."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    color: tuple[int, int, int]
    labels: tuple[str, ...] = ()
    """Of each point; a picture shows those that have room."""
    size: float = 3.0
    """Radius of a point, pixels."""


@dataclass(frozen=True)
class Chart:
    name: str
    """Of its file, without an ending."""
    title: str
    how: str
    """What was measured, and how, in a sentence or two."""
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    kind: Literal["points", "bars"] = "points"
    diagonal: bool = False
    """A line on which both axes agree, and the same range for both."""
    band: float = 0.0
    """Shaded around the diagonal: this much more or less, as a share."""

    def ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Of x and of y, with a rim; in powers of ten on logarithmic axes, where zeros are left
        out.
        """
        x = _range([v for s in self.series for v in s.x], self.x.log, bars=self.kind == "bars")
        y = _range([v for s in self.series for v in s.y], self.y.log, bars=self.kind == "bars")
        if self.diagonal:
            x = y = (min(x[0], y[0]), max(x[1], y[1]))
        return x, y


def _range(values: list[float], log: bool, *, bars: bool) -> tuple[float, float]:
    shown = [log10(v) for v in values if v > 0] if log else values
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    if bars:
        low = min(low, 0.0)
    rim = 0.05 * max(high - low, 1e-6)
    return (low if bars else low - rim), high + rim
