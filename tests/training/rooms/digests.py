"""Digests of all that follows from a seed: `python -m tests.training.rooms.digests 0 1`.

A line of JSON for each number of the training split.
"""

import hashlib
import json
import sys
from dataclasses import fields, is_dataclass

import numpy as np

from training.rooms.example import ExampleConfig, make_example
from training.rooms.render.photos import take_photos
from training.rooms.scan.gaussians import GaussianConfig, room_gaussians
from training.rooms.scan.view import view_room


def digests(index: int) -> dict[str, str]:
    """What differs between two machines shows by its name."""
    example = make_example("train", index)
    clean = make_example("train", index, ExampleConfig(points="clean", clean_count=5000))
    room, rng = example.room, np.random.default_rng(index)
    assert example.words is not None
    made = {
        "room": room,
        "points": example.scan.points,
        "poses": example.scan.poses,
        "boxes": example.scan.oriented_boxes(),
        "clean points": clean.scan.points,
        "questions": [(q.text, q.answers, q.object_ids) for q in example.words.questions],
        "descriptions": [(d.text, d.object_id) for d in example.words.descriptions],
        "scenes": example.words.scenes,
        "photos": take_photos(room, example.scan.poses, 2, width=96, height=72),
        "view": view_room(room, rng),
        "gaussians": room_gaussians(room, rng, GaussianConfig(count=3000, readings_per_view=500)),
    }
    return {name: digest(value) for name, value in made.items()}


def digest(value: object) -> str:
    """Of every bit of dataclasses and tuples of arrays, numbers and words."""
    found = hashlib.sha256()
    _feed(found, value)
    return found.hexdigest()[:16]


def _feed(found: "hashlib._Hash", value: object) -> None:
    if isinstance(value, np.ndarray):
        found.update(f"{value.dtype}{value.shape}".encode() + np.ascontiguousarray(value).tobytes())
    elif is_dataclass(value):
        for field in fields(value):
            _feed(found, getattr(value, field.name))
    elif isinstance(value, tuple | list):
        found.update(str(len(value)).encode())
        for one in value:
            _feed(found, one)
    else:
        assert isinstance(value, str | int | float | None), type(value)
        found.update(repr(value).encode())


if __name__ == "__main__":
    for number in sys.argv[1:]:
        print(json.dumps(digests(int(number))))
