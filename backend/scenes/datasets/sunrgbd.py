"""SUN RGB-D frames: as VoteNet's and mmdet3d's scripts lay them out, and raw.

Points are "upright depth": metres, X right, Y forward, Z up, zero at the camera. All calibrations
come from Matlab and count pixels from 1. Boxes are written as half sizes in the order w l h, where
l lies along the orientation vector; VoteNet negates the heading. None of that leaves this file.
"""

import re
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from backend.scenes.check import bounded_zip, regular_file
from backend.scenes.datasets.files import load_table, numbers, parse_array, photo_size, read_text
from backend.scenes.datasets.sunrgbd_frame import (
    COPY_AGAIN,
    frame_reading,
    load_mat,
    pinhole,
    pose,
    upright_boxes,
)
from backend.scenes.datasets.sunrgbd_raw import read_raw_frame
from backend.scenes.worker import run_in_child
from backend.types import Boxes, Camera, Reading, SceneError

CLASSES = (
    "bed", "table", "sofa", "chair", "toilet", "desk", "dresser", "night stand", "bookshelf",
    "bathtub",
)  # fmt: skip
"""The benchmark's ten classes in VoteNet's order."""

_CLOUD_NAMES = ("instance", "points3d_rgb")


def is_sunrgbd(path: Path) -> bool:
    """Whether this is a prepared frame or a raw frame's folder.

    Prepared are `000001.mat`, VoteNet's `000001_pc.npz` and mmdet3d's `points/000001.bin`.
    """
    if path.is_dir():
        return (
            (path / "intrinsics.txt").is_file()
            and (path / "image").is_dir()
            and any((path / name).is_dir() for name in ("depth_bfx", "depth"))
        )
    name = f"{path.parent.name}/{path.name}"
    return path.suffix.lower() == ".mat" or bool(
        re.fullmatch(r".*/\d{6}_pc\.npz|points/\d{6}\.bin", name)
    )


def read_sunrgbd(path: Path) -> Reading:
    """Read a frame in any of its layouts.

    Raises:
        SceneError: a file is damaged or holds something else.
    """
    if path.is_dir():
        return read_raw_frame(path)
    match path.suffix.lower():
        case ".mat":
            return _read_mat(path)
        case ".bin":
            return _read_bin(path)
        case _:
            return _read_prepared(path)


def _read_mat(path: Path) -> Reading:
    """`depth/000001.mat` with `calib`, `label` and `image` beside its folder."""
    size = regular_file(path)
    memory = max(256 << 20, 40 * size)
    cloud = run_in_child(load_mat_cloud, path, timeout=60.0, memory=memory)
    notes: list[str] = []
    root, number = path.parent.parent, path.stem
    return frame_reading(
        path,
        cloud,
        boxes=_label_boxes(root, number, notes),
        cameras=_calibrated(root, number, notes),
        notes=notes,
    )


def _read_bin(path: Path) -> Reading:
    """mmdet3d's `points/000001.bin`, with `sunrgbd_trainval` beside its folder.

    mmdet3d keeps boxes and calibration in a pickle, which could run any program: it is not read,
    the data set's own text files say the same.
    """
    size, row = regular_file(path), 6 * 4
    if size % row:
        raise SceneError(path, f"{size} bytes, wanted rows of {row} (xyz rgb)", COPY_AGAIN)
    cloud = np.fromfile(path, "<f4").reshape(-1, 6)
    notes: list[str] = []
    root, number = path.parent.parent / "sunrgbd_trainval", path.stem
    return frame_reading(
        path,
        cloud,
        boxes=_label_boxes(root, number, notes),
        cameras=_calibrated(root, number, notes),
        notes=notes,
    )


def load_mat_cloud(path: Path) -> Float32[np.ndarray, "points columns"]:
    """The cloud of a prepared frame; runs in a child, because Matlab files are not to be trusted.

    Raises:
        SceneError: the file has no such array.
    """
    content = load_mat(path, _CLOUD_NAMES)
    cloud = next((content[name] for name in _CLOUD_NAMES if name in content), None)
    if not isinstance(cloud, np.ndarray) or cloud.dtype.kind not in "biuf":
        problem = f"no array named {' or '.join(_CLOUD_NAMES)}"
        remedy = "Open depth/%06d.mat of sunrgbd_trainval, or the folder of a raw frame"
        raise SceneError(path, problem, remedy)
    if cloud.ndim != 2 or cloud.shape[1] not in (3, 6) or not len(cloud):
        raise SceneError(path, f"shape {cloud.shape}, wanted rows of xyz rgb", COPY_AGAIN)
    with np.errstate(over="ignore", invalid="ignore"):
        return cloud.astype(np.float32)


def _calibrated(root: Path, number: str, notes: list[str]) -> tuple[Camera, ...]:
    calib, photo = root / "calib" / f"{number}.txt", root / "image" / f"{number}.jpg"
    missing = [file for file in (calib, photo) if not file.is_file()]
    if missing:
        notes += [f"There is no {file.parent.name}/{file.name}." for file in missing]
        return ()
    lines = read_text(calib).splitlines()
    if len(lines) < 2:
        raise SceneError(calib, "wanted a line of Rtilt and a line of K", COPY_AGAIN)
    Rtilt, K = (
        numbers(calib, line, 9, f"line {i + 1}").reshape(3, 3, order="F")
        for i, line in enumerate(lines[:2])
    )
    T, K = pose(calib, Rtilt, "line 1"), pinhole(calib, K, "line 2")
    return (Camera(number, T, K, *photo_size(photo), photo),)


def _label_boxes(root: Path, number: str, notes: list[str]) -> Boxes | None:
    """Boxes of `label`, or of the older `label_v1`."""
    files = [root / name / f"{number}.txt" for name in ("label", "label_v1")]
    file = next((f for f in files if f.is_file()), None)
    if file is None:
        notes.append(f"There is no label/{number}.txt.")
        return None
    if file is files[1]:
        notes.append("The boxes come from label_v1.")
    labels: list[str] = []
    rows: list[np.ndarray] = []
    for i, line in enumerate(read_text(file).splitlines(), start=1):
        if line.strip():
            label, _, rest = line.strip().partition(" ")
            labels.append(label)
            rows.append(numbers(file, rest, 12, f"line {i} after the class"))
    table = np.array(rows).reshape(-1, 12)
    sizes = 2 * table[:, [8, 7, 9]]
    yaws = np.arctan2(table[:, 11], table[:, 10])
    return upright_boxes(file, table[:, 4:7], sizes, yaws, labels)


def _read_prepared(path: Path) -> Reading:
    """VoteNet's `000001_pc.npz` and `000001_bbox.npy`."""
    with bounded_zip(path) as archive:
        if "pc.npy" not in archive.namelist():
            raise SceneError(path, "no array named pc", COPY_AGAIN)
        data = archive.read("pc.npy")
    cloud = parse_array(path, data, "pc")
    if cloud.ndim != 2 or cloud.shape[1] not in (3, 6):
        raise SceneError(path, f"shape {cloud.shape}, wanted rows of xyz rgb", COPY_AGAIN)
    with np.errstate(over="ignore", invalid="ignore"):
        cloud = cloud.astype(np.float32)
    notes = ["VoteNet's prepared frames have no photo."]
    file = path.with_name(path.name.replace("_pc.npz", "_bbox.npy"))
    boxes = None
    if file.is_file():
        table = load_table(file, (8,)).astype(np.float64)
        labels = [_class_name(file, n) for n in table[:, 7]]
        # VoteNet's heading turns clockwise.
        with np.errstate(over="ignore"):
            sizes = 2 * table[:, 3:6]
        boxes = upright_boxes(file, table[:, :3], sizes, -table[:, 6], labels)
    else:
        notes.append(f"There is no {file.name} beside it.")
    return frame_reading(path, cloud, boxes=boxes, cameras=(), notes=notes)


def _class_name(path: Path, number: float) -> str:
    if number not in range(len(CLASSES)):
        raise SceneError(path, f"class {number:g}, wanted 0 to {len(CLASSES) - 1}", COPY_AGAIN)
    return CLASSES[int(number)]
