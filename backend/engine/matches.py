"""What comes back when something is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from jaxtyping import Float32, Int64

from backend.engine.answers import boxes_json
from backend.types import Boxes


@dataclass(frozen=True)
class Matches:
    queries: tuple[str, ...]
    """As they were understood, in their order."""
    boxes: Boxes
    """What was found, labelled by its query and scored by relevancy in [0, 1], best first."""
    of_query: Int64[np.ndarray, " boxes"]
    """Which query each box answers."""
    heat: Float32[np.ndarray, "queries points"]
    """How relevant each point of `scene.cloud` is to each query, in [0, 1]."""
    not_found: tuple[bool, ...]
    """For each query whether nothing like it is in the scene; then it has no boxes."""
    threshold: float
    """The relevancy from which on something counts as found."""
    notes: tuple[str, ...] = ()
    """One sentence each."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """What took how long: encode, words, find, heat."""

    def to_json(self) -> dict[str, Any]:
        """An object that `json.dumps` takes; without the heat, which is as long as the scene.

        `query` of each box is the place of its query in `queries`.
        """
        boxes = boxes_json(self.boxes)
        return {
            "kind": "matches",
            "queries": [
                {"text": text, "not_found": missing}
                for text, missing in zip(self.queries, self.not_found, strict=True)
            ],
            "answers": [],
            "boxes": [
                box | {"query": int(query)} for box, query in zip(boxes, self.of_query, strict=True)
            ],
            "not_found": all(self.not_found),
            "threshold": self.threshold,
            "notes": list(self.notes),
            "seconds": {name: round(value, 4) for name, value in self.seconds.items()},
        }
