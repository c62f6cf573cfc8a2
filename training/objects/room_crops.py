"""Objects as scans of rooms show them: what lies in their boxes, neighbours' points and all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, UInt8

from training.clip.words import prompts
from training.data.examples import QuestionScene
from training.data.room_scenes import read_room_scene
from training.rooms.language.words.lexicon import ENTRIES

_NAMES, _DESCRIPTIONS = 2, 2
"""Captions of each kind."""


@dataclass(frozen=True)
class RoomCrop:
    points: Float32[np.ndarray, "points 3"]
    """Metres, Z up."""
    colors: UInt8[np.ndarray, "points 3"]
    category: str
    captions: tuple[str, ...]


def room_objects(
    folder: Path, rng: np.random.Generator, least: int, margin: float = 0.08
) -> Iterator[RoomCrop]:
    """The objects of a room with at least `least` points, each with some of what is around it.

    Half of them are cut out exactly, the others along a box that is up to `margin` too wide, since
    a detector's boxes are not exact either.

    Raises:
        CommandError: the room is damaged.
    """
    scene = read_room_scene(folder)
    assert scene.boxes.instances is not None
    for number, category in zip(scene.boxes.instances, scene.boxes.labels, strict=True):
        own = scene.instances == number
        if own.sum() < least:
            continue
        wide = margin * rng.random() if rng.random() < 0.5 else None
        inside = own if wide is None else _around(scene, own, wide)
        captions = _captions(scene, int(number), category, rng)
        yield RoomCrop(scene.points[inside], scene.colors[inside], category, captions)


def _around(scene: QuestionScene, own: np.ndarray, margin: float) -> np.ndarray:
    low, high = scene.points[own].min(axis=0), scene.points[own].max(axis=0)
    wide = margin * (high - low)
    # Below, what carries the thing would be most of the crop.
    below = wide * np.array([1, 1, 0.3])
    return ((scene.points >= low - below) & (scene.points <= high + wide)).all(axis=1)


def _captions(
    scene: QuestionScene, number: int, category: str, rng: np.random.Generator
) -> tuple[str, ...]:
    names = ENTRIES[category].names
    named = [names[i] for i in rng.integers(len(names), size=_NAMES)]
    spoken = [prompts(noun)[int(rng.integers(len(prompts(noun))))] for noun in named]
    described = [said.text for said in scene.descriptions if said.object_id == number]
    return tuple(dict.fromkeys([*spoken, *described[:_DESCRIPTIONS]]))
