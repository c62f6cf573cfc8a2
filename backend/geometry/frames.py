"""Coordinate frames: which way is up, quaternions, and small offsets for large coordinates."""

import numpy as np
from jaxtyping import Float, Float32, Float64

from backend.types import Vector

_FAR = 1000.0
"""Beyond this distance from zero float32 is coarser than 0.1 mm and browsers begin to jitter."""

_UP_ROTATIONS = {
    "+z": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "-z": [[1, 0, 0], [0, -1, 0], [0, 0, -1]],
    "+y": [[1, 0, 0], [0, 0, -1], [0, 1, 0]],
    "-y": [[1, 0, 0], [0, 0, 1], [0, -1, 0]],
    "+x": [[0, 0, -1], [0, 1, 0], [1, 0, 0]],
    "-x": [[0, 0, 1], [0, 1, 0], [-1, 0, 0]],
}
"""Proper rotations that turn the named source axis into +Z; sideways axes stay where possible."""

UP_AXES = tuple(_UP_ROTATIONS)


def up_vector(axis: str) -> Vector:
    """The unit vector of `+z`, `-y`, … in the source's axes."""
    sign = 1.0 if axis[0] == "+" else -1.0
    x, y, z = (sign if name == axis[1] else 0.0 for name in "xyz")
    return (x, y, z)


def nearest_axis(up: Vector) -> str:
    """The name of the axis that lies closest to a direction."""
    i = int(np.argmax(np.abs(up)))
    return ("+" if up[i] > 0 else "-") + "xyz"[i]


def rotation_to_z_up(up: Vector) -> Float64[np.ndarray, "3 3"]:
    """R_world_source: the named rotation of the nearest axis, then the least turn that is left."""
    coarse = np.array(_UP_ROTATIONS[nearest_axis(up)], dtype=np.float64)
    return rotation_between(coarse @ np.asarray(up), np.array([0.0, 0.0, 1.0])) @ coarse


def rotation_between(
    a: Float[np.ndarray, "3"], b: Float[np.ndarray, "3"]
) -> Float64[np.ndarray, "3 3"]:
    """The smallest rotation that turns direction a into direction b (not for opposite ones)."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    v, c = np.cross(a, b), float(a @ b)
    if c < -0.9999:
        raise ValueError(f"wanted directions that are not opposite, got {a} and {b}")
    cross = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.eye(3) + cross + cross @ cross / (1 + c)


def quaternion_from_rotation(R: Float[np.ndarray, "3 3"]) -> Float64[np.ndarray, "4"]:
    """Unit quaternion wxyz with w >= 0 (Shepperd's method)."""
    # [4, 4] matrix whose largest eigenvector is the quaternion; stable for every rotation.
    m = np.array(R, dtype=np.float64)
    k = np.array(
        [
            [m[0, 0] + m[1, 1] + m[2, 2], m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]],
            [0, m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0]],
            [0, 0, m[1, 1] - m[0, 0] - m[2, 2], m[1, 2] + m[2, 1]],
            [0, 0, 0, m[2, 2] - m[0, 0] - m[1, 1]],
        ]
    )
    q = np.linalg.eigh(k + np.triu(k, 1).T)[1][:, -1]
    return q if q[0] >= 0 else -q


def multiply_quaternions(
    a: Float[np.ndarray, "*n 4"], b: Float[np.ndarray, "*n 4"]
) -> Float[np.ndarray, "*n 4"]:
    """A · b (first b, then a), wxyz."""
    aw, ax, ay, az = np.moveaxis(a, -1, 0)
    bw, bx, by, bz = np.moveaxis(b, -1, 0)
    return np.stack(
        [
            aw * bw - ax * bx - ay * by - az * bz,
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
        ],
        axis=-1,
    )


def rotations_from_quaternions(
    q: Float[np.ndarray, "*n 4"],
) -> Float[np.ndarray, "*n 3 3"]:
    """Rotation matrices of unit quaternions wxyz."""
    w, x, y, z = np.moveaxis(q, -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def localise(
    positions: Float[np.ndarray, "points 3"],
) -> tuple[
    Float32[np.ndarray, "points 3"],  # relative to the origin
    Float64[np.ndarray, "3"],  # origin, whole units
]:
    """Split large coordinates into a float64 origin and float32 offsets.

    Coordinates within 1000 units of zero keep the origin at zero.
    """
    if not len(positions) or max(abs(positions.min()), abs(positions.max())) < _FAR:
        return np.ascontiguousarray(positions, dtype=np.float32), np.zeros(3)
    low, high = positions.min(axis=0), positions.max(axis=0)
    origin = np.round((low.astype(np.float64) + high.astype(np.float64)) / 2)
    offsets = np.empty(positions.shape, dtype=np.float32)
    # By column, so that the float64 temporary is a third of the cloud.
    for axis in range(3):
        offsets[:, axis] = positions[:, axis] - origin[axis]
    return offsets, origin
