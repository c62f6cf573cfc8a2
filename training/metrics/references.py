"""What people answered and meant: the annotation files of ScanQA, SQA3D and ScanRefer.

Objects are named by their ids; their boxes come from prepared scans (`ScanBoxes`), or stand in the
annotations themselves under "boxes", a list of boxes of 8 × 3 corners, the first target first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from backend.types import Reading, SceneError
from training.errors import CommandError
from training.metrics.answers import scanqa_type, sqa3d_type
from training.metrics.entries import Entry, entries, read_json
from training.metrics.submission import corner_bounds

Bounds = Float64[np.ndarray, "boxes 2 3"]
"""Least and greatest corners, metres."""


@dataclass(frozen=True)
class Question:
    scene_id: str
    answers: tuple[str, ...]
    objects: tuple[str, ...]
    """Ids of the objects that the question means, the official target first."""
    boxes: Bounds | None
    """As the annotations give them; None where they do not."""
    kind: str | None
    """The type of question by which scores are broken down; None where it is not known."""


@dataclass(frozen=True)
class Description:
    scene_id: str
    object_id: str
    ann_id: str
    name: str
    """The annotators' word for the object, with blanks."""
    boxes: Bounds | None
    multiple: bool | None
    """Whether there are more of its class, where the annotations themselves say so."""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.scene_id, self.object_id, self.ann_id


def read_questions(path: Path, questions: Path | None = None) -> dict[str, Question]:
    """ScanQA's questions or SQA3D's annotations, by question id.

    Args:
        path: A list is ScanQA's format, an object with "annotations" SQA3D's.
        questions: SQA3D's file of questions, for their types.

    Raises:
        CommandError: naming the file and the entry that is wrong.
    """
    content = read_json(path)
    if isinstance(content, dict) and "annotations" in content:
        texts = {} if questions is None else _sqa3d_texts(questions)
        rows = entries(path, content["annotations"], "annotations")
        return _by_id(rows, [_sqa3d(row, texts) for row in rows])
    rows = entries(path, content)
    return _by_id(rows, [_scanqa(row) for row in rows])


def read_descriptions(path: Path) -> list[Description]:
    """ScanRefer's descriptions.

    Raises:
        CommandError: naming the file and the entry that is wrong.
    """
    found: dict[tuple[str, str, str], Description] = {}
    for entry in entries(path, read_json(path)):
        multiple = entry.values.get("unique_multiple")
        description = Description(
            *(entry.text(key) for key in ("scene_id", "object_id", "ann_id")),
            name=entry.text("object_name").replace("_", " "),
            boxes=_boxes(entry),
            multiple=None if multiple is None else bool(multiple),
        )
        if description.key in found:
            raise entry.wrong("ann_id", "one of its own for the object (this one came before)")
        found[description.key] = description
    return list(found.values())


class ScanBoxes:
    """Boxes of the objects of ScanNet scans, read when they are asked for."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._scans: dict[str, dict[str, np.ndarray]] = {}

    def find(self, scene_id: str, objects: tuple[str, ...]) -> Bounds | None:
        """Bounds of these objects, in the same order; None where the first has no box.

        Raises:
            CommandError: the scan is missing or damaged.
        """
        if scene_id not in self._scans:
            self._scans[scene_id] = self._read(scene_id)
        boxes = self._scans[scene_id]
        if not objects or objects[0] not in boxes:
            return None
        return np.stack([boxes[name] for name in objects if name in boxes])

    def _read(self, scene_id: str) -> dict[str, np.ndarray]:
        from backend.scenes.datasets.scannet import is_scannet_scan, read_scannet_scan

        try:
            for folder in (self._folder, self._folder / scene_id):
                prepared = folder / f"{scene_id}_aligned_bbox.npy"
                if prepared.is_file():
                    return _prepared_boxes(prepared)
            if is_scannet_scan(self._folder / scene_id):
                return _object_boxes(read_scannet_scan(self._folder / scene_id))
        except SceneError as error:
            raise CommandError(str(error)) from error
        raise CommandError(
            f"{self._folder} has neither {scene_id}_aligned_bbox.npy nor the scan {scene_id}"
        )


def _prepared_boxes(path: Path) -> dict[str, np.ndarray]:
    """ScanRefer's rows: centre, full size, nyu40 id, object id."""
    from backend.scenes.datasets.files import load_table

    table = load_table(path, (8,)).astype(np.float64)
    if not np.isfinite(table).all():
        raise CommandError(f"{path}: wanted finite numbers in every row")
    low, high = table[:, :3] - table[:, 3:6] / 2, table[:, :3] + table[:, 3:6] / 2
    names = [str(int(number)) for number in table[:, 7]]
    return dict(zip(names, np.stack([low, high], axis=1), strict=True))


def _object_boxes(reading: Reading) -> dict[str, np.ndarray]:
    boxes = reading.boxes
    if boxes is None or boxes.instances is None:
        return {}
    low = boxes.centers - boxes.sizes / 2 + reading.origin
    high = boxes.centers + boxes.sizes / 2 + reading.origin
    names = [str(number) for number in boxes.instances]
    return dict(zip(names, np.stack([low, high], axis=1), strict=True))


def _scanqa(entry: Entry) -> Question:
    objects = entry.values.get("object_ids", [])
    if not isinstance(objects, list) or not all(type(number) is int for number in objects):
        raise entry.wrong("object_ids", "a list of whole numbers")
    return Question(
        entry.text("scene_id"),
        entry.texts("answers"),
        tuple(map(str, objects)),
        _boxes(entry),
        scanqa_type(entry.text("question")),
    )


def _sqa3d(entry: Entry, texts: Mapping[str, str]) -> Question:
    match entry.values.get("answers"):
        case [_, *_] as answers if all(
            isinstance(a, dict) and isinstance(a.get("answer"), str) for a in answers
        ):
            pass
        case _:
            raise entry.wrong("answers", 'a list of {"answer": text}')
    text = texts.get(entry.text("question_id"))
    kind = None if text is None else sqa3d_type(text)
    words = tuple(answer["answer"] for answer in answers)
    return Question(entry.text("scene_id"), words, (), _boxes(entry), kind)


def _sqa3d_texts(path: Path) -> dict[str, str]:
    content = read_json(path)
    values = content.get("questions") if isinstance(content, dict) else None
    rows = entries(path, values, "questions")
    return {row.text("question_id"): row.text("question") for row in rows}


def _by_id(rows: list[Entry], questions: list[Question]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for row, question in zip(rows, questions, strict=True):
        name = row.text("question_id")
        if name in found:
            raise row.wrong("question_id", "an id of its own (this one came before)")
        found[name] = question
    return found


def _boxes(entry: Entry) -> Bounds | None:
    if "boxes" not in entry:
        return None
    corners = entry.numbers("boxes", -1, 8, 3)
    return corner_bounds(corners) if len(corners) else None
