"""What comes back when something is named: one object, or all of a scene."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float32, Int32, Int64

from backend.engine.answers import Ranked, boxes_json
from backend.types import Boxes


@dataclass(frozen=True)
class Label:
    """The object that was pointed at."""

    points: Int64[np.ndarray, " rows"]
    """Rows of `scene.cloud` that it consists of, ascending: its outline."""
    box: Boxes
    """One box: the object's, or the bounds of a surface."""
    names: tuple[Ranked, ...]
    """The best five, best first; none where it could not be recognised."""
    embedding: Float32[np.ndarray, " clip"]
    """Of unit length in CLIP space, to find what is similar; 0 where it was not recognised."""
    questions: tuple[str, ...]
    """What one could ask about it."""

    def to_json(self) -> dict[str, Any]:
        """An object that `json.dumps` takes; the number of points instead of them all."""
        names = [{"text": one.text, "score": round(one.confidence, 4)} for one in self.names]
        return {
            "kind": "label",
            "names": names,
            "box": boxes_json(self.box)[0],
            "points": len(self.points),
            "questions": list(self.questions),
        }


@dataclass(frozen=True)
class SceneLabels:
    """A scene labelled with a list of classes."""

    class_names: tuple[str, ...]
    classes: Int32[np.ndarray, " points"]
    """Index into `class_names`; -1 = none of them."""
    instances: Int32[np.ndarray, " points"]
    """Row of `boxes`; -1 for what is no single object, such as a wall."""
    boxes: Boxes
    """The objects, labelled, scored by relevancy, best first."""

    @property
    def counts(self) -> tuple[int, ...]:
        """How many objects each class has."""
        counted = Counter(self.boxes.labels)
        return tuple(counted[name] for name in self.class_names)

    def to_json(self) -> dict[str, Any]:
        """An object that `json.dumps` takes, with how many points each class and object has."""
        points = np.bincount(self.classes[self.classes >= 0], minlength=len(self.class_names))
        own = np.bincount(self.instances[self.instances >= 0], minlength=len(self.boxes))
        return {
            "kind": "labels",
            "classes": [
                {"name": name, "objects": count, "points": int(size)}
                for name, count, size in zip(self.class_names, self.counts, points, strict=True)
            ],
            "boxes": [
                box | {"instance": i, "points": int(own[i])}
                for i, box in enumerate(boxes_json(self.boxes))
            ],
            "unlabelled": int(np.count_nonzero(self.classes < 0)),
        }
