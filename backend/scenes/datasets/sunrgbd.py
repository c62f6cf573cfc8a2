"""SUN RGB-D frames: as VoteNet's scripts lay them out, and raw.

Points are "upright depth": metres, X right, Y forward, Z up, zero at the camera. All calibrations
come from Matlab and count pixels from 1. Boxes are written as half sizes in the order w l h, where
l lies along the orientation vector; VoteNet negates the heading. None of that leaves this file.
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float32, Float64

from backend.scenes.check import bounded_zip, finite_rows, regular_file
from backend.scenes.datasets.files import load_table, numbers, parse_array, photo_size, read_text
from backend.scenes.worker import run_in_child
from backend.types import Boxes, Camera, Points, Reading, SceneError

UPRIGHT_FROM_CAMERA = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""OpenCV camera axes (right, down, forward) into upright depth's (right, forward, up)."""

CLASSES = (
    "bed", "table", "sofa", "chair", "toilet", "desk", "dresser", "night stand", "bookshelf",
    "bathtub",
)  # fmt: skip
"""The benchmark's ten classes in VoteNet's order."""

_CLOUD_NAMES = ("instance", "points3d_rgb")
_COPY_AGAIN = "Copy the file again or make it again with the data set's scripts"


def is_sunrgbd(path: Path) -> bool:
    """Whether this is a prepared frame (`000001.mat`, `000001_pc.npz`) or a raw frame's folder."""
    if path.is_dir():
        return (
            (path / "intrinsics.txt").is_file()
            and (path / "image").is_dir()
            and any((path / name).is_dir() for name in ("depth_bfx", "depth"))
        )
    return path.suffix.lower() == ".mat" or bool(re.fullmatch(r"\d{6}_pc\.npz", path.name))


def read_sunrgbd(path: Path) -> Reading:
    """Read a frame in any of its layouts.

    Raises:
        SceneError: a file is damaged or holds something else.
    """
    if path.is_dir():
        from backend.scenes.datasets.sunrgbd_raw import read_raw_frame

        return read_raw_frame(path)
    return _read_mat(path) if path.suffix.lower() == ".mat" else _read_prepared(path)


def frame_reading(
    path: Path,
    cloud: Float32[np.ndarray, "points columns"],
    *,
    boxes: Boxes | None,
    cameras: tuple[Camera, ...],
    notes: list[str],
) -> Reading:
    """A frame's rows of xyz and rgb in [0, 1] as a reading."""
    keep, left_out = finite_rows(path, cloud[:, :3])
    rows = cloud if keep is None else cloud[keep]
    colors = None
    if rows.shape[1] >= 6:
        colors = (np.clip(np.nan_to_num(rows[:, 3:6]), 0, 1) * 255 + 0.5).astype(np.uint8)
    return Reading(
        points=Points(np.ascontiguousarray(rows[:, :3]), colors),
        boxes=boxes,
        cameras=cameras,
        format="SUN RGB-D frame",
        up=(0.0, 0.0, 1.0),
        metres_per_unit=1.0,
        notes=(*notes, *left_out),
    )


def upright_boxes(
    path: Path,
    centers: Float64[np.ndarray, "boxes 3"],
    sizes: Float64[np.ndarray, "boxes 3"],
    yaws: Float64[np.ndarray, " boxes"],
    labels: list[str],
) -> Boxes | None:
    """Boxes with full sizes; None if there are none.

    Raises:
        SceneError: a box lies nowhere or is absurdly large.
    """
    if not labels:
        return None
    bad = ~np.isfinite(yaws) | ~(np.abs(np.hstack([centers, sizes])) < 1e4).all(1)
    if bad.any():
        raise SceneError(path, f"box {int(bad.argmax())} has no finite place and size", _COPY_AGAIN)
    return Boxes(
        centers.astype(np.float32),
        np.abs(sizes).astype(np.float32),
        yaws.astype(np.float32),
        tuple(label.replace("_", " ") for label in labels),
    )


def pinhole(path: Path, K: Float64[np.ndarray, "3 3"], where: str) -> Float64[np.ndarray, "3 3"]:
    """Matlab's pinhole matrix for pixels that count from 0.

    Raises:
        SceneError: it is none.
    """
    if not (K[0, 0] > 0 and K[1, 1] > 0) or not np.allclose(K[2], (0, 0, 1)):
        raise SceneError(path, f"{where} is no pinhole matrix", _COPY_AGAIN)
    return K - np.array([[0, 0, 1.0], [0, 0, 1], [0, 0, 0]])


def pose(path: Path, Rtilt: Float64[np.ndarray, "3 3"], where: str) -> Float64[np.ndarray, "4 4"]:
    """T_world_camera of a frame, from the rotation that makes its camera level.

    Raises:
        SceneError: it is no rotation.
    """
    known = (np.abs(Rtilt) < 1.1).all()
    if not (known and np.allclose(Rtilt @ Rtilt.T, np.eye(3), atol=0.01)) or (
        np.linalg.det(Rtilt) < 0
    ):
        raise SceneError(path, f"{where} is no rotation", _COPY_AGAIN)
    T = np.eye(4)
    T[:3, :3] = Rtilt @ UPRIGHT_FROM_CAMERA
    return T


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
        raise SceneError(path, f"shape {cloud.shape}, wanted rows of xyz rgb", _COPY_AGAIN)
    with np.errstate(over="ignore", invalid="ignore"):
        return cloud.astype(np.float32)


def load_mat(path: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """Variables of a Matlab file.

    Raises:
        SceneError: it was saved as HDF5.
    """
    import scipy.io

    try:
        return scipy.io.loadmat(path, variable_names=names, appendmat=False)
    except NotImplementedError as error:
        problem, remedy = "saved in Matlab's version 7.3", "Save it with the option -v7"
        raise SceneError(path, problem, remedy) from error


def _calibrated(root: Path, number: str, notes: list[str]) -> tuple[Camera, ...]:
    calib, photo = root / "calib" / f"{number}.txt", root / "image" / f"{number}.jpg"
    missing = [file for file in (calib, photo) if not file.is_file()]
    if missing:
        notes += [f"There is no {file.parent.name}/{file.name}." for file in missing]
        return ()
    lines = read_text(calib).splitlines()
    if len(lines) < 2:
        raise SceneError(calib, "wanted a line of Rtilt and a line of K", _COPY_AGAIN)
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
            raise SceneError(path, "no array named pc", _COPY_AGAIN)
        data = archive.read("pc.npy")
    cloud = parse_array(path, data, "pc")
    if cloud.ndim != 2 or cloud.shape[1] not in (3, 6):
        raise SceneError(path, f"shape {cloud.shape}, wanted rows of xyz rgb", _COPY_AGAIN)
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
        raise SceneError(path, f"class {number:g}, wanted 0 to {len(CLASSES) - 1}", _COPY_AGAIN)
    return CLASSES[int(number)]
