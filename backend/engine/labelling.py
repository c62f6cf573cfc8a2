"""Naming units of a scene: the one under the pointer, a selection, or all of them."""

from dataclasses import replace

import numpy as np
from jaxtyping import Float32, Int

from backend.engine.answers import Ranked
from backend.engine.calibration import softmax
from backend.engine.features import some_boxes
from backend.engine.finding import FindCalibration, bounds_of
from backend.engine.labels import Label, SceneLabels
from backend.engine.object_embedder import ObjectEmbedder
from backend.engine.relevancy import relevancy
from backend.engine.scene_units import SceneUnits, crop
from backend.engine.suggestions import plural
from backend.geometry.iou import bounds_iou, suppress
from backend.types import Boxes, Scene

_MOST = 5
"""Names that are told."""
_SAME = 0.4
"""Overlap of the bounds from which on two boxes show the same object."""


def label_unit(
    scene: Scene,
    units: SceneUnits,
    unit: int,
    names: tuple[str, ...],
    vectors: Float32[np.ndarray, "names clip"],
    temperature: float,
) -> Label:
    """An object or superpoint; `vectors` are the names in CLIP space."""
    if unit < units.objects:
        box = some_boxes(units.boxes, np.array([unit]))
    else:
        box = bounds_of(units.units, scene.cloud.positions, np.array([unit]))
    embedding = units.embeddings[unit]
    return _label(scene, units.points_of(unit), box, embedding, names, vectors, temperature)


def label_rows(
    scene: Scene,
    units: SceneUnits,
    rows: Int[np.ndarray, " rows"],
    network: ObjectEmbedder | None,
    names: tuple[str, ...],
    vectors: Float32[np.ndarray, "names clip"],
    temperature: float,
) -> Label:
    """A selection of points; without an object encoder it is the mean of the units in it."""
    if not len(rows):
        raise ValueError("wanted at least one point to name, got none: select some")
    rows = np.unique(rows).astype(np.int64)
    if network is not None:
        embedding = network.embed([crop(scene.cloud, rows)])[0]
    else:
        embedding = units.embeddings[units.units[rows]].mean(axis=0)
        embedding = embedding / max(float(np.linalg.norm(embedding)), 1e-6)
    box = bounds_of(np.zeros(len(rows), np.int32), scene.cloud.positions[rows], np.array([0]))
    return _label(scene, rows, box, embedding.astype(np.float32), names, vectors, temperature)


def name_probabilities(
    embedding: Float32[np.ndarray, " clip"],
    vectors: Float32[np.ndarray, "names clip"],
    temperature: float,
) -> Float32[np.ndarray, " names"]:
    """Which of the names it is, if any; they add up to 1."""
    return softmax((vectors @ embedding / temperature).astype(np.float64)).astype(np.float32)


def label_scene(
    units: SceneUnits,
    names: tuple[str, ...],
    vectors: Float32[np.ndarray, "names clip"],
    canonical: Float32[np.ndarray, "phrases clip"],
    calibration: FindCalibration,
) -> SceneLabels:
    """Each unit has the class that is most relevant to it, or none where none is relevant."""
    assert units.boxes.scores is not None
    values = relevancy(units.embeddings, vectors, canonical) * units.embedded
    best, score = values.argmax(axis=0), values.max(axis=0)
    of_units = np.where(score >= calibration.find_threshold, best, -1).astype(np.int32)
    count = units.objects
    of_units[:count][units.boxes.scores < calibration.find_objectness] = -1
    rows = np.flatnonzero(of_units[:count] >= 0)
    boxes = some_boxes(units.boxes, rows)
    rows = rows[suppress(bounds_iou(boxes, boxes), score[rows], _SAME)]
    instances = np.full(len(of_units), -1, np.int32)
    instances[rows] = np.arange(len(rows))
    # A second box of the same object is none of its own.
    of_units[:count][instances[:count] < 0] = -1
    labels = tuple(names[of_units[i]] for i in rows)
    boxes = replace(some_boxes(units.boxes, rows), labels=labels, scores=score[rows])
    return SceneLabels(names, of_units[units.units], instances[units.units], boxes)


def _label(
    scene: Scene,
    rows: Int[np.ndarray, " rows"],
    box: Boxes,
    embedding: Float32[np.ndarray, " clip"],
    names: tuple[str, ...],
    vectors: Float32[np.ndarray, "names clip"],
    temperature: float,
) -> Label:
    ranked: tuple[Ranked, ...] = ()
    if embedding.any():
        likely = name_probabilities(embedding, vectors, temperature)
        order = np.argsort(-likely, kind="stable")[:_MOST]
        ranked = tuple(Ranked(names[i], float(likely[i])) for i in order)
    name = ranked[0].text if ranked else "surface"
    scores = np.array([ranked[0].confidence if ranked else 0.0], np.float32)
    box = replace(box, labels=(name,), scores=scores)
    questions = _questions(name, colored=scene.cloud.colors is not None) if ranked else ()
    return Label(rows.astype(np.int64), box, ranked, embedding, questions)


def _questions(name: str, *, colored: bool) -> tuple[str, ...]:
    color = (f"What color is the {name}?",) if colored else ()
    return (
        *color,
        f"What is next to the {name}?",
        f"How many {plural(name)} are there?",
        f"Where is the {name}?",
    )
