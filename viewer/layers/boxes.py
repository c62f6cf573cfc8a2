"""Boxes with their labels: edges as thick lines, names above, a tint where one is selected."""

import numpy as np
import viser
from jaxtyping import Int, UInt8

from backend.geometry.boxes import box_edges
from backend.geometry.colors import categorical_colors
from backend.types import Boxes
from viewer.layers.host import Host

_MOST_LABELS = 150
"""Text is drawn one by one in the browser."""
_CROWD = 20
"""From so many boxes on their labels are smaller."""


class BoxLayer:
    def __init__(
        self,
        client: Host,
        boxes: Boxes,
        name: str = "/boxes",
        *,
        color: tuple[int, int, int] | None = None,
        thickness: float = 2.5,
    ):
        """
        Args:
            client: where to draw.
            boxes: what to draw.
            name: the node that holds them all.
            color: of all boxes; None gives each label its own.
            thickness: of the edges, pixels.
        """
        self._client = client
        self._handles: list[viser.SceneNodeHandle] = []
        colors = (
            colors_of(boxes)
            if color is None
            else np.tile(np.array(color, np.uint8), (len(boxes), 1))
        )
        with client.atomic():
            self._root = client.scene.add_frame(name, show_axes=False)
            self._handles.append(self._root)
            self._handles.append(
                client.scene.add_line_segments(
                    f"{name}/edges",
                    box_edges(boxes).reshape(-1, 2, 3),
                    np.repeat(colors, 12, axis=0)[:, None].repeat(2, axis=1),
                    thickness=thickness,
                    thickness_units="screen",
                )
            )
            for i in range(min(len(boxes), _MOST_LABELS)):
                self._handles.append(self._add_label(f"{name}/labels/{i}", boxes, i))

    def _add_label(self, name: str, boxes: Boxes, i: int) -> viser.SceneNodeHandle:
        text = boxes.labels[i]
        if boxes.scores is not None:
            text += f" {boxes.scores[i]:.0%}"
        top = boxes.centers[i] + np.array([0, 0, boxes.sizes[i, 2] / 2], dtype=np.float32)
        return self._client.scene.add_label(
            name,
            text[:60],
            position=top,
            anchor="bottom-center",
            font_screen_scale=0.8 if len(boxes) < _CROWD else 0.65,
        )

    def show(self, visible: bool) -> None:
        """Hide the boxes, or bring them back; nothing is sent again."""
        self._root.visible = visible

    def remove(self) -> None:
        with self._client.atomic():
            for handle in reversed(self._handles):
                handle.remove()
        self._handles.clear()


def chosen(boxes: Boxes, rows: Int[np.ndarray, " rows"]) -> Boxes:
    """Some of the boxes, in this order."""
    return Boxes(
        centers=boxes.centers[rows],
        sizes=boxes.sizes[rows],
        yaws=boxes.yaws[rows],
        labels=tuple(boxes.labels[i] for i in rows),
        scores=None if boxes.scores is None else boxes.scores[rows],
        instances=None if boxes.instances is None else boxes.instances[rows],
    )


def colors_of(boxes: Boxes) -> UInt8[np.ndarray, "boxes 3"]:
    """One colour a label, the same whichever scene it is in."""
    names = np.array([_stable_hash(label) for label in boxes.labels], dtype=np.int32)
    return categorical_colors(names)


def _stable_hash(text: str) -> int:
    """Python's own hash of a text differs from process to process."""
    value = 0
    for byte in text.encode():
        value = (value * 31 + byte) % 10_007
    return value
