"""What a viewer's camera sees: enough to decide which parts of a scene deserve detail."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float64


@dataclass(frozen=True)
class View:
    """A pinhole camera that looks at the scene; axes are OpenCV's."""

    position: Float[np.ndarray, "3"]
    """Metres, relative to the scene's origin."""
    rotation: Float[np.ndarray, "3 3"]
    """R_world_camera: the columns are the camera's right, down and forward axes in the world."""
    fov: float
    """Vertical angle of view, radians."""
    aspect: float
    """Width / height."""
    height: int
    """Pixels."""

    def distances(
        self, centers: Float[np.ndarray, "boxes 3"], half_sizes: Float[np.ndarray, "boxes 3"]
    ) -> Float64[np.ndarray, " boxes"]:
        """From the camera to the nearest point of each axis-aligned box, metres; 0 inside."""
        outside = np.maximum(np.abs(centers - self.position) - half_sizes, 0)
        return np.linalg.norm(outside.astype(np.float64), axis=1)

    def sees(
        self, centers: Float[np.ndarray, "boxes 3"], half_sizes: Float[np.ndarray, "boxes 3"]
    ) -> Bool[np.ndarray, " boxes"]:
        """Which axis-aligned boxes may reach into the frustum (never denies one that does)."""
        normals = self._inward_normals()
        reach = half_sizes @ np.abs(normals).T  # [boxes, planes]
        return np.all((centers - self.position) @ normals.T + reach >= 0, axis=1)

    def pixels(
        self, lengths: Float[np.ndarray, " n"], distances: Float[np.ndarray, " n"]
    ) -> Float64[np.ndarray, " n"]:
        """How tall lengths (metres) appear at distances (metres), in pixels."""
        focal = self.height / (2 * np.tan(self.fov / 2))
        return focal * lengths / np.maximum(distances, 1e-9)

    def _inward_normals(self) -> Float64[np.ndarray, "5 3"]:
        """Normals of the frustum's sides and of the plane through the camera, pointing inwards."""
        tan_y = np.tan(self.fov / 2)
        tan_x = tan_y * self.aspect
        own = np.array([[1, 0, tan_x], [-1, 0, tan_x], [0, 1, tan_y], [0, -1, tan_y], [0, 0, 1.0]])
        return own @ self.rotation.T
