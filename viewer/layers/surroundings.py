"""What orients a person around the scan: floor grid, axes, photo cameras."""

from collections.abc import Sequence

import numpy as np
import viser
from jaxtyping import Float, Float64

from backend.geometry.frames import quaternion_from_rotation
from backend.types import Camera
from viewer.layers.host import Host

_MOST_CAMERAS = 200
_THUMBNAIL = 160
_ARM = 0.7
"""Metres."""


def add_grid(
    client: Host, bounds: Float64[np.ndarray, "2 3"], *, dark: bool
) -> viser.SceneNodeHandle:
    """A grid of 0.5 m and 1 m cells just under the scene."""
    size = bounds[1] - bounds[0]
    width = float(np.ceil(size[:2].max() * 1.5 / 2) * 2 + 2)
    center = bounds.mean(axis=0)
    section = (90, 95, 105) if dark else (165, 170, 180)
    cell = (55, 58, 66) if dark else (215, 218, 224)
    return client.scene.add_grid(
        "/grid",
        width=width,
        height=width,
        cell_color=cell,
        section_color=section,
        cell_size=0.5,
        section_size=1.0,
        shadow_opacity=0.0,
        position=(round(center[0]), round(center[1]), float(bounds[0, 2]) - 0.01),
    )


def add_axes(client: Host) -> viser.SceneNodeHandle:
    """One metre along x (red), y (green) and z (blue) at the scene's zero."""
    return client.scene.add_frame("/axes", axes_length=1.0, axes_radius=0.012)


def add_cameras(client: Host, cameras: tuple[Camera, ...]) -> list[viser.SceneNodeHandle]:
    """A frustum for each photo, with the photo in it where few are shown."""
    step = max(1, -(-len(cameras) // _MOST_CAMERAS))
    shown = cameras[::step]
    handles: list[viser.SceneNodeHandle] = [client.scene.add_frame("/cameras", show_axes=False)]
    for i, camera in enumerate(shown):
        handles.append(
            client.scene.add_camera_frustum(
                f"/cameras/{i}",
                fov=2 * float(np.arctan(camera.height / (2 * camera.K[1, 1]))),
                aspect=camera.width / camera.height,
                scale=0.12,
                thickness=1.5,
                thickness_units="screen",
                color=(70, 130, 220),
                image=_thumbnail(camera) if len(shown) <= 8 else None,
                wxyz=quaternion_from_rotation(camera.T_world_camera[:3, :3]),
                position=camera.T_world_camera[:3, 3],
                cast_shadow=False,
                receive_shadow=False,
            )
        )
    return handles


def hide_near_cameras(handles: Sequence[object], eye: Float[np.ndarray, "3"]) -> None:
    """Take the cameras away in which one stands: their photos would cover the view."""
    for handle in handles:
        if isinstance(handle, viser.CameraFrustumHandle):
            far = bool(np.linalg.norm(handle.position - eye) > _ARM)
            if handle.visible != far:
                handle.visible = far


def _thumbnail(camera: Camera) -> np.ndarray | None:
    if camera.image is None:
        return None
    from PIL import Image

    try:
        with Image.open(camera.image) as photo:
            photo.thumbnail((_THUMBNAIL, _THUMBNAIL))
            return np.asarray(photo.convert("RGB"))
    except (OSError, ValueError):
        return None  # A frustum without its photo still shows where it was taken.
