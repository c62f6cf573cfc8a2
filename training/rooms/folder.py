"""Rooms on disk: ordinary scene folders, written whole or not at all.

train_000012/
  scan.ply, annotations.json, images/   what every viewer of the project opens
  splats.spz                            the room as Gaussian splats, where they are wanted
  room.json                             how the room was made: every object, seen or not
  language.json                         descriptions and questions
"""

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64
from PIL import Image

from backend.scenes.datasets.scene_folder import IMAGES, write_scene_folder
from backend.types import Camera, Content, Splats
from training.rooms.example import Example
from training.rooms.language.room_language import RoomLanguage
from training.rooms.render.photos import Photo, take_photos
from training.rooms.scan.annotated import CLASSES
from training.rooms.scan.gaussians import GaussianConfig, room_gaussians
from training.rooms.scan.path import camera_path
from training.rooms.types import Placed

_HALF = ".{}.half"
"""Name of a folder that is still being written: hidden, so that nothing opens it."""
_SPLATS, _PHOTOS = 8, 9
"""Numbers of random streams beside those of the example."""


@dataclass(frozen=True)
class FolderConfig:
    images: int = 3
    """Photos from places of a camera's path, beside the view from above."""
    width: int = 480
    height: int = 360
    """Of the photos, pixels."""
    least_points: int = 30
    """Objects of which fewer points were seen get no box."""
    normals: bool = True
    """Write the normals of the points."""
    splats: int = 0
    """About how many Gaussian splats are made of the room besides."""


def is_whole(folder: Path) -> bool:
    """Whether a room was written there to its end."""
    return folder.is_dir()


def write_example(root: Path, example: Example, config: FolderConfig = FolderConfig()) -> Path:
    """Write one example as `root / example.name`, replacing nothing that is whole."""
    folder = root / example.name
    if is_whole(folder):
        return folder
    half = folder.with_name(_HALF.format(folder.name))
    shutil.rmtree(half, ignore_errors=True)
    (half / IMAGES).mkdir(parents=True)
    photos = take_photos(
        example.room, _poses(example), config.images, width=config.width, height=config.height
    )
    cameras = _write_photos(half, photos)
    points = example.scan.points
    content = Content(
        points=points if config.normals else replace(points, normals=None),
        splats=_splats(example, config.splats),
        boxes=example.scan.oriented_boxes(config.least_points),
        cameras=cameras,
        class_names=CLASSES,
    )
    write_scene_folder(half, content)
    _write_json(half / "room.json", _room_entry(example) | {"photos": _photo_entries(photos)})
    if example.words is not None:
        _write_json(half / "language.json", _language_entry(example.name, example.words))
    half.replace(folder)
    return folder


def _poses(example: Example) -> Float64[np.ndarray, "frames 4 4"]:
    """Those of the scan, or those that a scan might have had."""
    if len(example.scan.poses):
        return example.scan.poses
    return camera_path(example.room, np.random.default_rng([example.room.seed, _PHOTOS]))


def _splats(example: Example, count: int) -> Splats | None:
    if not count:
        return None
    rng = np.random.default_rng([example.room.seed, _SPLATS])
    return room_gaussians(example.room, rng, GaussianConfig(count=count))


def _write_photos(folder: Path, photos: list[Photo]) -> tuple[Camera, ...]:
    """All as files; the one from above has no place among the scene's cameras."""
    cameras = []
    for photo in photos:
        path = folder / IMAGES / f"{photo.name}.jpg"
        Image.fromarray(photo.picture.image).save(path, quality=90)
        cameras.append(replace(photo.picture.camera, name=photo.name, image=path))
    return tuple(camera for camera in cameras if camera.name != "top")


def _photo_entries(photos: list[Photo]) -> dict[str, list[dict[str, Any]]]:
    """The rectangles of the objects in each photo."""
    return {photo.name: [asdict(box) for box in photo.picture.boxes] for photo in photos}


def _room_entry(example: Example) -> dict[str, Any]:
    room = example.room
    return {
        "split": example.split,
        "seed": room.seed,
        "scene_type": room.scene_type,
        "floors": [
            {"scene_type": f.scene_type, "outline": f.outline, "height": f.height}
            for f in room.floors
        ],
        "objects": [_object_entry(placed) for placed in room.objects],
    }


def _object_entry(placed: Placed) -> dict[str, Any]:
    material = placed.model.main
    return {
        "id": placed.id,
        "category": placed.category,
        "style": placed.model.style,
        "color": material.color.name,
        "substance": material.substance,
        "origin": [placed.x, placed.y, placed.z],
        "size": placed.model.size,
        "yaw": placed.yaw,
        "support": {"kind": placed.support.kind, "id": placed.support.id},
        "floor": placed.floor,
        "partner": placed.partner,
        "clutter": placed.clutter,
    }


def _language_entry(name: str, words: RoomLanguage) -> dict[str, Any]:
    """With the fields' names of ScanRefer and ScanQA where there are such."""
    return {
        "scenes": list(words.scenes),
        "descriptions": [
            {"object_id": d.object_id, "object_name": d.object_name, "description": d.text}
            for d in words.descriptions
        ],
        "questions": [
            {
                "question_id": f"{name}-{number}",
                "question": q.text,
                "situation": q.situation,
                "answers": list(q.answers),
                "object_ids": list(q.object_ids),
                "object_names": list(q.object_names),
                "kind": q.kind,
                "template": q.template,
            }
            for number, q in enumerate(words.questions)
        ],
    }


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
