"""The project's own scene folders: a scan, its annotations and its photos side by side.

    scan.ply           points with colours, normals, labels and instances; metres, z up
    splats.spz         the same scene as Gaussian splats, where there are any
    annotations.json   class names, boxes, cameras
    images/            the photos that the cameras name

Every other file in the folder is left alone.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64

from backend.geometry.frames import rotation_to_z_up, up_vector
from backend.scenes.datasets.files import photo_size, read_json, rigid
from backend.scenes.place import transform
from backend.scenes.ply import read_ply
from backend.scenes.points.point_ply import read_point_ply, write_point_ply
from backend.scenes.splats.spz import read_spz, write_spz
from backend.types import Boxes, Camera, Content, Reading, SceneError, Splats

SCAN, SPLATS, ANNOTATIONS, IMAGES = "scan.ply", "splats.spz", "annotations.json", "images"
_FORMAT = {"format": "ask3d scene", "version": 1, "units": "m", "up": "+z"}
_FAR = 1e6
"""No coordinate of a room comes near, metres or pixels."""
_REMEDY = "Write the folder again, or take annotations.json away to open the scan alone"


def is_scene_folder(folder: Path) -> bool:
    """A scan with annotations beside it."""
    return (folder / SCAN).is_file() and (folder / ANNOTATIONS).is_file()


def write_scene_folder(folder: Path, content: Content) -> None:
    """Write a scene's points, splats, boxes and cameras into a folder that exists.

    Photos must already lie in it: cameras name them by their path within the folder. The origin
    is left out, rooms have none.
    """
    assert content.points is not None
    write_point_ply(folder / SCAN, content.points)
    if content.splats is not None:
        write_spz(folder / SPLATS, _turned(content.splats, "+y", back=True))
    written = {
        **_FORMAT,
        "classes": list(content.class_names),
        "boxes": [] if content.boxes is None else _box_entries(content.boxes),
        "cameras": [_camera_entry(folder, camera) for camera in content.cameras],
    }
    (folder / ANNOTATIONS).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _box_entries(boxes: Boxes) -> list[dict[str, Any]]:
    ids = range(len(boxes)) if boxes.instances is None else boxes.instances.tolist()
    rows = zip(ids, boxes.labels, boxes.centers, boxes.sizes, boxes.yaws, strict=True)
    return [
        {
            "id": i,
            "label": label,
            "center": [round(float(v), 4) for v in center],
            "size": [round(float(v), 4) for v in size],
            "yaw": round(float(yaw), 5),
        }
        for i, label, center, size, yaw in rows
    ]


def _camera_entry(folder: Path, camera: Camera) -> dict[str, Any]:
    image = camera.image and camera.image.resolve().relative_to(folder.resolve()).as_posix()
    return {
        "name": camera.name,
        "image": image,
        "width": camera.width,
        "height": camera.height,
        "K": np.round(camera.K, 6).tolist(),
        "T_world_camera": np.round(camera.T_world_camera, 9).tolist(),
    }


def read_scene_folder(folder: Path) -> Reading:
    """The scan with what its annotations say.

    Raises:
        SceneError: the scan or the annotations are damaged.
    """
    reading = read_point_ply(read_ply(folder / SCAN))
    path = folder / ANNOTATIONS
    written = read_json(path)
    if not isinstance(written, dict) or written.get("format") != _FORMAT["format"]:
        raise SceneError(path, 'no "format": "ask3d scene"', _REMEDY)
    notes = list(reading.notes)
    splats = _splats(folder / SPLATS, notes)
    cameras = _cameras(folder, _entries(path, written, "cameras"), notes)
    return replace(
        reading,
        format="Ask3D scene",
        class_names=_names(path, written.get("classes", []), reading),
        splats=splats,
        boxes=_boxes(path, _entries(path, written, "boxes")),
        cameras=cameras,
        up=up_vector("+z"),
        up_from="file",
        metres_per_unit=1.0,
        scale_from="file",
        notes=tuple(notes),
    )


def _splats(path: Path, notes: list[str]) -> Splats | None:
    if not path.is_file():
        return None
    reading = read_spz(path)
    notes.extend(reading.notes)
    assert reading.splats is not None
    return _turned(reading.splats, "+y", back=False)


def _turned(splats: Splats, up: str, *, back: bool) -> Splats:
    """From axes in which `up` is up to Z up, or back."""
    R = rotation_to_z_up(up_vector(up))
    moved = transform(Content(splats=splats), (np.ascontiguousarray(R.T if back else R), 1.0))
    assert moved.splats is not None
    return moved.splats


def _entries(path: Path, written: dict[str, Any], name: str) -> list[dict[str, Any]]:
    entries = written.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SceneError(path, f'"{name}" is no list of objects', _REMEDY)
    return entries


def _names(path: Path, names: object, scan: Reading) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SceneError(path, '"classes" is no list of names', _REMEDY)
    classes = None if scan.points is None else scan.points.classes
    if classes is not None and classes.max(initial=-1) >= len(names):
        problem = f"label {classes.max()}, for which {ANNOTATIONS} has no name"
        raise SceneError(path.with_name(SCAN), problem, _REMEDY)
    return tuple(names)


def _boxes(path: Path, entries: list[dict[str, Any]]) -> Boxes | None:
    if not entries:
        return None
    rows, ids, labels = [], [], []
    for i, entry in enumerate(entries):
        where = f"boxes[{i}]"
        center = _array(path, entry.get("center"), (3,), f"{where}.center")
        size = _array(path, entry.get("size"), (3,), f"{where}.size")
        yaw = _array(path, entry.get("yaw"), (), f"{where}.yaw")
        label, number = entry.get("label"), entry.get("id", i)
        if not isinstance(label, str) or not isinstance(number, int) or abs(number) >= 1 << 31:
            raise SceneError(path, f"{where} has no label or no whole number as id", _REMEDY)
        if (size < 0).any():
            raise SceneError(path, f"{where}.size is negative", _REMEDY)
        rows.append([*center, *size, yaw])
        ids.append(number)
        labels.append(label)
    table = np.array(rows, np.float32)
    return Boxes(
        table[:, :3],
        table[:, 3:6],
        table[:, 6],
        tuple(labels),
        instances=np.array(ids, np.int32),
    )


def _cameras(folder: Path, entries: list[dict[str, Any]], notes: list[str]) -> tuple[Camera, ...]:
    path, cameras = folder / ANNOTATIONS, []
    for i, entry in enumerate(entries):
        where = f"cameras[{i}]"
        K = _array(path, entry.get("K"), (3, 3), f"{where}.K")
        T = _array(path, entry.get("T_world_camera"), (4, 4), f"{where}.T_world_camera")
        name, image = entry.get("name", str(i)), entry.get("image")
        photo = _photo(folder, image)
        if photo is None:
            notes.append(f"The photo {str(image)[:80]} is missing.")
            continue
        pose = rigid(path, T, f"{where}.T_world_camera")
        cameras.append(Camera(str(name), pose, K, *photo_size(photo), photo))
    return tuple(cameras)


def _photo(folder: Path, name: object) -> Path | None:
    """The photo within the folder: a name never leads out of it."""
    if not isinstance(name, str) or "\0" in name:
        return None
    photo = (folder / name).resolve()
    return photo if photo.is_relative_to(folder.resolve()) and photo.is_file() else None


def _array(
    path: Path, value: object, shape: tuple[int, ...], where: str
) -> Float64[np.ndarray, "..."]:
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        array = np.full(1, np.nan)
    if array.shape != shape or not (np.abs(array) < _FAR).all():
        wanted = "×".join(map(str, shape)) or "one"
        raise SceneError(path, f"{where}: wanted {wanted} finite numbers", _REMEDY)
    return array
