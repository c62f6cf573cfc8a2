"""Where the parts of ScanNet, ScanRefer, ScanQA and SQA3D lie below one folder.

Each may lie as its authors' instructions have it (`scans/`, `scannet/scannet_data/`, `qa/` …) or in
a folder of its own name. Where a whole file is missing, one of its parts will do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backend.scenes.datasets.nyu40 import TABLE

QuestionSource = Literal["scanqa", "sqa3d"]
RealSplit = Literal["train", "val", "test_w_obj", "test_wo_obj"]
"""ScanQA's names: its test questions with objects are about val scans of ScanNet, those without
about test scans, of which no object is known."""

_LISTS: dict[RealSplit, str] = {
    "train": "train", "val": "val", "test_w_obj": "val", "test_wo_obj": "test",
}  # fmt: skip
_UNDER = ("", "data")
_META = ("", "meta", "meta_data", "scannet", "scannet/meta", "scannet/meta_data")
_SCANS = ("", "scans", "scannet", "scannet/scans", "scans_test", "scannet/scans_test")
_SCANREFER_ARRAYS = ("scannet_data", "scannet/scannet_data")
_VOTENET_ARRAYS = (
    "scannet_train_detection_data", "scannet/scannet_train_detection_data",
)  # fmt: skip
_SCANQA = ("", "qa", "scanqa")
_SCANREFER = ("", "scanrefer")
_SQA3D = ("", "balanced", "sqa3d", "sqa3d/balanced", "sqa_task", "sqa_task/balanced")


@dataclass(frozen=True)
class Place:
    """What a part may be called and where it may lie."""

    names: tuple[str, ...]
    """Patterns, the official name first."""
    folders: tuple[str, ...]

    def __str__(self) -> str:
        """The official name and the folders, for an error's text."""
        folders = ", ".join(f"{folder or '.'}/" for folder in self.folders)
        return f"{self.names[0]} (looked in {folders} and the same below data/)"


def scanqa_place(split: RealSplit) -> Place:
    return Place((f"ScanQA_v1.0_{split}.json", f"ScanQA_v1.0_{split}_*.json"), _SCANQA)


def scanrefer_place(split: RealSplit) -> Place:
    stem = f"ScanRefer_filtered_{_base(split)}"
    return Place((f"{stem}.json", f"{stem}_*.json"), _SCANREFER)


def sqa3d_places(split: RealSplit) -> tuple[Place, Place]:
    """Of the questions and of their annotations, balanced ones first."""
    ending = f"{_base(split)}_scannetv2.json"
    return (
        Place((f"v1_balanced_questions_{ending}", f"v1_full_questions_{ending}"), _SQA3D),
        Place(
            (f"v1_balanced_sqa_annotations_{ending}", f"v1_full_sqa_annotations_{ending}"), _SQA3D
        ),
    )


def list_place(split: RealSplit) -> Place:
    return Place((f"scannetv2_{_LISTS[split]}.txt",), _META)


def table_place() -> Place:
    return Place((TABLE,), _META)


def scan_places(scene: str) -> tuple[Place, ...]:
    """Of one scan, the best first: ScanRefer's arrays know every object, VoteNet's 18 classes."""
    return (
        Place((f"{scene}_aligned_vert.npy",), _SCANREFER_ARRAYS),
        Place((f"{scene}/{scene}_vh_clean_2.ply",), _SCANS),
        Place((f"{scene}_vert.npy",), _VOTENET_ARRAYS),
    )


def find(root: Path, place: Place) -> Path | None:
    """The file, the official name before others and upper folders before lower ones."""
    return next(_found(root, place), None)


def _found(root: Path, place: Place) -> Iterator[Path]:
    for name in place.names:
        for under in _UNDER:
            for folder in place.folders:
                parent = root / under / folder
                # Globbing lists the folder, which may hold thousands of scans.
                paths = sorted(parent.glob(name)) if "*" in name else [parent / name]
                yield from (path for path in paths if path.is_file())


def _base(split: RealSplit) -> str:
    return split.split("_")[0]
