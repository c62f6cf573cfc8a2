"""How the pose that a tracker believes wanders around the true one."""

import numpy as np
from jaxtyping import Float64

from training.rooms.colors import Random


def drifted(
    poses: Float64[np.ndarray, "frames 4 4"],
    rng: Random,
    *,
    metres: float,
    degrees: float,
    memory: float = 0.9,
) -> Float64[np.ndarray, "frames 4 4"]:
    """The poses with a wandering error, as loop closure leaves it (an Ornstein-Uhlenbeck walk).

    Args:
        poses: T_room_camera of each frame.
        rng: what decides the walk.
        metres: standard deviation of the shift along each axis.
        degrees: standard deviation of the turn about each axis.
        memory: share of one frame's error that the next one keeps.
    """
    fresh = np.sqrt(1 - memory**2)
    error, estimated = rng.normal(size=6), []
    scale = np.array([metres] * 3 + [np.radians(degrees)] * 3)
    for pose in poses:
        error = memory * error + fresh * rng.normal(size=6)
        shift, turn = np.split(error * scale, 2)
        moved = pose.copy()
        moved[:3, :3] = _small_turn(turn) @ pose[:3, :3]
        moved[:3, 3] += shift
        estimated.append(np.round(moved, 9))
    return np.stack(estimated)


def _small_turn(turn: Float64[np.ndarray, "3"]) -> Float64[np.ndarray, "3 3"]:
    """Rotation by a vector of small angles (Rodrigues)."""
    angle = float(np.sqrt((turn**2).sum()))
    x, y, z = turn / max(angle, 1e-12)
    K = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * K + (1 - np.cos(angle)) * (K @ K)
