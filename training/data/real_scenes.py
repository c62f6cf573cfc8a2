"""Real scans with their questions and descriptions, from the files that a user has fetched.

Nothing of it comes with the project: ScanNet's terms of use and the licences of ScanRefer, ScanQA
(CC BY-NC-SA 3.0) and SQA3D (CC BY 4.0) are between their authors and the user.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from backend.models.votenet.classes import SCANREFER, DetectionClasses
from training.data import data_root
from training.data.data_root import Place, QuestionSource, RealSplit, find
from training.data.examples import Question, QuestionScene, Utterance
from training.data.scannet_scenes import read_scannet_scene
from training.data.scanqa import read_scanqa
from training.data.scanrefer import read_scanrefer
from training.data.splits import read_split
from training.data.sqa3d import read_sqa3d
from training.errors import CommandError

_NAMED = 3
"""Missing scans that an error names."""
_Said = TypeVar("_Said", Question, Utterance)


@dataclass(frozen=True)
class RealConfig:
    root: Path
    split: RealSplit = "train"
    questions: tuple[QuestionSource, ...] = ("scanqa",)
    descriptions: bool = True
    """Whether ScanRefer's are wanted."""
    all_scans: bool = False
    """All scans of ScanNet's list, not only those about which something is said."""
    whole: bool = True
    """Whether every scan must be there; otherwise those that are missing are left out."""
    classes: DetectionClasses = field(default=SCANREFER, repr=False)


@dataclass(frozen=True)
class RealScenes:
    """What was found; clouds are read when they are asked for."""

    config: RealConfig
    files: dict[str, Path]
    """The best form of each scan that is there, by the scene's id."""
    questions: tuple[Question, ...]
    """All whose scene is there, in the files' order."""
    descriptions: tuple[Utterance, ...]
    left_out: tuple[str, ...]
    """Scenes that are missing, where that is allowed."""
    table: Path | None
    """ScanNet's label table."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def scene(self, name: str) -> QuestionScene:
        """One scene with all that is asked and said about it.

        Raises:
            CommandError: its files are damaged, or it has no objects although it is no test scan.
        """
        scene = read_scannet_scene(
            self.files[name],
            name,
            self.config.classes,
            annotated=self.config.split != "test_wo_obj",
            table=self.table,
        )
        return replace(
            scene,
            questions=self._asked.get(name, ()),
            descriptions=self._described.get(name, ()),
        )

    @cached_property
    def _asked(self) -> dict[str, tuple[Question, ...]]:
        return _by_scene(self.questions)

    @cached_property
    def _described(self) -> dict[str, tuple[Utterance, ...]]:
        return _by_scene(self.descriptions)


def open_real_scenes(config: RealConfig) -> RealScenes:
    """Find everything that is wanted below the root and read what is asked and said.

    Raises:
        CommandError: something is missing (all of it is named, with where it was looked for) or
            damaged.
    """
    if not config.root.is_dir():
        raise CommandError(f"{config.root}: no such folder. Give the one with ScanNet as data root")
    found = _find(config)
    questions = _questions(config, found)
    descriptions: tuple[Utterance, ...] = ()
    if config.descriptions:
        descriptions = read_scanrefer(found[data_root.scanrefer_place(config.split)])
    mentioned = dict.fromkeys(said.scene for said in (*questions, *descriptions))
    if config.all_scans or not mentioned:
        listed = read_split(found[data_root.list_place(config.split)])
        mentioned = dict.fromkeys((*listed, *mentioned))
    files, missing = _scans(config.root, sorted(mentioned))
    if missing and (config.whole or not files):
        raise CommandError(_no_scans(config.root, missing, len(mentioned)))
    return RealScenes(
        config=config,
        files=files,
        questions=tuple(q for q in questions if q.scene in files),
        descriptions=tuple(d for d in descriptions if d.scene in files),
        left_out=missing,
        table=find(config.root, data_root.table_place()),
    )


def _wanted(config: RealConfig) -> tuple[Place, ...]:
    wanted: list[Place] = []
    if "scanqa" in config.questions:
        wanted.append(data_root.scanqa_place(config.split))
    if "sqa3d" in config.questions:
        wanted.extend(data_root.sqa3d_places(config.split))
    if config.descriptions:
        wanted.append(data_root.scanrefer_place(config.split))
    if config.all_scans or not wanted:
        wanted.append(data_root.list_place(config.split))
    return tuple(wanted)


def _find(config: RealConfig) -> dict[Place, Path]:
    places = {place: find(config.root, place) for place in _wanted(config)}
    missing = [str(place) for place, path in places.items() if path is None]
    if missing:
        raise CommandError(
            f"{config.root}: there is no {' and no '.join(missing)}. Fetch what is missing from "
            "its authors under their licence, or leave it out"
        )
    return {place: path for place, path in places.items() if path is not None}


def _questions(config: RealConfig, found: dict[Place, Path]) -> tuple[Question, ...]:
    questions: list[Question] = []
    for source in dict.fromkeys(config.questions):
        if source == "scanqa":
            questions.extend(read_scanqa(found[data_root.scanqa_place(config.split)]))
        else:
            asked, annotations = data_root.sqa3d_places(config.split)
            questions.extend(read_sqa3d(found[asked], found[annotations]))
    return tuple(questions)


def _scans(root: Path, names: Sequence[str]) -> tuple[dict[str, Path], tuple[str, ...]]:
    """The best form of every scan, and the names of those that are missing."""
    files: dict[str, Path] = {}
    for name in names:
        forms = (find(root, place) for place in data_root.scan_places(name))
        best = next((path for path in forms if path is not None), None)
        if best is not None:
            files[name] = best
    return files, tuple(name for name in names if name not in files)


def _no_scans(root: Path, missing: Sequence[str], wanted: int) -> str:
    shown = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
    looked = "; ".join(str(place) for place in data_root.scan_places(missing[0]))
    return (
        f"{root}: {len(missing):,} of {wanted:,} ScanNet scans are missing ({shown}): there is no "
        f"{looked}. Fetch ScanNet under its terms of use"
    )


def _by_scene(said: Sequence[_Said]) -> dict[str, tuple[_Said, ...]]:
    groups: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in said:
        groups[one.scene].append(one)
    return {scene: tuple(group) for scene, group in groups.items()}
