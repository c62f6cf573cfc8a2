"""Charts as pictures."""

from math import ceil, floor, log10

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.rooms.report.chart import Chart, Series

_SCALE = 2
"""Everything is drawn this many times as large and then made smaller: lines without stairs."""
_WIDTH, _HEIGHT = 1100, 820
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 20, 74, 96
_INK, _FAINT, _BAND = (40, 40, 45), (226, 228, 232), (232, 242, 232)
_LINE = 140
"""Letters to a line of the text below."""


def draw_chart(chart: Chart) -> Image.Image:
    canvas = _Canvas(chart)
    canvas.frame()
    for number, series in enumerate(chart.series):
        if chart.kind == "bars":
            canvas.bars(series, number, len(chart.series))
        else:
            canvas.points(series)
    canvas.labels()
    canvas.legend()
    return canvas.image.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)


def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The one that comes with Pillow."""
    return ImageFont.load_default(size)


class _Canvas:
    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.image = Image.new("RGB", (_SCALE * _WIDTH, _SCALE * _HEIGHT), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.x_range, self.y_range = chart.ranges()

    def frame(self) -> None:
        if self.chart.diagonal:
            self._diagonal()
        for at, text in _ticks(self.x_range, self.chart.x.log):
            self._line([(at, self.y_range[0]), (at, self.y_range[1])])
            self._text(self._across(at), _HEIGHT - _BOTTOM + 6, text, 13, "ma")
        for at, text in _ticks(self.y_range, self.chart.y.log):
            self._line([(self.x_range[0], at), (self.x_range[1], at)])
            self._text(_LEFT - 8, self._down(at), text, 13, "rm")
        self._text(_LEFT, 14, self.chart.title, 20, "la")
        self._text(
            (_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - _BOTTOM + 24, self.chart.x.title, 14, "ma"
        )
        self._text(10, _TOP - 24, self.chart.y.title, 14, "la")
        for row, line in enumerate(_wrapped(self.chart.how)):
            self._text(_LEFT, _HEIGHT - 48 + 16 * row, line, 13, "la", (110, 112, 118))

    def points(self, series: Series) -> None:
        r = _SCALE * series.size
        for x, y in self._placed(series):
            x, y = _SCALE * x, _SCALE * y
            self.pen.ellipse((x - r, y - r, x + r, y + r), fill=series.color)

    def bars(self, series: Series, number: int, count: int) -> None:
        gap = min(b - a for a, b in zip(series.x, series.x[1:], strict=False))
        wide = 0.86 * gap / count
        for x, y in zip(series.x, series.y, strict=True):
            left = x - 0.43 * gap + number * wide
            corners = (left, y), (left + wide, self.y_range[0])
            (x0, y0), (x1, y1) = ((self._across(a), self._down(b)) for a, b in corners)
            box = (_SCALE * x0, _SCALE * y0, _SCALE * x1, _SCALE * y1)
            self.pen.rectangle(box, fill=series.color)

    def labels(self) -> None:
        """The points farthest from the diagonal first; none over another or over a point."""
        placed = [entry for series in self.chart.series for entry in self._labelled(series)]
        placed.sort(key=lambda entry: -abs(entry[0] - _LEFT + entry[1] - _HEIGHT + _BOTTOM))
        points = np.array([(x, y) for x, y, _ in placed]).reshape(-1, 2)
        taken = np.concatenate([points - 1, points + 1], axis=1)
        for x, y, text in placed:
            wide = self.pen.textlength(text, font(_SCALE * 11)) / _SCALE
            x0, y0, x1, y1 = x + 4, y - 5, x + 5 + wide, y + 5
            over = (taken[:, 0] < x1) & (taken[:, 2] > x0) & (taken[:, 1] < y1) & (taken[:, 3] > y0)
            if not over.any() and x1 < _WIDTH - _RIGHT:
                taken = np.append(taken, [(x0, y0, x1, y1)], axis=0)
                self._text(x + 5, y, text, 11, "lm", (90, 92, 98))

    def _labelled(self, series: Series) -> list[tuple[float, float, str]]:
        return [
            (x, y, text) for (x, y), text in zip(self._placed(series), series.labels, strict=False)
        ]

    def legend(self) -> None:
        right = _WIDTH - _RIGHT
        for series in reversed(self.chart.series):
            wide = self.pen.textlength(series.name, font(_SCALE * 14)) / _SCALE
            self._text(right - wide, _TOP - 24, series.name, 14, "la")
            box = (right - wide - 16, _TOP - 20, right - wide - 6, _TOP - 10)
            self.pen.rectangle([_SCALE * v for v in box], fill=series.color)
            right -= wide + 30

    def _diagonal(self) -> None:
        """The band around it is as wide everywhere only on logarithmic axes."""
        (low, high), band = self.x_range, self.chart.band
        if band and self.chart.x.log:
            up = log10(1 + band)
            corners = [(low, low - up), (high, high - up), (high, high + up), (low, low + up)]
            self.pen.polygon([self._at(*self._kept(*c)) for c in corners], fill=_BAND)
        self._line([(low, low), (high, high)], (150, 190, 150))

    def _kept(self, x: float, y: float) -> tuple[float, float]:
        return x, min(max(y, self.y_range[0]), self.y_range[1])

    def _placed(self, series: Series) -> list[tuple[float, float]]:
        """In pixels; on a logarithmic axis zero lies at its lower end."""
        chart = self.chart
        return [
            (
                self._across(_coordinate(x, self.x_range, chart.x.log)),
                self._down(_coordinate(y, self.y_range, chart.y.log)),
            )
            for x, y in zip(series.x, series.y, strict=True)
        ]

    def _across(self, x: float) -> float:
        low, high = self.x_range
        return _LEFT + (x - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    def _down(self, y: float) -> float:
        low, high = self.y_range
        return _HEIGHT - _BOTTOM - (y - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return _SCALE * self._across(x), _SCALE * self._down(y)

    def _line(self, ends: list[tuple[float, float]], color: tuple[int, int, int] = _FAINT) -> None:
        self.pen.line([self._at(*end) for end in ends], fill=color, width=_SCALE)

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        anchor: str,
        color: tuple[int, int, int] = _INK,
    ) -> None:
        place = (_SCALE * x, _SCALE * y)
        self.pen.text(place, text, fill=color, font=font(_SCALE * size), anchor=anchor)


def _coordinate(value: float, limits: tuple[float, float], log: bool) -> float:
    if not log:
        return value
    return log10(value) if value > 0 else limits[0]


def _ticks(limits: tuple[float, float], log: bool) -> list[tuple[float, str]]:
    """Where lines are drawn along an axis, and what is written there."""
    low, high = limits
    if log:
        steps = [d * 10.0**e for e in range(floor(low), ceil(high) + 1) for d in (1, 2, 5)]
        return [(log10(v), f"{v:g}") for v in steps if low <= log10(v) <= high]
    rough = (high - low) / 8
    unit = 10.0 ** floor(log10(rough))
    step = next(m * unit for m in (1, 2, 5, 10) if m * unit >= rough)
    return [(i * step, f"{i * step:g}") for i in range(ceil(low / step), floor(high / step) + 1)]


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
