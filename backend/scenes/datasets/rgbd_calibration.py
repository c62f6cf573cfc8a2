"""Intrinsics and poses of RGB-D frames in the forms that data sets use."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from backend.geometry.frames import rotations_from_quaternions
from backend.scenes.datasets.files import numbers, read_json, read_text, rigid
from backend.types import SceneError

_MATRICES = (
    "intrinsic/intrinsic_depth.txt",
    "intrinsic_depth.txt",
    "camera-intrinsics.txt",
    "intrinsic.txt",
    "intrinsics.txt",
)
_PHOTO_MATRICES = ("intrinsic/intrinsic_color.txt", "intrinsic_color.txt")
_POSE_FOLDERS = ("pose", "poses")
_TUM_SCALE = 5000.0
_WRITE_AGAIN = "Write the file again"

Pose = Float64[np.ndarray, "4 4"] | None


@dataclass(frozen=True)
class Intrinsics:
    K: Float64[np.ndarray, "3 3"]
    """Of the depth images, pixels counting from 0."""
    depth_scale: float
    """What one metre is in the depth images."""
    K_photo: Float64[np.ndarray, "3 3"] | None = None
    """Of the photos, where it is another one."""


def find_intrinsics(folder: Path) -> Intrinsics | None:
    """The pinhole matrix and the depth scale: 1000 unless the file, or TUM's layout, says else.

    Raises:
        SceneError: the file is damaged.
    """
    scale = _TUM_SCALE if (folder / "groundtruth.txt").is_file() else 1000.0
    path = folder / "intrinsics.json"
    if path.is_file():
        return _from_json(path, scale)
    matrix = _first_matrix(folder, _MATRICES)
    return (
        None
        if matrix is None
        else Intrinsics(matrix, scale, _first_matrix(folder, _PHOTO_MATRICES))
    )


def _from_json(path: Path, scale: float) -> Intrinsics:
    content = read_json(path)
    fields = content if isinstance(content, dict) else {}
    values = [fields.get(name) for name in ("fx", "fy", "cx", "cy")]
    values.append(fields.get("depth_scale", scale))
    if not all(isinstance(v, int | float) and abs(v) < 1e6 for v in values):
        raise SceneError(path, "wanted numbers fx, fy, cx, cy and depth_scale", _WRITE_AGAIN)
    fx, fy, cx, cy, scale = (float(v) for v in values if v is not None)
    if not scale > 0:
        raise SceneError(path, f"depth_scale {scale:g} is not positive", _WRITE_AGAIN)
    return Intrinsics(_pinhole(path, np.array([[fx, 0, cx], [0, fy, cy], [0, 0, 1]])), scale)


def _first_matrix(folder: Path, names: tuple[str, ...]) -> Float64[np.ndarray, "3 3"] | None:
    """3×3 or 4×4, row by row."""
    path = next((folder / n for n in names if (folder / n).is_file()), None)
    if path is None:
        return None
    text = read_text(path)
    side = 4 if len(text.split()) == 16 else 3
    return _pinhole(path, numbers(path, text, side * side, "the file").reshape(side, side)[:3, :3])


def _pinhole(path: Path, K: Float64[np.ndarray, "3 3"]) -> Float64[np.ndarray, "3 3"]:
    if not (K[0, 0] > 0 and K[1, 1] > 0) or not np.allclose(K[2], (0, 0, 1)):
        raise SceneError(path, "no pinhole matrix", _WRITE_AGAIN)
    return K


def find_poses(folder: Path, keys: list[str], notes: list[str]) -> list[Pose] | None:
    """A camera-to-world matrix per frame, None where a frame has none; None if there are none.

    Raises:
        SceneError: a pose is damaged.
    """
    if (folder / "trajectory.log").is_file():
        return _from_log(folder / "trajectory.log", keys)
    if (folder / "groundtruth.txt").is_file():
        return _from_tum(folder / "groundtruth.txt", keys, notes)
    files = [_pose_file(folder, key) for key in keys]
    if not any(files):
        return None
    return [None if file is None else _pose(file) for file in files]


def _from_log(path: Path, keys: list[str]) -> list[Pose]:
    """Redwood's blocks of a line of numbers and four lines of a matrix.

    Numbers in the frames' names index the blocks; frames without numbers take them in order.
    """
    lines = [line for line in read_text(path).splitlines() if line.strip()]
    if len(lines) % 5:
        problem = f"{len(lines)} lines, wanted blocks of 5"
        raise SceneError(path, problem, _WRITE_AGAIN)
    count = len(lines) // 5
    places = [_trailing_number(key) for key in keys]
    at = [p if p is not None else i for i, p in enumerate(places)]
    if max(at) >= count:
        if len(keys) != count:
            problem = f"{count} poses, but frame {keys[int(np.argmax(at))]} asks for another"
            raise SceneError(path, problem, "Give the log of these frames")
        at = list(range(count))
    poses: list[Pose] = []
    for i in at:
        where = f"line {5 * i + 2}"
        text = " ".join(lines[5 * i + 1 : 5 * i + 5])
        poses.append(rigid(path, numbers(path, text, 16, where).reshape(4, 4), where))
    return poses


def _trailing_number(key: str) -> int | None:
    found = re.search(r"(\d{1,9})$", key)
    return int(found[1]) if found else None


def _from_tum(path: Path, keys: list[str], notes: list[str]) -> list[Pose]:
    """Lines `timestamp tx ty tz qx qy qz qw`: every frame takes the pose next in time."""
    rows = [
        numbers(path, line, 8, f"line {i}")
        for i, line in enumerate(read_text(path).splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not rows:
        raise SceneError(path, "no poses", _WRITE_AGAIN)
    table = np.stack(rows)
    poses: list[Pose] = []
    for key in keys:
        time = float(key) if re.fullmatch(r"\d+(\.\d+)?", key) else float("nan")
        gap = np.abs(table[:, 0] - time)
        nearest = int(np.argmin(gap)) if time == time else 0
        if not gap[nearest] <= 0.05:
            poses.append(None)
            continue
        q = table[nearest, [7, 4, 5, 6]]
        length = float(np.linalg.norm(q))
        if not 0.5 < length < 2:
            problem = f"the quaternion at time {table[nearest, 0]:f} has length {length:g}"
            raise SceneError(path, problem, _WRITE_AGAIN)
        T = np.eye(4)
        T[:3, :3] = rotations_from_quaternions(q / length)
        T[:3, 3] = table[nearest, 1:4]
        poses.append(rigid(path, T, f"time {table[nearest, 0]:f}"))
    if None in [None if T is None else 0 for T in poses]:
        notes.append("Frames more than 50 ms from a pose were left out.")
    return poses


def _pose_file(folder: Path, key: str) -> Path | None:
    choices = [folder / f"{key}.pose.txt", folder / f"{key}.txt"]
    choices += [
        folder / name / f"{key}{end}" for name in _POSE_FOLDERS for end in (".txt", ".pose.txt")
    ]
    return next((path for path in choices if path.is_file()), None)


def _pose(path: Path) -> Pose:
    """A 4×4 matrix; None where tracking was lost, which ScanNet writes as infinities."""
    text = read_text(path)
    if re.search(r"inf|nan", text, re.IGNORECASE):
        return None
    return rigid(path, numbers(path, text, 16, "the file").reshape(4, 4), "the pose")
