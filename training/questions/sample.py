"""One training sample: an augmented scene, a draw of its points, and what should be found in it."""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Float32, Int32, Int64

from backend.scenes.datasets.objects import instance_bounds
from training.data.examples import QuestionScene
from training.data.votes import object_votes
from training.questions.augment import AugmentConfig, bled, kept, moved
from training.rooms.colors import Random


@dataclass(frozen=True)
class SampleConfig:
    points: int = 40_000
    """Drawn at random; with repetition only where there are fewer."""
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    least_points: int = 15
    """An object with fewer points left after cropping is no object any more."""
    least_share: float = 0.35
    """Nor is one with a smaller share of its points."""
    least_distinct: float = 1.0
    """Share of the drawn points that differ, at least: large rooms have fewer points per area."""


@dataclass(frozen=True)
class Sample:
    name: str
    positions: Float32[np.ndarray, "points 3"]
    """Metres."""
    colors: Float32[np.ndarray, "points 3"]
    """sRGB in [0, 1]."""
    centers: Float32[np.ndarray, "objects 3"]
    sizes: Float32[np.ndarray, "objects 3"]
    """Full edge lengths along the axes, metres."""
    classes: Int64[np.ndarray, " objects"]
    labels: tuple[str, ...]
    """What the objects are called, finer than classes."""
    ids: Int32[np.ndarray, " objects"]
    """Object ids, which questions use."""
    votes: Float32[np.ndarray, "points 3 3"]
    votes_mask: Bool[np.ndarray, " points"]


def draw_sample(scene: QuestionScene, config: SampleConfig, rng: Random) -> Sample:
    """Fully determined by the generator's state."""
    positions = moved(scene.points, config.augment, rng)
    left = np.flatnonzero(kept(scene, positions, config.augment, rng))
    positions = positions[left]
    instances = bled(scene.instances[left], positions, config.augment, rng)
    rows, low, high = _objects(scene, positions, instances, config)
    ids = _ids(scene)[rows]
    drawn = _drawn(len(left), config, rng)
    votes, mask = object_votes(positions[drawn], instances[drawn], ids)
    return Sample(
        name=scene.name,
        positions=positions[drawn],
        colors=scene.colors[left[drawn]].astype(np.float32) / 255,
        centers=(low + high) / 2,
        sizes=high - low,
        classes=scene.classes[rows],
        labels=tuple(scene.boxes.labels[row] for row in rows),
        ids=ids,
        votes=votes,
        votes_mask=mask,
    )


def _drawn(count: int, config: SampleConfig, rng: Random) -> Int64[np.ndarray, " points"]:
    """Which points are seen; some more than once where too few differ."""
    share = rng.uniform(config.least_distinct, 1)
    few = rng.permutation(count)[: max(1, round(share * config.points))]
    return np.resize(few, config.points)


def _objects(
    scene: QuestionScene,
    positions: Float32[np.ndarray, "points 3"],
    instances: Int32[np.ndarray, " points"],
    config: SampleConfig,
) -> tuple[
    Int64[np.ndarray, " objects"],  # rows of the scene's boxes
    Float32[np.ndarray, "objects 3"],
    Float32[np.ndarray, "objects 3"],
]:
    """Which objects are still there, and their bounds."""
    known = _ids(scene)
    wanted = np.where(np.isin(instances, known), instances, -1).astype(np.int32)
    ids, low, high = instance_bounds(positions, wanted)
    size = int(known.max(initial=-1)) + 1
    before = np.bincount(scene.instances[scene.instances >= 0], minlength=size)[ids]
    now = np.bincount(wanted[wanted >= 0], minlength=size)[ids]
    there = (now >= config.least_points) & (now >= config.least_share * before)
    order = np.argsort(known)
    rows = order[np.searchsorted(known[order], ids)] if len(ids) else np.zeros(0, np.int64)
    return rows[there].astype(np.int64), low[there], high[there]


def _ids(scene: QuestionScene) -> Int32[np.ndarray, " boxes"]:
    assert scene.boxes.instances is not None
    return scene.boxes.instances
