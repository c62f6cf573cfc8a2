"""Where labelled scenes with questions come from: folders of rooms, or real scans."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from backend.models.votenet.classes import SCANNET_AND_OTHERS, DetectionClasses
from training.data.examples import QuestionScene
from training.data.real_scenes import RealScenes
from training.data.records import read_record
from training.data.room_scenes import read_room_scene
from training.errors import CommandError


@runtime_checkable
class SceneStore(Protocol):
    """A fixed list of scenes, each read when it is asked for."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def __len__(self) -> int: ...

    def scene(self, index: int) -> QuestionScene:
        """Raises:
        CommandError: its files are missing or damaged.
        """
        ...

    def scene_type(self, index: int) -> str:
        """Such as "kitchen"; empty where nobody says."""
        ...


@dataclass(frozen=True)
class RoomStore:
    """Rooms that `python -m training rooms` wrote."""

    folders: tuple[Path, ...]
    classes: DetectionClasses = field(default=SCANNET_AND_OTHERS, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(folder.name for folder in self.folders)

    def __len__(self) -> int:
        return len(self.folders)

    def scene(self, index: int) -> QuestionScene:
        return read_room_scene(self.folders[index], self.classes)

    def scene_type(self, index: int) -> str:
        return read_record(self.folders[index] / "room.json").text("scene_type")


@dataclass(frozen=True)
class RealStore:
    """Real scans from the files that a user has fetched."""

    scenes: RealScenes

    @property
    def names(self) -> tuple[str, ...]:
        return self.scenes.names

    def __len__(self) -> int:
        return len(self.scenes)

    def scene(self, index: int) -> QuestionScene:
        return self.scenes.scene(self.names[index])

    def scene_type(self, index: int) -> str:
        return ""


def open_store(
    folder: Path, classes: DetectionClasses = SCANNET_AND_OTHERS, count: int | None = None
) -> RoomStore:
    """The rooms below a folder, in the order of their names; only the first `count` if given.

    Raises:
        CommandError: there is none, or there are fewer than wanted.
    """
    found = sorted(path.parent for path in folder.glob("*/room.json"))
    if not found:
        raise CommandError(
            f"{folder}: there are no rooms. Make some: `python -m training rooms --out {folder}`"
        )
    if count is not None and len(found) < count:
        raise CommandError(
            f"{folder}: wanted {count:,} rooms, there are {len(found):,}. "
            f"Make more: `python -m training rooms --out {folder} --count {count}`"
        )
    return RoomStore(tuple(found[:count]), classes)
