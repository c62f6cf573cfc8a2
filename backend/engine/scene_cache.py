"""Encoded scenes on disk: a scene that was once looked at is known again.

One file per scene and checkpoint.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from backend.engine.array_cache import ArrayCache
from backend.engine.features import SceneFeatures
from backend.types import Boxes, Scene

_VERSION = 3
"""Files of another version are computed again."""
_LARGEST = 500_000_000
"""Bytes of all files together."""
_OWN = "answers"
_BOXES = ("boxes", "detections")
_BOX_PARTS = ("centers", "sizes", "yaws", "scores")
_TEXTS = "notes"


def default_folder() -> Path | None:
    """`ask3d` in the user's cache folder; None for a user without a home."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(given) if given else Path.home() / ".cache") / "ask3d"
    except RuntimeError:
        return None


def content_key(scene: Scene) -> str:
    """Of what the network may see: positions, colours and opacities."""
    cloud, splats = scene.cloud, scene.cloud_splats
    digest = hashlib.blake2b(digest_size=16)
    for part in (cloud.positions, cloud.colors, None if splats is None else splats.opacities):
        digest.update(b"-" if part is None else np.ascontiguousarray(part).data)
    return digest.hexdigest()


class SceneCache:
    """Safe for many threads and processes."""

    def __init__(self, folder: Path | None, *, largest: int = _LARGEST):
        """Below `folder`, which other caches may share; without one nothing is kept."""
        self._kept = ArrayCache(folder, _OWN, largest=largest)

    def get(self, key: str) -> SceneFeatures | None:
        """What was kept under this key; None where there is nothing, or something damaged."""
        return self._kept.get(key, _unpacked)

    def put(self, key: str, features: SceneFeatures) -> None:
        self._kept.put(key, _packed(features))


def _packed(features: SceneFeatures) -> dict[str, np.ndarray]:
    arrays = {"version": np.array(_VERSION)}
    for field in fields(features):
        value = getattr(features, field.name)
        if isinstance(value, Boxes):
            arrays |= {f"{field.name}.{part}": getattr(value, part) for part in _BOX_PARTS}
            arrays[f"{field.name}.labels"] = _texts(value.labels)
        else:
            arrays[field.name] = _texts(value) if field.name == _TEXTS else value
    return arrays


def _unpacked(arrays: Mapping[str, np.ndarray]) -> SceneFeatures:
    """
    Raises:
        KeyError, ValueError: not what `_packed` makes.
    """
    if int(arrays["version"]) != _VERSION:
        raise ValueError("another version")
    values: dict[str, object] = {}
    for field in fields(SceneFeatures):
        if field.name in _BOXES:
            parts = {name: arrays[f"{field.name}.{name}"] for name in _BOX_PARTS}
            labels = tuple(str(label) for label in arrays[f"{field.name}.labels"])
            values[field.name] = Boxes(labels=labels, **parts)
        elif field.name == _TEXTS:
            values[field.name] = tuple(str(text) for text in arrays[field.name])
        else:
            values[field.name] = arrays[field.name]
    return SceneFeatures(**values)  # pyright: ignore[reportArgumentType]


def _texts(texts: tuple[str, ...]) -> np.ndarray:
    return np.array(texts, dtype=np.str_)
