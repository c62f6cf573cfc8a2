"""Moving a browser's camera smoothly; a newer flight ends the older one."""

import threading
import time

import numpy as np
import viser
from viser.transforms import SO3

from backend.geometry.view import View
from viewer.viewpoints import Viewpoint, between

_STEPS = 18
_SECONDS = 0.5


class Flight:
    def __init__(self, client: viser.ClientHandle):
        self._client = client
        self._generation = 0
        self._lock = threading.Lock()

    def jump(self, target: Viewpoint) -> None:
        """Be there at once."""
        with self._lock:
            self._generation += 1
        self._set(target)

    def fly(self, target: Viewpoint) -> None:
        """Go there within half a second; blocks its caller's thread meanwhile."""
        with self._lock:
            self._generation += 1
            mine = self._generation
        camera = self._client.camera
        start = Viewpoint(np.array(camera.position), np.array(camera.look_at))
        for step in range(1, _STEPS + 1):
            if mine != self._generation:
                return
            self._set(between(start, target, step / _STEPS))
            time.sleep(_SECONDS / _STEPS)

    def _set(self, viewpoint: Viewpoint) -> None:
        with self._client.atomic():
            # Setting the position moves the target along, so the target comes last.
            self._client.camera.up_direction = (0.0, 0.0, 1.0)
            self._client.camera.position = viewpoint.position
            self._client.camera.look_at = viewpoint.look_at


def view_of(client: viser.ClientHandle) -> View:
    """The browser's camera as the level of detail needs it."""
    camera = client.camera
    rotation = SO3(np.asarray(camera.wxyz)).as_matrix()
    return View(
        position=np.asarray(camera.position, dtype=np.float64),
        rotation=np.asarray(rotation, dtype=np.float64),
        fov=float(camera.fov),
        aspect=max(float(camera.aspect), 1e-3),
        height=max(int(camera.image_height), 1),
    )
