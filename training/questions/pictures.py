"""Where CLIP puts pictures of scenes from above: computed once and kept on disk.

By default the pictures that `python -m training rooms` drew; or, for any scene, drawn by Open3D as
in the paper. The file is written anew, whole, after every few scenes: an interrupted run goes on.
"""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch
from jaxtyping import Float16
from PIL import Image
from tqdm import tqdm

from backend.models.atomic import write_file
from backend.models.card import ClipIdentity
from backend.models.clip.model import Clip
from training.errors import CommandError
from training.questions.rendering import Picture, RenderConfig, render
from training.questions.store import RoomStore, SceneStore

_TOGETHER = 32
"""Scenes between two saves."""

Pictures = Callable[[int], Sequence[Picture]]
"""The pictures of a scene by its number."""


@dataclass(frozen=True)
class PictureStore:
    clip: ClipIdentity
    features: dict[str, Float16[np.ndarray, "views dim"]]
    """Of unit length, by the scene's name."""

    def of(self, names: Sequence[str]) -> list[Float16[np.ndarray, "views dim"]]:
        """Raises:
        CommandError: a scene that is not here.
        """
        missing = [name for name in names if name not in self.features]
        if missing:
            raise CommandError(f"no pictures of {missing[0]} were encoded. Encode them first")
        return [self.features[name] for name in names]


def room_pictures(store: RoomStore, views: int = 1) -> Pictures:
    """The pictures that lie in rooms' folders, the one from above first."""

    def read(index: int) -> list[Picture]:
        folder = store.folders[index] / "images"
        paths = sorted(folder.glob("*.jpg"), key=lambda path: (path.stem != "top", path.name))
        if not paths or paths[0].stem != "top":
            raise CommandError(
                f"{folder}: there is no top.jpg. Make the rooms with their pictures, or draw them "
                "by Open3D"
            )
        return [_read(path) for path in paths[:views]]

    return read


def rendered_pictures(store: SceneStore, config: RenderConfig = RenderConfig()) -> Pictures:
    """Pictures of the scenes' clouds by Open3D."""

    def draw(index: int) -> list[Picture]:
        scene = store.scene(index)
        return render(scene.name, scene.points, scene.colors, config)

    return draw


def add_pictures(path: Path, names: Sequence[str], pictures: Pictures, clip: Clip) -> PictureStore:
    """Encode what is not there yet.

    Args:
        path: the file of features. Pictures of another kind want another file.
        names: of all scenes, in their order.
        pictures: of a scene by its number.
        clip: whose image tower sees them.

    Raises:
        CommandError: the file is another CLIP's, damaged or cannot be written; or a picture cannot
            be had.
    """
    features = _read_features(path, clip.identity) if path.exists() else {}
    missing = [row for row, name in enumerate(names) if name not in features]
    for done, row in enumerate(tqdm(missing, desc="Pictures", disable=not missing), start=1):
        features[names[row]] = _encoded(pictures(row), clip)
        if done % _TOGETHER == 0 or done == len(missing):
            _write_features(path, features, clip.identity)
    return PictureStore(clip.identity, features)


def _encoded(pictures: Sequence[Picture], clip: Clip) -> Float16[np.ndarray, "views dim"]:
    images = torch.stack([clip.preprocess(picture) for picture in pictures])
    return clip.encode_images(images).half().cpu().numpy()


def _read(path: Path) -> Picture:
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:
        raise CommandError(f"{path} is no picture ({error}). Make the room again") from error


def _write_features(
    path: Path, features: dict[str, Float16[np.ndarray, "views dim"]], clip: ClipIdentity
) -> None:
    buffer = io.BytesIO()
    told = {"clip": asdict(clip), "names": list(features), "views": [*map(len, features.values())]}
    np.savez(buffer, told=np.array(json.dumps(told)), features=np.concatenate([*features.values()]))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, buffer.getvalue())
    except OSError as error:
        raise CommandError(f"cannot write {path} ({error.strerror})") from error


def _read_features(path: Path, clip: ClipIdentity) -> dict[str, Float16[np.ndarray, "views dim"]]:
    try:
        with np.load(io.BytesIO(path.read_bytes())) as content:
            told, features = json.loads(str(content["told"])), content["features"]
        owner, ends = ClipIdentity(**told["clip"]), np.cumsum(told["views"])
        if len(ends) != len(told["names"]) or ends[-1] != len(features):
            raise ValueError("its parts differ")
    except (OSError, ValueError, KeyError, TypeError, IndexError, BadZipFile) as error:
        raise CommandError(f"{path} is damaged ({error}). Delete it; it is made anew") from error
    if owner != clip:
        raise CommandError(
            f"{path} holds pictures as the CLIP {owner} sees them, wanted {clip}. Choose another "
            "file or delete it"
        )
    return dict(zip(told["names"], np.split(features, ends[:-1]), strict=True))
