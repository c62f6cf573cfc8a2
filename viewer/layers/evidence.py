"""The boxes that bear an answer out: one strong colour, and seen through walls."""

from backend.geometry.boxes import box_edges
from backend.types import Boxes
from viewer.layers.boxes import BoxLayer
from viewer.layers.host import Host
from viewer.layers.through import shine_through

_COLOR = (255, 0, 110)
"""A pink that is rare in rooms."""
_THICKNESS, _THIN = 5.0, 3.0
"""Pixels: of what is seen, and of what is behind something."""


class EvidenceLayer:
    def __init__(self, client: Host, boxes: Boxes):
        self._client = client
        name = "/answer"
        with client.atomic():
            self._boxes = BoxLayer(client, boxes, name, color=_COLOR, thickness=_THICKNESS)
            self._hidden = client.scene.add_line_segments(
                f"{name}/through",
                box_edges(boxes).reshape(-1, 2, 3),
                _COLOR,
                thickness=_THIN,
                thickness_units="screen",
            )
        shine_through(client, f"{name}/through")

    def remove(self) -> None:
        with self._client.atomic():
            self._hidden.remove()
            self._boxes.remove()
