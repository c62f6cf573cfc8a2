"""A quick look at a network during training, on the first validation scenes."""

from collections.abc import Iterator

import numpy as np
import torch

from backend.geometry.iou import box_bounds
from backend.models.scene_network import EncodedScenes, SceneNetwork, ScenePoints
from backend.models.votenet.decode import select
from backend.types import Boxes
from training.metrics.detection import score_detections
from training.questions.augment import NONE
from training.questions.sample import Sample, SampleConfig, draw_sample
from training.questions.store import SceneStore


def watched_samples(store: SceneStore, count: int, points: int) -> Iterator[Sample]:
    """The first scenes as they are, each with the same points every time."""
    for row in range(min(count, len(store))):
        rng = np.random.default_rng([row])
        yield draw_sample(store.scene(row), SampleConfig(points, NONE), rng)


def encoded_scenes(
    model: SceneNetwork, store: SceneStore, count: int, points: int
) -> Iterator[EncodedScenes]:
    """One batch of one scene after the other, without gradients."""
    for sample in watched_samples(store, count, points):
        yield encode_sample(model, sample)


@torch.no_grad()
def encode_sample(model: SceneNetwork, sample: Sample) -> EncodedScenes:
    device = next(model.parameters()).device
    positions, colors = (
        torch.from_numpy(values)[None].to(device) for values in (sample.positions, sample.colors)
    )
    return model(ScenePoints(positions, colors))


def detection_metrics(
    model: SceneNetwork, store: SceneStore, count: int, points: int
) -> Iterator[tuple[str, float]]:
    """Mean average precision, in percent."""
    names = model.config.detector.classes.names
    found, true = [], []
    for sample in watched_samples(store, count, points):
        encoded = encode_sample(model, sample)
        found.append(select(encoded.decoded, 0, names, sample.positions).boxes)
        labels = tuple(names[kind] for kind in sample.classes)
        true.append(
            box_bounds(
                Boxes(sample.centers, sample.sizes, np.zeros(len(labels), np.float32), labels)
            )
        )
    for threshold in (0.25, 0.5):
        score = score_detections(found, true, threshold=threshold, oriented=False)
        yield f"mAP@{threshold}", 100 * score.mean_average_precision
