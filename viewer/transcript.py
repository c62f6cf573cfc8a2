"""What was asked and answered in a browser, as JSON to take away."""

import json
from dataclasses import dataclass, replace

import numpy as np

from backend.engine import Answer

_MOST = 500
"""Answers that are kept for one browser."""


@dataclass(frozen=True)
class _Given:
    scene_name: str
    answer: Answer


class Transcript:
    """Every answer of a browser's session, without its heat, which is as long as its scene."""

    def __init__(self) -> None:
        self._given: list[_Given] = []

    def add(self, scene_name: str, answer: Answer) -> None:
        """Keep an answer; the oldest one goes when there are too many."""
        light = replace(answer, heat=np.zeros(0, dtype=np.float32))
        self._given = [*self._given, _Given(scene_name, light)][-_MOST:]

    def to_json(self) -> bytes:
        """Questions, answers and boxes in the order in which they were asked."""
        questions = [{"scene": one.scene_name, **one.answer.to_json()} for one in self._given]
        return json.dumps({"questions": questions}, indent=1, ensure_ascii=False).encode()
