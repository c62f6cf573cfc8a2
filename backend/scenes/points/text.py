"""Point clouds in text files: xyz, txt, csv and pts.

One point per line; columns parted by comma, semicolon, blanks or tabs. Lines that begin with # or
// are comments; a comment or a first line that names x, y and z names the columns. Without names
the number of columns decides (see `columns.unnamed_columns`). A lone number before the points is
their count, as in pts files.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO

import numpy as np
from jaxtyping import Float64

from backend.progress import report
from backend.scenes.check import regular_file
from backend.scenes.points.cloud import cloud_reading
from backend.scenes.points.columns import as_table, has_positions, named_columns, unnamed_columns
from backend.types import Reading, SceneError

_COMMENTS = ("#", "//")
_REMEDY = "Wanted numbers parted by commas, semicolons, blanks or tabs, the same on each line"
_LONGEST = 1 << 20
"""Characters of the longest line before the points; a file without line ends is no point list."""
_BATCH = 1 << 20
"""Characters, roughly, between two reports."""


@dataclass(frozen=True)
class _Layout:
    skip: int
    """Lines before the first point."""
    separator: str | None
    """None for blanks and tabs."""
    width: int
    names: tuple[str, ...]
    """Empty where the file does not name its columns."""
    count: int | None
    ends_open: bool
    """Whether lines end with a separator."""


def read_text(path: Path) -> Reading:
    """Read a text file of points.

    Raises:
        SceneError: a line holds something else than numbers or more or fewer than the first, or
            the positions are damaged.
    """
    regular_file(path)
    with _open(path) as file:
        layout = _layout(path, file)
    notes: list[str] = []
    used = _used(layout, notes)
    values = _values(path, layout, used)
    if layout.count is not None and layout.count > len(values):
        problem = f"the file announces {layout.count:,} points and ends after {len(values):,}"
        raise SceneError(path, problem, "The file is damaged or cut: copy it again")
    if layout.count is not None and layout.count < len(values):
        notes.append(f"The file announces {layout.count:,} points, but holds {len(values):,}.")
    if layout.names:
        columns = named_columns(path, as_table(values, [layout.names[i] for i in used]))
    else:
        columns = unnamed_columns(path, values, notes)
    return cloud_reading(path, "text point cloud", columns, notes=tuple(notes))


def _open(path: Path) -> TextIO:
    """The file behind its byte order mark; a byte is a character, so that any file can be read."""
    file = path.open(encoding="latin-1")
    if file.read(3) != "\xef\xbb\xbf":
        file.seek(0)
    return file


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """The rest of the file, line by line; says how much is read."""
    size = path.stat().st_size
    while lines := file.readlines(_BATCH):
        report("Reading text", file.buffer.tell(), size)
        yield from lines


def _layout(path: Path, file: TextIO) -> _Layout:
    names: tuple[str, ...] = ()
    count: int | None = None
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        text = line.strip()
        separator = next((mark for mark in ";," if mark in text), None)
        words = _words(text, separator)
        if not text or text.startswith(_COMMENTS):
            names = _names(text.lstrip("#/ ")) or names
        elif len(words) == 1 and count is None and re.fullmatch("[0-9]{1,15}", words[0]):
            count = int(words[0])
        elif all(map(_is_number, words)):
            ends_open = separator is not None and text.endswith(separator)
            return _Layout(number - 1, separator, len(words), names[: len(words)], count, ends_open)
        elif not names and _names(text):
            names = _names(text)
        else:
            _refuse_line(path, number, text)
    raise SceneError(path, "there is no point in it", _REMEDY)


def _words(text: str, separator: str | None) -> list[str]:
    words = [word.strip() for word in text.split(separator)]
    return words[:-1] if len(words) > 1 and not words[-1] else words


def _names(text: str) -> tuple[str, ...]:
    """The words of a line if x, y and z are among them, without quotes and units: "x [m]"."""
    separator = next((mark for mark in ";," if mark in text), None)
    words = [re.sub(r'[\[(].*|["\']', "", word).strip() for word in _words(text, separator)]
    return tuple(words) if has_positions(words) else ()


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return "_" not in word  # Python would read 1_000.


def _used(layout: _Layout, notes: list[str]) -> list[int]:
    """Columns that are read: all, or those with a name of their own."""
    if not layout.names:
        return list(range(layout.width))
    used = [i for i, name in enumerate(layout.names) if name and name not in layout.names[:i]]
    if len(used) < layout.width:
        notes.append(f"{layout.width - len(used)} columns without a name of their own left out.")
    return used


def _values(path: Path, layout: _Layout, used: list[int]) -> Float64[np.ndarray, "points columns"]:
    with _open(path) as file:
        for _ in range(layout.skip):
            file.readline()
        try:
            return np.loadtxt(
                _lines(path, file),
                delimiter=layout.separator,
                # Only single characters are fast; lines that begin with // take the slow way.
                comments="#",
                usecols=used if layout.ends_open or len(used) < layout.width else None,
                ndmin=2,
            )
        except ValueError:
            pass
    return _slowly(path, layout, used)


def _slowly(path: Path, layout: _Layout, used: list[int]) -> Float64[np.ndarray, "points columns"]:
    """Line by line: for files with // comments, and to find the line that is wrong."""
    rows = array("d")
    with _open(path) as file:
        for number, line in enumerate(_lines(path, file), 1):
            text = line.split("#")[0].split("//")[0].strip()
            if number <= layout.skip or not text:
                continue
            words = _words(text, layout.separator)
            if len(words) != layout.width or not all(_is_number(words[i]) for i in used):
                _refuse_line(path, number, text)
            rows.extend(float(words[i]) for i in used)
    return np.frombuffer(rows).reshape(-1, len(used))


def _refuse_line(path: Path, number: int, text: str) -> NoReturn:
    short = text if len(text) <= 60 else text[:60] + "…"
    raise SceneError(path, f'line {number} is no point: "{short}"', _REMEDY)
