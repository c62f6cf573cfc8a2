"""What all layouts of SUN RGB-D share: level points, Matlab calibration, upright boxes."""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float32, Float64

from backend.scenes.check import finite_rows
from backend.types import Boxes, Camera, Points, Reading, SceneError

UPRIGHT_FROM_CAMERA = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""OpenCV camera axes (right, down, forward) into upright depth's (right, forward, up)."""

COPY_AGAIN = "Copy the file again or make it again with the data set's scripts"
"""The remedy for damaged files."""


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
        SceneError: a box lies nowhere, is absurdly large or turned absurdly far.
    """
    if not labels:
        return None
    bad = ~(np.abs(np.hstack([centers, sizes, yaws[:, None]])) < 1e4).all(1)
    if bad.any():
        problem = f"box {int(bad.argmax())} has no finite place, size and heading"
        raise SceneError(path, problem, COPY_AGAIN)
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
        raise SceneError(path, f"{where} is no pinhole matrix", COPY_AGAIN)
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
        raise SceneError(path, f"{where} is no rotation", COPY_AGAIN)
    T = np.eye(4)
    T[:3, :3] = Rtilt @ UPRIGHT_FROM_CAMERA
    return T


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
