"""A raw frame's folder of SUN RGB-D: photo, depth image, intrinsics, and the official boxes.

The boxes of all frames are in one Matlab file, `SUNRGBDMeta3DBB_v2.mat`, which is looked for in the
folders above and read without Matlab.
"""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float32, Float64, Int32

from backend.scenes.check import regular_file
from backend.scenes.datasets.files import numbers, photo_size, read_text
from backend.scenes.datasets.images import back_project, load_depth, load_photo
from backend.scenes.datasets.sunrgbd_frame import (
    UPRIGHT_FROM_CAMERA,
    frame_reading,
    load_mat,
    pinhole,
    pose,
    upright_boxes,
)
from backend.scenes.worker import run_in_child
from backend.types import Boxes, Camera, Reading, SceneError

META = "SUNRGBDMeta3DBB_v2.mat"
_PARENTS = 8
_FARTHEST = 8.0
"""Metres, the limit of the toolbox."""


def read_raw_frame(folder: Path) -> Reading:
    """Back-project the depth image, level it, and add the frame's boxes.

    Raises:
        SceneError: an image, the intrinsics or the boxes are damaged or missing.
    """
    depth_file = _only(folder, ("depth_bfx", "depth"), (".png",))
    photo = _only(folder, ("image",), (".jpg", ".png"))
    notes: list[str] = []
    intrinsics = folder / "intrinsics.txt"
    K = pinhole(intrinsics, _square(intrinsics, 9)[:, :3], "its matrix")
    meta = next(
        (p / META for p in [folder.resolve(), *folder.resolve().parents][:_PARENTS]
         if (p / META).is_file()),
        None,
    )  # fmt: skip
    if meta is None:
        notes.append(f"There is no {META} in the folders above: the frame has no boxes.")
        Rtilt, boxes = _own_tilt(folder, notes), None
    else:
        Rtilt, boxes = _from_meta(meta, folder, notes)
    T = pose(folder, Rtilt, "the tilt")
    depth = sun_depth(load_depth(depth_file))
    cloud = back_project(depth, K, load_photo(photo))
    if not len(cloud):
        raise SceneError(depth_file, "no pixel has a depth", "Copy the frame again")
    cloud[:, :3] = cloud[:, :3] @ T[:3, :3].T.astype(np.float32)
    camera = Camera(photo.stem, T, K, *photo_size(photo), photo)
    return frame_reading(folder, cloud, boxes=boxes, cameras=(camera,), notes=notes)


def sun_depth(raw: Int32[np.ndarray, "h w"]) -> Float32[np.ndarray, "h w"]:
    """Metres of the data set's depth images, whose 16 bits are turned by three; 0 is unknown."""
    bits = (raw >> 3) | ((raw << 13) & 0xFFFF)
    return np.minimum(bits.astype(np.float32) / 1000, _FARTHEST)


def _only(folder: Path, names: tuple[str, ...], endings: tuple[str, ...]) -> Path:
    for name in names:
        found = sorted(p for p in (folder / name).glob("*") if p.suffix.lower() in endings)
        if found:
            return found[0]
    raise SceneError(folder, f"no image in {' or '.join(names)}", "Unpack the data set again")


def _square(path: Path, *counts: int) -> Float64[np.ndarray, "3 columns"]:
    text = read_text(path)
    count = len(text.split())
    return numbers(path, text, count if count in counts else counts[0], "the file").reshape(3, -1)


def _own_tilt(folder: Path, notes: list[str]) -> Float64[np.ndarray, "3 3"]:
    """From `extrinsics/*.txt`, which rotate in camera axes; the last file is the latest."""
    files = sorted((folder / "extrinsics").glob("*.txt"))
    if not files:
        notes.append("There are no extrinsics: the camera is taken to be level.")
        return np.eye(3)
    R = _square(files[-1], 12, 9)[:, :3]
    return UPRIGHT_FROM_CAMERA @ R @ UPRIGHT_FROM_CAMERA.T


def _from_meta(
    meta: Path, folder: Path, notes: list[str]
) -> tuple[Float64[np.ndarray, "3 3"], Boxes | None]:
    size = regular_file(meta)
    last = "/".join(folder.resolve().parts[-3:])
    # Ten thousand frames of nested structs take Python objects of many times their size.
    found = run_in_child(find_frame, meta, last, timeout=180.0, memory=max(1 << 30, 100 * size))
    if found is None:
        notes.append(f"{META} does not know this frame: it has no boxes.")
        return _own_tilt(folder, notes), None
    if len(found["skipped"]):
        notes.append(f"{len(found['skipped'])} boxes of {META} are incomplete and were left out.")
    table = found["boxes"].reshape(-1, 7)
    boxes = upright_boxes(meta, table[:, :3], table[:, 3:6], table[:, 6], found["labels"])
    return found["Rtilt"], boxes


def find_frame(path: Path, last: str) -> dict[str, Any] | None:
    """The entry of the frame whose sequence name ends so; runs in a child.

    Raises:
        SceneError: the file has no such table.
    """
    table = load_mat(path, ("SUNRGBDMeta",)).get("SUNRGBDMeta")
    names = getattr(getattr(table, "dtype", None), "names", None) or ()
    if table is None or not {"sequenceName", "Rtilt", "groundtruth3DBB"} <= set(names):
        raise SceneError(path, "no table SUNRGBDMeta of frames", "Download the file again")
    for entry in table.reshape(-1):
        name = _text(entry["sequenceName"]).strip("/")
        if name and ("/" + name).endswith("/" + last):
            return _frame(entry)
    return None


def _frame(entry: Any) -> dict[str, Any]:
    rows: list[list[float]] = []
    labels: list[str] = []
    skipped: list[int] = []
    boxes = np.asarray(entry["groundtruth3DBB"])
    for i, box in enumerate(boxes.reshape(-1) if boxes.dtype.names else []):
        row = _box(box)
        if row is None:
            skipped.append(i)
        else:
            rows.append(row)
            labels.append(_text(box["classname"]))
    Rtilt = np.asarray(entry["Rtilt"], np.float64).reshape(3, 3)
    return {
        "Rtilt": Rtilt,
        "boxes": np.array(rows, np.float64).reshape(-1, 7),
        "labels": labels,
        "skipped": skipped,
    }


def _box(box: Any) -> list[float] | None:
    """Centre, full size and yaw; the rows of `basis` are the axes, in any order."""
    try:
        basis = np.asarray(box["basis"], np.float64).reshape(3, 3)
        coeffs = np.abs(np.asarray(box["coeffs"], np.float64).reshape(3))
        center = np.asarray(box["centroid"], np.float64).reshape(3)
    except (ValueError, TypeError):
        return None
    if not (np.isfinite(basis).all() and np.isfinite(coeffs).all() and np.isfinite(center).all()):
        return None
    upright = int(np.abs(basis[:, 2]).argmax())
    a, b = (i for i in range(3) if i != upright)
    yaw = float(np.arctan2(basis[a, 1], basis[a, 0]))
    return [*center, *(2 * coeffs[[a, b, upright]]), yaw]


def _text(value: Any) -> str:
    """Matlab's strings come wrapped in arrays."""
    array = np.asarray(value)
    return str(array.reshape(-1)[0]) if array.size else ""
