"""Layouts of the training split's rooms: as they are, and as a scan shows them."""

import numpy as np

from training.rooms.example import ExampleConfig, make_example
from training.rooms.generate import room_from_seed
from training.rooms.scan.annotated import Scan
from training.rooms.splits import room_seed
from training.rooms.statistics.layouts import Layout, layout_of_room


def layout(index: int) -> Layout:
    """With boxes around whole objects."""
    return layout_of_room(room_from_seed(room_seed("train", index)))


def scanned_layout(index: int) -> Layout:
    """With boxes around what the simulated sensor saw."""
    return layout_of_scan(make_example("train", index, ExampleConfig(words=None)).scan)


def layout_of_scan(scan: Scan) -> Layout:
    """Of the objects with at least 30 points, without clutter; colours are means over these."""
    boxes, points = scan.aligned_boxes(), scan.points
    assert boxes.instances is not None and points.instances is not None
    assert points.colors is not None
    kept = [k for k, i in enumerate(boxes.instances) if not scan.room.objects[i].clutter]
    ids = boxes.instances[kept]
    colors = [points.colors[points.instances == i].mean(0) / 255 for i in ids]
    corners = np.array([corner for floor in scan.room.floors for corner in floor.outline])
    edges = (corners.max(0) - corners.min(0)).tolist()
    centers, sizes = boxes.centers[kept].astype(float), boxes.sizes[kept].astype(float)
    return Layout(
        tuple(boxes.labels[k] for k in kept),
        centers - sizes / 2,
        centers + sizes / 2,
        np.array(colors, float).reshape(-1, 3),
        (max(edges), min(edges)),
        scan.room.scene_type,
    )
