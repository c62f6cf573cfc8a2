"""What a detector finds in real scans: figures, names and a plan."""

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
    OTHERS,
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
_FORMS = ("*_vh_clean_2.ply", "*_aligned_vert.npy", "*_vert.npy")
"""Of a scan's points, the best first."""


@dataclass(frozen=True)
class Draw:
    """What was found in each scan with one draw of its points."""

    boxes: tuple[Boxes, ...]
    """Each once for each class, as average precision wants them."""
    single: tuple[Boxes, ...]
    """Each once, with its likeliest class."""


def measure_real(config: EvaluateReal) -> Report:
    """All figures, means over the draws; notes say what was missed and misnamed.

    Raises:
        CommandError: a checkpoint or a scan cannot be read, or the picture not be written.
    """
    found: list[Draw] = []
    true: list[Boxes] = []
    for folder in config.checkpoints:
        trained = load_trained(folder)
        classes = trained.scene.config.detector.classes
        scenes = [read_scan(path, classes) for path in config.scan]
        true = [true_boxes(scene, classes.names) for scene in scenes]
        own = list(_draws(config, trained, scenes))
        if config.picture is not None and not found:
            _write_plan(config.picture, scenes[0], true[0], own[0].single[0])
        found += own
    return Report(len(found), "draws", tuple(_figures(found, true)), tuple(_notes(found, true)))


def read_scan(path: Path, classes: DetectionClasses) -> QuestionScene:
    """A scan in any of the forms in which ScanNet comes, from its folder or its points' file.

    Raises:
        CommandError: it is none, is damaged, or has no boxes.
    """
    found = [path] if path.is_file() else [f for form in _FORMS for f in sorted(path.glob(form))]
    names = {_scene_name(file) for file in found}
    if len(names) != 1:
        told = f"found {len(names):,} scans. Name the file of one" if names else "found neither"
        raise CommandError(
            f"{path}: wanted a ScanNet scan, a folder with <scene>_vh_clean_2.ply or "
            f"<scene>_vert.npy, {told}"
        )
    return read_scannet_scene(found[0], names.pop(), classes)


def _scene_name(file: Path) -> str:
    for form in _FORMS:
        if file.match(form):
            return file.name.removesuffix(form[1:])
    return file.stem


def _draws(
    config: EvaluateReal, trained: Trained, scenes: Sequence[QuestionScene]
) -> Iterator[Draw]:
    views = ALL_SIDES if config.tta else ViewConfig()
    for seed in range(config.draws * config.seeds):
        detect = DetectConfig(
            config.points or trained.points, config.points is not None, seed, views
        )
        looks = [_look(trained, scene, detect) for scene in scenes]
        yield Draw(tuple(boxes for boxes, _ in looks), tuple(single for _, single in looks))


def _look(
    trained: Trained, scene: QuestionScene, detect: DetectConfig
) -> tuple[Boxes, Boxes]:  # each once for each class, each once
    rows = drawn_rows(scene, detect)
    proposals = propose(trained.scene, scene, detect)
    boxes, single = (
        select_boxes(trained.scene, proposals, scene, rows, selection)
        for selection in (detect.selection, _SINGLE)
    )
    return boxes, single


def _figures(found: Sequence[Draw], true: Sequence[Boxes]) -> Iterator[Figure]:
    """Means over the draws; the spread is the standard deviation between them."""
    draws = [dict(detection_figures(draw.boxes, true)) for draw in found]
    for name in draws[0]:
        values = [figures[name] for figures in draws]
        yield name, int(values[0]) if name.endswith("/objects") else float(np.mean(values))
        if name.startswith("mAP"):
            yield f"{name}, spread", float(np.std(values))
    by_name = [[renamed(*pair) for pair in zip(draw.single, true, strict=True)] for draw in found]
    right = [dict(detection_figures(boxes, true)) for boxes in by_name]
    for name in ("mAP@0.25", "mAP@0.5"):
        yield f"{name}, rightly named", float(np.mean([figures[name] for figures in right]))
    counts = [sum(map(len, draw.single)) for draw in found]
    yield "boxes a draw", float(np.mean(counts))


def _notes(found: Sequence[Draw], true: Sequence[Boxes]) -> Iterator[str]:
    """Of each true box that was not found and named in every draw, what was made of it."""
    for number, boxes in enumerate(true):
        names = [called(draw.single[number], boxes) for draw in found]
        where = f" in scan {number + 1}" if len(true) > 1 else ""
        for row, label in enumerate(boxes.labels):
            taken = Counter(draw[row] for draw in names)
            if taken[label] < len(found):
                x, y, z = boxes.centers[row]
                told = ", ".join(f"{name or 'missed'} {n}" for name, n in taken.most_common())
                yield f"the {label} at ({x:.1f}, {y:.1f}, {z:.1f}){where} was: {told}"


def _write_plan(path: Path, scene: QuestionScene, true: Boxes, found: Boxes) -> None:
    """The others are left out where only the named classes are annotated."""
    assert found.scores is not None
    known = np.array([label != OTHERS or OTHERS in true.labels for label in found.labels], bool)
    shown = take(found, np.flatnonzero(known & (found.scores >= _SHOWN)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_floor_plan(scene.points, scene.colors, true, shown).save(path)
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot write {path} ({error})") from error
