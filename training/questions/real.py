"""What a detector finds in a real scan: figures, names and a plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.models.votenet.classes import DetectionClasses
from backend.models.votenet.decode import SelectionConfig, take
from backend.types import Boxes
from training.data.examples import QuestionScene
from training.data.scannet_scenes import read_scannet_scene
from training.errors import CommandError
from training.metrics.report import Figure, Report
from training.questions.detect import (
    ALL_SIDES,
    DetectConfig,
    detection_figures,
    drawn_rows,
    propose,
    select_boxes,
    true_boxes,
)
from training.questions.evaluate_command import EvaluateReal
from training.questions.floor_plan import draw_floor_plan
from training.questions.misnaming import called, renamed
from training.questions.trained import Trained, load_trained
from training.questions.views import ViewConfig

_SHOWN = 0.3
"""Score of the boxes in the plan, at least."""
_SINGLE = SelectionConfig(per_class=False, suppression="all")


@dataclass(frozen=True)
class Draw:
    """What was found in one draw of the points."""

    boxes: Boxes
    """Each once for each class, as average precision wants them."""
    single: Boxes
    """Each once, with its likeliest class."""


def measure_real(config: EvaluateReal) -> Report:
    """All figures, means over the draws; notes say what was missed and misnamed.

    Raises:
        CommandError: a checkpoint or the scan cannot be read, or the picture not be written.
    """
    found: list[Draw] = []
    true = None
    for folder in config.checkpoints:
        trained = load_trained(folder)
        classes = trained.scene.config.detector.classes
        scene = read_scan(config.scan, classes)
        true = true_boxes(scene, classes.names)
        own = list(_draws(config, trained, scene))
        if config.picture is not None and not found:
            _write_plan(config.picture, scene, true, own[0].single)
        found += own
    assert true is not None
    return Report(len(found), "draws", tuple(_figures(found, true)), tuple(_notes(found, true)))


def read_scan(folder: Path, classes: DetectionClasses) -> QuestionScene:
    """A scan's folder in any of the forms in which ScanNet comes.

    Raises:
        CommandError: it is none, is damaged, or has no boxes.
    """
    forms = ("*_vh_clean_2.ply", "*_aligned_vert.npy", "*_vert.npy")
    found = [path for form in forms for path in sorted(folder.glob(form))]
    if not found:
        raise CommandError(
            f"{folder}: wanted a ScanNet scan, a folder with <scene>_vh_clean_2.ply or "
            "<scene>_vert.npy, found neither"
        )
    return read_scannet_scene(found[0], folder.resolve().name, classes)


def _draws(config: EvaluateReal, trained: Trained, scene: QuestionScene) -> Iterator[Draw]:
    views = ALL_SIDES if config.tta else ViewConfig()
    for seed in range(config.draws * config.seeds):
        detect = DetectConfig(config.points or trained.points, seed, views)
        rows = drawn_rows(len(scene.points), detect.points, detect.seed)
        proposals = propose(trained.scene, scene, detect)
        boxes, single = (
            select_boxes(trained.scene, proposals, scene, rows, selection)
            for selection in (SelectionConfig(), _SINGLE)
        )
        yield Draw(boxes, single)


def _figures(found: Sequence[Draw], true: Boxes) -> Iterator[Figure]:
    """Means over the draws; the standard deviation is that between draws."""
    draws = [dict(detection_figures([draw.boxes], [true])) for draw in found]
    for name in draws[0]:
        values = [figures[name] for figures in draws]
        yield name, int(values[0]) if name.endswith("/objects") else float(np.mean(values))
        if name.startswith("mAP"):
            yield f"{name}, spread", float(np.std(values))
    by_name = [dict(detection_figures([renamed(d.single, true)], [true])) for d in found]
    for name in ("mAP@0.25", "mAP@0.5"):
        yield f"{name}, rightly named", float(np.mean([figures[name] for figures in by_name]))
    yield "boxes a draw", float(np.mean([len(draw.single) for draw in found]))


def _notes(found: Sequence[Draw], true: Boxes) -> Iterator[str]:
    """Of each true box that was not found and named in every draw, what was made of it."""
    names = [called(draw.single, true) for draw in found]
    for row, label in enumerate(true.labels):
        taken = Counter(draw[row] for draw in names)
        if taken[label] == len(found):
            continue
        x, y, z = true.centers[row]
        told = ", ".join(f"{name or 'missed'} {count}" for name, count in taken.most_common())
        yield f"the {label} at ({x:.1f}, {y:.1f}, {z:.1f}) was: {told}"


def _write_plan(path: Path, scene: QuestionScene, true: Boxes, found: Boxes) -> None:
    assert found.scores is not None
    shown = take(found, np.flatnonzero(found.scores >= _SHOWN))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_floor_plan(scene.points, scene.colors, true, shown).save(path)
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot write {path} ({error})") from error
