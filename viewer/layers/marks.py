"""What a person has pointed at: the selected point and measured distances."""

import numpy as np
import viser
from jaxtyping import Float32

from backend.types import Boxes
from viewer.layers.boxes import BoxLayer
from viewer.layers.host import Host

_ACCENT = (255, 170, 0)


class SelectionMark:
    """One point, and the object that it belongs to."""

    def __init__(self, client: Host):
        self._client = client
        self._node: viser.SceneNodeHandle | None = None
        self._box: BoxLayer | None = None

    def show(self, position: Float32[np.ndarray, "3"], radius: float, box: Boxes | None) -> None:
        self.clear()
        self._node = self._client.scene.add_icosphere(
            "/selection",
            radius=radius,
            color=_ACCENT,
            position=position,
            cast_shadow=False,
            receive_shadow=False,
        )
        if box is not None:
            self._box = BoxLayer(self._client, box, "/selected_object")

    def clear(self) -> None:
        if self._node is not None:
            self._node.remove()
        if self._box is not None:
            self._box.remove()
        self._node = self._box = None


class Ruler:
    """Distances between pairs of clicked points; they stay until they are cleared."""

    def __init__(self, client: Host):
        self._client = client
        self._ends: list[Float32[np.ndarray, 3]] = []
        self._handles: list[viser.SceneNodeHandle] = []

    @property
    def distances(self) -> tuple[float, ...]:
        """Metres, in the order in which they were measured."""
        ends = self._ends
        return tuple(
            float(np.linalg.norm(ends[i + 1] - ends[i])) for i in range(0, len(ends) - 1, 2)
        )

    def add(self, position: Float32[np.ndarray, "3"], radius: float) -> float | None:
        """Place one end; the distance in metres once the second end is there."""
        self._ends.append(position)
        n = len(self._ends)
        self._handles.append(
            self._client.scene.add_icosphere(
                f"/ruler/ends/{n}", radius=radius, color=_ACCENT, position=position
            )
        )
        if n % 2:
            return None
        start, distance = self._ends[-2], self.distances[-1]
        self._handles.append(
            self._client.scene.add_line_segments(
                f"/ruler/lines/{n}",
                np.stack([start, position])[None],
                _ACCENT,
                thickness=3.0,
                thickness_units="screen",
            )
        )
        self._handles.append(
            self._client.scene.add_label(
                f"/ruler/labels/{n}",
                format_length(distance),
                position=(start + position) / 2,
                anchor="bottom-center",
            )
        )
        return distance

    def clear(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        self._ends.clear()


def format_length(metres: float) -> str:
    """As people say it: 83 cm, 2.41 m."""
    return f"{metres * 100:.1f} cm" if metres < 1 else f"{metres:.2f} m"
