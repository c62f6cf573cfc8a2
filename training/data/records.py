"""Annotations in JSON, field by field: whatever is damaged is named with its file and place."""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.scenes.datasets.files import read_json
from backend.types import SceneError
from training.errors import CommandError

SCENE = re.compile(r"scene[0-9]{4}_[0-9]{2}")
"""A ScanNet scene id."""
_REMEDY = "Copy the file again from its source"
_LARGEST = 2**31


@contextmanager
def damaged_input() -> Iterator[None]:
    """Turn what the readers of scenes say about a file into the command line's error."""
    try:
        yield
    except SceneError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{error.filename}: cannot be read ({error.strerror})") from error


@dataclass(frozen=True)
class Record:
    """One JSON object and where it stands."""

    path: Path
    place: str
    """Such as "questions[12]"; empty for the whole file."""
    fields: Mapping[str, object]

    def text(self, name: str) -> str:
        """A string that is not blank."""
        return self._text(self._inside(name), self.fields.get(name))

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._text(place, item) for place, item in self._items(name))

    def scene(self, name: str = "scene_id") -> str:
        """A ScanNet scene id, which may safely become part of a path."""
        text = self.text(name)
        if not SCENE.fullmatch(text):
            raise self.error(self._inside(name), "a scene id such as scene0000_00", text)
        return text

    def integer(self, name: str) -> int:
        """A number from 0 on that fits 32 bits."""
        return self._integer(self._inside(name), self.fields.get(name))

    def integers(self, name: str) -> tuple[int, ...]:
        return tuple(self._integer(place, item) for place, item in self._items(name))

    def digits(self, name: str) -> int:
        """A number that ScanRefer writes as a string."""
        value = self.fields.get(name)
        if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
            return int(value)
        return self._integer(self._inside(name), value)

    def identity(self, name: str) -> str:
        """An id that data sets write as a string or as a number, of any length."""
        value = self.fields.get(name)
        if type(value) is int and abs(value) < 2**63:
            return str(value)
        return self._text(self._inside(name), value)

    def number(self, name: str) -> float:
        """A finite number."""
        value = self.fields.get(name)
        if type(value) not in (int, float) or not _sane(value):
            raise self.error(self._inside(name), "a number", value)
        return float(value)  # pyright: ignore[reportArgumentType]

    def record(self, name: str) -> "Record":
        return self._record(self._inside(name), self.fields.get(name))

    def records(self, name: str) -> tuple["Record", ...]:
        return tuple(self._record(place, item) for place, item in self._items(name))

    def error(self, place: str, wanted: str, got: object) -> CommandError:
        """One line with the file, the place, what was wanted and what came."""
        return _error(self.path, place, wanted, got)

    def _inside(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _items(self, name: str) -> Iterator[tuple[str, object]]:
        place, value = self._inside(name), self.fields.get(name)
        if not isinstance(value, list):
            raise self.error(place, "a list", value)
        return ((f"{place}[{i}]", item) for i, item in enumerate(value))

    def _text(self, place: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or not _encodable(value):
            raise self.error(place, "a text", value)
        return value.strip()

    def _integer(self, place: str, value: object) -> int:
        if type(value) is not int or not 0 <= value < _LARGEST:
            raise self.error(place, "a number from 0 on", value)
        return value

    def _record(self, place: str, value: object) -> "Record":
        if not isinstance(value, dict):
            raise self.error(place, "an object", value)
        return Record(self.path, place, value)


def read_record(path: Path) -> Record:
    """A file that is one JSON object.

    Raises:
        CommandError: it is missing, or is something else.
    """
    content = read_content(path)
    if not isinstance(content, dict):
        raise _error(path, "the file", "an object", content)
    return Record(path, "", content)


def read_records(path: Path) -> tuple[Record, ...]:
    """A file that is a list of JSON objects.

    Raises:
        CommandError: it is missing, or is something else.
    """
    return Record(path, "", {"list": read_content(path)}).records("list")


def read_content(path: Path) -> object:
    """Any JSON file.

    Raises:
        CommandError: it is missing or breaks the grammar.
    """
    with damaged_input():
        return read_json(path)


def _sane(value: object) -> bool:
    # An integer may be too large to become a float at all.
    assert isinstance(value, int | float)
    return abs(value) < 1e9 and math.isfinite(value)


def _encodable(text: str) -> bool:
    """JSON may escape half of a surrogate pair, which is no character."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _error(path: Path, place: str, wanted: str, got: object) -> CommandError:
    shown = "nothing" if got is None else ascii(got)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return CommandError(f"{path}: wanted {wanted} at {place}, got {shown}. {_REMEDY}")
