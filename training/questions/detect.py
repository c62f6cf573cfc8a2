"""Objects that a network finds in labelled scenes, and VoteNet's figures of how well it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from jaxtyping import Int64

from backend.models.point_count import point_count
from backend.models.scene_network import EncodedScenes, SceneNetwork, ScenePoints
from backend.models.votenet.decode import DecodedProposals, SelectionConfig, select
from backend.types import Boxes
from training.data.examples import QuestionScene
from training.metrics.detection import DetectionScore, score_detections
from training.metrics.report import Figure, within
from training.questions.views import View, ViewConfig, fuse, make_views

THRESHOLDS = (0.25, 0.5)
ALL_SIDES = ViewConfig(quarters=True, mirrored=True)
OTHERS = "others"


@dataclass(frozen=True)
class DetectConfig:
    points: int = 40_000
    """Of a usual room, drawn at random; with repetition only where there are fewer."""
    fixed: bool = False
    """Exactly so many in every scene; otherwise larger ones are seen as densely as usual rooms, as
    the engine does."""
    seed: int = 0
    views: ViewConfig = field(default_factory=ViewConfig)
    selection: SelectionConfig = field(default_factory=SelectionConfig)


def drawn_rows(
    scene: QuestionScene, config: DetectConfig, sample: int = 0
) -> Int64[np.ndarray, " drawn"]:
    """Which of the points a network sees."""
    rng = np.random.default_rng([config.seed, sample])
    points = config.points if config.fixed else point_count(scene.points, config.points)
    return rng.choice(len(scene.points), points, replace=len(scene.points) < points)


@torch.no_grad()
def encode(
    network: SceneNetwork,
    scene: QuestionScene,
    rows: Int64[np.ndarray, " drawn"],
    view: View = View(),
) -> EncodedScenes:
    """One look at a scene, on the network's device."""
    device = next(network.parameters()).device
    positions = torch.from_numpy(view.seen(scene.points[rows])).to(device)
    colors = torch.from_numpy(scene.colors[rows]).to(device).float() / 255
    return network(ScenePoints(positions[None], colors[None]))


def propose(network: SceneNetwork, scene: QuestionScene, config: DetectConfig) -> DecodedProposals:
    """All proposals of all looks."""
    looks = []
    for view in make_views(config.views):
        rows = drawn_rows(scene, config, view.sample)
        looks.append(view.undone(encode(network, scene, rows, view).decoded))
    return fuse(looks, config.views.min_iou) if len(looks) > 1 else looks[0]


def detect(network: SceneNetwork, scene: QuestionScene, config: DetectConfig) -> Boxes:
    """The objects of a scene with scores, best first."""
    rows = drawn_rows(scene, config)
    return select_boxes(network, propose(network, scene, config), scene, rows, config.selection)


def select_boxes(
    network: SceneNetwork,
    proposals: DecodedProposals,
    scene: QuestionScene,
    rows: Int64[np.ndarray, " drawn"],
    config: SelectionConfig = SelectionConfig(),
) -> Boxes:
    """The proposals of one scene that count; those without drawn points are empty."""
    names = network.config.detector.classes.names
    return select(proposals, 0, names, scene.points[rows], config).boxes


def true_boxes(scene: QuestionScene, names: Sequence[str]) -> Boxes:
    """What is in a scene, labelled as detectors do."""
    return replace(scene.boxes, labels=tuple(names[kind] for kind in scene.classes))


def detection_figures(found: Sequence[Boxes], true: Sequence[Boxes]) -> Iterator[Figure]:
    """Mean AP and recall over the named classes that occur, and each class by itself.

    Overlaps are those of the bounds along the axes, strictly above the threshold.
    """
    scores = [score_detections(found, true, threshold=t, oriented=False) for t in THRESHOLDS]
    for score in map(named, scores):
        yield f"mAP@{score.threshold}", 100 * score.mean_average_precision
        yield f"AR@{score.threshold}", 100 * score.average_recall
    if OTHERS in scores[0].classes:
        for score in scores:
            yield f"mAP@{score.threshold} (with others)", 100 * score.mean_average_precision
    for name, first in scores[0].classes.items():
        own: list[Figure] = [("objects", first.objects)]
        own += [(f"AP@{s.threshold}", 100 * s.classes[name].average_precision) for s in scores]
        yield from within(name, own)


def named(score: DetectionScore) -> DetectionScore:
    """Without the objects that have no class of their own, unless there are only such."""
    own = {name: one for name, one in score.classes.items() if name != OTHERS}
    return replace(score, classes=own or score.classes)
