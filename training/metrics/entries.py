"""The objects of a JSON file, each with its place, so that what is wrong in one is told exactly."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64

from training.errors import CommandError


@dataclass(frozen=True)
class Entry:
    """One object of a file."""

    place: str
    """File and position, as messages name it."""
    values: Mapping[str, Any]

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """A text, or a whole number as text (SQA3D numbers its questions)."""
        value = self.values.get(key)
        if isinstance(value, str) or type(value) is int:
            return str(value)
        raise self.wrong(key, "a text")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of one text or more."""
        value = self.values.get(key)
        if isinstance(value, list) and value and all(isinstance(text, str) for text in value):
            return tuple(value)
        raise self.wrong(key, "a list of texts")

    def numbers(self, key: str, *shape: int) -> Float64[np.ndarray, "..."]:
        """Finite numbers in nested lists; -1 stands for any length."""
        try:
            array = np.array(self.values.get(key), dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            array = np.array(math.nan)
        fits = array.ndim == len(shape) and all(
            wanted in (-1, got) for wanted, got in zip(shape, array.shape, strict=True)
        )
        if not fits or not (np.abs(array) < 1e6).all():
            rows = " × ".join("n" if length < 0 else str(length) for length in shape)
            raise self.wrong(key, f"{rows} numbers" if shape else "a number")
        return array

    def wrong(self, key: str, wanted: str) -> CommandError:
        """An error that says what was wanted here, to be raised."""
        value = json.dumps(self.values[key])[:60] if key in self.values else "nothing"
        return CommandError(f"{self.place}: wanted {key} as {wanted}, got {value}")


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        CommandError: it cannot be read, or breaks the grammar.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"cannot read {path} ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path} is no JSON ({error})") from error


def entries(path: Path, values: object, within: str = "") -> list[Entry]:
    """A list of one object or more.

    Raises:
        CommandError: it is none.
    """
    place = f"{path}, {within}" if within else str(path)
    if not isinstance(values, list) or not values:
        raise CommandError(f"{place}: wanted a list of JSON objects with at least one in it")
    for i, value in enumerate(values):
        if not isinstance(value, dict):
            raise CommandError(f"{place}: wanted a JSON object at entry {i}")
    return [Entry(f"{place}, entry {i}", value) for i, value in enumerate(values)]
