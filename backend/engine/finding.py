"""What of a scene matches queries: relevancy of its units, boxes and heat maps."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite

import numpy as np
from jaxtyping import Bool, Float32, Int, Int64

from backend.engine.answering import timed
from backend.engine.colour_words import colour_match
from backend.engine.features import some_boxes
from backend.engine.matches import Matches
from backend.engine.queries import Queries, Query
from backend.engine.relevancy import relevancy
from backend.engine.scene_units import SceneUnits
from backend.geometry.iou import bounds_iou, suppress
from backend.models.card import CheckpointError
from backend.types import Boxes, Points

_SAME = 0.4
"""Overlap of the bounds from which on two boxes show the same object."""
_OTHER = 0.6
"""Cosine of two names: below it they mean different things and compete."""
_RIVALRY = 0.3
"""Of a box's contest with other names: below it the box is of something else."""
_NAME = 3
"""Words: what is longer is a phrase, which may mean many things and competes with no name."""
_MOST_PATCHES = 8
"""Superpoints that are shown as boxes, where no object matches: walls, floors."""


@dataclass(frozen=True)
class FindCalibration:
    """Thresholds of a checkpoint's card."""

    find_threshold: float = 0.5
    """From which on something is found."""
    find_presence: float = 0.5
    """Which the best match must reach, also against other names; otherwise there is nothing like
    that."""
    find_objectness: float = 0.15
    """Of the objectness: below it a box is more likely empty than found."""
    name_temperature: float = 0.05
    """By which cosines to names are divided before they become probabilities."""

    @classmethod
    def of_card(cls, values: Mapping[str, float]) -> "FindCalibration":
        """What the card does not say stays as it is.

        Raises:
            CheckpointError: a value that cannot be.
        """
        known = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        for name, value in known.items():
            if not isfinite(value) or ("temperature" in name and value <= 0):
                raise CheckpointError(f"the card's calibration has {name} {value}")
        return cls(**known)


@dataclass(frozen=True)
class Found:
    """What matches one query."""

    boxes: Boxes
    """Labelled by the query, scored by relevancy, best first."""
    values: Float32[np.ndarray, " units"]
    """How relevant each unit is, in [0, 1]; all 0 where nothing is found."""

    @property
    def nothing(self) -> bool:
        return not len(self.boxes)


def find_all(
    scene: SceneUnits,
    cloud: Points,
    queries: Queries,
    vectors: Float32[np.ndarray, "queries clip"],
    canonical: Float32[np.ndarray, "phrases clip"],
    rivals: Float32[np.ndarray, "names clip"],
    calibration: FindCalibration,
    seconds: dict[str, float],
) -> Matches:
    """What matches each query, all boxes together, best first.

    `vectors` are the queries in CLIP space, `rivals` the names of things that there are;
    `seconds` is what was spent before.
    """
    with timed(seconds, "find"):
        found = [
            select(
                scene,
                cloud.positions,
                query.text,
                match_values(scene, query, vector, canonical),
                calibration,
                contest(scene, query, vector, np.concatenate([canonical, rivals])),
            )
            for query, vector in zip(queries.queries, vectors, strict=True)
        ]
        boxes, of_query = _together([one.boxes for one in found])
    with timed(seconds, "heat"):
        heat = np.stack([one.values[scene.units] for one in found])
    notes = list(queries.notes)
    if cloud.colors is None and any(query.colours for query in queries.queries):
        notes.append("The scene has no colours: nothing can be found by them.")
    return Matches(
        queries=tuple(query.text for query in queries.queries),
        boxes=boxes,
        of_query=of_query,
        heat=heat,
        not_found=tuple(one.nothing for one in found),
        threshold=calibration.find_threshold,
        notes=tuple(notes),
        seconds=seconds,
    )


def match_values(
    scene: SceneUnits,
    query: Query,
    vector: Float32[np.ndarray, " clip"],
    canonical: Float32[np.ndarray, "phrases clip"],
) -> Float32[np.ndarray, " units"]:
    """How relevant each unit is: its name and its colour must both match."""
    values = np.ones(len(scene.embeddings), np.float32)
    if query.name:
        values = relevancy(scene.embeddings, vector[None], canonical)[0] * scene.embedded
    if query.colours:
        values = np.minimum(values, colour_match(scene.shares, query.colours))
    return values


def contest(
    scene: SceneUnits,
    query: Query,
    vector: Float32[np.ndarray, " clip"],
    names: Float32[np.ndarray, "names clip"],
) -> Float32[np.ndarray, " units"] | None:
    """The relevancy of each unit against all that it could be instead: a desk is relevant to
    "bathtub" beside "stuff", but not beside "desk". Beyond LERF; without it three of four absent
    categories seem to be there. None for phrases and colours, which exclude no name.
    """
    if not query.name or len(query.name.split()) > _NAME:
        return None
    others = names[(names @ vector < _OTHER)]
    return relevancy(scene.embeddings, vector[None], others)[0] if len(others) else None


def select(
    scene: SceneUnits,
    positions: Float32[np.ndarray, "points 3"],
    label: str,
    values: Float32[np.ndarray, " units"],
    calibration: FindCalibration,
    contested: Float32[np.ndarray, " units"] | None = None,
) -> Found:
    """The boxes of what is relevant enough: objects, or where none is, superpoints.

    Where names compete, at least one object must win its contest, and none lose it clearly.
    """
    assert scene.boxes.scores is not None
    count = scene.objects
    relevant = values >= calibration.find_threshold
    relevant[:count] &= scene.boxes.scores >= calibration.find_objectness
    if contested is not None:
        relevant &= contested >= _RIVALRY
        relevant &= contested[relevant].max(initial=0) >= calibration.find_presence
    rows = np.flatnonzero(relevant[:count])
    rows = rows[np.argsort(-values[rows], kind="stable")]
    if len(rows):
        boxes = some_boxes(scene.boxes, rows)
        kept = suppress(bounds_iou(boxes, boxes), values[rows], _SAME)
        boxes, scores = some_boxes(boxes, kept), values[rows[kept]]
    else:
        patches = _patches(values, relevant, count)
        boxes, scores = bounds_of(scene.units, positions, patches), values[patches]
    if not len(scores) or scores[0] < calibration.find_presence:
        return Found(some_boxes(scene.boxes, np.zeros(0, np.int64)), np.zeros_like(values))
    return Found(replace(boxes, labels=(label,) * len(boxes), scores=scores), values)


def _together(found: list[Boxes]) -> tuple[Boxes, Int64[np.ndarray, " boxes"]]:
    """All boxes, best first, and which of the lists each is from."""
    of_query = np.repeat(np.arange(len(found)), [len(boxes) for boxes in found])
    scores = [boxes.scores for boxes in found if boxes.scores is not None]
    every = Boxes(
        np.concatenate([boxes.centers for boxes in found]),
        np.concatenate([boxes.sizes for boxes in found]),
        np.concatenate([boxes.yaws for boxes in found]),
        tuple(label for boxes in found for label in boxes.labels),
        np.concatenate(scores),
    )
    assert every.scores is not None
    order = np.argsort(-every.scores, kind="stable")
    return some_boxes(every, order), of_query[order]


def _patches(
    values: Float32[np.ndarray, " units"], relevant: Bool[np.ndarray, " units"], objects: int
) -> Int64[np.ndarray, " patches"]:
    """The most relevant superpoints, best first."""
    rows = objects + np.flatnonzero(relevant[objects:])
    return rows[np.argsort(-values[rows], kind="stable")][:_MOST_PATCHES]


def bounds_of(
    units: Int[np.ndarray, " points"],
    positions: Float32[np.ndarray, "points 3"],
    chosen: Int[np.ndarray, " chosen"],
) -> Boxes:
    """The boxes along the axes around some units."""
    corners = np.zeros((len(chosen), 2, 3), np.float32)
    for i, unit in enumerate(chosen):
        own = positions[units == unit]
        corners[i] = own.min(axis=0), own.max(axis=0)
    centers, sizes = corners.mean(axis=1), corners[:, 1] - corners[:, 0]
    yaws, scores = np.zeros((2, len(chosen)), np.float32)
    return Boxes(centers, sizes, yaws, ("",) * len(chosen), scores)
