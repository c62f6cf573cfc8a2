"""Encoded scenes in memory: those last asked about, as long as they are open."""

import threading
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from backend.engine.features import NearSeeds, SceneFeatures
from backend.types import Scene

_LARGEST = 300_000_000
"""Bytes of all together; the last one stays, however large it is."""


@dataclass(frozen=True)
class Seen:
    """All that questions about a scene need."""

    features: SceneFeatures
    near: NearSeeds

    @property
    def nbytes(self) -> int:
        return self.near.nbytes


@runtime_checkable
class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)


class SceneMemory(Generic[Kept]):
    """By the scene object itself: a scene that was reoriented is another. Safe for many threads."""

    def __init__(self, largest: int = _LARGEST) -> None:
        self._largest = largest
        self._kept: OrderedDict[int, tuple[weakref.ref[Scene], Kept]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, scene: Scene) -> Kept | None:
        with self._lock:
            kept = self._kept.get(id(scene))
            # Another object may have got the number of one that is gone.
            if kept is None or kept[0]() is not scene:
                return None
            self._kept.move_to_end(id(scene))
            return kept[1]

    def put(self, scene: Scene, value: Kept) -> None:
        with self._lock:
            gone = [number for number, (known, _) in self._kept.items() if known() is None]
            for number in gone:
                del self._kept[number]
            self._kept[id(scene)] = (weakref.ref(scene), value)
            self._kept.move_to_end(id(scene))
            while len(self._kept) > 1 and self._bytes() > self._largest:
                self._kept.popitem(last=False)

    def _bytes(self) -> int:
        return sum(value.nbytes for _, value in self._kept.values())
